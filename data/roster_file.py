"""The rows of a roster file, read and checked: who takes part, and what each received."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from data import roster_words as words
from data.errors import InputProblem
from data.read import Upload, read
from data.text import _

LOOKED = 10
"""The heading stands within this many rows."""
MEMBER = ("segment", "consultant", "applied_on", "left_on")
NO_DAY = _("This is not a day. Write it as 2026-03-02.")
READERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "segment": (words.segment, _("Write 미입점, 입점 후 부진 or 기입점.")),
    "applied_on": (words.day, NO_DAY), "left_on": (words.day, NO_DAY), "started_on": (words.day, NO_DAY),
    "ended_on": (words.day, NO_DAY), "cost": (words.won, _("This is not an amount in won.")),
    "business_number": (words.business_number, _("A business registration number has ten digits."))}
"""How a cell becomes a value, and what is said where it cannot."""


@dataclass(frozen=True)
class Row:
    """One row: what it says of the shop and of its part in the programme, and what was received."""

    number: int
    who: dict[str, Any]
    given: list[dict[str, Any]]


@dataclass
class RosterFile:
    """`columns` that the file has, `rows` that can be taken, `rejects` {row, column, reason, params}, headings left out."""

    read: int
    columns: frozenset[str]
    rows: list[Row] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def reject(self, row: int, column: str, reason: str, **params: Any) -> None:
        self.rejects.append({"row": row, "column": column, "reason": reason, "params": params})


def parse(upload: Upload, named: Callable[[str], str | None]) -> RosterFile:
    """The roster in a file. `named` gives the id of a treatment by its id or name, None for a name that it does not know.

    A row with a cell that cannot be read is left out whole and named in `rejects`. Raises `InputProblem` for a file without a
    column that says which shop.
    """
    grid, headings, first = _sheet(upload)
    meant = {n: column for n, heading in enumerate(headings) if (column := words.column(heading))}
    if len(set(meant.values())) < len(meant):
        twice = next(headings[n] for n, column in meant.items() if list(meant.values()).count(column) > 1)
        raise InputProblem(_("Several columns mean the same: {column}. Keep one of them."), column=twice)
    found = RosterFile(0, frozenset(column for column, _number in meant.values()),
                       left_out=[h for n, h in enumerate(headings) if h and n not in meant])
    for number, cells in enumerate(grid, first):
        texts = {n: text for n in meant if n < len(cells) and (text := (cells[n] or "").strip())}
        if texts:
            found.read += 1
            _row(found, number, {meant[n]: text for n, text in texts.items()}, {meant[n]: headings[n] for n in meant}, named)
    return found


def _row(found: RosterFile, number: int, cells: dict[tuple[str, int], str], headings: dict[tuple[str, int], str],
         named: Callable[[str], str | None]) -> None:
    before = len(found.rejects)
    values: dict[tuple[str, int], Any] = {}
    for column, text in cells.items():
        reader, reason = READERS.get(column[0], (str, ""))
        values[column] = named(text) if column[0] == "treatment" else reader(text)
        if values[column] is None:
            found.reject(number, headings[column], _("We know no treatment of this name. Take its number or name from the list "
                                                     "of treatments.") if column[0] == "treatment" else reason)
    who = {name: value for (name, _place), value in values.items() if name in words.WHO}
    if not any(who.get(name) for name in ("merchant_id", "business_number", "name")):
        found.reject(number, "", _("The row does not say which shop: number, business registration number or name."))
    if who.get("applied_on") and who.get("left_on") and who["left_on"] < who["applied_on"]:
        found.reject(number, headings[("left_on", 0)], _("The shop left before it applied."))
    given = [{name: values.get((name, place)) for name in words.GIVEN}
             for place in sorted({place for name, place in values if name in words.GIVEN})]
    for part in given if len(found.rejects) == before else ():
        _checked(found, number, part)
    if len(found.rejects) == before:
        found.rows.append(Row(number, who, given))


def _checked(found: RosterFile, number: int, given: dict[str, Any]) -> None:
    """Whether what was received can be used: what and since when."""
    if given["treatment"] is None and given["package"] is None:
        found.reject(number, "", _("There is a day or a cost, but not what the shop received."))
    elif given["started_on"] is None:
        found.reject(number, "", _("When did it begin? Without a first day nobody can say what was before and what after."))
    elif given["ended_on"] is not None and given["ended_on"] < given["started_on"]:
        found.reject(number, "", _("It ended before it began."))


def _sheet(upload: Upload) -> tuple[Iterable[list[str | None]], list[str], int]:
    """Rows below the heading, the headings, and the number in the file of the first row."""
    for sheet in read(upload):
        cells = sheet.top(sheet.cells.num_rows)
        for at, row in enumerate(cells[:LOOKED]):
            headings = [(cell or "").strip() for cell in row]
            columns = {column[0] for h in headings if (column := words.column(h))}
            if columns & {"merchant_id", "business_number", "name"} and len(columns) > 1:
                return cells[at + 1:], headings, at + 2
    raise InputProblem(_("{file} is no roster that we know: it needs a column with the shop (number, business registration "
                         "number or name) and one more, such as the day it applied."), file=upload.name)
