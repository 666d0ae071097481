"""One name, tried out and written the same everywhere."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.brand import name

KIT = Kit(
    id="branding.name",
    ready=(
        _("A sheet of paper, five friends and a quiet hour"),
        _("The list of names under which you sell today"),
    ),
    how=(
        _(
            "Two to four syllables that can be typed as they are heard. Take place, maker, material or a habit of"
            " yours; leave out “best” and “first”."
        ),
        _(
            "Search each in KIPRIS (kipris.or.kr, trademarks) and in the shopping search. Write down what you "
            "find in the table below."
        ),
        _("Say the name once aloud and ask them to write it down. The one that most people spell right wins."),
        _("Open each product and write the name into the brand field exactly as below. Blanks and capitals count."),
    ),
    fill=name,
    avoid=(
        _("No name that is like a registered one for similar goods, even if spelled otherwise."),
        _("No name that promises an effect or an origin that is not so."),
    ),
    done=(
        _("One name is chosen, and two searches found nothing like it."),
        _("The brand field of every product holds it in one spelling."),
        _("Sign, parcel label and profile carry the same name."),
    ),
    help=(_("KIPRIS (kipris.or.kr): the free search of the patent office for trademarks."),),
    claims=True,
)
