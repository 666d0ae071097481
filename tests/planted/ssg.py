"""SSG.COM: two months of settlements; the only list there is, so it is orders and payout in one."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.containers import as_biff, as_xlsx
from tests.planted import Planted, Truth

HEADER = """
순번|정산일자|협력사명|하위업체명|점포 (eCtax)|점포 (영업점)|과세구분|원주문ID|원주문순번|주문ID|주문순번|
주문자명|배송ID|송장번호|택배사|상품코드|상품명|단품|수량|정산금액(VAT포함)|판매단가|상품대총판매가|
협력사 (할인부담금)|SSG부담 (할인부담금)|SSG부담 (청구할인)|할인부담금 (합계)|순판매액|수수료율|판매수수료|
관세|부가세|배송비 (VAT포함)|협력사 배송비(VAT포함)|SSG배송비|협력사배송비 쿠폰금액|SSG배송비 쿠폰금액|
고객부담 배송비|제휴사 구분
""".replace("\n", "").split("|")
PERSONS = ("남궁솔", "630099887766")


@dataclass(frozen=True)
class Sale:
    order: str
    line: int
    unit: int
    pieces: int
    parcel: str
    own_off: int = 0
    site_off: int = 0
    shipping: int = 0
    apart: bool = True  # shipping in a row of its own
    back: int = 0  # pieces that came back a month later
    partner: str = ""

    @property
    def worth(self) -> int:
        return self.unit * self.pieces

    @property
    def paid(self) -> int:
        return self.worth - self.own_off - self.site_off

    @property
    def fee(self) -> int:
        return self.worth * 30 // 100

    def part(self, money: int) -> int:
        return money * self.back // self.pieces


SALES = (
    Sale("20260903001111", 1, 33000, 1, "D100", shipping=3000),
    Sale("20260903001112", 1, 12500, 2, "D101", own_off=1000, site_off=500),
    Sale("20260903001112", 2, 8000, 1, "D101", site_off=800),
    Sale("20260905001113", 1, 20000, 1, "D102", shipping=3000, back=1),
    Sale("20260906001114", 1, 9000, 3, "D103", own_off=600, back=1),
    Sale("20260907001115", 1, 50000, 1, "D104", shipping=2500, apart=False, partner="11번가"),
)


def goods(sale: Sale) -> dict[str, object]:
    beside = 0 if sale.apart else sale.shipping
    return {
        "정산일자": "2026-09-30", "원주문ID": sale.order, "원주문순번": sale.line, "주문ID": sale.order, "주문순번": sale.line,
        "주문자명": PERSONS[0], "배송ID": sale.parcel, "송장번호": PERSONS[1], "상품코드": "1000024811163", "상품명": "햇밤",
        "단품": "1kg", "수량": sale.pieces, "정산금액(VAT포함)": f"{sale.worth - sale.own_off - sale.fee + beside:,}",
        "판매단가": f"{sale.unit:,}", "상품대총판매가": f"{sale.worth:,}", "협력사 (할인부담금)": sale.own_off,
        "SSG부담 (할인부담금)": sale.site_off, "SSG부담 (청구할인)": 0, "할인부담금 (합계)": sale.own_off + sale.site_off,
        "순판매액": f"{sale.paid:,}", "수수료율": "30%", "판매수수료": f"{sale.fee:,}", "고객부담 배송비": beside,
        "제휴사 구분": sale.partner,
    }  # fmt: skip


def shipped(sale: Sale) -> dict[str, object]:
    money = dict.fromkeys(("정산금액(VAT포함)", "판매단가", "고객부담 배송비"), sale.shipping)
    return {**goods(sale), "수량": 0, "상품대총판매가": 0, "순판매액": 0, "판매수수료": 0, "할인부담금 (합계)": 0, **money,
            "협력사 (할인부담금)": 0, "SSG부담 (할인부담금)": 0}  # fmt: skip


def returned(sale: Sale) -> dict[str, object]:
    worth, own, site, fee = map(sale.part, (sale.worth, sale.own_off, sale.site_off, sale.fee))
    return {
        **goods(sale), "정산일자": "2026-10-31", "주문ID": "20261009007777", "주문순번": 1, "수량": -sale.back,
        "정산금액(VAT포함)": f"-{worth - own - fee:,}", "상품대총판매가": f"-{worth:,}", "협력사 (할인부담금)": -own,
        "SSG부담 (할인부담금)": -site, "할인부담금 (합계)": -own - site, "순판매액": f"-{worth - own - site:,}",
        "판매수수료": f"-{fee:,}",
    }  # fmt: skip


def shops() -> list[Planted]:
    first = [*map(goods, SALES), *(shipped(s) for s in SALES if s.apart and s.shipping)]
    back = [s for s in SALES if s.back]
    second = [*map(returned, back), first[0]]  # the sale of September once more
    total: dict[str, object] = {"순번": "합계", "정산금액(VAT포함)": "1,234,567"}

    def table(rows: list[dict[str, object]]) -> list[Sequence[object]]:
        return [HEADER, *([row.get(h) for h in HEADER] for row in rows)]

    gone = [s for s in back if s.back == s.pieces]
    partly = [s for s in back if s not in gone]
    refunded = sum(s.part(s.worth) - s.part(s.own_off) - s.part(s.site_off) for s in partly)
    live = [s for s in SALES if s not in gone]
    fees = sum(s.fee for s in SALES)
    shipping = sum(s.shipping for s in SALES)
    net = sum(s.worth - s.own_off - s.fee for s in SALES) + shipping
    names = ("ssg_2609.xlsx", "ssg_2610.xls")
    return [
        Planted(
            "ssg",
            {names[0]: as_xlsx(table([*first, first[1], total])), names[1]: as_biff(table(second))},
            Truth(
                lines=len(live), sales=sum(s.paid for s in live) - refunded, dead=len(gone), shipping=shipping,
                fees=fees - sum(s.part(s.fee) for s in back), refunded=refunded,
                net=net - sum(s.part(s.worth) - s.part(s.own_off) - s.part(s.fee) for s in back),
            ),
            dict.fromkeys(names, "ssg_settle"),
            alone={
                names[0]: Truth(len(SALES), sum(s.paid for s in SALES), 0, shipping, fees=fees, net=net),
            },
            rejected={names[0]: 1},
            persons=PERSONS,
        ),
    ]  # fmt: skip
