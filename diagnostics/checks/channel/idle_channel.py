"""Is there a channel where nothing sells?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="channel.idle_channel",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="channel.idle",
    curve=falling(half=0.5, good=0.2),
    basis=Basis.judgement("One idle channel of two is half of the care for nothing; one of five is a trial."),
    treatments=("platform.channel_mix", "platform.restart"),
    title=_("Every channel sells"),
    failing=_("A channel sells nothing"),
    why=_("Stock, questions and prices must be cared for there too, for no order."),
    next_step={
        "fail": _(
            "{first} has had no order for 90 days. Decide today: put the three best products and one offer "
            "there, or take the shop down."
        ),
        "warn": _(
            "{first} has had no order for 90 days. Give it one month with one offer: put your best product there tomorrow "
            "with a first-order coupon."
        ),
    },
    evidence=lambda r: rows(
        r.channels.filter(r.channels.idle),
        "listings",
        channel="channel",
        listings="listings",
        amount="amount",
        last_age="last_age",
    ),
)
