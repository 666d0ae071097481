"""Steps of merging one table: what is touched, what an import says, and the touched keys folded anew."""
from collections.abc import Iterable, Mapping

import duckdb

from data import contract
from data.contract import LISTINGS, MERCHANTS, ORDER_LINES, SETTLEMENTS, Table
from data.merging import listings, merge, orders, settlements, single
from data.merging.merge import Counts
from data.merging.told import Import, add, columns, forget, listed, log, parts, same_key

Given = Mapping[str, tuple[str, Iterable[str]]]
"""For each canonical table a relation of rows ("" where there are none) and the columns that it has."""


def clear(cursor: duckdb.DuckDBPyConnection, table: Table, name: str) -> None:
    """An empty table `name`_... of keys."""
    typed = ", ".join(f"{n} {table.column(n).sql}" for n in table.key)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE {name}_{table.name} ({typed})")


def keys(cursor: duckdb.DuckDBPyConnection, table: Table, rows: str, name: str) -> None:
    """Add the keys of `rows` to `name`_...."""
    add(cursor, f"{name}_{table.name}", f"""SELECT DISTINCT {listed(table.key)} FROM {rows} t
      WHERE NOT EXISTS (SELECT 1 FROM {name}_{table.name} k WHERE {same_key(table, 'k', 't')})""")


def widen(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Touch what hangs together with what is touched."""
    if table is ORDER_LINES:
        orders.widen(cursor)
    elif table is LISTINGS:
        listings.widen(cursor)


def touched(cursor: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Whether any key of the table is touched."""
    return bool(cursor.execute(f"SELECT 1 FROM touched_{table.name} LIMIT 1").fetchall())


def told(table: Table, import_id: str) -> str:
    """What an import says of a table."""
    return f"(SELECT * FROM told_{table.name} WHERE import_id = '{import_id}')"


def said(table: Table, by: Import) -> str:
    """What an import says in the log: not the lines that stand in the store once."""
    return f"(SELECT * FROM {log(table)} WHERE import_id = '{by.id}')"


def digest(cursor: duckdb.DuckDBPyConnection, table: Table, said: str) -> tuple[int, int]:
    """What is said of a table, as rows and a number: the same where it is the same."""
    # Hashed twice: the hash of several columns is linear in the last one, which would cancel out over two rows.
    mixed = f"coalesce(bit_xor(hash(hash({listed(columns(table))}))), 0)"
    rows, mix = cursor.execute(f"SELECT count(*), {mixed} FROM {said}").fetchall()[0]
    return int(rows), int(mix)


def condense(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import) -> None:
    """One row per key of the log for the rows of one import."""
    if merge.unique(cursor, said(table, by), parts(table)):
        return
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE raws AS {said(table, by)}")
    if table is ORDER_LINES:
        rows = orders.condensed("raws")
    elif table is SETTLEMENTS:
        rows = settlements.condensed("raws")
    else:
        rows = merge.folded(table, "raws", parts(table), True)
    forget(cursor, table, by.id)
    cursor.execute(f"INSERT INTO {log(table)} BY NAME {rows}")
    cursor.execute("DROP TABLE raws")


def speaks_of(given: Given, by: Import) -> str:
    """The merchants of whom the rows of an import speak."""
    told = " UNION ALL ".join(f"SELECT merchant_id FROM told_{name} WHERE import_id = '{by.id}'" for name in given)
    return f"({told})"


def all_known(cursor: duckdb.DuckDBPyConnection, by: Import) -> bool:
    """Whether the store knows all merchants of whom an import speaks: that it speaks of them says nothing new then."""
    return not cursor.execute(f"SELECT 1 FROM {said(MERCHANTS, by)} ANTI JOIN merchants USING (merchant_id) LIMIT 1").fetchall()


def all_new(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import) -> bool:
    """Whether this import alone tells of its merchants in this table, each key once: then nothing has to be folded."""
    mine = said(table, by)
    whose = f"(SELECT DISTINCT merchant_id FROM {mine})"
    others = (table.name, f"(SELECT * FROM {log(table)} WHERE import_id IS DISTINCT FROM '{by.id}')")
    if any(cursor.execute(f"SELECT 1 FROM {rows} SEMI JOIN {whose} USING (merchant_id) LIMIT 1").fetchall() for rows in others):
        return False
    alike = f"SELECT 1 FROM {mine} WHERE adds OR withdrawn OR line_id = '{contract.WHOLE_ORDER}' LIMIT 1"
    if table is ORDER_LINES and cursor.execute(alike).fetchall():
        return False
    return merge.unique(cursor, mine, listed(LISTINGS.key[:-1] if table is LISTINGS else table.key))


def write_new(cursor: duckdb.DuckDBPyConnection, table: Table, by: Import, total: int) -> Counts:
    """Write the rows of an import of which `all_new` holds."""
    mine = rows = said(table, by)
    if table is ORDER_LINES:
        orders.fold_new(cursor, mine)
        rows = "merged_new"
    elif table is SETTLEMENTS:
        rows = f"({settlements.shown(mine, True)})"
    merge.write_new(cursor, table, rows)
    loaded = cursor.execute(f"SELECT coalesce({'sum(weight)' if table is SETTLEMENTS else 'count(*)'}, 0) FROM {mine}").fetchall()
    whose = cursor.execute(f"SELECT DISTINCT merchant_id FROM {mine}").fetchall()
    if table is SETTLEMENTS:
        lines_of(cursor, mine)
    return Counts(int(loaded[0][0]), 0, total - int(loaded[0][0]), merchants={row[0] for row in whose})


def refold(cursor: duckdb.DuckDBPyConnection, table: Table) -> set[str]:
    """Fold the touched keys of a table anew; whose rows are other now."""
    widen(cursor, table)
    if not touched(cursor, table):
        return set()
    if table is ORDER_LINES:
        single.into_log(cursor)
    merge.see(cursor, table)
    special = {"order_lines": orders.fold, "settlements": settlements.fold, "listings": listings.fold}
    if table.name in special:
        special[table.name](cursor)
    else:
        merge.fold(cursor, table)
    changed = merge.write(cursor, table)
    if table is SETTLEMENTS:
        lines_of(cursor, "final")
    return changed


def lines_of(cursor: duckdb.DuckDBPyConnection, settlements: str) -> None:
    """What was settled changes the lines that it speaks of."""
    add(cursor, "touched_order_lines", f"""SELECT DISTINCT {listed(ORDER_LINES.key, 's.')}
      FROM (SELECT * FROM {settlements} WHERE kind = 'goods') s
      SEMI JOIN (SELECT {listed(ORDER_LINES.key)} FROM order_lines
        UNION ALL SELECT {listed(ORDER_LINES.key)} FROM told_order_lines) o ON {same_key(ORDER_LINES, 's', 'o')}
      ANTI JOIN touched_order_lines k ON {same_key(ORDER_LINES, 's', 'k')}""")
