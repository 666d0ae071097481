"""Does the detail page fit a phone?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.detail_mobile",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="listing.detail_mobile",
    curve=share_of_yes(),
    basis=Basis(_("Lighthouse audit of legible font sizes: 12 pixels and more. That nothing should be fixed wider than 430 "
                  "pixels, the widest phones in use, is our reading."), "2024-06", provisional=True),
    treatments=("detail_page.rebuild",),
    title=_("Detail pages fit a phone"),
    failing=_("Detail pages do not fit a phone"),
    why=_("Three of four purchases are made on a phone. Whoever has to scroll sideways or to enlarge leaves."),
    next_step={"fail": _("Take the fixed widths out of the page of {first} and set letters to 14 pixels or more."),
               "warn": _("Take fixed widths and tiny letters out of the pages listed here, beginning with {first}.")},
    evidence=worst(rules.detail_fits_phone, "detail_width_px", "detail_font_px"),
)
