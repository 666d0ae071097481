"""Does the season sell as much as it did a year ago?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import last_season, rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.trend_season",
    since="2026.2",
    importance=Importance.MEDIUM,
    metric="sales.trend_season",
    curve=rising(half=0.4, good=0.48),
    basis=Basis.judgement("At .40 two orders come where three came a year ago; at .48 the shop about holds its own."),
    treatments=("platform.assortment", "platform.promotion"),
    title=_("This season sells as much as the last one"),
    failing=_("This season sells less than the last one"),
    why=_(
        "The same days a year ago are the fairest yardstick. 설 and 추석 move from year to year, so the days around them are "
        "compared with the days around the same feast."
    ),
    next_step={
        "fail": _(
            "Of the orders of these 90 days and of the same season a year ago, {value} fall on now (half would be even). "
            "“{first}” lost most: look up what its page, price and offer were a year ago, and bring back what is missing."
        ),
        "warn": _(
            "Of the orders of these 90 days and of the same season a year ago, {value} fall on now. Put “{first}” into the next "
            "offer before the season ends."
        ),
    },
    evidence=lambda r: rows(
        last_season(r), "lost", product_name="product", lines_before="lines_before", lines_now="lines_now", lost="lost"
    ),
    min_n=10,
    missing=_("Bring the order lists of the last 15 months: this needs the same season a year ago."),
)
