"""What is left per product is known."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.margin_known",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.margin_known",
    curve=POINTS,
    facet="information",
    basis=BASIS,
    treatments=("platform.pricing",),
    title=_("What is left per product is known"),
    failing=_("What is left per product is not known"),
    why=_("Online there are fees, packaging and delivery. Without the sum, sales can grow and money shrink."),
    next_step={"fail": _("Work it out for one product: price minus materials, packaging, delivery, fees."),
               "warn": _("Work it out for the three products that sell most.")},
    applies=EVERYONE,
)
