"""Web pages under the name .xls, in the reading process: each table that holds no other table is a sheet, the longest first.

Text is text: scripts are not run, links not followed, pictures not fetched.
"""
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from selectolax.lexbor import LexborHTMLParser, LexborNode

from data.read_cells import Rows
from data.read_decode import Undecodable, decoded
from data.read_refused import Refused

_TALLEST = 10_000


def tables(content: bytes, options: dict[str, Any]) -> Iterator[tuple[None, pa.Table, str]]:
    """The tables of a page. A cell over several rows stands in each of them, as an order number over its lines does; a cell
    over several columns in the first."""
    try:
        text, encoding = decoded(content, declared=True)
    except Undecodable:
        raise Refused("broken") from None
    page = LexborHTMLParser(text)
    del text
    for mark in page.css("br"):
        mark.replace_with("\n")
    found = []
    for node in page.css("table"):
        if len(node.css("table")) > 1:  # it lays out others; a node finds itself too
            continue
        rows = Rows(options["columns"], options["rows"])
        _gather(node, rows, options["columns"])
        table = rows.table()
        if table.num_rows and table.num_columns:
            found.append(table)
    if not found:
        raise Refused("no_table")
    if len(found) > options["sheets"]:
        raise Refused("sheets")
    for table in sorted(found, key=lambda t: -t.num_rows):
        yield None, table, encoding


def _gather(node: LexborNode, rows: Rows, columns: int) -> None:
    hanging: dict[int, tuple[int, str | None]] = {}  # column → rows left, value: cells from above that reach down
    for line in node.css("tr"):
        cells: list[str | None] = []
        for cell in line.iter():
            if cell.tag not in ("td", "th"):
                continue
            _hang(cells, hanging)
            attributes = cell.attributes
            value = (cell.text() or "").strip() or None
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


def _hang(cells: list[str | None], hanging: dict[int, tuple[int, str | None]]) -> None:
    """Put what reaches down from the rows above in its place."""
    while (found := hanging.pop(len(cells), None)) is not None:
        left, value = found
        if left > 1:
            hanging[len(cells)] = left - 1, value
        cells.append(value)


def _span(text: str | None, most: int) -> int:
    return min(int(text), most + 1) if text and text.isascii() and text.isdigit() and len(text) < 9 and int(text) else 1
