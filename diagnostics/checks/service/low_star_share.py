"""How many buyers are clearly unhappy?"""

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import named, rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def unhappy(r: Relations) -> ir.Table:
    """Reviews of the last 180 days with one or two stars."""
    t = named(r.reviews, r)
    t = t.filter((t.age <= 180) & (t.rating <= 2))
    return t.mutate(product=ibis.coalesce(t.product, t.order_id, t.review_id))


CHECK = Check(
    id="service.low_star_share",
    since="2026.1",
    importance=Importance.HIGH,
    metric="service.low_star_share",
    curve=falling(half=0.25, good=0.12),
    basis=Basis(
        _(
            "49,642 reviews of the public Olist set (a Brazilian marketplace): 14.3 % had one or "
            "two stars; by shop the middle was 9 %, the upper quarter 25 %"
        ),
        "2018-08",
        49642,
    ),
    treatments=("platform.cs", "packaging.protection"),
    title=_("Few buyers are unhappy"),
    failing=_("Many reviews have one or two stars"),
    why=_("Low stars are read first. They also tell best which shop will get bad reviews next."),
    next_step={
        "fail": _(
            "{value} of {n} reviews have one or two stars. Answer each of them in two sentences, beginning "
            "with “{first}”, and put one cause right this week."
        ),
        "warn": _("{value} of {n} reviews have one or two stars. Look for the same word in them, beginning with “{first}”."),
    },
    evidence=lambda r: rows(
        unhappy(r), "-rating", "-age", product_name="product", rating="rating", age="age", channel="channel", order_id="order_id"
    ),
    min_n=3,
)
