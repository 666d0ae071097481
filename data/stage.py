"""Rows of a known sheet → rows of the canonical tables, and the rows that are not taken with the reason.

Works in a DuckDB of its own, in memory and without a temporary folder: what buyers are called and where they live is seen
here, turned into `buyer_key` and `region`, and forgotten. Nothing of it reaches the store, a log or the disk.
"""
import json
import threading
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from data import contract, values
from data.buyers import forget_buyers
from data.cells import cells_of
from data.mapping import Match, Output
from data.order_state import added_up, with_state
from data.text import _

FEW = 5_000
STATE_FIELDS = ("status", "detail", "claim")
UNCERTAIN = _("{n:number} values in {column} could not be read and were left empty.")
UNKNOWN_STATE = _("{n:number} rows carry a status that we do not know ({word}); they count as sold.")
ROUNDED_IDS = _("All order numbers end in 0: a spreadsheet program may have rounded them. Use the file as it was downloaded.")

@dataclass
class Staged:
    """What one file gave: rows per canonical table, rows not taken (row_no, column, reason, params), rows read, warnings."""

    tables: dict[str, pa.Table] = field(default_factory=dict)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    read: int = 0
    warnings: list[dict[str, Any]] = field(default_factory=list)


_opening = threading.Lock()


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """The database of this process in which files are read; each file has a connection and temporary tables of its own."""
    connection = duckdb.connect(config={"temp_directory": "", "autoinstall_known_extensions": "false",
                                        "autoload_known_extensions": "false"})
    values.define(connection, kept=True)
    return connection


def _own_connection() -> duckdb.DuckDBPyConnection:
    with _opening:
        return _memory().cursor()


def stage(match: Match, merchant_id: str, key: bytes, day: date, known_at: datetime | None,
          period: tuple[date | None, date | None] = (None, None)) -> Staged:
    """The rows below the header of `match` for one merchant; `day` is when listings were seen if no row says so.

    `period` is what the name of the file says of its days; formats see it as the fields file_first and file_last.
    """
    connection = _own_connection()
    try:
        raw = cells_of(match)
        if raw.num_rows < FEW:  # planning would take longer than the rows
            connection.execute("PRAGMA disable_optimizer")
        connection.register("cells", raw)
        connection.execute("CREATE TEMP TABLE raw AS SELECT * FROM cells")
        forget_buyers(connection, match.format, merchant_id, key)
        days = [f"CAST({_text(d.isoformat()) if d else 'NULL'} AS DATE)" for d in period]
        connection.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT *, {days[0]} AS file_first, {days[1]} AS file_last "
                           "FROM raw")
        if match.format.guide:
            connection.execute(f"DELETE FROM raw WHERE coalesce({match.format.guide}, false)")
        for name, sql in match.format.across.items():
            connection.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT *, {sql} AS {name} FROM raw")
        return _Stage(connection, match, merchant_id, day, known_at).run()
    finally:
        connection.close()


class _Stage:
    """One file on its way; holds what the steps share."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, match: Match, merchant_id: str, day: date,
                 known_at: datetime | None):
        self.connection, self.format = connection, match.format
        self.merchant_id, self.day, self.known_at = merchant_id, day, known_at
        self.headers = {name: match.header[place] for name, place in match.format.columns_of(match.header).items()}
        self.reasons: list[tuple[str, str, str, dict[str, Any]]] = []  # SQL, column, reason, params

    def run(self) -> Staged:
        staged = Staged(read=self.count("SELECT count(*) FROM raw"))
        main = self.format.outputs[0]
        self.states()
        self.typed(main)
        self.refusals(main)
        cases = " ".join(f"WHEN {sql} THEN {n}" for n, (sql, *_rest) in enumerate(self.reasons))
        self.connection.execute(f"CREATE TEMP TABLE judged AS SELECT *, CASE {cases} END AS problem FROM typed")
        for row_no, problem in self.connection.execute(
                "SELECT row_no, problem FROM judged WHERE problem IS NOT NULL ORDER BY row_no").fetchall():
            _sql, column, reason, params = self.reasons[problem]
            staged.rejects.append({"row": row_no, "column": column, "reason": reason, "params": params})
        for output in self.format.outputs:
            rows = self.rows(output)
            before = staged.tables.get(output.table)
            staged.tables[output.table] = rows if before is None else pa.concat_tables([before, rows])
        staged.warnings = self.warnings(main)
        return staged

    def states(self) -> None:
        """Put beside each field that holds words of states what they mean, then the same for the `report` of order lines.

        Step by step, because a macro repeats its argument: one inside another would grow beyond all bounds.
        """
        for name in (f for f in STATE_FIELDS if f in self.format.fields):
            self.connection.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT *, state({name}) AS {name}_state FROM raw")
        report = next((o.columns["report"] for o in self.format.outputs if o.table == "order_lines"), "CAST(NULL AS VARCHAR)")
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE raw AS SELECT *, {report} AS report FROM raw")
        self.connection.execute("CREATE OR REPLACE TEMP TABLE raw AS SELECT *, state(report) AS report_state, "
                                "certainty(report) AS report_certainty FROM raw")

    def typed(self, main: Output) -> None:
        """`typed`: beside the fields, as out_NAME, the canonical columns of the main output."""
        columns = ", ".join(f"{self.expression(main, c)} AS out_{c.name}" for c in contract.TABLES[main.table].columns)
        self.connection.execute(f"CREATE TEMP TABLE typed AS SELECT *, {columns} FROM raw")

    # -- what is not taken -------------------------------------------------------------------------------------------

    def refuse(self, sql: str, field: str, reason: str, **params: Any) -> None:
        self.reasons.append((sql, self.headers.get(field) or field, reason, params))

    def refusals(self, main: Output) -> None:
        table, form = contract.TABLES[main.table], self.format
        keyed = [c for c in table.key if c not in ("merchant_id", "channel") and c in form.fields]
        no_key = " AND ".join(f"out_{c} IS NULL" for c in keyed) or "false"
        words = ", ".join(f"'{t}'" for t in values.TOTALS)
        said = " OR ".join(f"squeezed({c}) IN ({words})" for c in keyed) or "false"
        self.refuse("blank_row", "", _("The row is empty."))
        self.refuse(f"total_row AND ({no_key} OR {said})", "", _("A row of totals, not of data."))
        if form.channel is None:
            self.refuse(f"ident(merchant_id) <> {_text(self.merchant_id)}", "merchant_id",
                        _("The row belongs to another merchant."))
        for refusal in form.refuse:
            self.refuse(refusal.when, refusal.field, refusal.reason)
        if main.table == "order_lines":
            self.refuse("report_state = 'unpaid'", "status", _("The order was never paid, so it is no sale."))
            if form.channel is None:
                self.refuse("report IS NOT NULL AND report_state IS NULL", "status", _("The status is none that we know."))
        for column in table.columns:
            name = column.name
            if not column.required or name in ("merchant_id", "status") or (name == "channel" and form.channel is not None):
                continue
            sql = f"out_{name}"
            if name in form.fields:
                self.refuse(f"shortened({name})", name, _("A spreadsheet program has shortened the number and digits are lost. "
                                                          "Use the file as it was downloaded."))
                self.refuse(f"{sql} IS NULL AND NOT blank({name})", name, _("The value cannot be read."))
            self.refuse(f"{sql} IS NULL", name, _("The value is missing."))
            if column.values:
                self.refuse(f"{sql} NOT IN ({', '.join(map(_text, column.values))})", name, _("The value is none that we know."))
        if main.table == "order_lines" and form.channel is None:
            self.refuse("report IS NULL", "status", _("The value is missing."))
        for name in main.essential:
            self.refuse(f"NOT blank({name}) AND ({contract_read(table.column(name), name)}) IS NULL", name,
                        _("The value cannot be read."))

    # -- what is taken -----------------------------------------------------------------------------------------------

    def expression(self, output: Output, column: contract.Column) -> str:
        """SQL for one canonical column."""
        name = column.name
        if name == "merchant_id":
            return _text(self.merchant_id)
        if name in output.columns:
            sql = output.columns[name]
        elif name == "channel" and self.format.channel is not None:
            sql = _text(self.format.channel)
        elif name == "channel":
            sql = "lower(words(channel))"
        elif name == "buyer_key" and "hidden_key" in self.raw_columns:
            sql = "hidden_key" if output.rank == 2 else "NULL"
        elif name == "region" and "address" in self.format.fields:
            sql = "region(address)"
        elif name not in self.format.fields:
            sql = "NULL"
        elif name == "sku":
            sql = "code(sku)"
        elif name.endswith("_id"):
            sql = f"ident({name})"
        else:
            sql = contract_read(column, name)
        if name == "observed_on":
            sql = f"coalesce({sql}, DATE '{self.day.isoformat()}')"
        return f"CAST({sql} AS {column.sql})"

    @property
    def raw_columns(self) -> set[str]:
        return {row[0] for row in self.connection.execute("DESCRIBE raw").fetchall()}

    def rows(self, output: Output) -> pa.Table:
        """The rows that one canonical table gets, with the columns that `data.merge` keeps beside the contract's."""
        table, main = contract.TABLES[output.table], output is self.format.outputs[0]
        columns = {c.name: f"out_{c.name}" if main else self.expression(output, c) for c in table.columns}
        columns["row_no"], columns["source_rank"] = "row_no", f"CAST({output.rank} AS TINYINT)"
        columns["known_at"] = f"CAST({_text(self.known_at.isoformat()) if self.known_at else 'NULL'} AS TIMESTAMP)"
        if output.table == "order_lines":
            for name, kind in (("first_amount", "DECIMAL(18,2)"), ("parcel", "VARCHAR"), ("parcel_fee", "DECIMAL(18,2)")):
                columns[name] = f"CAST({output.columns.get(name, 'NULL')} AS {kind})"
            columns |= {n: n for n in ("report_state", "report_certainty")}
            columns["own_state"] = "status_state" if "status" in self.format.fields else "NULL"
        if output.table == "listings":
            columns["dated"] = "moment(observed_on) IS NOT NULL" if "observed_on" in self.format.fields else "false"
        listed = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
        sql = f"SELECT {listed} FROM judged WHERE problem IS NULL AND ({output.where})"
        if output.table == "order_lines":
            sql = with_state(sql, own_amount=output.rank == 2)
        if output.added_up:
            sql = added_up(sql)
        return self.connection.sql(sql).to_arrow_table()

    # -- what should be said -----------------------------------------------------------------------------------------

    def warnings(self, main: Output) -> list[dict[str, Any]]:
        table, found = contract.TABLES[main.table], []
        plain = [c for c in table.columns if c.name in self.headers and c.name not in (*main.columns, *main.essential)
                 and c.type not in (contract.TEXT, contract.JSON)]
        for column in plain:
            sql = f"SELECT count(*) FROM judged WHERE problem IS NULL AND NOT blank({column.name}) AND out_{column.name} IS NULL"
            n = self.count(sql)
            if n:
                found.append({"text": UNCERTAIN, "params": {"n": n, "column": self.headers[column.name]}})
        if main.table == "order_lines":
            where = "problem IS NULL AND NOT blank(report) AND report_state IS NULL"
            n = self.count(f"SELECT count(*) FROM judged WHERE {where}")
            if n:
                words = self.connection.execute(f"SELECT DISTINCT left(report, 20) FROM judged WHERE {where} "
                                                "ORDER BY 1 LIMIT 3").fetchall()
                found.append({"text": UNKNOWN_STATE, "params": {"n": n, "word": ", ".join(w[0] for w in words)}})
        if "order_id" in self.headers:
            n, rounded = self.connection.execute(
                "SELECT count(*), count(*) FILTER (regexp_full_match(ident(order_id), '\\d{15,}0')) FROM judged "
                "WHERE problem IS NULL").fetchall()[0]
            if n >= 3 and n == rounded:
                found.append({"text": ROUNDED_IDS, "params": {}})
        return found

    def count(self, sql: str) -> int:
        return int(self.connection.execute(sql).fetchall()[0][0])


def contract_read(column: contract.Column, field: str) -> str:
    """SQL that reads a field of this name by the type of the column."""
    return values.READ[column.type].format(field)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def describe(rejects: list[dict[str, Any]]) -> list[tuple[int, str, str, str]]:
    """Rows for the table `rejects`: row_no, column, reason, params as JSON."""
    return [(r["row"], r["column"], r["reason"], json.dumps(r["params"], ensure_ascii=False)) for r in rejects]
