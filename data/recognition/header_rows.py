"""Rows of a sheet that may be its header: one of the first rows, or two of them read as one."""
import re
from collections.abc import Callable, Iterator, Sequence

from data.mapping import HEADER_ROWS, plain_header
from data.read import Sheet

_VALUE = re.compile(r"\s*[-+₩(]*\d[\d.,:/ \-년월일원)%오전후]*\s*")
Row = tuple[str | None, ...]


def candidates(sheet: Sheet) -> Iterator[tuple[int, Row]]:
    """Place of the last row of each possible header, and its cells: each row alone, and with the row above it as groups."""
    rows = sheet.top(HEADER_ROWS)
    for place, row in enumerate(rows):
        yield place, tuple(row)
        if place and (joined := join(rows[place - 1], row)) is not None:
            yield place, joined


def join(above: Sequence[str | None], below: Sequence[str | None]) -> Row | None:
    """Two rows as one header: a name that stands in either counts, and a name that repeats below is told by its group.

    None where the rows do not stand to each other as groups and names: a group spans several names, or is a name itself with
    nothing below it.
    """
    upper, lower = [bool(plain_header(t)) for t in above], [bool(plain_header(t)) for t in below]
    if sum(upper) < 2 or sum(lower) < 2 or any(t and _VALUE.fullmatch(t) for t in (*above, *below)):
        return None
    if all(low or not up for up, low in zip(upper, lower, strict=True)) and sum(upper) * 2 > sum(lower):
        return None
    found: list[str | None] = []
    seen: set[str] = set()
    group: str | None = None
    for text, name, has, low in zip(above, below, upper, lower, strict=True):
        group = text if has else group if low else None
        plain = plain_header(name)
        found.append(text if not low else f"{group} {name}" if group and plain in seen else name)
        seen.add(plain)
    return tuple(found)


def likeliest(sheets: Sequence[Sheet], says: Callable[[str | None], float]) -> tuple[Sheet, int, Row] | None:
    """The row that looks most like a header: `says` tells how much a single cell does."""
    best: tuple[float, Sheet, int, Row] | None = None
    for sheet in sheets:
        for place, row in candidates(sheet):
            named = [text for text in row if plain_header(text)]
            if not named or any(_VALUE.fullmatch(str(text)) for text in named):
                continue
            # Of two rows that say the same the wider and then the upper one; a name that repeats counts once.
            score = sum(says(text) for text in {plain_header(t): t for t in named}.values()) + min(len(named), 90) / 1000
            if best is None or score > best[0]:
                best = score, sheet, place, row
    return None if best is None else (best[1], best[2], best[3])
