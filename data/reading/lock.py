"""OLE2 containers, in the reading process: a locked xlsx, an old .xls (locked or not), or a document of another program."""
import io
import re
from types import SimpleNamespace
from typing import Any

from data.reading.refused import Refused

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_NOBODYS = "VelvetSweatshop"
"""What Excel itself locks a file with that is only protected against changes; it opens without being asked."""
_DOCUMENTS = ("WordDocument", "PowerPoint Document", "FileHeader", "BodyText")


def unlocked(content: bytes, options: dict[str, Any]) -> bytes:
    """The workbook itself: what is no OLE2 container, or is not locked, comes back as it is. The password is not kept."""
    if not content.startswith(OLE2):
        return content
    import msoffcrypto
    import olefile
    from msoffcrypto.format import xls97

    password = options["password"]
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            if ole.exists("EncryptedPackage"):
                _bearable(ole.openstream("EncryptionInfo").read(1_000_000), options["spins"])
            elif not (ole.exists("Workbook") or ole.exists("Book")):
                raise Refused("document" if any(ole.exists(name) for name in _DOCUMENTS) else "broken")
        office = msoffcrypto.OfficeFile(io.BytesIO(content))
        if not office.is_encrypted():
            return content
        if isinstance(office, xls97.Xls97File):
            xls97.tempfile = SimpleNamespace(TemporaryFile=io.BytesIO)  # it would put what it has unlocked on the disk
        out = io.BytesIO()
        office.load_key(password=password or _NOBODYS)
        office.decrypt(out)
    except msoffcrypto.exceptions.InvalidKeyError:
        raise Refused("wrong_password" if password else "password") from None
    except (Refused, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a broken container fails anywhere inside two libraries; there is a sentence for it
        if _book_of_1995(content):
            return content
        raise Refused("broken") from None
    return out.getvalue()


def _bearable(info: bytes, spins: int) -> None:
    """Refuse what would make the check of a password last, before it is begun."""
    if b"<!" in info:
        raise Refused("entities")
    if any(int(n) > spins for n in re.findall(rb"""spinCount\s*=\s*["'](\d{1,18})""", info)):
        raise Refused("spins")


def _book_of_1995(content: bytes) -> bool:
    """Whether this is an .xls of Excel 5 or 95, which the library for passwords does not know and the reader does."""
    return b"B\0o\0o\0k\0\0\0" in content[:1_000_000] and b"W\0o\0r\0k\0b\0o\0o\0k\0" not in content[:1_000_000]
