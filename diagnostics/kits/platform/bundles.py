"""Bundles with their price worked out."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.money import bundles

KIT = Kit(
    id="platform.bundles",
    ready=(_("The orders of the last month, your cost sheet"),),
    how=(
        _("Look for orders with two lines and note the pairs. Without such orders take what is used at the same table."),
        _("Take the proposal below. The saving in postage is what you may give to the buyer."),
        _("The sheet names today's average order. A fifth more is a step that people take."),
        _("Fill in both columns. If less is left per parcel, the threshold is too low."),
    ),
    fill=bundles,
    avoid=(
        _("No bundle in which one part cannot be bought alone without saying so."),
        _("No “free” for what is in the price."),
    ),
    done=(
        _("A bundle of two and one of three are on sale."),
        _("You know what is left per parcel, before and after."),
    ),
)
