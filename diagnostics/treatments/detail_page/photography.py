"""Clear product photos with your phone."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="detail_page.photography",
    title=_("Clear product photos with your phone"),
    what=_("With a phone, a sheet of white paper and daylight you take five photos and one ten-second clip of each main "
           "product."),
    deliverables=(
        _("Five photos per main product, 1,000 pixels or more"),
        _("A ten-second clip per main product"),
        _("A shot list to use again"),
    ),
    tasks=(
        _("Place a table at a window and lay white paper behind and under the product."),
        _("Take the front with the product filling most of the picture, without any writing."),
        _("Take the back, a detail, the size next to a hand, and the product in use."),
        _("Film ten seconds: take it out, turn it, use it."),
        _("Choose five photos, crop them square and upload them."),
    ),
    cost=30_000, subsidised=0,
    merchant_hours=6, consultant_hours=0, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Background paper, a clip-on phone stand and tape from a household shop; one hour per product for"
                          " six products."),
    cures=(
        Cure("listing.main_image_clean", 0.8,
             Basis.judgement("White paper and daylight give a clean picture; the crop is done by hand.")),
        Cure("listing.image_count", 0.9, Basis.judgement("Five photos reach the count that the marketplaces advise.")),
        Cure("listing.main_image_size", 0.9,
             Basis.judgement("Every phone of the last ten years takes more pixels than are asked for.")),
        Cure("listing.video_present", 0.8, Basis.judgement("A clip of ten seconds is part of the shot list.")),
        Cure("readiness.photos", 0.95, Basis.judgement("Five bright photos are the deliverable.")),
        Cure("sales.conversion", 0.3, Basis.judgement("Pictures are looked at first.")),
    ),
)
