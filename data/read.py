"""Bytes of a file → sheets of text cells. What a file is, is told by its bytes, never by its name.

Nothing is written to the disk: files hold names and addresses of buyers. Workbooks are read by `data.workbook_child` in a
process of its own, because a hostile one makes the reader abort.
"""
import csv
import io
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from data.errors import InputProblem, PasswordNeeded
from data.text import _

MAX_BYTES = 300_000_000
MAX_ROWS = 6_000_000
MAX_COLUMNS = 2_000
EXPANDED = 1_500_000_000
"""Bytes of a workbook once unpacked: 200,000 rows of 40 columns have about a fifth of it."""
MEMORY = 3_000_000_000
"""Address space of the reading process, libraries included."""
SECONDS = 60
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"RIFF", b"BM")


@dataclass(frozen=True)
class Upload:
    """A file as it was given: its name, without folders and control characters, and its bytes."""

    name: str
    content: bytes

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", re.sub(r"[\x00-\x1f\x7f]", "", re.split(r"[\\/]", self.name)[-1])[:200] or "file")


@dataclass(frozen=True)
class Sheet:
    """One sheet of text cells: columns "0", "1", …; row i of `cells` is row i + 1 of the file; empty cells are null."""

    name: str | None
    cells: pa.Table
    encoding: str | None = None

    def top(self, rows: int) -> list[list[str | None]]:
        """The first `rows` rows as lists."""
        head = self.cells.slice(0, rows)
        columns = [head.column(n).to_pylist() for n in range(head.num_columns)]
        return [list(row) for row in zip(*columns, strict=True)]


def read(upload: Upload, password: str | None = None) -> list[Sheet]:
    """The sheets of a file. Raises `InputProblem` with a sentence, `PasswordNeeded` where a password is missing or wrong."""
    content = upload.content
    if not content.strip():
        raise InputProblem(_("{file} is empty. Download it again."), file=upload.name)
    if len(content) > MAX_BYTES:
        raise InputProblem(_("{file} is larger than {limit} MB. Download it for a shorter period."),
                           file=upload.name, limit=f"{MAX_BYTES // 1_000_000:,}")
    if content.startswith((OLE2, b"PK\x03\x04")):
        sheets = _workbook(upload, password)
    elif content.startswith(b"PAR1"):
        sheets = _parquet(upload)
    elif content.startswith(PICTURES):
        raise InputProblem(_("{file} is a picture or a document, not a table. Download the Excel or CSV file."), file=upload.name)
    else:
        sheets = _csv(upload)
    if any(sheet.cells.num_rows > MAX_ROWS for sheet in sheets):
        raise InputProblem(_("{file} has more than {limit} rows. Download it for a shorter period."),
                           file=upload.name, limit=f"{MAX_ROWS:,}")
    return sheets


def _workbook(upload: Upload, password: str | None) -> list[Sheet]:
    options = {"password": password, "memory": MEMORY, "seconds": SECONDS, "expanded": EXPANDED, "columns": MAX_COLUMNS}
    # Our own script, by our own interpreter, with fixed arguments.
    child = subprocess.Popen([sys.executable, "-I", str(Path(__file__).with_name("workbook_child.py"))],  # noqa: S603
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        out, _errors = child.communicate(json.dumps(options).encode() + b"\n" + upload.content, timeout=3 * SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.communicate()
        out = b""
    head, _newline, rest = out.partition(b"\n")
    if child.returncode != 0 or not head:
        raise InputProblem(_("{file} asks for more memory or time than a table of sales should. Save it anew in Excel, with "
                             "the rows that hold data only, and try again."), file=upload.name)
    answer = json.loads(head)
    if "problem" in answer:
        raise _refusal(answer["problem"], upload.name)
    sheets, at, view = [], 0, pa.py_buffer(rest)
    for sheet in answer["sheets"]:
        cells = pa.ipc.open_stream(view.slice(at, sheet["size"])).read_all()
        sheets.append(Sheet(sheet["name"], cells))
        at += sheet["size"]
    return sheets


def _refusal(problem: str, name: str) -> InputProblem:
    match problem:
        case "password":
            return PasswordNeeded(_("{file} is locked. Enter the password that was chosen when it was downloaded."), file=name)
        case "wrong_password":
            return PasswordNeeded(_("The password does not open {file}. Enter the one that was chosen when it was downloaded."),
                                  file=name)
        case "size":
            return InputProblem(_("{file} unpacks to more than a table of sales should hold. Download it again from the "
                                  "seller centre, for a shorter period."), file=name)
        case "columns":
            return InputProblem(_("{file} has more than {limit} columns. Download it again from the seller centre."),
                                file=name, limit=f"{MAX_COLUMNS:,}")
        case _:
            return InputProblem(_("{file} is damaged or is no Excel file. Download it again from the seller centre."), file=name)


def _parquet(upload: Upload) -> list[Sheet]:
    try:
        table = pa.parquet.read_table(pa.BufferReader(upload.content))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputProblem(_("{file} is damaged. Make it again."), file=upload.name) from error
    if table.num_columns > MAX_COLUMNS:
        raise _refusal("columns", upload.name)
    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        header = pa.array([name], pa.string())
        columns.append(pa.chunked_array([header, *_as_text(column).chunks], pa.string()))
    return [Sheet(None, pa.table(columns, names=[str(n) for n in range(len(columns))]))]


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_nested(kind):
        return pa.chunked_array([pa.array([None if v is None else json.dumps(dict(v) if pa.types.is_map(kind) else v,
                                                                             ensure_ascii=False, default=str)
                                           for v in column.to_pylist()], pa.string())])
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.chunked_array([pa.nulls(len(column), pa.string())])
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        column = pc.local_timestamp(column)
    return column.cast(pa.string())


def _csv(upload: Upload) -> list[Sheet]:
    text, encoding = _decoded(upload)
    if "\0" in text:
        raise InputProblem(_("{file} is neither an Excel file nor a CSV. Download it again from the seller centre."),
                           file=upload.name)
    delimiter = max(",\t;|", key=lambda d: max(line.count(d) for line in text[:100_000].splitlines()[:40] or [""]))
    rows = _fast_csv(text, delimiter)
    return [Sheet(None, rows if rows is not None else _ragged_csv(upload.name, text, delimiter), encoding)]


def _decoded(upload: Upload) -> tuple[str, str]:
    content = upload.content
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        attempts: tuple[str, ...] = ("utf-16",)
    else:
        attempts = ("utf-8-sig", "cp949")
    for encoding in attempts:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise InputProblem(_("{file} is neither an Excel file nor a CSV in a Korean encoding. Download it again from the seller "
                         "centre."), file=upload.name)


def _fast_csv(text: str, delimiter: str) -> pa.Table | None:
    """The rows where all have the same number of cells, as nearly every export does; None otherwise."""
    width = len(next(csv.reader(io.StringIO(text[:1_000_000]), delimiter=delimiter), ()))
    if not 1 < width <= MAX_COLUMNS:
        return None
    names = [str(n) for n in range(width)]
    try:
        table = pa.csv.read_csv(
            pa.py_buffer(text.encode()),
            read_options=pa.csv.ReadOptions(column_names=names, block_size=1 << 24),
            parse_options=pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values='"' in text, ignore_empty_lines=False),
            convert_options=pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True,
                                                  null_values=[""], quoted_strings_can_be_null=True))
    except pa.ArrowInvalid:
        return None
    return table


def _ragged_csv(name: str, text: str, delimiter: str) -> pa.Table:
    """The rows of a CSV whose rows differ in length, such as one with a title above its header."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise InputProblem(_("{file} cannot be read as a CSV. Save it as Excel and try again."), file=name) from error
    width = max(map(len, rows), default=0)
    if width > MAX_COLUMNS:
        raise _refusal("columns", name)
    columns = [pa.array([row[n] or None if n < len(row) else None for row in rows], pa.string()) for n in range(width)]
    return pa.table(columns, names=[str(n) for n in range(width)])
