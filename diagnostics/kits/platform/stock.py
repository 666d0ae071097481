"""One stock list with warning levels."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.stock import stock

KIT = Kit(
    id="platform.stock",
    ready=(_("A quiet hour, the shelf, this sheet and a pen"),),
    how=(
        _("Count what can be sent today, not what is ordered. Two people: one counts, one writes."),
        _("Name options as customers do (빨강 M), in the same order in every product."),
        _("Set the option to sold out. A deleted product loses its reviews and its place in the search."),
        _("The sheet proposes one week of sales as the level; take two where the maker needs longer."),
        _("Same weekday, same hour, all channels. Begin with the products that sold most."),
    ),
    fill=stock,
    avoid=(
        _("Do not put up stock that you do not have, in the hope of getting it."),
        _("Do not delete a product because it is sold out."),
    ),
    done=(
        _("The sheet holds every product on sale."),
        _("Each has a warning level."),
        _("The numbers on the channels are those of the sheet."),
    ),
)
