"""Do orders of one buyer leave in one parcel?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="service.parcel_bundling",
    since="2026.1",
    importance=Importance.LOW,
    metric="service.split_parcels",
    curve=falling(half=0.15, good=0.05),
    basis=Basis.judgement("Each such order could have saved a parcel of about 3,000 won; up to one in twenty is chance."),
    treatments=("platform.fulfilment", "platform.bundles"),
    title=_("Buyers order once a day"),
    failing=_("Buyers order several times a day"),
    why=_("Orders of one buyer on one day can go in one parcel, if somebody sees it in time."),
    next_step={
        "fail": _(
            "{value} of the orders came from buyers who ordered again on the same day, such as order {first}. "
            "Sort the order list by buyer before printing labels, and offer combined shipping on the page."
        ),
        "warn": _(
            "{value} of the orders came from buyers who ordered again on the same day, such as order {first}. "
            "Look for them before printing labels."
        ),
    },
    evidence=lambda r: rows(
        r.same_day.filter(r.same_day.orders > 1),
        "orders",
        "-age",
        order_id="order_id",
        channel="channel",
        orders="orders",
        amount="amount",
        shipping_fee="shipping_fee",
        age="age",
    ),
    min_n=20,
)
