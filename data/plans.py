"""Plans that were made or accepted for a merchant, and which of their tasks are ticked off."""
import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data.workspace import Workspace


def keep(workspace: Workspace, merchant_id: str, request: Mapping[str, Any], result: Mapping[str, Any], *,
         accepted: bool = False) -> str:
    """Keep a plan (result of `diagnostics.plan`) with what was asked for; returns its id.

    An accepted plan is the one that the merchant works by.
    """
    workspace.check(merchant_id)
    plan_id, now = uuid.uuid4().hex[:12], datetime.now()
    with workspace.store.transaction() as cursor:
        cursor.execute("INSERT INTO plans VALUES (?, ?, ?, ?, ?, ?)",
                       [plan_id, merchant_id, now, now if accepted else None, _json(request), _json(result)])
    return plan_id


def current(workspace: Workspace, merchant_id: str) -> dict[str, Any] | None:
    """The plan that was accepted last: plan_id, made_at, accepted_at, request, result; None where there is none."""
    return _plan(workspace, merchant_id, "accepted_at IS NOT NULL ORDER BY accepted_at DESC, plan_id LIMIT 1")


def one(workspace: Workspace, merchant_id: str, plan_id: str) -> dict[str, Any] | None:
    """A kept plan of the merchant by its id, as `current` gives it; None where the merchant has no such plan."""
    return _plan(workspace, merchant_id, "plan_id = ? LIMIT 1", plan_id)


def _plan(workspace: Workspace, merchant_id: str, where: str, *params: Any) -> dict[str, Any] | None:
    workspace.check(merchant_id)
    cursor = workspace.store.cursor()
    try:
        row = cursor.execute("SELECT plan_id, made_at, accepted_at, request, result FROM plans WHERE merchant_id = ? "
                             f"AND {where}", [merchant_id, *params]).fetchone()
    finally:
        cursor.close()
    if row is None:
        return None
    return {"plan_id": row[0], "made_at": row[1], "accepted_at": row[2],
            "request": json.loads(row[3]), "result": json.loads(row[4])}


def withdraw(workspace: Workspace, merchant_id: str, plan_id: str) -> None:
    """Take back that a plan was accepted: the one before it counts again. What was ticked off stays known."""
    workspace.check(merchant_id)
    with workspace.store.transaction() as cursor:
        cursor.execute("UPDATE plans SET accepted_at = NULL WHERE merchant_id = ? AND plan_id = ?", [merchant_id, plan_id])


def done(workspace: Workspace, merchant_id: str, plan_id: str) -> set[tuple[str, int]]:
    """The tasks that are ticked off, as (treatment id, number of the task from 0)."""
    return set(ticks(workspace, merchant_id, plan_id))


def ticks(workspace: Workspace, merchant_id: str, plan_id: str) -> dict[tuple[str, int], datetime]:
    """When each task was ticked off, by (treatment id, number of the task from 0)."""
    workspace.check(merchant_id)
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute("SELECT treatment, task, max(done_at) FROM tasks_done WHERE merchant_id = ? AND plan_id = ? "
                              "GROUP BY ALL ORDER BY ALL", [merchant_id, plan_id]).fetchall()
    finally:
        cursor.close()
    return {(treatment, int(task)): day for treatment, task, day in rows}


def tick(workspace: Workspace, merchant_id: str, plan_id: str, treatment: str, task: int, ticked: bool) -> None:
    """Tick a task off, or take the tick back."""
    workspace.check(merchant_id)
    with workspace.store.transaction() as cursor:
        cursor.execute("DELETE FROM tasks_done WHERE merchant_id = ? AND plan_id = ? AND treatment = ? AND task = ?",
                       [merchant_id, plan_id, treatment, task])
        if ticked:
            cursor.execute("INSERT INTO tasks_done VALUES (?, ?, ?, ?, ?)",
                           [plan_id, merchant_id, treatment, task, datetime.now()])


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
