"""Are there products on sale that nobody buys?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.dead_listings",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="sales.dead_listings",
    curve=falling(half=0.78, good=0.4),
    basis=Basis(
        _(
            "국정감사 2021-10: of 20,871 products listed on 가치삽시다, 16,222 (78 %) had never sold. The "
            "good point is our own judgement"
        ),
        "2021-10",
        20871,
    ),
    treatments=("platform.assortment", "detail_page.title", "platform.promotion"),
    title=_("Most products on sale find buyers"),
    failing=_("Many products on sale find no buyer"),
    why=_("Products that never sell cost care and hide those that do."),
    next_step={
        "fail": _(
            "{value} of the {n} products on sale found no buyer in 90 days, “{first}” among them. Take down "
            "what you would not miss and rewrite name and photo of three others."
        ),
        "warn": _(
            "{value} of the {n} products on sale found no buyer in 90 days. Begin with “{first}”: new name, new first photo."
        ),
    },
    evidence=lambda r: rows(
        r.offers.filter(r.offers.listed & (r.offers.lines_90 == 0)),
        "days_unsold",
        product_name="product",
        channel="channel",
        days_unsold=r.offers.last_age.fill_null(365),
        reviews="reviews",
    ),
    min_n=5,
)
