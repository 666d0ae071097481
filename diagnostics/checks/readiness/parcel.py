"""The way of sending parcels is settled."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.parcel",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.parcel",
    curve=POINTS,
    facet="environment",
    basis=BASIS,
    treatments=("platform.fulfilment",),
    title=_("The way of sending parcels is settled"),
    failing=_("How parcels are sent is not settled"),
    why=_("The first order comes when nobody expects it. Whoever knows where to take it ships in time."),
    next_step={"fail": _("Send one test parcel to family from the nearest convenience store."),
               "warn": _("Ask two carriers for a contract price from ten parcels a month.")},
    applies=EVERYONE,
)
