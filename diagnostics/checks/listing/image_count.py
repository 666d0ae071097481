"""Do listings carry three or more pictures?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.image_count",
    since="2026.1",
    importance=Importance.HIGH,
    metric="listing.image_count",
    curve=share_of_yes(),
    basis=Basis(_("네이버 쇼핑 guide for pictures: one main picture and two or more further ones"), "2025-05"),
    treatments=("detail_page.photography",),
    title=_("Listings carry enough pictures"),
    failing=_("Listings carry too few pictures"),
    why=_("Buyers cannot touch the product. Pictures from several sides take the place of that."),
    next_step={"fail": _("Take five photos of {first} by a window: front, side, back, in a hand, packed."),
               "warn": _("Add a picture of size and one of use to {first}.")},
    evidence=worst(rules.enough_images, "image_count"),
)
