"""Does the quarter sell as much as the same season before?"""

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
    title=_("The quarter holds against the season before"),
    failing=_("The quarter is weaker than the season before"),
    why=_(
        "The same 90 days a year ago are the fairest yardstick, since holidays and weather fall out; a younger shop is "
        "compared with the 90 days before."
    ),
    next_step={
        "fail": _(
            "Of the orders of these 90 days and of those compared with, {value} fall on now (half would be "
            "even). Find out why “{first}” sells less, and renew or replace it."
        ),
        "warn": _(
            "Of the orders of these 90 days and of those compared with, {value} fall on now. Look at “{first}”"
            " before the season ends."
        ),
    },
    evidence=lambda r: rows(
        quarter(r), "lost", product_name="product", lines_before="lines_before", lines_now="lines_now", lost="lost"
    ),
    min_n=10,
)
