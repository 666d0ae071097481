"""Do the channels agree on what is in stock?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows, with_sales_of_code
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def differing(r: Relations) -> ir.Table:
    """Own codes that are sold out on one channel and in stock on another."""
    t = with_sales_of_code(r.skus, r)
    return t.filter((t.sold_out > 0) & (t.sold_out < t.stock_known))


CHECK = Check(
    id="channel.stock_sync",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="channel.stock_sync",
    curve=falling(half=0.2, good=0.05),
    basis=Basis.judgement(
        "Each such product either loses sales on one channel or is sold without stock on the other; one in "
        "twenty is between two counts."
    ),
    treatments=("platform.stock", "platform.linked_commerce"),
    title=_("Stock agrees on all channels"),
    failing=_("Stock differs between channels"),
    why=_("Sold out here and for sale there: either sales are lost or an order must be cancelled."),
    next_step={
        "fail": _(
            "{value} of {n} products are sold out on one channel and in stock on another. Put the true number "
            "of “{first}” on both today."
        ),
        "warn": _("{value} of {n} products are sold out on one channel and in stock on another. Check “{first}”."),
    },
    evidence=lambda r: rows(
        differing(r), "amount", product_name="product", sold_out="sold_out", channels="channels", sku="sku", amount="amount"
    ),
)
