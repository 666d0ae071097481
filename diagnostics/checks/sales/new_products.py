"""Does something new sell?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.new_products",
    since="2026.1",
    importance=Importance.LOW,
    metric="sales.new_products",
    curve=rising(half=0.03, good=0.15),
    basis=Basis.judgement(
        "A shop that renews about a seventh of its sales in half a year keeps pace with seasons and tastes; staples need less."
    ),
    treatments=("platform.assortment",),
    title=_("New products sell too"),
    failing=_("Nothing new sells"),
    why=_("New products bring earlier buyers back and show which way taste is moving."),
    next_step={
        "fail": _(
            "Products of the last half year make {value} of the sales. Try one variation of “{first}” (size, "
            "taste, colour) in a small number."
        ),
        "warn": _("Products of the last half year make {value} of the sales. Keep one small trial running beside “{first}”."),
    },
    evidence=lambda r: rows(
        r.goods.filter(r.goods.first_age > 180),
        "amount",
        product_name="product",
        amount="amount",
        lines="lines",
        last_age="last_age",
    ),
    min_n=10,
)
