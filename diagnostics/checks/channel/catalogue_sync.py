"""Is each product on each channel?"""

import ibis
import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows, with_sales_of_code
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def missing(r: Relations) -> ir.Table:
    """Own codes that are not on sale on all channels with listings: on how many they are missing."""
    t = r.sku_channels
    places = t.group_by("merchant_id").aggregate(places=t.channel.nunique())
    t = t.group_by("merchant_id", "sku").aggregate(title=t.title.max(), on=t.count())
    t = with_sales_of_code(t.inner_join(places, "merchant_id"), r)
    return t.filter(t.on < t.places).mutate(missing=t.places - t.on, product=ibis.coalesce(t.title, t.sku))


CHECK = Check(
    id="channel.catalogue_sync",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="channel.catalogue_sync",
    curve=rising(half=0.6, good=0.85),
    basis=Basis.judgement("Some products are kept for one channel on purpose; with two of five missing it is forgetting."),
    treatments=("platform.linked_commerce",),
    title=_("Products are on every channel"),
    failing=_("Products are missing on some channels"),
    why=_("What is not listed cannot be found. The work is done already on the other channel."),
    next_step={
        "fail": _(
            "Only {value} of the places for your {n} own codes are filled. List “{first}” on the missing "
            "channels, with the same code."
        ),
        "warn": _(
            "{value} of the places for your {n} own codes are filled; {target} is good. Copy “{first}” to the channel where "
            "it is missing tomorrow: photos and text are there already."
        ),
    },
    evidence=lambda r: rows(
        missing(r), "missing", "amount", product_name="product", missing="missing", sku="sku", amount="amount"
    ),
    min_n=3,
)
