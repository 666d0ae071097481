"""Let your place speak for the product."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="branding.place_brand",
    title=_("Let your place speak for the product"),
    what=_("The place you work in (market, village, street) becomes part of the brand: photos, name of the place, a visit"
           " for those who come."),
    deliverables=(
        _("Ten photos of the place"),
        _("A page on the place and your shop"),
        _("A stand with QR code in the shop"),
    ),
    tasks=(
        _("Choose what people already know your place for."),
        _("Take ten photos with your phone: street, shop, hands, product."),
        _("Ask the market office or town whether the name may be used."),
        _("Set up a QR stand to the online shop at the counter."),
    ),
    cost=100_000, subsidised=0.8,
    merchant_hours=6, consultant_hours=2, vendor_hours=2,
    weeks=3, hurdle=3, by="consultant",
    basis=Basis.judgement("A QR stand and prints; photos are taken with the phone."),
    cures=(
        Cure("readiness.selling_points", 0.5,
             Basis.judgement("The place gives the story; what is good about the product is still to be written.")),
    ),
    excludes=("branding.joint_brand",),
)
