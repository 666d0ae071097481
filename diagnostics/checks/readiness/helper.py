"""There is somebody to ask."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.helper",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.helper",
    curve=POINTS,
    facet="mindset",
    basis=BASIS,
    treatments=("platform.education",),
    title=_("There is somebody to ask"),
    failing=_("There is nobody to ask"),
    why=_("Most people stop at a small thing that somebody else solves in five minutes."),
    next_step={"fail": _("Save the number of the small-business support centre and of one shop owner nearby."),
               "warn": _("Ask one person who sells online already whether you may call when you are stuck.")},
    applies=EVERYONE,
)
