"""A device for the shop is there."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.device",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.device",
    curve=POINTS,
    facet="environment",
    basis=BASIS,
    treatments=("platform.education",),
    title=_("A device for the shop is there"),
    failing=_("There is no device that you can count on for the shop"),
    why=_("Orders, questions and photos all come through a phone. One that works is enough."),
    next_step={"fail": _("Borrow or set aside one phone for the shop and install the seller app on it."),
               "warn": _("Charge an old phone, empty its memory and use it for the shop only.")},
    applies=EVERYONE,
)
