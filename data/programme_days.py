"""Which of the viewer's merchants were diagnosed, planned and treated before a day."""
from datetime import date

from data.workspace import Workspace

_SQL = {
    "diagnosed": "SELECT merchant_id FROM cohort {where} AND as_of <= CAST(? AS DATE) "
                 "UNION SELECT merchant_id FROM diagnoses {where} AND as_of <= CAST(? AS DATE)",
    "planned": "SELECT DISTINCT merchant_id FROM plans {where} AND made_at < CAST(? AS DATE)",
    "treated": "SELECT DISTINCT merchant_id FROM treatments_done {where} AND started_on < CAST(? AS DATE)",
}


def before(workspace: Workspace, as_of: date) -> dict[str, set[str]]:
    """diagnosed (as of that day or one before it), planned and treated before `as_of`: merchant ids."""
    viewer = workspace.viewer.merchants
    where = "WHERE true" if viewer is None else "WHERE list_contains(?, merchant_id)"
    limits = [] if viewer is None else [sorted(viewer)]
    cursor = workspace.store.cursor()
    try:
        found = {}
        for step, sql in _SQL.items():
            rows = cursor.execute(sql.format(where=where), [*limits, as_of] * sql.count("{where}")).fetchall()
            found[step] = {row[0] for row in rows}
        return found
    finally:
        cursor.close()
