"""A smaller, cheaper, cleaner package."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="packaging.redesign",
    title=_("A smaller, cheaper, cleaner package"),
    what=_("Box sizes, material and printing are chosen again, so that a parcel costs less and several products fit into one."),
    deliverables=(
        _("Two or three box sizes for all products"),
        _("Cost per parcel before and after"),
        _("Label with brand and handling marks"),
    ),
    tasks=(
        _("Measure product and box of the ten best sellers."),
        _("Add up box, filling, tape and postage per parcel."),
        _("Ask three suppliers for two or three sizes, recyclable too."),
        _("Send ten test parcels and ask how they arrived."),
        _("Set a rule for orders of the same buyer: one parcel."),
    ),
    cost=800_000, subsidised=0.8,
    merchant_hours=6, consultant_hours=4, vendor_hours=10,
    weeks=4, hurdle=4, by="vendor",
    basis=Basis.judgement("Design of a label and a first lot of 500 boxes; no published cap for packaging support was found."),
    cures=(
        Cure("service.packaging_cost_share", 0.6,
             Basis.judgement("Size is the largest lever; the price of board is not in the shop's hands.")),
        Cure("service.damage_share", 0.3, Basis.judgement("The right size holds better; the filling does more.")),
    ),
    needs=("packaging.protection",),
)
