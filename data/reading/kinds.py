"""What kind of file some bytes are: never told by the name, since a web page or a CSV is often called .xls."""
import re
import struct
from typing import Any, Protocol

from data.errors import InputProblem
from data.text import _

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD = 65_536
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"EGGA", b"ALZ\x01")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"II*\0", b"MM\0*", b"HWP Document File", b"{\\rtf", b"%!PS")
_PACKAGES = {"[Content_Types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin"}
_DOCUMENTS = ("word/", "ppt/", "Contents/section", "Index/", "visio/")
_SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
_PAGE = re.compile(r"<(html|table|head|body|meta|style|!doctype\s+html|tr|thead|div|center)\b")


class File(Protocol):
    """A file's name, to be told in sentences, and its bytes."""

    @property
    def name(self) -> str: ...

    @property
    def content(self) -> Any: ...


def kind_of(file: File) -> str:
    """book, zip (a plain archive), parquet, html, spreadsheetml or csv. Raises `InputProblem` for what is surely no table."""
    head = bytes(file.content[:_HEAD])
    if head.startswith(OLE2):
        return "book"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(file)
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(_ARCHIVES):
        raise InputProblem(_("{file} is a packed archive. Unpack it and bring the files themselves."), file=file.name)
    if head.startswith(_PICTURES) or _media(head):
        raise _document(file)
    return _text(file, head)


def _media(head: bytes) -> bool:
    return ((head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI ")) or head[4:8] == b"ftyp"
            or (head.startswith(b"BM") and head[6:10] == b"\0\0\0\0"))


def _package(file: File) -> str:
    names = part_names(file.content)
    if names is None:
        return "book"
    if any(name.startswith("xl/") for name in names):
        return "book"
    if any(name.startswith(_DOCUMENTS) for name in names):
        raise _document(file)
    return "book" if _PACKAGES & set(names) else "zip"


def part_names(content: Any) -> list[str] | None:
    """The names in an archive's directory; None where it is damaged or absurdly long, so that nothing is built from it."""
    tail = bytes(content[-_HEAD - 22:])
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return None
    size = struct.unpack_from("<I", tail, at + 12)[0]
    start = len(content) - len(tail) + at - size
    if start < 0 or size > 4_000_000:
        return None
    directory, names, place = bytes(content[start:start + size]), [], 0
    while directory[place:place + 4] == b"PK\x01\x02" and place + 46 <= size:
        long, extra, comment = struct.unpack_from("<3H", directory, place + 28)
        names.append(directory[place + 46:place + 46 + long].decode("utf-8", "replace"))
        place += 46 + long + extra + comment
    return names if place == size else None


def _text(file: File, head: bytes) -> str:
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = (head.decode("utf-16", "ignore") if utf16 else head.decode("latin-1").removeprefix("ï»¿")).lstrip().lower()
    if text.startswith("mime-version:") and "multipart/related" in text:
        return "html"
    if not text.startswith("<"):
        return "csv"
    if _SPREADSHEETML in text:
        return "spreadsheetml"
    if _PAGE.search(text):
        return "html"
    if text.startswith("<?xml"):
        raise InputProblem(_("{file} is XML that holds no table. Download the Excel or CSV file."), file=file.name)
    return "csv"


def _document(file: File) -> InputProblem:
    return InputProblem(_("{file} is a picture or a document, not a table. Download the Excel or CSV file."), file=file.name)
