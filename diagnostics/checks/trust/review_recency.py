"""Is the newest review recent?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="trust.review_recency",
    since="2026.1",
    importance=Importance.LOW,
    metric="trust.days_since_review",
    curve=falling(half=60, good=20, log=True),
    basis=Basis(
        _(
            "Quantiles of 913 merchants of the public Olist set (a Brazilian marketplace): half "
            "had a review within 20 days, three quarters within 103"
        ),
        "2018-01",
        913,
    ),
    treatments=("platform.reviews",),
    title=_("The newest review is recent"),
    failing=_("The newest review is old"),
    why=_("A buyer who sees only old reviews wonders whether the shop is still there."),
    next_step={
        "fail": _(
            "The newest review is {value} old. Write to the last five buyers, beginning on {first}, and ask how it was."
        ),
        "warn": _("The newest review is {value} old. Add the request for a review to the next parcels from {first}."),
    },
    evidence=lambda r: rows(r.channels, "amount", channel="channel", amount="amount", last_age="last_age"),
)
