"""Relations about the season: the days of a year ago that these days can be compared with, and days apart from the feasts.

설 and 추석 move by up to four weeks from year to year, and orders move with them: gifts are ordered in the three weeks before,
and in the week after carriers and buyers rest. So a day near a feast is compared with the day equally far from the same
feast a year earlier, and every other day with the same weekday 52 weeks earlier. Where that day lies near a feast, neither
is counted. The feasts are those of Korea for every merchant: what is compared stays the same number of days on both sides, so
that a shop elsewhere is compared fairly too. Dates come from the `holidays` library (관공서의 공휴일에 관한 규정).
"""

from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import holidays
import ibis
import ibis.expr.types as ir

from diagnostics.metrics.tools import HALF_YEAR, QUARTER

if TYPE_CHECKING:
    from diagnostics.metrics.relations import Relations

COUNTRY, FEASTS = "KR", ("설날", "추석")
YEARS = range(2010, 2046)
BEFORE, AFTER = 21, 7
"""Days before and after the feast itself that belong to it."""
WEEKS_BACK = 364
"""52 weeks: the same weekday a year ago."""


@cache
def feasts() -> tuple[tuple[date, int], ...]:
    """Each feast with the days that have passed since the same feast of the year before."""
    named = holidays.country_holidays(COUNTRY, years=YEARS, language="ko")
    found = []
    for feast in FEASTS:
        days = sorted(day for day, name in named.items() if feast in name.split("; "))
        found += [(day, (day - last).days) for last, day in pairwise(days)]
    return tuple(sorted(found))


class SeasonRelations:
    """A part of `Relations`."""

    @cached_property
    def feasts(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One 설 or 추석: its day and the days since the one before."""
        rows = [{"feast": day, "since": since} for day, since in feasts()]
        table = ibis.literal(rows, type="array<struct<feast: date, since: int64>>").unnest().name("one").as_table()
        return table.select(feast=table.one["feast"], since=table.one["since"])

    @cached_property
    def calendar(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One day of the last 180: age, `near` a feast, and `then`, the age of the day a year ago to compare it with (null
        where there is none)."""
        today = ibis.date(self.as_of.isoformat())
        t = ibis.range(1, HALF_YEAR + 1).unnest().cast("int64").name("age").as_table()
        t = t.mutate(day=(today - t.age.cast("int32").as_interval("D")).cast("date"))
        f = self.feasts
        t = t.left_join(f, _near(t.day, f.feast)).select(t, f.since)
        t = t.mutate(near=t.since.notnull(), then=t.age + t.since.fill_null(WEEKS_BACK))
        t = t.mutate(day_then=(today - t.then.cast("int32").as_interval("D")).cast("date"))
        other = f.select(other="feast")
        t = t.left_join(other, _near(t.day_then, other.other)).select(t, other.other)
        return t.select("age", "near", then=ibis.ifelse(t.near | t.other.isnull(), t.then, None))

    @cached_property
    def season(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One day with orders among the last 90 or those a year ago that they are compared with: `now`, orders, `reaches`
        (the shop sold before all of them)."""
        t = self.days
        c = self.calendar
        c = c.filter((c.age <= QUARTER) & c.then.notnull())
        now, then = c.select("age"), c.select(age="then")
        both = ibis.union(t.inner_join(now, "age").select("merchant_id", "orders", now=ibis.literal(True)),
                          t.inner_join(then, "age").select("merchant_id", "orders", now=ibis.literal(False)))
        return self._aged(both, c.aggregate(far=c.then.max()))

    @cached_property
    def quarters(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One day with orders among the last 180 that is not near a feast: `now` (of the last 90), orders, `reaches`, and how
        many such days there are in both halves (`days_now`, `days_before`)."""
        t = self.days
        c = self.calendar
        c = c.filter(~c.near)
        known = t.inner_join(c.select("age"), "age").select("merchant_id", "orders", now=t.age <= QUARTER)
        size = c.aggregate(far=ibis.literal(HALF_YEAR, "int64"), days_now=(c.age <= QUARTER).sum().cast("int64"),
                           days_before=(c.age > QUARTER).sum().cast("int64"))
        return self._aged(known, size)

    @cached_property
    def weekdays(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One day of the week with orders in the last 180 days (0 Monday … 6 Sunday): orders, amount."""
        t = self.days.filter(self.days.age <= HALF_YEAR)
        first = ibis.date(self.as_of.isoformat()).day_of_week.index()
        weekday = (first + WEEKS_BACK - t.age) % 7
        t = t.mutate(weekday=weekday.cast("int64"))
        return t.group_by("merchant_id", "weekday").aggregate(
            orders=t.orders.sum().cast("int64"), amount=t.amount.sum().cast("decimal(38,2)")
        )

    def _aged(self: "Relations", t: ir.Table, size: ir.Table) -> ir.Table:  # type: ignore[misc]
        """`t` with `reaches`: whether the merchant's first order is at least `far` days old; and the other columns of `size`."""
        oldest = self.days.group_by("merchant_id").aggregate(oldest=lambda d: d.age.max())
        t = t.inner_join(oldest, "merchant_id").select(t, oldest.oldest).cross_join(size)
        return t.mutate(reaches=t.oldest >= t.far).drop("far", "oldest")


def _near(day: ir.DateValue, feast: ir.DateValue) -> ir.BooleanValue:
    ahead = feast.delta(day, unit="day")
    return (ahead <= BEFORE) & (ahead >= -AFTER)
