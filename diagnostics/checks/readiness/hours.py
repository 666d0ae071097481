"""There is time for selling online."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.hours",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.hours",
    curve=POINTS,
    facet="environment",
    basis=BASIS,
    treatments=("platform.proxy_seller",),
    title=_("There is time for selling online"),
    failing=_("There is little time for selling online"),
    why=_("A new shop needs a few hours every week. If there are none, somebody else has to do it."),
    next_step={"fail": _("Set aside two hours on one fixed day, or let a seller work for you (전담셀러)."),
               "warn": _("Fix the days: one for photos and texts, one for packing.")},
    applies=EVERYONE,
)
