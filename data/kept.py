"""What is kept of a whole cohort: one row per merchant and day, read by one query, and the card of the forecasts.

The rows are the merchants' own: whoever may not see a merchant does not see its row.
"""
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.workspace import Workspace

LISTS = ("failing", "scored")


def save_cohort(workspace: Workspace, day: date, rows: pd.DataFrame, outcomes: pd.DataFrame, rubric: str,
                fingerprint: str) -> int:
    """Keep the cohort of a day: what stood there of the viewer's merchants is replaced. Returns the number of rows.

    `rows` has the columns of the table; `outcomes` (merchant_id, as_of, check, failing) one row per scored check.
    """
    viewer = workspace.viewer.merchants
    if viewer is not None:
        rows = rows[rows.merchant_id.isin(viewer)]
    names = [c for c in rows.columns if c not in LISTS]
    with workspace.store.transaction() as cursor:
        cursor.register("kept_rows", rows)
        cursor.register("kept_outcomes", outcomes)
        mine = "" if viewer is None else "AND list_contains(?, merchant_id)"
        limits = [] if viewer is None else [sorted(viewer)]
        cursor.execute(f"DELETE FROM cohort WHERE as_of = CAST(? AS DATE) {mine}", [day, *limits])
        cursor.execute(f"""
            INSERT INTO cohort BY NAME
            WITH lists AS (SELECT merchant_id, as_of, list("check" ORDER BY "check") FILTER (failing) AS failing,
                             list("check" ORDER BY "check") AS scored FROM kept_outcomes GROUP BY 1, 2)
            SELECT {', '.join(f'r."{n}"' for n in names)}, coalesce(l.failing, []) AS failing, coalesce(l.scored, []) AS scored,
              CAST(? AS VARCHAR) AS rubric, CAST(? AS VARCHAR) AS fingerprint, CAST(? AS TIMESTAMP) AS made_at
            FROM kept_rows r LEFT JOIN lists l USING (merchant_id, as_of)""", [rubric, fingerprint, datetime.now()])
        cursor.unregister("kept_rows")
        cursor.unregister("kept_outcomes")
    return len(rows)


def cohort_days(workspace: Workspace) -> list[date]:
    """The days of which a cohort is kept, newest first."""
    rows = _read(workspace, "SELECT DISTINCT as_of FROM cohort {where} ORDER BY as_of DESC")
    return [pd.Timestamp(day).date() for day in rows.as_of]


def stored_cohort(workspace: Workspace, as_of: date | None = None) -> pd.DataFrame:
    """The kept rows of a day (default: the newest), by merchant; empty where nothing is kept. All columns of the table."""
    if as_of is None:
        as_of = next(iter(cohort_days(workspace)), None)
    return _read(workspace, "SELECT * FROM cohort {where} AND as_of = CAST(? AS DATE) ORDER BY merchant_id", [as_of])


def made_at(workspace: Workspace, as_of: date) -> datetime | None:
    """When the kept cohort of a day was last made: another moment means other rows."""
    rows = _read(workspace, "SELECT max(made_at) AS moment FROM cohort {where} AND as_of = CAST(? AS DATE)", [as_of])
    found = rows.moment.dropna().dt.to_pydatetime()
    return found[0] if len(found) else None


def newest_row(workspace: Workspace, merchant_id: str, until: date) -> dict[str, Any] | None:
    """The newest kept row of one merchant on or before the day `until`; None where there is none."""
    workspace.check(merchant_id)
    rows = _read(workspace, "SELECT * FROM cohort {where} AND merchant_id = ? AND as_of <= CAST(? AS DATE) "
                            "ORDER BY as_of DESC LIMIT 1", [merchant_id, until])
    return None if rows.empty else {str(k): v for k, v in rows.iloc[0].items()}


def save_card(workspace: Workspace, as_of: date, card: Mapping[str, Any]) -> None:
    """Keep the card of the forecasts of a day: what they were trained on and how well they did."""
    with workspace.store.transaction() as cursor:
        cursor.execute("DELETE FROM forecasts WHERE as_of = CAST(? AS DATE)", [as_of])
        cursor.execute("INSERT INTO forecasts VALUES (?, ?, ?)", [as_of, json.dumps(card, ensure_ascii=False), datetime.now()])


def card(workspace: Workspace, as_of: date | None = None) -> dict[str, Any] | None:
    """The kept card of a day (default: the newest): numbers about the whole cohort, none about one merchant."""
    cursor = workspace.store.cursor()
    try:
        found = cursor.execute("SELECT card FROM forecasts WHERE CAST(? AS DATE) IS NULL OR as_of = CAST(? AS DATE) "
                               "ORDER BY as_of DESC LIMIT 1", [as_of, as_of]).fetchone()
    finally:
        cursor.close()
    return json.loads(found[0]) if found else None


def _read(workspace: Workspace, sql: str, params: list[Any] | None = None) -> pd.DataFrame:
    """Run `sql` with the viewer's limits in its place."""
    viewer = workspace.viewer.merchants
    where = "WHERE true" if viewer is None else "WHERE list_contains(?, merchant_id)"
    cursor = workspace.store.cursor()
    try:
        filled = sql.format(where=where)
        return cursor.execute(filled, [*([] if viewer is None else [sorted(viewer)]), *(params or [])]).df()
    finally:
        cursor.close()
