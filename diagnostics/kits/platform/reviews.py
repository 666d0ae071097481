"""Asking for honest reviews, and answers to low ones."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.replies import reviews

KIT = Kit(
    id="platform.reviews",
    ready=(
        _("The reviews of the last three months"),
        _("50,000 won for review points"),
    ),
    how=(
        _("In the seller centre: reviews, then points. The same points for every rating."),
        _("Set it to three days after arrival, once, with the text below."),
        _("Thank, say what happened, say what you do. Two sentences, the same day, never against the buyer."),
        _("Tell family and friends too: bought or invented reviews are a fault before the law."),
        _("Three of the same kind are no accident. Mend the product, the packing or the page, and say so in the answer."),
    ),
    fill=reviews,
    avoid=(
        _("Never ask for five stars, and never pay for them."),
        _("Never delete or hide low reviews."),
        _("Never quote a review in the page that speaks of a cure."),
    ),
    done=(
        _("The request goes out by itself."),
        _("No low review is without an answer."),
        _("What returns three times is written down and mended."),
    ),
    claims=True,
)
