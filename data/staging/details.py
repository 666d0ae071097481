"""Detail pages: HTML into the text that a buyer reads, and how many pictures stand in it."""
import re
from functools import lru_cache

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


def plain(html: str | None) -> tuple[str | None, int | None]:
    """The text of a detail page, one line per block, and the number of its pictures; (None, None) where there is none.

    What stands in the place of a picture (alt) is text too. A cell that lists addresses of pictures has pictures and no text;
    one without mark-up is text as it is.
    """
    if html is None or not html.strip():
        return None, None
    if not _MARKUP.search(html):
        parts = [p for p in re.split(r"[,;|\s]+", html.strip()) if p]
        if all(_PICTURE.match(p) for p in parts):
            return None, len(parts)
        return _lines(html), 0
    return _read(html)


@lru_cache(maxsize=256)
def _read(html: str) -> tuple[str | None, int | None]:
    tree = LexborHTMLParser(html)
    for node in tree.css(UNSEEN):
        node.decompose()
    body = tree.body
    if body is None:
        return None, 0
    pieces: list[str] = []
    pictures = 0
    for node in body.traverse(include_text=True):
        pictures += node.tag == "img"
        pieces.append(_piece(node))
    return _lines("".join(pieces)), pictures


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


def read_pages(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Of a column of detail pages the texts, and the numbers of pictures as text; a page that repeats is read once."""
    whole = column.combine_chunks() if column.num_chunks else pa.array([], pa.string())
    encoded = pc.dictionary_encode(whole)
    read = [plain(page) for page in encoded.dictionary.to_pylist()]
    texts = pa.array([text for text, _n in read], pa.string())
    numbers = pa.array([None if n is None else str(n) for _text, n in read], pa.string())
    return pa.chunked_array([texts.take(encoded.indices)]), pa.chunked_array([numbers.take(encoded.indices)])
