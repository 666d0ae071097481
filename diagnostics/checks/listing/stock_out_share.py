"""Can what is on sale be bought?"""
from data.text import _
from diagnostics.checks.listing import worst
from diagnostics.curves import falling
from diagnostics.metrics import listing_rules as rules
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="listing.stock_out_share",
    since="2026.1",
    importance=Importance.HIGH,
    metric="listing.stock_out_share",
    curve=falling(half=0.2, good=0.05),
    basis=Basis.judgement("One listing in twenty without stock is ordinary, one in five sends buyers away."),
    treatments=("platform.stock",),
    title=_("What is shown can be bought"),
    failing=_("Sold-out products are on show"),
    why=_("A buyer who finds it sold out does not come back, and the channel shows the listing less."),
    next_step={"fail": _("Fill up {first}, or take it off sale today."),
               "warn": _("Look at the stock of the listings here, beginning with {first}.")},
    evidence=worst(rules.sold_out, "stock", bad=True),
)
