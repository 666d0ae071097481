"""Prices of similar products are known."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.price_compared",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.price_compared",
    curve=POINTS,
    facet="information",
    basis=BASIS,
    treatments=("platform.pricing",),
    title=_("Prices of similar products are known"),
    failing=_("Prices of similar products are not known"),
    why=_("Customers compare within seconds. Knowing the usual price helps to say why yours is right."),
    next_step={"fail": _("Search your product in one shopping app and write down five prices."),
               "warn": _("Look again at the same five shops, and at what they give for the price.")},
    applies=EVERYONE,
)
