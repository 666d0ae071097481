"""What the columns of a file may mean that no format knows: a canonical column for each, how sure that is, and why."""
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data import contract
from data.mapping import HEADER_ROWS, formats, personal_looking, plain_header
from data.read import Sheet
from data.text import _

EXACT = _("The header is the name of this column.")


@dataclass(frozen=True)
class Guess:
    """What one column of the file may mean: `column` of the canonical table or None, `confidence` from 0 to 1, the reason
    as results keep texts, and up to three values with what is long or telling left out; none of a personal column."""

    header: str
    place: int
    column: str | None
    confidence: float
    why: Mapping[str, Any]
    samples: tuple[str, ...] = ()
    personal: bool = False


@dataclass(frozen=True)
class Proposal:
    """A reading of an unknown file: its header row and the meaning of each column. `row` is counted from 0."""

    sheet: Sheet
    row: int
    header: tuple[str | None, ...]
    table: str
    channel: str | None
    confidence: float
    guesses: tuple[Guess, ...] = field(default=())

    def columns(self) -> dict[str, str]:
        """{header: canonical column} of what is proposed."""
        return {g.header: g.column for g in self.guesses if g.column is not None}


def propose(sheets: Sequence[Sheet], file: str = "") -> Proposal | None:
    """The likeliest reading of a file of no known format; None where nothing looks like a header row."""
    known = _synonyms()
    best: tuple[float, Sheet, int, list[str | None]] | None = None
    for sheet in sheets:
        for place, row in enumerate(sheet.top(HEADER_ROWS)):
            named = [text for text in row if plain_header(text)]
            if not named or any(re.fullmatch(r"[-\d.,:/ ]+", text or "") for text in named):
                continue
            hits = sum(plain_header(text) in known or personal_looking(text) for text in named)
            score = hits + min(len(named), 50) / 1000
            if best is None or score > best[0]:
                best = score, sheet, place, row
    if best is None:
        return None
    taken: set[str] = set()
    guesses = []
    for n, text in enumerate(best[3]):
        if not plain_header(text):
            continue
        column, personal = known.get(plain_header(text)), personal_looking(text)
        if column in taken or personal:
            column = None
        taken |= {column} if column else set()
        guesses.append(Guess(str(text), n, column, 0.8 if column else 0.0, {"text": EXACT, "params": {}}, personal=personal))
    return Proposal(best[1], best[2], tuple(best[3]), "order_lines", None, round(0.8 * len(taken) / len(guesses), 3),
                    tuple(guesses))


def _synonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in contract.TABLES.values():
        for column in table.columns:
            found.setdefault(plain_header(column.name), column.name)
    for one in formats():
        for name, headers in one.fields.items():
            serves = one.serves(name)
            if serves is not None:
                for text in headers:
                    found.setdefault(plain_header(text), serves)
    return found
