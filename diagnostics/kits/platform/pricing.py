"""A price sheet with the shop's own numbers."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.money import pricing

KIT = Kit(
    id="platform.pricing",
    ready=(
        _("The invoices for goods, boxes and postage of the last month"),
        _("The price list of today"),
    ),
    how=(
        _("Divide what you paid by the pieces you got. For what you make yourself count material and one hour of your own."),
        _("Look at “What stays” in the sheet below: a minus is what you pay in on every sale."),
        _("The sheet names the lowest price at which nothing is lost. Write your own floor a little above it."),
        _("Do it in one sitting in the evening, channel by channel, and tick each. Two prices for one thing cost trust."),
        _("Put a date four weeks ahead into your phone. Compare pieces sold and what was left, not sales alone."),
    ),
    fill=pricing,
    avoid=(
        _("Do not write a price struck through at which it was not sold in the last 20 days."),
        _("Do not go below your floor for a coupon, even for one day."),
    ),
    done=(
        _("The cost of every main product is entered."),
        _("No product is sold below its lowest price."),
        _("The same price stands on all channels."),
    ),
)
