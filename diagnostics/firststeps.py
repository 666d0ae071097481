"""The three steps of the self-check as a plan: one after the other, in the shape that `diagnostics.plan` gives."""
from collections.abc import Mapping, Sequence
from typing import Any

from diagnostics import units


def first_plan(steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Steps of `diagnostics.selfcheck.result` one after the other from week 1; costs are what the merchant pays."""
    chosen, week = [], 1
    for step in steps:
        treatment = units.treatments()[step["treatment"]]
        chosen.append({"treatment": treatment.id, "cost": step["own_cost"], "hours": treatment.merchant_hours,
                       "start_week": week, "end_week": week + treatment.weeks, "points": None})
        week += treatment.weeks
    return {"chosen": chosen, "not_chosen": [], "spent": sum(c["cost"] for c in chosen), "left": 0, "points": None,
            "next_step": None}
