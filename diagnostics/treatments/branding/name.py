"""One name, written the same everywhere."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="branding.name",
    title=_("One name, written the same everywhere"),
    what=_("A name that can be said, searched and registered, and the brand field of every product filled in with the "
           "same spelling."),
    deliverables=(
        _("A name with a search for the same name in trademarks"),
        _("The brand field filled in for all products"),
        _("A simple logo as a picture"),
    ),
    tasks=(
        _("Write down five names that a customer can say after hearing them once."),
        _("Search each in KIPRIS (trademark search) and in the shops."),
        _("Let five customers choose."),
        _("Fill in the brand field of every product with the same spelling."),
    ),
    cost=0, subsidised=0,
    merchant_hours=5, consultant_hours=1, vendor_hours=0,
    weeks=2, hurdle=2, by="merchant",
    basis=Basis.judgement("Searching in KIPRIS is free; a logo can be made from the name alone."),
    cures=(
        Cure("trust.brand_named", 0.9, Basis.judgement("A field to fill in, the same everywhere.")),
        Cure("trust.brand_spelling", 0.9, Basis.judgement("One spelling is copied into every product.")),
    ),
)
