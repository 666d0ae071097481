"""What persons said to findings: rows that are added and never changed."""
from datetime import date, datetime
from typing import Any

from data.workspace import Workspace


def add(workspace: Workspace, merchant_id: str, finding: str, reason: str, note: str, by: str, at: datetime, as_of: date) -> None:
    """Keep one answer. Raises `AccessDenied` for somebody else's merchant."""
    workspace.check(merchant_id)
    with workspace.store.transaction() as cursor:
        cursor.execute("INSERT INTO reviews_of_findings (merchant_id, finding, reason, note, decided_at, decided_by, as_of) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?)", [merchant_id, finding, reason, note, at, by, as_of])


def rows(workspace: Workspace, merchant_id: str, finding: str | None = None) -> list[dict[str, Any]]:
    """Everything that was said of a merchant's findings, or of one of them, the oldest first: key, reason, note, by, at, as_of.

    Rows from before answers had a day of their own count from the day on which they were given. Raises `AccessDenied`.
    """
    workspace.check(merchant_id)
    cursor = workspace.store.cursor()
    try:
        found = cursor.execute(
            "SELECT finding, reason, coalesce(note, ''), coalesce(decided_by, ''), decided_at, "
            "coalesce(as_of, CAST(decided_at AS DATE)) FROM reviews_of_findings "
            "WHERE merchant_id = ? AND (CAST(? AS VARCHAR) IS NULL OR finding = ?) ORDER BY decided_at, rowid",
            [merchant_id, finding, finding]).fetchall()
    finally:
        cursor.close()
    return [dict(zip(("key", "reason", "note", "by", "at", "as_of"), row, strict=True)) for row in found]
