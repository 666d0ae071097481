"""How long ago was the last order?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import ever, rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.days_since_last_order",
    since="2026.1",
    importance=Importance.CRITICAL,
    metric="sales.days_since_last_order",
    curve=falling(half=31, good=12, log=True),
    basis=Basis(
        _(
            "Quantiles of 929 merchants of the public Olist set (a Brazilian marketplace) who had"
            " sold by then: a quarter had their last order within 12 days, half of them within 31"
        ),
        "2018-01",
        929,
    ),
    treatments=("platform.restart", "platform.promotion"),
    title=_("The last order is recent"),
    failing=_("It has been long since the last order"),
    why=_(
        "The days since the last order tell better than anything else who will stop selling. The sooner the restart, the "
        "easier it is."
    ),
    next_step={
        "fail": _(
            "The last order was {value} ago. Open “{first}” today as a buyer would: is it on sale, in stock, "
            "and is the price right? Then put one offer on it for a week."
        ),
        "warn": _(
            "The last order was {value} ago. Tell earlier buyers about “{first}”, and check that it is on sale and in stock."
        ),
    },
    evidence=lambda r: rows(
        ever(r), "amount", product_name="product", channel="channel", amount="amount", lines="lines", last_age="last_age"
    ),
)
