"""The told log: what each import said, one row per import and key, from which the canonical rows are made.

A canonical row is a function of what was told of its key, and of nothing else: so the order of upload does not matter, and an
import that is taken back leaves no trace in the rows. Rows that no file told (typed on a page, or from before this log) are
told with no import as soon as a file speaks of the same key.
"""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from data import contract
from data.contract import Table
from data.staging import values

_MONEY = contract.SQL_TYPE[contract.MONEY]
HIDDEN: dict[str, dict[str, str]] = {
    "order_lines": {"certainty": "TINYINT", "value_certainty": "TINYINT", "first_amount": _MONEY, "parcel": "VARCHAR",
                    "parcel_fee": _MONEY, "adds": "BOOLEAN", "withdrawn": "BOOLEAN"},
    "settlements": {"refund": "BOOLEAN", "weight": "BIGINT"},
    "listings": {"dated": "BOOLEAN"},
}
"""What is told beside the contract's columns. Order lines: how certain state and values are, the amount before any claim, the
parcel with its fee, whether the row is one parcel of a line whose parcels add up, and whether it says that a claim was
withdrawn. Settlements: whether the row is a refund, and the rows of the file that it stands for. Listings: whether the file
itself gave the day."""
STAMP = {"import_id": "VARCHAR", "number": "BIGINT", "row_no": "BIGINT", "source_rank": "TINYINT", "known_at": "TIMESTAMP"}
"""Who told it: the import (None: typed), its place in the order of upload, the row of the file, how near the source is to the
order (2 the order itself, 1 a source that only tells of it), and when the file was made, where its name says so."""
LAST = "number, import_id NULLS LAST, row_no"
"""SQL order of what nothing else tells apart: the later upload counts, and what was typed after it."""


STATED = ("status", "amount", "refunded", "refunded_at", "cancelled_at")
"""Columns of order lines that may show something else than the file says."""


@dataclass(frozen=True)
class Import:
    """One import that tells: its id, its place in the order of upload, and when the file was made, where that is known."""

    id: str
    number: int
    known_at: datetime | None = None


def listed(names: Iterable[str], prefix: str = "") -> str:
    return ", ".join(prefix + n for n in names)


def same_key(table: Table, left: str, right: str) -> str:
    """SQL: the rows `left` and `right` have the same key; a key column that may be empty is then empty in both."""
    def equal(name: str) -> str:
        return f"{left}.{name} {'=' if table.column(name).required else 'IS NOT DISTINCT FROM'} {right}.{name}"

    return " AND ".join(map(equal, table.key))


def columns(table: Table) -> tuple[str, ...]:
    """The columns of the log of one table."""
    return (*table.names, *HIDDEN.get(table.name, ()), *STAMP)


def parts(table: Table) -> str:
    """SQL of the key of the log within one import: the key of the table, and what is kept apart beneath it."""
    more = {"order_lines": ", source_rank, CASE WHEN adds THEN parcel END", "settlements": ", refund"}
    return listed(table.key) + more.get(table.name, ", source_rank")


def log(table: Table) -> str:
    """The table that holds the log; `told_...` is to be read, of order lines a view that adds the lines told only once."""
    return "log_order_lines" if table is contract.ORDER_LINES else f"told_{table.name}"


def schema(table: Table) -> str:
    """SQL that makes the log of one table."""
    typed = ", ".join([*(f"{c.name} {c.sql}" for c in table.columns),
                       *(f"{n} {kind}" for n, kind in (HIDDEN.get(table.name, {}) | STAMP).items())])
    return f"CREATE TABLE {log(table)} ({typed});"


ONCE = {"once": "BOOLEAN", "number": "BIGINT", "row_no": "BIGINT", "certainty": "TINYINT", "value_certainty": "TINYINT",
        "first_amount": _MONEY, "parcel": "VARCHAR", "parcel_fee": _MONEY, "stated": f"STRUCT(status VARCHAR, amount {_MONEY}, "
        f"refunded {_MONEY}, refunded_at TIMESTAMP, cancelled_at TIMESTAMP)"}
"""Columns of `order_lines` beside the contract's, filled where `once`: only one file tells of the line, so that it stands in the
store once and not in the log as well. `stated` is what the file says where the line shows something else."""


def told_once() -> str:
    """SQL of the lines that were told once, as the file told them."""
    shown = {n: f"CASE WHEN stated IS NULL THEN {n} ELSE stated.{n} END" for n in STATED}
    shown |= {"shipping_fee": "CASE WHEN parcel IS NULL THEN shipping_fee END", "adds": "false", "withdrawn": "false"}
    listed_once = ", ".join(f"{shown[n]} AS {n}" if n in shown else n for n in columns(contract.ORDER_LINES))
    return f"SELECT {listed_once} FROM order_lines WHERE once"


def view() -> str:
    """SQL of the view of everything that was told of order lines: the log, and the lines that were told once."""
    return (f"CREATE VIEW told_order_lines AS SELECT {listed(columns(contract.ORDER_LINES))} FROM log_order_lines "
            f"UNION ALL {told_once()};")


def untold(table: Table, row: str = "s") -> dict[str, str]:
    """SQL of the hidden columns of a canonical row that no file told: it states what it shows."""
    if table is contract.ORDER_LINES:
        level = "CAST(CASE {}.status {} END AS TINYINT)".format(
            row, " ".join(f"WHEN '{name}' THEN {n}" for name, n in values.CERTAINTY.items()))
        return {"certainty": level, "value_certainty": level, "adds": "false", "withdrawn": "false"}
    if table is contract.SETTLEMENTS:
        return {"refund": f"coalesce({row}.gross < 0, {row}.net < 0, false)", "weight": "1"}
    return {"dated": "true"} if table is contract.LISTINGS else {}


def adopt(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Tell the canonical rows that nobody told and whose key is in `touched_...`: they were typed, and count as such."""
    hidden = untold(table)
    filled = {n: hidden.get(n, f"CAST(NULL AS {kind})") for n, kind in HIDDEN.get(table.name, {}).items()}
    filled |= {"import_id": "CAST(NULL AS VARCHAR)", "number": "0", "row_no": "0", "source_rank": "s.source_rank",
               "known_at": "s.known_at"}
    if table is contract.ORDER_LINES:
        filled["source_rank"] = "coalesce(s.source_rank, 2)"
    more = ", ".join(f"{sql} AS {n}" for n, sql in filled.items())
    add(cursor, log(table), f"""SELECT {listed(table.names, 's.')}, {more}
      FROM {table.name} s SEMI JOIN touched_{table.name} k ON {same_key(table, 's', 'k')}
      WHERE s.import_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM {log(table)} t WHERE t.import_id IS NULL AND {same_key(table, 't', 's')})""")


def says(table: Table, source: str, given: Iterable[str], by: Import) -> str:
    """SQL: what a file says as the log has it, from the relation `source` with the columns `given`."""
    has, hidden = set(given), HIDDEN.get(table.name, {})
    made = {"refund": "coalesce(gross < 0, net < 0, false)", "adds": "false", "withdrawn": "false", "weight": "1"}
    sql = {n: n if n in has else made.get(n, f"CAST(NULL AS {kind})") for n, kind in hidden.items()}
    sql |= {"import_id": _text(by.id), "number": f"CAST({by.number} AS BIGINT)", "row_no": "row_no", "source_rank": "source_rank",
            "known_at": f"CAST({_text(by.known_at.isoformat()) if by.known_at else 'NULL'} AS TIMESTAMP)"}
    if "parcel" in has:  # the fee then belongs to the parcel
        sql["shipping_fee"] = "CASE WHEN parcel IS NULL THEN shipping_fee END"
    return f"SELECT {', '.join(f'{sql.get(n, n)} AS {n}' for n in columns(table))} FROM {source}"


def tell(cursor: duckdb.DuckDBPyConnection, table: Table, source: str, given: Iterable[str], by: Import) -> int:
    """Write down what a file says. Returns the number of rows, which must not be none (see `add`).

    `data.merging.imports` folds rows that repeat a key within the file.
    """
    rows = cursor.execute(f"INSERT INTO {log(table)} ({listed(columns(table))}) {says(table, source, given, by)}").fetchall()
    return int(rows[0][0])


def tell_merchants(cursor: duckdb.DuckDBPyConnection, source: str, by: Import) -> None:
    """Write down that an import speaks of the merchants of `source`: a merchant exists as long as anybody speaks of them."""
    add(cursor, "told_merchants", f"""SELECT merchant_id, {_text(by.id)} AS import_id, {by.number} AS number, 0 AS row_no
      FROM (SELECT DISTINCT merchant_id FROM {source}) WHERE merchant_id IS NOT NULL
        AND merchant_id NOT IN (SELECT merchant_id FROM told_merchants WHERE import_id = {_text(by.id)})""")


def add(cursor: duckdb.DuckDBPyConnection, target: str, select: str) -> int:
    """Insert what `select` finds; returns the number of rows.

    DuckDB 2.0.0 loses rows where an INSERT without any row is followed, in the same transaction, by one of more than 122,880
    rows into the same table. So no INSERT is made that may find nothing, and no table is made by CREATE AS that may be empty
    and is filled later.
    """
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE more AS {select}")
    found = int(cursor.execute("SELECT count(*) FROM more").fetchall()[0][0])
    if found:
        cursor.execute(f"INSERT INTO {target} BY NAME FROM more")
    cursor.execute("DROP TABLE more")
    return found


def forget(cursor: duckdb.DuckDBPyConnection, table: Table, import_id: str) -> None:
    """Take what one import said of one table out of the log."""
    cursor.execute(f"DELETE FROM {log(table)} WHERE import_id = ?", [import_id])


def next_number(cursor: duckdb.DuckDBPyConnection) -> int:
    """The place of the next import in the order of upload."""
    return int(cursor.execute("SELECT coalesce(max(number), 0) + 1 FROM imports").fetchall()[0][0])


def typed_merchant(cursor: duckdb.DuckDBPyConnection, merchant_id: str, columns: dict[str, Any]) -> None:
    """Write down what a person typed of a merchant: it takes the place of what was told of these columns before."""
    if not cursor.execute("SELECT 1 FROM told_merchants WHERE merchant_id = ? AND import_id IS NULL", [merchant_id]).fetchall():
        cursor.execute("INSERT INTO told_merchants (merchant_id, row_no) VALUES (?, 0)", [merchant_id])
    cursor.execute("UPDATE told_merchants SET number = ? WHERE merchant_id = ? AND import_id IS NULL",
                   [next_number(cursor) - 1, merchant_id])
    for name, value in columns.items():
        cursor.execute(f"UPDATE told_merchants SET {name} = CASE WHEN import_id IS NULL THEN ? END WHERE merchant_id = ?",
                       [value, merchant_id])


def typed_answer(cursor: duckdb.DuckDBPyConnection, merchant_id: str, stage: str, question_id: str) -> None:
    """A person answered a question or took the answer back: whatever was told of it before no longer counts."""
    cursor.execute("DELETE FROM told_answers WHERE merchant_id = ? AND stage = ? AND question_id = ?",
                   [merchant_id, stage, question_id])


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
