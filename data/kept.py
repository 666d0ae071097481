"""What is kept of a whole cohort: one row per merchant and day, read by one query, and the card of the forecasts.

The rows are the merchants' own: whoever may not see a merchant does not see its row.
"""
import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.workspace import Workspace

LISTS = ("failing", "scored")


def save_cohort(workspace: Workspace, day: date, rows: pd.DataFrame, outcomes: pd.DataFrame, rubric: str,
                fingerprint: str, drivers: pd.DataFrame, told: pd.DataFrame) -> int:
    """Keep the cohort of a day: what stood there of the viewer's merchants is replaced. Returns the number of rows.

    `rows` has the columns of the table; `outcomes` (merchant_id, as_of, check, failing) one row per scored check; `drivers` and
    `told` are those of the forecasts, a row per merchant and risk at least. A viewer of few merchants can train no forecast:
    where one stands there of that day, made from all of them, it stays.
    """
    viewer = workspace.viewer.merchants
    if viewer is not None:
        rows = rows[rows.merchant_id.isin(viewer)]
    names = [c for c in rows.columns if c not in LISTS]
    risks = [c for c in names if c.startswith("risk_")]
    stays = "false" if viewer is None else " AND ".join(f"r.{c} IS NULL" for c in risks)
    shown = ", ".join(f"CASE WHEN {stays} THEN b.{c} ELSE r.{c} END AS {c}" if c in risks else f'r."{c}"' for c in names)
    with workspace.store.transaction() as cursor:
        frames = {"kept_rows": rows, "kept_outcomes": outcomes, "kept_drivers": drivers, "kept_told": told}
        for name, frame in frames.items():
            cursor.register(name, frame)
        mine = "" if viewer is None else "AND list_contains(?, merchant_id)"
        limits = [] if viewer is None else [sorted(viewer)]
        cursor.execute(f"""CREATE OR REPLACE TEMP TABLE kept_before AS SELECT merchant_id, {', '.join(risks)}, drivers, told
            FROM cohort WHERE as_of = CAST(? AS DATE) {mine}""", [day, *limits])
        cursor.execute(f"DELETE FROM cohort WHERE as_of = CAST(? AS DATE) {mine}", [day, *limits])
        cursor.execute(f"""
            INSERT INTO cohort BY NAME
            WITH lists AS (SELECT merchant_id, as_of, list("check" ORDER BY "check") FILTER (failing) AS failing,
                             list("check" ORDER BY "check") AS scored FROM kept_outcomes GROUP BY 1, 2),
              reasons AS (SELECT merchant_id, list({{'risk': risk, 'feature': feature, 'value': "value", 'typical': typical,
                             'effect': effect}} ORDER BY risk, place) AS drivers FROM kept_drivers GROUP BY 1),
              said AS (SELECT merchant_id, list({{'risk': risk, 'refused': refused, 'n': CAST(n AS BIGINT), 'happened': happened,
                             'low': low, 'high': high}} ORDER BY risk) AS told FROM kept_told GROUP BY 1)
            SELECT {shown}, CASE WHEN {stays} THEN b.drivers ELSE d.drivers END AS drivers,
              CASE WHEN {stays} THEN coalesce(b.told, s.told) ELSE s.told END AS told,
              coalesce(l.failing, []) AS failing, coalesce(l.scored, []) AS scored,
              CAST(? AS VARCHAR) AS rubric, CAST(? AS VARCHAR) AS fingerprint, CAST(? AS TIMESTAMP) AS made_at
            FROM kept_rows r LEFT JOIN lists l USING (merchant_id, as_of) LEFT JOIN reasons d USING (merchant_id)
              LEFT JOIN said s USING (merchant_id) LEFT JOIN kept_before b USING (merchant_id)""",
                       [rubric, fingerprint, datetime.now()])
        cursor.execute("DROP TABLE kept_before")
        for name in frames:
            cursor.unregister(name)
    return len(rows)


def cohort_days(workspace: Workspace) -> list[date]:
    """The days of which a cohort is kept, newest first."""
    rows = _read(workspace, "SELECT DISTINCT as_of FROM cohort {where} ORDER BY as_of DESC")
    return [pd.Timestamp(day).date() for day in rows.as_of]


def stored_cohort(workspace: Workspace, as_of: date | None = None) -> pd.DataFrame:
    """The kept rows of a day (default: the newest), by merchant; empty where nothing is kept. All columns of the table but what
    stands beside the forecasts, which is for one merchant at a time (`newest_row`)."""
    if as_of is None:
        as_of = next(iter(cohort_days(workspace)), None)
    return _read(workspace, "SELECT * EXCLUDE (drivers, told) FROM cohort {where} AND as_of = CAST(? AS DATE) "
                            "ORDER BY merchant_id", [as_of])


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


def _scope(workspace: Workspace) -> str | None:
    """Of which merchants the viewer's cards are: None for all of the store, else a digest of those whom the viewer may see."""
    viewer = workspace.viewer.merchants
    return None if viewer is None else hashlib.sha256("\n".join(sorted(viewer)).encode()).hexdigest()


def merchants(workspace: Workspace) -> int:
    """How many merchants of the viewer's the store knows."""
    return int(_read(workspace, "SELECT count(*) AS n FROM merchants {where}").n.iloc[0])


def save_card(workspace: Workspace, as_of: date, card: Mapping[str, Any]) -> None:
    """Keep the card of the forecasts of a day: what they were trained on and how well they did. It belongs to the merchants whom
    the viewer may see: who sees few of them replaces no card of others."""
    scope = _scope(workspace)
    with workspace.store.transaction() as cursor:
        cursor.execute("DELETE FROM forecasts WHERE as_of = CAST(? AS DATE) AND scope IS NOT DISTINCT FROM ?", [as_of, scope])
        cursor.execute("INSERT INTO forecasts (as_of, card, made_at, scope) VALUES (?, ?, ?, ?)",
                       [as_of, json.dumps(card, ensure_ascii=False), datetime.now(), scope])


def card(workspace: Workspace, as_of: date | None = None) -> dict[str, Any] | None:
    """The viewer's own kept card of a day (default: the newest) with `made_at`; None where there is none. Numbers about all
    merchants whom the viewer may see, none about one of them."""
    cursor = workspace.store.cursor()
    try:
        found = cursor.execute("SELECT card, made_at FROM forecasts WHERE (CAST(? AS DATE) IS NULL OR as_of = CAST(? AS DATE)) "
                               "AND scope IS NOT DISTINCT FROM ? ORDER BY as_of DESC LIMIT 1",
                               [as_of, as_of, _scope(workspace)]).fetchone()
    finally:
        cursor.close()
    return {**json.loads(found[0]), "made_at": found[1].isoformat(timespec="seconds")} if found else None


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
