"""How long does the money take?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def slow(r: Relations) -> ir.Table:
    """Channels by the days from order to payout, weighted by money."""
    t = r.payouts
    t = t.group_by("merchant_id", "channel").aggregate(waited=(t.gross * t.wait).sum(), gross=t.gross.sum())
    return t.mutate(days=share(t.waited, t.gross))


CHECK = Check(
    id="price.cash_cycle",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="price.cash_cycle",
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
    title=_("The money comes soon"),
    failing=_("The money comes late"),
    why=_("Until the payout the shop lends goods and parcels to the channel. Growth makes that gap larger."),
    next_step={
        "fail": _(
            "Money takes {value} from the order to the account; {target} is good. On {first} ask for weekly "
            "settlement or 빠른정산 (early payout)."
        ),
        "warn": _(
            "Money takes {value} from the order to the account; {target} is good. {first} is slowest: look in its settlement "
            "menu whether 빠른정산 (early payout) is open to you, and what it costs."
        ),
    },
    evidence=lambda r: rows(slow(r), "days", channel="channel", days="days", gross="gross"),
    min_n=3,
)
