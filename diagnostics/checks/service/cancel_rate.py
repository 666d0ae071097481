"""How often must the shop itself cancel?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows, with_claims
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def claimed(r: Relations) -> ir.Table:
    """Products cancelled for stock or delay, by cause."""
    return with_claims(
        r,
        lambda t: t.cancelled & t.claim_reason.isin(("stock_out", "late")),
        stock_out=lambda t: t.cancelled & (t.claim_reason == "stock_out"),
        late=lambda t: t.cancelled & (t.claim_reason == "late"),
    )


CHECK = Check(
    id="service.cancel_rate",
    since="2026.1",
    importance=Importance.HIGH,
    metric="service.seller_cancels",
    curve=falling(half=0.04, good=0.015),
    basis=Basis.judgement(
        "Marketplaces fine cancellations for stock and delay. One in a hundred happens to everybody; four "
        "in a hundred is a habit."
    ),
    treatments=("platform.stock", "platform.fulfilment"),
    title=_("Orders are rarely cancelled for stock or delay"),
    failing=_("Orders are cancelled for stock or delay"),
    why=_("The buyer wanted it and had paid: a cancellation gives away the money and the place in the search."),
    next_step={
        "fail": _(
            "{value} of the order lines were cancelled for stock or delay; {target} is the aim. Enter the true"
            " stock of “{first}” today, and keep two pieces back."
        ),
        "warn": _(
            "{value} of the order lines were cancelled for stock or delay; {target} is the aim. Count “{first}” once a week."
        ),
    },
    evidence=lambda r: rows(
        claimed(r),
        "expected",
        product_name="product",
        claims="claims",
        stock_out="stock_out",
        late="late",
        lines="lines",
        share="share",
        expected="expected",
    ),
    min_n=10,
)
