"""A main picture, measured by its points: size, background, how far the product fills it, words and frames laid over it.

No model and no reading of letters: small strokes of strong contrast that stand in a line are taken for words. Words printed on
the product itself look the same; so they count only where they stand outside of it. Only facts leave this module, never the
picture, and never what the camera wrote into the file (place, time, device).
"""
import io
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from scipy import ndimage

from data.errors import InputProblem
from data.text import _
from diagnostics.clinic.words import lines_of_words

MOST_BYTES, MOST_POINTS, FEWEST = 20_000_000, 60_000_000, 32
LOOKED_AT, PREVIEW = 800, 390
"""Longer side, in points, of the copy that is measured and of the one that a session shows."""
WHITE, NEAR = 250, 24
"""From here a channel counts as white; so far apart two colours are still the same background."""
KINDS = ("JPEG", "PNG", "GIF", "BMP", "WEBP")
_TEXTUAL = (b"<svg", b"<?xml", b"<html", b"<!doc")
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Picture:
    """What was measured. Sizes in points; shares 0..1, None where it cannot be told.

    `white`: share of the background that is white; `product`: of the longer extent of the product in the picture; `area`:
    of the picture's points that are not background; `frame`, `words`: lines of words outside the product; `printed`: lines
    on the product, which may be its label; `plain`: the background is of one colour.
    """

    format: str
    width: int
    height: int
    bytes: int
    white: float
    plain: bool
    product: float | None
    area: float | None
    frame: bool
    words: int
    printed: int

    @property
    def marked(self) -> bool:
        """Whether words or a frame seem to lie on the picture."""
        return self.frame or self.words > 0

    @property
    def shorter(self) -> int:
        return min(self.width, self.height)

    def content(self) -> dict[str, Any]:
        """The facts as `data.given` keeps them."""
        facts = {name: getattr(self, name) for name in ("format", "width", "height", "bytes", "plain", "area", "frame", "words",
                                                        "printed")}
        return {"main_image_px": self.shorter, "main_image_white": self.white, "main_image_product": self.product,
                "main_image_marked": self.marked, "facts": facts}


def read(data: bytes) -> tuple[Image.Image, str]:
    """The picture upright in RGB on white, reduced to what is looked at or somewhat more, and its format.

    Raises `InputProblem` with one sentence for whatever cannot be looked at as one still picture.
    """
    if not data:
        raise InputProblem(_("The file is empty. Choose the picture again."))
    if len(data) > MOST_BYTES:
        raise InputProblem(_("The picture is larger than {n} MB. Save it smaller and choose it again."), n=MOST_BYTES // 10**6)
    if data[:512].lstrip().lower().startswith(_TEXTUAL):
        raise InputProblem(_("This is a drawing or a web page and not a photo. Save it as JPG or PNG and choose it again."))
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        raise InputProblem(_("Channels do not take this kind of photo (HEIC, AVIF). Save it as JPG and choose it again."))
    try:
        with Image.open(io.BytesIO(data), formats=KINDS) as image:
            _still(image)
            image.verify()  # a PNG whose sums do not fit would come out half black, without a word
        with Image.open(io.BytesIO(data), formats=KINDS) as image:
            image.draft("RGB", (LOOKED_AT, LOOKED_AT))
            return _upright(image), image.format or ""
    except InputProblem:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, struct.error, zlib.error,
            MemoryError) as error:
        raise InputProblem(_("The file cannot be read as a picture: it is damaged or of another kind. Save it as JPG or PNG and "
                             "choose it again.")) from error


def _still(image: Image.Image) -> None:
    if image.width * image.height > MOST_POINTS:
        raise _too_large()
    if min(image.size) < FEWEST:
        raise InputProblem(_("The picture is smaller than {n} points. Choose the main picture itself."), n=FEWEST)
    if image.format != "MPO" and getattr(image, "is_animated", False):
        raise InputProblem(_("The picture moves. Channels show a still main picture: choose a JPG or PNG."))


def _too_large() -> InputProblem:
    return InputProblem(_("The picture has more than {n} million points. Save it smaller and choose it again."),
                        n=MOST_POINTS // 10**6)


def _upright(image: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(image)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        over = turned.convert("RGBA")
        ground = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(ground, over).convert("RGB")
    return turned.convert("RGB")


def look(data: bytes) -> Picture:
    """Measure a picture. Raises `InputProblem` as `read` does."""
    image, kind = read(data)
    with Image.open(io.BytesIO(data), formats=KINDS) as whole:  # the size before it was reduced
        width, height = whole.size
        if whole.getexif().get(0x0112) in (5, 6, 7, 8):  # stored lying on its side
            width, height = height, width
    image.thumbnail((LOOKED_AT, LOOKED_AT))
    points = np.asarray(image, dtype=np.int16)
    ground, plain = _ground(points)
    border = _border(points.shape[:2])
    white = float((points[ground if plain else border] >= WHITE).all(axis=1).mean())
    thing = _thing(ground) if plain else None
    spans = area = None
    if thing is not None:
        rows, columns = thing
        spans = max((rows.stop - rows.start) / ground.shape[0], (columns.stop - columns.start) / ground.shape[1])
        area = float((~ground).mean())
    words, printed = lines_of_words(points, thing)
    return Picture(kind.replace("MPO", "JPEG"), width, height, len(data), round(white, 4), plain,
                   None if spans is None else round(spans, 4), None if area is None else round(area, 4), _framed(points), words,
                   printed)


def preview(data: bytes) -> bytes:
    """A small JPEG of the picture without anything that the camera wrote into it, to be shown and not to be kept."""
    image, _kind = read(data)
    image.thumbnail((PREVIEW, PREVIEW))
    out = io.BytesIO()
    Image.fromarray(np.asarray(image)).save(out, "JPEG", quality=80)  # a new picture: the points and nothing else
    return out.getvalue()


def _border(shape: tuple[int, ...]) -> Mask:
    """The outer fiftieth of the picture."""
    wide = max(2, min(shape) // 50)
    found = np.ones(shape, dtype=bool)
    found[wide:-wide, wide:-wide] = False
    return found


def _ground(points: NDArray[np.int16]) -> tuple[Mask, bool]:
    """The background: what has the colour of the border (white, where a quarter of it is) and hangs together with it; and
    whether it makes up half of the border, so that we may speak of a plain background."""
    border = _border(points.shape[:2])
    ring = points[border]
    is_white = (ring >= WHITE).all(axis=1).mean() >= 0.25
    colour = np.array([255, 255, 255]) if is_white else np.median(ring, axis=0)
    alike = (np.abs(points - colour) <= NEAR).all(axis=2)
    label, _n = ndimage.label(alike)
    ids = np.unique(label[border & alike])
    ground = np.isin(label, ids[ids > 0])
    return ground, bool(ground[border].mean() >= 0.5)


def _thing(ground: Mask) -> tuple[slice, slice] | None:
    """The rectangle around the largest thing that is not background, and what nearly touches it; None where there is none."""
    solid = ndimage.binary_opening(~ground, iterations=1)
    label, n = ndimage.label(ndimage.binary_dilation(solid, iterations=max(2, min(ground.shape) // 60)))
    if n == 0:
        return None
    sizes = ndimage.sum_labels(solid, label, range(1, n + 1))
    largest = int(np.argmax(sizes)) + 1
    if sizes[largest - 1] < 0.005 * ground.size:
        return None
    rows, columns = ndimage.find_objects(((label == largest) & solid).astype(np.int8))[0]
    return rows, columns


def _framed(points: NDArray[np.int16]) -> bool:
    """Whether a line or an edge runs around all four sides, at one distance from the border."""
    height, width = points.shape[:2]
    deep = max(3, min(height, width) // 8)
    for depth in range(2, deep):
        sides = (points[depth, depth:width - depth], points[height - 1 - depth, depth:width - depth],
                 points[depth:height - depth, depth], points[depth:height - depth, width - 1 - depth])
        outer = np.median(np.concatenate([points[0], points[-1], points[:, 0], points[:, -1]]), axis=0)
        even = (np.abs(points[0] - outer).max(axis=1) <= NEAR).mean() > 0.9
        if even and all((np.abs(side - outer).max(axis=1) > 40).mean() > 0.95 for side in sides):
            return True
    return False
