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
        Cure("sales.lines_per_order", 0.5, Basis.judgement("Bundles and a postage threshold act on just this.")),
        Cure("service.parcel_bundling", 0.3, Basis.judgement("What is bought together is sent together.")),
        Cure("sales.product_concentration", 0.15,
             Basis.judgement("Bundles take along products in the shadow of the best seller.")),
        Cure("price.contribution_margin", 0.2, Basis.judgement("Two in one parcel save a postage on part of the orders.")),
        Cure("price.loss_making_lines", 0.2, Basis.judgement("Small orders that lose money become larger ones in part.")),
        Cure("price.shipping_burden", 0.3, Basis.judgement("Larger orders carry their postage more easily.")),
        Cure("service.packaging_cost_share", 0.2, Basis.judgement("Two in one box save a box on part of the orders.")),
        Cure("sales.order_value", 0.4, Basis.judgement("A set raises the order of those who take it.")),
        Cure("sales.product_variety", 0.3, Basis.judgement("Slow products sell beside the best one.")),
    ),
    needs=("platform.pricing",),
    segments=LISTED,
)
