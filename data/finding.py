"""Which sheets of a file hold a format that we know, and where their header row is."""
from collections.abc import Sequence

from data.errors import FormatUnclear
from data.mapping import HEADER_ROWS, Format, Match, formats, plain_header
from data.read import Sheet
from data.text import _

UNCLEAR = _("{file} could be {first} or {second}. Say which one it is.")


def find(sheets: Sequence[Sheet], file: str, known: Sequence[Format] | None = None) -> list[Match]:
    """The sheets that hold a known format, in their order; empty where none does.

    Sheets of one file may be of different formats. Raises `FormatUnclear` where two formats claim the same header row.
    """
    forms = formats() if known is None else known
    return [match for sheet in sheets if (match := _in_sheet(sheet, file, forms)) is not None]


def _in_sheet(sheet: Sheet, file: str, forms: Sequence[Format]) -> Match | None:
    best: tuple[int, Match] | None = None
    for place, row in enumerate(sheet.top(HEADER_ROWS)):
        headers = {plain_header(text) for text in row} - {""}
        fitting = [f for f in forms if f.fits(headers)]
        if len(fitting) > 1:
            raise FormatUnclear(UNCLEAR, tuple(dict.fromkeys(f.id for f in fitting)), file=file, first=fitting[0].id,
                                second=fitting[1].id)
        if fitting:
            score = len(headers & fitting[0].known())
            if best is None or score > best[0]:
                best = score, Match(fitting[0], sheet, place, tuple(row))
    return best[1] if best else None
