"""When which won arrive: the sales of given days followed to their payouts on the Korean business calendar.

Sales that are paid out on the same days (a Coupang week, say) form one group. Each share of a group is rounded to the won
once and the last payout takes the rest, so that the payouts add up to the sales exactly.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from data.text import _
from diagnostics.selling.assumptions import DELIVERY_DAYS
from diagnostics.selling.fees import won
from diagnostics.selling.model import SettlementRule
from diagnostics.selling.settlement_days import is_holiday, payouts

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Arrival:
    """Money on one day: `won` of it, the `share` of the sale that it is, and the days of sale that it is for."""

    day: date
    won: int
    share: Decimal
    sold_from: date
    sold_to: date


def arrivals(
    rule: SettlementRule,
    sales: Mapping[date, int],
    delivery_days: int = DELIVERY_DAYS,
    confirm_after: int | None = None,
) -> tuple[Arrival, ...]:
    """The payouts of sales, by day of payment by the buyer to won, in the order in which they come.

    `delivery_days` pass until delivery; `confirm_after` more until the buyer confirms (default: what the rule says).
    """
    groups: dict[tuple[tuple[date, Decimal], ...], list[date]] = {}
    for day in sorted(sales):
        if sales[day]:
            paid = tuple((p.day, p.share) for p in payouts(rule, day, delivery_days, confirm_after))
            groups.setdefault(paid, []).append(day)
    found: dict[tuple[date, int, Decimal], tuple[int, date, date]] = {}
    for paid, days in groups.items():
        left = total = sum(sales[day] for day in days)
        for place, (day, share) in enumerate(paid):
            part = left if place == len(paid) - 1 else won(total * share)
            left -= part
            before = found.get((day, place, share), (0, days[0], days[-1]))
            found[day, place, share] = (before[0] + part, min(before[1], days[0]), max(before[2], days[-1]))
    return tuple(
        Arrival(day, amount, share, first, last) for (day, _place, share), (amount, first, last) in sorted(found.items())
    )


def evenly(total: int, first: date, last: date) -> dict[date, int]:
    """`total` won sold in equal parts on the days from `first` to `last`, whole won that add up exactly."""
    days = (last - first).days + 1
    return {first + i * ONE_DAY: total * (i + 1) // days - total * i // days for i in range(days)}


def month_from(day: date) -> tuple[date, date]:
    """First and last day of the first whole month from `day` on."""
    first = day if day.day == 1 else date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def calendar_json(
    rule: SettlementRule | None, total: int, kind: str, first: date, last: date, confirm_after: int | None
) -> dict[str, Any]:
    """A month of even sales of `total` won and the days on which they arrive; `kind`: after_fees or before_fees.

    Without a payout rule `payouts` is empty and `known` false: nothing is invented.
    """
    found = arrivals(rule, evenly(total, first, last), DELIVERY_DAYS, confirm_after) if rule is not None else ()
    return {
        "known": rule is not None,
        "sales_from": first.isoformat(),
        "sales_to": last.isoformat(),
        "total": total,
        "kind": kind,
        "payouts": [
            {
                "day": a.day.isoformat(),
                "won": a.won,
                "share": float(a.share),
                "sold_from": a.sold_from.isoformat(),
                "sold_to": a.sold_to.isoformat(),
            }
            for a in found
        ],
        "first_day": found[0].day.isoformat() if found else None,
        "last_day": found[-1].day.isoformat() if found else None,
        "holidays": _holidays(first, found[-1].day) if found else [],
        "rule": {"text": rule.text if rule else _("No source says when this channel pays out."), "params": {}},
        "formula": {
            "text": _(
                "Sales in equal parts on each day; delivered after {delivery:days}; payouts on days without banks move to the "
                "next business day"
            ),
            "params": {"delivery": DELIVERY_DAYS},
        },
    }


def _holidays(first: date, last: date) -> list[str]:
    """Days from Monday to Friday in between on which banks are closed."""
    days = (first + i * ONE_DAY for i in range((last - first).days + 1))
    return [day.isoformat() for day in days if is_holiday(day)]
