"""Imports into the log and out of it again, and the canonical rows that follow: the one way in which files change the store."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from data import contract, merge, merge_listings, merge_once, merge_orders, merge_settlements
from data.contract import LISTINGS, MERCHANTS, ORDER_LINES, SETTLEMENTS, Table
from data.merge import Counts
from data.told import Import, add, columns, forget, listed, log, parts, same_key, says, tell, tell_merchants

ORDER = (MERCHANTS, SETTLEMENTS, ORDER_LINES,
         *(t for t in contract.TABLES.values() if t not in (MERCHANTS, SETTLEMENTS, ORDER_LINES)))
"""Order lines look at what was settled, so settlements come first."""
NOTHING = (0, 0)
Given = Mapping[str, tuple[str, Iterable[str]]]
"""For each canonical table a relation of rows ("" where there are none) and the columns that it has."""


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
    steps = {t.name: _Step(_digest(cursor, t, _told(t, by.id)) if known else NOTHING) for t in ORDER}
    paid = SETTLEMENTS.name in given or steps[SETTLEMENTS.name].before != NOTHING
    speaks = [t for t in ORDER if t.name in given or t is MERCHANTS or steps[t.name].before != NOTHING
              or (t is ORDER_LINES and paid)]
    for table in speaks:
        _clear(cursor, table, "touched")
    for table in speaks:
        _say(cursor, table, given, by, steps[table.name], alone=not paid)
    tell_merchants(cursor, merchants or _speaks_of(given, by), by)
    counts = {t.name: _bring_in_line(cursor, t, by, steps[t.name]) for t in speaks}
    return {name: c for name, c in counts.items() if name in given or c.merchants}


def _say(cursor: duckdb.DuckDBPyConnection, table: Table, given: Given, by: Import, step: _Step, alone: bool) -> None:
    """Write down what the import says of a table, in the place of what it said before."""
    source, names = given.get(table.name, ("", ()))
    if step.before != NOTHING:
        step.same = bool(source) and _digest(cursor, table, f"({says(table, source, names, by)})") == step.before
        if step.same:
            step.total = step.before[0]
            return
        _keys(cursor, table, _told(table, by.id), "touched")
        _widen(cursor, table)
        forget(cursor, table, by.id)
        if table is ORDER_LINES:
            cursor.execute("UPDATE order_lines SET once = false WHERE once AND import_id = ?", [by.id])
    if not source:
        return
    step.once = table is ORDER_LINES and alone and step.before == NOTHING and merge_once.fits(cursor, source, names)
    if step.once:
        step.total = merge_once.write(cursor, source, names, by)
    else:
        step.total = tell(cursor, table, source, names, by)
        _condense(cursor, table, by)


def _bring_in_line(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import, step: _Step) -> Counts:
    """The canonical rows of a table after what was said of it, and what became of the rows of the file."""
    if step.once:
        whose = cursor.execute(f"SELECT DISTINCT merchant_id FROM {_told(table, by.id)}").fetchall()
        return Counts(loaded=step.total, merchants={row[0] for row in whose})
    if table is MERCHANTS and not step.total and step.before == NOTHING and _all_known(cursor, by):
        return Counts()
    if not step.same:
        if step.before == NOTHING and not _touched(cursor, table) and _all_new(cursor, table, by):
            return _write_new(cursor, table, by, step.total)
        _keys(cursor, table, _said(table, by), "touched")
    changed = _refold(cursor, table)
    if step.same or not _touched(cursor, table):  # what the import says of it changes nothing
        return Counts(unchanged=step.total, merchants=changed)
    weight = {"settlements": "sum(weight)", "order_lines": "count(*)"}.get(table.name, "1")
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE mine AS SELECT {listed(table.key)}, {weight} AS weight
      FROM {_said(table, by)} GROUP BY {listed(table.key)}""")
    counts = merge.count(cursor, table, step.total)
    if table is LISTINGS:
        merge_listings.known_before(cursor, counts, by)
    counts.merchants = changed
    return counts


def take_back(cursor: duckdb.DuckDBPyConnection, import_id: str) -> dict[str, Counts]:
    """Take what an import said out of the log, as if it had never been said. What became of the keys of its rows, by table."""
    told = [t for t in ORDER if cursor.execute(f"SELECT 1 FROM {_told(t, import_id)} LIMIT 1").fetchall()]
    speaks = [t for t in ORDER if t in told or (t is ORDER_LINES and SETTLEMENTS in told)]
    counts = {t.name: Counts() for t in told}
    for table in speaks:
        _clear(cursor, table, "touched")
        _clear(cursor, table, "old")
    for table in told:
        _keys(cursor, table, _told(table, import_id), "old")
        add(cursor, f"touched_{table.name}", f"FROM old_{table.name}")
        _widen(cursor, table)
        forget(cursor, table, import_id)
    once, whose = merge_once.take_back(cursor, import_id) if ORDER_LINES in told else (0, set())
    for table in speaks:
        changed = _refold(cursor, table)
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


def _clear(cursor: duckdb.DuckDBPyConnection, table: Table, name: str) -> None:
    typed = ", ".join(f"{n} {table.column(n).sql}" for n in table.key)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {name}_{table.name} ({typed})")


def _keys(cursor: duckdb.DuckDBPyConnection, table: Table, rows: str, name: str) -> None:
    """Add the keys of `rows` to `name`_...."""
    add(cursor, f"{name}_{table.name}", f"""SELECT DISTINCT {listed(table.key)} FROM {rows} t
      WHERE NOT EXISTS (SELECT 1 FROM {name}_{table.name} k WHERE {same_key(table, 'k', 't')})""")


def _widen(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Touch what hangs together with what is touched."""
    if table is ORDER_LINES:
        merge_orders.widen(cursor)
    elif table is LISTINGS:
        merge_listings.widen(cursor)


def _touched(cursor: duckdb.DuckDBPyConnection, table: Table) -> bool:
    return bool(cursor.execute(f"SELECT 1 FROM touched_{table.name} LIMIT 1").fetchall())


def _told(table: Table, import_id: str) -> str:
    """What an import says of a table."""
    return f"(SELECT * FROM told_{table.name} WHERE import_id = '{import_id}')"


def _said(table: Table, by: Import) -> str:
    """What an import says in the log: not the lines that stand in the store once."""
    return f"(SELECT * FROM {log(table)} WHERE import_id = '{by.id}')"


def _digest(cursor: duckdb.DuckDBPyConnection, table: Table, said: str) -> tuple[int, int]:
    """What is said of a table, as rows and a number: the same where it is the same."""
    # Hashed twice: the hash of several columns is linear in the last one, which would cancel out over two rows.
    mixed = f"coalesce(bit_xor(hash(hash({listed(columns(table))}))), 0)"
    rows, mix = cursor.execute(f"SELECT count(*), {mixed} FROM {said}").fetchall()[0]
    return int(rows), int(mix)


def _condense(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import) -> None:
    """One row per key of the log for the rows of one import."""
    if merge.unique(cursor, _said(table, by), parts(table)):
        return
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE raws AS {_said(table, by)}")
    if table is ORDER_LINES:
        rows = merge_orders.condensed("raws")
    elif table is SETTLEMENTS:
        rows = merge_settlements.condensed("raws")
    else:
        rows = merge.folded(table, "raws", parts(table), True)
    forget(cursor, table, by.id)
    cursor.execute(f"INSERT INTO {log(table)} BY NAME {rows}")
    cursor.execute("DROP TABLE raws")


def _speaks_of(given: Given, by: Import) -> str:
    told = " UNION ALL ".join(f"SELECT merchant_id FROM told_{name} WHERE import_id = '{by.id}'" for name in given)
    return f"({told})"


def _all_known(cursor: duckdb.DuckDBPyConnection, by: Import) -> bool:
    """Whether the store knows all merchants of whom an import speaks: that it speaks of them says nothing new then."""
    return not cursor.execute(f"SELECT 1 FROM {_said(MERCHANTS, by)} ANTI JOIN merchants USING (merchant_id) LIMIT 1").fetchall()


def _all_new(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import) -> bool:
    """Whether this import alone tells of its merchants in this table, each key once: then nothing has to be folded."""
    said = _said(table, by)
    whose = f"(SELECT DISTINCT merchant_id FROM {said})"
    others = (table.name, f"(SELECT * FROM {log(table)} WHERE import_id IS DISTINCT FROM '{by.id}')")
    if any(cursor.execute(f"SELECT 1 FROM {rows} SEMI JOIN {whose} USING (merchant_id) LIMIT 1").fetchall() for rows in others):
        return False
    alike = f"SELECT 1 FROM {said} WHERE adds OR withdrawn OR line_id = '{contract.WHOLE_ORDER}' LIMIT 1"
    if table is ORDER_LINES and cursor.execute(alike).fetchall():
        return False
    return merge.unique(cursor, said, listed(LISTINGS.key[:-1] if table is LISTINGS else table.key))


def _write_new(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import, total: int) -> Counts:
    said = rows = _said(table, by)
    if table is ORDER_LINES:
        merge_orders.fold_new(cursor, said)
        rows = "merged_new"
    elif table is SETTLEMENTS:
        rows = f"({merge_settlements.shown(said, True)})"
    merge.write_new(cursor, table, rows)
    loaded = cursor.execute(f"SELECT coalesce({'sum(weight)' if table is SETTLEMENTS else 'count(*)'}, 0) FROM {said}").fetchall()
    whose = cursor.execute(f"SELECT DISTINCT merchant_id FROM {said}").fetchall()
    if table is SETTLEMENTS:
        _lines_of(cursor, said)
    return Counts(int(loaded[0][0]), 0, total - int(loaded[0][0]), merchants={row[0] for row in whose})


def _refold(cursor: duckdb.DuckDBPyConnection, table: Table) -> set[str]:
    """Fold the touched keys of a table anew; whose rows are other now."""
    _widen(cursor, table)
    if not _touched(cursor, table):
        return set()
    if table is ORDER_LINES:
        merge_once.into_log(cursor)
    merge.see(cursor, table)
    special = {"order_lines": merge_orders.fold, "settlements": merge_settlements.fold, "listings": merge_listings.fold}
    if table.name in special:
        special[table.name](cursor)
    else:
        merge.fold(cursor, table)
    changed = merge.write(cursor, table)
    if table is SETTLEMENTS:
        _lines_of(cursor, "final")
    return changed


def _lines_of(cursor: duckdb.DuckDBPyConnection, settlements: str) -> None:
    """What was settled changes the lines that it speaks of."""
    add(cursor, "touched_order_lines", f"""SELECT DISTINCT {listed(ORDER_LINES.key, 's.')}
      FROM (SELECT * FROM {settlements} WHERE kind = 'goods') s
      SEMI JOIN (SELECT {listed(ORDER_LINES.key)} FROM order_lines
        UNION ALL SELECT {listed(ORDER_LINES.key)} FROM told_order_lines) o ON {same_key(ORDER_LINES, 's', 'o')}
      ANTI JOIN touched_order_lines k ON {same_key(ORDER_LINES, 's', 'k')}""")
