"""LOTTE ON: two exports of the order list that overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.containers import as_html_xls, as_xlsx
from tests.planted import Planted, Truth

HEADER = """
주문번호|주문순번|주문상태|발송예정일|도착예정일|발송지연여부|배송희망일/배송예약일|발송약속일|
합배송그룹번호|합배송가능여부|배송상품유형|배송예약구분|판매유형|상품명|상품번호|옵션명|단품번호|판매단가|
수량|입력형추가옵션|배송메세지|판매자 내부 상품번호|판매자 내부 단품번호|선물여부|선물포장요청여부|
명절상품여부|해외배송여부|개인통관번호|배송수단|배송사|송장번호|운송장규칙 위배사유|송장개수|주문접수일시|
출고지시일시|상품준비일시|발송완료일시|배송완료일시|기배송|우편번호|우편번호순번|수취인 배송지|수취인명|
수취인 휴대폰번호|주문자명|주문자 휴대폰번호|주문자ID|판매가|롯데온부담 할인금액|판매자부담 할인금액|
판매자부담 지원할인 프로그램 할인금액|상품별 총 할인금액|실 결제금액|배송비|도서산간 추가여부|
제주지역 추가여부|하위거래처
""".replace("\n", "").split("|")
PERSONS = ("제갈미르", "010-5512-7788", "강릉시 솔바람길 9", "솔바람길 9", "01055127788", "미르야 생일 축하해")


@dataclass(frozen=True)
class Line:
    order: str
    seq: int
    unit: int
    pieces: int
    early: str | None
    late: str | None
    group: str
    site_off: int = 0
    own_off: int = 0
    program_off: int = 0
    shipping: int = 0

    @property
    def paid(self) -> int:
        return self.unit * self.pieces - self.site_off - self.own_off - self.program_off


LINES = (
    Line("2026100112345", 1, 25000, 1, "출고지시", "배송완료", "G1", shipping=3000),
    Line("2026100112346", 1, 8900, 2, "상품준비", "구매확정", "G2", own_off=800, site_off=1000, shipping=2500),
    Line("2026100112346", 2, 4500, 4, "상품준비", "구매확정", "G2", program_off=500, shipping=2500),
    Line("2026100212347", 1, 60000, 1, "출고지시", "취소완료", "G3"),
    Line("2026100212348", 1, 12000, 1, "취소요청", "취소철회", "G4", shipping=3000),
    Line("2026100312349", 1, 33000, 2, "배송완료", "반품완료", "G5", own_off=3000),
    Line("2026100312350", 1, 7000, 1, "배송완료", "회수지시", "G6", shipping=2500),
    Line("2026101512351", 1, 19000, 3, None, "출고지시", "G7", site_off=2000),
    Line("2026092912300", 1, 5000, 1, "구매확정", None, "G0", shipping=2500),
)
UNPAID = Line("2026101512399", 1, 99000, 1, "입금대기", "입금대기", "G9")
DEAD = ("취소요청", "취소완료", "반품완료")


def cells(line: Line, state: str | None) -> dict[str, object]:
    day = f"{line.order[:4]}-{line.order[4:6]}-{line.order[6:8]}"
    return {
        "주문번호": line.order, "주문순번": line.seq, "주문상태": state, "발송예정일": f"{day} 23:59", "도착예정일": day,
        "합배송그룹번호": line.group, "상품명": "강릉 두부", "상품번호": "LO1122334455", "옵션명": f"{line.pieces}모",
        "단품번호": f"LO1122334455_{line.seq}", "판매단가": f"{line.unit:,}", "수량": line.pieces, "입력형추가옵션": PERSONS[5],
        "배송메세지": f"{PERSONS[0]} 부재시 경비실", "판매자 내부 단품번호": "TOFU-1", "주문접수일시": f"{day} 09:12:44",
        "출고지시일시": f"{day} 10:00:00", "수취인 배송지": PERSONS[2], "수취인명": PERSONS[0], "수취인 휴대폰번호": PERSONS[1],
        "주문자명": PERSONS[0], "주문자 휴대폰번호": PERSONS[1], "주문자ID": "mireu9", "판매가": line.unit * line.pieces,
        "롯데온부담 할인금액": line.site_off, "판매자부담 할인금액": line.own_off,
        "판매자부담 지원할인 프로그램 할인금액": line.program_off,
        "상품별 총 할인금액": line.site_off + line.own_off + line.program_off, "실 결제금액": f"{line.paid:,}",
        "배송비": line.shipping, "하위거래처": "롯데온",
    }  # fmt: skip


def truth(rows: list[tuple[Line, str]]) -> Truth:
    live = [line for line, state in rows if state not in DEAD]
    fees = {line.group: line.shipping for line, _state in rows}
    return Truth(len(live), sum(line.paid for line in live), len(rows) - len(live), sum(fees.values()))


def shops() -> list[Planted]:
    early = [(line, line.early) for line in LINES if line.early]
    late = [(line, line.late) for line in LINES if line.late]
    last = [(line, line.late or line.early or "") for line in LINES]

    def table(rows: list[tuple[Line, str]]) -> list[Sequence[object]]:
        made = [cells(line, state) for line, state in rows]
        return [HEADER, *([row.get(h) for h in HEADER] for row in made)]

    names = ("롯데온_배송관리_20261003.xlsx", "롯데온_배송관리_20261020.xls")
    doubled = [*early, early[2], (UNPAID, "입금대기")]
    total = ["합계" if h == "주문번호" else 1 if h == "실 결제금액" else None for h in HEADER]
    return [
        Planted(
            "lotteon",
            {names[0]: as_xlsx(table(doubled), "sheet1"), names[1]: as_html_xls([*table(late), total])},
            truth(last),
            dict.fromkeys(names, "lotteon_order"),
            alone={names[0]: truth(early), names[1]: truth(late)},
            rejected={names[0]: 1, names[1]: 1},
            persons=PERSONS,
        ),
    ]
