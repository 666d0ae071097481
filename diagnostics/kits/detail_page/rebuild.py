"""The outline of a detail page, drafted from the product data."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.pages import rebuild

KIT = Kit(
    id="detail_page.rebuild",
    ready=(
        _("Three main products, a tape measure and a kitchen scale"),
        _("Your phone with the messages and reviews in which customers asked something"),
        _("The label, the invoice and the test reports of each product"),
        _("Five photos per product (see the kit for photos)"),
    ),
    how=(
        _(
            "Scroll through messages, reviews and phone calls of three months. Write down each question once and "
            "put a stroke beside it whenever it returns. Without customers yet: ask five people what they would "
            "want to know before paying."
        ),
        _(
            "Take the draft below and answer into the marked gaps. Two sentences per heading are enough; a number"
            " says more than an adjective."
        ),
        _(
            "Type the text into the page itself, not only onto pictures: it can be searched and read aloud. On "
            "pictures use at most seven words in large letters."
        ),
        _("Print this kit, mark what you could not fill in, and decide together what to ask the maker."),
        _(
            "Hand your phone to somebody who does not know the product. If they find size, arrival day and return"
            " cost within half a minute each, it is done."
        ),
    ),
    fill=rebuild,
    avoid=(
        _("Do not copy text or pictures from another shop, not even from the maker, without being allowed to."),
        _("Do not write “see the picture” where a date, an origin or a number belongs."),
        _("Do not shorten the seven days of withdrawal, nor exclude refunds altogether."),
    ),
    done=(
        _("Every heading of the outline has an answer; no gap is left open."),
        _("The page reads well on two different phones without zooming."),
        _("The statutory notice (상품정보제공고시) is complete."),
        _("Somebody else found size, arrival and return cost on their own."),
    ),
    claims=True,
)
