"""Fewer dead products, one new one."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.assortment",
    title=_("Fewer dead products, one new one"),
    what=_("Products without a sale in ninety days are mended or taken down, and one new product joins the best seller."),
    deliverables=(
        _("A list: keep, mend, take down"),
        _("One new product or variant on sale"),
    ),
    tasks=(
        _("List the products without a sale in ninety days."),
        _("Give each one of three marks: keep, mend, take down."),
        _("Ask ten buyers what they would buy next to the best seller."),
        _("Put up one new product or size."),
    ),
    cost=0, subsidised=0,
    merchant_hours=6, consultant_hours=1, vendor_hours=0,
    weeks=3, hurdle=2, by="merchant",
    basis=Basis.judgement("Sorting costs nothing; goods for a new product are stock, not cost of the treatment."),
    cures=(
        Cure("sales.product_concentration", 0.25,
             Basis.judgement("One new product takes over a small part of the sales of the first quarter.")),
        Cure("sales.dead_listings", 0.7, Basis.judgement("Dead products are mended or taken down.")),
        Cure("sales.new_products", 0.6, Basis.judgement("One new product is the deliverable; it still has to sell.")),
        Cure("sales.trend_90", 0.2, Basis.judgement("One new product wins back a small part of a weak quarter.")),
        Cure("sales.product_variety", 0.4, Basis.judgement("Products without a sale make room for others.")),
        Cure("sales.trend_season", 0.3, Basis.judgement("Products of the season are put forward in time.")),
    ),
    segments=LISTED,
)
