"""Cells below a header as text columns, one per field of the format, with what is to be known of each row."""
import pyarrow as pa
import pyarrow.compute as pc

from data import values
from data.mapping import Match

TOTAL_COLUMNS = 5
"""A row of totals says so in one of the first columns."""


def cells_of(match: Match) -> pa.Table:
    """The fields of the format as text columns, with row_no, blank_row and total_row; trailing blank rows left out."""
    cells = match.sheet.cells.slice(match.row + 1)
    blank = pa.array([True] * cells.num_rows)
    for column in cells.columns:
        blank = pc.and_(blank, column.is_null())
    columns = {name: _clean(cells.column(place)) for name, place in match.format.columns_of(match.header).items()}
    for name in match.format.fields:
        columns.setdefault(name, pa.chunked_array([pa.nulls(cells.num_rows, pa.string())]))
    total = pa.array([False] * cells.num_rows)
    for column in cells.columns[:TOTAL_COLUMNS]:
        squeezed = pc.utf8_lower(pc.replace_substring_regex(pc.fill_null(column, ""), r"\s+", ""))
        total = pc.or_(total, pc.is_in(squeezed, pa.array(values.TOTALS)))
    rows = pa.array(range(match.row + 2, match.row + 2 + cells.num_rows), pa.int64())
    table = pa.table({**columns, "row_no": rows, "blank_row": blank, "total_row": total})
    filled = pc.indices_nonzero(pc.invert(blank))
    return table.slice(0, filled[-1].as_py() + 1 if len(filled) else 0)


def _clean(column: pa.ChunkedArray) -> pa.ChunkedArray:
    column = pc.utf8_trim_whitespace(column)
    if pc.any(pc.match_substring_regex(column, "[\u1100-\u11ff]")).as_py():  # taken apart into letters, as macOS writes
        column = pc.utf8_normalize(column, form="NFC")
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
