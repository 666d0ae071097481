"""Orders and stock are written down."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.records",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="readiness.records",
    curve=POINTS,
    facet="environment",
    basis=BASIS,
    treatments=("platform.stock",),
    title=_("Orders and stock are written down"),
    failing=_("Orders and stock are kept in mind only"),
    why=_("What stands nowhere is forgotten on a busy day, and nothing can be compared with last month."),
    next_step={"fail": _("Write today's orders and what is left in one notebook, every evening."),
               "warn": _("Move the notebook into one sheet on your phone, so that it adds up by itself.")},
    applies=EVERYONE,
)
