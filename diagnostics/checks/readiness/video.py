"""You have shown products on video."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.video",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.video",
    curve=POINTS,
    facet="making",
    basis=BASIS,
    treatments=("platform.live_phone",),
    title=_("You have shown products on video"),
    failing=_("You have not shown products on video yet"),
    why=_("A phone is enough for a live show, and it costs nothing to try."),
    next_step={"fail": _("Film one product for 20 seconds, from one end to the other."),
               "warn": _("Go live once with one product and a friend watching.")},
    applies=EVERYONE,
)
