"""Do the listings carry a brand?"""

from data.text import _
from diagnostics.curves import rising
from diagnostics.metrics.evidence import rows, with_sales
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="trust.brand_named",
    since="2026.1",
    importance=Importance.MEDIUM,
    metric="trust.brand_named",
    curve=rising(half=0.5, good=0.9),
    basis=Basis.judgement(
        "A search for a brand finds only listings whose brand field is filled; nine of ten leaves room for goods without one."
    ),
    treatments=("branding.name", "branding.trademark", "branding.joint_brand"),
    title=_("Listings carry a brand"),
    failing=_("Listings carry no brand"),
    why=_("A name is what a buyer can search for again. The brand field also feeds the filters of the marketplaces."),
    next_step={
        "fail": _(
            "Only {value} of {n} listings carry a brand. Decide on one name of two to four syllables and enter"
            " it, beginning with “{first}”."
        ),
        "warn": _("{value} of {n} listings carry a brand. Fill in the rest, beginning with “{first}”."),
    },
    evidence=lambda r: rows(
        with_sales(r.brands.filter(~r.brands.named), r),
        "amount",
        product_name="product",
        channel="channel",
        brand="brand",
        amount="amount",
    ),
)
