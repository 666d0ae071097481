"""What the columns of a file may mean that no format knows: a canonical column for each, how sure that is, and why.

Three things speak: the names that any of our formats uses, the words of the header, and the values below it. Each canonical
column is given to one column of the file, so that the whole fits best.
"""
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data import contract
from data.mapping import Format, formats, personal_looking, plain_header
from data.read import Sheet
from data.recognition import header_rows
from data.recognition.column_fit import fit, seen_only
from data.recognition.column_kinds import Kind, hidden, kinds_of
from data.recognition.header_rules import context, meanings, rules
from data.recognition.header_words import HEADS, words_of
from data.recognition.known_names import Key, known_headers, names
from data.recognition.markets import channel_of
from data.recognition.table_choice import weight
from data.text import _

_WORDY = ("product_name", "option_name", "title", "brand", "maker", "category", "status")
LEAST = 0.35
"""What is less sure is not proposed."""
NAMED = 0.97
EXACT = _("Files that we know use this very name.")
WORDS = _("The words of the header say so.")
VALUES = _("The values look like it.")
PERSONAL = _("It speaks of a person, so it is never read.")
OTHER_FITS = _("“{header}” fits this better.")
NOTHING = _("We cannot tell what it means.")


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
    guesses: tuple[Guess, ...] = ()

    def columns(self) -> dict[str, str]:
        """{header: canonical column} of what is proposed."""
        return {g.header: g.column for g in self.guesses if g.column is not None}


def propose(sheets: Sequence[Sheet], file: str = "", known: Sequence[Format] | None = None) -> Proposal | None:
    """The likeliest reading of a file of no known format; None where nothing looks like a header row."""
    forms = tuple(formats() if known is None else known)
    found = header_rows.likeliest(sheets, lambda text: says(text, forms))
    if found is None:
        return None
    sheet, row, header = found
    kinds = kinds_of(sheet.cells.slice(row + 1))
    readings = [_reading(header, kinds, table, forms) for table in rules()]
    table, pairs = max(readings, key=lambda r: weight(r[0], r[1], header))
    personal = [bool(plain_header(h)) and _personal(h, kinds[n], table) for n, h in enumerate(header)]
    guesses = tuple(_guess(n, str(h), table, pairs, kinds[n], personal[n], header, forms)
                    for n, h in enumerate(header) if plain_header(h))
    channel = channel_of([file]) or channel_of([sheet.name]) or channel_of(header)
    sure = [g.confidence for g in guesses if g.column]
    needed = sum(1 for g in guesses if not g.personal)
    confidence = round(min(sum(sure) / len(sure) if sure else 0, .95) * min(1, .5 + len(sure) / max(needed, 1)), 3)
    return Proposal(sheet, row, header, table, channel, confidence, guesses)


def says(text: str | None, forms: tuple[Format, ...]) -> float:
    """How much a cell looks like a header: 1 where some format knows it, less where its words mean something."""
    plain = plain_header(text)
    if not plain:
        return 0
    key = Key(forms)
    if plain in known_headers(key) or any(plain in named for named in names(key).values()) or personal_looking(text):
        return 1
    return max((max(meanings(str(text), table).values(), default=0) for table in rules()), default=0)


def _reading(header: Sequence[str | None], kinds: Sequence[Kind], table: str,
             forms: tuple[Format, ...]) -> tuple[str, dict[int, tuple[str, float]]]:
    """The best way to give the columns of the table to those of the file: place → column and how sure."""
    from scipy.optimize import linear_sum_assignment  # slow to load, and only unknown files need it

    columns = list(rules()[table])
    about = context([words_of(str(h)) for h in header if h], table)
    weights = [[0.0] * len(columns) for _text in header]
    for n, text in enumerate(header):
        if not plain_header(text) or _personal(text, kinds[n], table):
            continue
        for column, score in scores(str(text), kinds[n], table, forms, about).items():
            weights[n][columns.index(column)] = score if score >= LEAST else 0
    # Of two that fit alike the first of the file counts.
    rows, places = linear_sum_assignment([[w * w * (1 - n / 1e6) for w in row] for n, row in enumerate(weights)], maximize=True)
    return table, {int(n): (columns[c], weights[n][c]) for n, c in zip(rows, places, strict=True) if weights[n][c] >= LEAST}


def scores(text: str, kind: Kind, table: str, forms: tuple[Format, ...],
           about: Mapping[str, float] | None = None) -> dict[str, float]:
    """How sure it is that a column of the file is each column of the table, by its header and its values."""
    found = dict(meanings(text, table))
    used = names(Key(forms)).get(table, {}).get(plain_header(text), Counter())
    for column, times in used.items():
        if column in rules()[table]:
            found[column] = max(found.get(column, 0), NAMED * times / used.total())
    for column, more in (about or {}).items():
        if column in found and words_of(text).of <= HEADS:
            found[column] = min(max(found[column] + more, 0), 1)
    found = {column: score * fit(contract_type(column, table), column, kind) for column, score in found.items()}
    if max(found.values(), default=0) < LEAST:
        for column, score in seen_only(kind, table).items():
            found[column] = max(found.get(column, 0), score)
    return {column: round(min(score, 1), 3) for column, score in found.items()}


def contract_type(column: str, table: str) -> str:
    """Type of a column that a file of this table may hold: a settlement tells of its order lines too."""
    own = contract.TABLES[table]
    return (own if column in own.names else contract.ORDER_LINES).column(column).type


def _personal(text: str | None, kind: Kind, table: str) -> bool:
    if personal_looking(text):
        return True
    # A product may be called like a person; a phone number is one whatever the column is called.
    named = any(score >= .8 and column in _WORDY for column, score in meanings(str(text), table).items())
    return kind.told or (kind.named and not named)


def _guess(place: int, header: str, table: str, pairs: Mapping[int, tuple[str, float]], kind: Kind, personal: bool,
           whole: Sequence[str | None], forms: tuple[Format, ...]) -> Guess:
    if personal:
        return Guess(header, place, None, 0.0, _said(PERSONAL), personal=True)
    if place in pairs:
        column, sure = pairs[place]
        if column in names(Key(forms)).get(table, {}).get(plain_header(header), ()):
            reason = EXACT
        else:
            reason = WORDS if column in meanings(header, table) else VALUES
        return Guess(header, place, column, sure, _said(reason), kind.samples)
    best = max(scores(header, kind, table, forms).items(), key=lambda item: item[1], default=("", 0.0))
    winner = next((whole[n] for n, (column, _sure) in pairs.items() if column == best[0]), None)
    why = _said(OTHER_FITS, header=str(winner)) if best[1] >= LEAST and winner else _said(NOTHING)
    return Guess(header, place, None, 0.0, why, hidden(kind.samples))


def _said(text: str, **params: Any) -> dict[str, Any]:
    return {"text": text, "params": params}
