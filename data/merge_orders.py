"""Order lines and settlements: two views of the same sales, brought into one truth whatever comes first.

A settlement tells of its order too. Its line is less certain than the order file's, so amounts are the order file's where
there is one; but what was paid back counts whoever says it: a full refund makes the line returned, a part lowers its amount.
"""
import duckdb

from data import contract, values
from data.contract import ORDER_LINES, SETTLEMENTS
from data.merge import HIDDEN, Counts, fold, latest, listed, repeated, same_key, see, values_of, write

_PARTS = ("gross", "seller_discount", "fee_payment", "fee_sales", "fee_other", "net")
_DEAD = ", ".join(f"'{s}'" for s in contract.DEAD)
_LINE = listed(ORDER_LINES.key)


def settlements(cursor: duckdb.DuckDBPyConnection, incoming: str, import_id: str) -> Counts:
    """Merge settled items. A key may hold a sale and a refund; they are kept apart inside and shown as their sum.

    Equal rows of one file are one; different rows of one key and direction (two refunds of one line) add up.
    """
    def part(which: str) -> str:
        where = f"FILTER (WHERE {'' if which == 'refund' else 'NOT '}back)"
        sums = ", ".join(f"{n} := CAST(sum({n}) {where} AS DECIMAL(18,2))" for n in _PARTS)
        return f"CASE WHEN count(*) {where} > 0 THEN struct_pack({sums}) END AS {which}"

    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE settled AS
      WITH rows AS (SELECT {listed(SETTLEMENTS.names)}, source_rank, known_at, max(row_no) AS row_no, count(*) AS repeats,
          coalesce(gross < 0, net < 0, false) AS back FROM {incoming} GROUP BY ALL)
      SELECT {listed(SETTLEMENTS.key)}, {', '.join(f'CAST(sum({n}) AS DECIMAL(18,2)) AS {n}' for n in _PARTS)},
        {part('sale')}, {part('refund')}, any_value(source_rank) AS source_rank, any_value(known_at) AS known_at,
        max(row_no) AS row_no, count(*) AS weight, sum(repeats) AS total FROM rows GROUP BY {listed(SETTLEMENTS.key)}""")
    see(cursor, SETTLEMENTS, "settled")
    fold(cursor, SETTLEMENTS)
    shown = ", ".join(f"CASE WHEN sale.{n} IS NULL AND refund.{n} IS NULL THEN {n} ELSE "
                      f"CAST(coalesce(sale.{n}, 0) + coalesce(refund.{n}, 0) AS DECIMAL(18,2)) END AS {n}" for n in _PARTS)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE merged AS SELECT * REPLACE ({shown}) FROM merged")
    counts = write(cursor, SETTLEMENTS, "settled", import_id)
    extra = cursor.execute("SELECT coalesce(sum(total - weight), 0) FROM settled").fetchall()[0][0]
    counts.unchanged += int(extra)
    return counts


def order_lines(cursor: duckdb.DuckDBPyConnection, incoming: str, import_id: str, settled: bool = False) -> Counts:
    """Merge order lines; with `settled`, also look again at the lines that the settlement rows in `settled` speak of."""
    _see_lines(cursor, incoming, settled)
    _fold_lines(cursor)
    _pay_back(cursor)
    siblings = _one_fee_per_parcel(cursor)
    counts = write(cursor, ORDER_LINES, incoming, import_id)
    if siblings:
        counts.merchants |= siblings
    return counts


def _see_lines(cursor: duckdb.DuckDBPyConnection, incoming: str, settled: bool) -> None:
    names = (*ORDER_LINES.names, *HIDDEN["order_lines"], "source_rank", "known_at")
    levels = " ".join(f"WHEN '{name}' THEN {level}" for name, level in values.CERTAINTY.items())
    # Rows that did not come through a file (typed in, or from before these columns) state what they show.
    whole = {"stated_status": "coalesce(s.stated_status, s.status)", "source_rank": "coalesce(s.source_rank, 2)",
             "certainty": f"coalesce(s.certainty, CASE s.status {levels} END)",
             "value_certainty": f"coalesce(s.value_certainty, CASE s.status {levels} END)",
             "stated_amount": "CASE WHEN s.stated_status IS NULL THEN s.amount ELSE s.stated_amount END"}
    stored = ", ".join(f"{whole.get(n, 's.' + n)} AS {n}" for n in names)
    touched = f"EXISTS (SELECT 1 FROM {incoming} i WHERE {same_key(ORDER_LINES, 's', 'i')})"
    if settled:
        touched += f" OR EXISTS (SELECT 1 FROM settled i WHERE i.kind = 'goods' AND {same_key(ORDER_LINES, 's', 'i')})"
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE seen AS SELECT {listed(names)}, row_no, 1 AS fresh FROM {incoming}
      UNION ALL BY NAME SELECT {stored}, 0 AS row_no, 0 AS fresh FROM order_lines s WHERE {touched}""")


def _fold_lines(cursor: duckdb.DuckDBPyConnection) -> None:
    if not repeated(cursor, ORDER_LINES):
        cursor.execute("CREATE OR REPLACE TEMP TABLE merged AS SELECT * EXCLUDE (row_no, fresh) FROM seen")
        return
    by_value = [n for n in (*values_of(ORDER_LINES), "stated_amount", "first_amount", "parcel", "parcel_fee", "value_certainty",
                            "source_rank") if n != "status"]
    def order(rank: str, certainty: str) -> str:
        return (f"row_number() OVER (PARTITION BY {_LINE} ORDER BY {rank}{values.tier(certainty)}, known_at NULLS FIRST, "
                f"{certainty}, source_rank, fresh, row_no)")

    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE merged AS SELECT {_LINE}, {latest(by_value, 'by_value')},
        arg_max(status, by_state) AS status, {latest(('stated_status', 'certainty'), 'by_state')},
        arg_max_null(known_at, by_value) AS known_at
      FROM (SELECT *, {order('source_rank, ', 'value_certainty')} AS by_value, {order('', 'certainty')} AS by_state FROM seen)
      GROUP BY {_LINE}""")


def _pay_back(cursor: duckdb.DuckDBPyConnection) -> None:
    """Amount, state and day of the end of each line of `merged`, from what the files state and what was settled.

    paid: settled for the line; back: paid back, negative. What the order was worth is the first amount that is known, or what
    was settled where that is more. Nothing left means returned. An order file that was made after the refund may already
    state the lower amount, hence `least`.
    """
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE paidout AS SELECT {_LINE},
        sum(CASE WHEN sale IS NULL AND refund IS NULL THEN greatest(gross, 0) - coalesce(seller_discount, 0)
          ELSE sale.gross - coalesce(sale.seller_discount, 0) END) AS paid,
        sum(CASE WHEN sale IS NULL AND refund IS NULL THEN least(gross, 0)
          ELSE refund.gross + abs(coalesce(refund.seller_discount, 0)) END) AS back,
        max(settled_on) FILTER (refund IS NOT NULL OR gross < 0) AS back_on
      FROM settlements s WHERE kind = 'goods' AND EXISTS (SELECT 1 FROM merged m WHERE {same_key(ORDER_LINES, 's', 'm')})
      GROUP BY {_LINE}""")
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE merged AS
      WITH known AS (SELECT m.*, coalesce(p.paid, 0) AS paid, coalesce(p.back, 0) AS back, p.back_on,
          greatest(coalesce(first_amount, stated_amount, 0), coalesce(p.paid, 0)) AS worth
        FROM merged m LEFT JOIN paidout p ON {same_key(ORDER_LINES, 'm', 'p')}),
      judged AS (SELECT *, back < 0 AND stated_status NOT IN ({_DEAD}) AND
          CASE WHEN paid > 0 THEN paid + back <= 0 ELSE worth + back <= 0 END AS all_back FROM known)
      SELECT * EXCLUDE (paid, back, back_on, worth, all_back) REPLACE (
        CAST(CASE WHEN all_back OR stated_status IN ({_DEAD})
            THEN coalesce(nullif(stated_amount, 0), first_amount, nullif(paid, 0), nullif(-back, 0), stated_amount)
          WHEN back < 0 THEN greatest(least(coalesce(stated_amount, worth + back), worth + back), 0)
          ELSE coalesce(stated_amount, nullif(paid, 0), amount) END AS DECIMAL(18,2)) AS amount,
        CASE WHEN all_back THEN 'returned' ELSE stated_status END AS status,
        CASE WHEN all_back OR stated_status IN ({_DEAD})
          THEN coalesce(cancelled_at, CAST(back_on AS TIMESTAMP)) END AS cancelled_at)
      FROM judged""")


def _one_fee_per_parcel(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """Show the fee of each parcel on one line of it, a living one where there is one; files repeat it on every line.

    Lines of the store that lose or gain the fee are changed here; returns the merchants whose lines these are.
    """
    if not cursor.execute("SELECT 1 FROM merged WHERE parcel IS NOT NULL LIMIT 1").fetchall():
        return set()
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE fees AS
      WITH mine AS (SELECT {_LINE}, parcel, parcel_fee, status FROM merged WHERE parcel IS NOT NULL),
      touched AS (SELECT DISTINCT merchant_id, channel, parcel FROM mine),
      others AS (SELECT {_LINE}, parcel, parcel_fee, status FROM order_lines s WHERE parcel IS NOT NULL
        AND EXISTS (SELECT 1 FROM touched t WHERE t.merchant_id = s.merchant_id AND t.channel = s.channel AND t.parcel = s.parcel)
        AND NOT EXISTS (SELECT 1 FROM merged m WHERE {same_key(ORDER_LINES, 'm', 's')}))
      SELECT {_LINE}, CASE WHEN row_number() OVER (PARTITION BY merchant_id, channel, parcel
            ORDER BY status IN ({_DEAD}), order_id, line_id) = 1
          THEN max(parcel_fee) OVER (PARTITION BY merchant_id, channel, parcel)
          ELSE max(parcel_fee) OVER (PARTITION BY merchant_id, channel, parcel) * 0 END AS fee
      FROM (FROM mine UNION ALL BY NAME FROM others)""")
    cursor.execute(f"""CREATE OR REPLACE TEMP TABLE merged AS SELECT m.* REPLACE (
        CASE WHEN m.parcel IS NULL THEN m.shipping_fee ELSE CAST(f.fee AS DECIMAL(18,2)) END AS shipping_fee)
      FROM merged m LEFT JOIN fees f ON {same_key(ORDER_LINES, 'm', 'f')}""")
    changed = cursor.execute(f"""UPDATE order_lines AS s SET shipping_fee = CAST(f.fee AS DECIMAL(18,2)) FROM fees f
      WHERE {same_key(ORDER_LINES, 's', 'f')} AND s.shipping_fee IS DISTINCT FROM CAST(f.fee AS DECIMAL(18,2))
        AND NOT EXISTS (SELECT 1 FROM merged m WHERE {same_key(ORDER_LINES, 'm', 's')}) RETURNING s.merchant_id""").fetchall()
    return {row[0] for row in changed}
