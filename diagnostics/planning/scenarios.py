"""The same plan for several budgets side by side: what each buys, and what the step from one to the next buys."""
from collections.abc import Sequence
from datetime import date
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics.planning import effects
from diagnostics.planning.asked import prepare
from diagnostics.planning.making import solved
from diagnostics.planning.problem import HOUR, POINT
from diagnostics.planning.rows import chosen as chosen_rows
from diagnostics.planning.words import Message, say, title

MOST = 8
"""Budgets that can be compared at once."""


def around(budget: int) -> tuple[int, int, int]:
    """Half the budget, the budget, and double."""
    return budget // 2, budget, 2 * budget


def scenarios(workspace: Workspace, merchant_id: str, budgets: Sequence[int], hours: float, max_open: int = 3,
              as_of: date | None = None, **more: Any) -> dict[str, Any]:
    """Plans for `budgets` (won), the smallest first; everything else as in `diagnostics.plan`.

    {"merchant_id", "as_of", "scenarios": [{budget, spent, left, own_cost, subsidy, hours, points, end_week, end_date, expected,
    chosen [{treatment, title, cost, points}], in, out (against the budget before), extra, step_points, step_cost, text}]}.
    `text` says what the step buys; None for the first. Raises `InputProblem` as `diagnostics.plan` does.
    """
    if isinstance(budgets, str | bytes) or not 1 <= len(budgets) <= MOST:
        raise InputProblem(_("Compare 1 to {most} budgets at once."), most=MOST)
    asked = prepare(workspace, merchant_id, budgets[0], hours, max_open, as_of, **more)
    cases = [asked.with_budget(budget) for budget in budgets]
    measured = effects.read(workspace)
    found: list[dict[str, Any]] = []
    for case in sorted(cases, key=lambda c: c.problem.budget):
        solution = solved(case)
        rows = chosen_rows(case, solution)
        spent = case.problem.counted(case.problem.pick(solution.starts))
        now = {
            "budget": case.problem.budget, "spent": spent, "left": case.problem.budget - spent,
            "own_cost": sum(r["own_cost"] for r in rows), "subsidy": sum(r["subsidy"] for r in rows),
            "hours": sum(o.hours for o in case.problem.pick(solution.starts)) / HOUR, "points": solution.points / POINT,
            "end_week": max((r["end_week"] for r in rows), default=None),
            "end_date": max((r["end_date"] for r in rows), default=None),
            "expected": effects.expected(solution.starts, measured, case.diagnosis),
            "chosen": [{name: r[name] for name in ("treatment", "title", "cost", "points")} for r in rows]}
        found.append(now | _step(found[-1] if found else None, now))
    return {"merchant_id": merchant_id, "as_of": asked.diagnosis["as_of"], "scenarios": found}


def _step(before: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any]:
    """What more money buys against the scenario before."""
    had = {r["treatment"] for r in before["chosen"]} if before else set()
    have = {r["treatment"] for r in now["chosen"]}
    came, went = sorted(have - had) if before else [], sorted(had - have)
    extra = now["budget"] - before["budget"] if before else 0
    points = round(now["points"] - before["points"], 4) if before else 0.0
    return {"in": came, "out": went, "extra": extra, "step_points": points,
            "step_cost": now["spent"] - before["spent"] if before else 0,
            "text": _words(extra, points, came, went) if before else None}


def _words(extra: int, points: float, came: list[str], went: list[str]) -> Message:
    if points <= 0:
        return say(_("{extra:won_words} more wins back nothing more."), extra=extra)
    if went:
        return say(_("{extra:won_words} more wins back {points:decimal} more points: {came} instead of {went}."), extra=extra,
                   points=points, came=[title(i) for i in came], went=[title(i) for i in went])
    return say(_("{extra:won_words} more wins back {points:decimal} more points: {came} comes in."), extra=extra,
               points=points, came=[title(i) for i in came])
