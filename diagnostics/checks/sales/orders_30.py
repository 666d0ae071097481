"""Does the shop sell at all, and often enough to learn from it?"""
from data.text import _
from diagnostics.curves import rising
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="sales.orders_30",
    since="2026.1",
    importance=Importance.HIGH,
    metric="sales.orders_30",
    curve=rising(half=5, good=60, log=True),
    basis=Basis.judgement("A shop that ships two parcels a day keeps its routine; one order a week does not pay for the work."),
    treatments=(),
    title=_("Orders come in every week"),
    failing=_("Few orders in the last 30 days"),
    why=_("Without a steady trickle of orders neither reviews nor search rank can grow."),
    next_step={"fail": _("Pick the one product that sold best and put one offer on it this week."),
               "warn": _("Repeat what brought the last orders: same product, same channel.")},
)
