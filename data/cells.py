"""Cells below a header as a relation: one text column per field of the format, and the cells that speak of persons.

Cells are copied only where they must be: a column is mended (`tidy` of `data.values`) when its bytes show that it needs it.
"""
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import details
from data.mapping import Match, plain_header

_TELLING = re.compile("구매자|수취인|수령인|수신자|받는|주문자|고객|연락처|전화|휴대|핸드폰|배송지|주소|통관|내용|주민|이메일|"
                      "name|phone|address|street|email|zip")
_PHONE = re.compile("연락처|전화|휴대|핸드폰|phone")
_ODD_BYTES = (b"\xc2", b"\xe1", b"\xe2", b"\xe3", b"\xef")
"""What begins a letter that a cell should not hold: no-break and wide spaces, letters taken apart as macOS writes them, marks
without width, full-width letters. No Hangul syllable and no plain letter has these bytes."""


@dataclass(frozen=True)
class Cells:
    """The rows below a header: the table, SQL for each field, and the columns that hold names, phones and addresses."""

    table: pa.Table
    fields: dict[str, str]
    persons: tuple[str, ...]
    phones: tuple[str, ...]


def cells_of(match: Match) -> Cells:
    """The cells below the header of `match`, with row_no and blank_row; trailing blank rows are left out."""
    form, rows = match.format, match.sheet.cells.slice(match.row + 1)
    blank = _blank(rows)
    if blank is not None:
        filled = pc.indices_nonzero(pc.invert(blank))
        end = filled[-1].as_py() + 1 if len(filled) else 0
        rows, blank = rows.slice(0, end), blank.slice(0, end)
    places = form.columns_of(match.header)
    telling = [n for n, text in enumerate(match.header) if form.is_personal(text) and _TELLING.search(plain_header(text))]
    columns, sql = {}, {}
    used = sorted({*places.values(), *telling})
    with ThreadPoolExecutor(2) as threads:
        for n, is_odd in zip(used, threads.map(odd, map(rows.column, used)), strict=True):
            columns[str(n)] = rows.column(n)
            sql[n] = f'tidy("{n}")' if is_odd else f'"{n}"'
    fields = {name: sql[places[name]] if name in places else "CAST(NULL AS VARCHAR)" for name in form.fields}
    for name in form.html:
        if name in places:
            columns[name], columns[f"{name}_images"] = details.read_pages(rows.column(places[name]))
            fields |= {name: f'"{name}"', f"{name}_images": f'"{name}_images"'}
        else:
            fields[f"{name}_images"] = "CAST(NULL AS VARCHAR)"
    columns["row_no"] = pa.array(np.arange(match.row + 2, match.row + 2 + rows.num_rows, dtype=np.int64))
    columns["blank_row"] = blank if blank is not None else pa.repeat(pa.scalar(False), rows.num_rows)
    return Cells(pa.table(columns), fields, tuple(sql[n] for n in telling),
                 tuple(sql[n] for n in telling if _PHONE.search(plain_header(match.header[n]))))


def _blank(rows: pa.Table) -> pa.Array | None:
    """Per row whether all cells are empty; None where no row is."""
    blank = None
    for column in rows.columns:
        if column.null_count == 0:
            return None
        empty = column.is_null()
        blank = empty if blank is None else pc.and_(blank, empty)
        if not pc.any(blank).as_py():
            return None
    return blank.combine_chunks() if isinstance(blank, pa.ChunkedArray) else blank


def odd(column: pa.ChunkedArray) -> bool:
    """Whether a text column may hold cells to be mended: by the first and last byte of each, and by bytes that show more."""
    return any(_odd_chunk(chunk) for chunk in column.chunks if chunk.null_count < len(chunk))


def _odd_chunk(chunk: pa.Array) -> bool:
    wide = pa.types.is_large_string(chunk.type)
    _valid, offsets, data = chunk.buffers()
    ends = np.frombuffer(offsets, np.int64 if wide else np.int32)[chunk.offset:chunk.offset + len(chunk) + 1]
    if data is None or ends[0] == ends[-1]:
        return False
    body = np.frombuffer(data, np.uint8)[ends[0]:ends[-1]]
    # Of an empty cell these are the bytes of its neighbours, which does no harm.
    firsts = body[np.minimum(ends[:-1] - ends[0], len(body) - 1)]
    lasts = body[np.maximum(ends[1:] - ends[0] - 1, 0)]
    if body.min() < ord(" ") or min(firsts.min(), lasts.min()) <= ord(" ") or (firsts == ord("=")).any():
        return True
    text = body.tobytes()
    return b"\x7f" in text or not (text.isascii() or all(byte not in text for byte in _ODD_BYTES))
