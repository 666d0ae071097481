"""What a file said goes into the store: in one transaction, with its import, the rows that were refused, and what it changed."""
import itertools
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import duckdb
import pyarrow as pa

from data import contract
from data.merging.imports import Given, sums, take_in
from data.merging.merge import Counts
from data.merging.told import Import, next_number
from data.workspace import Workspace, bump


@dataclass
class File:
    """A file that has been read: its name, its bytes as a digest, what it is, when it was made, and its rows.

    `given` are its rows for each canonical table as relations that the cursor of the transaction knows; `merchant_id` is None
    for the tables of a cohort.
    """

    name: str
    sha256: str
    format: str
    table: str
    merchant_id: str | None
    read: int
    rejects: list[dict[str, Any]]
    known_at: datetime | None = None
    warnings: list[dict[str, Any]] = field(default_factory=list)


def keep(workspace: Workspace, file: File, tables: dict[str, Any], today: date | None) -> dict[str, Any]:
    """Write one file of one merchant in one transaction; a file that is known and tells nothing new leaves no trace.

    `tables` are its rows as Arrow tables or readers. The same bytes again take the place of what they said the first time.
    Returns the entry of `data.intake.intake`.
    """
    merchant_id = str(file.merchant_id)
    filled = {name: _filled(rows) for name, rows in tables.items()}
    with workspace.store.transaction() as cursor:
        for name, rows in filled.items():
            if rows is not None:
                cursor.register(f"given_{name}", rows)
        before = sums(cursor, merchant_id)
        try:
            written = write(workspace, cursor, file, {
                n: ("", ()) if rows is None else (f"given_{n}", rows.schema.names) for n, rows in filled.items()}, today)
        finally:
            for name, rows in filled.items():
                if rows is not None:
                    cursor.unregister(f"given_{name}")
        after = sums(cursor, merchant_id)
        channels = [row[0] for name in tables if "channel" in contract.TABLES[name].names for row in cursor.execute(
            f"SELECT DISTINCT channel FROM told_{name} WHERE import_id = ?", [written.import_id]).fetchall()]
    return entry(file, written) | {"channels": sorted(set(channels)), "change": change(before, after)}


def _filled(rows: pa.Table | pa.RecordBatchReader) -> pa.Table | pa.RecordBatchReader | None:
    """`rows` with all that is in it, None where that is nothing: of a stream, the first rows are looked at."""
    if isinstance(rows, pa.Table):
        return rows if rows.num_rows else None
    first = next((batch for batch in rows if batch.num_rows), None)
    return None if first is None else pa.RecordBatchReader.from_batches(rows.schema, itertools.chain([first], rows))


def change(before: tuple[int, Any], after: tuple[int, Any]) -> dict[str, Any]:
    """Live lines and live sales of a merchant, before and after."""
    return {"lines_before": before[0], "lines_after": after[0], "sales_before": before[1], "sales_after": after[1]}


@dataclass
class Written:
    """What became of a file: its import, the counts of its tables, and the days of which it speaks."""

    import_id: str
    counts: dict[str, Counts]
    first: date | None
    last: date | None


def write(workspace: Workspace, cursor: duckdb.DuckDBPyConnection, file: File, given: Given, today: date | None) -> Written:
    """Take a file in and note its import, unless it is known and nothing changed."""
    now = datetime.now()
    at = datetime.combine(today, now.time()) if today else now
    known = cursor.execute("""SELECT import_id, number, known_at, undone_at, coalesce(first_at, imported_at) FROM imports
      WHERE merchant_id IS NOT DISTINCT FROM ? AND sha256 = ? ORDER BY imported_at, import_id LIMIT 1""",
                           [file.merchant_id, file.sha256]).fetchall()
    fresh = (uuid.uuid4().hex[:16], next_number(cursor), None, None, at)
    import_id, number, made, undone, first_at = known[0] if known else fresh
    # Equal bytes under two names: the day that one name gives holds for both, whichever comes first.
    made = max((d for d in (made, file.known_at) if d is not None), default=None)
    whose = None if file.merchant_id is None else "(SELECT '{}' AS merchant_id)".format(file.merchant_id.replace("'", "''"))
    counts = take_in(cursor, given, Import(import_id, number or 0, made), whose)
    changed = set().union(*(c.merchants for c in counts.values()))
    if changed:
        bump(cursor, changed)
    first, last = _period(cursor, contract.TABLES[file.table], import_id, made, at.date())
    main = counts[file.table]
    if not known or changed or undone:
        cursor.execute("DELETE FROM imports WHERE import_id = ?", [import_id])
        cursor.execute("DELETE FROM rejects WHERE import_id = ?", [import_id])
        row = {"import_id": import_id, "merchant_id": file.merchant_id, "file": file.name, "sha256": file.sha256,
               "format": file.format, "table": file.table, "read": file.read, "loaded": main.loaded, "updated": main.updated,
               "unchanged": main.unchanged, "rejected": len(file.rejects), "first_day": first, "last_day": last,
               "known_at": made, "imported_at": at, "imported_by": workspace.viewer.name, "number": number, "first_at": first_at}
        cursor.execute(f"INSERT INTO imports ({', '.join(map(_quoted, row))}) VALUES ({', '.join('?' * len(row))})",
                       list(row.values()))
        keep_rejects(cursor, import_id, file.merchant_id, file.rejects)
    elif made is not None:
        cursor.execute("UPDATE imports SET known_at = ? WHERE import_id = ?", [made, import_id])
    return Written(import_id, counts, first, last)


def entry(file: File, written: Written) -> dict[str, Any]:
    """What is said of a file that was taken in."""
    def told(counts: Counts) -> dict[str, int]:
        return {"loaded": counts.loaded, "updated": counts.updated, "unchanged": counts.unchanged}

    also = [{"table": n, **told(c)} for n, c in written.counts.items()
            if n not in (file.table, "merchants") and (c.loaded or c.updated or c.unchanged)]
    return {"file": file.name, "format": file.format, "table": file.table, "read": file.read,
            **told(written.counts[file.table]), "rejected": len(file.rejects), "rejects": file.rejects,
            "first_day": written.first, "last_day": written.last, "import_id": written.import_id, "warnings": file.warnings,
            "also": also}


def keep_rejects(cursor: duckdb.DuckDBPyConnection, import_id: str, merchant_id: str | None,
                 rejects: Sequence[dict[str, Any]]) -> None:
    """Keep the rows that were not taken beside their import, with what they held where that is known."""
    if not rejects:
        return
    def texts(name: str) -> Iterable[str | None]:
        return (json.dumps(r[name], ensure_ascii=False) if r.get(name) is not None else None for r in rejects)

    cursor.register("refused", pa.table({
        "row_no": pa.array([r["row"] for r in rejects], pa.int64()),
        "column": pa.array([r["column"] for r in rejects], pa.string()),
        "reason": pa.array([r["reason"] for r in rejects], pa.string()), "params": pa.array(texts("params"), pa.string()),
        "cells": pa.array(texts("cells"), pa.string())}))
    cursor.execute("INSERT INTO rejects BY NAME SELECT ? AS import_id, ? AS merchant_id, * FROM refused",
                   [import_id, merchant_id])
    cursor.unregister("refused")


def _period(cursor: duckdb.DuckDBPyConnection, table: contract.Table, import_id: str, known_at: datetime | None,
            today: date) -> tuple[date | None, date | None]:
    """First and last day of the data; a file that names the day on which it was made reaches to that day.

    Planned payouts after that day are left out, unless there is nothing else.
    """
    days: list[date] = []
    if table.dated_by and table is not contract.COSTS:
        day = f"CAST({table.dated_by} AS DATE)"
        until = known_at.date() if known_at else today
        low, high, first, last = cursor.execute(f"""SELECT min({day}) FILTER ({day} <= ?), max({day}) FILTER ({day} <= ?),
            min({day}), max({day}) FROM told_{table.name} WHERE import_id = ?""", [until, until, import_id]).fetchall()[0]
        days = [d for d in ((first, last) if low is None else (low, high)) if d is not None]
    if known_at is not None and known_at.date() <= today:
        days.append(known_at.date())
    return (min(days), max(days)) if days else (None, None)


def _quoted(name: str) -> str:
    return f'"{name}"'
