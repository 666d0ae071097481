"""Do titles say enough without being cut off?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.title_length",
    since="2026.1",
    importance=Importance.HIGH,
    metric="listing.title_length",
    curve=share_of_yes(),
    basis=Basis(_("네이버 쇼핑 search guide: 50 characters or fewer; 쿠팡 refuses more than 100. The lower bound of "
                  "15 is ours."), "2025-05",
                provisional=True),
    treatments=("detail_page.title",),
    title=_("Titles have the right length"),
    failing=_("Titles are too short or too long"),
    why=_("Buyers see the first words on a phone. A title that is too long is cut off, and one that is too "
          "short is not found."),
    next_step={"fail": _("Rewrite the title of {first}: brand, product, what is special, size. 15 to 50 characters."),
               "warn": _("Shorten or fill up the titles listed here, beginning with {first}.")},
    evidence=worst(rules.title_fits, "title_length"),
)
