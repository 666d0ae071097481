"""Do the foods state their origin? What exactly is wrong stands among the gates of the law."""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import share_of_yes
from diagnostics.metrics.law import origin_stated
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.origin_stated",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="law.origin_stated",
    curve=share_of_yes(),
    basis=Basis(_("농수산물의 원산지 표시 등에 관한 법률, 시행규칙 별표3: food sold at a distance states its origin in "
                  "Korean"), "2026-03"),
    treatments=("detail_page.notice",),
    title=_("Foods state their origin"),
    failing=_("Some foods do not state their origin"),
    why=_("Buyers of food look for the origin first, and stating none is fined."),
    next_step={"fail": _("Write the origin of {first} in Korean beside the name: country, or region for goods from Korea."),
               "warn": _("Add the origin of {first} and check the others.")},
    evidence=worst(origin_stated, "origin"),
    # The law is a gate beside the score and must not count in it as well.
    trial=True,
)
