"""How many days of sales wait for their payout?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def owed(r: Relations) -> ir.Table:
    """Channels by the sales that they had not paid out, and how many days of their sales that is."""
    t = r.waiting
    return t.filter(t.waiting > 0).mutate(days=share(t.waiting, t.daily))


CHECK = Check(
    id="price.cash_waiting",
    since="2026.2",
    importance=Importance.LOW,
    metric="price.cash_waiting",
    curve=falling(half=51, good=20),
    basis=Basis(
        _(
            "KBIZ (중소기업중앙회) 2025, 690 online sellers: 51 days or more for 34.0 % of those on "
            "Coupang and for few elsewhere; good: the 20 days that the 공정거래위원회 proposed in 2024"
        ),
        "2025",
        690,
    ),
    treatments=("platform.channel_mix",),
    title=_("Little money waits with the channels"),
    failing=_("Much money waits with the channels"),
    why=_("Money that waits has been earned and cannot pay for goods. What is never paid out does not show in the payouts."),
    next_step={
        "fail": _(
            "{value} of sales wait with the channels; {target} is good. Open the settlement menu of {first} tomorrow, look for "
            "held payouts, and ask about orders older than two months."
        ),
        "warn": _("{value} of sales wait with the channels; {target} is good. {first} holds most: see which orders are missing."),
    },
    evidence=lambda r: rows(owed(r), "waiting", channel="channel", waiting="waiting", days="days", daily="daily", lines="lines"),
    min_n=10,
    missing=_(
        "Download the settlement details of the last three months up to this week; payouts of at least 30 "
        "days are needed."
    ),
)
