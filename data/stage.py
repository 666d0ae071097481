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
import pyarrow.compute as pc

from data import contract, keys, values
from data.mapping import PERSONAL_FIELDS, Format, Match, Output
from data.text import _

TOTAL_COLUMNS = 5
STATE_FIELDS = ("status", "detail", "claim")
UNCERTAIN = _("{n:number} values in {column} could not be read and were left empty.")
UNKNOWN_STATE = _("{n:number} rows carry a status that we do not know ({word}); they count as sold.")
ROUNDED_IDS = _("All order numbers end in 0: a spreadsheet program may have rounded them. Use the file as it was downloaded.")

_IDENTITY = """CASE WHEN NOT blank(buyer_id) AND NOT contains(buyer_id, '*') THEN 'id:' || trim(buyer_id)
  WHEN NOT blank(buyer_id) THEN 'id:' || trim(buyer_id) || '|' || coalesce(trim(buyer_name), '')
  WHEN NOT blank(buyer_phone) AND NOT regexp_matches(regexp_replace(buyer_phone, '\\D', '', 'g'), '^0?50')
    THEN 'phone:' || ltrim(regexp_replace(buyer_phone, '\\D', '', 'g'), '0')
  WHEN NOT blank(buyer_name) AND NOT contains(buyer_name, '*') THEN 'name:' || trim(buyer_name) END"""
"""Who bought: the buyer's id, with the name where it is masked; else the phone, unless it is a safe number (050) that changes
with each order; else the name."""


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


def stage(match: Match, merchant_id: str, key: bytes, day: date, known_at: datetime | None) -> Staged:
    """The rows below the header of `match` for one merchant; `day` is when listings were seen if no row says so."""
    connection = _own_connection()
    try:
        raw = _raw(match)
        connection.register("cells", raw)
        connection.execute("CREATE TEMP TABLE raw AS SELECT * FROM cells")
        _buyers(connection, match.format, merchant_id, key)
        return _Stage(connection, match, merchant_id, day, known_at).run(raw.num_rows)
    finally:
        connection.close()


def _raw(match: Match) -> pa.Table:
    """The fields of the format as text columns, with row_no, blank_row and total_row; trailing blank rows left out."""
    cells = match.sheet.cells.slice(match.row + 1)
    blank = pa.array([True] * cells.num_rows)
    for column in cells.columns:
        blank = pc.and_(blank, column.is_null())
    columns = {name: _clean(cells.column(place)) for name, place in match.format.columns_of(match.header).items()}
    for name in match.format.fields:
        columns.setdefault(name, pa.chunked_array([pa.nulls(cells.num_rows, pa.string())]))
    total = pa.array([False] * cells.num_rows)
    for column in cells.columns[:TOTAL_COLUMNS]:
        squeezed = pc.utf8_lower(pc.replace_substring_regex(pc.fill_null(column, ""), r"\s+", ""))
        total = pc.or_(total, pc.is_in(squeezed, pa.array(values.TOTALS)))
    rows = pa.array(range(match.row + 2, match.row + 2 + cells.num_rows), pa.int64())
    table = pa.table({**columns, "row_no": rows, "blank_row": blank, "total_row": total})
    filled = pc.indices_nonzero(pc.invert(blank))
    return table.slice(0, filled[-1].as_py() + 1 if len(filled) else 0)


def _clean(column: pa.ChunkedArray) -> pa.ChunkedArray:
    column = pc.utf8_trim_whitespace(column)
    if pc.any(pc.match_substring_regex(column, "[\u1100-\u11ff]")).as_py():  # taken apart into letters, as macOS writes
        column = pc.utf8_normalize(column, form="NFC")
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def _buyers(connection: duckdb.DuckDBPyConnection, form: Format, merchant_id: str, key: bytes) -> None:
    """Put `buyer_key` in place of the fields that name the buyer; the address stays until the region is read from it."""
    fields = [f for f in PERSONAL_FIELDS if f in form.fields and f != "address"]
    if not fields:
        return
    for missing in {"buyer_id", "buyer_phone", "buyer_name"} - set(fields):
        connection.execute(f"ALTER TABLE raw ADD COLUMN {missing} VARCHAR")
    found = [row[0] for row in connection.execute(f"SELECT DISTINCT {_IDENTITY} FROM raw").fetchall()]
    keyed = pa.table({"identity": pa.array(found, pa.string()), "hidden_key": pa.array(
        [None if i is None else keys.buyer_key(key, merchant_id, i) for i in found], pa.string())})
    connection.register("keyed", keyed)
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE raw AS SELECT r.* EXCLUDE (buyer_id, buyer_phone, buyer_name), k.hidden_key
      FROM (SELECT *, {_IDENTITY} AS identity FROM raw) r LEFT JOIN keyed k ON r.identity = k.identity""")
    connection.execute("ALTER TABLE raw DROP COLUMN identity")
    connection.unregister("keyed")
    connection.unregister("cells")


class _Stage:
    """One file on its way; holds what the steps share."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, match: Match, merchant_id: str, day: date, known_at: datetime | None):
        self.connection, self.format, self.merchant_id, self.day, self.known_at = connection, match.format, merchant_id, day, known_at
        self.headers = {name: match.header[place] for name, place in match.format.columns_of(match.header).items()}
        self.reasons: list[tuple[str, str, str, dict[str, Any]]] = []  # SQL, column, reason, params

    def run(self, read: int) -> Staged:
        staged = Staged(read=read)
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
            staged.tables[output.table] = self.rows(output)
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
            self.refuse(f"ident(merchant_id) <> {_text(self.merchant_id)}", "merchant_id", _("The row belongs to another merchant."))
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
        elif name.endswith("_id") or name == "sku":
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
            sql = _with_state(sql, own_amount=output.rank == 2)
        if output.added_up:
            sql = _added_up(sql, table, output.added_up)
        return self.connection.sql(sql).to_arrow_table()

    # -- what should be said -----------------------------------------------------------------------------------------

    def warnings(self, main: Output) -> list[dict[str, Any]]:
        table, found = contract.TABLES[main.table], []
        plain = [c for c in table.columns if c.name in self.headers and c.name not in main.columns and c.name not in main.essential
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
                words = self.connection.execute(f"SELECT DISTINCT left(report, 20) FROM judged WHERE {where} ORDER BY 1 LIMIT 3").fetchall()
                found.append({"text": UNKNOWN_STATE, "params": {"n": n, "word": ", ".join(w[0] for w in words)}})
        if "order_id" in self.headers:
            n, rounded = self.connection.execute(
                "SELECT count(*), count(*) FILTER (regexp_full_match(ident(order_id), '\\d{15,}0')) FROM judged WHERE problem IS NULL"
            ).fetchall()[0]
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


def _with_state(sql: str, own_amount: bool) -> str:
    """The state of each line in our words and how certain it is, and the amount that the source itself states."""
    level = "CASE {} " + " ".join(f"WHEN '{name}' THEN {n}" for name, n in values.CERTAINTY.items()) + " END"
    alive = "CASE WHEN own_state IN ('paid', 'preparing', 'shipping', 'delivered', 'confirmed') THEN own_state END"
    return f"""WITH told AS ({sql}),
      dated AS (SELECT *, CASE WHEN confirmed_at IS NOT NULL THEN 'confirmed' WHEN delivered_at IS NOT NULL THEN 'delivered'
        WHEN shipped_at IS NOT NULL THEN 'shipping' ELSE 'paid' END AS by_dates FROM told),
      stated AS (SELECT *, CASE WHEN report_state = 'withdrawn' THEN coalesce({alive}, by_dates)
        ELSE coalesce(report_state, by_dates) END AS stated_status FROM dated),
      certain AS (SELECT *, CAST(CASE WHEN report_state = 'withdrawn' THEN greatest({values.WITHDRAWN}, {level.format('stated_status')})
        ELSE coalesce(report_certainty, {level.format('stated_status')}) END AS TINYINT) AS certainty FROM stated)
      SELECT * EXCLUDE (by_dates, own_state, report_state, report_certainty, status), stated_status AS status,
        certainty AS value_certainty, {'amount' if own_amount else 'CAST(NULL AS DECIMAL(18,2))'} AS stated_amount FROM certain"""


def _added_up(sql: str, table: contract.Table, columns: tuple[str, ...]) -> str:
    """One row per key where a line left in several parcels: `columns` and what the parcels cost are summed.

    Rows of one parcel that repeat are no second parcel: the last of them counts.
    """
    key = ", ".join(table.key)
    whole = {*columns, "parcel_fee", *(["stated_amount"] if "amount" in columns else [])}
    sums = ", ".join(f"CAST(sum({c}) OVER (PARTITION BY {key}) AS {'BIGINT' if c == 'quantity' else 'DECIMAL(18,2)'}) AS {c}"
                     for c in sorted(whole))
    return f"""WITH given AS ({sql}),
      parcels AS (SELECT * FROM given QUALIFY row_number() OVER (PARTITION BY {key}, parcel ORDER BY value_certainty DESC, row_no DESC) = 1),
      summed AS (SELECT * REPLACE ({sums}) FROM parcels)
      SELECT * FROM summed QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY value_certainty, parcel, row_no) = 1"""


def describe(rejects: list[dict[str, Any]]) -> list[tuple[int, str, str, str]]:
    """Rows for the table `rejects`: row_no, column, reason, params as JSON."""
    return [(r["row"], r["column"], r["reason"], json.dumps(r["params"], ensure_ascii=False)) for r in rejects]
