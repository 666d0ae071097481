"""오늘의집: an encrypted list with a title and a wrong dimension, and a later one that overlaps it."""

import re
from dataclasses import dataclass

from tests.containers import as_xlsx, encrypted, repacked
from tests.planted import Planted, Truth

HEADER = """
주문결제완료일|출고예정일|주문번호|묶음배송그룹|배송방법|운송장번호|수취인명|수취인 연락처|수취인 우편번호|
수취인 주소|수취인 주소상세|상품명|옵션명|수량|배송메모|주문메모|정산예정금액|판매가*수량 + 조립비 + 배송비|
판매가 * 수량
""".replace("\n", "").split("|")
PERSONS = ("사공별", "010-8844-2211", "세종특별자치시 나리로 5", "나리로 5", "101동 3344호", "01088442211")
PASSWORD = "0000"


@dataclass(frozen=True)
class Line:
    order: int
    group: int
    product: str
    option: str
    unit: int
    pieces: int
    shipping: int = 0


EARLY = (
    Line(180011223, 501, "원목 책상", "너비: 1200", 159000, 1, 30000),
    Line(180011224, 502, "수납 바구니", "색상: 베이지", 8900, 3, 3000),
    Line(180011224, 502, "수납 바구니", "색상: 차콜", 8900, 1, 3000),
    Line(180011225, 503, "러그", "크기: 150x200", 64000, 1),
)
LATE = (*EARLY[1:], Line(180011300, 504, "러그", "크기: 100x150", 42000, 2, 5000))


def cells(line: Line, written: bool) -> list[object]:
    goods = line.unit * line.pieces
    row: dict[str, object] = {
        "주문결제완료일": "2026.10.11 14:22" if written else 46306.5987, "출고예정일": "2026-10-14", "주문번호": line.order,
        "묶음배송그룹": line.group, "수취인명": PERSONS[0], "수취인 연락처": PERSONS[1], "수취인 우편번호": "01234",
        "수취인 주소": PERSONS[2], "수취인 주소상세": PERSONS[4], "상품명": line.product, "옵션명": line.option,
        "수량": line.pieces,
        "배송메모": f"{PERSONS[0]} 연락 바람", "정산예정금액": goods * 8 // 10, "판매가 * 수량": f"{goods:,}",
        "판매가*수량 + 조립비 + 배송비": f"₩{goods + line.shipping:,}",
    }  # fmt: skip
    return [row.get(h) for h in HEADER]


def with_wrong_dimension(workbook: bytes) -> bytes:
    def change(name: str, body: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:C3"', body) if name.endswith("sheet1.xml") else body

    return repacked(workbook, change)


def truth(lines: tuple[Line, ...]) -> Truth:
    fees = {line.group: line.shipping for line in lines}
    return Truth(len(lines), sum(line.unit * line.pieces for line in lines), 0, sum(fees.values()))


def shops() -> list[Planted]:
    def book(lines: tuple[Line, ...], written: bool) -> bytes:
        doubled = [*lines, lines[0]]
        return with_wrong_dimension(as_xlsx([["주문배송 내역"], HEADER, *(cells(line, written) for line in doubled)]))

    names = ("오늘의집_주문배송내역_20261012.xlsx", "오늘의집_주문배송내역_20261020.xlsx")
    return [
        Planted(
            "ohouse",
            {names[0]: encrypted(book(EARLY, True), PASSWORD), names[1]: book(LATE, False)},
            truth((*EARLY, LATE[-1])),
            dict.fromkeys(names, "ohouse_order"),
            alone={names[0]: truth(EARLY), names[1]: truth(LATE)},
            password=PASSWORD,
            persons=PERSONS,
        ),
    ]
