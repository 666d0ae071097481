"""Order lines of one file: their state in our words, and lines that left in several parcels."""
from data import contract, values


def with_state(sql: str, own_amount: bool) -> str:
    """The state of each line in our words and how certain it is, and the amount that the source itself states."""
    level = "CASE {} " + " ".join(f"WHEN '{name}' THEN {n}" for name, n in values.CERTAINTY.items()) + " END"
    alive = "CASE WHEN own_state IN ('paid', 'preparing', 'shipping', 'delivered', 'confirmed') THEN own_state END"
    return f"""WITH told AS ({sql}),
      dated AS (SELECT *, CASE WHEN confirmed_at IS NOT NULL THEN 'confirmed' WHEN delivered_at IS NOT NULL THEN 'delivered'
        WHEN shipped_at IS NOT NULL THEN 'shipping' ELSE 'paid' END AS by_dates FROM told),
      stated AS (SELECT *, CASE WHEN report_state = 'withdrawn' THEN coalesce({alive}, by_dates)
        ELSE coalesce(report_state, by_dates) END AS stated_status FROM dated),
      certain AS (SELECT *, CAST(CASE WHEN report_state = 'withdrawn'
        THEN greatest({values.WITHDRAWN}, {level.format('stated_status')})
        ELSE coalesce(report_certainty, {level.format('stated_status')}) END AS TINYINT) AS certainty FROM stated)
      SELECT * EXCLUDE (by_dates, own_state, report_state, report_certainty, status), stated_status AS status,
        certainty AS value_certainty, {'amount' if own_amount else 'CAST(NULL AS DECIMAL(18,2))'} AS stated_amount FROM certain"""


def added_up(sql: str, table: contract.Table, columns: tuple[str, ...]) -> str:
    """One row per key where a line left in several parcels: `columns` and what the parcels cost are summed.

    Rows of one parcel that repeat are no second parcel: the last of them counts.
    """
    key = ", ".join(table.key)
    whole = {*columns, "parcel_fee", *(["stated_amount"] if "amount" in columns else [])}
    sums = ", ".join(f"CAST(sum({c}) OVER (PARTITION BY {key}) AS {'BIGINT' if c == 'quantity' else 'DECIMAL(18,2)'}) AS {c}"
                     for c in sorted(whole))
    return f"""WITH given AS ({sql}),
      parcels AS (SELECT * FROM given
        QUALIFY row_number() OVER (PARTITION BY {key}, parcel ORDER BY value_certainty DESC, row_no DESC) = 1),
      summed AS (SELECT * REPLACE ({sums}) FROM parcels)
      SELECT * FROM summed QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY value_certainty, parcel, row_no) = 1"""
