"""Products are talked about regularly."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.told",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="readiness.told",
    curve=POINTS,
    facet="making",
    basis=BASIS,
    treatments=("branding.story", "platform.live_phone"),
    title=_("People hear about the products regularly"),
    failing=_("People hear little about the products"),
    why=_("A shop that nobody hears of is found by nobody. One photo with one sentence is enough."),
    next_step={"fail": _("Send one photo and one sentence to your regulars this week."),
               "warn": _("Pick one day of the week for one photo and one sentence.")},
    applies=EVERYONE,
)
