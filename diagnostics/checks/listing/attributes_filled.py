"""Are the fields of the listing filled in?"""
from data.text import _
from diagnostics.checks.listing import worst_of
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.attributes_filled",
    since="2026.2",
    importance=Importance.LOW,
    metric="listing.attributes_filled",
    curve=share_of_yes(),
    basis=Basis.judgement("네이버 쇼핑 names brand, maker, category and attributes as what search goes by. Only fields that "
                          "half of the shop's listings on the channel fill are asked for: others may not be in the file at all."),
    treatments=("detail_page.findability",),
    title=_("The fields of the listings are filled in"),
    failing=_("Some listings leave fields empty that others fill"),
    why=_("Filters such as brand or origin show only listings that have filled them in."),
    next_step={"fail": _("Fill in for {first} what your other listings say: brand, maker, category, search words, origin."),
               "warn": _("Fill the empty fields of the listings here, beginning with {first}.")},
    evidence=worst_of("fields", rules.attributes_full, "filled", "carried"),
)
