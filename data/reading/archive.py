"""Archives, in the reading process: refused by what they say of themselves before anything is unpacked."""
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from data.reading.refused import Refused

_LEFT_BEHIND = re.compile(r"(^|/)(__MACOSX/|\.(?!\./)|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_BIG = 50_000_000
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error, RuntimeError)


def opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise Refused("broken") from None


def guard(archive: zipfile.ZipFile, options: dict[str, Any]) -> None:
    """Refuse an archive that says that it would grow too much."""
    parts = archive.infolist()
    if len(parts) > options["parts"] or sum(p.file_size for p in parts) > options["expanded"]:
        raise Refused("size")
    if any(p.file_size > _BIG and p.file_size > options["ratio"] * max(p.compress_size, 1) for p in parts):
        raise Refused("size")


def members(content: bytes, options: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The files of a plain archive; the names that Korean Windows writes (cp949) are put right."""
    archive = opened(content)
    files = [p for p in archive.infolist() if not p.is_dir() and not _LEFT_BEHIND.search(p.filename)]
    if len(files) > options["members"]:
        raise Refused("members")
    guard(archive, options)
    left = options["handed"]
    for part in files:
        if part.flag_bits & 1:
            raise Refused("locked_zip")
        try:
            with archive.open(part) as stream:
                body = stream.read(left + 1)
        except _BROKEN:
            raise Refused("broken") from None
        left -= len(body)
        if left < 0:
            raise Refused("size")
        yield _name(part), body


def _name(part: zipfile.ZipInfo) -> str:
    if part.flag_bits & 0x800:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("cp949")
    except UnicodeError:
        return part.filename
