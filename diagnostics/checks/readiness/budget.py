"""There is money for the first months."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.budget",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.budget",
    curve=POINTS,
    facet="mindset",
    basis=BASIS,
    treatments=("platform.education", "platform.live_phone"),
    title=_("There is money for the first months"),
    failing=_("There is little money for the first months"),
    why=_("It can begin without money. Knowing the limit keeps the plan within it."),
    next_step={"fail": _("Begin with the steps that cost nothing and look at public support."),
               "warn": _("Spend on one thing first: photos or boxes.")},
    applies=EVERYONE,
)
