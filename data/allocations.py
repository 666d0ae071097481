"""Allocations that were made, and what an allocation must know of the programme: who takes part and what was received already.

An allocation is about all merchants: only who may see all of them keeps or reads one.
"""
import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.errors import AccessDenied
from data.text import _
from data.workspace import Workspace


def keep(workspace: Workspace, as_of: date, request: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """Keep an allocation with what was asked; returns its id. Raises `AccessDenied` for who may not see all merchants."""
    _all(workspace)
    allocation_id = uuid.uuid4().hex[:12]
    with workspace.store.transaction() as cursor:
        cursor.execute("INSERT INTO allocations (allocation_id, as_of, request, result, made_at, made_by) "
                       "VALUES (?, ?, ?, ?, ?, ?)",
                       [allocation_id, as_of, json.dumps(request, ensure_ascii=False, default=str),
                        json.dumps(result, ensure_ascii=False, default=str), datetime.now(), workspace.viewer.name])
    return allocation_id


def newest(workspace: Workspace) -> dict[str, Any] | None:
    """The allocation that was made last: allocation_id, as_of, request, result, made_at, made_by; None where there is none.
    Raises `AccessDenied`."""
    _all(workspace)
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute("SELECT allocation_id, as_of, request, result, made_at, made_by FROM allocations "
                              "ORDER BY made_at DESC, allocation_id LIMIT 1").fetchall()
    finally:
        cursor.close()
    if not rows:
        return None
    found = dict(zip(("allocation_id", "as_of", "request", "result", "made_at", "made_by"), rows[0], strict=True))
    return {**found, "request": json.loads(found["request"]), "result": json.loads(found["result"])}


def taking_part(workspace: Workspace, programme: str | None, as_of: date) -> pd.DataFrame:
    """Rows of the roster of the viewer's merchants known by `as_of`: merchant_id, programme, consultant, left (bool)."""
    where, params = _scope(workspace)
    return _frame(workspace, f"SELECT merchant_id, programme, consultant, coalesce(left_on < CAST(? AS DATE), false) AS \"left\" "
                             f"FROM roster WHERE {where} AND (applied_on IS NULL OR applied_on < CAST(? AS DATE)) "
                             "AND (CAST(? AS VARCHAR) IS NULL OR programme = ?) ORDER BY ALL",
                  [as_of, *params, as_of, programme, programme])


def programmes(workspace: Workspace) -> list[str]:
    """Names of the programmes that the viewer's merchants take part in."""
    where, params = _scope(workspace)
    rows = _frame(workspace, f"SELECT DISTINCT programme FROM roster WHERE {where} AND programme IS NOT NULL ORDER BY 1", params)
    return [str(name) for name in rows.programme]


def received(workspace: Workspace, as_of: date) -> set[tuple[str, str]]:
    """(merchant id, treatment) of everything begun before `as_of`; without a day it counts as begun."""
    where, params = _scope(workspace)
    rows = _frame(workspace, f"SELECT DISTINCT merchant_id, treatment FROM treatments_done WHERE {where} "
                             "AND (started_on IS NULL OR started_on < CAST(? AS DATE)) ORDER BY ALL", [*params, as_of])
    return set(zip(rows.merchant_id, rows.treatment, strict=True))


def _all(workspace: Workspace) -> None:
    if workspace.viewer.merchants is not None:
        raise AccessDenied(_("An allocation is about all merchants: only who may see all of them may see it."))


def _scope(workspace: Workspace) -> tuple[str, list[Any]]:
    viewer = workspace.viewer.merchants
    return ("true", []) if viewer is None else ("list_contains(?, merchant_id)", [sorted(viewer)])


def _frame(workspace: Workspace, sql: str, params: list[Any]) -> pd.DataFrame:
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql, params).df()
    finally:
        cursor.close()
