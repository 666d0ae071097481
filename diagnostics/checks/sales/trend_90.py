"""Do 90 days sell as much as the 90 before?

Not against the season: that is `sales.trend_season`, which needs a year. So it weighs little.
"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import quarter, rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.trend_90",
    since="2026.1",
    importance=Importance.LOW,
    metric="sales.trend_90",
    curve=rising(half=0.4, good=0.48),
    basis=Basis.judgement(
        "At .40 two orders come where three came before. Online retail as a whole grew by 4.9 % in 2025 (통계청)."
    ),
    treatments=("platform.assortment", "platform.promotion"),
    title=_("The last 90 days hold against the 90 before"),
    failing=_("The last 90 days are weaker than the 90 before"),
    why=_(
        "A slow decline hides in single weeks and shows over a quarter. The days around 설 and 추석 are left out; where your "
        "goods have a season, the comparison with last year counts for more."
    ),
    next_step={
        "fail": _(
            "Of the orders of the last 180 days, {value} fall on the newer half (half would be even). “{first}” lost most: check "
            "today whether its search place, price or stock has changed, and renew its first photo."
        ),
        "warn": _(
            "Of the orders of the last 180 days, {value} fall on the newer half. Look at “{first}” this week: search place, "
            "price, stock."
        ),
    },
    evidence=lambda r: rows(
        quarter(r), "lost", product_name="product", lines_before="lines_before", lines_now="lines_now", lost="lost"
    ),
    min_n=10,
    missing=_("Bring the order lists of the last six months; from ten orders on it can be compared."),
)
