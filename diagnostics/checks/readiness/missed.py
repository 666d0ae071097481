"""Orders and questions are seen in time."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.missed",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="readiness.missed",
    curve=POINTS,
    facet="information",
    basis=BASIS,
    treatments=("platform.cs",),
    title=_("Orders and questions are seen in time"),
    failing=_("Orders or questions are seen too late"),
    why=_("Whoever waits for an answer buys elsewhere, and marketplaces count late answers and parcels."),
    next_step={"fail": _("Turn on the notices of messages and orders, and look at them at two fixed hours a day."),
               "warn": _("Look at messages and orders at two fixed hours a day.")},
    applies=EVERYONE,
)
