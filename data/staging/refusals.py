"""Why a row is not taken: the conditions as SQL in the order in which they count, and a closer look at what a refused row is."""
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from data import contract
from data.mapping import Match, Output, plain_header
from data.staging import values
from data.staging.query import Query, contract_read, text
from data.text import _

EMPTY = _("The row is empty.")
TOTALS = _("A row of totals, not of data.")
GUIDANCE = _("A row that explains the columns, not data.")
HEADER = _("The header once more, not data.")
SLIPPED = _("The cells of this row stand in the wrong columns. Use the file as it was downloaded.")
MISSING = _("The value is missing.")
UNREADABLE = _("The value cannot be read.")
SHORTENED = _("A spreadsheet program has shortened the number and digits are lost. Use the file as it was downloaded.")
NOT_OURS = _("The value is none that we know.")
_GUIDES = ("수정가능", "수정불가", "입력가능", "입력불가", "필수", "선택", "필수입력", "선택입력", "필수항목", "선택항목",
           "자동입력", "조건부필수", "입력금지", "required", "optional", "readonly")
"""What rows below a header say of its columns, without white space."""
_TOTAL = re.compile(f"(?:{'|'.join(values.TOTALS)})(?:$|[^가-힣a-z].*|[:：])")
_SUM = re.compile(r"총?[-+(△▲₩]*[\d,]+(?:\.\d+)?\)?[원건개%]*|-")


@dataclass(frozen=True)
class Reason:
    """Why rows are not taken: SQL, the header of the column that shows it, the reason (a message id) and what it names."""

    sql: str
    column: str
    reason: str
    params: dict[str, Any] = field(default_factory=dict)


def reasons(query: Query, match: Match, main: Output) -> list[Reason]:
    """All reasons of a format, the first that holds counts; over the columns that `Query.typed` has made."""
    table, form = contract.TABLES[main.table], match.format
    headers = {name: str(match.header[place]) for name, place in form.columns_of(match.header).items()}
    found: list[Reason] = []

    def refuse(sql: str, name: str, reason: str) -> None:
        found.append(Reason(sql, headers.get(name) or name, reason))

    keyed = [c for c in table.key if c not in ("merchant_id", "channel") and c in form.fields and c in headers]
    refuse("blank_row", "", EMPTY)
    for sql in _no_data(match, table, keyed):
        refuse(sql, "", TOTALS)
    refuse("slipped", "", SLIPPED)
    if form.channel is None and "merchant_id" in headers:
        mine = text(query.merchant_id)
        refuse(f"merchant_id <> {mine} AND ident(merchant_id) <> {mine}", "merchant_id",
               _("The row belongs to another merchant."))
    for refusal in form.refuse:
        refuse(query.fast(refusal.when), refusal.field, refusal.reason)
    if main.table == "order_lines":
        refuse("report_state = 'unpaid'", "status", _("The order was never paid, so it is no sale."))
        if form.channel is None:
            refuse("report_state IS NULL AND report IS NOT NULL", "status", _("The status is none that we know."))
    for column in table.columns:
        name = column.name
        if not column.required or name in ("merchant_id", "status") or (name == "channel" and form.channel is not None):
            continue
        if name in headers:
            refuse(f"o0_{name} IS NULL AND shortened({name})", name, SHORTENED)
            refuse(f"o0_{name} IS NULL AND NOT blank({name})", name, UNREADABLE)
        refuse(f"o0_{name} IS NULL", name, MISSING)
        if name == "order_id" and form.channel is not None:
            refuse("unicode(o0_order_id) > 127", name, UNREADABLE)  # numbers of orders have no Hangul; names do
        if column.values:
            refuse(f"o0_{name} NOT IN ({', '.join(map(text, column.values))})", name, NOT_OURS)
    if main.table == "order_lines" and form.channel is None:
        refuse("report IS NULL", "status", MISSING)
    for name in main.essential:
        if name in headers:
            refuse(f"{query.fast(contract_read(table.column(name), name))} IS NULL AND NOT blank({name})", name, UNREADABLE)
    return found


def _no_data(match: Match, table: contract.Table, keyed: Sequence[str]) -> list[str]:
    """SQL: a key says that the row is none of data: a word of totals or of guidance, or the header itself."""
    accepted = {plain_header(h) for name in keyed for h in match.format.fields[name]}
    words = "|".join([*map(re.escape, sorted({*accepted, *_GUIDES})), f"(?:{'|'.join(values.TOTALS)})(?:[^가-힣a-z].*)?"])
    made = [f"o0_{c}" for c in table.key if c not in ("merchant_id", "channel") and table.column(c).type == contract.TEXT]
    return [f"CASE WHEN {c} IS NULL OR unicode({c}) BETWEEN 48 AND 57 THEN false "
            f"ELSE regexp_full_match(squeezed({c}), {text(words)}) END" for c in dict.fromkeys([*keyed, *made])]


def looked_at(cells: Sequence[str | None], headers: Collection[str], reason: str) -> str | None:
    """What a row without a key, or with a word in its place, is: the reason that says more than `reason`, or None.

    `headers` are the headers that the format knows, as they are compared.
    """
    if reason not in (TOTALS, MISSING, UNREADABLE):
        return None
    words = [word for cell in cells if (word := plain_header(cell))]
    if not words:
        return EMPTY
    if sum(word in _GUIDES for word in words) * 2 > len(words):
        return GUIDANCE
    if any(_TOTAL.match(word) for word in words):
        return TOTALS
    if sum(word in headers for word in words) * 2 > len(words):
        return HEADER
    if all(_SUM.fullmatch(word) for word in words):
        return TOTALS
    return None
