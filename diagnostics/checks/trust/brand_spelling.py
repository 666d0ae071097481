"""Is the brand written the same everywhere?"""

from data.text import _
from diagnostics.curves import falling
from diagnostics.metrics.evidence import rows, with_sales
from diagnostics.model import Basis, Check, Importance

CHECK = Check(
    id="trust.brand_spelling",
    since="2026.1",
    importance=Importance.LOW,
    metric="trust.brand_spelling",
    curve=falling(half=0.2, good=0.05),
    basis=Basis.judgement("A marketplace takes two spellings for two brands; one listing in twenty may be a slip."),
    treatments=("branding.name", "branding.joint_brand"),
    title=_("The brand is written the same everywhere"),
    failing=_("The brand is written in several ways"),
    why=_("Reviews, filters and searches split between the spellings."),
    next_step={
        "fail": _(
            "{value} of {n} listings with a brand write it differently. Choose one spelling and correct "
            "“{first}” and the others in the list."
        ),
        "warn": _("{value} of {n} listings with a brand write it differently. Correct “{first}”."),
    },
    evidence=lambda r: rows(
        with_sales(r.brands.filter(r.brands.named & ~r.brands.usual), r),
        "amount",
        product_name="product",
        channel="channel",
        brand="brand",
        usual_spelling="usual_spelling",
        amount="amount",
    ),
    min_n=3,
)
