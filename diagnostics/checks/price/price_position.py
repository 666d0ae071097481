"""Do the prices lie near those of like products?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.metrics.price import far
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def apart(r: Relations):  # type: ignore[no-untyped-def]
    """Products whose price is far from the middle of their category, the dearest first, then the cheapest."""
    t = r.priced.filter(far(r.priced))
    return t.mutate(apart=(t.times > 1).ifelse(t.times, 1 / t.times))


CHECK = Check(
    id="price.price_position",
    since="2026.2",
    importance=Importance.LOW,
    metric="price.position",
    curve=falling(half=0.6, good=0.3),
    basis=Basis.judgement(
        "Pack sizes and quality explain that some products cost twice as much or half as much as others of their category; where "
        "most do, either the price or what the page says about it is off."
    ),
    treatments=("platform.pricing", "detail_page.rebuild"),
    title=_("Prices lie near those of like products"),
    failing=_("Prices lie far from those of like products"),
    why=_(
        "Buyers see like products side by side. Who costs twice as much must say why; who costs half as much gives money away."
    ),
    next_step={
        "fail": _(
            "{value} of {n} products cost more than twice or less than half of what their category costs in this programme. Look "
            "up three like products of “{first}” tomorrow with weight and shipping: correct the price, or say on top of the page "
            "what makes the difference."
        ),
        "warn": _(
            "{value} of {n} products cost more than twice or less than half of what their category costs in this programme. Say "
            "on top of the page of “{first}” what makes the difference: weight, maker, origin."
        ),
    },
    evidence=lambda r: rows(
        apart(r), "apart", product_name="product", apart="apart", channel="channel", price="price", middle="middle",
        times="times", shops="shops", category="category",
    ),
    min_n=3,
    missing=_(
        "Fill in the category in your product list. The comparison also needs five shops of this programme that sell in it."
    ),
)
