"""Join a joint brand."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="branding.joint_brand",
    title=_("Join a joint brand"),
    what=_("Several small shops of one region or craft sell under one name (공동 브랜드) and share design, photos and "
           "packaging."),
    deliverables=(
        _("An agreement on name, quality and costs"),
        _("Shared logo and label"),
        _("A common introduction for all shops"),
    ),
    tasks=(
        _("Find two to five shops that fit your product."),
        _("Agree on quality, price band and who answers customers."),
        _("Write down costs and how one leaves again."),
        _("Choose name and label with the consultant."),
        _("Put the shared label on the first product."),
    ),
    cost=500_000, subsidised=0.8,
    merchant_hours=8, consultant_hours=8, vendor_hours=8,
    weeks=6, hurdle=4, by="consultant",
    basis=Basis.judgement("The shop's share of one logo, label and guideline among four shops; the subsidy for joint brands"
                          " is not published."),
    cures=(
        Cure("trust.brand_named", 0.7,
             Basis.judgement("The shared name fills the field; the owner keeps an old spelling here and there.")),
        Cure("trust.brand_spelling", 0.5,
             Basis.judgement("The shared name is spelled one way; old spellings stay here and there.")),
        Cure("readiness.selling_points", 0.4, Basis.judgement("A shared story says less about each maker.")),
    ),
    excludes=("branding.trademark", "branding.place_brand",),
)
