"""Lines of which one file alone tells stand in the store once: a file of millions is not written a second time into the log.

They enter the log when another file speaks of them, of their parcel or of their order.
"""
from collections.abc import Iterable

import duckdb

from data.contract import ORDER_LINES, WHOLE_ORDER
from data.merging import orders, parcels
from data.merging.merge import stored, unique
from data.merging.told import STATED, Import, add, listed, log, same_key, says, told_once

_LINE = listed(ORDER_LINES.key)


def fits(cursor: duckdb.DuckDBPyConnection, source: str, given: Iterable[str]) -> bool:
    """Whether the store knows nothing yet of the merchants' lines and payouts, and the file tells of each line once, alone."""
    whose = f"(SELECT DISTINCT merchant_id FROM {source})"
    known = ("order_lines", log(ORDER_LINES), "(SELECT * FROM settlements WHERE kind = 'goods')")
    if any(cursor.execute(f"SELECT 1 FROM {rows} SEMI JOIN {whose} USING (merchant_id) LIMIT 1").fetchall() for rows in known):
        return False
    apart = [n for n in ("adds", "withdrawn") if n in given]
    alike = " OR ".join([*apart, f"line_id = '{WHOLE_ORDER}'"])
    return not cursor.execute(f"SELECT 1 FROM {source} WHERE {alike} LIMIT 1").fetchall() and unique(cursor, source, _LINE)


def write(cursor: duckdb.DuckDBPyConnection, source: str, given: Iterable[str], by: Import) -> int:
    """Write the lines of a file that `fits`; returns their number."""
    stated = ", ".join(f"{n} AS stated_{n}" for n in STATED)
    told = f"(SELECT *, {stated} FROM ({says(ORDER_LINES, source, given, by)}))"
    cursor.execute(f"CREATE OR REPLACE TEMP VIEW told_once AS {orders.ended(told)}")
    fee, join = "m.shipping_fee", ""
    if parcels.fees(cursor, "told_once"):
        fee, join = parcels.fee_of("m")
    other = " OR ".join(f"m.{n} IS DISTINCT FROM m.stated_{n}" for n in STATED)
    pack = ", ".join(f"{n} := m.stated_{n}" for n in STATED)
    sql = {"shipping_fee": fee, "once": "true", "stated": f"CASE WHEN {other} THEN struct_pack({pack}) END"}
    rows = cursor.execute(f"""INSERT INTO order_lines ({listed(stored(ORDER_LINES))})
      SELECT {', '.join(f"{sql.get(n, f'm.{n}')} AS {n}" for n in stored(ORDER_LINES))} FROM told_once m {join}""").fetchall()
    cursor.execute("DROP VIEW told_once")
    return int(rows[0][0])


def into_log(cursor: duckdb.DuckDBPyConnection) -> None:
    """Tell the touched lines that stand in the store once in the log as well.

    They must be written anew after that (`data.merging.merge.write` does), for until then they would be read twice.
    """
    add(cursor, log(ORDER_LINES), f"""SELECT t.* FROM ({told_once()}) t
      SEMI JOIN touched_order_lines k ON {same_key(ORDER_LINES, 't', 'k')}""")


def take_back(cursor: duckdb.DuckDBPyConnection, import_id: str) -> tuple[int, set[str]]:
    """Lines that only this import told are gone; returns how many and whose."""
    whose = cursor.execute("SELECT merchant_id, count(*) FROM order_lines WHERE once AND import_id = ? GROUP BY 1",
                           [import_id]).fetchall()
    if whose:
        cursor.execute("DELETE FROM order_lines WHERE once AND import_id = ?", [import_id])
    return sum(row[1] for row in whose), {row[0] for row in whose}
