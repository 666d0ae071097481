"""What one caller may see of the store: the only door for reads and writes.

A workspace is made for a viewer; every table that it hands out holds the viewer's merchants and nothing else, and every
method that names a merchant refuses others.
"""
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import duckdb
import pandas as pd

from data import contract, known
from data.errors import AccessDenied
from data.known import Tables
from data.merging import told
from data.store import Store
from data.text import _


@dataclass(frozen=True)
class Viewer:
    """Who asks: a name for the records and the merchants that may be seen (None: all of them)."""

    name: str
    merchants: frozenset[str] | None = None


FORM_ROW = "form"
"""Stands among the answers of a stage in the place of a question: its value is the id of the form that was filled in."""
LINES_AT_ONCE = 2_500_000
"""Order lines of a part of a cohort: some 2 GiB are at work on them."""
LOCAL = Viewer("local")
"""The one person at a machine without sign-in."""


class Workspace:
    """The store as one viewer may see it."""

    def __init__(self, store: Store, viewer: Viewer = LOCAL):
        self.store = store
        self.viewer = viewer

    # -- who ---------------------------------------------------------------------------------------------------------

    def check(self, merchant_id: str) -> str:
        """`merchant_id` again, or `AccessDenied`."""
        if self.viewer.merchants is not None and merchant_id not in self.viewer.merchants:
            raise AccessDenied(_("This merchant is not among those that you may see."))
        return merchant_id

    def has(self, merchant_id: str) -> bool:
        """Whether the store knows the merchant. Raises `AccessDenied` for one who is not the viewer's."""
        self.check(merchant_id)
        return len(self._frame("SELECT 1 FROM merchants WHERE merchant_id = ? LIMIT 1", [merchant_id])) > 0

    def merchants(self) -> pd.DataFrame:
        """The viewer's merchants, one row each, in the columns of the contract, by name."""
        where, params = self._where()
        columns = ", ".join(contract.MERCHANTS.names)
        return self._frame(f"SELECT {columns} FROM merchants {where} ORDER BY name, merchant_id", params)

    def save_merchant(self, merchant_id: str, **columns: Any) -> None:
        """Make the merchant or change the given columns of its record."""
        self.check(merchant_id)
        names = [contract.MERCHANTS.column(name).name for name in columns]
        with self.store.transaction() as cursor:
            if cursor.execute("SELECT 1 FROM merchants WHERE merchant_id = ?", [merchant_id]).fetchone() is None:
                cursor.execute("INSERT INTO merchants (merchant_id) VALUES (?)", [merchant_id])
            for name in names:
                cursor.execute(f"UPDATE merchants SET {name} = ? WHERE merchant_id = ?", [columns[name], merchant_id])
            told.typed_merchant(cursor, merchant_id, dict(columns))
            bump(cursor, [merchant_id])

    # -- what --------------------------------------------------------------------------------------------------------

    def tables(self, as_of: date, merchants: Iterable[str] | None = None, planned: bool = False,
               product_id: str | None = None) -> Tables:
        """The canonical tables as known before `as_of`, of the given merchants or of all that the viewer may see.

        `planned`: with the planned products in the place of the listings, to be judged as if they were listed. `product_id`:
        with the listings of this number alone.
        """
        wanted = self.viewer.merchants if merchants is None else frozenset(self.check(m) for m in merchants)
        return known.tables(self.store.cursor(), as_of, wanted, planned, product_id)

    def parts(self, as_of: date, lines: int = LINES_AT_ONCE) -> Iterator[Tables]:
        """`tables(as_of)` in parts of whole merchants, by their ids, each of some `lines` order lines (at most
        one merchant's more): so the memory that a cohort takes does not grow with it. A part is gone when
        the next one is asked for."""
        where, params = self._where()
        starts = self._frame(
            "SELECT min(merchant_id) AS id FROM (SELECT merchant_id, "
            "(sum(count(*)) OVER (ORDER BY merchant_id) - 1) // ? AS part "
            f"FROM order_lines {where} GROUP BY merchant_id) GROUP BY part ORDER BY id", [lines, *params])
        # The first part has no lower end: who sold nothing belongs to a part too.
        edges: list[str | None] = [None, *starts.id.tolist()[1:], None]
        for between in pairwise(edges):
            cursor = self.store.cursor()
            try:
                yield known.tables(cursor, as_of, self.viewer.merchants, between=between)
            finally:
                cursor.close()

    def last_day(self, merchant_id: str | None = None) -> date | None:
        """The newest day of which the store has evidence: of one merchant, or of all that the viewer may see.

        Dates after today are ignored: a planned payout or a typing error is no evidence.
        """
        where, params = self._where(merchant_id)
        days = [f"SELECT max(CAST({t.dated_by} AS DATE)) AS day FROM {t.name} {where} "
                f"{'AND' if where else 'WHERE'} CAST({t.dated_by} AS DATE) <= CAST(? AS DATE)"
                for t in contract.TABLES.values() if t.dated_by and t is not contract.COSTS]
        days.append(f"SELECT max(last_day) FROM imports {where} {'AND' if where else 'WHERE'} last_day <= CAST(? AS DATE) "
                    "AND undone_at IS NULL")
        days.append(f"SELECT max(seen_on) FROM given {where} {'AND' if where else 'WHERE'} seen_on <= CAST(? AS DATE)")
        sql = f"SELECT max(day) FROM ({' UNION ALL '.join(days)}) AS days(day)"
        found: date | None = self._value(sql, [p for _day in days for p in (*params, date.today())])
        return found

    def default_as_of(self, merchant_id: str | None = None) -> date:
        """The day after the newest evidence, so that all of it counts and nothing is judged that was not yet reported."""
        return (self.last_day(merchant_id) or date.today()) + timedelta(days=1)

    def version(self, merchant_id: str) -> int:
        """Counts the changes of this merchant's data: the same number means the same data."""
        self.check(merchant_id)
        return int(self._value("SELECT coalesce(max(version), 0) FROM versions WHERE merchant_id = ?", [merchant_id]))

    # -- answers -----------------------------------------------------------------------------------------------------

    def save_answer(self, merchant_id: str, stage: str, question_id: str, value: str | None, answered_on: date) -> None:
        """Keep one answer of the self-check; a new answer to the same question replaces the old one, None takes it back."""
        self.check(merchant_id)
        with self.store.transaction() as cursor:
            cursor.execute("DELETE FROM answers WHERE merchant_id = ? AND stage = ? AND question_id = ?",
                           [merchant_id, stage, question_id])
            told.typed_answer(cursor, merchant_id, stage, question_id)
            if value is not None:
                cursor.execute("INSERT INTO answers (merchant_id, stage, question_id, value, answered_on) VALUES (?, ?, ?, ?, ?)",
                               [merchant_id, stage, question_id, value, answered_on])
            bump(cursor, [merchant_id])

    def answers(self, merchant_id: str, stage: str) -> dict[str, str]:
        """Question id to value of one stage."""
        self.check(merchant_id)
        found = self.answers_and_form(merchant_id, stage)
        return {question: value for question, value in found.items() if question != FORM_ROW}

    def answers_and_form(self, merchant_id: str, stage: str) -> dict[str, str]:
        """The same with the id of the form that was filled in, under `FORM_ROW`, where it was kept."""
        self.check(merchant_id)
        rows = self._frame("SELECT question_id, value FROM answers WHERE merchant_id = ? AND stage = ?", [merchant_id, stage])
        return dict(zip(rows.question_id, rows.value, strict=True))

    # -- what was loaded ---------------------------------------------------------------------------------------------

    def imports(self, merchant_id: str | None = None) -> pd.DataFrame:
        where, params = self._where(merchant_id)
        return self._frame(f"SELECT * FROM imports {where} ORDER BY imported_at DESC, import_id", params)

    def rejects(self, import_id: str) -> pd.DataFrame:
        where, params = self._where()
        return self._frame(f"SELECT * FROM rejects {where} {'AND' if where else 'WHERE'} import_id = ? ORDER BY row_no",
                           [*params, import_id])

    # -- what was concluded ------------------------------------------------------------------------------------------

    def save_diagnosis(self, diagnosis_id: str, result: dict[str, Any], digest: str) -> None:
        """Keep a result JSON; the same digest is kept once."""
        merchant_id = self.check(result["merchant_id"])
        with self.store.transaction() as cursor:
            cursor.execute("DELETE FROM diagnoses WHERE merchant_id = ? AND digest = ?", [merchant_id, digest])
            cursor.execute("INSERT INTO diagnoses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [
                diagnosis_id, merchant_id, result["as_of"], result["stage"], digest, result["rubric"], result["fingerprint"],
                json.dumps(result, ensure_ascii=False), datetime.now()])

    def diagnoses(self, merchant_id: str) -> list[dict[str, Any]]:
        """The kept results of a merchant, newest first."""
        self.check(merchant_id)
        rows = self._frame("SELECT result FROM diagnoses WHERE merchant_id = ? ORDER BY made_at DESC", [merchant_id])
        return [json.loads(text) for text in rows.result]

    def diagnosis_by_digest(self, merchant_id: str, digest: str) -> dict[str, Any] | None:
        self.check(merchant_id)
        text = self._value("SELECT result FROM diagnoses WHERE merchant_id = ? AND digest = ?", [merchant_id, digest])
        return json.loads(text) if text is not None else None

    # -- settings ----------------------------------------------------------------------------------------------------

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting of the programme (JSON), such as edited caps and prices."""
        text = self._value("SELECT value FROM settings WHERE name = ?", [name])
        return json.loads(text) if text is not None else default

    def save_setting(self, name: str, value: Any) -> None:
        with self.store.transaction() as cursor:
            cursor.execute("DELETE FROM settings WHERE name = ?", [name])
            cursor.execute("INSERT INTO settings VALUES (?, ?, ?, ?)",
                           [name, json.dumps(value, ensure_ascii=False), datetime.now(), self.viewer.name])

    # -- inside ------------------------------------------------------------------------------------------------------

    def _where(self, merchant_id: str | None = None) -> tuple[str, list[Any]]:
        """A WHERE clause and its parameters that hold the viewer's limits, or those and one merchant."""
        if merchant_id is not None:
            return "WHERE merchant_id = ?", [self.check(merchant_id)]
        if self.viewer.merchants is None:
            return "", []
        return "WHERE list_contains(?, merchant_id)", [sorted(self.viewer.merchants)]

    def _value(self, sql: str, params: list[Any]) -> Any:
        """The first value of the first row; None where there is no row."""
        cursor = self.store.cursor()
        try:
            row = cursor.execute(sql, params).fetchone()
        finally:
            cursor.close()
        return None if row is None else row[0]

    def _frame(self, sql: str, params: list[Any]) -> pd.DataFrame:
        cursor = self.store.cursor()
        try:
            return cursor.execute(sql, params).df()
        finally:
            cursor.close()


def bump(cursor: duckdb.DuckDBPyConnection, merchants: Iterable[str]) -> None:
    """Count a change of these merchants' data; call it in the transaction that makes the change."""
    ids = sorted(set(merchants))
    cursor.execute("UPDATE versions SET version = version + 1 WHERE list_contains(?, merchant_id)", [ids])
    cursor.execute("INSERT INTO versions SELECT id, 1 FROM (SELECT unnest(?) AS id) "
                   "WHERE id NOT IN (SELECT merchant_id FROM versions)", [ids])
