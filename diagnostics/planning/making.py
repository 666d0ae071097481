"""From what was asked to the result JSON of a plan; pins that cannot be held end in the sentence that says why."""
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics.planning import effects, rows
from diagnostics.planning.absent import Absent
from diagnostics.planning.asked import Asked
from diagnostics.planning.paying import months
from diagnostics.planning.problem import HOUR, POINT, Problem, Solution, closure
from diagnostics.planning.schedule import Stumbled
from diagnostics.planning.solver import Unsolvable, solve
from diagnostics.planning.weeks import to_json
from diagnostics.planning.words import Message, say


def solved(asked: Asked) -> Solution:
    """The best plan. Raises `InputProblem` where the pins do not fit, and where the solver gives up."""
    try:
        return solve(asked.problem)
    except Unsolvable:
        raise _pins_do_not_fit(asked.problem) from None
    except Stumbled:
        raise InputProblem(_("No plan could be worked out with exactly these limits. Change the budget or the hours a little and "
                             "try again.")) from None


def result(workspace: Workspace, merchant_id: str, asked: Asked, extra: int) -> dict[str, Any]:
    """The result JSON of `diagnostics.plan`."""
    problem, diagnosis = asked.problem, asked.diagnosis
    solution = solved(asked)
    absent = Absent(asked, solution)
    further = rows.further(asked, solution, absent, extra)
    chosen = rows.chosen(asked, solution)
    used = sum(o.hours for o in absent.chosen)
    own, subsidy = sum(r["own_cost"] for r in chosen), sum(r["subsidy"] for r in chosen)
    return {
        "merchant_id": merchant_id, "as_of": diagnosis["as_of"], "stage": diagnosis["stage"], "rubric": diagnosis["rubric"],
        "fingerprint": diagnosis["fingerprint"], "segment": diagnosis["segment"], "budget": problem.budget,
        "hours": problem.hours / HOUR, "max_open": problem.max_open, "chosen": chosen,
        "not_chosen": rows.not_chosen(absent, {row["treatment"] for row in further["in"]}),
        "spent": absent.spent, "left": absent.left, "hours_spent": used / HOUR, "hours_left": absent.hours_left / HOUR,
        "consultant_hours_spent": sum(o.consultant for o in absent.chosen) / HOUR, "own_cost": own, "subsidy": subsidy,
        "full_cost": own + subsidy, "money": _money(asked, chosen), "months": months(chosen),
        "points": solution.points / POINT, "missed_points": solution.missed / POINT,
        "score": diagnosis["summary"]["score"], "next_step": further,
        "expected": effects.expected(solution.starts, effects.read(workspace), diagnosis),
        "start_date": asked.calendar[0].first.isoformat(),
        "end_date": max((r["end_date"] for r in chosen), default=None), "calendar": to_json(asked.calendar),
        "settings": _settings(asked), "notes": rows.notes(diagnosis, asked.situation) + _unproven(solution),
        "bring": rows.bring(diagnosis, asked.situation)}


def _unproven(solution: Solution) -> list[Message]:
    """What is said where the search was cut short."""
    if not solution.missed:
        return []
    return [say(_("With these weekly limits there are more combinations than can be tried. Another plan could win back at most "
                  "{points:decimal} points more."), points=solution.missed / POINT)]


def _settings(asked: Asked) -> dict[str, Any]:
    programme, problem = asked.programme, asked.problem
    return {"price": programme.price, "horizon_weeks": problem.horizon, "changed": list(programme.changed),
            "pins": sorted(asked.pins), "bans": sorted(asked.bans), "rules": programme.rules.to_json(),
            "weekly_hours": asked.week_hours, "weekly_consultant_hours": asked.week_consultant,
            "consultant_hours": None if problem.consultant is None else problem.consultant / HOUR,
            "blocked": [{"from": a.isoformat(), "to": b.isoformat(), "why": why} for a, b, why in asked.times.blocked]}


def _money(asked: Asked, chosen: list[dict[str, Any]]) -> list[Message]:
    """What the programme pays, what its caps keep back, and what is not known of its rules."""
    rules = asked.programme.rules
    subsidy, own = sum(r["subsidy"] for r in chosen), sum(r["own_cost"] for r in chosen)
    kept = sum(r["subsidy_alone"] for r in chosen) - subsidy
    found = [say(_("Of {total:won} the programme pays {subsidy:won} and the shop {own:won}."), total=own + subsidy,
                 subsidy=subsidy, own=own)] if chosen else []
    if kept:
        found.append(say(_("The programme's caps are reached: {kept:won} more would have been paid without them."), kept=kept))
    if rules.merchant_cap is None and not rules.family_caps and all(t.cap is None for t in asked.programme.terms.values()):
        found.append(say(_("The programme's caps for these items are not published. None is reckoned with until the programme "
                           "manager enters one.")))
    if rules.refund_weeks is not None and subsidy:
        found.append(say(_("The shop pays first; the programme pays back {weeks:number} weeks after delivery."),
                         weeks=rules.refund_weeks))
    return found


def _pins_do_not_fit(problem: Problem) -> InputProblem:
    """The sentence that says which limit the pinned treatments break."""
    wanted = closure(problem, sorted(problem.pins))
    if wanted is None:
        return InputProblem(_("What you asked for needs a treatment that is left out or not offered."))
    chosen = problem.pick(wanted)
    for option in chosen:
        for other in option.excludes:
            if other in wanted:
                return InputProblem(_("{one} and {other} do not go together; ask for one of them."), one=option.id, other=other)
    cost, hours = problem.counted(chosen), sum(o.hours for o in chosen)
    if cost > problem.budget:
        return InputProblem(_("What you asked for costs {cost:,} won with what it needs; the budget is {budget:,} won."),
                            cost=cost, budget=problem.budget)
    if hours > problem.hours:
        return InputProblem(_("What you asked for takes {needed:g} hours with what it needs; there are {hours:g}."),
                            needed=hours / HOUR, hours=problem.hours / HOUR)
    helped = sum(o.consultant for o in chosen)
    if problem.consultant is not None and helped > problem.consultant:
        return InputProblem(_("What you asked for takes {needed:g} hours of the consultant; there are {hours:g}."),
                            needed=helped / HOUR, hours=problem.consultant / HOUR)
    if problem.week_hours is not None or problem.week_consultant is not None:
        return InputProblem(_("What you asked for does not fit into {weeks} weeks with {open} open at once and the hours of each "
                              "week."), weeks=problem.horizon, open=problem.max_open)
    return InputProblem(_("What you asked for does not fit into {weeks} weeks with {open} open at once."),
                        weeks=problem.horizon, open=problem.max_open)
