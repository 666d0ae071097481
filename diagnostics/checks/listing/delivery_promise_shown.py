"""Does the page say when the parcel comes?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.delivery_promise_shown",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.delivery_promise_shown",
    curve=share_of_yes(),
    basis=Basis(_("전자상거래법 제13조 and 상품정보제공고시: how and when it is delivered must be stated"), "2023-01-01"),
    treatments=("detail_page.terms",),
    title=_("Delivery is explained"),
    failing=_("Nothing is said about delivery"),
    why=_("“When does it come?” is what buyers ask most. Whoever says it gets fewer calls and fewer cancellations."),
    next_step={"fail": _("Write on the page of {first}: order until when, sent when, arrives when."),
               "warn": _("Write the delivery times on the pages listed here, beginning with {first}.")},
    evidence=worst(rules.says_delivery),
)
