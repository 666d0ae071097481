"""There are enough bright photos."""
from data.text import _
from diagnostics.checks.readiness import POINTS
from diagnostics.model import EVERYONE, Check, Importance
from diagnostics.questions import BASIS

CHECK = Check(
    id="readiness.photos",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="readiness.photos",
    curve=POINTS,
    facet="making",
    basis=BASIS,
    treatments=("detail_page.photography",),
    title=_("There are enough bright photos"),
    failing=_("There are too few bright photos"),
    why=_("Online the photo is the product. Naver asks for three or more per product."),
    next_step={"fail": _("Take five photos of one product by a window with your phone."),
               "warn": _("Add what is missing: size in a hand, close-up, packaging.")},
    applies=EVERYONE,
)
