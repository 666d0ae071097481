"""How much do the channels keep?"""

import ibis.expr.types as ir

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows, share
from diagnostics.metrics.relations import Relations
from diagnostics.model import Basis, Check, Importance


def kept(r: Relations) -> ir.Table:
    """Channels by the share of the payouts that they keep."""
    t = r.settled
    t = (
        t.filter(t.fees.notnull() & t.gross.notnull())
        .group_by("merchant_id", "channel")
        .aggregate(fees=lambda s: s.fees.sum(), gross=lambda s: s.gross.sum())
    )
    return t.mutate(share=share(t.fees, t.gross))


CHECK = Check(
    id="price.fee_burden",
    since="2026.1",
    importance=Importance.HIGH,
    metric="price.fee_burden",
    curve=falling(half=0.188, good=0.1382),
    basis=Basis(
        _(
            "KBIZ (중소기업중앙회) 2025, survey of 690 online sellers: 18.8 % of sales go to the "
            "platform in all, 13.82 % are the fee alone"
        ),
        "2025",
        690,
    ),
    treatments=("platform.channel_mix", "platform.own_link", "platform.pricing"),
    title=_("Fees are bearable"),
    failing=_("Fees take much of the sales"),
    why=_("Fees are the one cost that changes with the channel and not with the product."),
    next_step={
        "fail": _(
            "Channels keep {value} of what buyers pay; sellers keep the fee below {target} on average. Compare"
            " “{first}” with the other channels, and switch off paid extras that you did not choose."
        ),
        "warn": _(
            "Channels keep {value} of what buyers pay; {target} is the average. {first} keeps most: open its settlement "
            "details tomorrow and look for advertising and extra services that you do not need."
        ),
    },
    evidence=lambda r: rows(kept(r), "share", channel="channel", share="share", fees="fees", gross="gross"),
    min_n=3,
)
