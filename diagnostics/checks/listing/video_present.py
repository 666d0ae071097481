"""Is there a clip?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.video_present",
    since="2026.1",
    importance=Importance.LOW,
    metric="listing.video_present",
    curve=share_of_yes(),
    basis=Basis.judgement("Channels advise one clip per product; how much it sells has not been measured here."),
    treatments=("detail_page.photography", "platform.live_phone"),
    title=_("Listings show a clip"),
    failing=_("Listings show no clip"),
    why=_("Twenty seconds of film show size, texture and use better than ten pictures."),
    next_step={"fail": _("Film {first} for 20 seconds with your phone and put the clip into the listing."),
               "warn": _("Film a clip for {first}.")},
    evidence=worst(rules.has_video),
    trial=True,
)
