"""Which sheets of a file hold a format that we know, and where their header row is."""
from collections.abc import Sequence
from dataclasses import dataclass

from data import contract
from data.errors import FormatUnclear, InputProblem
from data.mapping import Format, Match, formats, plain_header
from data.read import Sheet
from data.recognition.header_rows import Row, candidates
from data.text import _

UNCLEAR = _("{file} could be {first} or {second}. Say which one it is.")
ENOUGH, KNOWN, OWN = 6, 0.85, 2
"""Without the signature: at least so many headers, this share of them known, and so many known to no other channel."""


def find(sheets: Sequence[Sheet], file: str, known: Sequence[Format] | None = None) -> list[Match]:
    """The sheets that hold a known format, in their order; empty where none does.

    Sheets of one file may be of different formats. A sheet whose signature the merchant left out counts where its headers
    belong to one format all the same. Raises `FormatUnclear` where two formats claim the same header row.
    """
    forms = formats() if known is None else known
    rows = [(sheet, [(place, row, _headers(row)) for place, row in candidates(sheet)]) for sheet in sheets]
    found = [match for sheet, some in rows if (match := _signed(sheet, some, file, forms)) is not None]
    return found or [match for sheet, some in rows if (match := _near(sheet, some, forms)) is not None]


def find_as(sheets: Sequence[Sheet], file: str, format_id: str, table: str | None = None) -> list[Match]:
    """The sheets read as the format that a person chose. Raises `InputProblem` where no sheet can be that."""
    forms = [f for f in formats() if f.id == format_id and table in (None, f.table)]
    if not forms:
        raise InputProblem(_("There is no format {format}. Choose one of those that are offered."), format=format_id)
    rows = [(sheet, [(place, row, _headers(row)) for place, row in candidates(sheet)]) for sheet in sheets]
    found = [match for sheet, some in rows if (match := _signed(sheet, some, file, forms)) is not None]
    if not found:
        found = [match for sheet, some in rows if (match := _likest(sheet, some, forms)) is not None]
    if not found:
        raise InputProblem(_("{file} does not hold the columns of {format}. Choose another kind of file, or say what its columns "
                             "mean."), file=file, format=format_id)
    return found


_Rows = Sequence[tuple[int, Row, frozenset[str]]]


def _headers(row: Row) -> frozenset[str]:
    return frozenset(plain_header(text) for text in row) - {""}


def _signed(sheet: Sheet, rows: _Rows, file: str, forms: Sequence[Format]) -> Match | None:
    """The row with a signature of which most is known; of equal ones the first."""
    best: tuple[int, Match] | None = None
    for place, row, headers in rows:
        fitting = [f for f in forms if f.fits(headers)]
        if len(fitting) > 1:
            raise FormatUnclear(UNCLEAR, tuple(dict.fromkeys(f.id for f in fitting)), file=file, first=fitting[0].id,
                                second=fitting[1].id)
        if fitting and (best is None or len(headers & fitting[0].known()) > best[0]):
            best = len(headers & fitting[0].known()), Match(fitting[0], sheet, place, row)
    return best[1] if best else None


@dataclass(frozen=True)
class _Likeness:
    """How near a header row is to a format: headers that it knows, less what its signature lacks."""

    score: float
    form: Format
    match: Match


def _near(sheet: Sheet, rows: _Rows, forms: Sequence[Format]) -> Match | None:
    """A row that belongs to one format though its signature is not whole: nearly all headers known, the key among them."""
    best: _Likeness | None = None
    for place, row, headers in rows:
        if len(headers) < ENOUGH:
            continue
        likely = sorted((one for form in forms if (one := _likeness(form, sheet, place, row, headers)) is not None),
                        key=lambda one: -one.score)
        if not likely or len(headers & likely[0].form.known()) < KNOWN * len(headers):
            continue
        first = likely[0]
        own = [h for h in headers & first.form.known()
               if not any(h in other.known() for other in forms if other.channel != first.form.channel)]
        rival = next((one for one in likely[1:] if first.score - one.score < (
            1 if (one.form.channel, one.form.table) == (first.form.channel, first.form.table) else 3)), None)
        if len(own) >= OWN and rival is None and (best is None or first.score > best.score):
            best = first
    return best.match if best else None


def _likeness(form: Format, sheet: Sheet, place: int, row: Row, headers: frozenset[str]) -> _Likeness | None:
    if form.channel is None or 2 * len(headers & form.known()) < len(headers) or not _keyed(form, row):
        return None
    if any(plain_header(h) in headers for h in form.none_of):
        return None
    lacking = sum(plain_header(h) not in headers for h in form.all_of)
    if lacking * 2 > len(form.all_of):
        return None
    without = bool(form.one_of) and not any(plain_header(h) in headers for h in form.one_of)
    score = len(headers & form.known()) - 2 * lacking - without
    return _Likeness(score, form, Match(form, sheet, place, row, signed=False))


def _keyed(form: Format, row: Row) -> bool:
    """Whether the columns are there that tell the rows of the main table apart."""
    found = form.columns_of(row)
    key = [name for name in contract.TABLES[form.table].key if name in form.fields and name.endswith(("_id", "sku"))]
    return bool(key) and all(name in found for name in key)


def _likest(sheet: Sheet, rows: _Rows, forms: Sequence[Format]) -> Match | None:
    """The row that comes nearest to what a person chose; the key must be there and half of the headers known."""
    fit = [(len(headers & form.known()), Match(form, sheet, place, row, signed=False)) for place, row, headers in rows
           for form in forms if _keyed(form, row) and 2 * len(headers & form.known()) >= len(headers)]
    return max(fit, key=lambda one: one[0])[1] if fit else None
