"""The result of an allocation as plain values: the list, what limits and quotas cost, who just missed, who gets how much."""
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.allocation import fairness, missed, words
from diagnostics.allocation.asked import Asked
from diagnostics.allocation.candidates import Candidates, gather
from diagnostics.allocation.model import Infeasible, Unfinished
from diagnostics.allocation.problem import Merchant, Solution, gain, paid, picked, spent, worked
from diagnostics.allocation.solver import Solver
from diagnostics.allocation.verified import reached
from diagnostics.planning.problem import HOUR, POINT

Tell = Callable[[float, dict[str, Any]], object]


def result(workspace: Workspace, asked: Asked, day: date, tell: Tell) -> dict[str, Any]:
    """The allocation (see `diagnostics.allocation.allocate`). Raises `InputProblem`."""
    tell(0.0, words.say(_("Diagnosing all shops …")))
    found = gather(workspace, asked, day)
    solver = Solver(found.problem)
    base = {"as_of": day.isoformat(), "goal": asked.goal, "request": asked.to_json(), "considered": len(found.rows),
            "meaning": words.meaning(asked.goal, found.measured)}
    tell(0.3, words.say(_("Looking for the best list …")))
    try:
        best = solver.best()
    except Infeasible:
        tell(0.6, words.say(_("The rules clash; looking for which …")))
        names = solver.clash()
        said = words.clash(names, asked, found.problem.cap)
        return {**base, "feasible": False, "clash": [{"rule": n, "text": words.rule(n, asked, found.problem.cap)} for n in names],
                "answer": said, "helped": 0, "spent": 0, "left": asked.budget, "list": [], "quotas": [], "limits": [],
                "just_missed": [], "fairness": []}
    except Unfinished:
        raise InputProblem(_("No list was found in time that keeps all rules. Loosen a quota and try again.")) from None
    quotas = _quotas(solver, best, asked, tell)
    tell(0.95, words.say(_("Writing the list …")))
    return {**base, "feasible": True, "clash": [], **_sums(found, best, asked), "list": _list(found, best, asked),
            "quotas": quotas, "limits": _limits(solver, best, asked), "just_missed": _missed(found, best, asked, solver.worth),
            "fairness": fairness.table(found.problem, best.chosen)}


def _scale(asked: Asked, much: float) -> float:
    return much if asked.goal == "sales" else much / POINT


def _sums(found: Candidates, best: Solution, asked: Asked) -> dict[str, Any]:
    money = spent(found.problem, best.chosen)
    return {"answer": words.answer(asked.goal, len(best.chosen), len(found.rows), money, best.gain), "helped": len(best.chosen),
            "spent": money, "left": asked.budget - money, "shop_cost": found.shop_cost,
            "consultant_hours": worked(found.problem, best.chosen) / HOUR,
            "gain": _scale(asked, best.gain), "bound": _scale(asked, best.bound), "gap": best.gap}


def _list(found: Candidates, best: Solution, asked: Asked) -> list[dict[str, Any]]:
    """A row per helped merchant, the largest gain first."""
    by_id = {m.id: m for m in found.problem.merchants}
    known = {str(id): row for id, row in found.rows.to_dict("index").items()}
    rows = [_row(by_id[id], known[id], ids, asked) for id, ids in best.chosen.items()]
    return sorted(rows, key=lambda r: (-r["gain"], r["merchant_id"]))


def _row(merchant: Merchant, known: Mapping[Any, Any], ids: frozenset[str], asked: Asked) -> dict[str, Any]:
    options = picked(merchant, ids)
    gained = gain(options)
    cures = sorted({c for o in options for c in o.gains if c}, key=lambda c: (-max(o.gains.get(c, 0) for o in options), c))
    checks = [words.say(units.checks()[c].failing) for c in cures[:3] if c in units.checks()]
    why = (words.say(_("{gain} can come back, most of all where: {checks}"), gain=words.gained(asked.goal, gained), checks=checks)
           if checks else words.say(_("{gain} are expected."), gain=words.gained(asked.goal, gained)))
    return {"merchant_id": merchant.id, **{n: _plain(known[n]) for n in ("name", "region", "industry", "segment", "size",
                                                                         "consultant")},
            "treatments": [{"treatment": o.id, "title": words.title(o.id), "cost": o.cost, "hours": o.hours / HOUR}
                           for o in options],
            "shop_cost": merchant.cost, "cost": paid(merchant, ids), "hours": sum(o.hours for o in options) / HOUR,
            "gain": _scale(asked, gained), "why": why}


def _plain(value: Any) -> Any:
    return None if value is None or pd.isna(value) else str(value)


def _quotas(solver: Solver, best: Solution, asked: Asked, tell: Tell) -> list[dict[str, Any]]:
    """Each quota with what was reached and its price, found by solving again without it."""
    rows = []
    for i, quota in enumerate(asked.quotas):
        tell(0.5 + 0.4 * i / len(asked.quotas),
             words.say(_("What does quota {n} of {of} cost? …"), n=i + 1, of=len(asked.quotas)))
        part, whole = reached(solver.problem, quota, best.chosen)
        try:
            price = solver.price(f"quota:{i}")
        except (Infeasible, Unfinished):
            price = None
        said = words.quota(quota)
        rows.append({"rule": f"quota:{i}", "text": said, "by": quota.by, "value": quota.value, "reached": part, "of": whole,
                     "share": part / whole if whole else None,
                     "price": None if price is None else _scale(asked, price.gain),
                     "price_low": None if price is None else _scale(asked, price.low),
                     "price_high": None if price is None else _scale(asked, price.high),
                     "more_helped": None if price is None else price.more_helped,
                     "price_text": words.say(_("What {rule} costs could not be found in time."), rule=said) if price is None
                     else words.price(asked.goal, said, price.gain, price.low, price.high)})
    return rows


def _limits(solver: Solver, best: Solution, asked: Asked) -> list[dict[str, Any]]:
    """Budget, hours and slots: used, of, and what one unit more (a million won, an hour, a slot) would gain at the margin."""
    problem, worth = solver.problem, solver.worth
    rows: list[tuple[str, float, float, float]] = [("budget", spent(problem, best.chosen), asked.budget, 1_000_000)]
    if asked.hours is not None:
        rows.append(("hours", worked(problem, best.chosen) / HOUR, asked.hours / HOUR, HOUR))
    for id, count in sorted(asked.slots.items()):
        rows.append((f"slots:{id}", sum(id in ids for ids in best.chosen.values()), count, 1))
    found = []
    for name, used, of, unit in rows:
        much = worth[name] * unit if name in worth else None
        found.append({"rule": name, "text": words.rule(name, asked), "used": used, "of": of,
                      "unit": unit if name == "budget" else 1, "worth": None if much is None else _scale(asked, much),
                      "worth_text": None if much is None else words.gained(asked.goal, much)})
    return found


def _missed(found: Candidates, best: Solution, asked: Asked, worth: Mapping[str, float]) -> list[dict[str, Any]]:
    rows = missed.just_missed(found.problem, best.chosen, worth)
    return [{**row, **{n: _plain(found.rows.loc[row["merchant_id"]][n]) for n in ("name", "region", "segment")},
             "treatments": [{"treatment": t, "title": words.title(t)} for t in row["treatments"]],
             "gain": _scale(asked, row["gain"]), "short": _scale(asked, row["short"]),
             "why": words.missed(asked.goal, row, asked)}
            for row in rows]
