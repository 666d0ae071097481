"""Cells below a header as a relation: one text column per field of the format, and the cells that speak of persons.

A sheet that can be read piece by piece is: its cells are then never in memory as a whole.
"""
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.mapping import Match, plain_header
from data.staging import details
from data.staging.mending import mend, mend_all

_TELLING = re.compile("구매자|수취인|수령인|수신자|받는|주문자|고객|연락처|전화|휴대|핸드폰|배송지|주소|통관|내용|주민|이메일|"
                      "name|phone|address|street|email|zip")
_PHONE = re.compile("연락처|전화|휴대|핸드폰|phone")


@dataclass(frozen=True)
class Cells:
    """The rows below a header.

    `source` has all columns of the sheet as "0", "1", …, those of fields mended, and row_no and blank_row; `head` is its
    beginning, or all of it. `fields` is SQL for each field; `persons` and `phones` are the columns that hold names, phones
    and addresses.
    """

    source: pa.Table | pa.RecordBatchReader
    head: pa.Table
    width: int
    fields: dict[str, str]
    persons: tuple[str, ...]
    phones: tuple[str, ...]


def cells_of(match: Match, piecewise: bool = True) -> Cells:
    """The cells below the header of `match`; trailing blank rows are left out, unless the sheet is read piece by piece."""
    form = match.format
    places = form.columns_of(match.header)
    telling = [n for n, text in enumerate(match.header) if form.is_personal(text) and _TELLING.search(plain_header(text))]
    used = sorted({*places.values(), *telling})
    fields = {name: f'"{places[name]}"' if name in places else "CAST(NULL AS VARCHAR)" for name in form.fields}
    stream = None if form.html or not piecewise else match.sheet.pieces(match.row + 1)
    if stream is None:
        head = source = _whole(match, used, fields)
        width = match.sheet.cells.num_columns
    else:
        width = len(stream.schema)
        schema = pa.schema([*stream.schema, ("row_no", pa.int64()), ("blank_row", pa.bool_())])
        source = pa.RecordBatchReader.from_batches(schema, _mended(stream, used, match.row + 2, schema))
        top = match.sheet.top(match.row + 1 + _HEAD)[match.row + 1:]
        head = pa.table({str(n): pa.array([row[n] for row in top], pa.string()) for n in range(width)} | {
            "row_no": pa.array(range(match.row + 2, match.row + 2 + len(top)), pa.int64())})
    return Cells(source, head, width, fields, tuple(f'"{n}"' for n in telling),
                 tuple(f'"{n}"' for n in telling if _PHONE.search(plain_header(match.header[n]))))


_HEAD = 5_000
_BATCH = 20_000
"""Rows that one core of the database takes at a time."""


def _whole(match: Match, used: list[int], fields: dict[str, str]) -> pa.Table:
    rows = match.sheet.cells.slice(match.row + 1)
    blank = _blank(rows.columns)
    if blank is not None:
        filled = pc.indices_nonzero(pc.invert(blank))
        end = filled[-1].as_py() + 1 if len(filled) else 0
        rows, blank = rows.slice(0, end), blank.slice(0, end)
    with ThreadPoolExecutor(2) as threads:
        mended = dict(zip(used, threads.map(mend_all, map(rows.column, used)), strict=True))
    columns = {str(n): mended.get(n, rows.column(n)) for n in range(rows.num_columns)}
    places = match.format.columns_of(match.header)
    for name in match.format.html:
        fields |= {f"{name}{told}": "CAST(NULL AS VARCHAR)" for told in details.TOLD}
        if name in places:
            read = {f"{name}{told}": column for told, column in details.read_pages(rows.column(places[name])).items()}
            columns |= read
            fields |= {known: f'"{known}"' for known in read}
    columns["row_no"] = pa.array(np.arange(match.row + 2, match.row + 2 + rows.num_rows, dtype=np.int64))
    columns["blank_row"] = blank if blank is not None else pa.repeat(pa.scalar(False), rows.num_rows)
    table = pa.table(columns)
    return pa.Table.from_batches(table.to_batches(_BATCH), table.schema)


def _mended(stream: pa.RecordBatchReader, used: list[int], first: int, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for batch in stream:
        columns = [mend(column) if n in used else column for n, column in enumerate(batch.columns)]
        blank = _blank(batch.columns)
        columns.append(pa.array(np.arange(first, first + batch.num_rows, dtype=np.int64)))
        columns.append(blank if blank is not None else pa.repeat(pa.scalar(False), batch.num_rows))
        first += batch.num_rows
        yield pa.record_batch(columns, schema=schema)


def _blank(columns: list[pa.Array] | list[pa.ChunkedArray]) -> pa.Array | None:
    """Per row whether all cells are empty; None where no row is."""
    blank = None
    for column in columns:
        if column.null_count == 0:
            return None
        empty = column.is_null()
        blank = empty if blank is None else pc.and_(blank, empty)
        if not pc.any(blank).as_py():
            return None
    return blank.combine_chunks() if isinstance(blank, pa.ChunkedArray) else blank
