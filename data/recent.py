"""What happened last, shop by shop: the consultant's list for the day."""

import pandas as pd

from data.workspace import Workspace


def recent(workspace: Workspace, limit: int = 12) -> pd.DataFrame:
    """The viewer's merchants by their last change, newest first.

    merchant_id, name, changed_at (last import, undo, diagnosis or plan), imported_at, files (loaded since the last diagnosis),
    diagnosed_at, score (of the last diagnosis, NULL where it had none), accepted_at (plan).
    """
    viewer = workspace.viewer.merchants
    mine, params = ("", []) if viewer is None else ("WHERE list_contains(?, merchant_id)", [sorted(viewer)])
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(
            f"""
            WITH judged AS (SELECT merchant_id, max(made_at) AS diagnosed_at,
                              arg_max(json_extract_string(result, '$.summary.score'), made_at) AS score
                            FROM diagnoses {mine} GROUP BY 1),
            loaded AS (SELECT i.merchant_id, max(imported_at) FILTER (undone_at IS NULL) AS imported_at,
                         max(greatest(imported_at, undone_at)) AS changed_at, count(DISTINCT sha256)
                         FILTER (undone_at IS NULL AND (j.diagnosed_at IS NULL OR imported_at > j.diagnosed_at)) AS files
                       FROM (SELECT * FROM imports {mine}) i LEFT JOIN judged j USING (merchant_id) GROUP BY 1),
            planned AS (SELECT merchant_id, max(accepted_at) AS accepted_at FROM plans {mine} GROUP BY 1)
            SELECT m.merchant_id, m.name, greatest(loaded.changed_at, diagnosed_at, accepted_at) AS changed_at, imported_at,
              coalesce(files, 0) AS files, diagnosed_at, try_cast(score AS DOUBLE) AS score, accepted_at
            FROM (SELECT * FROM merchants {mine}) m LEFT JOIN judged USING (merchant_id) LEFT JOIN loaded USING (merchant_id)
              LEFT JOIN planned USING (merchant_id)
            WHERE greatest(loaded.changed_at, diagnosed_at, accepted_at) IS NOT NULL
            ORDER BY 3 DESC, m.merchant_id LIMIT ?""",
            [*params * 4, limit],
        ).df()
    finally:
        cursor.close()
