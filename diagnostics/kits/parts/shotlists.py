"""The pictures of a product by kind of goods: what, from where, in which light, on which ground."""

from data.text import _
from diagnostics.kits.goods import Goods

WINDOW, SIDE, SHADE = _("window from the side"), _("light from the side, for texture"), _("bright shade out of doors")
WHITE, TABLE, PLACE = _("white paper"), _("plain table or cloth"), _("where it is made or used")
LEVEL, ABOVE, SLANT, CLOSE = (
    _("level with the product"),
    _("straight from above"),
    _("from above, slanting"),
    _("close, zoomed in twice"),
)
Shot = tuple[str, str, str, str]
"""What, angle, light, background: messages."""

MAIN: Shot = (_("Main picture: the product alone, filling most of the picture, no words"), LEVEL, WINDOW, WHITE)
BACK: Shot = (_("Back or underside with the label, legible"), LEVEL, WINDOW, WHITE)
HAND: Shot = (_("Size: in a hand or beside a ruler"), SLANT, WINDOW, TABLE)
BOX: Shot = (_("The parcel open, as the buyer will see it"), ABOVE, WINDOW, TABLE)
WORK: Shot = (_("Hands at work, no face needed"), SLANT, SIDE, PLACE)
CLIP = _("Clip of ten seconds: take it out of the box, turn it once, use it")

LISTS: dict[Goods, tuple[Shot, ...]] = {
    Goods.FRESH: (
        MAIN,
        (_("One cut open: flesh, juice, colour"), CLOSE, SIDE, TABLE),
        (_("The whole box from above, the pieces as they are"), ABOVE, WINDOW, TABLE),
        HAND,
        (_("Field, tree or sea in the season"), LEVEL, SHADE, PLACE),
        (_("On a plate, ready to eat"), SLANT, WINDOW, TABLE),
        BOX,
    ),
    Goods.FOOD: (
        MAIN,
        (_("Opened: what is inside the pack"), CLOSE, SIDE, TABLE),
        BACK,
        (_("Served for one, with a spoon beside it"), SLANT, WINDOW, TABLE),
        HAND,
        WORK,
        BOX,
    ),
    Goods.HEALTH: (
        MAIN,
        BACK,
        (_("One portion in the hand: tablet, stick or spoon"), CLOSE, WINDOW, WHITE),
        (_("The mark 건강기능식품 on the pack"), CLOSE, WINDOW, WHITE),
        HAND,
        BOX,
    ),
    Goods.COSMETIC: (
        MAIN,
        (_("Texture: a drop on glass or on the back of the hand"), CLOSE, SIDE, WHITE),
        BACK,
        (_("Opened, with the opening in view"), SLANT, WINDOW, WHITE),
        HAND,
        (_("In use, hand or arm"), CLOSE, WINDOW, TABLE),
        BOX,
    ),
    Goods.FASHION: (
        MAIN,
        (_("Front and back, hanging or lying flat"), LEVEL, WINDOW, WHITE),
        (_("Worn, standing, from head to foot"), LEVEL, SHADE, PLACE),
        (_("Fabric, seam and button"), CLOSE, SIDE, TABLE),
        (_("Each colour side by side"), ABOVE, WINDOW, WHITE),
        BACK,
        (_("A tape measure laid on it"), ABOVE, WINDOW, WHITE),
    ),
    Goods.HANDMADE: (
        MAIN,
        WORK,
        (_("Grain, stitch or glaze"), CLOSE, SIDE, TABLE),
        (_("Two of the same, to show that they differ"), SLANT, WINDOW, TABLE),
        HAND,
        (_("In its place in a room"), LEVEL, WINDOW, PLACE),
        BOX,
    ),
    Goods.HOUSEHOLD: (
        MAIN,
        (_("All parts laid side by side"), ABOVE, WINDOW, WHITE),
        (_("In use, with a hand"), SLANT, WINDOW, PLACE),
        HAND,
        (_("Material and joint"), CLOSE, SIDE, TABLE),
        BACK,
        BOX,
    ),
    Goods.ANY: (
        MAIN,
        BACK,
        (_("A detail that shows the quality"), CLOSE, SIDE, TABLE),
        HAND,
        (_("In use"), SLANT, WINDOW, PLACE),
        BOX,
    ),
}
PLACES: tuple[Shot, ...] = (
    (_("The street or field as one arrives"), LEVEL, SHADE, PLACE),
    (_("The door with the sign"), LEVEL, SHADE, PLACE),
    (_("The place where you work, empty"), LEVEL, WINDOW, PLACE),
    WORK,
    (_("The oldest tool"), CLOSE, SIDE, TABLE),
    (_("The material before it is worked on"), CLOSE, SIDE, TABLE),
    (_("The product in its place"), SLANT, WINDOW, PLACE),
    (_("The counter with the parcels of the day"), LEVEL, WINDOW, PLACE),
    (_("What people know this place for"), LEVEL, SHADE, PLACE),
    (_("The same view in the evening"), LEVEL, SHADE, PLACE),
)
