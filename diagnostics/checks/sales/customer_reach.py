"""Do buyers come from all over the country?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.customer_reach",
    since="2026.1",
    importance=Importance.LOW,
    metric="sales.top_region",
    curve=falling(half=0.75, good=0.5),
    basis=Basis(
        _(
            "Quantiles of 914 merchants of the public Olist set (a Brazilian marketplace) who had"
            " sold by then within the year: the strongest region ordered half in the middle shop,"
            " and 75 % or more in a quarter of the shops"
        ),
        "2018-01",
        914,
    ),
    treatments=("platform.ads_first_month", "platform.promotion"),
    title=_("Buyers come from many regions"),
    failing=_("Buyers come from one region"),
    why=_("A parcel reaches the whole country for about the same price; a shop known in one region only leaves most buyers out."),
    next_step={
        "fail": _(
            "{value} of the orders come from {first}. Take the name of your region out of the search words and"
            " try a week of ads for the whole country."
        ),
        "warn": _(
            "{value} of the orders come from {first}. Ask a buyer from another region for a review and show it on the page."
        ),
    },
    evidence=lambda r: rows(r.regions, "lines", region="region", lines="lines", amount="amount"),
    min_n=20,
)
