"""Money, times, ids, regions and states in every form in which exports write them."""

from datetime import datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import contract, values

CONNECTION = duckdb.connect()
values.define(CONNECTION)


def sql(macro: str, *texts: str | None) -> list:
    """What a macro makes of each text, in one query."""
    rows = CONNECTION.execute(
        f"SELECT {macro}(x) FROM (SELECT unnest(?::VARCHAR[]) AS x, generate_subscripts(?::VARCHAR[], 1) AS n) ORDER BY n",
        [list(texts), list(texts)],
    ).fetchall()
    return [row[0] for row in rows]


def test_money_forms():
    texts = [
        "12,345원",
        "₩27,000",
        "(1,234)",
        "-",
        "5000.00",
        "",
        None,
        "￦1,000",
        "-3,500",
        "−500",
        "△700",
        "１２，３４５",
        "1.5E4",
        "12 000",
    ]
    want = [12345, 27000, -1234, None, 5000, None, None, 1000, -3500, -500, -700, 12345, 15000, 12000]
    assert sql("money", *texts) == [None if w is None else Decimal(w) for w in want]
    assert sql("money", "abc", "12-3", "1,2x", "원", "--5") == [None] * 5


@given(st.integers(-(10**12), 10**12), st.sampled_from(["{:,}", "{:,}원", "₩{:,}", "{}", "{}.00", " {:,} ", "{:,} 원", "{}.0"]))
@settings(max_examples=60, deadline=None)
def test_money_comes_back(amount, form):
    assert sql("money", form.format(amount)) == [Decimal(amount)]
    assert sql("money", f"({abs(amount):,})") == [-Decimal(abs(amount))]


MOMENT = datetime(2026, 9, 18, 15, 5, 7)
FORMS = [
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%Y.%m.%d %H:%M:%S",
    "%Y%m%d%H%M%S",
    "%Y-%m-%dT%H:%M:%S",
    "%Y. %m. %d. %H:%M:%S",
    "%Y년 %m월 %d일 %H:%M:%S",
    "%m/%d/%Y %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S+09:00",
    "%m/%d/%y %I:%M:%S %p",
]
DAYS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y.%m.%d.", "%Y%m%d", "%m/%d/%y", "%Y년 %m월 %d일", "%y.%m.%d", "%y-%m-%d"]


@given(st.datetimes(datetime(2000, 1, 1), datetime(2049, 12, 31)).map(lambda d: d.replace(microsecond=0)))
@settings(max_examples=60, deadline=None)
def test_times_come_back_in_every_form(moment):
    assert sql("moment", *(moment.strftime(form) for form in FORMS)) == [moment] * len(FORMS)
    day = moment.replace(hour=0, minute=0, second=0)
    assert sql("moment", *(moment.strftime(form) for form in DAYS)) == [day] * len(DAYS)
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert abs(sql("moment", f"{serial:.6f}")[0] - moment) <= timedelta(seconds=1)


def test_times_with_halves_of_the_day_and_short_parts():
    assert sql("moment", "2026. 9. 18. 오후 3:05", "2026-09-18 오전 12:10", "9/8/26", "2026-9-8 7:05") == [
        datetime(2026, 9, 18, 15, 5),
        datetime(2026, 9, 18, 0, 10),
        datetime(2026, 9, 8),
        datetime(2026, 9, 8, 7, 5),
    ]


def test_no_time_is_made_up():
    assert (
        sql("moment", "####", "2026-13-40", "20260230", "1234", "x", "", None, "99999", "2026-02-30", "3026-01-01", "12345.6")
        == [None] * 11
    )


def test_ids_are_text_and_lost_digits_are_seen():
    assert sql("ident", "1.0", "2.569834423E9", "06234", "'0123", " 77 ", "2.026091812345678E15", "A-1", "2026091812345678") == [
        "1",
        "2569834423",
        "06234",
        "0123",
        "77",
        "2026091812345678",
        "A-1",
        "2026091812345678",
    ]
    assert sql("ident", "1.23E+15", "2.56983E+09", "-", "", None) == [None] * 5
    assert sql("shortened", "1.23E+15", "2.56983E+09", "2.569834423E9", "06234") == [True, True, False, False]


def test_day_of_an_order_number():
    assert sql("day_of_id", "2026091812345678", "20260918-0000019", "20269918123", "77", None) == [
        datetime(2026, 9, 18),
        datetime(2026, 9, 18),
        None,
        None,
        None,
    ]


def test_regions_are_the_seventeen_and_nothing_finer():
    assert len(values.REGIONS) == 17
    texts = [
        "서울 강남구 테헤란로 1",
        "(06234) 경기도 성남시",
        "전라북도 전주시",
        "전북특별자치도 익산시",
        "강원도 춘천시",
        "경남 창원시",
        "제주시 애월읍",
        "세종시 한누리대로",
        "06234 충남 아산시",
        "California",
        "",
    ]
    want = [
        "서울특별시",
        "경기도",
        "전북특별자치도",
        "전북특별자치도",
        "강원특별자치도",
        "경상남도",
        "제주특별자치도",
        "세종특별자치시",
        "충청남도",
        None,
        None,
    ]
    assert sql("region", *texts) == want


@pytest.mark.parametrize(
    ("word", "state", "certainty"),
    [
        ("취소안함", "paid", 10),
        ("취소철회", "withdrawn", 26),
        ("취소요청", "cancelled", 25),
        ("취소완료", "cancelled", 70),
        ("취소", "cancelled", 70),
        ("미결제취소", "unpaid", 0),
        ("결제대기", "unpaid", 0),
        ("입금대기", "unpaid", 0),
        ("반품요청", "delivered", 40),
        ("반품완료", "returned", 80),
        ("반품 철회", "withdrawn", 26),
        ("교환", "exchanged", 60),
        ("구매확정", "confirmed", 50),
        ("배송중", "shipping", 30),
        ("배송 준비중", "preparing", 20),
        ("301 배송 준비 중", "preparing", 20),
        ("CANCELED_BY_NOPAYMENT", "unpaid", 0),
        ("PURCHASE_DECIDED", "confirmed", 50),
        ("엉뚱한 말", None, None),
    ],
)
def test_states(word, state, certainty):
    assert (sql("state", word)[0], sql("certainty", word)[0]) == (state, certainty)


def test_our_own_states_read_as_themselves():
    assert sql("state", *contract.STATUSES) == list(contract.STATUSES)
    assert sql("certainty", *contract.STATUSES) == sorted(values.CERTAINTY[s] for s in contract.STATUSES)


def test_codes_of_the_seller_are_left_as_they_are():
    assert sql("code", "5E12", "00123", "77.0", "AB.0", "'0042", "-") == ["5E12", "00123", "77", "AB.0", "0042", None]
    assert sql("ident", "3e123456", "9f00e1") == ["3e123456", "9f00e1"]
