"""The good points are written down."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.selling_points",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.selling_points",
    curve=POINTS,
    facet="making",
    basis=BASIS,
    treatments=("branding.story", "branding.place_brand", "branding.joint_brand", "detail_page.rebuild"),
    title=_("The good points are written down"),
    failing=_("The good points are not written down"),
    why=_("These sentences become the title, the detail page and the first words of a live show."),
    next_step={"fail": _("Say into your phone what you tell customers, and write three sentences from it."),
               "warn": _("Put what you always say into three short sentences.")},
    applies=EVERYONE,
)
