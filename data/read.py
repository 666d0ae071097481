"""Bytes of a file → sheets of text cells. What a file is, is told by its bytes, never by its name.

Nothing is written to the disk: files hold names and addresses of buyers. All but plain CSV is read by `data.reading.apart` in a
process of its own, because a hostile file makes a reader abort or swell.
"""
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pyarrow as pa

from data.errors import InputProblem
from data.reading import apart, delimited, stream
from data.reading.kinds import OLE2, kind_of
from data.reading.limits import MAX_BOOK, MAX_BYTES, MAX_ROWS
from data.reading.mojibake import mended
from data.reading.refusals import refusal
from data.reading.refused import Refused
from data.text import _

__all__ = ["OLE2", "Sheet", "Upload", "read", "unpacked"]


@dataclass(frozen=True)
class Upload:
    """A file as it was given: its name, without folders and control characters, and its bytes (bytes, or an mmap of a file)."""

    name: str
    content: Any

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

    def pieces(self, skip: int) -> pa.RecordBatchReader | None:
        """The rows but the first `skip`, piece by piece, where the sheet need not be read as a whole; None where it must."""
        return None


class LongSheet(Sheet):
    """A long plain CSV that has not been read: its beginning, its rows piece by piece, or, when asked for, all cells at once."""

    upload: Upload
    beginning: stream.Plain

    def __init__(self, upload: Upload, beginning: stream.Plain):
        for name, value in (("name", None), ("encoding", "utf-8-sig"), ("upload", upload), ("beginning", beginning)):
            object.__setattr__(self, name, value)

    @cached_property
    def cells(self) -> pa.Table:
        """All cells; raises `InputProblem`."""
        found, _encoding = delimited.table(self.upload)
        if found.num_rows > MAX_ROWS:
            raise refusal("rows", self.upload.name)
        return found

    def top(self, rows: int) -> list[list[str | None]]:
        return self.beginning.rows[:rows]

    def pieces(self, skip: int) -> pa.RecordBatchReader | None:
        return self.beginning.pieces(skip)


def read(upload: Upload, password: str | None = None) -> list[Sheet]:
    """The sheets of a file. Raises `InputProblem` with a sentence, `PasswordNeeded` where a password is missing or wrong.

    Of a workbook the visible sheets are read, the hidden ones only where nothing else holds a cell. Formulas are not
    computed: the value that was saved counts. Of a .zip each table inside is a sheet, named after its file.
    """
    kind = _checked(upload)
    if kind == "zip":
        inside = unpacked([upload])
        return [replace(sheet, name=" · ".join(filter(None, (one.name, sheet.name))))
                for one in inside for sheet in read(one, password)]
    if kind == "csv":
        if (beginning := stream.plain(upload)) is not None:
            return [LongSheet(upload, beginning)]
        cells, encoding = delimited.table(upload)
        try:
            sheets = [Sheet(None, mended(cells), encoding)]
        except Refused as refused:
            raise refusal(str(refused), upload.name) from None
    else:
        sheets = [Sheet(name, cells, encoding) for name, cells, encoding in apart.sheets(upload, kind, password)]
    if any(sheet.cells.num_rows > MAX_ROWS for sheet in sheets):
        raise refusal("rows", upload.name)
    return sheets


def unpacked(uploads: list[Upload]) -> list[Upload]:
    """The same files, with the files inside a plain .zip in the place of the archive; a zip within a zip is refused."""
    found: list[Upload] = []
    for upload in uploads:
        if upload.content[:2] != b"PK" or _checked(upload) != "zip":
            found.append(upload)
            continue
        inside = [Upload(name, content) for name, content in apart.members(upload)]
        if not inside:
            raise InputProblem(_("{file} holds no file. Bring the files themselves."), file=upload.name)
        for one in inside:
            if one.content[:2] == b"PK" and kind_of(one) == "zip":
                raise InputProblem(_("{file} holds an archive within the archive. Unpack it and bring the files themselves."),
                                   file=upload.name)
        found += inside
    return found


def _checked(upload: Upload) -> str:
    """The kind of a file that is neither empty nor too large nor surely no table."""
    content = upload.content
    if not len(content) or (len(content) < 1_000_000 and not bytes(content).strip(b" \t\r\n\0\xef\xbb\xbf")):
        raise InputProblem(_("{file} is empty. Download it again."), file=upload.name)
    kind = kind_of(upload)
    limit = MAX_BYTES if kind in ("csv", "parquet") else MAX_BOOK
    if len(content) > limit:
        raise InputProblem(_("{file} is larger than {limit} MB. Download it for a shorter period."),
                           file=upload.name, limit=f"{limit // 1_000_000:,}")
    return kind
