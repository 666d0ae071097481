"""Whether the store changed as a whole: for what is worked out over all shops and kept while the process runs."""

from data import contract
from data.workspace import Workspace


def state(workspace: Workspace) -> tuple[int | None, ...]:
    """Changes counted over all shops, and rows per canonical table: the same numbers mean the same data."""
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in contract.TABLES)
    cursor = workspace.store.cursor()
    try:
        rows = cursor.execute(f"SELECT (SELECT CAST(sum(version) AS BIGINT) FROM versions), {counts}").fetchall()
    finally:
        cursor.close()
    return tuple(rows[0])
