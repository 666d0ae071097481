"""When which won arrive, beside days counted by hand on the Korean calendar."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics import payout_calendar, units
from diagnostics.model import Basis
from diagnostics.selling.model import Payout, SettlementRule
from diagnostics.selling.payout_calendar import arrivals, evenly, month_from
from diagnostics.selling.settlement_days import add_business_days, is_business_day
from tests.channel_shop import DAY, MERCHANT, cost, order, put, shop

RULES = {id: c.settlement for id, c in units.channels().items() if c.settlement is not None}


def daily(first: date, last: date, won: int = 10_000) -> dict[date, int]:
    return {first + timedelta(days=i): won for i in range((last - first).days + 1)}


def told(found) -> list[tuple[date, int]]:
    return [(a.day, a.won) for a in found]


def test_coupang_over_chuseok_2025_by_hand() -> None:
    """10,000 won on each day of September 2025; delivered after 3 days, confirmed after 7 more, so on the 10th day.

    Banks are closed on Friday 3 October, on Monday 6 to Wednesday 8 (추석 and its substitute) and on Thursday the 9th.

    - week to 14 Sep: sold 1 to 4. 15 to 19 (5), 22 to 26 (10), 29 to 2 Oct (14), 10 Oct (15)
    - week to 21 Sep: sold 5 to 11. 22 to 26 (5), 29 to 2 (9), 10 (10), 13 to 17 Oct (15)
    - week to 28 Sep: sold 12 to 18. 29 to 2 (4), 10 (5), 13 to 17 (10), 20 to 24 Oct (15)
    - week to 5 Oct: sold 19 to 25. 10 (1), 13 to 17 (6), 20 to 24 (11), 27 to 30 Oct (15)
    - week to 12 Oct: sold 26 to 30. 13 to 17 (5), 20 to 24 (10), 27 to 31 Oct (15)
    - the other 30 %: confirmed in September (sold 1 to 20) on Saturday 1 November, so Monday the 3rd; confirmed in October
      (sold 21 to 30) on Monday 1 December
    """
    found = arrivals(RULES["coupang"], daily(date(2025, 9, 1), date(2025, 9, 30)))
    assert told(found) == [
        (date(2025, 10, 10), 28_000),
        (date(2025, 10, 17), 49_000),
        (date(2025, 10, 24), 49_000),
        (date(2025, 10, 30), 49_000),
        (date(2025, 10, 31), 35_000),
        (date(2025, 11, 3), 60_000),
        (date(2025, 12, 1), 30_000),
    ]
    assert sum(a.won for a in found) == 300_000
    assert [(a.sold_from.day, a.sold_to.day) for a in found] == [(1, 4), (5, 11), (12, 18), (19, 25), (26, 30), (1, 20), (21, 30)]


def test_coupang_over_seollal_2026_by_hand() -> None:
    """10,000 won on each day of January 2026, confirmed on the 10th day after.

    Closed: 16 to 18 February (설날), Monday 2 March (substitute of the 1st, a Sunday).

    - week to 11 Jan: sold 1. 12 to 16 (5), 19 to 23 (10), 26 to 30 Jan (15)
    - week to 18 Jan: sold 2 to 8. 19 to 23, 26 to 30, 2 to 6 Feb
    - week to 25 Jan: sold 9 to 15. 26 to 30, 2 to 6, 9 to 13 Feb
    - week to 1 Feb: sold 16 to 22. 2 to 6 (5), 9 to 13 (10), 19, 20 (12), 23 to 25 Feb (15)
    - week to 8 Feb: sold 23 to 29. 9 to 13 (5), 19, 20 (7), 23 to 27 (12), 3 to 5 Mar (15)
    - week to 15 Feb: sold 30, 31. 19, 20 (2), 23 to 27 (7), 3 to 6 Mar (11), 9 to 12 Mar (15)
    - the other 30 %: confirmed in January (sold 1 to 21) on 1 March, so Tuesday the 3rd; in February (sold 22 to 31) on 1 April
    """
    found = arrivals(RULES["coupang"], daily(date(2026, 1, 1), date(2026, 1, 31)))
    assert told(found) == [
        (date(2026, 1, 30), 7_000),
        (date(2026, 2, 6), 49_000),
        (date(2026, 2, 13), 49_000),
        (date(2026, 2, 25), 49_000),
        (date(2026, 3, 3), 63_000),
        (date(2026, 3, 5), 49_000),
        (date(2026, 3, 12), 14_000),
        (date(2026, 4, 1), 30_000),
    ]


def test_coupang_monthly_over_chuseok_by_hand() -> None:
    """The other way to be paid: all of it fifteen business days after the month. From 30 September 2025: 1, 2 (2), 10 (3),
    13 to 17 (8), 20 to 24 (13), 27, 28 October (15)."""
    monthly = SettlementRule("", (Payout(Decimal(1), "month", 15),), Basis("쿠팡 정산 안내", "2025"), confirm_days=7)
    assert told(arrivals(monthly, daily(date(2025, 9, 1), date(2025, 9, 20)))) == [(date(2025, 10, 28), 200_000)]


@pytest.mark.parametrize(
    ("channel", "paid_on"),
    [
        # Sold on Thursday 25 September 2025, delivered on the 28th.
        ("naver", date(2025, 10, 10)),  # confirmed on the 8th day, 6 October; next business day
        ("gmarket", date(2025, 10, 10)),
        ("toss", date(2025, 10, 13)),  # two business days
        ("kakao", date(2025, 10, 14)),  # three
        ("elevenst", date(2025, 10, 17)),  # confirmed on the 8th business day: 29, 30, 1, 2, 10, 13, 14, 15; two more
        ("cafe24", date(2025, 10, 13)),  # seven business days after the payment: 26, 29, 30, 1, 2, 10, 13
    ],
)
def test_the_other_channels_over_chuseok(channel: str, paid_on: date) -> None:
    assert told(arrivals(RULES[channel], {date(2025, 9, 25): 12_345})) == [(paid_on, 12_345)]


def test_banks_are_closed_on_labour_day_and_on_substitutes() -> None:
    assert add_business_days(date(2025, 4, 30), 1) == date(2025, 5, 2)
    closed = [date(2025, 3, 3), date(2025, 5, 6), date(2026, 5, 25), date(2026, 8, 17), date(2027, 2, 9)]
    assert not any(is_business_day(day) for day in closed)


def test_a_split_rounds_once_and_loses_nothing() -> None:
    """Three days of one Coupang week: 70 % of 10,001 is 7,000.7, so 7,001 and then 3,000."""
    week = {date(2025, 9, 5): 3_333, date(2025, 9, 6): 3_334, date(2025, 9, 7): 3_334}
    assert [a.won for a in arrivals(RULES["coupang"], week)] == [7_001, 3_000]
    assert arrivals(RULES["coupang"], {}) == () == arrivals(RULES["coupang"], {date(2025, 9, 5): 0})


@settings(max_examples=40, deadline=None)
@given(
    channel=st.sampled_from(sorted(RULES)),
    first=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    sold=st.lists(st.integers(0, 5_000_000), min_size=1, max_size=60),
    delivery=st.integers(0, 9),
)
def test_every_won_arrives_once_on_a_day_with_banks(channel, first, sold, delivery) -> None:
    sales = {first + timedelta(days=i): won for i, won in enumerate(sold)}
    found = arrivals(RULES[channel], sales, delivery)
    assert sum(a.won for a in found) == sum(sold)
    assert all(is_business_day(a.day) and a.day >= a.sold_to for a in found)


def test_even_sales_add_up() -> None:
    assert sum(evenly(1_000_001, date(2026, 2, 1), date(2026, 2, 28)).values()) == 1_000_001
    assert month_from(date(2026, 2, 1)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert month_from(date(2026, 12, 2)) == (date(2027, 1, 1), date(2027, 1, 31))


def test_the_facade_follows_a_month_of_the_merchant(tmp_path) -> None:
    """3,000,000 won of food a month: Naver keeps 149,490, Coupang 404,800; the rest arrives, and is all there."""
    workspace = shop(tmp_path, industry="식품", yearly_revenue_band="영세")
    put(workspace, "order_lines", *(order(i, 30_000, day=datetime(2026, 10, 2 + i % 30, 9)) for i in range(100)))
    put(workspace, "costs", cost(12_000))
    found = payout_calendar(workspace, MERCHANT, date(2026, 1, 15), DAY)
    coupang = found["coupang"]
    assert (coupang["total"], coupang["kind"]) == (3_000_000 - 404_800, "after_fees")
    assert (coupang["sales_from"], coupang["sales_to"]) == ("2026-01-01", "2026-01-31")
    assert [p["day"] for p in coupang["payouts"]] == [
        "2026-01-30", "2026-02-06", "2026-02-13", "2026-02-25", "2026-03-03", "2026-03-05", "2026-03-12", "2026-04-01",
    ]  # fmt: skip
    assert sum(p["won"] for p in coupang["payouts"]) == coupang["total"]
    assert found["naver"]["total"] == 3_000_000 - 149_490
    assert (found["toss"]["kind"], found["toss"]["total"]) == ("before_fees", 3_000_000)
    assert not found["idus"]["known"] and found["idus"]["payouts"] == []
    assert {"2026-02-16", "2026-03-02"} <= set(coupang["holidays"])
