"""Do orders hold their level?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import fallen, rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.trend_30",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="sales.trend_30",
    curve=rising(half=0.2, good=0.3),
    basis=Basis.judgement("An even flow brings a third of 90 days' orders in the last 30; with a fifth the flow has halved."),
    treatments=("platform.restart", "platform.promotion", "platform.ads_first_month"),
    title=_("Orders hold their level"),
    failing=_("Orders are falling"),
    why=_("A falling flow is easier to turn in the first month than in the third."),
    next_step={
        "fail": _(
            "Only {value} of the last 90 days' orders came in the last 30 (an even flow gives a third). "
            "“{first}” lost most: check its price, stock and search place this week."
        ),
        "warn": _(
            "{value} of the last 90 days' orders came in the last 30, a little less than a third. Was there a feast or a "
            "season behind it? If not, look at “{first}”: search place, price, stock."
        ),
    },
    evidence=lambda r: rows(
        fallen(r, before=(31, 90), now=(1, 30), times=2),
        "lost",
        product_name="product",
        lines_before="lines_before",
        lines_now="lines_now",
        lost="lost",
    ),
    min_n=5,
    missing=_("Bring the order list of the last three months; from five orders on it can be compared."),
)
