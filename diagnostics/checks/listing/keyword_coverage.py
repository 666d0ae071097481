"""Are the search words filled in?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.keyword_coverage",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.keyword_coverage",
    curve=share_of_yes(),
    basis=Basis.judgement("Naver takes up to ten tags; five that fit are a good half."),
    treatments=("detail_page.findability",),
    title=_("Search words are filled in"),
    failing=_("Search words are missing"),
    why=_("Buyers search in words of their own. Tags catch those that do not fit into the title."),
    next_step={"fail": _("Write five words for {first} that a buyer would type, and enter them as tags."),
               "warn": _("Fill up the tags of the listings here, beginning with {first}.")},
    evidence=worst(rules.enough_keywords, "keywords"),
)
