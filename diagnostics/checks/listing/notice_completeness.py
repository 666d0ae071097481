"""Is the 상품정보제공고시 (product notice) filled in? What exactly is missing stands among the gates of the law."""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.notice_completeness",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.notice_completeness",
    curve=share_of_yes(),
    basis=Basis(_("상품정보제공고시: the number of items that each listing of a product group must state"), "2023-01-01"),
    treatments=("detail_page.notice",),
    title=_("Product notices are filled in"),
    failing=_("Product notices have gaps"),
    why=_("The 고시 (product notice) is what buyers and inspectors look at when something goes wrong. Most of it stands "
          "on the label."),
    next_step={"fail": _("Take the label of {first} and fill in its 고시 (product notice) item by item."),
               "warn": _("Fill the gaps in the 고시 (product notice) of {first}.")},
    evidence=worst(rules.notice_full, "notice_group"),
    # The law is a gate beside the score and must not count in it as well.
    trial=True,
)
