"""Money, times, ids, regions and states in every form in which exports write them."""

import unicodedata
from datetime import datetime, timedelta
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import contract
from data.staging import values
from data.staging.mending import mend, mend_all, mended

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


def test_money_of_other_programs_and_what_is_no_sum():
    texts = ["1,234-", "KRW 12,000", "12,000 KRW", "₩-1,000", "-₩1,000", "(₩1,000)", "▲2,500", "\\3,000", "１，２３４원", "1.0",
             "+1,500", " 7,700 ", "12,345,678.90", "1\xa0234"]
    want = ["-1234", "12000", "12000", "-1000", "-1000", "-1000", "-2500", "3000", "1234", "1", "1500", "7700", "12345678.90",
            "1234"]
    assert sql("money", *texts) == [Decimal(w) for w in want]
    # A share is no sum, 1.2만 is rounded, and a comma that parts no thousands may be a point: nothing is guessed.
    assert sql("money", "11.11%", "1.2만", "12,34", "1,2345", "$12.00", "US$5", "010-1234-5678", "2026-09-18") == [None] * 8


def test_pieces_with_their_unit():
    assert sql("pieces", "3", "3.0", "3개", "1,000 EA", "２", "-1", "(2)", "", "세 개", None) == [
        3, 3, 3, 1000, 2, -1, -2, None, None, None]


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


def test_times_of_one_column_in_every_form_of_the_exports():
    texts = ["46266.84", "2026.09.28", "2026.09.28.", "2026/07/29", "2026-07-30 17:39:29", "2026/09/18 09:00", "20260525061821",
             "9/29/26", "26/9/28", "2026년 9월 28일(월) 오후 1:02", "２０２６-０９-２８", "2026-09-28T06:18:21.000+09:00",
             "20260928.0", "2026-09-28 (월) 06:18", "46266"]
    want = [datetime(2026, 9, 1, 20, 9, 36), datetime(2026, 9, 28), datetime(2026, 9, 28), datetime(2026, 7, 29),
            datetime(2026, 7, 30, 17, 39, 29), datetime(2026, 9, 18, 9), datetime(2026, 5, 25, 6, 18, 21), datetime(2026, 9, 29),
            datetime(2026, 9, 28), datetime(2026, 9, 28, 13, 2), datetime(2026, 9, 28), datetime(2026, 9, 28, 6, 18, 21),
            datetime(2026, 9, 28), datetime(2026, 9, 28, 6, 18), datetime(2026, 9, 1)]
    assert sql("moment", *texts) == want


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


def test_numbers_of_persons_are_no_ids():
    texts = ["010-1234-5678", "01012345678", "02-345-6789", "900101-1234567", "P123456789012", "a.b@shop.kr", "050112345678"]
    assert sql("ident", *texts) == [None] * len(texts)
    assert sql("code", *texts) == [None] * len(texts)
    kept = ["20260918-0000019", "1012345678", "P00000JT000A", "12345-6789", "#1001", "0012345", "8801234567890"]
    assert sql("ident", *kept) == kept and sql("code", *kept) == kept


@pytest.mark.parametrize(("damaged", "meant"), [
    ('="00123"', "00123"), ("00123\t", "00123"), ("\u200b00123", "00123"), ("\xa000123\xa0", "00123"), ("\ufeff00123", "00123"),
    ("  00123 ", "00123"), ("사과", "사과"), ("배\u3000세트", "배 세트"), (" ", None), ("\u200b", None), (None, None),
    ('="사과"', "사과"), ("=A1", "=A1"), ("a\x00b", "ab"),
])
def test_damaged_cells_are_mended(damaged, meant):
    for kind in (pa.string(), pa.large_string()):
        around = pa.array(["x", "1", damaged, damaged, None, "2"], kind)
        assert mend_all(pa.chunked_array([around.slice(1), around])).to_pylist() == [
            "1", meant, meant, None, "2", "x", "1", meant, meant, None, "2"]


@given(st.lists(st.one_of(st.none(), st.text(max_size=12)), max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_column_that_is_not_noticed_needs_no_mending(texts):
    column = pa.array(texts, pa.string())
    found = [text and unicodedata.normalize("NFC", text) for text in mend(column).to_pylist()]
    assert found == [text and mended(text) for text in texts]


def test_rounded_numbers():
    assert sql("rounded", "2026091812345670", "2026091812345678", "202609180", "20260918-00000010") == [True, False, False, False]


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
        ("취소거부", "withdrawn", 26),
        ("취소 처리중", "cancelled", 25),
        ("입금전", "unpaid", 0),
        ("결제오류", "unpaid", 0),
        ("부분취소", "paid", 10),
        ("partially_refunded", "paid", 10),
        ("refunded", "returned", 80),
        ("pending", "unpaid", 0),
        ("pending shipment", None, None),
        ("환불대기", "cancelled", 25),
        ("구매확정보류", "delivered", 40),
        ("Unfulfilled", "paid", 10),
        ("Fulfilled", "shipping", 30),
        ("CANCEL_REQUEST", "cancelled", 25),
        ("CANCEL_DONE", "cancelled", 70),
        ("RETURN_REQUEST", "delivered", 40),
        ("DELIVERING", "shipping", 30),
        ("FINAL_DELIVERY", "delivered", 40),
        ("INSTRUCT", "preparing", 20),
    ],
)
def test_states(word, state, certainty):
    assert (sql("state", word)[0], sql("certainty", word)[0]) == (state, certainty)
    assert values.state_of(word) == (None if state is None else (state, certainty))


def test_our_own_states_read_as_themselves():
    assert sql("state", *contract.STATUSES) == list(contract.STATUSES)
    assert sql("certainty", *contract.STATUSES) == sorted(values.CERTAINTY[s] for s in contract.STATUSES)


def test_codes_of_the_seller_are_left_as_they_are():
    assert sql("code", "5E12", "00123", "77.0", "AB.0", "'0042", "-") == ["5E12", "00123", "77", "AB.0", "0042", None]
    assert sql("ident", "3e123456", "9f00e1") == ["3e123456", "9f00e1"]
