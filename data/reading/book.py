"""Workbooks (xlsx, xlsm, xlsb, xls, ods; with a password too), in the reading process: cells as text.

Formulas are not computed and links not followed: the saved value of a cell is what counts. Errors (#N/A) are empty cells,
dates come as 2026-09-01 10:00:00, numbers without a needless point, with at most nine decimals.
"""
from collections.abc import Iterator
from typing import Any

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from data.reading import archive, digits
from data.reading.lock import unlocked
from data.reading.refused import Refused

_FAULTS = (fastexcel.FastExcelError, OSError, ValueError)


def tables(content: bytes, options: dict[str, Any]) -> Iterator[tuple[str, pa.Table, None]]:
    """The visible sheets that hold a cell; the hidden ones where no other does."""
    content = unlocked(content, options)
    package = content.startswith(b"PK")
    if package:
        archive.guard(archive.opened(content), options)
    try:
        book = fastexcel.read_excel(content)
    except _FAULTS:
        raise Refused("broken") from None
    names = book.sheet_names
    if len(names) > options["sheets"]:
        raise Refused("sheets")
    found, hidden = 0, []
    for name in names:
        shown, table = _loaded(book, name, options)
        if table is None:
            continue
        if package:
            table = digits.exact(content, name, table)
        if not shown:
            hidden.append((name, table))
            continue
        found += 1
        yield name, table, None
    if not found:
        yield from ((name, table, None) for name, table in hidden)


def _loaded(book: Any, name: str, options: dict[str, Any]) -> tuple[bool, pa.Table | None]:
    """Whether a sheet is visible, and its cells from row 1 on, whatever its <dimension> says; None where it is empty."""
    try:
        # Everything as text from the first row on: types and headers are ours to tell.
        sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string", schema_sample_rows=1)
        if not sheet.width or not sheet.height:
            return True, None
        if sheet.width > options["columns"]:
            raise Refused("columns")
        shown, batch = sheet.visible == "visible", sheet.to_arrow()
    except _FAULTS:
        raise Refused("broken") from None
    columns = [plain(column) for column in batch.columns]
    del batch, sheet
    table = pa.table(columns, names=[str(n) for n in range(len(columns))])
    return shown, table


def plain(column: pa.Array) -> pa.Array:
    """Empty text is no cell; a time of day has no day."""
    lengths = pc.binary_length(column)
    if pc.min(lengths).as_py() == 0:
        column = pc.if_else(pc.equal(lengths, 0), pa.scalar(None, pa.string()), column)
    if pc.any(pc.starts_with(column, "1899-12-3")).as_py():
        column = pc.replace_substring_regex(column, r"^1899-12-3[01] (\d\d:\d\d:\d\d(\.\d+)?)$", r"\1")
    return column
