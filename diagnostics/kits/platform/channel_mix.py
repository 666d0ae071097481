"""What stays on each channel, side by side."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.money import channel_mix

KIT = Kit(
    id="platform.channel_mix",
    ready=(
        _("Last month's settlement file of each channel"),
        _("An hour and the table below"),
    ),
    how=(
        _(
            "Choose the monthly file (정산내역) in the seller centre and load it into this program: then the real fee"
            " replaces the table's."
        ),
        _("Look at what stays per order and at the days until the money comes. A channel that pays late must leave more."),
        _("Add only what you can serve with the hours that you have. Giving one up is a decision too."),
        _("Take the product page with you, check title and picture against the rules of the new channel."),
        _("Same table, same day of the month. Decide then, not earlier."),
    ),
    fill=channel_mix,
    avoid=(
        _("Do not compare rates only: postage, discounts and returns decide as well."),
        _("Do not close a channel while orders are open there."),
    ),
    done=(
        _("You know what stays per order on each channel."),
        _("One decision is written down with its date."),
    ),
)
