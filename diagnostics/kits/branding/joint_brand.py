"""An agreement with neighbours who sell under one name."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.brand import joint

KIT = Kit(
    id="branding.joint_brand",
    ready=(
        _("The names of three to five shops that you trust"),
        _("One product of each on the table"),
    ),
    how=(
        _(
            "Look for shops that sell beside you, not against you: other goods, the same kind of buyer. Visit "
            "them with the sheet below."
        ),
        _("Put the products side by side. Whoever would not sell the other's goods in his own shop should say so now."),
        _("Fill in the agreement below line by line; what is left open becomes the quarrel of next year."),
        _("Take the name through the steps of the kit for names, then one label for all, with the maker's name on it."),
        _("Begin with one product per shop and count for eight weeks before printing for all."),
    ),
    fill=joint,
    avoid=(
        _("The label must still name who made it; the shared name does not replace the maker."),
        _("No place or certificate on the label that holds for some of the shops only."),
    ),
    done=(
        _("All have signed the one-page agreement."),
        _("The first product of each carries the label."),
        _("It is written down who answers buyers and how one leaves."),
    ),
)
