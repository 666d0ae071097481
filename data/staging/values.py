"""What cells mean: money, numbers, times, ids, regions and states as SQL macros, so that a whole column is read at once.

Each takes text and gives null for what it cannot read; `blank` tells a cell that says nothing from one that is unreadable.
"""
import re
from functools import cache
from pathlib import Path

import duckdb

from data.contract import DAY, FLAG, JSON, MONEY, REAL, TEXT, TIME, WHOLE

NOTHING = ("", "-", "--", "–", "—", "null", "none", "nan", "nat", "n/a", "na", "없음", "해당없음", "미정", "\\n")
"""What cells say that say nothing, without white space and in small letters; ### is a column that is too narrow."""
TOTALS = ("합계", "소계", "총계", "총합계", "총합", "누계", "total", "subtotal", "grandtotal", "sum")

REGIONS = {
    "서울특별시": ("서울",), "부산광역시": ("부산",), "대구광역시": ("대구",), "인천광역시": ("인천",), "광주광역시": ("광주",),
    "대전광역시": ("대전",), "울산광역시": ("울산",), "세종특별자치시": ("세종",), "경기도": ("경기",),
    "강원특별자치도": ("강원",), "충청북도": ("충북", "충청북"), "충청남도": ("충남", "충청남"),
    "전북특별자치도": ("전북", "전라북"), "전라남도": ("전남", "전라남"), "경상북도": ("경북", "경상북"),
    "경상남도": ("경남", "경상남"), "제주특별자치도": ("제주",),
}
"""시·도 by the beginnings of the ways in which addresses write them."""

# Words of order states in the order in which they are looked for, as (part of the word, or = and the whole of it, status,
# certainty). The first that fits wins: withdrawn claims stand before claims because 취소철회 and 취소안함 contain 취소 and
# are live all the same.
UNPAID = "unpaid"
WITHDRAWN = 26
CLAIMED, CLAIM_WITHDRAWN = 28, 29
"""What a list of claims says of a claim that is not done weighs more than any order list that knows nothing of it, and less
than a shipment."""


def _each(state: str, certainty: int, words: str) -> tuple[tuple[str, str, int], ...]:
    return tuple((word, state, certainty) for word in words.split())


STATES: tuple[tuple[str, str, int], ...] = (
    *_each(UNPAID, 0, "미결제 결제대기 입금대기 입금확인중 미입금 입금전 결제오류 결제실패 결제중 결제전 nopayment"),
    *_each(UNPAID, 0, "pendingpayment paymentpending awaitingpayment notpaid unpaid expired =pending"),
    ("클레임취소요청", "cancelled", CLAIMED), ("클레임철회", "withdrawn", CLAIM_WITHDRAWN),
    *_each("withdrawn", WITHDRAWN, "철회 취소거부 반품거부 교환거부 취소거절 반품거절 교환거절 취소반려 반품반려 교환반려"),
    *_each("withdrawn", WITHDRAWN, "취소불가 cancel_reject cancel_withdraw return_reject return_withdraw exchange_reject"),
    *_each("paid", 10, "취소안함 반품안함 교환안함 부분취소 부분반품 부분환불"),
    *_each("paid", 10, "partially_refunded partiallyrefunded partial_refund"),
    *_each("cancelled", 25, "취소요청 취소접수 취소신청 취소처리중 취소진행 취소대기 취소중 환불대기 환불요청 환불접수"),
    *_each("cancelled", 25, "환불신청 환불처리중 환불진행 환불예정 cancel_request canceling cancelling"),
    *_each("cancelled", 70, "취소 cancel voided"), ("환불완료", "returned", 80),
    *_each("delivered", 40, "반품요청 반품접수 반품신청 반품처리중 반품진행 반품대기 반품보류 수거 교환요청 교환접수"),
    *_each("delivered", 40, "교환신청 교환처리중 교환진행 교환대기 교환보류 return_request return_hold collecting"),
    *_each("delivered", 40, "collect_done exchange_request redelivering"),
    *_each("returned", 80, "반품 환불 return refund"), *_each("exchanged", 60, "교환 exchange"),
    *_each("delivered", 40, "구매확정보류 구매확정대기"),
    *_each("confirmed", 50, "구매확정 구매결정 수취확인 구매완료 거래완료 거래종료 판매완료 정산완료"),
    *_each("confirmed", 50, "purchase_decided confirmed"),
    *_each("delivered", 40, "배송완료 배달완료 수령완료 수취완료 final_delivery delivered"),
    *_each("preparing", 20, "배송준비 배송대기 배송예정 배송보류 발송대기 발송준비 발송지연 발송예정 상품준비 발주확인"),
    *_each("preparing", 20, "발송처리필요 출고대기 출고준비 출고보류 출고지시 preparing processing instruct"),
    *_each("shipping", 30, "배송중 배달중 배송지시 배송출발 배송지연 발송완료 발송처리 출고완료 출고처리 집화 집하 배송시작"),
    *_each("shipping", 30, "delivering departure none_tracking in_transit intransit out_for_delivery shipping shipped"),
    *_each("paid", 10, "unfulfilled"), *_each("shipping", 30, "fulfilled"),
    *_each("paid", 10, "결제완료 예약결제 신규주문 주문접수 주문완료 결제확인 입금확인 입금완료 주문확인 발주"),
    *_each("paid", 10, "payed paid authorized accept"),
)
"""A cancellation that is only asked for is certain to 25 of 100: it counts as cancelled, and the next report of a shipment or
a newer report of the order takes it back. A return that is only asked for is still a delivered line."""
CERTAINTY = {"paid": 10, "preparing": 20, "shipping": 30, "delivered": 40, "confirmed": 50, "exchanged": 60, "cancelled": 70,
             "returned": 80}


def tier(certainty: str) -> str:
    """SQL: reports of one tier are told apart by the day on which the file was made, before anything else."""
    return f"CASE WHEN {certainty} < {CLAIMED} THEN 0 WHEN {certainty} < 30 THEN {CLAIMED} ELSE {certainty} END"


def _state(index: int) -> str:
    def fits(part: str) -> str:
        return f"w = '{part[1:]}'" if part.startswith("=") else f"contains(w, '{part}')"

    return f"CASE {' '.join(f'WHEN {fits(s[0])} THEN {s[index] if index == 2 else repr(s[1])}' for s in STATES)} END"


def state_of(word: str) -> tuple[str, int] | None:
    """The state that a word of a file means and how certain it is, as the macros `state` and `certainty` tell it."""
    squeezed = re.sub(r"\s+", "", word).lower()
    return next(((state, certainty) for part, state, certainty in STATES
                 if (squeezed == part[1:] if part.startswith("=") else part in squeezed)), None)


_region = " ".join(f"WHEN {' OR '.join(f'starts_with(a, {s!r})' for s in starts)} THEN '{name}'"
                   for name, starts in REGIONS.items())
_provinces = " ".join(f"WHEN '{s}' THEN '{name}'" for name, starts in REGIONS.items() for s in starts if len(s) == 2)
_TIME_OF_DAY = r"(\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d{1,6})?)?)?\s*(AM|PM)?"
_DATE = (r"^(199\d|20\d\d)\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?\s*(?:\(.\))?[T ]*(오전|오후|AM|PM)?\s*"
         + _TIME_OF_DAY + r"\s*(?:Z|[+-]\d{2}:?\d{2})?$")
_SHORT = r"^(\d{1,2})([./-])(\d{1,2})[./-](\d{1,2}|199\d|20\d\d)\.?\s*" + _TIME_OF_DAY + "$"
"""9/29/26 is month, day, year as card companies write it; 26.09.28 and 26-09-28 are year, month, day."""
_WIDE = {chr(n + 0xFEE0): chr(n) for n in range(0x21, 0x7F)} | {"￦": "₩", "−": "-", "–": "-", "‐": "-", "\u3000": " "}

_FIRSTS = "".join(sorted({*" \t\r\n#\xa0\u3000", *(c for word in NOTHING for c in (word[:1] + word[:1].upper()))}))
"""With what a cell begins that may say nothing."""
_LABEL = ("각인|새김|이니셜|성함|성명|이름|받는|수취인|수령인|보내는|구매자|주문자|연락처|전화|휴대|핸드폰|폰번호|주소|배송지|"
          "이메일|메시지|메세지|요청사항|공동현관|출입|비밀번호")
"""Words after which buyers write of themselves where a shop lets them type something in."""
_MOBILE = r"(?:\+?82[-. ]?)?0?1[016789][-. )]?\d{3,4}[-. ]?\d{4}"
_NUMBER = _MOBILE + r"|0\d{1,3}[-. )]\d{3,4}[-. ]\d{4}|0[1-9]\d{7,10}|[Pp]\d{12}|\d{6}-[1-8]\d{6}"
"""Phones, numbers for the customs and residents' numbers, inside a text."""
_PERSON = (r"\(?(?:\+82[-. ]?|82[-. ])?0?1[016789]\)?[-. ]\d{3,4}[-. ]\d{4}|\(?0\d{1,3}\)?[-. ]\d{3,4}[-. ]\d{4}|"
           r"01[016789]\d{7,8}|050\d{8,9}|\+82\d{9,10}|[Pp]\d{12}|\d{6}-[1-8]\d{6}|[\w.+-]+@[\w-]+\.[\w.]+")
"""What a cell holds as a whole that tells of a person and is no number of an order."""
_PLACE = (r"(?:[가-힣]+[도시군구]\s+){1,3}(?:[가-힣\d]+(?:읍|면|동|리)\s+)?[가-힣\d.]+(?:로|길|동|리|가)\s*\d+(?:-\d+)?"
          r"(?:번길\s*\d+(?:-\d+)?)?(?:$|[\s,/()](?:[\s,]*[가-힣\d]*\d+(?:동|호|층))*)")
"""A postal address: a city, county or district, and a road or quarter with a number."""

READ = {TEXT: "words({})", MONEY: "money({})", WHOLE: "pieces({})", REAL: "realnum({})", TIME: "moment({})",
        DAY: "CAST(moment({}) AS DATE)", FLAG: "flag({})", JSON: "words({})"}
"""How a column of each type of the contract is read from text."""


@cache
def _macros() -> str:
    sql = Path(__file__).with_name("values.sql").read_text("utf-8")
    parts = {"NOTHING": "|".join(map(re.escape, NOTHING)) + "|#+", "FIRSTS": _FIRSTS, "DATE": _DATE, "SHORT": _SHORT,
             "REGION": f"CASE {_region} END", "PROVINCES": _provinces, "WIDE": "".join(_WIDE),
             "NARROW": "".join(_WIDE.values()).replace("'", "''"), "NUMBER": _NUMBER, "PERSON": _PERSON, "PLACE": _PLACE,
             "STATE": _state(1), "CERTAINTY": _state(2), "LABEL": _LABEL}
    for name, text in parts.items():
        sql = sql.replace(f"${name}$", text)
    return sql


def define(connection: duckdb.DuckDBPyConnection, kept: bool = False) -> None:
    """Make the macros known to this connection for as long as it lives, or, `kept`, to every connection of its database."""
    connection.execute(_macros().replace(" TEMP MACRO ", " MACRO ") if kept else _macros())
