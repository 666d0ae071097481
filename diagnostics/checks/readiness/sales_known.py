"""Monthly sales are known."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.sales_known",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.sales_known",
    curve=POINTS,
    facet="information",
    basis=BASIS,
    treatments=("platform.education",),
    title=_("Monthly sales are known"),
    failing=_("Monthly sales are not at hand"),
    why=_("Whoever knows last month can tell whether this month is better."),
    next_step={"fail": _("Write down each evening what was sold; ten days are enough to begin."),
               "warn": _("Look at the card and market apps on the first of each month and write one line.")},
    applies=EVERYONE,
)
