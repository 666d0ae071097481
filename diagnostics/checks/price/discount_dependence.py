"""Does it only sell at a discount?"""

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import per_product, rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def reduced(r: Relations) -> ir.Table:
    """Products by the sales that they made at a discount."""
    t = r.recent
    t = t.filter(t.discount > 0)
    name = ibis.coalesce(t.product_name, t.product_id, t.order_id)
    t = per_product(t, name, amount=t.amount.sum(), discount=t.discount.sum(), lines=t.count())
    return t.mutate(share=share(t.discount, t.amount + t.discount))


CHECK = Check(
    id="price.discount_dependence",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="price.discount_dependence",
    curve=falling(half=0.6, good=0.3),
    basis=Basis.judgement(
        "A price that is discounted more often than not is no longer a price. A comparison price must also "
        "have been asked in the 20 days before (대법원 2019두36001)."
    ),
    treatments=("platform.pricing", "platform.promotion"),
    title=_("Most is sold at the full price"),
    failing=_("Most is sold at a discount"),
    why=_("Buyers learn to wait for the next discount, and the full price stops being believed."),
    next_step={
        "fail": _(
            "{value} of the sales were made at a discount; {target} is the aim. Take the discount off "
            "“{first}” for two weeks and give a small extra instead."
        ),
        "warn": _(
            "{value} of the sales were made at a discount; {target} is the aim. Put an end date on the discount of “{first}”."
        ),
    },
    evidence=lambda r: rows(
        reduced(r), "amount", product_name="product", amount="amount", discount="discount", share="share", lines="lines"
    ),
    min_n=5,
)
