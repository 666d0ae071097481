"""Is anything sold at a loss?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def lost(r: Relations) -> ir.Table:
    """Live lines that cost more than they brought."""
    t = r.earnings
    return t.filter(t.live & (t.contribution < 0)).mutate(margin=t.contribution)


CHECK = Check(
    id="price.loss_making_lines",
    since="2026.1",
    importance=Importance.HIGH,
    metric="price.loss_making_lines",
    curve=falling(half=0.1, good=0.02),
    basis=Basis.judgement("A few lines at a loss are the price of a coupon or a heavy parcel; one in ten is a wrong price."),
    treatments=("platform.pricing", "platform.bundles"),
    title=_("Hardly anything is sold at a loss"),
    failing=_("Some orders are sold at a loss"),
    why=_("Each of these orders would have been better not sold."),
    next_step={
        "fail": _(
            "{value} of {n} order lines cost more than they brought. Stop the discount on “{first}” today and "
            "set a lowest price that covers carrier and box."
        ),
        "warn": _(
            "{value} of {n} order lines cost more than they brought. Look at “{first}”: discount, weight, or single pieces?"
        ),
    },
    evidence=lambda r: rows(
        lost(r),
        "-margin",
        product_name="product",
        margin="margin",
        order_id="order_id",
        channel="channel",
        ordered_at="ordered_at",
        amount="amount",
        goods="goods",
        fees="line_fees",
        carrier="carrier",
        packaging="packaging",
    ),
    min_n=3,
    missing=_(
        "Write what a piece, its box and its parcel cost into our template, and bring the settlement details "
        "of the same months too."
    ),
)
