"""Are there reviews to read?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def poor(r: Relations) -> ir.Table:
    """Products with fewer than five reviews, those that sell most first."""
    t = r.offers
    t = t.filter((t.listed | t.sold.fill_null(False)) & (t.reviews.fill_null(0) < 5))
    return t.mutate(reviews=t.reviews.fill_null(0))


CHECK = Check(
    id="trust.review_count",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="trust.reviews_per_product",
    curve=rising(half=1, good=5, log=True),
    basis=Basis.judgement(
        "The first reviews matter most: with one a buyer sees that others have bought, with five there is something to compare."
    ),
    treatments=("branding.package_insert", "platform.reviews"),
    title=_("Products have reviews to read"),
    failing=_("Products have few reviews"),
    why=_("Without reviews a buyer who does not know the shop has nothing to go by."),
    next_step={
        "fail": _(
            "{value} reviews per product; {target} is a good aim. Put a card into the parcel of “{first}” that"
            " asks for a photo review, and thank for each one."
        ),
        "warn": _("{value} reviews per product; {target} is a good aim. Ask buyers of “{first}” first."),
    },
    evidence=lambda r: rows(
        poor(r), "lines", "-reviews", product_name="product", channel="channel", reviews="reviews", lines="lines"
    ),
)
