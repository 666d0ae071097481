"""Relations about visits, as the channels count them in their statistics files."""

from functools import cached_property
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir

from diagnostics.metrics.tools import QUARTER

if TYPE_CHECKING:
    from diagnostics.metrics.relations import Relations

ABSURD = 10**12
"""More visitors than this in one period are a typing error and not known."""
PERIOD = ["merchant_id", "channel", "first_day", "last_day"]


class VisitRelations:
    """A part of `Relations`."""

    @cached_property
    def periods(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One period of statistics with visitors that ended in the last 90 days.

        Files of days, weeks and months tell the same visits again, so of each channel only the kind of period (by its length)
        that counted most visitors is read, the shorter of two alike; and of periods that overlap only the newest.
        """
        t = self.tables.statistics
        t = t.mutate(length=t.last_day.delta(t.first_day, unit="day") + 1)
        t = t.filter(t.visitors.between(0, ABSURD) & (self.age(t.last_day) <= QUARTER) & (t.length > 0))
        kind = t.group_by("merchant_id", "channel", "length").aggregate(seen=t.visitors.sum())
        rank = ibis.row_number().over(group_by=[kind.merchant_id, kind.channel], order_by=[kind.seen.desc(), kind.length])
        kind = kind.mutate(_rank=rank)
        kind = kind.filter(kind._rank == 0).select("merchant_id", "channel", "length")
        t = t.semi_join(kind, ["merchant_id", "channel", "length"]).select(*PERIOD, "length").distinct()
        newer = t.select(m="merchant_id", c="channel", first="first_day", last="last_day")
        return t.anti_join(newer, [t.merchant_id == newer.m, t.channel == newer.c, newer.last > t.last_day,
                                   newer.first <= t.last_day])

    @cached_property
    def visits(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One product of a channel over its `periods`: visitors and orders there, the `days` that the channel's periods cover,
        and visitors a day in thousandths (`daily`)."""
        p = self.periods
        t = self.tables.statistics.semi_join(p, PERIOD)
        t = t.filter(t.visitors.between(0, ABSURD) & (t.orders.isnull() | t.orders.between(0, ABSURD)))
        size = p.group_by("merchant_id", "channel").aggregate(days=p.length.sum().cast("int64"))
        t = t.group_by("merchant_id", "channel", "product_id").aggregate(
            name=t.product_name.max(), visitors=t.visitors.sum().cast("int64"),
            told=t.visitors.sum(where=t.orders.notnull()).cast("int64"), orders=t.orders.sum().cast("int64"))
        t = t.inner_join(size, ["merchant_id", "channel"]).select(t, size.days)
        return t.mutate(daily=(t.visitors * 1000 / t.days).round().cast("int64"), product=ibis.coalesce(t.name, t.product_id))
