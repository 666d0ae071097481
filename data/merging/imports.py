"""Imports into the log and out of it again, and the canonical rows that follow: the one way in which files change the store."""
from dataclasses import dataclass
from typing import Any

import duckdb

from data import contract
from data.contract import LISTINGS, MERCHANTS, ORDER_LINES, SETTLEMENTS, Table
from data.merging import listings, merge, single, steps
from data.merging.merge import Counts
from data.merging.steps import Given
from data.merging.told import Import, add, forget, listed, says, tell, tell_merchants

ORDER = (MERCHANTS, SETTLEMENTS, ORDER_LINES,
         *(t for t in contract.TABLES.values() if t not in (MERCHANTS, SETTLEMENTS, ORDER_LINES)))
"""Order lines look at what was settled, so settlements come first."""
NOTHING = (0, 0)


@dataclass
class _Step:
    """One table on its way: what the import said of it before, the rows of the file, and how far they are."""

    before: tuple[int, int]
    total: int = 0
    same: bool = False
    once: bool = False


def take_in(cursor: duckdb.DuckDBPyConnection, given: Given, by: Import, merchants: str | None = None) -> dict[str, Counts]:
    """Write down what an import says in the place of what it said before, and bring the canonical rows in line.

    `merchants` is a relation of the merchants of whom it speaks, by default those of its rows. Returns what became of the rows
    of each table of `given`, and of every other table whose rows are other now: `merchants` of a count says whose.
    """
    known = bool(cursor.execute("SELECT 1 FROM imports WHERE import_id = ?", [by.id]).fetchall())
    step = {t.name: _Step(steps.digest(cursor, t, steps.told(t, by.id)) if known else NOTHING) for t in ORDER}
    paid = SETTLEMENTS.name in given or step[SETTLEMENTS.name].before != NOTHING
    speaks = [t for t in ORDER if t.name in given or t is MERCHANTS or step[t.name].before != NOTHING
              or (t is ORDER_LINES and paid)]
    for table in speaks:
        steps.clear(cursor, table, "touched")
    for table in speaks:
        _say(cursor, table, given, by, step[table.name], alone=not paid)
    tell_merchants(cursor, merchants or steps.speaks_of(given, by), by)
    counts = {t.name: _bring_in_line(cursor, t, by, step[t.name]) for t in speaks}
    return {name: c for name, c in counts.items() if name in given or c.merchants}


def _say(cursor: duckdb.DuckDBPyConnection, table: Table, given: Given, by: Import, step: _Step, alone: bool) -> None:
    """Write down what the import says of a table, in the place of what it said before."""
    source, names = given.get(table.name, ("", ()))
    if step.before != NOTHING:
        step.same = bool(source) and steps.digest(cursor, table, f"({says(table, source, names, by)})") == step.before
        if step.same:
            step.total = step.before[0]
            return
        steps.keys(cursor, table, steps.told(table, by.id), "touched")
        steps.widen(cursor, table)
        forget(cursor, table, by.id)
        if table is ORDER_LINES:
            cursor.execute("UPDATE order_lines SET once = false WHERE once AND import_id = ?", [by.id])
    if not source:
        return
    step.once = table is ORDER_LINES and alone and step.before == NOTHING and single.fits(cursor, source, names)
    if step.once:
        step.total = single.write(cursor, source, names, by)
    else:
        step.total = tell(cursor, table, source, names, by)
        steps.condense(cursor, table, by)


def _bring_in_line(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import, step: _Step) -> Counts:
    """The canonical rows of a table after what was said of it, and what became of the rows of the file."""
    if step.once:
        whose = cursor.execute(f"SELECT DISTINCT merchant_id FROM {steps.told(table, by.id)}").fetchall()
        return Counts(loaded=step.total, merchants={row[0] for row in whose})
    if table is MERCHANTS and not step.total and step.before == NOTHING and steps.all_known(cursor, by):
        return Counts()
    if not step.same:
        if step.before == NOTHING and not steps.touched(cursor, table) and steps.all_new(cursor, table, by):
            return steps.write_new(cursor, table, by, step.total)
        steps.keys(cursor, table, steps.said(table, by), "touched")
    changed = steps.refold(cursor, table)
    if step.same or not steps.touched(cursor, table):  # what the import says of it changes nothing
        return Counts(unchanged=step.total, merchants=changed)
    weight = {"settlements": "sum(weight)", "order_lines": "count(*)"}.get(table.name, "1")
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE mine AS SELECT {listed(table.key)}, {weight} AS weight
      FROM {steps.said(table, by)} GROUP BY {listed(table.key)}""")
    counts = merge.count(cursor, table, step.total)
    if table is LISTINGS:
        listings.known_before(cursor, counts, by)
    counts.merchants = changed
    return counts


def take_back(cursor: duckdb.DuckDBPyConnection, import_id: str) -> dict[str, Counts]:
    """Take what an import said out of the log, as if it had never been said. What became of the keys of its rows, by table."""
    told = [t for t in ORDER if cursor.execute(f"SELECT 1 FROM {steps.told(t, import_id)} LIMIT 1").fetchall()]
    speaks = [t for t in ORDER if t in told or (t is ORDER_LINES and SETTLEMENTS in told)]
    counts = {t.name: Counts() for t in told}
    for table in speaks:
        steps.clear(cursor, table, "touched")
        steps.clear(cursor, table, "old")
    for table in told:
        steps.keys(cursor, table, steps.told(table, import_id), "old")
        add(cursor, f"touched_{table.name}", f"FROM old_{table.name}")
        steps.widen(cursor, table)
        forget(cursor, table, import_id)
    once, whose = single.take_back(cursor, import_id) if ORDER_LINES in told else (0, set())
    for table in speaks:
        changed = steps.refold(cursor, table)
        if table in told:
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE mine AS SELECT *, 1 AS weight FROM old_{table.name}")
            total = cursor.execute("SELECT count(*) FROM mine").fetchall()[0][0]
            counts[table.name] = merge.count(cursor, table, int(total))
        counts.setdefault(table.name, Counts()).merchants = changed
    if once:
        lines = counts[ORDER_LINES.name]
        lines.removed, lines.unchanged, lines.merchants = lines.removed + once, lines.unchanged - once, lines.merchants | whose
    return counts


def sums(cursor: duckdb.DuckDBPyConnection, merchant_id: str) -> tuple[int, Any]:
    """Live lines of a merchant and what was paid for them in won."""
    dead = listed(f"'{s}'" for s in contract.DEAD)
    lines, sales = cursor.execute(f"SELECT count(*), coalesce(sum(amount), 0) FROM order_lines WHERE merchant_id = ? "
                                  f"AND status NOT IN ({dead})", [merchant_id]).fetchall()[0]
    return int(lines), int(sales) if sales == int(sales) else float(sales)
