"""In how many weeks do orders come in?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows, weeks
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.active_weeks",
    since="2026.1",
    importance=Importance.HIGH,
    metric="sales.active_weeks",
    curve=rising(half=0.5, good=0.8),
    basis=Basis(
        _(
            "Quantiles of 929 merchants of the public Olist set (a Brazilian marketplace) who had"
            " sold by then: a quarter had an order in half of the 13 weeks or more, a tenth in 77"
            " %"
        ),
        "2018-01",
        929,
    ),
    treatments=("platform.restart", "platform.live_phone", "platform.promotion"),
    title=_("Orders come in almost every week"),
    failing=_("Many weeks pass without an order"),
    why=_("Search rank, reviews and the routine of packing all live on steady orders. Weeks with nothing break them."),
    next_step={
        "fail": _(
            "Orders came in only {value} of the weeks (good: {target}). Choose one weekday and do one small "
            "thing on it every week: a coupon, a new photo, or a live show by phone."
        ),
        "warn": _("Orders came in {value} of the weeks; {target} is good. Plan one offer for the weeks that are usually empty."),
    },
    evidence=lambda r: rows(weeks(r), "-orders", week="week", orders="orders", amount="amount"),
    min_n=2,
)
