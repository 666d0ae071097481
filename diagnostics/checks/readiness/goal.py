"""There is a goal with a number and a date."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.goal",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="readiness.goal",
    curve=POINTS,
    facet="mindset",
    basis=BASIS,
    treatments=("platform.education", "platform.onboarding"),
    title=_("There is a goal with a number and a date"),
    failing=_("There is no goal yet"),
    why=_("With a number and a date you can see after a month whether it goes the right way."),
    next_step={"fail": _("Write down one line: how many parcels by the end of next month."),
               "warn": _("Add what is missing to your goal, the number or the date, and write it down.")},
    applies=EVERYONE,
)
