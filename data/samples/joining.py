"""The demo's merchants join their programmes: roster and treatments, the days it measures on, the survey of sellers."""
from typing import Any

from data import roster, surveys
from data.samples import cohort, programme, survey
from data.samples.days import DEMO_DAY
from data.workspace import Workspace

TERMS = "programme"
"""The setting with the programme's prices and rules (diagnostics.planning.programme)."""


def join(workspace: Workspace) -> dict[str, Any]:
    """Load roster, treatments, stages and survey; again changes nothing. Returns {"members", "treatments", "survey"}."""
    parts = [(f"demo-{n:03d}", cohort.part(n)) for n in range(1, cohort.SIZE + 1)]
    listed = roster.load(workspace, programme.file(parts), "roster.csv")
    for name in (programme.ONLINE, programme.BRANDS):
        for stage, day in programme.STAGES:
            roster.set_stage(workspace, name, stage, day)
    if workspace.setting(TERMS) is None:  # what a manager has set stays
        workspace.save_setting(TERMS, {"rules": {"shop_cost": programme.SHOP_COST}})
    asked = surveys.load(workspace, survey.content(), f"{survey.NAME}.csv", survey.NAME, today=DEMO_DAY)
    received = listed["treatments"]
    return {"members": listed["loaded"] + listed["unchanged"], "treatments": received["loaded"] + received["unchanged"],
            "survey": asked["respondents"]}
