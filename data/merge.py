"""Rows of one file into one canonical table: new, changed and unchanged rows told apart by key, in sets, without a loop.

Order of upload does not matter. Of two reports of one row the source nearer to the order wins, then the more certain state,
then the file that was made later, then the later upload; what one report leaves empty is taken from the other.
The steps write temporary tables `seen` → `merged` → `final`; every table of the contract goes through `write`.
"""
from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from data import contract
from data.contract import Table

HIDDEN = {
    "order_lines": ("stated_status", "certainty", "value_certainty", "stated_amount", "first_amount", "parcel", "parcel_fee"),
    "settlements": ("sale", "refund"),
}
"""Columns of the store beside the contract's. Order lines: the state and amount that the files themselves state (the visible
ones also know of refunds), how certain state and values are, the amount before any claim, and the parcel with its fee, which
is shown on one line only. Settlements: the sale and the refund that one key may hold, each as one struct."""


@dataclass
class Counts:
    """Of the rows taken from a file: new, changed, and without anything new; and whose data changed."""

    loaded: int = 0
    updated: int = 0
    unchanged: int = 0
    merchants: set[str] = field(default_factory=set)


def same_key(table: Table, left: str, right: str) -> str:
    """SQL: the rows `left` and `right` have the same key; a key column that may be empty is then empty in both."""
    def equal(name: str) -> str:
        required = table.column(name).required or name == "observed_on"
        return f"{left}.{name} {'=' if required else 'IS NOT DISTINCT FROM'} {right}.{name}"

    return " AND ".join(map(equal, table.key))


def listed(names: Iterable[str], prefix: str = "") -> str:
    return ", ".join(prefix + n for n in names)


def values_of(table: Table) -> tuple[str, ...]:
    """The columns that are no part of the key."""
    return tuple(n for n in table.names if n not in table.key)


def newest(table: Table) -> str:
    """SQL order of reports of a table without states: the later the more it counts."""
    if table is contract.ANSWERS:
        return "answered_on, fresh, row_no"
    return "known_at NULLS FIRST, fresh, row_no"


def see(cursor: duckdb.DuckDBPyConnection, table: Table, incoming: str) -> None:
    """`seen`: the rows of the file and, of the same keys, those of the store."""
    names = (*table.names, *HIDDEN.get(table.name, ()), "source_rank", "known_at")
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE seen AS
      SELECT {listed(names)}, row_no, 1 AS fresh FROM {incoming}
      UNION ALL BY NAME SELECT {listed(names, 's.')}, 0 AS row_no, 0 AS fresh FROM {table.name} s
      WHERE EXISTS (SELECT 1 FROM {incoming} i WHERE {same_key(table, 's', 'i')})""")


def repeated(cursor: duckdb.DuckDBPyConnection, table: Table) -> bool:
    """Whether any key stands in `seen` more than once."""
    keys = listed(table.key)
    found = cursor.execute(f"SELECT count(*), (SELECT count(*) FROM (SELECT DISTINCT {keys} FROM seen)) FROM seen").fetchall()[0]
    return bool(found[0] != found[1])


def fold(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    """`merged`: one row per key of `seen`, for tables whose rows have no state."""
    names = (*values_of(table), *HIDDEN.get(table.name, ()))
    if not repeated(cursor, table):
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE merged AS SELECT {listed((*table.key, *names))}, source_rank, known_at "
                       "FROM seen")
        return
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE merged AS SELECT {listed(table.key)}, {latest(names)},
      max(source_rank) AS source_rank, max(known_at) AS known_at
      FROM (SELECT *, row_number() OVER (PARTITION BY {listed(table.key)} ORDER BY {newest(table)}) AS place FROM seen)
      GROUP BY {listed(table.key)}""")


def latest(names: Iterable[str], place: str = "place") -> str:
    """SQL: of each column the last value that is not null, in the order of `place`."""
    return ", ".join(f"arg_max({n}, {place}) AS {n}" for n in names)


def write(cursor: duckdb.DuckDBPyConnection, table: Table, incoming: str, import_id: str) -> Counts:
    """Bring the store's rows in line with `merged` and count the rows of `incoming` by what became of their key."""
    kept = (*values_of(table), *HIDDEN.get(table.name, ()))
    behind = (*HIDDEN.get(table.name, ()), "source_rank", "known_at")
    differs = " OR ".join(f"m.{n} IS DISTINCT FROM s.{n}" for n in values_of(table)) or "false"
    inner = " OR ".join(f"m.{n} IS DISTINCT FROM s.{n}" for n in behind)
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE final AS
      SELECT m.*, s.rowid AS place, CASE WHEN s.rowid IS NULL THEN 'new' WHEN {differs} THEN 'changed' WHEN {inner} THEN 'kept'
        ELSE 'same' END AS fate, s.import_id AS was FROM merged m LEFT JOIN {table.name} s ON {same_key(table, 'm', 's')}""")
    cursor.execute(f"DELETE FROM {table.name} WHERE rowid IN (SELECT place FROM final WHERE fate IN ('changed', 'kept'))")
    cursor.execute(f"""INSERT INTO {table.name} ({listed((*table.key, *kept))}, import_id, source_rank, known_at)
      SELECT {listed((*table.key, *kept))}, CASE WHEN fate = 'kept' THEN was ELSE ? END, source_rank, known_at
      FROM final WHERE fate <> 'same'""", [import_id])
    return count(cursor, table, incoming)


def count(cursor: duckdb.DuckDBPyConnection, table: Table, incoming: str) -> Counts:
    """Count the rows of `incoming` (each with `weight`, the rows of the file that it stands for) by the fate of their key.

    Rows that repeat a key within the file are unchanged, apart from the first.
    """
    rows = cursor.execute(f"""WITH mine AS (SELECT {listed(table.key)}, max(weight) AS weight, sum(weight) AS total
        FROM {incoming} GROUP BY {listed(table.key)})
      SELECT fate, sum(weight), sum(total) FROM mine i JOIN final f ON {same_key(table, 'i', 'f')} GROUP BY fate""").fetchall()
    found = {fate: (int(weight), int(total)) for fate, weight, total in rows}
    counts = Counts(loaded=found.get("new", (0, 0))[0], updated=found.get("changed", (0, 0))[0])
    counts.unchanged = sum(total for _weight, total in found.values()) - counts.loaded - counts.updated
    changed = cursor.execute("SELECT DISTINCT merchant_id FROM final WHERE fate IN ('new', 'changed')").fetchall()
    counts.merchants = {row[0] for row in changed}
    return counts
