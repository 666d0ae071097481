"""Titles in the order brand, product, feature, size, from the words that are there."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.wording import title

KIT = Kit(
    id="detail_page.title",
    ready=(
        _("The list of your products in the seller centre, open on the computer or phone"),
        _("Half an hour and a pen"),
    ),
    how=(
        _("Take the table below: it begins with what sold most. Add products that you want to sell and that are missing."),
        _(
            "The proposal keeps your own words and only brings them into order. Add one fact that buyers search "
            "for, such as variety, material or use, if it is missing."
        ),
        _(
            "Promotion belongs into the coupon and delivery fields, not into the title. The proposal has left "
            "these words out already."
        ),
        _(
            "Type the new title into the shopping search. If quite different goods appear beside it, the word for"
            " the product is wrong."
        ),
        _("Copy it into the name field, save, and write today's date into the table. Look at visits again after two weeks."),
    ),
    fill=title,
    avoid=(
        _("No word twice, no exclamation marks, no stars, no “free shipping” or “special price” in the title."),
        _("No names of other brands or of well-known people."),
        _("No effect on body or illness, not even as a search word."),
    ),
    done=(
        _("All ten titles begin with the same spelling of the brand."),
        _("None is longer than the channel allows, and none is cut off before the product is named."),
        _("The new titles are saved on every channel."),
    ),
    claims=True,
)
