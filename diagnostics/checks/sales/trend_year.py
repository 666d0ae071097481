"""Are there as many orders as a year ago?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import fallen, rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.trend_year",
    since="2026.1",
    importance=Importance.LOW,
    metric="sales.trend_year",
    curve=rising(half=0.4, good=0.48),
    basis=Basis.judgement(
        "At .40 two orders come where three came a year ago. Online retail as a whole grew by 4.9 % in 2025 (통계청)."
    ),
    treatments=("platform.promotion", "platform.assortment"),
    title=_("As many orders as a year ago"),
    failing=_("Fewer orders than a year ago"),
    why=_("The same season a year ago is the fairest yardstick: holidays and weather fall out of the comparison."),
    next_step={
        "fail": _(
            "Of the orders of these 90 days and of the same days last year, {value} fall on this year (half "
            "would be even). Find out why “{first}” sells less, and renew or replace it."
        ),
        "warn": _(
            "Of the orders of these 90 days and of the same days last year, {value} fall on this year. Look at"
            " “{first}” before the season ends."
        ),
    },
    evidence=lambda r: rows(
        fallen(r, before=(366, 455), now=(1, 90), times=1),
        "lost",
        product_name="product",
        lines_before="lines_before",
        lines_now="lines_now",
        lost="lost",
    ),
    min_n=10,
)
