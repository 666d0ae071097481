"""Does some of it sell in the shop's own mall?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.channel import OWN_CHANNELS
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="channel.own_channel_share",
    since="2026.1",
    importance=Importance.LOW,
    metric="channel.own_share",
    curve=rising(half=0, good=0.15),
    basis=Basis.judgement(
        "An own mall keeps the address of the buyer and pays no sales commission; a seventh of the sales "
        "shows that it is alive. Nobody fails for not having one."
    ),
    treatments=("platform.own_link", "platform.crm"),
    title=_("The own mall sells"),
    failing=_("The own mall sells little or nothing"),
    why=_("Buyers who come straight to the shop cost least and come back most."),
    next_step={
        "fail": _("Put the address of the own mall on the parcel card, beginning with buyers of {first}."),
        "warn": _(
            "{value} of the sales come from the own mall; {target} is good. Put its address on the parcel card"
            " for buyers of {first}."
        ),
    },
    evidence=lambda r: rows(
        r.channels.filter((r.channels.lines_90 > 0) & ~r.channels.channel.isin(OWN_CHANNELS)),
        "amount_90",
        channel="channel",
        amount_90="amount_90",
        amount="amount",
    ),
    min_n=30,
)
