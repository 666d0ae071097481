"""Does the page say how to send it back?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.return_terms_shown",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.return_terms_shown",
    curve=share_of_yes(),
    basis=Basis(_("전자상거래법 제13조·제17조 and 상품정보제공고시: terms of return and their cost must be stated"),
                "2023-01-01"),
    treatments=("detail_page.terms",),
    title=_("Returns are explained"),
    failing=_("Nothing is said about returns"),
    why=_("Buyers dare to buy when they know the way back. The law wants it stated too."),
    next_step={"fail": _("Write on the page of {first}: within 7 days of receipt, the return fee, and the address."),
               "warn": _("Write the terms of return on the pages listed here, beginning with {first}.")},
    evidence=worst(rules.says_returns, "return_fee"),
)
