"""Is the silence longer than this shop is used to?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import ever, rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.own_rhythm",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="sales.silence",
    curve=falling(half=4.5, good=1.6, log=True),
    basis=Basis(
        _(
            "Quantiles of 752 merchants of the public Olist set (a Brazilian marketplace) who had"
            " sold by then on two days or more: half of them had been silent for 1.6 of their "
            "usual gaps, three quarters for less than 4.5"
        ),
        "2018-01",
        752,
    ),
    treatments=("platform.restart", "platform.promotion"),
    title=_("Orders come in the usual rhythm"),
    failing=_("Orders have been away longer than usual"),
    why=_(
        "A shop that sells once a month may be silent for three weeks; one that sells daily may not. So each shop is "
        "measured by its own pace."
    ),
    next_step={
        "fail": _(
            "The silence is {value} times the usual gap between orders. “{first}” used to sell: look for what "
            "changed (price, stock, search place, season) and undo it."
        ),
        "warn": _(
            "The silence is {value} times the usual gap. Look at “{first}” first; if nothing is wrong, wait a "
            "week and look again."
        ),
    },
    evidence=lambda r: rows(
        ever(r), "amount", product_name="product", channel="channel", amount="amount", lines="lines", last_age="last_age"
    ),
    min_n=3,
)
