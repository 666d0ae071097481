"""Each product gets a mark: keep, mend or take down."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.stock import assortment

KIT = Kit(
    id="platform.assortment",
    ready=(_("The sheet below and half an hour"),),
    how=(
        _("The sheet lists what has not sold in the known data. New ones of this month stay out."),
        _("Mend if the photo or the title is the reason; take down if you would not make it again; keep if it is seasonal."),
        _("One question, no list to choose from: “What did you look for here and not find?”"),
        _("Another size or a pack of two is new enough, and costs an evening."),
    ),
    fill=assortment,
    avoid=(
        _("Do not delete: set to not on sale. Reviews and address stay."),
        _("Do not add five new products at once: you will not know which one worked."),
    ),
    done=(
        _("Every product without a sale has a mark."),
        _("One new product or size is up."),
    ),
)
