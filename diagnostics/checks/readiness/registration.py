"""Registrations are done."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.registration",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.registration",
    curve=POINTS,
    facet="environment",
    basis=BASIS,
    treatments=("platform.legal_basics",),
    title=_("Registrations are done"),
    failing=_("Registrations are not finished"),
    why=_("Without them no marketplace opens a shop. Both can be done online."),
    next_step={"fail": _("Register the business at 홈택스, then report 통신판매업 (mail-order) at 정부24."),
               "warn": _("Report 통신판매업 (mail-order) at 정부24, or check whether you are exempt.")},
    applies=EVERYONE,
)
