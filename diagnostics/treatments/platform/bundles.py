"""Sell two instead of one."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.bundles",
    title=_("Sell two instead of one"),
    what=_("Two or three bundles and a free-postage threshold let the same buyer take more in one parcel."),
    deliverables=(
        _("Two or three bundles on sale"),
        _("A threshold for free postage that pays"),
    ),
    tasks=(
        _("Look which products are bought by the same person."),
        _("Make a bundle of two and of three."),
        _("Set free postage a little above today's average order."),
        _("Check what is left per parcel before and after."),
    ),
    cost=0, subsidised=0,
    merchant_hours=3, consultant_hours=0, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Nothing is bought; bundles are products made of what is there."),
    cures=(
        Cure("service.parcel_bundling", 0.3, Basis.judgement("What is bought together is sent together.")),
        Cure("sales.pieces_per_order", 0.5, Basis.judgement("Bundles and a postage threshold act on just this.")),
        Cure("sales.product_concentration", 0.15,
             Basis.judgement("Bundles take along products in the shadow of the best seller.")),
    ),
    needs=("platform.pricing",),
    segments=LISTED,
)
