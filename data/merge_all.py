"""Imports into the log and out of it again, and the canonical rows that follow: the one way in which files change the store."""
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from data import contract, merge, merge_listings, merge_orders, merge_settlements
from data.contract import LISTINGS, MERCHANTS, ORDER_LINES, SETTLEMENTS, Table
from data.merge import Counts
from data.told import Import, columns, forget, listed, parts, same_key, tell, tell_merchants

ORDER = (MERCHANTS, SETTLEMENTS, ORDER_LINES,
         *(t for t in contract.TABLES.values() if t not in (MERCHANTS, SETTLEMENTS, ORDER_LINES)))
"""Order lines look at what was settled, so settlements come first."""
NOTHING = (0, 0)
Given = Mapping[str, tuple[str, Iterable[str]]]
"""For each canonical table a relation of rows and the columns that it has."""


def take_in(cursor: duckdb.DuckDBPyConnection, given: Given, by: Import, merchants: str | None = None) -> dict[str, Counts]:
    """Write down what an import says in the place of what it said before, and bring the canonical rows in line.

    `merchants` is a relation of the merchants of whom it speaks, by default those of its rows. Returns what became of the rows
    of each table of `given`, and of every other table whose rows are other now: `merchants` of a count says whose.
    """
    said_before = bool(cursor.execute("SELECT 1 FROM imports WHERE import_id = ?", [by.id]).fetchall())
    before = {table.name: _digest(cursor, table, by) if said_before else NOTHING for table in ORDER}
    speaks = [t for t in ORDER if t.name in given or t is MERCHANTS or before[t.name] != NOTHING
              or (t is ORDER_LINES and (SETTLEMENTS.name in given or before[SETTLEMENTS.name] != NOTHING))]
    totals = {}
    for table in speaks:
        _clear(cursor, table, "touched")
        _clear(cursor, table, "old")
        if before[table.name][0]:
            _keys_of(cursor, table, by.id, "old")
            forget(cursor, table, by.id)
        if table.name in given:
            totals[table.name] = tell(cursor, table, *given[table.name], by)
            _condense(cursor, table, by)
    tell_merchants(cursor, merchants or _speaks_of(given, by), by)
    counts = {t.name: _bring_in_line(cursor, t, by, before[t.name], totals.get(t.name, 0)) for t in speaks}
    return {name: c for name, c in counts.items() if name in given or c.merchants}


def _bring_in_line(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import, before: tuple[int, int], total: int) -> Counts:
    same = before != NOTHING and _digest(cursor, table, by) == before
    if table is MERCHANTS and not total and before == NOTHING and _all_known(cursor, by):
        return Counts()
    if not same:
        if before == NOTHING and not _touched(cursor, table) and _all_new(cursor, table, by):
            return _write_new(cursor, table, by, total)
        if before != NOTHING:
            cursor.execute(f"INSERT INTO touched_{table.name} FROM old_{table.name}")
        _keys_of(cursor, table, by.id, "touched")
    changed = _refold(cursor, table)
    if same or not _touched(cursor, table):  # what the import says changes nothing
        return Counts(unchanged=total, merchants=changed)
    weight = {"settlements": "sum(weight)", "order_lines": "count(*)"}.get(table.name, "1")
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE mine AS SELECT {listed(table.key)}, {weight} AS weight
      FROM told_{table.name} WHERE import_id = ? GROUP BY {listed(table.key)}""", [by.id])
    counts = merge.count(cursor, table, total)
    if table is LISTINGS:
        merge_listings.known_before(cursor, counts, by)
    counts.merchants = changed
    return counts


def take_back(cursor: duckdb.DuckDBPyConnection, import_id: str) -> dict[str, Counts]:
    """Take what an import said out of the log, as if it had never been said. What became of the keys of its rows, by table."""
    told = {t.name for t in ORDER if cursor.execute(f"SELECT 1 FROM told_{t.name} WHERE import_id = ? LIMIT 1",
                                                    [import_id]).fetchall()}
    speaks = [t for t in ORDER if t.name in told or (t is ORDER_LINES and SETTLEMENTS.name in told)]
    for table in speaks:
        _clear(cursor, table, "touched")
        _clear(cursor, table, "old")
        _keys_of(cursor, table, import_id, "old")
        forget(cursor, table, import_id)
    counts = {}
    for table in speaks:
        cursor.execute(f"INSERT INTO touched_{table.name} FROM old_{table.name}")
        total = int(cursor.execute(f"SELECT count(*) FROM old_{table.name}").fetchall()[0][0])
        changed = _refold(cursor, table)
        if total:
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE mine AS SELECT *, 1 AS weight FROM old_{table.name}")
            counts[table.name] = merge.count(cursor, table, total)
        if changed:
            counts.setdefault(table.name, Counts()).merchants = changed
    return counts


def sums(cursor: duckdb.DuckDBPyConnection, merchant_id: str) -> tuple[int, Any]:
    """Live lines of a merchant and what was paid for them in won."""
    dead = listed(f"'{s}'" for s in contract.DEAD)
    lines, sales = cursor.execute(f"SELECT count(*), coalesce(sum(amount), 0) FROM order_lines WHERE merchant_id = ? "
                                  f"AND status NOT IN ({dead})", [merchant_id]).fetchall()[0]
    return int(lines), int(sales) if sales == int(sales) else float(sales)


def _clear(cursor: duckdb.DuckDBPyConnection, table: Table, name: str) -> None:
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {name}_{table.name} AS SELECT {listed(table.key)} FROM {table.name} LIMIT 0")


def _keys_of(cursor: duckdb.DuckDBPyConnection, table: Table, import_id: str, name: str) -> None:
    """Add the keys of which an import speaks to `name`_...."""
    cursor.execute(f"""INSERT INTO {name}_{table.name} SELECT DISTINCT {listed(table.key)} FROM told_{table.name} t
      WHERE import_id = ? AND NOT EXISTS (SELECT 1 FROM {name}_{table.name} k WHERE {same_key(table, 'k', 't')})""", [import_id])


def _touched(cursor: duckdb.DuckDBPyConnection, table: Table) -> bool:
    return bool(cursor.execute(f"SELECT 1 FROM touched_{table.name} LIMIT 1").fetchall())


def _said(table: Table, by: Import) -> str:
    return f"(SELECT * FROM told_{table.name} WHERE import_id = '{by.id}')"


def _digest(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import) -> tuple[int, int]:
    """What an import says of a table, as rows and a number: the same where it says the same."""
    # Hashed twice: the hash of several columns is linear in the last one, which would cancel out over two rows.
    rows, mix = cursor.execute(f"SELECT count(*), coalesce(bit_xor(hash(hash({listed(columns(table))}))), 0) "
                               f"FROM {_said(table, by)}").fetchall()[0]
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
    cursor.execute(f"INSERT INTO told_{table.name} BY NAME {rows}")
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
    others = (table.name, f"(SELECT * FROM told_{table.name} WHERE import_id IS DISTINCT FROM '{by.id}')")
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
    if table is ORDER_LINES:
        merge_orders.widen(cursor)
    elif table is LISTINGS:
        merge_listings.widen(cursor)
    if not _touched(cursor, table):
        return set()
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
    cursor.execute(f"""INSERT INTO touched_order_lines SELECT DISTINCT {listed(ORDER_LINES.key, 's.')}
      FROM (SELECT * FROM {settlements} WHERE kind = 'goods') s
      SEMI JOIN (SELECT {listed(ORDER_LINES.key)} FROM order_lines
        UNION ALL SELECT {listed(ORDER_LINES.key)} FROM told_order_lines) o ON {same_key(ORDER_LINES, 's', 'o')}
      ANTI JOIN touched_order_lines k ON {same_key(ORDER_LINES, 's', 'k')}""")
