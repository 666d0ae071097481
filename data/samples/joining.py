"""The demo's merchants join their programmes: roster and treatments, the days it measures on, the survey of sellers."""
from datetime import datetime
from typing import Any

import pandas as pd

from data import surveys
from data.samples import cohort, programme, survey
from data.samples.days import DEMO_DAY
from data.workspace import Workspace

BY = "demo"
TERMS = "programme"
"""The setting with the programme's prices and rules (diagnostics.planning.programme)."""


def join(workspace: Workspace) -> dict[str, Any]:
    """Load roster, treatments, stages and survey; again changes nothing. Returns {"members", "treatments", "survey"}."""
    parts = [(f"demo-{n:03d}", cohort.part(n)) for n in range(1, cohort.SIZE + 1)]
    now = datetime.now()
    listed = pd.DataFrame([{"merchant_id": m, "programme": p.programme, "consultant": p.consultant, "segment": p.segment,
                            "applied_on": p.applied_on, "left_on": p.left_on, "recorded_at": now, "recorded_by": BY}
                           for m, p in parts])
    given = pd.DataFrame([{"merchant_id": r["가게 ID"], "programme": r["사업명"], "package": r["패키지"],
                           "treatment": r["지원 항목"], "started_on": r["시작일"], "ended_on": r["종료일"], "cost": r["비용(원)"],
                           "recorded_at": now, "recorded_by": BY} for r in programme.rows(parts) if "지원 항목" in r])
    days = pd.DataFrame([{"programme": name, "stage": stage, "as_of": day, "set_at": now, "set_by": BY}
                         for name in (programme.ONLINE, programme.BRANDS) for stage, day in programme.STAGES])
    with workspace.store.transaction() as cursor:
        for table, rows in (("roster", listed), ("treatments_done", given), ("stages", days)):
            cursor.execute(f"DELETE FROM {table} WHERE programme IN (?, ?)", [programme.ONLINE, programme.BRANDS])
            cursor.register("given_rows", rows)
            cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM given_rows")
            cursor.unregister("given_rows")
    if workspace.setting(TERMS) is None:  # what a manager has set stays
        workspace.save_setting(TERMS, {"rules": {"shop_cost": programme.SHOP_COST}})
    asked = surveys.load(workspace, survey.content(), f"{survey.NAME}.csv", survey.NAME, today=DEMO_DAY)
    return {"members": len(listed), "treatments": len(given), "survey": asked["respondents"]}
