"""The first product is chosen."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.product_chosen",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.product_chosen",
    curve=POINTS,
    facet="mindset",
    basis=BASIS,
    treatments=("platform.onboarding", "platform.education"),
    title=_("The first product is chosen"),
    failing=_("The first product is not chosen yet"),
    why=_("One product done well sells better than ten done by half."),
    next_step={"fail": _("Pick the one that regulars come back for and that survives a parcel."),
               "warn": _("Of those few, take the one that regulars buy again; the others can follow later.")},
    applies=EVERYONE,
)
