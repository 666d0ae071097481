"""A gift set for the season."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="packaging.gift_set",
    title=_("A gift set for the season"),
    what=_("Two or three of your products become one gift set with sleeve and message card, at a price that leaves a margin."),
    deliverables=(
        _("One gift set with costing"),
        _("Fifty sleeves and cards"),
        _("A product page for the set"),
    ),
    tasks=(
        _("Choose products that are bought together or given as presents."),
        _("Add up goods, box, card, fee and postage, and set the price."),
        _("Have fifty sleeves printed."),
        _("Take photos and put the set on sale four weeks before the holiday."),
    ),
    cost=400_000, subsidised=0.7,
    merchant_hours=8, consultant_hours=2, vendor_hours=4,
    weeks=3, hurdle=3, by="consultant",
    basis=Basis.judgement("Fifty boxes, sleeves and cards at about 8,000 won each."),
    cures=(
        Cure("sales.lines_per_order", 0.3, Basis.judgement("Buyers of the set take several products at once.")),
        Cure("sales.order_value", 0.3, Basis.judgement("Gift sets cost more than single pieces and sell around holidays.")),
    ),
    needs=("platform.pricing",),
)
