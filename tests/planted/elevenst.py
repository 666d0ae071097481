"""11번가: an order list before and after, the list of what was sold, and the settlement, over the same sales."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.containers import as_biff, as_xlsx, encrypted
from tests.planted import Planted, Truth

ORDER = """
번호|주문상태|주문번호|주문순번|결제일시|배송번호|상품명|옵션|바코드|판매자/공급업체|수량|주문금액|수취인|
배송방법|택배사코드|송장번호|발주확인일|발송처리일|발송마감일|예상발송일|배송완료여부|묶음여부|배송주체|
배송비결제방식|배송비|도서산간 배송비|배송비쿠폰|고객결제배송비|휴대폰번호|전화번호|우편번호|주소|
배송메시지|선물포장|선물주문|구매자|구매자ID|판매방식|상품번호|판매자 상품코드|판매단가|옵션가|
판매자기본할인금액|판매자 추가할인금액|서비스이용료 정책|기본서비스이용료(율)|서비스이용료|정산예정금액
""".replace("\n", "").split("|")
NEWER = [*ORDER, "셀러재고코드", "주문일시", "예약결제완료일시", "주문상세번호"]
SOLD = """
번호|주문일시|결제일시|배송번호|주문번호|상품명|옵션|수량|판매단가|주문금액|판매자기본할인금액|정산예정금액|
주문상세번호|판매자추가할인금액|복수구매할인금액|서비스이용료(상품)
""".replace("\n", "").split("|")
SETTLED = """
주문번호|주문순번|배송번호|주문상태|구매자명|구매자ID|결제완료일|발송처리일|배송완료일|수취확인일|
송금완료일|상품번호|상품명|옵션명|수량|정산금액|판매금액합계|추가정산금액합계|공제금액합계|판매가|옵션가|
선결제배송비|도서산간배송비|구매자부담 반품/교환배송비|반품/교환추가금|반품선결제배송비|반품도서산간배송비|
해외취소배송비|티켓예매수수료|티켓취소예매수수료|티켓취소위약금|여행취소위약금|송장번호|서비스이용료정책|
기본서비스이용율|서비스이용료|할인쿠폰이용료|판매자기본할인|판매자추가할인|11번가할인|복수구매할인비용|
포인트이용료|칩이용료|무이자할부이용료|후불광고비|OK캐쉬백 적립부담액|지정택배이용료|
전세계배송 판매자책임반품|수출대행수수료|물류이용수수료
""".replace("\n", "").split("|")
PERSONS = ("황보가람", "010-7741-9935", "제주시 구좌읍 별빛로 77", "별빛로 77", "01077419935")


@dataclass(frozen=True)
class Line:
    order: str
    seq: int
    unit: int
    pieces: int
    early: str
    late: str
    parcel: str
    option: int = 0
    off: int = 0  # 판매자기본할인금액
    more_off: int = 0  # 판매자 추가할인금액
    shipping: int = 0  # of the parcel, on each of its lines
    back: int = 0  # pieces paid back by a later settlement
    settled: bool = True
    listed: bool = True  # in the order lists
    name: str = field(default="제주 감귤 5kg")

    @property
    def worth(self) -> int:
        return (self.unit + self.option) * self.pieces

    @property
    def paid(self) -> int:
        return self.worth - self.off - self.more_off

    @property
    def fee(self) -> int:
        return self.worth * 13 // 100

    @property
    def given_back(self) -> tuple[int, int]:
        """What a refund takes from the buyer's money and from the fee."""
        return self.paid * self.back // self.pieces, self.fee * self.back // self.pieces


LINES = (
    Line("20261019001234501", 1, 19900, 1, "결제완료", "구매확정", "9100001", shipping=3000),
    Line("20261019001234502", 1, 12000, 2, "배송준비중", "구매확정", "9100002", option=1500, off=2000, shipping=2500),
    Line("20261019001234502", 2, 8000, 3, "배송준비중", "구매확정", "9100002", off=900, more_off=600, shipping=2500),
    Line("20261020001234503", 1, 31000, 1, "결제완료", "취소완료", "9100003", shipping=3000, settled=False),
    Line("20261020001234504", 1, 15000, 2, "취소요청", "취소철회", "9100004", settled=False),
    Line("20261021001234505", 1, 22000, 1, "배송완료", "반품완료", "9100005", off=1000, back=1),
    Line("20261021001234506", 1, 9000, 3, "배송중", "구매확정", "9100006", option=500, off=1500, shipping=3000, back=1),
    Line("20261022001234507", 1, 45000, 1, "결제완료", "배송중", "9100007", more_off=5000, settled=False),
    Line("20261003001234508", 2, 5500, 4, "구매확정", "구매확정", "9100008", listed=False),
)
UNPAID = Line("20261022001234599", 1, 70000, 1, "입금대기", "입금대기", "9100099", settled=False)
DEAD = ("취소완료", "반품완료", "취소요청")


def day(line: Line) -> str:
    return f"{line.order[:4]}/{line.order[4:6]}/{line.order[6:8]}"


def ordered(line: Line, status: str) -> dict[str, object]:
    moved = status not in ("결제완료", "배송준비중", "취소요청", "취소완료", "입금대기")
    return {
        "주문상태": status, "주문번호": line.order, "주문순번": float(line.seq), "결제일시": day(line) + " 10:31",
        "주문일시": day(line) + " 10:29:59", "주문상세번호": line.seq, "배송번호": line.parcel, "상품명": line.name,
        "옵션": f"중량:5kg-{line.pieces}개", "수량": line.pieces, "주문금액": f"{line.worth:,}", "수취인": PERSONS[0],
        "송장번호": "640012345678", "발송처리일": "2026/10/24 09:00" if moved else None, "배송비결제방식": "선결제",
        "발송마감일": "2026/10/25 23:59", "배송비": line.shipping, "도서산간 배송비": 0, "배송비쿠폰": 0,
        "고객결제배송비": line.shipping, "휴대폰번호": PERSONS[1], "전화번호": PERSONS[1], "우편번호": 63001,
        "주소": PERSONS[2], "배송메시지": f"{PERSONS[0]} 앞", "구매자": PERSONS[0], "구매자ID": "hbga****",
        "상품번호": "7712345678", "판매자 상품코드": "GAM-5", "판매단가": line.unit, "옵션가": line.option,
        "판매자기본할인금액": line.off, "판매자 추가할인금액": line.more_off, "기본서비스이용료(율)": "13%",
        "서비스이용료": line.fee, "정산예정금액": line.paid - line.fee,
    }  # fmt: skip


def order_list(header: list[str], late: bool) -> list[Sequence[object]]:
    listed = [line for line in LINES if line.listed]
    rows = [ordered(line, line.late if late else line.early) for line in [*listed, listed[1], UNPAID]]
    return [["발송/배송관리 (조회결과)"], header, *([row.get(h) for h in header] for row in rows)]


def sold_list() -> list[Sequence[object]]:
    rows = [
        {
            "번호": n, "주문일시": day(line), "결제일시": day(line), "배송번호": line.parcel, "주문번호": line.order,
            "상품명": line.name, "옵션": f"중량:5kg-{line.pieces}개", "수량": line.pieces, "판매단가": line.unit,
            "주문금액": line.worth, "판매자기본할인금액": line.off, "판매자추가할인금액": line.more_off, "복수구매할인금액": 0,
            "주문상세번호": line.seq, "서비스이용료(상품)": line.fee, "정산예정금액": line.paid - line.fee,
        }
        for n, line in enumerate((line for line in LINES if line.settled), 1)
    ]  # fmt: skip
    return [
        ["판매완료 내역"],
        [],
        ["조회기간", "2026/10/01 ~ 2026/10/31"],
        [],
        [],
        SOLD,
        *([r.get(h) for h in SOLD] for r in rows),
    ]


def settled_rows(line: Line) -> list[dict[str, object]]:
    def row(pieces: int, worth: int, off: int, fee: int, on: str, shipping: int = 0) -> dict[str, object]:
        return {
            "주문번호": line.order, "주문순번": line.seq, "배송번호": line.parcel, "주문상태": line.late, "구매자명": PERSONS[0],
            "구매자ID": "hbga****", "결제완료일": day(line), "수취확인일": "2026/11/01", "송금완료일": on, "상품명": line.name,
            "수량": pieces, "판매금액합계": worth + shipping, "추가정산금액합계": 0, "공제금액합계": fee + off,
            "정산금액": worth + shipping - fee - off, "판매가": worth, "옵션가": 0, "선결제배송비": shipping, "서비스이용료": fee,
            "할인쿠폰이용료": off, "판매자기본할인": off and line.off * off // (line.off + line.more_off),
            "판매자추가할인": off and off - line.off * off // (line.off + line.more_off), "11번가할인": 700,
        }  # fmt: skip

    off = line.off + line.more_off
    rows = [row(line.pieces, line.worth, off, line.fee, "2026/11/03")]
    if line.shipping and line.seq == 1:
        rows.append(row(0, 0, 0, 99, "2026/11/03", line.shipping))
    if line.back:
        money, fee = line.given_back
        rows.append(
            row(-line.back, -money - off * line.back // line.pieces, -(off * line.back // line.pieces), -fee, "2026/11/10")
        )
    return rows


def settlement() -> list[Sequence[object]]:
    rows = [row for line in LINES if line.settled for row in settled_rows(line)]
    total: dict[str, object] = {"주문번호": "합계", "정산금액": sum(int(str(r["정산금액"])) for r in rows)}
    table = [[r.get(h) for h in SETTLED] for r in [*rows, rows[0], total]]
    return [["정산 확정건"], ["2026/11/01~2026/11/15"], [], SETTLED, *table]


def shops() -> list[Planted]:
    parcels = {line.parcel: line.shipping for line in LINES}
    kept = [line for line in LINES if line.late not in DEAD]
    settled = [line for line in LINES if line.settled]
    listed = [line for line in LINES if line.listed]
    money = [row for line in settled for row in settled_rows(line)]
    fees = sum(int(str(r["서비스이용료"])) for r in money)
    net = sum(int(str(r["정산금액"])) for r in money)
    partly = [line for line in kept if line.back]
    refunded = sum(line.given_back[0] for line in partly)
    gone = [line for line in settled if line.back == line.pieces]
    whole = Truth(
        lines=len(kept), sales=sum(line.paid for line in kept) - refunded, dead=len(LINES) - len(kept),
        shipping=sum(parcels.values()), fees=fees, net=net, refunded=refunded,
    )  # fmt: skip
    live = [line for line in settled if line not in gone]
    early = [line for line in listed if line.early not in DEAD]
    late = [line for line in listed if line.late not in DEAD]
    fee_of = sum({line.parcel: line.shipping for line in listed}.values())
    names = ("logistics_20261022.xls", "20261105_logistics.xlsx", "판매완료내역.xlsx", "정산_확정건_20261101-20261115.xls")
    return [
        Planted(
            "elevenst",
            dict(zip(names, (
                as_biff(order_list(ORDER, False), "sheet1"), as_xlsx(order_list(NEWER, True)),
                encrypted(as_xlsx(sold_list()), "1111"), as_biff(settlement()),
            ), strict=True)),
            whole,
            dict(zip(names, ("elevenst_order", "elevenst_order", "elevenst_delivery_all", "elevenst_settle"), strict=True)),
            alone={
                names[0]: Truth(len(early), sum(x.paid for x in early), len(listed) - len(early), fee_of),
                names[1]: Truth(len(late), sum(x.paid for x in late), len(listed) - len(late), fee_of),
                names[2]: Truth(len(settled), sum(x.paid for x in settled), 0),
                names[3]: Truth(
                    len(live), sum(x.paid for x in live) - refunded, len(gone), fees=fees, net=net, refunded=refunded,
                    shipping=sum({x.parcel: x.shipping for x in settled}.values()),
                ),
            },
            rejected={names[0]: 1, names[1]: 1, names[3]: 1},
            password="1111",
            persons=PERSONS,
        ),
    ]  # fmt: skip
