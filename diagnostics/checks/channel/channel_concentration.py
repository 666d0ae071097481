"""Does one channel carry everything?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="channel.channel_concentration",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="channel.concentration",
    curve=falling(half=0.9, good=0.7),
    basis=Basis.judgement(
        "Where one channel brings nine of ten won, the others are not yet a second leg; with seven of ten they are."
    ),
    treatments=("platform.channel_mix", "platform.linked_commerce"),
    title=_("Sales are spread over the channels"),
    failing=_("One channel carries almost everything"),
    why=_("When that channel raises its fee or hides the shop, nothing catches the fall."),
    next_step={
        "fail": _("{first} brings {value} of the sales. Run this month's offer on the second channel only."),
        "warn": _("{first} brings {value} of the sales; {target} is good. Give the second channel the newest product first."),
    },
    evidence=lambda r: rows(
        r.channels.filter(r.channels.lines_90 > 0), "amount_90", channel="channel", amount_90="amount_90", amount="amount"
    ),
    min_n=10,
)
