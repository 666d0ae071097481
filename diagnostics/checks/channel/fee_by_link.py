"""Does Naver charge the lower commission of the own link?"""

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.channel import REDUCED, naver_goods
from diagnostics.metrics.evidence import named, per_product, rows
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def full_fee(r: Relations) -> ir.Table:
    """Products of Naver by the sales commission paid at the full rate."""
    t = r.settled
    t = t.filter(naver_goods(t) & (t.fee_sales.cast("float64") >= REDUCED * t.gross.cast("float64")))
    line = r.lines.select("merchant_id", "channel", "order_id", "line_id", "product_id")
    t = named(t.left_join(line, ["merchant_id", "channel", "order_id", "line_id"]).select(t, line.product_id), r)
    return per_product(t, ibis.coalesce(t.product, t.order_id), fees=t.fee_sales.sum(), gross=t.gross.sum(), lines=t.count())


CHECK = Check(
    id="channel.fee_by_link",
    since="2026.1",
    importance=Importance.LOW,
    metric="channel.own_link_share",
    curve=rising(half=0, good=0.3),
    basis=Basis(
        _(
            "Naver 스마트스토어: sales commission of 2.73 %, or 0.91 % where the buyer came through the"
            " seller's own marketing link (VAT apart), from 2025-06-02. The good point is our own"
            " judgement"
        ),
        "2025-06-02",
    ),
    treatments=("platform.own_link",),
    title=_("Many Naver orders come through the own link"),
    failing=_("Few Naver orders come through the own link"),
    why=_("Orders through the own link cost a third of the commission."),
    next_step={
        "fail": _("Make a marketing link in the seller centre and use it in every message, beginning with “{first}”."),
        "warn": _(
            "{value} of the Naver sales came through the own link; {target} is good. Use it in messages and on"
            " the parcel card of “{first}”."
        ),
    },
    evidence=lambda r: rows(full_fee(r), "fees", product_name="product", fees="fees", gross="gross", lines="lines"),
    min_n=10,
)
