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
    """Two rows as one header: a name that stands in either counts, and equal names below are told apart by their group.

    None where the rows do not stand to each other as groups and names: in the group row a group spans several names or a
    name that has nothing below it.
    """
    upper, lower = [bool(plain_header(t)) for t in above], [bool(plain_header(t)) for t in below]
    if sum(upper) < 2 or sum(lower) < 2 or any(t and _VALUE.fullmatch(t) for t in (*above, *below)):
        return None
    alone = sum(u and not low for u, low in zip(upper, lower, strict=True))
    if not alone and sum(upper) * 2 > sum(lower):
        return None
    groups: list[str | None] = []
    for text, has, under in zip(above, upper, lower, strict=True):
        groups.append(text if has else groups[-1] if groups and under else None)
    names = [plain_header(t) for t in below]
    found = []
    for group, text, low in zip(groups, below, lower, strict=True):
        if not low:
            found.append(group)
        elif group and names.count(plain_header(text)) > 1:
            found.append(f"{group} {text}")
        else:
            found.append(text)
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
