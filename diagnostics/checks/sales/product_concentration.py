"""Do sales hang on one product?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.product_concentration",
    since="2026.1",
    importance=Importance.LOW,
    metric="sales.top_product",
    curve=falling(half=0.8, good=0.5),
    basis=Basis(
        _(
            "Quantiles of 914 merchants of the public Olist set (a Brazilian marketplace) who had"
            " sold by then within the year: the best seller made half of the sales of the middle "
            "shop, and 95 % in a quarter of the shops"
        ),
        "2018-01",
        914,
    ),
    treatments=("platform.assortment", "platform.bundles"),
    title=_("Sales rest on several products"),
    failing=_("Sales hang on one product"),
    why=_("If the one product loses its place or its supply, the whole shop stands still."),
    next_step={
        "fail": _(
            "“{first}” makes {value} of the sales. Offer a second product to its buyers: a refill, a larger "
            "pack, or what goes with it."
        ),
        "warn": _("“{first}” makes {value} of the sales. Give the next product in the list a better photo and a bundle with it."),
    },
    evidence=lambda r: rows(r.goods, "amount", product_name="product", amount="amount", lines="lines"),
    min_n=10,
)
