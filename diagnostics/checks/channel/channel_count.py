"""On how many channels does it sell?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="channel.channel_count",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="channel.count",
    curve=rising(half=1, good=3),
    basis=Basis.judgement(
        "Users of a settlement service (셀러봇캐시) run eight or nine malls; three are what one person keeps in order."
    ),
    treatments=("platform.channel_mix", "platform.linked_commerce"),
    title=_("It sells on several channels"),
    failing=_("It sells on too few channels"),
    why=_("Each channel has its own buyers. One that changes its rules can stop the whole shop."),
    next_step={
        "fail": _(
            "It sold on {value} channels in 90 days. See the channel list for the next one and move the five "
            "best products there, beginning with the best of {first}."
        ),
        "warn": _(
            "It sold on {value} channel(s) in 90 days; {target} is good. Add one channel and put the best "
            "products of {first} there."
        ),
    },
    evidence=lambda r: rows(r.channels, "amount", channel="channel", amount="amount", amount_90="amount_90", last_age="last_age"),
)
