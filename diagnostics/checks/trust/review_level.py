"""How good are the reviews?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import by_product, rows
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="trust.review_level",
    since="2026.1",
    importance=Importance.HIGH,
    metric="trust.review_level",
    curve=rising(half=3.8, good=4.3),
    basis=Basis(
        _(
            "Quantiles of 898 merchants of the public Olist set (a Brazilian marketplace): the "
            "lower quarter was below 3.75 stars, the middle at 4.19, the upper quarter above 4.56"
        ),
        "2018-01",
        898,
    ),
    treatments=("platform.cs", "platform.reviews", "packaging.protection"),
    title=_("Buyers rate the shop well"),
    failing=_("Buyers rate the shop low"),
    why=_("Stars stand beside the price in every list. Below four, many buyers do not open the page."),
    next_step={
        "fail": _(
            "The mean is {value} stars from {n} reviews; {target} is good. Read the lowest reviews of "
            "“{first}” and mend what two of them name."
        ),
        "warn": _(
            "The mean is {value} stars from {n} reviews; {target} is good. “{first}” pulls it down most: answer its lowest "
            "review tomorrow in two sentences."
        ),
    },
    evidence=lambda r: rows(
        by_product(r, 1, 365), "stars_lost", product_name="product", rating="rating", reviews="reviews", stars_lost="stars_lost"
    ),
    min_n=3,
)
