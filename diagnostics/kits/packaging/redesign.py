"""Fewer box sizes, less air, the cost per parcel on one sheet."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.packing import redesign

KIT = Kit(
    id="packaging.redesign",
    ready=(
        _("The ten best sellers, tape measure, scale"),
        _("The last invoices for boxes, filling and postage"),
    ),
    how=(
        _("Measure the product with its inner packing, not the bare product, and write it into the sheet below."),
        _("Divide the invoice by the pieces. Tape and label count too; ten won a parcel are ten thousand won in a thousand."),
        _(
            "Ask for the same three things from all: price for 100 and 500 pieces, days until delivery, what it "
            "weighs. Then add one kind that can be recycled."
        ),
        _("Send them to friends in three regions and ask for a photo before opening and after."),
        _("Look at the orders before printing labels: same name, same address, one box."),
    ),
    fill=redesign,
    avoid=(
        _("No “eco-friendly” without certificate or the material itself."),
        _("Do not print a thousand boxes before ten have travelled."),
    ),
    done=(
        _("Two or three sizes serve nearly all orders."),
        _("The cost per parcel is known, before and after."),
        _("Ten test parcels arrived whole."),
    ),
)
