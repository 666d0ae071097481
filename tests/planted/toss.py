"""토스쇼핑: the list of 2026 with its helper row, and an older one with the names of then."""

from dataclasses import dataclass

from tests.containers import as_xlsx
from tests.planted import Planted, Truth

HEADER = """
주문번호|주문상품번호|주문상태|발송기한|배송속성|받은 혜택|물류사|택배사|송장번호|상품명|옵션명|주문건수|
상품ID|상품 관리 코드|옵션 ID|옵션 관리 코드|구매자명|구매자 연락처|수령인명|수령인 연락처|우편번호|배송지|
주문요청사항|주문일시|구매확정일|희망배송일|발송처리일시|배송완료일시|주문금액|배송비 묶음 번호|배송비 합계
""".replace("\n", "").split("|")
OLD_NAMES = {"주문일시": "주문일자", "옵션 관리 코드": "옵션코드", "주문건수": "수량", "주문금액": "거래금액",
             "배송비 합계": "배송비합계", "배송지": "주소", "주문요청사항": "요청사항"}  # fmt: skip
PERSONS = ("독고나래", "0508-7718-3460", "경상북도 포항시 북구 파도로 12", "파도로 12", "050877183460", "37605-1")


@dataclass(frozen=True)
class Line:
    order: int
    item: int
    paid: int
    pieces: int
    early: str
    late: str
    bundle: int
    shipping: int = 0


LINES = (
    Line(219778655, 242763861, 25000, 1, "결제완료", "구매확정", 7001, 3000),
    Line(219778656, 242763862, 18000, 2, "상품준비중", "배송완료", 7002, 2500),
    Line(219778656, 242763863, 9900, 1, "상품준비중", "배송완료", 7002, 2500),
    Line(219778657, 242763864, 41000, 1, "결제완료", "취소완료", 7003, 3000),
    Line(219778658, 242763865, 12000, 3, "취소요청", "취소철회", 7004),
    Line(219778659, 242763866, 33000, 1, "배송완료", "반품완료", 7005, 4000),
    Line(219778660, 242763867, 5600, 7, "배송중", "배송중", 7006),
)
UNPAID = Line(219778999, 242769999, 88000, 1, "결제대기", "결제대기", 7999)
DEAD = ("취소요청", "취소완료", "반품완료")


def cells(line: Line, state: str, number: int) -> dict[str, object]:
    forms = ("2026-10-06 18:20:21", 46301.7646, "2026.10.06", "2026/10/06 18:20")
    return {
        "주문번호": str(line.order), "주문상품번호": line.item, "주문상태": state, "발송기한": "2026-10-09",
        "상품명": "포항 과메기",
        "옵션명": f"{line.pieces}박스", "주문건수": line.pieces, "상품ID": "P001", "상품 관리 코드": "GWA", "옵션 ID": "O001",
        "옵션 관리 코드": f"GWA-{line.pieces}", "구매자명": PERSONS[0], "구매자 연락처": PERSONS[1], "수령인명": PERSONS[0],
        "수령인 연락처": PERSONS[4], "우편번호": PERSONS[5], "배송지": PERSONS[2], "주문요청사항": f"{PERSONS[0]} 집 앞",
        "주문일시": forms[number % len(forms)], "주문금액": line.paid, "배송비 묶음 번호": line.bundle,
        "배송비 합계": line.shipping,
    }  # fmt: skip


def truth(states: list[str]) -> Truth:
    live = [line for line, state in zip(LINES, states, strict=True) if state not in DEAD]
    fees = {line.bundle: line.shipping for line in LINES}
    return Truth(len(live), sum(line.paid for line in live), len(LINES) - len(live), sum(fees.values()))


def shops() -> list[Planted]:
    def table(states: list[str], extra: list[dict[str, object]]) -> list[list[object]]:
        made = [cells(line, state, n) for n, (line, state) in enumerate(zip(LINES, states, strict=True))]
        return [[row.get(h) for h in HEADER] for row in [*made, made[1], *extra]]

    early, late = [line.early for line in LINES], [line.late for line in LINES]
    helper = ["수정 가능" if h in ("주문상태", "택배사", "송장번호") else "수정 불가" for h in HEADER]
    notice = ["엑셀 일괄발송", "입력 및 수정 가능 항목"]
    older = [OLD_NAMES.get(h, h) for h in HEADER]
    names = ("주문내역-2026-10-07.xlsx", "주문내역-2026-11-01.xlsx")
    return [
        Planted(
            "toss",
            {
                names[0]: as_xlsx([older, *table(early, [cells(UNPAID, "결제대기", 0)])], "주문내역"),
                names[1]: as_xlsx([notice, HEADER, helper, *table(late, [{"주문번호": "합계", "주문금액": 5}])], "주문내역"),
            },
            truth(late),
            dict.fromkeys(names, "toss_order"),
            alone={names[0]: truth(early), names[1]: truth(late)},
            rejected={names[0]: 1, names[1]: 1},
            persons=PERSONS,
        ),
    ]
