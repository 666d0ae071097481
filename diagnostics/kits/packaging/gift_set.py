"""A gift set with its price worked out and its date."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.packing import gift_set

KIT = Kit(
    id="packaging.gift_set",
    ready=(
        _("Two or three products that are given as presents, one box, one card"),
        _("The costs of each product"),
    ),
    how=(
        _(
            "Take one that everybody knows and one that they would not buy for themselves. The sheet below "
            "proposes a set from what you sell."
        ),
        _("Fill in the sheet; the set must leave more than its parts would leave alone, otherwise it is only work."),
        _("Fifty are enough for a first holiday. Let the proof be read by somebody else before printing."),
        _("Show the set closed, open and being handed over. The dates of the next holidays stand below."),
    ),
    fill=gift_set,
    avoid=(
        _("State contents, weight and origin of every part, and the statutory items of each."),
        _("No comparison with a price at which the set was never sold."),
    ),
    done=(
        _("The set leaves money after box, card, fee and postage."),
        _("It is on sale four weeks before the holiday."),
        _("The last day of orders is stated."),
    ),
    claims=True,
)
