"""Parcels: lines that left in several of them, and the fee of each, which files repeat on every line."""
import duckdb

from data import contract
from data.contract import ORDER_LINES
from data.merging.told import add, listed, same_key

_DEAD = ", ".join(f"'{s}'" for s in contract.DEAD)
_LINE = listed(ORDER_LINES.key)
_PARCEL = "merchant_id, channel, parcel"
_SUMMED = {"quantity": "BIGINT", "amount": "DECIMAL(18,2)", "discount": "DECIMAL(18,2)"}


def widen(cursor: duckdb.DuckDBPyConnection) -> None:
    """Every line that shares a parcel with a touched line is touched: one of them shows the fee."""
    while add(cursor, "touched_order_lines", f"""SELECT DISTINCT {listed(ORDER_LINES.key, 't.')} FROM told_order_lines t
          SEMI JOIN (SELECT DISTINCT merchant_id, channel, parcel FROM told_order_lines t
            SEMI JOIN touched_order_lines k ON {same_key(ORDER_LINES, 't', 'k')} WHERE parcel IS NOT NULL) p
            USING (merchant_id, channel, parcel)
          ANTI JOIN touched_order_lines o ON {same_key(ORDER_LINES, 't', 'o')}"""):
        continue


def add_up(cursor: duckdb.DuckDBPyConnection, pieces: str) -> None:
    """Put in the place of the parcels of each line in `seen` their sum; `pieces` is the SQL that folds reports of one parcel.

    The state is that of the parcel that is least far. Where some parcels came back, what is left of the line lives.
    `boxes` keeps the parcels of each line with their fees.
    """
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE pieces AS {pieces}")
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE boxes AS SELECT {_LINE}, parcel, parcel_fee FROM pieces "
                   "WHERE parcel IS NOT NULL")
    alive = f"status NOT IN ({_DEAD})"
    sums = {n: f"CAST(sum({n}) AS {kind})" for n, kind in _SUMMED.items()}
    for n in ("amount", "stated_amount"):
        sums[n] = f"CAST(coalesce(sum({n}) FILTER ({alive}), sum({n})) AS DECIMAL(18,2))"
    sums["claimed"] = "CAST(sum(claimed) AS DECIMAL(18,2))"
    sums["first_amount"] = "CAST(coalesce(sum(first_amount), sum(amount)) AS DECIMAL(18,2))"
    names = [r[0] for r in cursor.execute("DESCRIBE seen").fetchall()]
    one = ", ".join(f"{sums[n]} AS {n}" if n in sums else f"arg_max({n}, place) AS {n}" for n in names
                    if n not in ORDER_LINES.key)
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE seen AS SELECT {listed(names)} FROM seen WHERE NOT adds
      UNION ALL BY NAME SELECT {_LINE}, {one} FROM (SELECT *, row_number() OVER (PARTITION BY {_LINE}
        ORDER BY {alive}, certainty DESC, parcel DESC) AS place FROM pieces) GROUP BY {_LINE}""")


def fees(cursor: duckdb.DuckDBPyConnection, source: str) -> bool:
    """`fees`: the shipping fee of lines of `source` that share a parcel; False where no line of it belongs to a parcel.

    The fee of a parcel stands on one line of it, a living one where there is one.
    """
    if not cursor.execute(f"SELECT 1 FROM {source} WHERE parcel IS NOT NULL LIMIT 1").fetchall():
        return False
    split = cursor.execute("SELECT 1 FROM duckdb_tables() WHERE temporary AND table_name = 'boxes'").fetchall()
    # Most parcels have one line: only the others are looked at. Few of them more do no harm where two numbers are hashed alike.
    boxes = f"""SELECT {_LINE}, parcel, parcel_fee, status FROM {source} WHERE parcel IS NOT NULL AND hash({_PARCEL}) IN
      (SELECT h FROM (SELECT hash({_PARCEL}) AS h FROM {source} WHERE parcel IS NOT NULL) GROUP BY h HAVING count(*) > 1)"""
    if split:
        boxes = f"""SELECT {listed(ORDER_LINES.key, 'm.')}, b.parcel, b.parcel_fee, m.status FROM boxes b
            JOIN {source} m ON {same_key(ORDER_LINES, 'b', 'm')}
          UNION ALL SELECT {listed(ORDER_LINES.key, 'm.')}, m.parcel, m.parcel_fee, m.status FROM {source} m
            ANTI JOIN boxes b ON {same_key(ORDER_LINES, 'b', 'm')} WHERE m.parcel IS NOT NULL"""
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE fees AS SELECT {_LINE}, CAST(sum(fee) AS DECIMAL(18,2)) AS fee FROM (
        SELECT {_LINE}, CASE WHEN row_number() OVER (PARTITION BY {_PARCEL}
              ORDER BY status IN ({_DEAD}), order_id, line_id) = 1
            THEN max(parcel_fee) OVER (PARTITION BY {_PARCEL})
            ELSE max(parcel_fee) OVER (PARTITION BY {_PARCEL}) * 0 END AS fee FROM ({boxes}))
      GROUP BY {_LINE}""")
    cursor.execute("DROP TABLE IF EXISTS temp.boxes")
    return True


def fee_of(line: str) -> tuple[str, str]:
    """SQL of the shipping fee of a line after `fees`, and the join that it needs."""
    return (f"CASE WHEN f.order_id IS NOT NULL THEN f.fee WHEN {line}.parcel IS NOT NULL THEN {line}.parcel_fee "
            f"ELSE {line}.shipping_fee END", f"LEFT JOIN fees f ON {same_key(ORDER_LINES, line, 'f')}")
