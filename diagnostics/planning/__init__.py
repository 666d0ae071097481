"""The package plan of a merchant: which treatments, in which weeks, for how much, why these, and why not the others."""
import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import answered, units
from diagnostics.diagnosis import diagnose
from diagnostics.model import LISTED, Status, Treatment
from diagnostics.planning import programme as programmes
from diagnostics.planning.gains import Situation, options
from diagnostics.planning.problem import HOUR, POINT, Option, Problem, Solution, closure
from diagnostics.planning.programme import Programme
from diagnostics.planning.reasons import Absent, Message, next_step, say, title, why
from diagnostics.planning.solver import Unsolvable, solve
from diagnostics.texts import Texts

MOST = 10**12
"""The largest budget in won that a plan is made for."""
HORIZON_WEEKS = 26
"""Half a year: the usual length of a support programme."""
NEXT_BUDGET = 500_000
ENDLESS = 10**9
HURDLES = {1: _("Alone, in half an hour"), 2: _("Alone, in a day"), 3: _("With help once"), 4: _("With an expert"),
           5: _("Left to a supplier")}
BY = {"merchant": _("You"), "consultant": _("You and the consultant"), "vendor": _("A supplier")}


def plan(workspace: Workspace, merchant_id: str, budget: int, hours: float, max_open: int = 3, as_of: date | None = None,
         pins: Collection[str] = (), bans: Collection[str] = (), horizon_weeks: int = HORIZON_WEEKS,
         stage: str = "intake") -> dict[str, Any]:
    """The plan that wins back most points for `budget` won and `hours` of the merchant's time.

    Never more than `max_open` treatments are open in one week, all end within `horizon_weeks`, `pins` are in the plan and
    `bans` are not. Points are the diagnosis' points lost, each credited once. Raises `InputProblem` for values that cannot be
    used and for pins that do not fit. The same input gives the same plan.
    """
    limits = _limits(budget, hours, max_open, horizon_weeks)
    _known([*pins, *bans])
    both = sorted(set(pins) & set(bans))
    if both:
        raise InputProblem(_("{treatment} cannot be asked for and left out at once."), treatment=both[0])
    programme = programmes.read(workspace)
    diagnosis = diagnose(workspace, merchant_id, as_of, stage)
    situation = Situation.of(diagnosis)
    problem = replace(limits, options=options(situation, programme, pins, bans), pins=frozenset(pins))
    try:
        solution = solve(problem)
    except Unsolvable:
        raise _pins_do_not_fit(problem) from None
    absent = Absent(problem, solution, situation, programme, bans)
    further = _next_step(problem, solution, absent)
    spent, used = sum(o.price for o in absent.chosen), sum(o.hours for o in absent.chosen)
    return {
        "merchant_id": merchant_id, "as_of": diagnosis["as_of"], "stage": stage, "rubric": diagnosis["rubric"],
        "segment": diagnosis["segment"], "budget": problem.budget, "hours": problem.hours / HOUR, "max_open": max_open,
        "chosen": [_chosen(problem.by_id[id], problem, solution, programme, pins) for id in solution.starts],
        "not_chosen": _not_chosen(absent, {row["treatment"] for row in further["in"]}),
        "spent": spent, "left": problem.budget - spent, "hours_spent": used / HOUR, "hours_left": (problem.hours - used) / HOUR,
        "points": solution.points / POINT, "score": diagnosis["summary"]["score"], "next_step": further,
        "settings": {"price": programme.price, "horizon_weeks": horizon_weeks, "changed": list(programme.changed),
                     "pins": sorted(pins), "bans": sorted(bans)},
        "notes": _notes(diagnosis, situation), "bring": _bring(diagnosis, situation)}


def timeline(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a plan for a figure: treatment, family, title (a message), start_week <= w < end_week, points, hurdle, by."""
    return [{key: row[key] for key in ("treatment", "family", "title", "start_week", "end_week", "points", "hurdle", "by")}
            for row in result["chosen"]]


def _limits(budget: int, hours: float, max_open: int, horizon_weeks: int) -> Problem:
    if isinstance(budget, bool) or not isinstance(budget, int) or budget < 0:
        raise InputProblem(_("The budget must be a whole number of won, 0 or more."))
    if budget > MOST:
        raise InputProblem(_("The budget may be {most:,} won at most."), most=MOST)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not math.isfinite(hours) or hours < 0:
        raise InputProblem(_("The hours must be a number, 0 or more."))
    if isinstance(max_open, bool) or not isinstance(max_open, int) or max_open < 1:
        raise InputProblem(_("At least one treatment must be allowed to be open at a time."))
    if isinstance(horizon_weeks, bool) or not isinstance(horizon_weeks, int) or not 1 <= horizon_weeks <= 104:
        raise InputProblem(_("The plan must run for 1 to 104 weeks."))
    return Problem((), budget, math.floor(min(hours, 10**6) * HOUR + 1e-6), max_open, horizon_weeks)


def _known(ids: Collection[str]) -> None:
    for id in ids:
        if id not in units.treatments():
            raise InputProblem(_("There is no treatment {treatment}."), treatment=id)


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
    cost, hours = sum(o.price for o in chosen), sum(o.hours for o in chosen)
    if cost > problem.budget:
        return InputProblem(_("What you asked for costs {cost:,} won with what it needs; the budget is {budget:,} won."),
                            cost=cost, budget=problem.budget)
    if hours > problem.hours:
        return InputProblem(_("What you asked for takes {needed:g} hours with what it needs; there are {hours:g}."),
                            needed=hours / HOUR, hours=problem.hours / HOUR)
    return InputProblem(_("What you asked for does not fit into {weeks} weeks with {open} open at once."),
                        weeks=problem.horizon, open=problem.max_open)


def _chosen(option: Option, problem: Problem, solution: Solution, programme: Programme, pins: Collection[str]) -> dict[str, Any]:
    treatment: Treatment = units.treatments()[option.id]
    terms = programme.terms[option.id]
    credited = sorted((c for c, t in solution.credit.items() if t == option.id), key=lambda c: (-option.gains[c], c))
    start = solution.starts[option.id]
    return {
        "treatment": option.id, "family": treatment.family.value, "title": title(option.id), "what": say(treatment.what),
        "cost": option.price, "full_cost": terms.cost, "subsidy": terms.subsidy, "own_cost": terms.own,
        "hours": option.hours / HOUR,
        "consultant_hours": treatment.consultant_hours, "vendor_hours": treatment.vendor_hours,
        "start_week": start, "end_week": start + option.weeks, "points": sum(option.gains[c] for c in credited) / POINT,
        "checks": credited, "why": why(option, problem, solution, pins), "hurdle": treatment.hurdle,
        "hurdle_word": say(HURDLES[treatment.hurdle]), "by": treatment.by, "by_word": say(BY[treatment.by]),
        "needs": list(option.needs), "deliverables": [say(d) for d in treatment.deliverables],
        "tasks": [say(s) for s in treatment.tasks], "pinned": option.id in pins}


def _not_chosen(absent: Absent, next_ones: set[str]) -> list[dict[str, Any]]:
    """Everything else with its reason, what would gain most first."""
    english = Texts("en")
    found = []
    for id in sorted(set(units.treatments()) - set(absent.solution.starts)):
        reason: Message = absent.why(id, comes_next=id in next_ones)
        gain = absent.gain(id) if id in absent.problem.by_id else 0.0
        found.append({"treatment": id, "title": title(id), "why": english.say(reason), "why_text": reason, "gain": gain,
                      "cost": absent.programme.counted(id)})
    return sorted(found, key=lambda row: (-row["gain"], row["treatment"]))


def _next_step(problem: Problem, solution: Solution, absent: Absent) -> dict[str, Any]:
    richer = replace(problem, budget=problem.budget + NEXT_BUDGET)
    after = solve(richer)
    unbound: dict[str, Solution] = {}
    if after.points <= solution.points and absent.situation.scored:
        unbound = {"hours": solve(replace(richer, hours=ENDLESS)),
                   "weeks": solve(replace(richer, horizon=max(problem.horizon, sum(o.weeks for o in problem.options))))}
    return next_step(NEXT_BUDGET, (problem, solution), (richer, after), absent, unbound)


def _notes(diagnosis: Mapping[str, Any], situation: Situation) -> list[Message]:
    """What must be known to read the plan rightly."""
    notes = []
    blocks = sum(gate["severity"] == "block" and answered.is_open(gate) for gate in diagnosis["gates"])
    if blocks:
        notes.append(say(_("The law comes first: {count:number} places in your products must be mended before anything else."),
                         count=blocks))
    if not situation.scored:
        notes.append(say(_("Nothing has been scored yet, so no gain can be weighed. The first steps are to measure and to bring "
                           "what is named here.")))
        return notes
    route = (diagnosis.get("profile") or {}).get("route")
    if situation.route and route:
        notes.append(say(_("Your route: {route}."), route=route["title"]))
    unknown = sum(f["status"] in (Status.NO_DATA, Status.ERROR) for f in situation.findings.values())
    if unknown:
        notes.append(say(_("{count:number} checks have no data yet. With more data the plan may change."), count=unknown))
    notes.append(say(_("How many points a treatment wins back is our own estimate until its effect has been measured.")))
    return notes


def _bring(diagnosis: Mapping[str, Any], situation: Situation) -> list[Message]:
    """What to measure or bring first, where nothing is scored yet or an axis of the triage is unknown."""
    wanted: list[Message] = list((diagnosis.get("profile") or {}).get("bring", ()))
    if situation.scored:
        return wanted
    if not wanted:
        wanted.append(say(_("Answer the self-check: ten minutes, free, without any file.")))
    wanted.append(say(_("Write down for one product what it costs: goods, packing, postage.")))
    if situation.segment in LISTED:
        wanted.append(say(_("Download the orders of the last 90 days and the product list from each shop's seller centre.")))
    else:
        wanted.append(say(_("Take five photos of your first product at a window with your phone.")))
    return wanted
