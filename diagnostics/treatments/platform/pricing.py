"""A price that leaves something."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.pricing",
    title=_("A price that leaves something"),
    what=_("For each main product you see what is left after goods, fee, postage, packing and returns; prices and "
           "discounts are set from that."),
    deliverables=(
        _("Unit costs of all main products entered"),
        _("A new price list with a floor for discounts"),
    ),
    tasks=(
        _("Enter goods, packing and postage of the ten best sellers."),
        _("Find the products sold at a loss."),
        _("Set a lowest price below which no coupon may go."),
        _("Change the prices on all channels on the same day."),
        _("Look at margin and sales again after four weeks."),
    ),
    cost=0, subsidised=0,
    merchant_hours=4, consultant_hours=1, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Nothing is bought; an afternoon with the invoices."),
    cures=(
        Cure("price.contribution_margin", 0.5, Basis.judgement("Prices can be raised only as far as the market bears.")),
        Cure("price.loss_making_lines", 0.7,
             Basis.judgement("Loss-making prices are found and raised or dropped; some are kept on purpose.")),
        Cure("price.discount_dependence", 0.5,
             Basis.judgement("Fewer and smaller discounts; regular buyers wait for them at first.")),
        Cure("price.cost_known", 0.9, Basis.judgement("Entering the costs is the first step.")),
        Cure("readiness.margin_known", 0.95, Basis.judgement("What is left per product is the first thing worked out.")),
        Cure("readiness.price_compared", 0.6,
             Basis.judgement("Similar prices are looked up where the own price is set; a habit grows later.")),
        Cure("price.discount_depth", 0.5,
             Basis.judgement("A lowest price stops the deepest discounts; the channel's own coupons stay.")),
        Cure("price.fee_burden", 0.1, Basis.judgement("Fees stay the same; prices can make room for a small part.")),
        Cure("price.price_dispersion_across_channels", 0.7, Basis.judgement("Prices are changed everywhere on the same day.")),
        Cure("price.shipping_burden", 0.2, Basis.judgement("Postage can be built into some prices.")),
        Cure("price.price_position", 0.5,
             Basis.judgement("A price can be changed in a day; whether costs allow it is worked out first.")),
        Cure("sales.conversion", 0.2, Basis.judgement("Price is one reason among several why visitors leave.")),
    ),
)
