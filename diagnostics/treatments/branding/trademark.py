"""Register the trademark."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="branding.trademark",
    title=_("Register the trademark"),
    what=_("Your brand name is filed as a trademark with the patent office (특허청), so that nobody can take it from you."),
    deliverables=(
        _("A filed trademark application"),
        _("A note of class and designated goods"),
    ),
    tasks=(
        _("Search the name in KIPRIS for the same class of goods."),
        _("Get a patent customer number at 특허로 (online filing)."),
        _("Choose the class and the designated goods from the official list."),
        _("File the application and pay the fee."),
        _("Put the date of the decision into your calendar; it takes about a year."),
    ),
    cost=300_000, subsidised=0.8,
    merchant_hours=3, consultant_hours=2, vendor_hours=0,
    weeks=3, hurdle=3, by="consultant",
    basis=Basis.judgement("Filing and registration fee of one class with a reserve for a change; to be checked against the "
                          "current fee list of the patent office."),
    cures=(
        Cure("trust.brand_named", 0.3, Basis.judgement("A filed mark fixes the name; the fields must still be filled in.")),
    ),
    needs=("branding.name",),
    excludes=("branding.joint_brand",),
)
