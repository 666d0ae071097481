"""Are titles free of promotion?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.title_promotion",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.title_promotion",
    curve=share_of_yes(),
    basis=Basis(_("네이버 쇼핑 search guide: no promotion words and no symbols in titles other than brackets, comma, full stop "
                  "and slash"), "2025-05"),
    treatments=("detail_page.title",),
    title=_("Titles are free of promotion"),
    failing=_("Titles carry promotion words or symbols"),
    why=_("Words such as 특가 or 무료배송 do not help to be found, and Naver lowers titles that carry them."),
    next_step={"fail": _("Take promotion words and symbols out of the title of {first}; put them into the discount and "
                         "delivery fields."),
               "warn": _("Clean the titles listed here, beginning with {first}.")},
    evidence=worst(rules.title_is_plain),
)
