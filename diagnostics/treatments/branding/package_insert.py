"""A card in every parcel."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="branding.package_insert",
    title=_("A card in every parcel"),
    what=_("A small printed card says thank you, how to use the product, and why to come back, with a link by QR code."),
    deliverables=(
        _("A card for print"),
        _("500 printed cards"),
        _("A QR code to your shop"),
    ),
    tasks=(
        _("Write a thank-you and one tip for use."),
        _("Make a QR code to your own shop link."),
        _("Check that the channel allows the card: no discount for a star rating."),
        _("Order 500 cards online."),
        _("Count for four weeks how many come back by the code."),
    ),
    cost=40_000, subsidised=0.8,
    merchant_hours=3, consultant_hours=0, vendor_hours=1,
    weeks=2, hurdle=2, by="merchant",
    basis=Basis.judgement("500 postcards of an online printing shop, including delivery."),
    cures=(
        Cure("trust.repeat_purchase", 0.3,
             Basis.judgement("A reminder reaches every buyer but few act on it; our own cautious figure.")),
        Cure("trust.review_count", 0.2, Basis.judgement("A card reminds of the review; few buyers follow it.")),
        Cure("sales.returning_buyers", 0.3, Basis.judgement("A card in the parcel reaches every buyer once.")),
        Cure("trust.review_yield", 0.4, Basis.judgement("A card in the parcel asks every buyer for a review.")),
    ),
)
