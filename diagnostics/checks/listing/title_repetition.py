"""Do titles say each word once?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.title_repetition",
    since="2026.1",
    importance=Importance.LOW,
    metric="listing.title_repetition",
    curve=share_of_yes(),
    basis=Basis(_("네이버 쇼핑 search guide: the same word must not be repeated in a title"), "2025-05"),
    treatments=("detail_page.title",),
    title=_("Titles say each word once"),
    failing=_("Titles repeat words"),
    why=_("Repeated words push a listing down in Naver search and take the room of words that would be found."),
    next_step={"fail": _("Take the repeated word out of the title of {first} and put in one that buyers search for."),
               "warn": _("Take repeated words out of the titles listed here, beginning with {first}.")},
    evidence=worst(rules.title_says_once),
)
