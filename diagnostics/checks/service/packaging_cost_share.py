"""Does the packaging cost too much for what is in it?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import per_product, rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def wrapped(r: Relations) -> ir.Table:
    """Products by the share of the packaging in their sales."""
    t = r.costed
    t = t.filter(t.live & t.packaging_cost.notnull() & (t.amount > 0))
    t = per_product(t, t.product, packaging=t.packaging.sum(), amount=t.amount.sum(), lines=t.count())
    return t.mutate(share=share(t.packaging, t.amount))


CHECK = Check(
    id="service.packaging_cost_share",
    since="2026.1",
    importance=Importance.LOW,
    metric="service.packaging_share",
    curve=falling(half=0.1, good=0.05),
    basis=Basis.judgement(
        "Box, filling and label of 500 to 1,000 won belong to a parcel of 20,000 won; a tenth of the price "
        "is more than most margins bear."
    ),
    treatments=("platform.bundles", "packaging.redesign"),
    title=_("Packaging fits the price"),
    failing=_("Packaging eats into the price"),
    why=_("Boxes bought in small numbers cost double. One size that fits three products is cheaper than three sizes."),
    next_step={
        "fail": _(
            "Packaging takes {value} of the sales; {target} is the aim. Find a smaller or plainer box for "
            "“{first}” and ask two suppliers for 500 pieces."
        ),
        "warn": _(
            "Packaging takes {value} of the sales; {target} is the aim. Put a packed “{first}” on the table: what can be "
            "left out, and does the next smaller box do?"
        ),
    },
    evidence=lambda r: rows(
        wrapped(r), "share", product_name="product", share="share", packaging="packaging", amount="amount", lines="lines"
    ),
    min_n=5,
    missing=_("Write into our template what box, filling and label cost for one parcel."),
)
