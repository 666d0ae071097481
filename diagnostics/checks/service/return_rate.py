"""How much comes back?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows, with_claims
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def claimed(r: Relations) -> ir.Table:
    """Products that came back."""
    return with_claims(r, lambda t: t.returned)


CHECK = Check(
    id="service.return_rate",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="service.return_rate",
    curve=falling(half=0.1, good=0.05),
    basis=Basis.judgement(
        "Each return costs two parcels. With one in ten the margin of most small goods is gone. Clothes "
        "come back more often than food."
    ),
    treatments=("packaging.protection", "detail_page.rebuild"),
    title=_("Little comes back"),
    failing=_("Much comes back"),
    why=_("What comes back was either broken or not what the page had promised. Both can be mended."),
    next_step={
        "fail": _(
            "{value} of the order lines came back. Show size, colour and material of “{first}” with a photo in"
            " the hand, and name what it is not."
        ),
        "warn": _(
            "{value} of the order lines came back. Read the reasons for “{first}” and answer the most frequent one on the page."
        ),
    },
    evidence=lambda r: rows(
        claimed(r), "expected", product_name="product", claims="claims", lines="lines", share="share", expected="expected"
    ),
    min_n=10,
)
