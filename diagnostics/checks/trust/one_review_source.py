"""Do reviews stand on more than one channel?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="trust.one_review_source",
    since="2026.1",
    importance=Importance.LOW,
    metric="trust.review_sources",
    curve=falling(half=0.97, good=0.85),
    basis=Basis.judgement(
        "Reviews cannot be moved. With one review in seven elsewhere a second channel does not start from nothing."
    ),
    treatments=("platform.reviews",),
    title=_("Reviews stand on several channels"),
    failing=_("Reviews stand on one channel only"),
    why=_("On the channel without reviews the same product looks new and untried."),
    next_step={
        "fail": _("{value} of {n} reviews stand on one channel. Ask the next ten buyers on {first} for a review."),
        "warn": _("{value} of {n} reviews stand on one channel. Ask buyers on {first} too."),
    },
    evidence=lambda r: rows(
        r.reviews_by_channel.filter(r.reviews_by_channel.sells == 1), "-reviews", channel="channel", reviews="reviews"
    ),
    min_n=5,
)
