"""A calendar of offers with the holidays ahead."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.season import promotion

KIT = Kit(
    id="platform.promotion",
    ready=(_("A calendar, your lowest prices (kit for prices), the event page of your channel"),),
    how=(
        _(
            "The table below holds the holidays of the next months. Cross out those that have nothing to do with "
            "your goods, add your own season."
        ),
        _("Open the page for events in the seller centre today; applications close weeks before."),
        _(
            "Take the price from the price sheet, take off the discount and the coupon, and compare with the "
            "floor before you press save."
        ),
        _("Three times are enough: a week before, the day before, the last day."),
        _("Count orders, pieces and what was left in the two weeks before and after, in the sheet below."),
    ),
    fill=promotion,
    avoid=(
        _("No end that is moved again and again, no “last” that is not the last."),
        _("No two offers on top of each other without working out the sum."),
    ),
    done=(
        _("Three offers with dates stand in the calendar."),
        _("Each is above the lowest price."),
        _("The comparison before and after is filled in for one."),
    ),
    claims=True,
)
