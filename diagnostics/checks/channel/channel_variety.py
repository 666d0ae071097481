"""How evenly do the channels sell?

On trial: it says with the Herfindahl-Hirschman index what `channel.channel_count` and `channel.channel_concentration` score
already; a third score for one fact would count it again.
"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="channel.channel_variety",
    since="2026.2",
    importance=Importance.LOW,
    metric="channel.variety",
    curve=rising(half=1.2, good=1.8),
    basis=Basis.judgement("Nine to one on two channels is worth 1.2 equal ones; seven to three is worth 1.7."),
    treatments=("platform.channel_mix", "platform.linked_commerce"),
    title=_("The channels share the sales"),
    failing=_("The channels hardly share the sales"),
    why=_("A second channel helps only where it sells: then a new fee or rule of the first does not stop the shop."),
    next_step={
        "fail": _(
            "The sales are worth {value} equal channels; {target} is a good aim. Put the best product of {first} on the second "
            "channel this week, with the same photos and price."
        ),
        "warn": _("The sales are worth {value} equal channels; {target} is a good aim. Run the next offer not on {first}."),
    },
    evidence=lambda r: rows(
        r.channels.filter(r.channels.lines_90 > 0), "amount_90", channel="channel", amount_90="amount_90", amount="amount"
    ),
    min_n=10,
    trial=True,
)
