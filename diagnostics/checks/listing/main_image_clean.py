"""Is the main picture clean?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.main_image_clean",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="listing.main_image_clean",
    curve=share_of_yes(),
    basis=Basis(_("쿠팡 policy on main pictures: white background, product over 85 % or more, no words, no frame; "
                  "네이버 쇼핑 guide: no words and no logo. How we measure it in the picture's points is ours."),
                "2025-05", provisional=True),
    treatments=("detail_page.photography",),
    title=_("Main pictures show the product and nothing else"),
    failing=_("Main pictures carry words, a frame or a busy background"),
    why=_("In a list of search results the picture is as large as a thumb. Words on it cannot be read, and channels refuse "
          "such pictures."),
    next_step={"fail": _("Take {first} anew on white paper: the product alone, filling the picture, no words."),
               "warn": _("Take the main pictures listed here anew, beginning with {first}.")},
    evidence=worst(rules.image_is_clean, "main_image_white", "main_image_product", "main_image_marked"),
)
