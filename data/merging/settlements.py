"""Settled items: the sale and the refund that one key may hold are told apart and shown as their sum."""
import duckdb

from data.contract import SETTLEMENTS
from data.merging.merge import folded, stored, unique
from data.merging.told import STAMP, listed

_PARTS = ("gross", "seller_discount", "fee_payment", "fee_sales", "fee_other", "net")
_KEY = listed(SETTLEMENTS.key)
_SUMS = ", ".join(f"CAST(sum({n}) AS DECIMAL(18,2)) AS {n}" for n in _PARTS)


def condensed(source: str) -> str:
    """SQL: the rows of one file with one row per key and direction.

    Equal rows are one; different rows of one key and direction (two refunds of one line on one day) add up.
    """
    stamps = ", ".join(f"max(row_no) AS {n}" if n == "row_no" else f"any_value({n}) AS {n}" for n in STAMP)
    return f"""SELECT {_KEY}, {_SUMS}, refund, count(*) AS weight, {stamps}
      FROM (SELECT * EXCLUDE (row_no, weight), max(row_no) AS row_no FROM {source} GROUP BY ALL) GROUP BY {_KEY}, refund"""


def fold(cursor: duckdb.DuckDBPyConnection) -> None:
    """`merged`: one row per key of `seen`; of each direction the latest report counts."""
    apart = f"{_KEY}, refund"
    kind = "VIEW" if unique(cursor, "seen", apart) else "TABLE"
    cursor.execute(f"CREATE OR REPLACE TEMP {kind} latest AS {folded(SETTLEMENTS, 'seen', apart, kind == 'TABLE')}")
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE merged AS {shown('latest', unique(cursor, 'latest', _KEY))}")
    cursor.execute(f"DROP {kind} latest")


def shown(source: str, alone: bool) -> str:
    """SQL: the canonical rows of `source`, which has one row per key and direction, or, `alone`, per key."""
    paid, back = "gross - coalesce(seller_discount, 0)", "gross + abs(coalesce(seller_discount, 0))"
    if alone:
        return f"""SELECT {listed(n for n in stored(SETTLEMENTS) if n not in ('paid', 'back'))},
          CAST(CASE WHEN NOT refund THEN {paid} END AS DECIMAL(18,2)) AS paid,
          CAST(CASE WHEN refund THEN {back} END AS DECIMAL(18,2)) AS back FROM {source}"""
    return f"""SELECT {_KEY}, {_SUMS}, CAST(sum({paid}) FILTER (NOT refund) AS DECIMAL(18,2)) AS paid,
        CAST(sum({back}) FILTER (refund) AS DECIMAL(18,2)) AS back,
        arg_max_null(import_id, refund) AS import_id, max(source_rank) AS source_rank, max(known_at) AS known_at
      FROM {source} GROUP BY {_KEY}"""
