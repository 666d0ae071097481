"""Do earlier buyers keep coming?"""

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import per_product, rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def stayed_away(r: Relations) -> ir.Table:
    """Products of buyers whose last order lies 91 to 365 days back: how many order lines of theirs."""
    t = r.live.filter(r.live.buyer_key.notnull())
    last = t.group_by("merchant_id", "buyer_key").aggregate(last=t.age.min())
    t = t.inner_join(last.filter(last.last.between(91, 365)), ["merchant_id", "buyer_key"])
    return per_product(t, ibis.coalesce(t.product_name, t.product_id, t.order_id), buyers=t.count())


CHECK = Check(
    id="sales.returning_buyers",
    since="2026.2",
    importance=Importance.LOW,
    metric="sales.returning_buyers",
    curve=rising(half=-0.2, good=-0.08),
    basis=Basis.judgement(
        "Up to eight points fewer are chance in a small shop; twenty points fewer mean that of ten orders two less come from "
        "somebody who knows the shop."
    ),
    treatments=("branding.package_insert", "platform.crm"),
    title=_("Earlier buyers keep coming"),
    failing=_("Fewer earlier buyers come back"),
    why=_("When those stay away who know the shop, something in goods or service has usually changed before the reviews say so."),
    next_step={
        "fail": _(
            "The share of orders from earlier buyers changed by {value} against the 90 days before. Write today to the buyers of "
            "“{first}”, where the seller centre allows it: what is new, and a coupon for seven days."
        ),
        "warn": _(
            "The share of orders from earlier buyers changed by {value} against the 90 days before. Put a card for the next "
            "order into the parcels of “{first}”."
        ),
    },
    evidence=lambda r: rows(stayed_away(r), "buyers", product_name="product", buyers="buyers"),
    min_n=20,
    missing=_(
        "Bring the order lists of the last 12 months with the buyers in them. Names are made unreadable at "
        "once and not kept."
    ),
)
