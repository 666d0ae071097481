"""Do reviews get better or worse?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import by_product, rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="trust.review_trend",
    since="2026.1",
    importance=Importance.LOW,
    metric="trust.review_trend",
    curve=rising(half=-0.4, good=-0.1),
    basis=Basis.judgement("A tenth of a star is chance; four tenths are one unhappy buyer more in every ten."),
    treatments=("platform.cs", "platform.reviews"),
    title=_("Reviews hold their level"),
    failing=_("Reviews are getting worse"),
    why=_("New reviews stand on top. A falling trend reaches the mean months later."),
    next_step={
        "fail": _(
            "The last 90 days are {value} stars off the months before. What changed with “{first}”: supplier, box, carrier?"
        ),
        "warn": _(
            "The last 90 days are {value} stars off the months before. Read the last five reviews of “{first}” and write "
            "down which word comes back."
        ),
    },
    evidence=lambda r: rows(
        by_product(r, 1, 90), "stars_lost", product_name="product", rating="rating", reviews="reviews", stars_lost="stars_lost"
    ),
    min_n=3,
)
