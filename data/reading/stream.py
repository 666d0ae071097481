"""Long plain CSV, read piece by piece: text in UTF-8 whose rows all have the same cells below their header.

Whoever finds that a file is not as plain as its beginning reads it as a whole (`data.reading.delimited`), which can do
everything.
"""
import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.csv

from data.reading import delimited
from data.reading.kinds import File
from data.reading.limits import MAX_COLUMNS, MAX_ROWS
from data.reading.mojibake import mended

LONG = 32_000_000
"""Bytes from which it pays."""
_SAMPLE = 1_000_000
_PIECE = 4_000_000
_NOTICES = 60


@dataclass(frozen=True)
class Plain:
    """A file that begins as a plain CSV: its first rows, the line on which each ends, and how to read the others."""

    content: Any = field(repr=False)
    delimiter: str
    rows: list[list[str | None]] = field(repr=False)
    ends: list[int]
    width: int
    quoted: bool

    def pieces(self, skip: int) -> pa.RecordBatchReader | None:
        """All rows but the first `skip`, as text columns "0", "1", …; raises `pa.ArrowInvalid` on the way for odd rows.

        None where so many rows are to be skipped that their place in the file is not known.
        """
        if skip > min(len(self.ends), _NOTICES):
            return None
        names = [str(n) for n in range(self.width)]
        reader = pa.csv.open_csv(
            pa.BufferReader(pa.py_buffer(self.content)),
            read_options=pa.csv.ReadOptions(column_names=names, block_size=_PIECE, skip_rows=self.ends[skip - 1] if skip else 0),
            parse_options=pa.csv.ParseOptions(delimiter=self.delimiter, newlines_in_values=self.quoted, ignore_empty_lines=False),
            convert_options=pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True,
                                                  null_values=[""], quoted_strings_can_be_null=True))
        return pa.RecordBatchReader.from_batches(reader.schema, _counted(reader))


def _counted(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    rows = 0
    for batch in reader:
        rows += batch.num_rows
        if rows > MAX_ROWS:
            raise pa.ArrowInvalid("more rows than are read")
        yield batch


def plain(file: File) -> Plain | None:
    """The file as a plain CSV, if it is long and begins as one."""
    content = file.content
    sample = bytes(content[:_SAMPLE])
    if len(content) < LONG or b"\0" in sample:
        return None
    start = 3 if sample.startswith(b"\xef\xbb\xbf") else 0
    try:
        head = sample[start:sample.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if head[:6].lower().lstrip('"').startswith("sep="):
        return None
    delimiter = delimited.delimiter_of(head)
    rows: list[list[str | None]] = []
    ends: list[int] = []
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        for row in islice(reader, 10_000):
            rows.append([cell or None for cell in row])
            ends.append(reader.line_num)
    except csv.Error:
        return None
    rows = rows[:-1]  # the sample may end within a quoted cell
    widths = Counter(map(len, rows[_NOTICES:]))
    width = max(map(len, rows), default=0)
    if set(widths) != {width} or not 1 < width <= MAX_COLUMNS:
        return None
    rows = [row + [None] * (width - len(row)) for row in rows]
    table = pa.table({str(n): pa.array([row[n] for row in rows[:_NOTICES]], pa.string()) for n in range(width)})
    if mended(table) is not table:
        return None
    return Plain(memoryview(content)[start:], delimiter, rows, ends, width, '"' in head)
