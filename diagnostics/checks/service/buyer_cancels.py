"""How often do buyers change their minds before shipping?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows, with_claims
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def claimed(r: Relations) -> ir.Table:
    """Products cancelled for other reasons than stock or delay."""
    return with_claims(r, lambda t: t.cancelled & ~t.claim_reason.isin(("stock_out", "late")).fill_null(False))


CHECK = Check(
    id="service.buyer_cancels",
    since="2026.1",
    importance=Importance.LOW,
    metric="service.buyer_cancels",
    curve=falling(half=0.1, good=0.05),
    basis=Basis.judgement(
        "Some buyers always think again. Twice as many as usual means that page, price or delivery time "
        "surprised them after the purchase."
    ),
    treatments=("detail_page.terms", "platform.cs"),
    title=_("Buyers stay with their orders"),
    failing=_("Many buyers cancel before shipping"),
    why=_("Buyers cancel when something was not clear: shipping fee, delivery day, size."),
    next_step={
        "fail": _(
            "{value} of the order lines were cancelled by buyers or for unknown reasons. Read the page of "
            "“{first}” once on a phone: is delivery day and shipping fee at the top?"
        ),
        "warn": _(
            "{value} of the order lines were cancelled by buyers or for unknown reasons. Ask the next three "
            "who cancel “{first}” why."
        ),
    },
    evidence=lambda r: rows(
        claimed(r), "expected", product_name="product", claims="claims", lines="lines", share="share", expected="expected"
    ),
    min_n=10,
)
