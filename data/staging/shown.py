"""What a refused row held, to be shown to people: the fields of its format, and of nothing that tells who bought.

A row that is refused may have slipped by a column, so a cell is shown as it is only where it cannot be a name, a phone or an
address; everything else is shown by its shape: 홍길동 as ○○○, 010-1234-5678 as 000-0000-0000.
"""
import re
from collections.abc import Mapping, Sequence

import duckdb

from data import contract
from data.mapping import PERSONAL_FIELDS, Match
from data.staging import values
from data.staging.buyers import FREE_TEXT
from data.staging.mending import mended
from data.staging.query import STATE_FIELDS

LONGEST = 80
_PHONE = re.compile(r"\+?(?:82)?\(?0?1[016789]\)?[-. ]?\d{3,4}[-. ]?\d{4}|0\d{1,3}[-. )]?\d{3,4}[-. ]?\d{4}|\d{6}-?[1-8]\d{6}")
_NUMBER = re.compile(r"[-+(△▲₩￦ ]*[\d,]{1,15}(?:\.\d{1,4})?[) ]*[원건개%]?-?")
_TIME = re.compile(r"#+|\d{5}(?:\.\d+)?|[12]\d{3}[-./년]?\s?\d{1,2}[-./월]?\s?\d{1,2}[.일]?[T\s\d:.APM오전후Z+]*"
                   r"|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}[\s\d:APM오전후]*")
_ID = re.compile(r"[='\"#]*\d[\d.eE+-]{0,39}\"?")
_STATE_LETTERS = {letter for part, _state, _level in values.STATES for letter in part}
_KINDS = {contract.MONEY: _NUMBER, contract.WHOLE: _NUMBER, contract.REAL: _NUMBER, contract.TIME: _TIME, contract.DAY: _TIME}
_TEXT = "text"


class Shown:
    """Shows the cells of refused rows of one sheet; a connection with the macros of `data.staging.values` cleans the texts."""

    def __init__(self, match: Match, connection: duckdb.DuckDBPyConnection):
        self.match, self.connection = match, connection
        form = match.format
        self.places = {place: name for name, place in form.columns_of(match.header).items()
                       if name not in PERSONAL_FIELDS and name != "buyer_key" and not form.is_personal(match.header[place])}
        self.persons = [n for n, header in enumerate(match.header) if form.is_personal(header)]

    def rows(self, rows: Sequence[Sequence[str | None]]) -> list[dict[str, str]]:
        """For each row {header: text}; empty cells are left out."""
        found = [{place: row[place] for place in self.places if row[place]} for row in rows]
        free = [(n, place) for n, cells in enumerate(found) for place in cells if self._kind(place) == _TEXT]
        clean = self._unnamed([str(found[n][place]) for n, place in free])
        freed = {at: _without(cleaned, [rows[at[0]][p] for p in self.persons]) for at, cleaned in zip(free, clean, strict=True)}
        return [self._row(cells, {place: freed[n, place] for place in cells if (n, place) in freed})
                for n, cells in enumerate(found)]

    def _row(self, cells: Mapping[int, str | None], freed: Mapping[int, str]) -> dict[str, str]:
        plain = {place: _plain(self._kind(place), str(cell)) for place, cell in cells.items() if place not in freed}
        codes = {place for place, told in plain.items() if not told and self._kind(place) == "id" and _code(str(cells[place]))}
        # A cell that is not what its column holds: the whole row may have slipped, so no text is shown.
        sound = all(told for place, told in plain.items() if place not in codes)
        shown = {}
        for place, cell in cells.items():
            told = freed[place] if place in freed else str(cell)
            fine = sound if place in freed or place in codes else plain[place]
            shown[str(self.match.header[place])] = (told if fine else shape(str(cell)))[:LONGEST]
        return shown

    def _kind(self, place: int) -> str:
        """The type of the column that a cell goes into, `id`, `state`, or text."""
        name = self.places[place]
        if name in STATE_FIELDS:
            return "state"
        serves = self.match.format.serves(name) or name
        if name not in FREE_TEXT and (serves.endswith("_id") or name.endswith("_id") or serves == "sku"):
            return "id"
        tables = [contract.TABLES[self.match.format.table], *contract.TABLES.values()]
        kind = next((t.column(serves).type for t in tables if serves in t.names), _TEXT)
        return kind if kind in _KINDS else _TEXT

    def _unnamed(self, texts: list[str]) -> list[str]:
        if not texts:
            return []
        sql = "SELECT list_transform(?::VARCHAR[], lambda x: unnamed(x))"
        found: list[str] = self.connection.execute(sql, [[mended(text) or "" for text in texts]]).fetchall()[0][0]
        return found


def _without(told: str, persons: Sequence[str | None]) -> str:
    for person in sorted({p.strip() for p in persons if p and len(p.strip()) > 1}, key=len, reverse=True):
        told = told.replace(person, "…")
    return told


def _plain(kind: str, cell: str) -> bool:
    """Whether a cell may be shown as it is: it holds what its column is for, and that is nothing of a person."""
    cell = cell.strip()
    word = re.sub(r"\s+", "", cell).lower()
    if word in values.NOTHING or word in values.TOTALS:
        return True
    if _PHONE.fullmatch(cell) and not (kind in _KINDS and _KINDS[kind] is _TIME and _TIME.fullmatch(cell)):
        return False
    if kind == "state":
        return known_word(cell)
    pattern = _ID if kind == "id" else _KINDS.get(kind)
    return pattern is not None and bool(pattern.fullmatch(cell))


def _code(cell: str) -> bool:
    """Whether a cell may be a code of the seller's own; so may be the name under which a buyer signs in."""
    return cell.isascii() and "@" not in cell and not _PHONE.search(cell)


def known_word(word: str) -> bool:
    """Whether a word in the place of a state can be shown: made of the words of states alone, so that it is no name."""
    plain = re.sub(r"[\s\d()\[\]/_-]+", "", word).lower()
    return len(word) <= 30 and values.state_of(word) is not None and set(plain) <= _STATE_LETTERS


def shape(cell: str) -> str:
    """A cell by its shape alone: Hangul as ○, other letters as x, digits as 0."""
    return re.sub(r"\d", "0", re.sub(r"[^\W\d_]", lambda m: "○" if "가" <= m[0] <= "힣" else "x", cell))[:40]
