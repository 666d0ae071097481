"""How much of the carrier does the shop pay itself?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import per_product, rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def sent(r: Relations) -> ir.Table:
    """Products by the share of the carrier's cost that buyers do not pay in their sales."""
    t = r.costed
    t = t.filter(t.live & t.carrier_cost.notnull() & (t.amount > 0))
    t = per_product(t, t.product, carrier=t.carrier.sum(), shipping=t.shipping.sum(), amount=t.amount.sum(), lines=t.count())
    return t.mutate(share=share(t.carrier - t.shipping, t.amount))


CHECK = Check(
    id="price.shipping_burden",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="price.shipping_burden",
    curve=falling(half=0.12, good=0.06),
    basis=Basis.judgement(
        "A parcel of 3,000 won on an order of 25,000 won is 12 %; on 50,000 won, where free shipping usually begins, it is 6 %."
    ),
    treatments=("platform.pricing", "platform.bundles", "platform.channel_mix"),
    title=_("Shipping is paid for"),
    failing=_("Shipping eats into the sales"),
    why=_("Free shipping is never free: it is a discount on small orders."),
    next_step={
        "fail": _(
            "The carrier takes {value} of the sales beyond what buyers pay for it; {target} is the aim. Set "
            "free shipping for “{first}” from two pieces, not from one."
        ),
        "warn": _(
            "The carrier takes {value} of the sales beyond what buyers pay for it; {target} is the aim. For “{first}”, raise "
            "the amount for free shipping by 5,000 won and watch the orders for two weeks."
        ),
    },
    evidence=lambda r: rows(
        sent(r),
        "share",
        product_name="product",
        share="share",
        carrier="carrier",
        shipping_fee="shipping",
        amount="amount",
        lines="lines",
    ),
    min_n=3,
    missing=_("Write into our template what a parcel costs you."),
)
