"""Real-layout files, damaged in 500 ways that are the same in every run: one way per number."""
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import openpyxl

from tests.containers import as_biff, as_html_xls, as_spreadsheetml, encrypted, repacked, zipped
from tests.planted import planted

PASSWORD = "1234"
ENDINGS = (".xlsx", ".xls", ".csv", ".parquet", ".zip", ".pdf", ".png", "", ".HWP", ".xlsx.exe")
EVIL = (b"\0" * 200, b"\xff" * 50, b'"' * 31, b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;&#0;&#x110000;",
        b"PK\x05\x06" + b"\0" * 18, b"=cmd|'/c calc'!A1", b"<script>alert(1)</script>", b"1E400", b"NaN",
        "\u202e가나다\u0000\ufeff".encode(), b"-99999999999999999999999", b"9999-99-99", b"\r\r\n\n", b",,,,,,,,,,",
        b"\x1b[2J\x07", b"'; DROP TABLE order_lines; --", b"<row r='1048576'/>", b"<c r='XFD1048576'><v>1</v></c>",
        b"../../../../etc/passwd")


@dataclass(frozen=True)
class Damaged:
    """A file after its mutation, and what was done to it."""

    name: str
    content: bytes
    done: str


@cache
def sound() -> tuple[tuple[str, bytes], ...]:
    """The files that are damaged: of each marketplace, and one of them in each container."""
    files = [(name, content) for shop in planted().values() for name, content in sorted(shop.files.items()) if not shop.password]
    plain = next(content for _name, content in files if content[:2] == b"PK")
    rows = [list(row) for row in openpyxl.load_workbook(io.BytesIO(plain)).worksheets[0].iter_rows(values_only=True)]
    files += [("주문.xls", as_biff(rows)), ("주문.xls", as_biff(rows, mojibake=True)), ("주문.xls", as_html_xls(rows, "cp949")),
              ("주문.xls", as_spreadsheetml(rows)), ("잠김.xlsx", encrypted(plain, PASSWORD)),
              ("여럿.zip", zipped(dict(files[:2])))]
    return tuple(files)


def damaged(number: int) -> Damaged:
    """The file of this number; every fifth is opened first, so that the damage lies inside its container."""
    chance = random.Random(number)
    name, content = chance.choice(sound())
    how = chance.choice(list(WAYS))
    inside = content[:2] == b"PK" and chance.random() < 0.5
    if inside:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            part = chance.choice(sorted(package.namelist()))
            body = package.read(part)
        content = repacked(content, {part: WAYS[how](body, chance)})
    else:
        content = WAYS[how](content, chance)
    if chance.random() < 0.3:
        name = name.rsplit(".", 1)[0] + chance.choice(ENDINGS)
    return Damaged(name, content, f"{number}: {how}{' inside' if inside else ''} of {name}")


def _flipped(body: bytes, chance: random.Random) -> bytes:
    out = bytearray(body)
    for _n in range(chance.choice((1, 8, 200)) if out else 0):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.choice((len(body) // 2, len(body) - 1, chance.randrange(len(body) + 1), 8))]


def _spliced(body: bytes, chance: random.Random) -> bytes:
    other = chance.choice(sound())[1]
    return body[: chance.randrange(len(body) + 1)] + other[chance.randrange(len(other)):]


def _struck(body: bytes, chance: random.Random) -> bytes:
    for _n in range(chance.choice((1, 5, 40))):
        at = chance.randrange(len(body) + 1)
        body = body[:at] + chance.choice(EVIL) + body[at + chance.choice((0, 3, 30)):]
    return body


def _repeated(body: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(body) + 1)
    piece = body[start:start + chance.choice((1, 100, 5_000))]
    return body[:start] + piece * chance.choice((2, 50)) + body[start:]


def _blotted(body: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(body) + 1)
    size = min(chance.choice((1, 64, 4_000)), len(body) - start)
    return body[:start] + (b"\0" * size if chance.random() < 0.5 else chance.randbytes(size)) + body[start + size:]


def _shuffled(body: bytes, chance: random.Random) -> bytes:
    size = max(1, len(body) // 7)
    pieces = [body[n:n + size] for n in range(0, len(body), size)]
    chance.shuffle(pieces)
    return b"".join(pieces)


def _renamed(body: bytes, chance: random.Random) -> bytes:
    """Nothing but its name is changed, or a few bytes stand before it."""
    return chance.choice((b"", b"\n\n", b"\xef\xbb\xbf", b"%PDF-1.4\n", b"\x89PNG\r\n", b" ")) + body


WAYS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "bits flipped": _flipped, "cut off": _cut, "spliced with another file": _spliced, "struck by hostile words": _struck,
    "a piece repeated": _repeated, "blotted out": _blotted, "pieces shuffled": _shuffled, "renamed": _renamed}
