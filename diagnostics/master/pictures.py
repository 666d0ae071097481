"""Main pictures: size, bytes, kind, background and words as measured; how many pictures there are. What is not known is not
judged; that there is a picture at all is asked in `required`."""
from collections.abc import Callable

import numpy as np

from data.reference.product_rules import Rule, rule
from data.text import _
from diagnostics.master.book import Flags, Numbers
from diagnostics.master.found import Found, say
from diagnostics.metrics.listing_rules import WHITE_ENOUGH

SMALL = _("The shorter side of the main picture has {n:number} pixels; at least {limit:number} are needed here.")
SMALLER = _("The shorter side of the main picture has {n:number} pixels; {limit:number} or more look sharp.")
LARGE = _("The longer side of the main picture has {n:number} pixels; at most {limit:number} are taken here.")
HEAVY = _("The main picture has {n:number} KB; at most {limit:number} KB are taken here.")
KIND = _("The main picture is a {kind} file; this channel takes {kinds}.")
FEW = _("There are {n:number} pictures; {limit:number} or more are asked for.")
MARKED = _("Words or a frame seem to lie on the main picture.")
GREY = _("{share:percent} of the background of the main picture is white; here it must be white all over.")
TINY = _("The product spans {share:percent} of the main picture; {limit:percent} are asked for.")
AGAIN = _("Save the picture in another size and upload it again.")
LARGER = _("Take the picture anew with the phone, close and bright.")
MORE, CLEAN = _("Add pictures: from the side, in use, with the size beside it."), _("Use a picture without words and frame.")
CONVERT = _("Save the picture as JPG and upload it again.")
ENDINGS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "bmp": "BMP", "webp": "WEBP", "heic": "HEIC",
           "avif": "AVIF", "tif": "TIFF", "tiff": "TIFF", "svg": "SVG"}


def check(found: Found, channel: str) -> None:
    """The faults of all pictures on one channel."""
    book = found.book
    side, bytes_ = book.numbers("main_image_px"), book.numbers("main_image_bytes")
    longer = np.fmax(book.numbers("main_image_long_px"), side)

    def ask(name: str, values: Numbers, wrong: Callable[[Numbers, float], Flags], text: str, todo: str, field: str,
            scale: float = 1, but: Flags | None = None) -> Flags:
        asked = rule(channel, name)
        if asked is None:
            return np.zeros(len(book), dtype=bool)
        with np.errstate(invalid="ignore"):
            hit: Flags = wrong(values, asked.number) & found.wanted(channel)
        for place in np.flatnonzero(hit if but is None else hit & ~but):
            n = float(values[place])
            found.by(asked, int(place), channel, f"image.{name}", field,
                     say(text, n=n / scale, share=n, limit=asked.number / scale), say(todo))
        return hit

    small = ask("main_px_min", side, np.less, SMALL, LARGER, "main_image_px")
    ask("main_px", side, np.less, SMALLER, LARGER, "main_image_px", but=small)
    ask("main_px_max", longer, np.greater, LARGE, AGAIN, "main_image_px")
    ask("main_bytes", bytes_, np.greater, HEAVY, AGAIN, "main_image_bytes", scale=1000)
    ask("images", book.numbers("image_count"), np.less, FEW, MORE, "image_count")
    ask("main_unmarked", book.numbers("main_image_marked"), lambda v, _n: v == 1, MARKED, CLEAN, "main_image_marked")
    ask("main_white", book.numbers("main_image_white"), lambda v, _n: v < WHITE_ENOUGH, GREY, LARGER, "main_image_white")
    ask("main_product", book.numbers("main_image_product"), np.less, TINY, LARGER, "main_image_product")
    formats = rule(channel, "main_formats")
    if formats is not None:
        _formats(found, channel, formats)


def _formats(found: Found, channel: str, asked: Rule) -> None:
    wanted, taken = found.wanted(channel), asked.value.split()
    for place, name in enumerate(found.book.texts("main_image")):
        kind = ENDINGS.get(name.rsplit(".", 1)[-1].lower()) if "." in name else None
        if kind is not None and kind not in taken and wanted[place]:
            found.by(asked, place, channel, "image.format", "main_image", say(KIND, kind=kind, kinds=", ".join(taken)),
                     say(CONVERT))
