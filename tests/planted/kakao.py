"""Kakao 톡스토어: an .xls with Korean read as latin-1, states with their code, one shipping fee per 최초배송비번호."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.containers import as_biff, as_xlsx
from tests.planted import Planted, Truth


def columns(text: str) -> list[str]:
    return text.split(" | ")


PERSON, PHONE, ADDRESS, WISH = "선우달래", "010-6482-9173", "충청북도 제천시 의림대로 5150", "초인종은 누르지 말아 주세요"

NEWER = columns(
    "결제번호 | 배송지/수신자정보 입력일 | 주문상태 | 주문번호 | 개인통관고유부호 | 채널상품번호 | 상품명 | 옵션 | "
    "수량 | 배송방법 | 택배사코드 | 송장번호 | 수령인명 | 수령인연락처1 | 하이픈포함 수령인연락처1 | 수령인연락처2 | "
    "하이픈포함 수령인연락처2 | 배송지주소 | 우편번호 | 배송메세지 | 타입 | 발송예정일 | 배송지연출고일 | 주문일 | "
    "상품금액 | 옵션금액 | 판매자할인금액 | 판매자쿠폰할인금액 | 정산기준금액 | 기본수수료 | 노출추가수수료 | "
    "추천리워드수수료 | 수수료할인금액 | 채널 | 브랜드 | 모델명 | 판매자상품번호 | 옵션코드 | 최초배송비번호 | "
    "배송비지불방법 | 기본배송비 유형 | 기본배송비 금액 | 도서산간 주문 여부 | 도서산간 추가 배송비 금액 | 유입경로 | "
    "톡딜여부 | 상품유형 | biz판매여부"
)
OLDER = [
    {"발송예정일": "배송예정일", "biz판매여부": "biz판매여부 "}.get(h, h)
    for h in NEWER
    if h not in ("결제번호", "배송지연출고일", "도서산간 주문 여부")
]


@dataclass(frozen=True)
class Line:
    number: int
    basket: int
    name: str
    price: int
    extra: int = 0
    pieces: int = 1
    off: int = 0
    coupon: int = 0
    state: str = "305 배송 완료"
    shipping: int = 3000
    paid: str = "유료"
    remote: int = 0
    option: str = ""

    @property
    def worth(self) -> int:
        return (self.price + self.extra) * self.pieces - self.off - self.coupon

    @property
    def fee(self) -> int:
        return (self.shipping if self.paid == "유료" else 0) + self.remote


LINES = (
    Line(2596171645, 71, "약초 비누", 8_900, 1_000, 2, option="향: 쑥"),
    Line(2596171646, 71, "황기 차", 15_000, 0, 1, 1_500, 500),
    Line(2596171701, 72, "약초 비누", 8_900, 0, 3, state="601 구매 결정", paid="무료"),
    Line(2596171750, 73, "황기 꿀", 32_000, state="취소 완료"),
    Line(2596171751, 74, "황기 꿀", 32_000, state="301 배송 준비 중", remote=4_000),
    Line(2596171802, 75, "황기 차", 15_000, state="반품 완료", coupon=1_000),
    Line(2596171803, 76, "약초 비누", 8_900, state="202 배송 요청", shipping=2_500),
    Line(2596171809, 77, "황기 차", 15_000, state="101 결제 대기"),
)
DEAD = ("취소 완료", "반품 완료")


def row(line: Line, state: str | None = None) -> dict[str, str | int]:
    return {
        "결제번호": f"90{line.basket}",
        "배송지/수신자정보 입력일": "20260905101112",
        "주문상태": state or line.state,
        "주문번호": line.number,
        "개인통관고유부호": "P123412341234",
        "채널상품번호": f"41{line.price}",
        "상품명": line.name,
        "옵션": line.option,
        "수량": line.pieces,
        "배송방법": "택배배송",
        "송장번호": "5566778899001",
        "수령인명": PERSON,
        "수령인연락처1": PHONE.replace("-", ""),
        "하이픈포함 수령인연락처1": PHONE,
        "배송지주소": ADDRESS,
        "우편번호": "27127",
        "배송메세지": WISH,
        "발송예정일": "2026-09-08",
        "배송예정일": "2026-09-08",
        "주문일": "2026-09-05 10:11:12",
        "상품금액": line.price,
        "옵션금액": line.extra,
        "판매자할인금액": line.off,
        "판매자쿠폰할인금액": line.coupon,
        "정산기준금액": line.worth,
        "기본수수료": line.worth * 33 // 1000,
        "노출추가수수료": 0,
        "추천리워드수수료": 0,
        "수수료할인금액": 0,
        "채널": "톡스토어",
        "판매자상품번호": f"SB{line.price}",
        "최초배송비번호": f"7700{line.basket}",
        "배송비지불방법": "선결제",
        "기본배송비 유형": line.paid,
        "기본배송비 금액": line.shipping,
        "도서산간 주문 여부": "도서산간" if line.remote else "N",
        "도서산간 추가 배송비 금액": line.remote if line.remote else 3_000,
        "톡딜여부": "N",
        "상품유형": "일반",
        "biz판매여부": "N",
    }


def cells(headers: Sequence[str], rows: Sequence[dict[str, str | int]]) -> list[list[str | int | None]]:
    return [list(headers), *([one.get(h.strip()) for h in headers] for one in rows)]


def truth(lines: Sequence[Line], early: bool = False) -> Truth:
    taken = [line for line in lines if "결제 대기" not in line.state]
    dead = [line for line in taken if line.state in DEAD and not early]
    return Truth(
        lines=len(taken) - len(dead),
        dead=len(dead),
        sales=sum(line.worth for line in taken if line not in dead),
        shipping=sum({line.basket: line.fee for line in taken}.values()),
    )


def shops() -> list[Planted]:
    early = [row(line, "301 배송 준비 중") for line in LINES[:5]]
    late = [row(line) for line in LINES]
    files = {
        "20260905_주문.xlsx": as_xlsx(cells(NEWER, early), "Sheet0"),
        "20260915_주문.xls": as_biff(cells(NEWER, [*late, late[2]]), mojibake=True),
    }
    old = {
        "톡스토어.xls": as_biff(
            cells(OLDER, [{**one, "도서산간 추가 배송비 금액": line.remote} for line, one in zip(LINES, late, strict=True)]),
            mojibake=True,
        )
    }
    persons = (PERSON, PHONE, PHONE.replace("-", ""), "의림대로", WISH, "P123412341234", "5566778899001")
    return [
        Planted(
            "kakao: two exports",
            files,
            truth(LINES),
            dict.fromkeys(files, "kakao_order"),
            {"20260905_주문.xlsx": truth(LINES[:5], True), "20260915_주문.xls": truth(LINES)},
            {"20260915_주문.xls": 1},
            persons=persons,
        ),
        Planted(
            "kakao: older columns",
            old,
            truth(LINES),
            {"톡스토어.xls": "kakao_order"},
            rejected={"톡스토어.xls": 1},
            persons=persons,
        ),
    ]
