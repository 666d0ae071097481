"""What cells mean: money, numbers, times, ids, regions and states as SQL macros, so that a whole column is read at once.

Each takes text and gives null for what it cannot read; `blank` tells a cell that says nothing from one that is unreadable.
"""
from functools import cache
from pathlib import Path

import duckdb

from data.contract import DAY, FLAG, JSON, MONEY, REAL, TEXT, TIME, WHOLE

NOTHING = ("", "-", "--", "null", "none", "nan", "nat", "n/a", "na", "없음", "해당없음", "미정", "\\N")
TOTALS = ("합계", "소계", "총계", "총합계", "총합", "누계", "total", "subtotal", "grandtotal")

REGIONS = {
    "서울특별시": ("서울",), "부산광역시": ("부산",), "대구광역시": ("대구",), "인천광역시": ("인천",), "광주광역시": ("광주",),
    "대전광역시": ("대전",), "울산광역시": ("울산",), "세종특별자치시": ("세종",), "경기도": ("경기",),
    "강원특별자치도": ("강원",), "충청북도": ("충북", "충청북"), "충청남도": ("충남", "충청남"),
    "전북특별자치도": ("전북", "전라북"), "전라남도": ("전남", "전라남"), "경상북도": ("경북", "경상북"),
    "경상남도": ("경남", "경상남"), "제주특별자치도": ("제주",),
}
"""시·도 by the beginnings of the ways in which addresses write them."""

# Words of order states in the order in which they are looked for, as (part of the word, status, certainty). The first that
# fits wins: withdrawn claims stand before claims because 취소철회 and 취소안함 contain 취소 and are live all the same.
UNPAID = "unpaid"
WITHDRAWN = 26
STATES: tuple[tuple[str, str, int], ...] = (
    ("미결제", UNPAID, 0), ("결제대기", UNPAID, 0), ("입금대기", UNPAID, 0), ("미입금", UNPAID, 0), ("입금전", UNPAID, 0),
    ("결제오류", UNPAID, 0), ("결제실패", UNPAID, 0), ("결제중", UNPAID, 0), ("nopayment", UNPAID, 0),
    ("pendingpayment", UNPAID, 0),
    *((word, "withdrawn", WITHDRAWN) for word in ("철회", "취소거부", "반품거부", "교환거부")),
    ("취소안함", "paid", 10), ("반품안함", "paid", 10),
    ("취소요청", "cancelled", 25), ("취소접수", "cancelled", 25), ("취소신청", "cancelled", 25), ("취소처리중", "cancelled", 25),
    ("취소중", "cancelled", 25), ("cancel_request", "cancelled", 25), ("canceling", "cancelled", 25), ("부분취소", "paid", 10),
    ("취소", "cancelled", 70), ("cancel", "cancelled", 70), ("환불완료", "returned", 80),
    ("반품요청", "delivered", 40), ("반품접수", "delivered", 40), ("반품신청", "delivered", 40), ("반품처리중", "delivered", 40),
    ("수거", "delivered", 40), ("교환요청", "delivered", 40), ("교환접수", "delivered", 40), ("교환처리중", "delivered", 40),
    ("반품", "returned", 80), ("환불", "returned", 80), ("return", "returned", 80), ("refund", "returned", 80),
    ("교환", "exchanged", 60), ("exchanged", "exchanged", 60), ("exchange", "exchanged", 60),
    ("구매확정", "confirmed", 50), ("구매결정", "confirmed", 50), ("수취확인", "confirmed", 50), ("구매완료", "confirmed", 50),
    ("purchase_decided", "confirmed", 50), ("confirmed", "confirmed", 50), ("판매완료", "confirmed", 50),
    ("배송완료", "delivered", 40), ("delivered", "delivered", 40),
    ("배송준비", "preparing", 20), ("배송대기", "preparing", 20), ("발송대기", "preparing", 20), ("상품준비", "preparing", 20),
    ("발주확인", "preparing", 20), ("발송처리필요", "preparing", 20), ("출고대기", "preparing", 20),
    ("preparing", "preparing", 20),
    ("배송중", "shipping", 30), ("배송지시", "shipping", 30), ("발송완료", "shipping", 30), ("발송처리", "shipping", 30),
    ("출고완료", "shipping", 30), ("집화", "shipping", 30), ("배송시작", "shipping", 30), ("delivering", "shipping", 30),
    ("shipping", "shipping", 30), ("결제완료", "paid", 10), ("신규주문", "paid", 10), ("결제확인", "paid", 10),
    ("입금확인", "paid", 10),
    ("주문확인", "paid", 10), ("payed", "paid", 10), ("paid", "paid", 10), ("발주", "paid", 10),
)
"""A cancellation that is only asked for is certain to 25 of 100: it counts as cancelled, and the next report of a shipment or
a newer report of the order takes it back. A return that is only asked for is still a delivered line."""
CERTAINTY = {"paid": 10, "preparing": 20, "shipping": 30, "delivered": 40, "confirmed": 50, "exchanged": 60, "cancelled": 70,
             "returned": 80}


def tier(certainty: str) -> str:
    """SQL: reports of one tier are told apart by the day on which the file was made, before anything else."""
    return f"CASE WHEN {certainty} < 30 THEN 0 ELSE {certainty} END"


def _texts(values: tuple[str, ...]) -> str:
    return ", ".join("'" + v.replace("'", "''") + "'" for v in values)


def _state(index: int) -> str:
    cases = " ".join(f"WHEN contains(w, '{s[0]}') THEN {s[index] if index == 2 else repr(s[1])}" for s in STATES)
    return f"CASE {cases} END"


_region = " ".join(f"WHEN {' OR '.join(f'starts_with(a, {s!r})' for s in starts)} THEN '{name}'"
                   for name, starts in REGIONS.items())
_TIME_OF_DAY = r"(\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d{1,6})?)?)?\s*(AM|PM)?"
_DATE = (r"^(199\d|20\d\d)\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?\s*(?:\(.\))?[T ]*(오전|오후|AM|PM)?\s*"
         + _TIME_OF_DAY + r"\s*(?:Z|[+-]\d{2}:?\d{2})?$")
_SHORT = r"^(\d{1,2})([./-])(\d{1,2})[./-](\d{2}|199\d|20\d\d)\.?\s*" + _TIME_OF_DAY + "$"
"""9/29/26 is month, day, year as card companies write it; 26.09.28 and 26-09-28 are year, month, day."""

_LABEL = ("각인|새김|이니셜|성함|성명|이름|받는|수취인|수령인|보내는|구매자|주문자|연락처|전화|휴대|핸드폰|폰번호|주소|배송지|"
          "이메일|메시지|메세지|요청사항|공동현관|출입|비밀번호")
"""Words after which buyers write of themselves where a shop lets them type something in."""

READ = {TEXT: "words({})", MONEY: "money({})", WHOLE: "pieces({})", REAL: "realnum({})", TIME: "moment({})",
        DAY: "CAST(moment({}) AS DATE)", FLAG: "flag({})", JSON: "words({})"}
"""How a column of each type of the contract is read from text."""


@cache
def _macros() -> str:
    sql = Path(__file__).with_name("values.sql").read_text("utf-8")
    for name, text in {"NOTHING": _texts(NOTHING), "DATE": _DATE, "SHORT": _SHORT, "REGION": f"CASE {_region} END",
                       "STATE": _state(1), "CERTAINTY": _state(2),
                       "LABEL": _LABEL}.items():
        sql = sql.replace(f"${name}$", text)
    return sql


def define(connection: duckdb.DuckDBPyConnection, kept: bool = False) -> None:
    """Make the macros known to this connection for as long as it lives, or, `kept`, to every connection of its database."""
    connection.execute(_macros().replace(" TEMP MACRO ", " MACRO ") if kept else _macros())
