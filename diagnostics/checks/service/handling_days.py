"""How long does the shop take to hand over a parcel?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import mean_days, rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def slow(r: Relations) -> ir.Table:
    """Products by the mean days from payment to shipping."""
    return mean_days(r, "handling")


CHECK = Check(
    id="service.handling_days",
    since="2026.1",
    importance=Importance.HIGH,
    metric="service.handling_days",
    curve=falling(half=3.9, good=2.3),
    basis=Basis(
        _(
            "Quantiles of 748 merchants of the public Olist set (a Brazilian marketplace): the "
            "middle shop took 2.3 days, a quarter 3.9 or more"
        ),
        "2018-01",
        748,
    ),
    treatments=("platform.fulfilment", "platform.stock"),
    title=_("Parcels are handed over quickly"),
    failing=_("Parcels wait long in the shop"),
    why=_("Long handling is the part of the delivery time that the shop itself decides, and it goes before bad reviews."),
    next_step={
        "fail": _(
            "It takes {value} from payment to shipping; {target} is good. Prepare boxes and labels of "
            "“{first}” before orders come."
        ),
        "warn": _(
            "It takes {value} from payment to shipping; {target} is good. “{first}” waits longest: pack three of it in "
            "advance tomorrow morning."
        ),
    },
    evidence=lambda r: rows(slow(r), "days", product_name="product", days="days", lines="lines"),
    min_n=3,
)
