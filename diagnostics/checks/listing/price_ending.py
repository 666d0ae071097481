"""Are prices easy to read?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.price_ending",
    since="2026.1",
    importance=Importance.LOW,
    metric="listing.price_ending",
    curve=share_of_yes(),
    basis=Basis.judgement("Prices on full hundreds are easier to read and to compare; the effect on sales has not "
                          "been measured here."),
    treatments=("detail_page.terms",),
    title=_("Prices are easy to read"),
    failing=_("Prices have odd endings"),
    why=_("A price such as 12,347 won looks like a mistake. Full hundreds look meant."),
    next_step={"fail": _("Set the price of {first} to full hundreds."),
               "warn": _("Set the prices listed here to full hundreds.")},
    evidence=worst(rules.price_is_round, "price"),
    trial=True,
)
