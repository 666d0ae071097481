"""A shot list for a phone, for the kind of goods that the shop sells."""

from data.text import _
from diagnostics.kits.model import Kit
from diagnostics.kits.parts.shots import photography

KIT = Kit(
    id="detail_page.photography",
    ready=(
        _("Your phone with a wiped lens and an hour of daylight"),
        _("Two sheets of white paper (A1 or larger) and tape"),
        _("A piece of white styrofoam or cardboard to throw light back"),
        _("The products, clean, without price stickers"),
    ),
    how=(
        _(
            "Put the table a metre beside a window without direct sun, switch off the lamps in the room, and bend"
            " the paper so that there is no edge behind the product."
        ),
        _(
            "Hold the phone level with the product, one step away, and zoom in twice instead of going close: so "
            "nothing is bent. Tap on the product and pull the brightness up a little."
        ),
        _("Follow the list below and tick each picture. Take every picture three times; choosing is easier than coming back."),
        _("Lean the phone against a cup, press record, move slowly. Ten seconds, no music that is not yours."),
        _(
            "Crop square, look at each in the size of a thumbnail, and give the files the product's name. Check "
            "the size in the table of channels."
        ),
    ),
    fill=photography,
    avoid=(
        _("No words, logos, frames or price bubbles on the main picture; 네이버 and 쿠팡 refuse them."),
        _("Show nothing that is not in the parcel without saying so beside it."),
        _("Do not change the colour or fullness of the product with filters: it comes back as a return."),
    ),
    done=(
        _("Five pictures and one clip per main product are uploaded."),
        _("The product fills most of the main picture, on a plain ground."),
        _("A friend recognises the product from the small picture in the search list."),
    ),
    help=(_("소담스퀘어: places of the programme with studio, equipment and people to ask; there were nine in 2025."),),
)
