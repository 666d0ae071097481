"""Packing for parcels has been tried."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.packing",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.packing",
    curve=POINTS,
    facet="making",
    basis=BASIS,
    treatments=("packaging.protection",),
    title=_("Packing for parcels has been tried"),
    failing=_("Packing for parcels has not been tried"),
    why=_("A broken parcel costs the product, the delivery and the review."),
    next_step={"fail": _("Pack one, drop it from the height of a table and open it."),
               "warn": _("Note the box, the filling and the minutes that one parcel takes.")},
    applies=EVERYONE,
)
