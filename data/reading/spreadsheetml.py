"""XML Spreadsheet 2003 under the name .xls, in the reading process. A document type is refused, so that nothing expands."""
import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

import pyarrow as pa

from data.reading.cells import Rows
from data.reading.decode import Undecodable, decoded
from data.reading.digits import whole
from data.reading.refused import Refused

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet "
_WHOLE = re.compile(r"(-?\d+)\.0+$")
_POWER = re.compile(r"-?\d(\.\d+)?E\+?\d{1,2}$", re.IGNORECASE)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.0+)?$")
_HEIGHT = 1_100_000
_GAP = 100_000
"""Rows that one row may skip."""


def tables(content: bytes, options: dict[str, Any]) -> Iterator[tuple[str | None, pa.Table, str]]:
    """The worksheets that hold a cell; ss:Index leaves rows and cells out, merged cells keep their first."""
    try:
        text, encoding = decoded(content, declared=True)
    except Undecodable:
        raise Refused("broken") from None
    book = _Book(options)
    parser = expat.ParserCreate("utf-8", " ")  # the text is read by us; what it says of its own encoding is void
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = book.start, book.end
    parser.CharacterDataHandler = book.text
    try:
        parser.Parse(text.strip().encode("utf-8", "replace"), True)
    except expat.ExpatError:
        raise Refused("broken") from None
    if len(book.sheets) > options["sheets"]:
        raise Refused("sheets")
    for name, rows in book.sheets:
        table = rows.table()
        if table.num_rows and table.num_columns:
            yield name, table, encoding


def _refuse(*_declared: object) -> None:
    raise Refused("entities")


class _Book:
    """What has been read of a workbook so far."""

    def __init__(self, options: dict[str, Any]):
        self.options = options
        self.sheets: list[tuple[str | None, Rows]] = []
        self.row: list[str | None] = []
        self.skip = 0
        self.kind: str | None = None
        self.parts: list[str] = []
        self.value: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.removeprefix(_SPACE):
            case "Worksheet":
                self.sheets.append((attributes.get(_SPACE + "Name"), Rows(self.options["columns"], self.options["rows"])))
            case "Row" if self.sheets:
                rows = self.sheets[-1][1]
                ahead = _number(attributes.get(_SPACE + "Index"), _HEIGHT) - 1 - rows.count
                if ahead > _GAP:
                    raise Refused("rows")
                for _n in range(ahead):
                    rows.add(())
                self.row = []
            case "Cell":
                place = _number(attributes.get(_SPACE + "Index"), self.options["columns"] + 1)
                self.row += [None] * (place - 1 - len(self.row))
                self.skip, self.value = _number(attributes.get(_SPACE + "MergeAcross"), self.options["columns"] + 1), None
            case "Data":
                self.kind, self.parts = attributes.get(_SPACE + "Type", "String"), []

    def text(self, text: str) -> None:
        if self.kind is not None:
            self.parts.append(text)

    def end(self, name: str) -> None:
        match name.removeprefix(_SPACE):
            case "Data":
                self.value, self.kind = plain("".join(self.parts), self.kind or "String"), None
            case "Cell":
                self.row += [self.value, *[None] * self.skip]
                if len(self.row) > self.options["columns"]:
                    raise Refused("columns")
            case "Row" if self.sheets:
                self.sheets[-1][1].add(self.row)
                self.row = []


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0


def plain(text: str, kind: str) -> str | None:
    """A cell as text, by the kind that it says it is: whole numbers without a point and with all their digits."""
    match kind:
        case "Number":
            text = text.strip()
            if _POWER.match(text):
                return whole(text) if abs(float(text)) >= 2 ** 53 else _WHOLE.sub(r"\1", f"{float(text):f}")
            return _WHOLE.sub(r"\1", text) or None
        case "Boolean":
            return {"1": "true", "0": "false"}.get(text.strip(), text or None)
        case "DateTime":
            return _MOMENT.sub(r"\1 \2", text.strip()) or None
        case "Error":
            return None
        case _:
            return text or None
