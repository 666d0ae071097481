"""Orders leave on time: the hours, the table, the rule."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.stock import fulfilment

KIT = Kit(
    id="platform.fulfilment",
    ready=(
        _("The carrier's phone number or app, a printer for labels or a clear hand"),
        _("A table that stays free"),
    ),
    how=(
        _("Two hours before the pickup is a good hour. Write it on the page and keep to it for a month."),
        _("Print all labels first, then lay product, filling and card in a row and walk along it."),
        _("Ask two carriers: price per parcel for your size, latest pickup, what happens on Saturdays."),
        _("Three honest days are better than one that is missed. Set them in the product, not only in the text."),
        _("Send the text below in the morning of the last day, not after it."),
    ),
    fill=fulfilment,
    avoid=(
        _("No label without a parcel: a number that does not move is counted as late too."),
        _("No promise of same-day dispatch on days on which you do not work."),
    ),
    done=(
        _("The daily hours hang at the table."),
        _("For two weeks no order left after its day."),
        _("Every product shows the days that you keep."),
    ),
    claims=True,
)
