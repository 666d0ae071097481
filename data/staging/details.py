"""Detail pages: HTML into the text that a buyer reads, and how many pictures stand in it."""
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = "script, style, template, noscript, head, iframe, object, svg"
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "dl",
           "dt", "dd", "hr", "center", "blockquote", "pre", "figure", "figcaption", "header", "footer", "main"}
_CELLS = {"td", "th"}
_MARKUP = re.compile(r"<(?:[a-zA-Z!/][^<>]*|[a-zA-Z!/].*)>", re.DOTALL)
_PICTURE = re.compile(r"^(?:(?:https?:)?//\S+|\S+\.(?:jpe?g|png|gif|webp|bmp|avif|heic)(?:[?#]\S*)?)$", re.IGNORECASE)
PICTURES = "len(list_filter(string_split_regex(coalesce({0}, ''), '[,;|\\s]+'), lambda p: p <> ''))"
"""SQL: how many pictures a cell lists, which separates their addresses or file names by commas or line breaks."""


TOLD = ("_images", "_width", "_font")
"""What is told of a page beside its text: how many pictures, the widest fixed width, the smallest letters."""
PASSAGE = 20
"""Letters that a passage has at least: a footnote mark may be small."""
_WIDTH = re.compile(r"(?:^|;)\s*(?:min-)?width\s*:\s*(\d+(?:\.\d+)?)px", re.IGNORECASE)
_YIELDS = re.compile(r"(?:^|;)\s*max-width\s*:\s*\d+(?:\.\d+)?\s*(?:%|vw)", re.IGNORECASE)
_FONT = re.compile(r"(?:^|;)\s*font(?:-size)?\s*:[^;]*?(\d+(?:\.\d+)?)(px|pt)", re.IGNORECASE)
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_SIZED = re.compile(r"font\s*(?:-size)?\s*:|<font[^>]*\ssize", re.IGNORECASE)
"""Pixels of <font size=…>, and whether a page sets any size at all."""
_BOXES = "img, table, td, th, div, p, iframe, section"
_WIDEST = 100_000


@dataclass(frozen=True)
class Page:
    """A detail page: its text, how many pictures stand in it, and how it is laid out.

    `width` is the widest fixed width of a picture, a table or a box in pixels (0: nothing is fixed), `font` the smallest
    letters in pixels that are set for 20 letters or more (0: none are set); both None where there is no mark-up to tell.
    `alts` counts the pictures that carry a text.
    """

    text: str | None
    pictures: int | None
    width: int | None = None
    font: float | None = None
    alts: int | None = None


def plain(html: str | None) -> tuple[str | None, int | None]:
    """The text of a detail page, one line per block, and the number of its pictures; (None, None) where there is none.

    What stands in the place of a picture (alt) is text too. A cell that lists addresses of pictures has pictures and no text;
    one without mark-up is text as it is.
    """
    found = page(html)
    return found.text, found.pictures


def page(html: str | None) -> Page:
    """The text and the pictures, and widths and letters as the mark-up sets them beside each thing.

    What a style sheet sets is not seen, nor is the size of a picture that names none.
    """
    if html is None or not html.strip():
        return Page(None, None)
    if not _MARKUP.search(html):
        parts = [p for p in re.split(r"[,;|\s]+", html.strip()) if p]
        if all(_PICTURE.match(p) for p in parts):
            return Page(None, len(parts))
        return Page(_lines(html), 0)
    return _read(html)


@lru_cache(maxsize=256)
def _read(html: str) -> Page:
    tree = LexborHTMLParser(html)
    for node in tree.css(UNSEEN):
        node.decompose()
    body = tree.body
    if body is None:
        return Page(None, 0)
    pieces: list[str] = []
    pictures = alts = 0
    for node in body.traverse(include_text=True):
        if node.tag == "img":
            pictures += 1
            alts += bool((node.attributes.get("alt") or "").strip())
        pieces.append(_piece(node))
    wide = max(map(_width, body.css(_BOXES)), default=0) if "width" in html.lower() else 0
    return Page(_lines("".join(pieces)), pictures, wide, _smallest(body) if _SIZED.search(html) else 0.0, alts)


def _piece(node: LexborNode) -> str:
    tag = node.tag or ""
    if tag == "-text":
        return re.sub(r"\s+", " ", node.text(deep=False) or "")
    if tag == "img":
        return f" {(node.attributes.get('alt') or '').strip()} "
    return "\n" if tag in _BLOCKS else " " if tag in _CELLS else ""


def _lines(text: str) -> str | None:
    lines = (re.sub(r"[ \t\xa0\u200b\ufeff]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line) or None


def _width(node: LexborNode) -> int:
    """Pixels that the node insists on; 0 where it gives way to a narrow screen."""
    style = node.attributes.get("style") or ""
    if _YIELDS.search(style):
        return 0
    stated = _WIDTH.search(style)
    plainly = re.fullmatch(r"\s*(\d+)(?:px)?\s*", node.attributes.get("width") or "")
    found = float(stated[1]) if stated else float(plainly[1]) if plainly and "width" not in style else 0.0
    return int(min(found, _WIDEST))


def _smallest(body: LexborNode) -> float:
    """The smallest letters that are set for a passage, in pixels."""
    letters: dict[float, int] = {}
    sized = {node.mem_id: size for node in body.css("[style], font[size]") if (size := _font(node)) is not None}
    if not sized:
        return 0.0
    for node in body.traverse(include_text=True):
        if node.tag != "-text" or not (count := len((node.text(deep=False) or "").strip())):
            continue
        above = node.parent
        while above is not None and above.mem_id not in sized:
            above = above.parent
        if above is not None:
            letters[sized[above.mem_id]] = letters.get(sized[above.mem_id], 0) + count
    return min((size for size, count in letters.items() if count >= PASSAGE), default=0.0)


def _font(node: LexborNode) -> float | None:
    found = _FONT.search(node.attributes.get("style") or "")
    if found:
        return round(float(found[1]) * (4 / 3 if found[2].lower() == "pt" else 1), 1)
    return _FONT_SIZES.get((node.attributes.get("size") or "").strip()) if node.tag == "font" else None


def read_pages(column: pa.ChunkedArray) -> dict[str, pa.ChunkedArray]:
    """Of a column of detail pages the texts (""), and as text the numbers of pictures ("_images"), the widest fixed width
    ("_width") and the smallest letters ("_font"); a page that repeats is read once."""
    whole = column.combine_chunks() if column.num_chunks else pa.array([], pa.string())
    encoded = pc.dictionary_encode(whole)
    read = [page(text) for text in encoded.dictionary.to_pylist()]

    def spread(values: list[Any]) -> pa.ChunkedArray:
        return pa.chunked_array([pa.array([None if v is None else str(v) for v in values], pa.string()).take(encoded.indices)])
    return {"": spread([p.text for p in read]), "_images": spread([p.pictures for p in read]),
            "_width": spread([p.width for p in read]), "_font": spread([p.font for p in read])}
