"""Does the same product cost the same everywhere?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="price.price_dispersion_across_channels",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="price.dispersion_across_channels",
    curve=falling(half=0.3, good=0.1),
    basis=Basis.judgement(
        "Up to 5 % apart is rounding and coupons. Marketplaces search for cheaper offers elsewhere and take the best place away."
    ),
    treatments=("platform.pricing", "platform.linked_commerce"),
    title=_("The same product costs the same everywhere"),
    failing=_("The same product has different prices"),
    why=_("Buyers compare within seconds; who paid more feels cheated."),
    next_step={
        "fail": _(
            "{value} of {n} products on several channels differ by more than 5 %. Set one price for “{first}” "
            "and let fees decide where you advertise."
        ),
        "warn": _(
            "{value} of {n} products on several channels differ by more than 5 %. Write the prices of “{first}” side by side "
            "tomorrow and bring the highest and the lowest together."
        ),
    },
    evidence=lambda r: rows(
        r.skus.filter(r.skus.spread > 0.05),
        "spread",
        product_name="product",
        spread="spread",
        lowest="lowest",
        highest="highest",
        sku="sku",
    ),
)
