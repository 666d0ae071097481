"""What was told of some keys into the canonical rows of these keys, and the difference into the store, in sets, without a loop.

Of two reports of one row the source nearer to the order wins, then the more certain state, then the file that was made later,
and only at the very end the later upload; what one report leaves empty is taken from the other. Temporary tables on the way:
`touched_...` (keys) → `seen` (what was told of them) → `merged` (their canonical rows) → `final` (with what becomes of each).
"""
from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb

from data import contract
from data.contract import Table
from data.merging.told import LAST, ONCE, adopt, columns, listed, log, same_key

HIDDEN: dict[str, dict[str, str]] = {"order_lines": ONCE, "settlements": {"paid": "DECIMAL(18,2)", "back": "DECIMAL(18,2)"}}
"""Columns of the canonical tables beside the contract's. Settlements: what the line was paid for (the sale without the seller's
discount) and what was paid back, negative; one key may hold both."""
PROVENANCE = ("import_id", "source_rank", "known_at")


@dataclass
class Counts:
    """Of the rows of a file: new, changed, and without anything new; and whose data changed."""

    loaded: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    merchants: set[str] = field(default_factory=set)


def values_of(table: Table) -> tuple[str, ...]:
    """The columns that are no part of the key."""
    return tuple(n for n in table.names if n not in table.key)


def newest(table: Table) -> str:
    """SQL order of reports of a table without states: the later the more it counts."""
    return f"answered_on, {LAST}" if table is contract.ANSWERS else f"known_at NULLS FIRST, {LAST}"


def latest(names: Iterable[str], place: str = "place") -> str:
    """SQL: of each column the last value that is not null, in the order of `place`."""
    return ", ".join(f"arg_max({n}, {place}) AS {n}" for n in names)


def unique(cursor: duckdb.DuckDBPyConnection, relation: str, key: str) -> bool:
    """Whether surely no key stands in `relation` twice."""
    rows, keys = cursor.execute(f"SELECT count(*), count(DISTINCT hash({key})) FROM {relation}").fetchall()[0]
    return bool(rows == keys)


def see(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    """`seen`: everything that was told of the keys in `touched_...`, what was typed included."""
    adopt(cursor, table)
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE seen AS SELECT {listed(columns(table), 't.')} FROM {log(table)} t
      SEMI JOIN touched_{table.name} k ON {same_key(table, 't', 'k')}""")


def folded(table: Table, source: str, key: str, repeated: bool) -> str:
    """SQL: one row per `key` of `source`, for tables whose rows have no state; the columns of the log."""
    if not repeated:
        return f"SELECT {listed(columns(table))} FROM {source}"
    others = [n for n in columns(table) if n not in (*table.key, "import_id", "source_rank", "refund")]
    whole = ", ".join(f"{'bool_or' if n == 'dated' else 'sum'}({n}) AS {n}" for n in others if n in ("dated", "weight"))
    kept = [n for n in others if n not in ("dated", "weight")]
    last = ", arg_max_null(import_id, place) AS import_id"
    apart = "" if "refund" not in key else ", refund"
    return f"""SELECT {listed(table.key)}{apart}, {latest(kept)}{', ' + whole if whole else ''}{last},
        max(source_rank) AS source_rank
      FROM (SELECT *, row_number() OVER (PARTITION BY {key} ORDER BY {newest(table)}) AS place FROM {source})
      GROUP BY {listed(table.key)}{apart}{', source_rank' if 'source_rank' in key else ''}"""


def fold(cursor: duckdb.DuckDBPyConnection, table: Table) -> None:
    """`merged`: one row per key of `seen`, for tables whose rows have no state."""
    repeated = not unique(cursor, "seen", listed(table.key))
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE merged AS {folded(table, 'seen', listed(table.key), repeated)}")


def stored(table: Table) -> tuple[str, ...]:
    """The columns of a canonical table as the store has them."""
    return (*table.names, *HIDDEN.get(table.name, ()), *PROVENANCE)


def write_new(cursor: duckdb.DuckDBPyConnection, table: Table, rows: str) -> None:
    """Write the rows of `rows` of merchants of whom this table has none yet."""
    cursor.execute(f"INSERT INTO {table.name} ({listed(stored(table))}) SELECT {listed(stored(table))} FROM {rows}")


def write(cursor: duckdb.DuckDBPyConnection, table: Table) -> set[str]:
    """Bring the canonical rows of the touched keys in line with `merged`; returns the merchants whose rows are other now.

    `final` holds the keys with their fate: new, changed, kept (only behind what is shown), same, gone.
    """
    behind = (*HIDDEN.get(table.name, ()), *PROVENANCE)
    differs = " OR ".join(f"m.{n} IS DISTINCT FROM s.{n}" for n in values_of(table)) or "false"
    inner = " OR ".join(f"m.{n} IS DISTINCT FROM s.{n}" for n in behind)
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE final AS
      SELECT {listed(stored(table))}, place, fate FROM (SELECT {listed(stored(table), 'm.')}, s.rowid AS place,
        CASE WHEN s.rowid IS NULL THEN 'new' WHEN {differs} THEN 'changed' WHEN {inner} THEN 'kept' ELSE 'same' END AS fate
      FROM merged m LEFT JOIN {table.name} s ON {same_key(table, 'm', 's')})
      UNION ALL BY NAME SELECT {listed(table.key, 's.')}, s.rowid AS place, 'gone' AS fate
      FROM {table.name} s SEMI JOIN touched_{table.name} k ON {same_key(table, 's', 'k')}
      ANTI JOIN merged m ON {same_key(table, 's', 'm')}""")
    cursor.execute(f"DELETE FROM {table.name} WHERE rowid IN (SELECT place FROM final WHERE fate IN ('changed', 'kept', 'gone'))")
    cursor.execute(f"""INSERT INTO {table.name} ({listed(stored(table))}) SELECT {listed(stored(table))} FROM final
      WHERE fate IN ('new', 'changed', 'kept')""")
    changed = cursor.execute("SELECT DISTINCT merchant_id FROM final WHERE fate IN ('new', 'changed', 'gone')").fetchall()
    return {row[0] for row in changed}


def count(cursor: duckdb.DuckDBPyConnection, table: Table, total: int) -> Counts:
    """Count the rows of a file by what became of their key: `mine` holds its keys with the rows that each stands for.

    The rest of the `total` repeats a key within the file and is unchanged.
    """
    found = dict(cursor.execute(f"SELECT fate, sum(weight) FROM mine i JOIN final f ON {same_key(table, 'i', 'f')} "
                                "GROUP BY fate").fetchall())
    counts = Counts(loaded=int(found.get("new", 0)), updated=int(found.get("changed", 0)), removed=int(found.get("gone", 0)))
    counts.unchanged = total - counts.loaded - counts.updated - counts.removed
    return counts
