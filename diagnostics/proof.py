"""All rows behind a finding: the result keeps the worst twenty, a download gives the rest."""

from datetime import date
from typing import Any

from data.workspace import Workspace
from diagnostics import units
from diagnostics.metrics.relations import Relations

ROWS = 100_000
"""More than anybody reads; a file that a spreadsheet still opens."""


def rows_behind(
    workspace: Workspace, merchant_id: str, check_id: str, as_of: date, stage: str = "intake"
) -> list[dict[str, Any]]:
    """The rows that a check points at, the worst first; empty for a check that points at none."""
    check = units.checks().get(check_id)
    if check is None or check.evidence is None:
        return []
    relations = Relations(workspace.tables(as_of, [merchant_id]), stage)
    frame = check.evidence(relations).drop("merchant_id").limit(ROWS).execute()
    return [{str(k): v for k, v in row.items()} for row in frame.astype(object).where(frame.notna(), None).to_dict("records")]
