"""Do titles name the brand?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.title_identity",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.title_identity",
    curve=share_of_yes(),
    basis=Basis(_("네이버 쇼핑 search guide: a title is made of brand, product and what sets the option apart"), "2025-05"),
    treatments=("detail_page.title",),
    title=_("Titles name the brand"),
    failing=_("Titles leave the brand out"),
    why=_("Whoever liked it searches for the name. If it is not in the title, others are found first."),
    next_step={"fail": _("Put the brand at the beginning of the title of {first}."),
               "warn": _("Put the brand into the titles listed here, beginning with {first}.")},
    evidence=worst(rules.title_names_brand, "brand"),
)
