"""Ten ready answers, and the rule for refunds."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.replies import cs

KIT = Kit(
    id="platform.cs",
    ready=(
        _("The messages of the last three months"),
        _("The terms of delivery and returns that stand in your shop"),
    ),
    how=(
        _("Sort them into: when does it come, broken, wrong one, does not please, how to use, invoice. Count each."),
        _("Take the texts below, fill in the gaps, and save them in the seller centre as ready answers."),
        _("Name a sum up to which everybody in the shop may refund at once. Below it asking back costs more than paying."),
        _("For example at 11 and at 17. Put both into your phone, and say so on the page."),
        _("What is asked three times belongs onto the page, near the top."),
    ),
    fill=cs,
    avoid=(
        _("Never ask for a number of an account or a card by message."),
        _("Never refuse within the seven days without the ground of the law."),
        _("Never answer while angry: write it, walk round the shop, send it then."),
    ),
    done=(
        _("Ten answers are saved in the seller centre."),
        _("The rule for refunds hangs at the telephone."),
        _("Every message has its answer within a day."),
    ),
    claims=True,
)
