"""G마켓/옥션 (ESM PLUS): new orders and dispatch lists of both sites in one file, and a bulk registration."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.containers import as_biff, as_xlsx
from tests.planted import Planted, Truth

NEW = """
판매아이디|주문일자(결제확인전)|주문번호|구매자명|구매자아이디|상품번호|상품명|수령인명|발송마감일|발송정책|
선물주문여부|선물주문상태|선물수락일시|선물수락기한|설치주문여부|설치예정일|첫구매여부|수량|옵션|추가구성|
사은품|사은품 관리코드|덤|덤 관리코드|판매단가|판매금액|판매자관리코드|판매자상세관리코드|구매자 휴대폰|
구매자 전화번호|수령인 휴대폰|수령인 전화번호|수령인 통관정보|배송지변경 여부|우편번호|주소|배송시 요구사항|
배송비 결제방법|배송비 금액|배송번호|SKU번호 및 수량|배송점포|판매방식|주문종류|장바구니번호(결제번호)
""".replace("\n", "").split("|")
DISPATCH = """
아이디|주문일자(결제확인전)|주문번호|수령인명|구매자명|발송정책|주문상태|발송마감일|택배사명(발송방법)|
송장번호|상품번호|상품명|수량|주문옵션|추가구성|사은품|판매단가|판매금액|판매자 관리코드|
판매자 상세관리코드|수령인 휴대폰|수령인 전화번호|우편번호|주소|배송시 요구사항|배송비|배송비 금액|배송번호|
배송지연사유|수령인 통관번호|SKU번호 및 수량|구매자ID|구매자 휴대폰|구매자 전화번호|판매방식|주문종류|
장바구니번호(결제번호)|결제완료일|주문확인일자|발송예정일|정산예정금액|서비스이용료|판매자쿠폰할인|
구매쿠폰적용금액|(옥션)우수회원할인|복수구매할인|스마일캐시적립|제휴사명
""".replace("\n", "").split("|")
BULK = (
    """
노출⏎사이트|A ID|G ID|상품명|A프로모션 문구|G프로모션 문구|G 영문|G 중문|카테고리 템플릿 코드|카테고리 코드|
A 노출코드|G 노출코드|판매기간|A 판매가|G 판매가|A 할인유형|A 할인가|G 할인유형|G 할인가|A 재고|G 재고|
옵션⏎타입|옵션명|옵션⏎입력값|기본이미지|추가이미지|상품상세설명|배송정보 ⏎템플릿 코드|배송방법|출하지 코드|
배송정책번호|반품/교환⏎주소 코드|A 발송정책|G 발송정책|택배사⏎코드|반품/교환⏎배송비|상품군⏎코드|
상품고시정보⏎템플릿코드|인증타입|인증품목선택|인증코드|인증타입|인증품목선택|인증코드|병행수입여부|인증타입|
인증품목선택|인증코드|병행수입여부|인증타입|승인/신고번호|원산지⏎상품타입|원산지⏎지역타입|원산지⏎지역코드|
복수⏎원산지여부|사은품/덤 ⏎템플릿 코드|사은품|덤|소비기한|제조일자|청소년구매⏎불가여부|부가세여부|
선물하기상품
""".replace("\n", "")
    .replace("⏎", "\n")
    .split("|")
)
PERSONS = ("선우하늘", "010-3322-9081", "대구광역시 수성구 은하로 31", "은하로 31", "01033229081", "P200011112222")
GMARKET, AUCTION = "지마켓(orchard7)", "옥션(orchard_a)"


@dataclass(frozen=True)
class Line:
    site: str
    order: int
    cart: int
    product: str
    unit: int
    pieces: int
    early: bool  # in the new orders
    state: str | None  # in the dispatch list; None: not there
    parcel: int
    extra: int = 0  # price of options, in the money of the line
    seller_off: int = 0
    site_off: int = 0
    shipping: int = 0
    day: date = date(2026, 9, 1)
    pay: str = "선결제"

    @property
    def worth(self) -> int:
        return self.unit * self.pieces + self.extra

    @property
    def paid(self) -> int:
        return self.worth - self.seller_off - self.site_off


LINES = (
    Line(GMARKET, 2569834423, 3300112233, "2877661122", 15900, 1, True, "배송중", 501, shipping=2500),
    Line(GMARKET, 2569834424, 3300112233, "2877661123", 4200, 3, True, "배송중", 501, extra=1500, shipping=2500),
    Line(AUCTION, 1699001122, 990011223, "B887766554", 23000, 2, True, "구매결정완료", 502, seller_off=3000, site_off=1200),
    Line(AUCTION, 1699001123, 990011224, "C112233445", 9900, 1, True, "취소완료", 503, shipping=3000),
    Line(GMARKET, 2569834425, 3300112234, "2877661122", 15900, 2, True, "발송처리필요", 504, seller_off=800, shipping=2500),
    Line(GMARKET, 2569834426, 3300112235, "2877661122", 15900, 1, True, "반품완료", 505, shipping=2500),
    Line(AUCTION, 1699001125, 990011226, "B887766554", 23000, 1, False, "배송완료", 506, shipping=4000, pay="착불"),
    Line(GMARKET, 2569834500, 3300112300, "2877661199", 1000, 7, True, None, 507, extra=700),
    # The two sites number their orders apart: the same numbers on both are two lines.
    Line(AUCTION, 2569834500, 3300112300, "B887766554", 23000, 1, True, None, 508, shipping=3000),
    Line(GMARKET, 2569834427, 3300112236, "2877661122", 15900, 1, False, "취소철회", 509, shipping=2500),
)
DEAD = ("취소완료", "반품완료")


def serial(day: date) -> float:
    return (day - date(1899, 12, 30)).days + 0.84


def new_order(line: Line) -> dict[str, object]:
    return {
        "판매아이디": line.site, "주문일자(결제확인전)": serial(line.day), "주문번호": float(line.order), "구매자명": PERSONS[0],
        "구매자아이디": "haneul77", "상품번호": line.product, "상품명": "청송 사과", "수령인명": PERSONS[0],
        "발송마감일": serial(date(2026, 9, 4)), "수량": float(line.pieces), "옵션": "크기:중과/1개", "추가구성": "보냉백 1개",
        "판매단가": float(line.unit), "판매금액": float(line.worth), "판매자관리코드": "APPLE-1", "구매자 휴대폰": PERSONS[1],
        "수령인 휴대폰": PERSONS[1], "수령인 통관정보": PERSONS[5], "우편번호": 42000.0, "주소": PERSONS[2],
        "배송시 요구사항": f"{PERSONS[0]} 문 앞", "배송비 결제방법": line.pay, "배송비 금액": float(line.shipping),
        "배송번호": float(line.parcel), "장바구니번호(결제번호)": float(line.cart),
    }  # fmt: skip


def dispatched(line: Line) -> dict[str, object]:
    return {
        "아이디": line.site, "주문일자(결제확인전)": f"{line.day:%Y-%m-%d} 20:09:36", "주문번호": line.order,
        "구매자명": PERSONS[0],
        "수령인명": PERSONS[0], "주문상태": line.state, "택배사명(발송방법)": "CJ대한통운", "송장번호": "688800001111",
        "상품번호": line.product, "상품명": "청송 사과", "수량": line.pieces, "주문옵션": "크기:중과/1개",
        "판매단가": f"{line.unit:,}",
        "판매금액": f"{line.worth:,}원", "판매자 관리코드": "APPLE-1", "수령인 휴대폰": PERSONS[1], "주소": PERSONS[2],
        "배송시 요구사항": "경비실", "배송비": line.pay, "배송비 금액": f"{line.shipping:,}", "배송번호": line.parcel,
        "수령인 통관번호": PERSONS[5], "구매자ID": "haneul77", "구매자 휴대폰": PERSONS[1], "장바구니번호(결제번호)": line.cart,
        "결제완료일": f"{line.day:%Y-%m-%d}", "정산예정금액": line.worth * 87 // 100, "서비스이용료": line.worth * 13 // 100,
        "판매자쿠폰할인": line.seller_off, "구매쿠폰적용금액": line.site_off, "복수구매할인": 0, "스마일캐시적립": 150,
    }  # fmt: skip


def table(header: list[str], rows: Iterable[Mapping[str, object]]) -> list[Sequence[object]]:
    return [header, *([row.get(h) for h in header] for row in rows)]


def scientific(header: list[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """As CSV, with numbers as a Java program writes its floats: 2.569834423E9, 1.0."""

    def written(value: object) -> str:
        if not isinstance(value, float):
            return "" if value is None else str(value)
        if value < 1e7:
            return str(value)
        digits = f"{value:.0f}"
        return f"{digits[0]}.{digits[1:].rstrip('0') or '0'}E{len(digits) - 1}"

    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *([written(row.get(h)) for h in header] for row in rows)])
    return out.getvalue().encode("cp949")


def truth(lines: Iterable[tuple[int, bool, int, int]]) -> Truth:
    """Of (paid, dead, parcel, shipping) per line."""
    lines = list(lines)
    live = [line for line in lines if not line[1]]
    fees = {parcel: fee for _paid, _dead, parcel, fee in lines}
    return Truth(len(live), sum(line[0] for line in live), len(lines) - len(live), sum(fees.values()))


def shipping(line: Line) -> int:
    return 0 if line.pay == "착불" else line.shipping


def orders() -> Planted:
    new = [line for line in LINES if line.early]
    sent = [line for line in LINES if line.state]
    floats = table(NEW, map(new_order, [*new, new[0], new[1]]))
    unpaid = {**dispatched(sent[0]), "주문번호": 2569839999, "주문상태": "입금대기"}
    chosen = [h for h in reversed(DISPATCH) if h not in ("결제완료일", "사은품", "배송지연사유", "제휴사명")]
    names = ("신규주문.xlsx", "신규주문.csv", "발송관리 (2).xls", "발송관리.xlsx")
    known = truth((x.paid if x.state else x.worth, x.state in DEAD, x.parcel, shipping(x)) for x in LINES)
    first = truth((x.worth, False, x.parcel, shipping(x)) for x in new)
    later = truth((x.paid, x.state in DEAD, x.parcel, shipping(x)) for x in sent)
    return Planted(
        "esm",
        {
            names[0]: as_xlsx(floats),
            names[1]: scientific(NEW, map(new_order, new[:5])),
            names[2]: as_biff(table(chosen, [*map(dispatched, sent), unpaid])),
            names[3]: as_xlsx(table(DISPATCH, [*map(dispatched, sent), {"아이디": "합계", "판매금액": 1}])),
        },
        known,
        dict(zip(names, ("esm_new_order", "esm_new_order", "esm_dispatch", "esm_dispatch"), strict=True)),
        alone={names[0]: first, names[2]: later, names[3]: later,
               names[1]: truth((x.worth, False, x.parcel, shipping(x)) for x in new[:5])},
        rejected={names[2]: 1, names[3]: 1},
        persons=PERSONS,
    )  # fmt: skip


def listed(name: str, sites: str, a: int | None, g: int | None, **more: object) -> dict[str, object]:
    return {"노출\n사이트": sites, "A ID": "orchard_a", "G ID": "orchard7", "상품명": name, "A 판매가": a, "G 판매가": g,
    "A 재고": 10,
            "G 재고": 20, "옵션\n입력값": "대,정상,노출,5,5\n소,정상,노출,3,3", "추가이미지": "a.jpg,b.jpg", **more}  # fmt: skip


def bulk() -> Planted:
    products = [
        listed("청송 사과 5kg", "옥션+G마켓", 19900, 18900),
        listed("청송 사과 10kg", "G마켓", None, 35900, **{"G 할인유형": "정율(%)", "G 할인가": 10}),
        listed("사과즙 30포", "옥션", 21000, None),
        listed("사과칩", "", 5000, 5200),
        listed("값 없는 상품", "", None, None),
    ]
    guide = [dict.fromkeys(BULK, word) for word in ("필수", "한글 50자 이내", "예시")]
    rows: list[Sequence[object]] = [
        ["상품 기본정보"],
        ["ESM PLUS 일괄등록"],
        ["주의: 500개까지"],
        *table(BULK, [*guide, *products]),
    ]
    pairs = sum((p["A 판매가"] is not None) + (p["G 판매가"] is not None) for p in products)
    name = "esm-new_basic_bulk_20261101.xlsx"
    return Planted("esm_bulk", {name: as_xlsx(rows, "NEW 일반상품")}, Truth(listings=pairs), {name: "esm_bulk"})


def shops() -> list[Planted]:
    return [orders(), bulk()]
