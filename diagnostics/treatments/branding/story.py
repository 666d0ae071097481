"""Who makes it and why, in one page."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="branding.story",
    title=_("Who makes it and why, in one page"),
    what=_("Three sentences and three photos about who makes the product and why it is worth its price, used on all channels."),
    deliverables=(
        _("A story of three sentences"),
        _("Three photos of hands, place and material"),
        _("A short introduction for the shop page"),
    ),
    tasks=(
        _("Tell your phone's recorder for five minutes how you came to make this."),
        _("Pick the three sentences that only you can say."),
        _("Take a photo of hands, place and material."),
        _("Leave out healing claims and 'best' without proof."),
        _("Put the story into the shop introduction and the main products."),
    ),
    cost=0, subsidised=0,
    merchant_hours=4, consultant_hours=1, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Nothing is bought; an afternoon with the phone."),
    cures=(
        Cure("readiness.selling_points", 0.9, Basis.judgement("Three sentences are the deliverable.")),
        Cure("readiness.told", 0.4, Basis.judgement("There is something to tell; telling it every week is a habit.")),
    ),
)
