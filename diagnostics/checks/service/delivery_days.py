"""How long does a buyer wait for the parcel?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import mean_days, rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def slow(r: Relations) -> ir.Table:
    """Products by the mean days from payment to delivery."""
    return mean_days(r, "delivery")


CHECK = Check(
    id="service.delivery_days",
    since="2026.1",
    importance=Importance.LOW,
    metric="service.delivery_days",
    curve=falling(half=5, good=3),
    basis=Basis.judgement(
        "In Korea a parcel is on the road for one or two days; with one day of handling it arrives on the third day."
    ),
    treatments=("platform.fulfilment",),
    title=_("Buyers get the parcel within days"),
    failing=_("Buyers wait long for the parcel"),
    why=_("Buyers compare with next-day delivery. Who is slower must say so before the purchase."),
    next_step={
        "fail": _(
            "A parcel takes {value} from payment to the door; {target} is good. Write the real time into the "
            "page of “{first}”, and ask for a second pick-up."
        ),
        "warn": _(
            "A parcel takes {value} from payment to the door; {target} is good. “{first}” takes longest: ask the carrier for "
            "a pick-up one hour earlier."
        ),
    },
    evidence=lambda r: rows(slow(r), "days", product_name="product", days="days", lines="lines"),
    min_n=3,
)
