"""Is it known what the goods cost?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import share_of_yes
from diagnostics.metrics.evidence import per_product, rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def uncosted(r: Relations) -> ir.Table:
    """Products without a cost on the day of the sale."""
    t = r.costed
    t = t.filter(t.live & t.unit_cost.isnull())
    return per_product(t, t.product, amount=t.amount.sum(), lines=t.count())


CHECK = Check(
    id="price.cost_known",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="price.cost_known",
    curve=share_of_yes(),
    basis=Basis.judgement("Below half of the sales the margin says little; with nine tenths the rest no longer changes it."),
    treatments=("platform.pricing", "platform.education"),
    title=_("Costs of the goods are known"),
    failing=_("Costs of many goods are not known"),
    why=_("Without the cost nobody can say whether a discount pays."),
    next_step={
        "fail": _(
            "The cost is known for {value} of the sales; {target} is the aim. Enter goods, box and carrier of "
            "“{first}” first: it sells most."
        ),
        "warn": _(
            "The cost is known for {value} of the sales; {target} is the aim. Write down what a piece of “{first}”, its box "
            "and its parcel cost: ten minutes with the last bill."
        ),
    },
    evidence=lambda r: rows(uncosted(r), "amount", product_name="product", amount="amount", lines="lines"),
)
