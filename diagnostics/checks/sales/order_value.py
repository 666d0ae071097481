"""Do orders keep their size?"""

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import per_product, rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def smaller(r: Relations) -> ir.Table:
    """Products by what a line of them brought in the last 90 days and in the 275 days before."""
    t = r.live
    t = t.filter((t.age <= 365) & t.amount.notnull())
    now = t.age <= 90
    t = per_product(t, ibis.coalesce(t.product_name, t.product_id, t.order_id), new=t.amount.sum(where=now), lines_now=now.sum(),
                    old=t.amount.sum(where=~now), lines_before=(~now).sum())
    t = t.filter((t.lines_now > 0) & (t.lines_before > 0))
    t = t.mutate(value_now=share(t.new, t.lines_now), value_before=share(t.old, t.lines_before))
    return t.mutate(fallen=((t.value_before - t.value_now) * t.lines_now).round().cast("int64"))


CHECK = Check(
    id="sales.order_value",
    since="2026.2",
    importance=Importance.LOW,
    metric="sales.order_value",
    curve=rising(half=0.8, good=0.9),
    basis=Basis(
        _(
            "Quantiles of 121 merchants of the public Olist set (a Brazilian marketplace) with ten orders in both windows: three "
            "quarters held nine tenths of their order value, a tenth fell to 80 % or less"
        ),
        "2018-01",
        121,
    ),
    treatments=("platform.bundles", "packaging.gift_set"),
    title=_("Orders are as large as before"),
    failing=_("Orders are getting smaller"),
    why=_("A parcel costs the same whether much or little is in it. With smaller orders less stays of each."),
    next_step={
        "fail": _(
            "An order now brings {value} times what it brought before. “{first}” fell most: offer two of it at free shipping, or "
            "a set with what goes with it."
        ),
        "warn": _("An order now brings {value} times what it brought before. Show a larger pack beside “{first}”."),
    },
    evidence=lambda r: rows(
        smaller(r), "fallen", product_name="product", value_before="value_before", value_now="value_now",
        lines_now="lines_now", fallen="fallen",
    ),
    min_n=10,
    missing=_("Bring the order lists of the last 12 months: ten orders of the last 90 days and ten before are needed."),
)
