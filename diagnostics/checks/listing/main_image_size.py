"""Is the main picture large enough?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.main_image_size",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="listing.main_image_size",
    curve=share_of_yes(),
    basis=Basis(_("Cafe24 마켓 통합관리 help and the guides of the channels: 네이버 and 쿠팡 500, 11번가, G마켓, 옥션 and 토스 "
                  "600, 카카오 750 pixels"),
                "2025-05"),
    treatments=("detail_page.photography",),
    title=_("Main pictures are large enough"),
    failing=_("Main pictures are too small"),
    why=_("A small picture is blurred when buyers enlarge it, and some channels do not show it at all."),
    next_step={"fail": _("Upload the main picture of {first} again, 1,000 pixels on each side."),
               "warn": _("Upload larger main pictures for the listings here, beginning with {first}.")},
    evidence=worst(rules.image_large_enough, "main_image_px"),
)
