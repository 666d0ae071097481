"""What stays of each sale?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import per_product, rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def left(r: Relations) -> ir.Table:
    """Products by the share of their sales that stays, returns counted against them."""
    t = r.earnings
    t = t.filter(t.known)
    t = per_product(t, t.product, margin=t.contribution.sum(), amount=t.amount.sum(where=t.live), lines=t.count())
    return t.mutate(margin_share=share(t.margin, t.amount))


CHECK = Check(
    id="price.contribution_margin",
    since="2026.1",
    importance=Importance.CRITICAL,
    metric="price.contribution_margin",
    curve=rising(half=0.126, good=0.25),
    basis=Basis(
        _(
            "소상공인실태조사 2023 (통계청): mean sales of 199 million won, mean profit of 25 million won, "
            "12.6 %. What stays per sale must carry that and the rent; the good point is our own "
            "judgement"
        ),
        "2023",
    ),
    treatments=("platform.pricing", "platform.channel_mix", "platform.bundles"),
    title=_("Enough stays of each sale"),
    failing=_("Too little stays of each sale"),
    why=_("More sales at a margin that is too thin mean more work and no more money."),
    next_step={
        "fail": _(
            "Of 100 won only {value} stays after goods, fees, carrier, box and returns ({n} lines); {target} "
            "is good. Raise the price of “{first}” or sell it in twos this week."
        ),
        "warn": _(
            "{value} of the sales stays after goods, fees, carrier, box and returns ({n} lines); {target} is good. “{first}” "
            "leaves least: change one thing there tomorrow, the price, the box or the free shipping."
        ),
    },
    evidence=lambda r: rows(
        left(r),
        "-margin_share",
        product_name="product",
        margin_share="margin_share",
        margin="margin",
        amount="amount",
        lines="lines",
    ),
    min_n=3,
    missing=_(
        "Write what a piece, its box and its parcel cost into our template, and bring the settlement details "
        "of the same months."
    ),
)
