"""How many orders lead to a review?"""

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def silent(r: Relations) -> ir.Table:
    """Products by the orders that nobody reviewed."""
    t = r.reviewable.filter(~r.reviewable.reviewed).select("merchant_id", "channel", "order_id")
    line = r.live.select("merchant_id", "channel", "order_id", "product_name", "product_id")
    t = t.inner_join(line, ["merchant_id", "channel", "order_id"])
    name = ibis.coalesce(t.product_name, t.product_id, t.order_id)
    t = t.select("merchant_id", "channel", "order_id", product=name).distinct()
    return t.group_by("merchant_id", "product").aggregate(unreviewed=t.count())


CHECK = Check(
    id="trust.review_yield",
    since="2026.2",
    importance=Importance.LOW,
    metric="trust.review_yield",
    curve=rising(half=0.03, good=0.08),
    basis=Basis.judgement(
        "Where nobody is asked, one buyer in thirty writes; where a card or a point asks, one in ten. Marketplaces that ask "
        "themselves reach far more."
    ),
    treatments=("branding.package_insert", "platform.reviews"),
    title=_("Orders lead to reviews"),
    failing=_("Few orders lead to a review"),
    why=_("Reviews come from asking at the right moment. Each tenth order that is reviewed fills a page within months."),
    next_step={
        "fail": _(
            "{value} of {n} orders were reviewed; {target} is good. Print ten cards with a QR code to the review page tonight "
            "and put them into the next parcels of “{first}”."
        ),
        "warn": _("{value} of {n} orders were reviewed; {target} is good. Ask for “{first}” two days after delivery."),
    },
    evidence=lambda r: rows(silent(r), "unreviewed", product_name="product", unreviewed="unreviewed"),
    min_n=20,
    missing=_("Bring reviews that name their order, and the order list of the last six months."),
)
