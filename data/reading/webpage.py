"""Web pages under the name .xls, in the reading process: each table that holds no other table is a sheet, the longest first.

Text is text: scripts are not run, links not followed, pictures not fetched.
"""
import email
import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from selectolax.lexbor import LexborHTMLParser

from data.reading.cells import Rows
from data.reading.decode import Undecodable, decoded
from data.reading.refused import Refused

_TALLEST = 10_000
_PIECE = 500_000
_LONGEST = 4_000_000
"""Bytes from one row to the next: no row of a table of sales is as long, and a tree that deep takes for ever."""
_BREAK = "\x0b"
_SPACES = re.compile(r"[ \t\r\n]+")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_TABLE = re.compile(rb"<(/?)table\b", re.IGNORECASE)
_ROW = re.compile(rb"<tr\b", re.IGNORECASE)


def tables(content: bytes, options: dict[str, Any]) -> Iterator[tuple[None, pa.Table, str]]:
    """The tables of a page. A cell over several rows stands in each of them, as an order number over its lines does; a cell
    over several columns in the first."""
    try:
        text, encoding = decoded(_unpacked(content), declared=True)
    except Undecodable:
        raise Refused("broken") from None
    page = _COMMENT.sub(b"", text.encode("utf-8", "replace"))
    del text
    found = []
    for start, end in _leaves(page):
        rows, hanging = Rows(options["columns"], options["rows"]), dict[int, tuple[int, str | None]]()
        for piece in _pieces(page, start, end):
            _gather(piece, rows, hanging, options["columns"])
        table = rows.table()
        if table.num_rows and table.num_columns:
            found.append(table)
        if len(found) > options["sheets"]:
            raise Refused("sheets")
    if not found:
        raise Refused("no_table")
    for table in sorted(found, key=lambda t: -t.num_rows):
        yield None, table, encoding


def _unpacked(content: bytes) -> bytes:
    """The page itself, where it came as mail (Excel's "single file web page"): its longest part with a table."""
    if not content[:200].lstrip(b"\xef\xbb\xbf\r\n").lower().startswith(b"mime-version:"):
        return content
    parts = [part.get_payload(decode=True) for part in email.message_from_bytes(content).walk() if not part.is_multipart()]
    pages = [part for part in parts if isinstance(part, bytes) and _TABLE.search(part)]
    if not pages:
        raise Refused("no_table")
    return max(pages, key=len)


def _leaves(page: bytes) -> Iterator[tuple[int, int]]:
    """Where the tables lie that hold no other."""
    start: int | None = None
    for tag in _TABLE.finditer(page):
        if tag[1]:
            if start is not None:
                yield start, tag.start()
            start = None
        else:
            start = tag.start()
    if start is not None:
        yield start, len(page)


def _pieces(page: bytes, start: int, end: int) -> Iterator[LexborHTMLParser]:
    """A table piece by piece, cut before rows: the tree of a whole page would take ten times its size."""
    while start < end:
        cut = _ROW.search(page, start + _PIECE, end)
        until = cut.start() if cut else end
        if until - start > _LONGEST:
            raise Refused("time")
        yield LexborHTMLParser((b"" if page[start:start + 6].lower() == b"<table" else b"<table>") + page[start:until])
        start = until


def _gather(piece: LexborHTMLParser, rows: Rows, hanging: dict[int, tuple[int, str | None]], columns: int) -> None:
    """Add the rows of a piece; `hanging` are the cells from above that reach down: column → rows left, value."""
    for mark in piece.css("br"):
        mark.replace_with(_BREAK)
    for line in piece.css("tr"):
        cells: list[str | None] = []
        for cell in line.iter():
            if cell.tag not in ("td", "th"):
                continue
            _hang(cells, hanging)
            attributes = cell.attributes
            value = _shown(cell.text())
            wide, tall = (_span(attributes.get("colspan"), columns), _span(attributes.get("rowspan"), _TALLEST)) \
                if attributes else (1, 1)
            if tall > 1:
                hanging[len(cells)] = tall - 1, value
            cells.append(value)
            cells += [None] * (wide - 1)
            if len(cells) > columns:
                raise Refused("columns")
        _hang(cells, hanging)
        rows.add(cells)


def _shown(text: str | None) -> str | None:
    """Text as a browser shows it: line breaks are those of <br>, other white space is one space."""
    if text and ("\n" in text or "\t" in text or "  " in text or _BREAK in text):
        text = "\n".join(line.strip() for line in _SPACES.sub(" ", text).split(_BREAK))
    return (text or "").strip() or None


def _hang(cells: list[str | None], hanging: dict[int, tuple[int, str | None]]) -> None:
    """Put what reaches down from the rows above in its place."""
    while (found := hanging.pop(len(cells), None)) is not None:
        left, value = found
        if left > 1:
            hanging[len(cells)] = left - 1, value
        cells.append(value)


def _span(text: str | None, most: int) -> int:
    return min(int(text), most + 1) if text and text.isascii() and text.isdigit() and len(text) < 9 and int(text) else 1
