"""Do parcels leave by the day the channel asked for?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import days_late, rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def late(r: Relations) -> ir.Table:
    """Lines that should have left and did not, or left too late."""
    t = r.fulfilment
    return t.filter(t.ship_known & t.ship_late).mutate(days_late=days_late(r, t.shipped_at, t.ship_due_at))


CHECK = Check(
    id="service.ship_on_time",
    since="2026.1",
    importance=Importance.HIGH,
    metric="service.ship_on_time",
    curve=rising(half=0.8, good=0.95),
    basis=Basis(
        _(
            "Quantiles of 747 merchants of the public Olist set (a Brazilian marketplace): three "
            "quarters shipped 95 % of their lines in time, nine of ten 67 %"
        ),
        "2018-01",
        747,
    ),
    treatments=("platform.fulfilment", "platform.stock"),
    title=_("Parcels leave on time"),
    failing=_("Parcels leave too late"),
    why=_("Marketplaces count late shipping and move the shop down; buyers count it too, in their reviews."),
    next_step={
        "fail": _(
            "Only {value} of {n} due lines left on time; {target} is good. Fix one pick-up hour per day, and "
            "lengthen the stated preparation time of “{first}” until you hold it."
        ),
        "warn": _("{value} of {n} due lines left on time; {target} is good. See what held up “{first}”."),
    },
    evidence=lambda r: rows(
        late(r),
        "days_late",
        product_name="product",
        days_late="days_late",
        channel="channel",
        order_id="order_id",
        ordered_at="ordered_at",
        ship_due_at="ship_due_at",
        shipped_at="shipped_at",
    ),
    min_n=3,
)
