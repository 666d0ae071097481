"""One master list that the channels follow."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.stock import linked_commerce

KIT = Kit(
    id="platform.linked_commerce",
    ready=(
        _("The product file of each channel"),
        _("Two hours without visitors"),
    ),
    how=(
        _("Download them on the same day and load them here; the table below is made from them."),
        _("A code of shop, kind and number is enough, such as A-JAM-01. Write it into the seller's code field of each channel."),
        _("Decide which price is right, then change it everywhere on the same evening."),
        _("Begin with the three that sell best. Check name and picture against the rules of that channel."),
        _("Note during the trial how many minutes a day it saves. Pay only if that is worth the fee."),
    ),
    fill=linked_commerce,
    avoid=(
        _("Do not change the price on one channel only."),
        _("Give no service your main password; make an account for it."),
    ),
    done=(
        _("Every product has one code, the same everywhere."),
        _("Price and stock are the same on all channels."),
        _("What is missing on a channel is missing on purpose."),
    ),
)
