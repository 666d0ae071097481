"""Text files with separated cells → one table of text, parsed by Arrow without a Python object per cell.

Rows that are shorter or longer than the rest (a title above the header, totals below) are put in their place afterwards; a
file whose rows differ throughout is read by `data.reading.apart`.
"""
import codecs
import csv
import io
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.csv

from data.errors import InputProblem
from data.reading import apart
from data.reading.decode import Undecodable, decoded
from data.reading.kinds import File
from data.reading.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from data.reading.refusals import refusal
from data.text import _

_SAMPLE = 1_000_000
_BLOCK = 1 << 24
_WINDOW = 1 << 20
"""A line that fills one of these is no line of a table."""
_LINES_A_ROW = 4
_ODD_ROWS = 2_000
_SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?\r?\n', re.IGNORECASE)
_DELIMITERS = ",\t;|"


def table(file: File) -> tuple[pa.Table, str]:
    """The cells of a CSV or TSV, and its encoding. Raises `InputProblem`."""
    content = file.content
    sample = bytes(content[:_SAMPLE])
    if b"\0" not in sample and _is_utf8(sample):
        view = memoryview(content)[3:] if sample.startswith(b"\xef\xbb\xbf") else memoryview(content)
        try:
            return _cells(file, view), "utf-8-sig"
        except _NotUtf8:  # further down
            pass
    text, encoding = _text(file)
    return _cells(file, memoryview(text.encode())), encoding


class _NotUtf8(ValueError):
    """The bytes are no UTF-8 after all, or hold zeros."""


@dataclass(frozen=True)
class _Bytes:
    name: str
    content: Any


def _cells(file: File, content: memoryview) -> pa.Table:
    head = bytes(content[:_SAMPLE]).decode("utf-8", "ignore")
    first = _SEPARATOR_LINE.match(head)
    delimiter = first[1] if first and ord(first[1]) < 128 else delimiter_of(head)
    _bounded(file, content, delimiter)
    cells = _by_arrow(content, delimiter, head)
    if cells is None:
        cells = apart.sheets(_Bytes(file.name, content), "ragged", delimiter=delimiter)[0][1]
    if cells.num_columns > MAX_COLUMNS:
        raise refusal("columns", file.name)
    return cells


def _is_utf8(sample: bytes) -> bool:
    """Whether the beginning of a file is UTF-8; where it has been cut off in the middle of a letter too."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(sample) < _SAMPLE)
    except UnicodeDecodeError:
        return False
    return True


def _text(file: File) -> tuple[str, str]:
    try:
        text, encoding = decoded(bytes(file.content))
    except Undecodable as error:
        raise InputProblem(_("{file} is neither an Excel file nor a CSV in a Korean encoding. Download it again from the seller "
                             "centre."), file=file.name) from error
    zeros = text.count("\0")
    if zeros * 20 > len(text):
        raise InputProblem(_("{file} is neither an Excel file nor a CSV. Download it again from the seller centre."),
                           file=file.name)
    return text.replace("\0", "") if zeros else text, encoding


def delimiter_of(head: str) -> str:
    """What parts the cells: the mark by which the lines of the beginning fall into the most cells, the same number in each."""
    def agreeing(mark: str) -> int:
        widths = Counter(_widths(head[:100_000], mark, 40))
        return max(((width - 1) * lines for width, lines in widths.items()), default=0)

    return max(_DELIMITERS, key=agreeing)


def _widths(head: str, delimiter: str, rows: int) -> list[int]:
    """How many cells each of the first rows has; what cannot be told ends the list."""
    found = []
    with suppress(csv.Error):
        for row in islice(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), rows):
            found.append(len(row))
    return found


def _bounded(file: File, content: memoryview, delimiter: str) -> None:
    """Refuse what would swell: too many lines, too many cells, a line without an end. Zeros show that it is not what it seemed.

    Of a large file every eighth part is looked at.
    """
    size, mark = len(content), delimiter.encode()
    step = 8 if size > MAX_CELLS else 1
    lines = cells = 0
    for n, at in enumerate(range(0, size, _WINDOW)):
        block = bytes(content[at:at + _WINDOW])
        if b"\0" in block:
            raise _NotUtf8
        ends = block.count(b"\n") or block.count(b"\r")
        if not ends and len(block) == _WINDOW:
            raise InputProblem(_("{file} holds a line that never ends. Download it again from the seller centre."),
                               file=file.name)
        lines += ends
        if n % step == 0:
            cells += step * block.count(mark)
    if lines > _LINES_A_ROW * MAX_ROWS or lines + cells > MAX_CELLS:
        raise refusal("rows", file.name)


def _by_arrow(content: memoryview, delimiter: str, head: str) -> pa.Table | None:
    """The rows where nearly all have the same number of cells, as in nearly every export; None otherwise."""
    widths = _widths(head, delimiter, 500)
    if len(head) >= _SAMPLE // 4 and len(widths) < 500:
        widths = widths[:-1]  # the sample may end within a row
    counted = Counter(w for w in widths if w > 1)
    if not counted:
        return None
    width = counted.most_common(1)[0][0]
    if width > MAX_COLUMNS:
        return None
    odd: list[pa.csv.InvalidRow] = []

    def keep(row: Any) -> str:
        odd.append(row)
        return "skip" if len(odd) <= _ODD_ROWS else "error"

    names = [str(n) for n in range(width)]
    uneven = any(w != width for w in widths)
    table = _parsed(content, delimiter, names, keep if uneven else None)
    if table is None and not uneven:
        table = _parsed(content, delimiter, names, keep)
    return _with_odd(table, odd, delimiter) if table is not None else None


def _parsed(content: memoryview, delimiter: str, names: list[str], odd: Any) -> pa.Table | None:
    try:
        return pa.csv.read_csv(
            pa.py_buffer(content),
            # One thread where rows are odd: only then is it known where they stand.
            read_options=pa.csv.ReadOptions(column_names=names, block_size=_BLOCK, use_threads=odd is None),
            parse_options=pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values=_quoted(content), ignore_empty_lines=False,
                                              invalid_row_handler=odd),
            convert_options=pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True,
                                                  null_values=[""], quoted_strings_can_be_null=True))
    except pa.ArrowInvalid as error:
        if "invalid UTF8" in str(error):
            raise _NotUtf8 from None
        return None


def _quoted(content: memoryview) -> bool:
    return any(b'"' in bytes(content[at:at + _WINDOW]) for at in range(0, len(content), _WINDOW))


def _with_odd(table: pa.Table, odd: list[Any], delimiter: str) -> pa.Table | None:
    """The table with the rows that are shorter or longer put where they stand in the file."""
    if not odd:
        return table
    rows = [next(csv.reader(io.StringIO(row.text, newline=""), delimiter=delimiter), []) for row in odd]
    width = max(table.num_columns, *map(len, rows))
    if width > MAX_COLUMNS:
        return None
    schema = pa.schema([(str(n), pa.string()) for n in range(width)])
    filler = width - table.num_columns
    parts, taken = [], 0
    for n, (row, cells) in enumerate(zip(odd, rows, strict=True)):
        until = row.number - 1 - n
        body = table.slice(taken, until - taken)
        parts.append(pa.table([*body.columns, *(pa.nulls(body.num_rows, pa.string()) for _n in range(filler))], schema=schema))
        parts.append(pa.table([pa.array([cells[c] or None if c < len(cells) else None], pa.string()) for c in range(width)],
                              schema=schema))
        taken = until
    body = table.slice(taken)
    parts.append(pa.table([*body.columns, *(pa.nulls(body.num_rows, pa.string()) for _n in range(filler))], schema=schema))
    return pa.concat_tables(parts)
