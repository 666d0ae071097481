"""The weeks of a plan on the Korean calendar: working days, holidays, closed days, and where a treatment fits among them.

Week 1 holds the day on which the plan starts; every later week is Monday to Sunday. Working days are Monday to Friday without
public holidays (the `holidays` library: 관공서의 공휴일에 관한 규정, substitutes and Labour Day included) and without days on
which the shop is closed. A week without working days does not count for anything that is under way: it takes a week longer.
Suppliers rest in the week whose working days 설 or 추석 takes, so what needs one is not begun where that would interrupt it.
"""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any

import holidays

from diagnostics.planning.timing import Timing

FEASTS = ("설날", "추석")
FIVE = 5
"""Working days of a whole week."""


@dataclass(frozen=True)
class Week:
    """One week of a plan: its first and last day, working days, public holidays by name, and whether suppliers rest."""

    number: int
    first: date
    last: date
    days: tuple[date, ...]
    holidays: tuple[tuple[date, str], ...]
    feast: bool
    closed: bool


@cache
def off(year: int) -> dict[date, str]:
    """The public holidays of a year, by their Korean names."""
    return dict(sorted(holidays.country_holidays("KR", years=year, language="ko").items()))


@cache
def feasts(first: int, last: int) -> tuple[tuple[date, date], ...]:
    """First and last day off of each 설 and 추석 from year `first` to `last`, substitutes included."""
    days = [d for year in range(first, last + 1) for d, name in off(year).items() if any(f in name for f in FEASTS)]
    runs = [[d for _place, d in run] for _gap, run in groupby(enumerate(days), lambda x: x[1].toordinal() - x[0])]
    return tuple((run[0], run[-1]) for run in runs)


def monday(day: date) -> date:
    """The day itself where it is a Monday, else the next one."""
    return day + timedelta(days=-day.weekday() % 7)


def weeks(start: date, count: int, blocked: Iterable[tuple[date, date, str]] = ()) -> tuple[Week, ...]:
    """The `count` weeks of a plan that starts on `start`; `blocked` are first and last days on which the shop is closed."""
    shut = tuple(blocked)
    found, first = [], start
    for number in range(1, count + 1):
        last = first + timedelta(days=6 - first.weekday())
        every = [first + timedelta(days=i) for i in range((last - first).days + 1)]
        free = [(d, off(d.year)[d]) for d in every if d in off(d.year)]
        names = dict(free)
        usual = [d for d in every if d.weekday() < FIVE]
        mine = [d for d in usual if d not in names and not any(a <= d <= b for a, b, _why in shut)]
        found.append(Week(number, first, last, tuple(mine), tuple(free),
                          any(f in names.get(d, "") for d in usual for f in FEASTS),
                          any(a <= d <= b for d in usual for a, b, _why in shut)))
        first = last + timedelta(days=1)
    return tuple(found)


def ends(calendar: tuple[Week, ...], length: int, timing: Timing, vendor: bool) -> dict[int, int]:
    """Each week in which a treatment of `length` weeks, with or without a supplier, may start, with its end (the first week
    in which it is over)."""
    found, days = {}, [len(week.days) for week in calendar]
    for start in range(timing.lead_weeks + 1, len(calendar) + 1):
        counted, week = 0, start
        if days[start - 1] == 0:
            continue
        while counted < length and week <= len(calendar):
            counted += days[week - 1] > 0
            week += 1
        rest = vendor and any(w.feast for w in calendar[start - 1:week - 1])
        if counted == length and not rest and fits(calendar, start, week, timing):
            found[start] = week
    return found


def fits(calendar: tuple[Week, ...], start: int, end: int, timing: Timing) -> bool:
    """Whether the weeks from `start` to before `end` lie in the months of the timing and clear of the feasts."""
    first, last = calendar[start - 1].first, calendar[end - 2].last
    if timing.months:
        used = [d for week in calendar[start - 1:end - 1] for d in week.days]
        if any(d.month not in timing.months for d in used):
            return False
    if timing.before_feast is None:
        return True
    ahead = timedelta(weeks=timing.before_feast)
    return all(first > b or last < a - ahead for a, b in feasts(first.year - 1, last.year + 2))


def to_json(calendar: tuple[Week, ...]) -> list[dict[str, Any]]:
    """The weeks as a result keeps them."""
    return [{"week": w.number, "first_day": w.first.isoformat(), "last_day": w.last.isoformat(), "working_days": len(w.days),
             "holidays": [{"day": d.isoformat(), "name": name} for d, name in w.holidays], "suppliers_rest": w.feast,
             "closed": w.closed} for w in calendar]
