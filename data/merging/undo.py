"""Take an import back: the rows of the store are then as if the file had never been loaded."""
from datetime import datetime
from typing import Any

from data.errors import AccessDenied, InputProblem
from data.merging.imports import sums, take_back
from data.merging.keep import change
from data.merging.merge import Counts
from data.text import _
from data.workspace import Workspace, bump


def undo(workspace: Workspace, merchant_id: str | None, import_id: str, at: datetime | None = None) -> dict[str, Any]:
    """Take back what one import said; its row stays listed with undone_at and undone_by, and the file may be loaded again.

    Returns {"import_id", "file", "format", "table", "removed", "updated", "unchanged", "undone_at", "change", "also"}: of the
    rows of the import's main table those that are gone, those that now show what other files say, and those that stay as they
    are; "change" {"lines_before", "lines_after", "sales_before", "sales_after"} as in an entry of `data.intake.intake`; "also"
    [{"table", "removed", "updated", "unchanged"}] for further tables. `merchant_id` is None for a table of a cohort, which
    belongs to no merchant (no "change" then) and may be taken back by whoever may see all of them.

    Raises `AccessDenied` for a merchant who is not the viewer's, `InputProblem` where the merchant has no such import, where it
    has been taken back before, and where it was loaded by a version that did not yet remember what each file said.
    """
    if merchant_id is not None:
        workspace.check(merchant_id)
    elif workspace.viewer.merchants is not None:
        raise AccessDenied(_("This merchant is not among those that you may see."))
    with workspace.store.transaction() as cursor:
        rows = cursor.execute("""SELECT file, format, "table", number, undone_at FROM imports
          WHERE import_id = ? AND merchant_id IS NOT DISTINCT FROM ?""", [import_id, merchant_id]).fetchall()
        if not rows:
            raise InputProblem(_("There is no such import. Choose one of the list."))
        file, form, table, number, undone_at = rows[0]
        if undone_at is not None:
            raise InputProblem(_("{file} has been taken back already."), file=file)
        if number is None:
            raise InputProblem(_("{file} was loaded by an older version of the program, which did not remember what each file "
                                 "said. It cannot be taken back."), file=file)
        before = sums(cursor, merchant_id) if merchant_id is not None else None
        counts = take_back(cursor, import_id)
        changed = set().union(*(c.merchants for c in counts.values()))
        # The evidence of a shop reaches less far now, even where no row has changed.
        bump(cursor, changed | ({merchant_id} if merchant_id is not None else set()))
        at = at or datetime.now()
        cursor.execute("UPDATE imports SET undone_at = ?, undone_by = ? WHERE import_id = ?",
                       [at, workspace.viewer.name, import_id])
        after = sums(cursor, merchant_id) if merchant_id is not None else None
    also = [{"table": n, **_told(c)} for n, c in counts.items() if n not in (table, "merchants") and any(_told(c).values())]
    found = {"import_id": import_id, "file": file, "format": form, "table": table, **_told(counts.get(table, Counts())),
             "undone_at": at, "also": also}
    return found | ({"change": change(before, after)} if before and after else {})


def _told(counts: Counts) -> dict[str, int]:
    return {"removed": counts.removed, "updated": counts.updated, "unchanged": counts.unchanged}
