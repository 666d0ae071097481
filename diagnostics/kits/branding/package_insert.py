"""A card for the parcel, ready for print."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.brand import insert

KIT = Kit(
    id="branding.package_insert",
    ready=(
        _("Your shop's address on the internet, or your marketing link"),
        _("40,000 won for about 500 cards, and a week for printing"),
    ),
    how=(
        _("Take the text below and put one tip into it that only you know, such as how to keep or warm up the product."),
        _("Search “QR코드 만들기” in a portal, paste the address of your shop, save the picture and try it with two phones."),
        _("Read the channel's rules on inserts. Leading buyers to another shop, or paying for stars, can cost you the account."),
        _("Postcard size, 300 dots per inch, a margin of 3 mm. Order the smallest number first."),
        _(
            "Put a short word behind the address (for example ?from=card) or use a link of its own, and write "
            "down the visits each Sunday."
        ),
    ),
    fill=insert,
    avoid=(
        _("No reward for a good rating; a reward for any honest review must say so."),
        _("No link to another shop in parcels of a marketplace that forbids it."),
    ),
    done=(
        _("The QR code opens your shop on two phones."),
        _("The card lies in every parcel for four weeks."),
        _("You know how many came by it."),
    ),
    claims=True,
)
