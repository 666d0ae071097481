"""How deep are the discounts?"""

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import per_product, rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def reduced(r: Relations) -> ir.Table:
    """Products by the discounts that were given on them."""
    t = r.recent
    t = t.filter(t.discount > 0)
    name = ibis.coalesce(t.product_name, t.product_id, t.order_id)
    t = per_product(t, name, amount=t.amount.sum(), discount=t.discount.sum(), lines=t.count())
    return t.mutate(share=share(t.discount, t.amount + t.discount))


CHECK = Check(
    id="price.discount_depth",
    since="2026.1",
    importance=Importance.LOW,
    metric="price.discount_depth",
    curve=falling(half=0.2, good=0.1),
    basis=Basis.judgement("A tenth off all sales together is what most margins can bear; a fifth is usually all of the margin."),
    treatments=("platform.pricing",),
    title=_("Discounts stay small"),
    failing=_("Discounts are deep"),
    why=_("The discount comes wholly out of what stays."),
    next_step={
        "fail": _(
            "Discounts take {value} of the sales before discounts; {target} is the aim. Halve the discount of "
            "“{first}” and watch the orders for two weeks."
        ),
        "warn": _(
            "Discounts take {value} of the sales before discounts; {target} is the aim. “{first}” is discounted most: lower "
            "its discount by a third tomorrow and give it an end date."
        ),
    },
    evidence=lambda r: rows(
        reduced(r), "discount", product_name="product", discount="discount", share="share", amount="amount", lines="lines"
    ),
    min_n=5,
)
