"""Which diagnoses were kept of a merchant, and the one that stands for a day as it was first looked at."""
import json
from datetime import date
from typing import Any

import pandas as pd

from data.workspace import Workspace


def days(workspace: Workspace, merchant_id: str) -> pd.DataFrame:
    """The kept days, one row per (as_of, stage), the oldest first: as_of, stage, score (None where none was shown), made_at,
    diagnosis_id, rubric, fingerprint.

    A day may have been judged many times, file by file. What stands for it is how it was left at the end of the day of its
    first diagnosis: later files belong to a later knowledge of that day. Raises `AccessDenied` for somebody else's merchant.
    """
    workspace.check(merchant_id)
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute(
            """SELECT as_of, stage, try_cast(json_extract_string(result, '$.summary.score') AS DOUBLE) AS score, made_at,
                 diagnosis_id, rubric, fingerprint
               FROM (SELECT *, min(made_at) OVER (PARTITION BY as_of, stage) AS first_at FROM diagnoses WHERE merchant_id = ?)
               WHERE CAST(made_at AS DATE) = CAST(first_at AS DATE)
               QUALIFY row_number() OVER (PARTITION BY as_of, stage ORDER BY made_at DESC, diagnosis_id) = 1
               ORDER BY as_of, stage""", [merchant_id]).df()
    finally:
        cursor.close()
    return rows.assign(as_of=[pd.Timestamp(day).date() for day in rows.as_of])


def of_day(workspace: Workspace, merchant_id: str, as_of: date, stage: str) -> dict[str, Any] | None:
    """{"result": result JSON, "made_at"} of what stands for a day, or None where nothing is kept of it."""
    known = days(workspace, merchant_id)
    hits = known[(known.as_of == as_of) & (known.stage == stage)]
    if hits.empty:
        return None
    row: Any = hits.iloc[0]
    cursor = workspace.store.cursor()
    try:
        found = cursor.execute("SELECT result FROM diagnoses WHERE merchant_id = ? AND diagnosis_id = ?",
                               [merchant_id, row.diagnosis_id]).fetchone()
    finally:
        cursor.close()
    return None if found is None else {"result": json.loads(found[0]), "made_at": row.made_at.isoformat()}
