"""Relations about buyers: when they came first and again, which orders were theirs, and which orders were reviewed."""

from functools import cached_property
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir

from diagnostics.metrics.tools import HALF_YEAR

if TYPE_CHECKING:
    from diagnostics.metrics.relations import Relations

REVIEW_DAYS = 21
"""So long a buyer has to write: delivery within the week, and two weeks to try it."""


class BuyerRelations:
    """A part of `Relations`."""

    @cached_property
    def buyers(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One buyer of a merchant: age of the first live order, and of the first on a later day (`second_age`, null where the
        buyer never came again)."""
        t = self.orders.filter(self.orders.buyer_key.notnull())
        day = ibis.dense_rank().over(group_by=[t.merchant_id, t.buyer_key], order_by=t.age.desc())
        t = t.select("merchant_id", "buyer_key", "age", second=day == 1)
        return t.group_by("merchant_id", "buyer_key").aggregate(first_age=t.age.max(), second_age=t.age.max(where=t.second))

    @cached_property
    def comebacks(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One live order of the last 180 days whose buyer is known: age, and whether the buyer had bought on an earlier day
        (`again`)."""
        t = self.orders.filter((self.orders.age <= HALF_YEAR) & self.orders.buyer_key.notnull())
        b = self.buyers
        t = t.inner_join(b, ["merchant_id", "buyer_key"]).select(t, b.first_age)
        oldest = self.days.group_by("merchant_id").aggregate(oldest=lambda d: d.age.max())
        t = t.inner_join(oldest, "merchant_id").select(t, oldest.oldest)
        return t.mutate(again=t.first_age > t.age)

    @cached_property
    def reviewable(self: "Relations") -> ir.Table:  # type: ignore[misc]
        """One live order of 21 to 180 days ago on a channel whose reviews name their orders, and whether it was `reviewed`."""
        t = self.orders.filter(self.orders.age.between(REVIEW_DAYS, HALF_YEAR))
        r = self.reviews.filter(self.reviews.order_id.notnull())
        t = t.semi_join(r, ["merchant_id", "channel"])
        r = r.select("merchant_id", "channel", "order_id", reviewed=ibis.literal(True)).distinct()
        t = t.left_join(r, ["merchant_id", "channel", "order_id"]).select(t, r.reviewed)
        return t.mutate(reviewed=t.reviewed.fill_null(False))
