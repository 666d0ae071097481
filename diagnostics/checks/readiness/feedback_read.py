"""Customers' voices are heard."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.feedback_read",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.feedback_read",
    curve=POINTS,
    facet="information",
    basis=BASIS,
    treatments=("platform.cs", "platform.reviews"),
    title=_("Customers' voices are heard"),
    failing=_("Customers' voices get lost"),
    why=_("Reviews and questions say in plain words what to mend first."),
    next_step={"fail": _("Note the question that customers ask most often, and its answer."),
               "warn": _("Turn on the notices of the app and answer on the same day.")},
    applies=EVERYONE,
)
