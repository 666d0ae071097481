"""Order lines: what order files, claims and settlements tell of the same sales, brought into one truth whatever comes first.

A settlement tells of its order too. Its line is less certain than the order file's, so amounts are the order file's where
there is one; but what was paid back counts whoever says it: a full refund makes the line returned, a part lowers its amount.
"""
import duckdb

from data import contract
from data.contract import ORDER_LINES
from data.merging import parcels, whole_orders
from data.merging.merge import latest, stored, unique, values_of
from data.merging.told import HIDDEN, LAST, ONCE, columns, listed, parts, same_key
from data.staging import values

_DEAD = ", ".join(f"'{s}'" for s in contract.DEAD)
_LINE = listed(ORDER_LINES.key)
_BY_VALUE = [n for n in (*values_of(ORDER_LINES), *HIDDEN["order_lines"])
             if n not in ("status", "certainty", "adds", "withdrawn")]
_OWN = ("stated_amount", "claimed")
"""Made from what was told: the amount of a source that is the order itself, and what another source says was paid back."""


def _reports(source: str, key: str, also: tuple[str, ...] = ()) -> str:
    """SQL: one row per `key` of `source`: values by the nearest source, the state by the most certain one."""
    def order(first: str, certainty: str, then: str) -> str:
        return (f"row_number() OVER (PARTITION BY {key} ORDER BY {first}{values.tier(certainty)}, known_at NULLS FIRST, "
                f"{certainty}, {then}{LAST})")

    apart = {"source_rank"} if "source_rank" in key else set()
    return f"""SELECT {_LINE}, {latest((*_BY_VALUE, *also), 'by_value')}, {latest(('status', 'certainty'), 'by_state')},
        bool_or(adds) AS adds, bool_or(withdrawn) AS withdrawn, max(source_rank) AS source_rank,
        {', '.join(f'arg_max_null({n}, by_value) AS {n}' for n in ('import_id', 'number', 'row_no', 'known_at'))}
      FROM (SELECT *, {order('source_rank, ', 'value_certainty', '')} AS by_value,
        {order('', 'certainty', 'source_rank, ')} AS by_state FROM {source})
      GROUP BY {_LINE}{', source_rank' if apart else ''}{', CASE WHEN adds THEN parcel END' if 'adds' in key else ''}"""


def condensed(source: str) -> str:
    """SQL: the rows of one file with one row per line (and per parcel, where parcels add up)."""
    return f"SELECT {listed(columns(ORDER_LINES))} FROM ({_reports(source, parts(ORDER_LINES))})"


def widen(cursor: duckdb.DuckDBPyConnection) -> None:
    """Touch what hangs together with a touched line: lines that share a parcel, or an order that is told of as a whole."""
    known, before = 0, -1
    whole = cursor.execute(f"""SELECT 1 FROM (SELECT line_id FROM told_order_lines
        UNION ALL SELECT line_id FROM touched_order_lines) WHERE line_id = '{contract.WHOLE_ORDER}' LIMIT 1""").fetchall()
    while known != before:
        before = known
        parcels.widen(cursor)
        if whole:
            whole_orders.widen(cursor)
        known = cursor.execute("SELECT count(*) FROM touched_order_lines").fetchall()[0][0] if whole else before


def fold(cursor: duckdb.DuckDBPyConnection) -> None:
    """`merged`: one row per line of `seen`, every line with all others of its parcels."""
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE seen AS {_with_own('seen')}")
    if cursor.execute("SELECT 1 FROM seen WHERE withdrawn LIMIT 1").fetchall():
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE seen AS {_without_withdrawn()}")
    cursor.execute("DROP TABLE IF EXISTS temp.boxes")
    if cursor.execute("SELECT 1 FROM seen WHERE adds LIMIT 1").fetchall():
        one_parcel = _reports("(SELECT * FROM seen WHERE adds)", f"{_LINE}, CASE WHEN adds THEN parcel END", _OWN)
        parcels.add_up(cursor, one_parcel)
    rows = "SELECT * FROM seen" if unique(cursor, "seen", _LINE) else _reports("seen", _LINE, _OWN)
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE folded AS {rows}")
    _finish(cursor, "folded")
    cursor.execute("DROP TABLE folded")


def fold_new(cursor: duckdb.DuckDBPyConnection, source: str) -> None:
    """`merged_new`, a view on `source`: lines of which nothing else was told, each with one row. Nothing is copied."""
    cursor.execute(f"CREATE OR REPLACE TEMP VIEW folded_new AS {_with_own(source)}")
    _finish(cursor, "folded_new", "_new", "VIEW")


def ended(source: str) -> str:
    """SQL: the lines of `source`, of which nothing else was told and nothing settled, with what they come to."""
    return _paid_back(f"({_with_own(source)})", False)


def _with_own(source: str) -> str:
    return f"""SELECT * REPLACE (CAST(greatest(first_amount, CASE WHEN source_rank = 2 THEN amount + refunded END)
          AS DECIMAL(18,2)) AS first_amount),
        CASE WHEN source_rank = 2 THEN amount END AS stated_amount,
        CASE WHEN source_rank <> 2 OR amount IS NULL THEN refunded END AS claimed FROM {source}"""


def _without_withdrawn() -> str:
    """SQL: `seen`, where claims that a file made later calls withdrawn no longer tell of the end of the line.

    Both days must be known: without them the certain end wins.
    """
    over = f"status IN ({_DEAD}, 'exchanged') AND NOT withdrawn AND known_at < taken_back"
    return f"""SELECT * EXCLUDE (taken_back) REPLACE (
        CAST(CASE WHEN {over} THEN 0 ELSE certainty END AS TINYINT) AS certainty,
        CAST(CASE WHEN {over} THEN 0 ELSE value_certainty END AS TINYINT) AS value_certainty,
        CASE WHEN {over} THEN NULL ELSE cancelled_at END AS cancelled_at,
        CASE WHEN {over} THEN NULL ELSE claim_reason END AS claim_reason)
      FROM (SELECT *, max(known_at) FILTER (withdrawn) OVER (PARTITION BY {_LINE}) AS taken_back FROM seen)"""


def _finish(cursor: duckdb.DuckDBPyConnection, source: str, end: str = "", kind: str = "TABLE") -> None:
    """`merged` from the folded reports: what was settled and paid back, and the fee of each parcel on one line of it."""
    lines = f"""SELECT 1 FROM settlements s SEMI JOIN (SELECT DISTINCT merchant_id FROM {source}) m USING (merchant_id)
      WHERE kind = 'goods' LIMIT 1"""
    settled = bool(cursor.execute(lines).fetchall())
    cursor.execute(f"CREATE OR REPLACE TEMP {kind} ended{end} AS {_paid_back(source, settled)}")
    if kind == "TABLE":
        whole_orders.beside_lines(cursor, f"ended{end}")
    fee, join = "m.shipping_fee", ""
    if parcels.fees(cursor, f"ended{end}"):
        fee, join = parcels.fee_of("m")
    sql = {"shipping_fee": fee} | {n: f"CAST(NULL AS {kind_of})" for n, kind_of in ONCE.items()}
    columns_of = ", ".join(f"{sql.get(n, f'm.{n}')} AS {n}" for n in stored(ORDER_LINES))
    cursor.execute(f"CREATE OR REPLACE TEMP {kind} merged{end} AS SELECT {columns_of} FROM ended{end} m {join}")


def _paid_back(source: str, settled: bool) -> str:
    """SQL: amount, state, refund and end of each line, from what the files state and what was settled.

    paid: settled for the line; back: paid back, negative. What the order was worth is the first amount that is known, or what
    was settled where that is more. Nothing left means returned. An order file that was made after the refund may already
    state the lower amount, hence `least`.
    """
    join = "" if not settled else f"""LEFT JOIN (SELECT {_LINE},
        sum(CASE WHEN paid IS NULL AND back IS NULL THEN greatest(gross, 0) - coalesce(seller_discount, 0) ELSE paid END) AS paid,
        sum(CASE WHEN paid IS NULL AND back IS NULL THEN least(gross, 0) ELSE back END) AS back,
        max(settled_on) FILTER (back IS NOT NULL OR gross < 0) AS back_on
      FROM settlements s SEMI JOIN {source} m ON {same_key(ORDER_LINES, 's', 'm')} WHERE kind = 'goods' GROUP BY {_LINE}) p
      ON {same_key(ORDER_LINES, 'm', 'p')}"""
    told = "coalesce(p.paid, 0) AS paid, coalesce(p.back, 0) AS back, p.back_on" if settled else \
        "CAST(0 AS DECIMAL(18,2)) AS paid, CAST(0 AS DECIMAL(18,2)) AS back, CAST(NULL AS DATE) AS back_on"
    gone = f"(all_back OR status IN ({_DEAD}))"
    left = f"""CAST(CASE WHEN {gone} THEN coalesce(nullif(stated_amount, 0), first_amount, nullif(paid, 0), nullif(-back, 0),
          stated_amount, amount)
        WHEN taken < 0 THEN greatest(least(coalesce(stated_amount, worth + taken), worth + taken), 0)
        ELSE coalesce(stated_amount, nullif(paid, 0), amount) END AS DECIMAL(18,2))"""
    less = f"""CASE WHEN NOT {gone}
        THEN nullif(greatest(-taken, coalesce(first_amount, stated_amount, 0) - left_over, 0), 0) END"""
    return f"""WITH known AS (SELECT m.*, {told}, greatest(coalesce(first_amount, stated_amount, 0),
          {'coalesce(p.paid, 0)' if settled else '0'}) AS worth FROM {source} m {join}),
      judged AS (SELECT *, least(back, -coalesce(claimed, 0)) AS taken, status NOT IN ({_DEAD}) AND coalesce(
          (back < 0 AND CASE WHEN paid > 0 THEN paid + back <= 0 ELSE worth + back <= 0 END)
          OR (claimed > 0 AND worth > 0 AND coalesce(first_amount, stated_amount, paid) <= claimed)
          OR (refunded > 0 AND stated_amount = 0), false) AS all_back FROM known),
      counted AS (SELECT *, {left} AS left_over FROM judged),
      lowered AS (SELECT *, {less} AS lower_by FROM counted)
      SELECT * EXCLUDE (paid, back, back_on, worth, taken, all_back, left_over, lower_by) REPLACE (
        left_over AS amount, CAST(lower_by AS DECIMAL(18,2)) AS refunded,
        CASE WHEN lower_by IS NOT NULL THEN CASE WHEN refunded >= lower_by THEN coalesce(refunded_at, CAST(back_on AS TIMESTAMP))
          ELSE greatest(refunded_at, CAST(back_on AS TIMESTAMP)) END END AS refunded_at,
        CASE WHEN all_back THEN 'returned' ELSE status END AS status,
        CASE WHEN {gone} THEN coalesce(cancelled_at, refunded_at, CAST(back_on AS TIMESTAMP)) END AS cancelled_at)
      FROM lowered"""
