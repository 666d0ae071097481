"""How much arrives broken or faulty?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows, with_claims
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def claimed(r: Relations) -> ir.Table:
    """Products claimed as broken or faulty."""
    return with_claims(r, lambda t: (t.claim_reason == "defect") & ~t.cancelled)


CHECK = Check(
    id="service.damage_share",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="service.damage_share",
    curve=falling(half=0.03, good=0.015),
    basis=Basis.judgement("Some breakage is the carrier's. With three in a hundred the packing does not fit the road."),
    treatments=("packaging.protection", "packaging.redesign"),
    title=_("Parcels arrive whole"),
    failing=_("Parcels arrive broken or faulty"),
    why=_("A broken parcel costs goods, two shipments and a star."),
    next_step={
        "fail": _(
            "{value} of the order lines were claimed as broken or faulty. Drop a packed “{first}” from the "
            "height of a table: what breaks first needs the filling."
        ),
        "warn": _(
            "{value} of the order lines were claimed as broken or faulty. Ask for a photo with each claim about “{first}”."
        ),
    },
    evidence=lambda r: rows(
        claimed(r), "expected", product_name="product", claims="claims", lines="lines", share="share", expected="expected"
    ),
    min_n=10,
)
