"""When the money of a sale comes: payouts on the Korean business calendar.

Business days are Monday to Friday without public holidays, their substitutes, and 근로자의 날 (1 May), on which banks are closed
even in years in which it is no public holiday. A waiting time in calendar days is the mean over one sale on each of the 365
days from the day of the diagnosis, each payout weighted by its share of the money.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import holidays

from diagnostics.selling.model import Payout, SettlementRule

ONE_DAY = timedelta(days=1)


@cache
def _business_days(year: int) -> tuple[date, ...]:
    """The business days from the start of the year to the end of the next year, in order."""
    closed = holidays.country_holidays("KR", years=(year, year + 1), categories=("public", "bank"))
    days = (date(year, 1, 1) + timedelta(days=i) for i in range(366 + 366))
    return tuple(d for d in days if d.weekday() < 5 and d not in closed)


def is_business_day(day: date) -> bool:
    days = _business_days(day.year)
    place = bisect_left(days, day)
    return days[place] == day


def add_business_days(day: date, count: int) -> date:
    """The day on which the `count`-th business day after `day` falls; for 0 the day itself, or the next one with banks open."""
    days = _business_days(day.year)
    return days[bisect_left(days, day)] if count == 0 else days[bisect_right(days, day) + count - 1]


@dataclass(frozen=True)
class Paid:
    """One payout of a sale: when, and which share of the money."""

    day: date
    share: Decimal


def payouts(rule: SettlementRule, paid_on: date, delivery_days: int, confirm_after: int | None = None) -> tuple[Paid, ...]:
    """The payouts of a sale paid by the buyer on `paid_on` and delivered `delivery_days` later.

    `confirm_after`: days from delivery to the confirmed purchase, where they are known better than by the rule.
    """
    delivered = paid_on + timedelta(days=delivery_days)
    if confirm_after is None and rule.confirm_business:
        confirmed = add_business_days(delivered, rule.confirm_days)
    else:
        confirmed = delivered + timedelta(days=rule.confirm_days if confirm_after is None else confirm_after)
    return tuple(Paid(_day(p, paid_on, confirmed), p.share) for p in rule.payouts)


def is_holiday(day: date) -> bool:
    """Whether banks are closed on a day from Monday to Friday."""
    return day.weekday() < 5 and not is_business_day(day)


def _day(payout: Payout, paid_on: date, confirmed: date) -> date:
    match payout.start:
        case "payment":
            start = paid_on
        case "confirmed":
            start = confirmed
        case "week":
            start = confirmed + timedelta(days=6 - confirmed.weekday())
        case "month":
            start = _first_of_month(confirmed, 1) - ONE_DAY
        case "month_after_next":
            start = _first_of_month(confirmed, 2)
        case other:
            raise ValueError(f"a payout cannot start at {other}")
    return add_business_days(start, payout.business_days)


def _first_of_month(day: date, later: int) -> date:
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)


@cache
def mean_days(rule: SettlementRule, start: date, delivery_days: int, confirm_after: int | None = None) -> Decimal:
    """Calendar days from the buyer's payment to the money, weighted by the shares: the mean over a year of daily sales.

    Rounded half up to a tenth of a day.
    """
    total = Decimal(0)
    for i in range(365):
        sold = start + timedelta(days=i)
        total += sum((p.share * (p.day - sold).days for p in payouts(rule, sold, delivery_days, confirm_after)), Decimal(0))
    return (total / 365).quantize(Decimal("0.1"), ROUND_HALF_UP)
