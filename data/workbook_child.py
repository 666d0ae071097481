"""Reads one workbook in a process of its own and writes its cells as text; run as a script, never imported by others.

Spreadsheet readers reserve the whole grid that a file speaks of and abort when there is no memory for it, and a password
check can be made to last for hours. Here that ends this process and nobody else's. Nothing touches the disk.

In (stdin): one JSON line {"password", "memory", "seconds", "expanded", "columns"}, then the bytes of the file.
Out (stdout): one JSON line, {"problem": …} or {"sheets": [{"name", "size"}]}, then per sheet an Arrow stream of
text columns "0", "1", …; the first row is row 1 of the sheet.
"""
import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

BATCH = 20_000
OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")


class Refused(Exception):
    """Why the file is not read: password, zip, size, columns."""


def main() -> None:
    options = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_AS, (options["memory"], options["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (options["seconds"], options["seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout.buffer
    try:
        sheets = read(sys.stdin.buffer.read(), options)
    except Refused as refused:
        out.write(json.dumps({"problem": str(refused)}).encode() + b"\n")
        return
    except MemoryError:
        out.write(json.dumps({"problem": "size"}).encode() + b"\n")
        return
    head = [{"name": name, "size": len(data)} for name, data in sheets]
    out.write(json.dumps({"sheets": head}).encode() + b"\n")
    for _name, data in sheets:
        out.write(data)


def read(content: bytes, options: dict[str, Any]) -> list[tuple[str, bytes]]:
    if content.startswith(OLE2):
        content = decrypted(content, options["password"])
    if content.startswith(b"PK"):
        guard(content, options["expanded"])
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [s.name for s in book.sheets_metadata if s.typ == python_calamine.SheetTypeEnum.WorkSheet]
        return [sheet for name in names if (sheet := cells(book.get_sheet_by_name(name), options["columns"])) is not None]
    except python_calamine.PasswordError:
        raise Refused("password") from None
    except (python_calamine.CalamineError, python_calamine.ZipError, python_calamine.XmlError, OSError, ValueError):
        raise Refused("broken") from None


def decrypted(content: bytes, password: str | None) -> bytes:
    """The package inside an encrypted workbook; an old .xls comes back as it is."""
    import msoffcrypto
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if not ole.exists("EncryptedPackage"):
                return content
        if not password:
            raise Refused("password")
        office, out = msoffcrypto.OfficeFile(io.BytesIO(content)), io.BytesIO()
        office.load_key(password=password)
        office.decrypt(out)
    except msoffcrypto.exceptions.InvalidKeyError:
        raise Refused("wrong_password") from None
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - a broken container fails anywhere inside two libraries; the parent has a sentence for it
        raise Refused("broken") from None
    plain = out.getvalue()
    if not plain.startswith(b"PK"):
        raise Refused("wrong_password")
    return plain


def guard(content: bytes, expanded: int) -> None:
    """Refuse an archive that would grow beyond `expanded` bytes, by what it says of itself."""
    try:
        sizes = [(i.file_size, i.compress_size) for i in zipfile.ZipFile(io.BytesIO(content)).infolist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("broken") from None
    total = sum(size for size, _packed in sizes)
    if total > expanded or any(size > 50_000_000 and size > 400 * max(packed, 1) for size, packed in sizes):
        raise Refused("size")


def cells(sheet: Any, columns: int) -> tuple[str, bytes] | None:
    """One sheet as an Arrow stream of text columns, batch by batch, or None where it is empty."""
    import pyarrow as pa

    if sheet.start is None or not sheet.height:
        return None
    if sheet.width > columns:
        raise Refused("columns")
    schema = pa.schema([(str(n), pa.string()) for n in range(sheet.width)])
    sink = pa.BufferOutputStream()
    rows = sheet.iter_rows()  # from row 1 of the sheet on, whatever stands in <dimension>
    with pa.ipc.new_stream(sink, schema) as writer:
        while batch := list(islice(rows, BATCH)):
            arrays = [text(column) for column in zip(*batch, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return sheet.name, sink.getvalue().to_pybytes()


def text(column: tuple[Any, ...]) -> Any:
    """Cells of one column as text: whole numbers without a point, times as ISO, empty cells as null."""
    import pyarrow as pa

    kinds = set(map(type, column))
    if kinds == {str}:
        return pa.array([c or None for c in column] if "" in column else column, pa.string())
    if kinds <= {float, int}:
        return pa.array([number(c) for c in column], pa.string())
    return pa.array([plain(c) for c in column], pa.string())


def number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def plain(value: Any) -> str | None:
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        return number(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return None if value is None else str(value)


if __name__ == "__main__":
    main()
