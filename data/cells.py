"""Cells below a header as text columns, one per field of the format, with what is to be known of each row."""
import re

import pyarrow as pa
import pyarrow.compute as pc

from data import details, values
from data.mapping import Match, plain_header

_TELLING = re.compile("구매자|수취인|연락처|전화|배송지|주소|통관|내용|주민")
_PHONE = re.compile("연락처|전화")

TOTAL_COLUMNS = 5
"""A row of totals says so in one of the first columns."""


def cells_of(match: Match) -> pa.Table:
    """The fields of the format as text columns, with row_no, blank_row and total_row; trailing blank rows left out."""
    cells = match.sheet.cells.slice(match.row + 1)
    blank = pa.array([True] * cells.num_rows)
    for column in cells.columns:
        blank = pc.and_(blank, column.is_null())
    columns = {name: _clean(cells.column(place)) for name, place in match.format.columns_of(match.header).items()}
    persons = _persons(match, cells)
    for name in match.format.fields:
        columns.setdefault(name, pa.chunked_array([pa.nulls(cells.num_rows, pa.string())]))
    for name in match.format.html:
        columns[name], columns[f"{name}_images"] = details.read_pages(columns[name])
    total = pa.array([False] * cells.num_rows)
    for column in cells.columns[:TOTAL_COLUMNS]:
        squeezed = pc.utf8_lower(pc.replace_substring_regex(pc.fill_null(column, ""), r"\s+", ""))
        total = pc.or_(total, pc.is_in(squeezed, pa.array(values.TOTALS)))
    rows = pa.array(range(match.row + 2, match.row + 2 + cells.num_rows), pa.int64())
    if persons is not None:
        columns["persons"] = persons
    table = pa.table({**columns, "row_no": rows, "blank_row": blank, "total_row": total})
    filled = pc.indices_nonzero(pc.invert(blank))
    return table.slice(0, filled[-1].as_py() + 1 if len(filled) else 0)


def _clean(column: pa.ChunkedArray) -> pa.ChunkedArray:
    column = pc.utf8_trim_whitespace(column)
    if pc.any(pc.match_substring_regex(column, "[\u1100-\u11ff]")).as_py():  # taken apart into letters, as macOS writes
        column = pc.utf8_normalize(column, form="NFC")
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def _persons(match: Match, cells: pa.Table) -> pa.Array | None:
    """Per row, what its personal cells hold, phones without their dashes too: to be left out of the other cells.

    What is shorter than three characters is no telling name in the middle of a word, and masked ones tell nothing.
    """
    places = [n for n, text in enumerate(match.header) if match.format.is_personal(text) and _TELLING.search(plain_header(text))]
    columns = [_clean(cells.column(n)) for n in places]
    columns += [pc.replace_substring_regex(c, r"\D", "") for c, n in zip(columns, places, strict=True)
                if _PHONE.search(plain_header(match.header[n]))]
    if not columns:
        return None
    told = [pc.if_else(pc.and_(pc.greater_equal(pc.utf8_length(c), 3), pc.invert(pc.match_substring(c, "**"))), c,
                       pa.scalar(None, pa.string())) for c in columns]
    rows = zip(*(c.to_pylist() for c in told), strict=True)
    return pa.array([sorted({v for v in row if v}, key=len, reverse=True) for row in rows], pa.list_(pa.string()))
