"""Rows of a known sheet → rows of the canonical tables, and the rows that are not taken with the reason.

Works in a DuckDB of its own, in memory and without a temporary folder: what buyers are called and where they live is seen
here, turned into `buyer_key` and `region`, and forgotten. Nothing of it reaches the store, a log or the disk.
"""
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.mapping import Match, plain_header
from data.staging import buyers, values
from data.staging.cells import Cells, cells_of
from data.staging.query import STATE_FIELDS, Query
from data.staging.refusals import Reason, looked_at, reasons
from data.staging.shown import Shown, known_word
from data.staging.warned import Flags

FEW = 5_000
WORDS = 60
"""Words of states that are looked up one by one."""
SHOWN = 20_000
"""Refused rows whose cells are kept; of more nobody reads them."""
_CODE = re.compile(r"[a-z0-9_]{1,20}")
_SLICES = 500
_PIECE = 100_000


@dataclass
class Staged:
    """What one file gave: rows per canonical table, rows not taken (row, column, reason, params, cells), rows read, warnings.

    `cells` is {header: text} of the row, without what tells who bought, or None.
    """

    tables: dict[str, pa.Table] = field(default_factory=dict)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    read: int = 0
    warnings: list[dict[str, Any]] = field(default_factory=list)


_opening = threading.Lock()


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """The database of this process in which files are read; each file has a connection of its own."""
    connection = duckdb.connect(config={"temp_directory": "", "autoinstall_known_extensions": "false",
                                        "autoload_known_extensions": "false"})
    # Both would compute for every row what a CASE asks of few.
    connection.execute("SET disabled_optimizers = 'in_clause,common_subexpressions'")
    values.define(connection, kept=True)
    return connection


def _own_connection() -> duckdb.DuckDBPyConnection:
    with _opening:
        return _memory().cursor()


def stage(match: Match, merchant_id: str, key: bytes, day: date, known_at: datetime | None,
          period: tuple[date | None, date | None] = (None, None), progress: Callable[[float], None] | None = None) -> Staged:
    """The rows below the header of `match` for one merchant; `day` is when listings were seen if no row says so.

    `period` is what the name of the file says of its days; formats see it as the fields file_first and file_last. `progress`
    is called with the share that is done.
    """
    try:
        return _staged(match, merchant_id, key, day, known_at, period, progress or (lambda _share: None), piecewise=True)
    except duckdb.Error:
        if match.sheet.pieces(match.row + 1) is None:
            raise
    # Further down the file is not as plain as its beginning: it has to be read as a whole.
    return _staged(match, merchant_id, key, day, known_at, period, progress or (lambda _share: None), piecewise=False)


def _staged(match: Match, merchant_id: str, key: bytes, day: date, known_at: datetime | None,
            period: tuple[date | None, date | None], say: Callable[[float], None], piecewise: bool) -> Staged:
    connection = _own_connection()
    try:
        cells = cells_of(match, piecewise)
        say(0.2)
        if cells.source is cells.head and cells.head.num_rows < FEW:  # planning would take longer than the rows
            connection.execute("PRAGMA disable_optimizer")
        connection.register("cells", cells.source)
        connection.register("raw", cells.head.select(["row_no"]))  # what guides of formats compare row numbers with
        buyers.hold_key(connection, key, merchant_id)
        query = Query(match.format, cells, merchant_id, day, known_at, period, _words(connection, match, cells))
        query.reports()
        query.typed()
        return _Rows(match, query).staged(connection, say)
    finally:
        connection.close()


def _words(connection: duckdb.DuckDBPyConnection, match: Match, cells: Cells) -> dict[str, list[str]]:
    """The words of states that stand in the file, the most frequent first; only such as can be no name."""
    found = {}
    connection.register("head", cells.head)
    for name in (f for f in STATE_FIELDS if f in match.format.fields and not cells.fields[f].startswith("CAST(")):
        rows = connection.execute(f"SELECT {cells.fields[name]} AS word FROM head GROUP BY 1 ORDER BY count(*) DESC, 1 "
                                  f"LIMIT {WORDS}").fetchall()
        found[name] = [word for (word,) in rows if word and known_word(word)]
    if match.format.channel is None and "channel" in match.format.fields:
        rows = connection.execute(f"SELECT {cells.fields['channel']} AS word FROM head GROUP BY 1 LIMIT {WORDS}").fetchall()
        found["channel"] = [word for (word,) in rows if word and _CODE.fullmatch(word) and word not in values.NOTHING]
    return found


class _Rows:
    """The rows of one sheet: the query is run once, and what comes out is parted into taken and refused."""

    def __init__(self, match: Match, query: Query):
        self.match, self.query, self.form = match, query, match.format
        main = self.form.outputs[0]
        self.flags = Flags(match, main)
        self.reasons = reasons(query, match, main)
        self.columns = [query.columns_of(n, output) for n, output in enumerate(self.form.outputs)]

    def sql(self) -> str:
        cases = " ".join(f"WHEN {r.sql} THEN {n}" for n, r in enumerate(self.reasons))
        self.query.wrap({"problem": f"CAST(CASE {cases} END AS SMALLINT)"})
        listed = ["row_no", "problem", f"CASE WHEN problem IS NULL THEN {self.flags.sql()} END AS flags",
                  f"CASE WHEN problem IS NULL THEN {self.flags.said()} END AS said",
                  f"CASE WHEN problem IS NOT NULL THEN [{', '.join(self.query.held)}] END AS held"]
        for n, (output, columns) in enumerate(zip(self.form.outputs, self.columns, strict=True)):
            listed += [f"{sql} AS c{n}_{name}" for name, sql in columns.items()]
            listed += [f"o{n}_takes AS takes{n}"] if output.where != "true" else []
        order = " ORDER BY row_no" if self.form.across else ""
        return f"SELECT {', '.join(listed)} FROM ({self.query.sql}){order}"

    def staged(self, connection: duckdb.DuckDBPyConnection, say: Callable[[float], None]) -> Staged:
        rows = without_end(connection.sql(self.sql()).to_arrow_table())
        say(0.8)
        staged = Staged(read=rows.num_rows)
        refused = np.flatnonzero(rows["problem"].is_valid().to_numpy())
        if len(refused):
            staged.rejects = self.rejects(rows.select(["row_no", "problem", "held"]).take(refused), connection)
        taken = without(rows, refused)
        for n, output in enumerate(self.form.outputs):
            given = taken.filter(taken[f"takes{n}"]) if output.where != "true" else taken
            same = {name: repeated(value, given.num_rows) for name, value in self.query.constants(output).items()}
            named = pa.table({name: given[f"c{n}_{name}"] for name in self.columns[n]} | {"row_no": given["row_no"]} | same)
            if (before := staged.tables.get(output.table)) is not None:
                named = pa.concat_tables([before, named.select(before.column_names)])
            staged.tables[output.table] = named
        staged.warnings = self.flags.warnings(taken)
        return staged

    def rejects(self, refused: pa.Table, connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        """One entry per refused row; the first of them with a closer look at their cells."""
        numbers, problems = refused["row_no"].to_pylist(), refused["problem"].to_pylist()
        cells = refused["held"].slice(0, SHOWN).to_pylist()
        shown = Shown(self.match, connection).rows(cells)
        headers = self.form.known() | {plain_header(h) for h in self.match.header} - {""}
        found = []
        for n, (row, problem) in enumerate(zip(numbers, problems, strict=True)):
            why: Reason = self.reasons[problem]
            closer = looked_at(cells[n], headers, why.reason) if n < SHOWN else None
            found.append({"row": row, "column": why.column if closer is None else "", "reason": closer or why.reason,
                          "params": why.params, "cells": shown[n] if n < SHOWN else None})
        return found


def repeated(value: pa.Scalar, rows: int) -> pa.ChunkedArray:
    """A column that has one value in every row, in the memory of few."""
    piece = pa.repeat(value, min(rows, _PIECE))
    return pa.chunked_array([*[piece] * (rows // max(len(piece), 1)), piece.slice(0, rows % max(len(piece), 1))], value.type)


def without_end(rows: pa.Table) -> pa.Table:
    """The rows without the empty ones at the end."""
    blank = pc.fill_null(pc.equal(rows["problem"], 0), False).to_numpy()  # the first reason is that a row is empty
    filled = np.flatnonzero(~blank)
    return rows.slice(0, filled[-1] + 1 if len(filled) else 0)


def without(rows: pa.Table, places: np.ndarray) -> pa.Table:
    """The rows but those at these places; few are cut out without a copy of the others."""
    if not len(places):
        return rows
    if len(places) > _SLICES:
        return rows.filter(pa.array(np.isin(np.arange(rows.num_rows), places, invert=True)))
    edges: Sequence[int] = [-1, *places.tolist(), rows.num_rows]
    return pa.concat_tables([rows.slice(start + 1, end - start - 1) for start, end in pairwise(edges)
                             if end - start > 1] or [rows.slice(0, 0)])
