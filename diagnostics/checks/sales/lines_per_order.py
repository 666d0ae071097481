"""How much goes into one parcel?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows, single
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.lines_per_order",
    since="2026.1",
    importance=Importance.LOW,
    metric="sales.pieces_per_order",
    curve=rising(half=1.05, good=1.4),
    basis=Basis(
        _(
            "Quantiles of 914 merchants of the public Olist set (a Brazilian marketplace) who had"
            " sold by then within the year: the middle shop sold one piece per order, the best "
            "tenth 1.5 or more"
        ),
        "2018-01",
        914,
    ),
    treatments=("platform.bundles", "packaging.gift_set"),
    title=_("Buyers take more than one piece"),
    failing=_("Buyers take one piece at a time"),
    why=_("Shipping and packing cost the same for one piece as for two; the second piece is where money stays."),
    next_step={
        "fail": _(
            "{value} pieces per order. Make a set of two from “{first}”, a little cheaper than two single ones"
            " and with free shipping."
        ),
        "warn": _("{value} pieces per order. Show under “{first}” what goes with it."),
    },
    evidence=lambda r: rows(single(r), "orders", product_name="product", orders="orders", amount="amount"),
    min_n=10,
)
