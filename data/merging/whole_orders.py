"""Orders of which one source knows no lines: a payment company settles whole orders, under the line id `contract.WHOLE_ORDER`.

Such a row is a line of its own only while no other line of its order is known; then the lines tell the sale, and what was paid
back for the order tells of them: when all of it went back, every line is returned; a part is taken off living lines as
far as the lines do not say themselves what was given back. Whatever comes first, and whatever is undone, comes to the same.
"""
import duckdb

from data import contract
from data.contract import ORDER_LINES, WHOLE_ORDER
from data.merging.told import add, listed, same_key
from data.staging.spread import spread

_ORDER = "merchant_id, channel, order_id"
_WHOLE = f"line_id = '{WHOLE_ORDER}'"
_DEAD = ", ".join(f"'{s}'" for s in contract.DEAD)
_LESS = spread("less", "extra", "open_amount", _ORDER, "line_id", "true")


def widen(cursor: duckdb.DuckDBPyConnection) -> None:
    """Where a whole order is told of, touching one of its lines touches all."""
    add(cursor, "touched_order_lines", f"""SELECT DISTINCT {listed(ORDER_LINES.key, 't.')} FROM told_order_lines t
      SEMI JOIN (SELECT {_ORDER} FROM touched_order_lines WHERE {_WHOLE}
        UNION SELECT {_ORDER} FROM touched_order_lines SEMI JOIN (SELECT {_ORDER} FROM told_order_lines WHERE {_WHOLE})
          USING ({_ORDER})) w USING ({_ORDER})
      ANTI JOIN touched_order_lines k ON {same_key(ORDER_LINES, 't', 'k')}""")


def beside_lines(cursor: duckdb.DuckDBPyConnection, source: str) -> None:
    """In `source`, a table of folded lines with all lines of each order: whole orders beside lines give way to them."""
    if not cursor.execute(f"SELECT 1 FROM {source} WHERE {_WHOLE} LIMIT 1").fetchall():
        return
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE orders_whole AS
      SELECT {_ORDER}, coalesce(sum(paid), 0) AS whole_paid, coalesce(sum(back), 0) AS whole_back,
        max(settled_on) FILTER (back IS NOT NULL) AS whole_back_on
      FROM (SELECT DISTINCT {_ORDER} FROM {source} WHERE {_WHOLE}) SEMI JOIN (SELECT {_ORDER} FROM {source} WHERE NOT {_WHOLE})
        USING ({_ORDER}) LEFT JOIN (SELECT {_ORDER}, paid, back, settled_on FROM settlements WHERE kind = 'goods' AND {_WHOLE})
        USING ({_ORDER})
      GROUP BY {_ORDER}""")
    cursor.execute(f"""DELETE FROM {source} WHERE {_WHOLE}
      AND ({_ORDER}) IN (SELECT ({_ORDER}) FROM orders_whole)""")
    _take_off(cursor, source)
    cursor.execute("DROP TABLE orders_whole")


def _take_off(cursor: duckdb.DuckDBPyConnection, source: str) -> None:
    """What was paid back for whole orders, as far as their lines do not say it.

    A refund may hold the shipping of the order too: where the lines tell of refunds, so much more is no news.
    """
    alive, of_order = f"status NOT IN ({_DEAD})", f"OVER (PARTITION BY {_ORDER})"
    worth = "coalesce(amount, 0)"
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE opened AS
      WITH lines AS (SELECT {listed(ORDER_LINES.key)}, row_no, {alive} AS alive, whole_back, whole_paid,
          CASE WHEN {alive} THEN {worth} ELSE 0 END AS open_amount,
          coalesce(sum(CASE WHEN {alive} THEN coalesce(refunded, 0) ELSE {worth} END) {of_order}, 0) AS said,
          coalesce(sum({worth} + CASE WHEN {alive} THEN coalesce(refunded, 0) ELSE 0 END) {of_order}, 0) AS goods,
          coalesce(max(parcel_fee) {of_order}, 0) AS fee
        FROM {source} JOIN orders_whole USING ({_ORDER}) WHERE whole_back < 0)
      SELECT *, sum(open_amount) {of_order} AS left_open,
        CASE WHEN whole_paid > 0 THEN whole_paid + whole_back <= 0 ELSE goods + whole_back <= 0 END AS all_back,
        CAST(least(greatest(-whole_back - said - CASE WHEN said > 0 THEN fee ELSE 0 END, 0), sum(open_amount) {of_order})
          AS DECIMAL(18,2)) AS extra FROM lines""")
    for name, sql in _LESS.items():
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE opened AS SELECT *, {sql} AS {name} FROM opened")
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE opened AS SELECT {listed(ORDER_LINES.key)}, whole_back_on AS back_on,
        alive AND (all_back OR (extra > 0 AND extra = left_open)) AS ends, CASE WHEN alive THEN less ELSE 0 END AS less
      FROM opened JOIN orders_whole USING ({_ORDER})""")
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE {source} AS SELECT s.* REPLACE (
        CASE WHEN o.ends THEN 'returned' ELSE s.status END AS status,
        CAST(CASE WHEN o.ends THEN s.amount + coalesce(s.refunded, 0) WHEN o.less > 0 THEN s.amount - o.less ELSE s.amount END
          AS DECIMAL(18,2)) AS amount,
        CAST(CASE WHEN o.ends THEN NULL WHEN o.less > 0 THEN coalesce(s.refunded, 0) + o.less ELSE s.refunded END
          AS DECIMAL(18,2)) AS refunded,
        CASE WHEN o.ends THEN NULL WHEN o.less > 0 THEN greatest(s.refunded_at, CAST(o.back_on AS TIMESTAMP))
          ELSE s.refunded_at END AS refunded_at,
        CASE WHEN o.ends OR s.status IN ({_DEAD}) THEN coalesce(s.cancelled_at, CAST(o.back_on AS TIMESTAMP))
          ELSE s.cancelled_at END AS cancelled_at)
      FROM {source} s LEFT JOIN opened o ON {same_key(ORDER_LINES, 's', 'o')}""")
    cursor.execute("DROP TABLE opened")
