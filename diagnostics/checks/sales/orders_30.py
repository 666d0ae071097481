"""Are there enough orders to live on and to learn from?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import ever, rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.orders_30",
    since="2026.1",
    importance=Importance.HIGH,
    metric="sales.orders_30",
    curve=rising(half=5, good=30, log=True),
    basis=Basis.judgement(
        "One parcel a day keeps the routine of packing and the place in the search; one order a week does not pay for the work."
    ),
    treatments=("platform.live_phone", "platform.proxy_seller", "platform.promotion", "platform.ads_first_month"),
    title=_("Orders come in every day or so"),
    failing=_("Few orders in the last 30 days"),
    why=_("Without a steady trickle of orders neither reviews nor search rank can grow."),
    next_step={
        "fail": _(
            "{value} orders in 30 days; {target} is a good aim. Pick “{first}”, which sold best, and put one "
            "offer on it this week."
        ),
        "warn": _("{value} orders in 30 days; {target} is a good aim. Repeat what brought the last orders of “{first}”."),
    },
    evidence=lambda r: rows(
        ever(r), "amount", product_name="product", channel="channel", amount="amount", lines="lines", last_age="last_age"
    ),
)
