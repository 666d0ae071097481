"""The canonical tables as they were known before a day: the one place where time is cut off.

The cut is written once in Ibis and holds on every engine. In the store it becomes one temporary view per table on a cursor
of its own; SQL that was compiled before, for any day, then runs on these views, because to write an expression down as SQL
takes far longer than to run it.
"""
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import duckdb
import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from data import contract, levels, overlay

SOMEDAY = date(1234, 5, 6)
"""Stands for the day in compiled SQL, until `at` puts the real one in: no shop has anything on it."""
IBIS_TYPE = {contract.TEXT: "string", contract.MONEY: "decimal(18,2)", contract.WHOLE: "int64", contract.REAL: "float64",
             contract.TIME: "timestamp", contract.DAY: "date", contract.FLAG: "boolean", contract.JSON: "string"}

Between = tuple[str | None, str | None]
"""Merchants from the first id on and below the second; None: no bound there."""


@dataclass(frozen=True)
class Tables:
    """The canonical tables as they were known before the day `as_of`, as Ibis expressions.

    `as_of` = 2026-11-01 means: everything that happened up to and including 2026-10-31. `sql`, where the engine has it, runs
    SQL in which the tables bear the names of `view_name` and gives the open result; without it, expressions are executed.
    `price_levels` is what like products cost in all shops (see `data.levels`).
    `single`: they hold one merchant. `steps` is what was computed from them so far, kept with the cursor behind `sql`.
    """

    as_of: date
    merchants: ir.Table
    order_lines: ir.Table
    settlements: ir.Table
    listings: ir.Table
    reviews: ir.Table
    costs: ir.Table
    answers: ir.Table
    statistics: ir.Table
    price_levels: ir.Table
    sql: Callable[[str], duckdb.DuckDBPyConnection] | None = field(default=None, compare=False)
    single: bool = False
    steps: dict[str, bool] = field(default_factory=dict, compare=False)


def known_before(table: contract.Table, rows: ir.Table, as_of: date) -> ir.Table:
    """`rows` as known before `as_of`: later rows left out, later times blanked, later cancellations and refunds undone."""
    def before(name: str) -> ir.BooleanValue:
        day = table.column(name).type == contract.DAY
        return rows[name] < (ibis.date(as_of.isoformat()) if day else ibis.timestamp(as_of.isoformat()))

    blanked = {name: ibis.ifelse(before(name), rows[name], ibis.null(rows[name].type()))
               for name in table.times if name != table.dated_by}
    if table is contract.ORDER_LINES:
        undone = rows.status.isin(contract.DEAD) & rows.cancelled_at.notnull() & ~before("cancelled_at")
        blanked["status"] = ibis.ifelse(undone, "paid", rows.status)
        blanked["claim_reason"] = ibis.ifelse(undone, ibis.null("string"), rows.claim_reason)
        paid = rows.refunded.notnull() & rows.refunded_at.notnull() & ~before("refunded_at")  # the money was not back yet
        blanked["amount"] = ibis.ifelse(paid, rows.amount + rows.refunded.fill_null(0), rows.amount).cast("decimal(18,2)")
        blanked["refunded"] = ibis.ifelse(paid, ibis.null("decimal(18,2)"), rows.refunded)
    if table.dated_by is not None:
        rows = rows.filter(before(table.dated_by))
    return rows.mutate(**blanked) if blanked else rows


def view_name(table: contract.Table) -> str:
    """What the cut-off table is called in SQL: not as the table of the store, which it would hide."""
    return f"known_{table.name}"


@cache
def unbound() -> Tables:
    """The cut-off tables without any data, as of `SOMEDAY`: to write expressions down as SQL."""
    return Tables(as_of=SOMEDAY, price_levels=ibis.table(levels.COLUMNS, name=levels.VIEW),
                  **{t.name: _schema(t, view_name(t)) for t in contract.TABLES.values()})


def _schema(table: contract.Table, name: str) -> ir.Table:
    return ibis.table({c.name: IBIS_TYPE[c.type] for c in table.columns}, name=name)


def compiled(expression: ir.Table) -> str:
    """SQL of an expression over `unbound()`; run it with `Tables.sql`."""
    return str(ibis.to_sql(expression, dialect="duckdb"))


def at(sql: str, as_of: date) -> str:
    """Compiled SQL with the real day in the place of `SOMEDAY`."""
    day = f"{as_of.year}, {as_of.month}, {as_of.day}"
    return sql.replace("MAKE_DATE(1234, 5, 6)", f"MAKE_DATE({day})").replace("MAKE_TIMESTAMP(1234, 5, 6", f"MAKE_TIMESTAMP({day}")


@cache
def _cut(name: str) -> str:
    """SQL of the cut of one table of the store."""
    table = contract.TABLES[name]
    return compiled(known_before(table, _schema(table, name), SOMEDAY))


def tables(cursor: duckdb.DuckDBPyConnection, as_of: date, merchants: Iterable[str] | None, planned: bool = False,
           product_id: str | None = None, between: Between = (None, None)) -> Tables:
    """The tables of the store behind `cursor`, cut off at `as_of` and limited to `merchants` (None: all).

    `planned`: the listings are the planned products instead, as if they were listed; `product_id`: only listings with this
    number; `between`: of these merchants only those from the first id on and below the second. The cursor belongs to the
    tables from here on: its temporary views go when it goes.
    """
    wanted = None if merchants is None else sorted(merchants)
    first, end = between
    limits = [] if wanted is None else [f"merchant_id IN ({', '.join(map(_quoted, wanted)) or 'NULL'})"]
    limits += [f"merchant_id >= {_quoted(first)}"] if first is not None else []
    limits += [f"merchant_id < {_quoted(end)}"] if end is not None else []
    which = " AND ".join(limits)
    limit, also, day = which and f" WHERE {which}", which and f" AND {which}", f"DATE '{as_of.isoformat()}'"
    # Nothing was given for most shops, and their listings need no second look.
    shown = bool(cursor.execute(f"SELECT 1 FROM given WHERE seen_on < {day}{also} LIMIT 1").fetchall())
    for table in contract.TABLES.values():
        cut = f"SELECT * FROM ({at(_cut(table.name), as_of)}){limit}"
        if table is contract.LISTINGS and planned:
            cut = overlay.planned(day, also)
        elif table is contract.LISTINGS and shown:
            cut = overlay.listed(cut, day, also)
        if table is contract.LISTINGS and product_id is not None:
            cut = f"SELECT * FROM ({cut}) WHERE product_id = {_quoted(product_id)}"
        cursor.execute(f"CREATE OR REPLACE TEMPORARY VIEW {view_name(table)} AS {cut}")
    cursor.execute(f"CREATE OR REPLACE TEMPORARY VIEW {levels.VIEW} AS {levels.sql(at(_cut(contract.LISTINGS.name), as_of))}")
    backend = ibis.duckdb.from_connection(cursor)
    bound = {t.name: _bound(view_name(t), _schema(t, ""), backend) for t in contract.TABLES.values()}
    bound["price_levels"] = _bound(levels.VIEW, ibis.table(levels.COLUMNS, name=levels.VIEW), backend)

    def run(sql: str) -> duckdb.DuckDBPyConnection:
        return cursor.execute(at(sql, as_of))

    return Tables(as_of=as_of, sql=run, single=wanted is not None and len(wanted) == 1, **bound)


def _bound(name: str, columns: ir.Table, backend: ibis.BaseBackend) -> ir.Table:
    """The view as an expression, without asking the database for its columns: the contract knows them."""
    return ops.DatabaseTable(name=name, schema=columns.schema(), source=backend,
                             namespace=ops.Namespace(catalog="temp", database="main")).to_expr()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
