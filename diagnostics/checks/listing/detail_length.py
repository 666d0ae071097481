"""Do detail pages say enough in text?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.detail_length",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.detail_length",
    curve=share_of_yes(),
    basis=Basis(_("Listing scorers ask for 1,000 Latin letters of description; about 500 in Korean say as "
                  "much, which is our reading"), "2025",
                provisional=True),
    treatments=("detail_page.rebuild",),
    title=_("Detail pages say enough"),
    failing=_("Detail pages say little in text"),
    why=_("Questions that the page does not answer end in no purchase, or in a return."),
    next_step={"fail": _("Write for {first} what you tell customers in the shop; 500 letters are enough."),
               "warn": _("Add size, use and delivery to the page of {first}.")},
    evidence=worst(rules.detail_long_enough, "detail_text_length"),
)
