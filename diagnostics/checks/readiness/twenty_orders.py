"""Twenty orders a day can be handled."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.twenty_orders",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.twenty_orders",
    curve=POINTS,
    facet="mindset",
    basis=BASIS,
    treatments=("platform.fulfilment",),
    title=_("Twenty orders a day can be handled"),
    failing=_("Twenty orders a day would be too many"),
    why=_("One good day can bring more orders than a month. Late parcels hurt the reviews."),
    next_step={"fail": _("Set a daily limit of stock that you can pack, and raise it later."),
               "warn": _("Prepare boxes and labels for 20 parcels in advance.")},
    applies=EVERYONE,
)
