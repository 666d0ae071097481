"""Do buyers come back?"""

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def once(r: Relations) -> ir.Table:
    """Products of buyers who first came 180 to 545 days ago and not again within 180 days: how many such order lines."""
    b = r.buyers
    late = b.second_age.isnull() | (b.first_age - b.second_age > 180)
    b = b.filter((b.first_age > 180) & (b.first_age <= 545) & late).select("merchant_id", "buyer_key")
    t = r.live.inner_join(b, ["merchant_id", "buyer_key"])
    name = ibis.coalesce(t.product_name, t.product_id, t.order_id)
    return t.group_by("merchant_id", product=name).aggregate(buyers=t.count())


CHECK = Check(
    id="trust.repeat_purchase",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="trust.repeat_purchase",
    curve=rising(half=0.05, good=0.15),
    basis=Basis.judgement(
        "Consumables see one buyer in five again, furniture hardly one in fifty; between them one in seven "
        "is good for a small shop."
    ),
    treatments=("branding.package_insert", "platform.crm"),
    title=_("Buyers come back"),
    failing=_("Few buyers come back"),
    why=_("An earlier buyer costs no advertising. Most of the profit of small shops comes from them."),
    next_step={
        "fail": _(
            "{value} of {n} buyers came back within half a year of their first order. Put a card with a coupon for 30 days "
            "into each parcel of “{first}”."
        ),
        "warn": _(
            "{value} of {n} buyers came back within half a year of their first order. Tell buyers of “{first}” when it is "
            "time for the next one."
        ),
    },
    evidence=lambda r: rows(once(r), "buyers", product_name="product", buyers="buyers"),
    min_n=20,
    missing=_(
        "Bring order lists of the last 18 months with the buyers in them: who first came half a year ago is "
        "needed. Names are not kept."
    ),
)
