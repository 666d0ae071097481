"""Do parcels arrive when promised?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import days_late, rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def late(r: Relations) -> ir.Table:
    """Lines that should have arrived and did not, or arrived too late."""
    t = r.fulfilment
    return t.filter(t.delivery_known & t.delivery_late).mutate(days_late=days_late(r, t.delivered_at, t.promised_at))


CHECK = Check(
    id="service.delivery_on_time",
    since="2026.1",
    importance=Importance.HIGH,
    metric="service.delivery_on_time",
    curve=rising(half=0.75, good=0.95),
    basis=Basis(
        _(
            "Quantiles of 709 merchants of the public Olist set (a Brazilian marketplace): three "
            "quarters delivered 90 % of their lines in time, nine of ten 71 %"
        ),
        "2018-01",
        709,
    ),
    treatments=("platform.fulfilment", "platform.cs"),
    title=_("Parcels arrive as promised"),
    failing=_("Parcels arrive later than promised"),
    why=_("A broken promise costs more stars than a long wait that was announced."),
    next_step={
        "fail": _(
            "Only {value} of {n} promised lines arrived in time; {target} is good. Promise a day more for "
            "“{first}” and write to waiting buyers before they ask."
        ),
        "warn": _(
            "{value} of {n} promised lines arrived in time; {target} is good. Ask the carrier what held up “{first}”, and "
            "write to the buyer before he asks."
        ),
    },
    evidence=lambda r: rows(
        late(r),
        "days_late",
        product_name="product",
        days_late="days_late",
        channel="channel",
        order_id="order_id",
        shipped_at="shipped_at",
        promised_at="promised_at",
        delivered_at="delivered_at",
    ),
    min_n=3,
)
