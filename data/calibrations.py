"""The calibrations of a store: what was accepted or taken back, one row each, never changed and never deleted.

Only who may see every merchant may add one: it is made from all of them and changes the judgement of all. What is in force
may be read by everybody, because every result is judged by it.
"""
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data.errors import AccessDenied
from data.text import _
from data.workspace import Workspace

PREFIX = "calibration "
"""Rows of the settings: the prefix and a number with leading zeros, so that names sort in the order of time."""


def require_all(workspace: Workspace) -> None:
    """Raises `AccessDenied` for a viewer of some merchants only."""
    if workspace.viewer.merchants is not None:
        raise AccessDenied(_("Only who may see all merchants can calibrate: it changes the judgement of all of them."))


def newest(workspace: Workspace) -> dict[str, Any] | None:
    """The newest entry, accepted or taken back; None where there never was one."""
    found = _read(workspace, "ORDER BY name DESC LIMIT 1")
    return found[0] if found else None


def history(workspace: Workspace) -> list[dict[str, Any]]:
    """All entries, newest first, as they were added, with number, at and by."""
    require_all(workspace)
    return _read(workspace, "ORDER BY name DESC")


def add(workspace: Workspace, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Append an entry; returns it with its number, the moment and the viewer's name."""
    require_all(workspace)
    with workspace.store.transaction() as cursor:
        row = cursor.execute("SELECT count(*) FROM settings WHERE starts_with(name, ?)", [PREFIX]).fetchone()
        number, now = (row[0] if row else 0) + 1, datetime.now()
        made = {**entry, "number": number, "at": now.isoformat(timespec="seconds"), "by": workspace.viewer.name}
        cursor.execute("INSERT INTO settings VALUES (?, ?, ?, ?)",
                       [f"{PREFIX}{number:06d}", json.dumps(made, ensure_ascii=False), now, workspace.viewer.name])
    return made


def _read(workspace: Workspace, order: str) -> list[dict[str, Any]]:
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute(f"SELECT value FROM settings WHERE starts_with(name, ?) {order}", [PREFIX]).fetchall()
    finally:
        cursor.close()
    return [json.loads(text) for text, in rows]
