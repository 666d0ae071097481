"""Packing that survives the drop."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="packaging.protection",
    title=_("Packing that survives the drop"),
    what=_("The inner packing is changed and tried out by dropping it, so that the product arrives whole."),
    deliverables=(
        _("A packing method with photos of each step"),
        _("Samples of filling for 100 parcels"),
        _("Result of the drop test"),
    ),
    tasks=(
        _("Write down which products came back damaged, and where."),
        _("Pack one as usual and drop it six times from one metre."),
        _("Change filling and box until it stays whole."),
        _("Take photos of each step and hang them at the packing table."),
    ),
    cost=150_000, subsidised=0.5,
    merchant_hours=4, consultant_hours=1, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Boxes and filling for a first hundred parcels at about 1,500 won each."),
    cures=(
        Cure("service.damage_share", 0.7, Basis.judgement("Most damage comes from the inner packing, some from the carrier.")),
        Cure("service.return_rate", 0.2, Basis.judgement("Only a part of returns is due to damage.")),
        Cure("service.low_star_share", 0.2, Basis.judgement("A whole parcel takes away one reason for a low rating.")),
        Cure("readiness.packing", 0.9, Basis.judgement("The drop test is a parcel packed and tried.")),
        Cure("trust.review_level", 0.1, Basis.judgement("Only ratings lowered by damage rise.")),
    ),
)
