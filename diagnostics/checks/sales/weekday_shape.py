"""Do orders come in on all days of the week?

On trial: one strong day is a habit of the shop (a live show, a market day) and no fault, and on the public Olist set it tells
nothing about who stops selling. It shows on which day the next offer should start.
"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.weekday_shape",
    since="2026.2",
    importance=Importance.LOW,
    metric="sales.top_weekday",
    curve=falling(half=0.4, good=0.26),
    basis=Basis(
        _(
            "Quantiles of 72 merchants of the public Olist set (a Brazilian marketplace) with 50 orders: the strongest day of "
            "the week brought a fifth in the middle shop, and 26 % or more in a tenth of the shops"
        ),
        "2018-01",
        72,
    ),
    treatments=("platform.live_phone", "platform.promotion"),
    title=_("Orders come in on all days of the week"),
    failing=_("Orders come in on one day of the week"),
    why=_("What comes in on one day must be packed at once, and on the other days nobody sees the shop."),
    next_step={
        "fail": _(
            "{value} of the orders come in on one day of the week. Move one coupon or message to your weakest day this week, and "
            "see after a month whether the days draw nearer."
        ),
        "warn": _("{value} of the orders come in on one day of the week. Start the next offer on the weakest day."),
    },
    evidence=lambda r: rows(
        r.weekdays, "orders", weekday=r.weekdays.weekday.cast("string"), orders="orders", amount="amount"
    ),
    min_n=50,
    trial=True,
)
