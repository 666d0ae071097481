"""Are products filed deep enough?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.category_depth",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.category_depth",
    curve=share_of_yes(),
    basis=Basis.judgement("Channels file products in three or four levels; search and fees go by the last one."),
    treatments=("detail_page.findability",),
    title=_("Products are filed in the right drawer"),
    failing=_("Products are filed too roughly"),
    why=_("Search filters and even fees go by the last level of the category."),
    next_step={"fail": _("Choose the last level of the category for {first}."),
               "warn": _("Choose the last level for the listings here, beginning with {first}.")},
    evidence=worst(rules.category_deep, "category"),
)
