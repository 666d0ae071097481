"""A solution as the rows of a result: what is chosen with dates and money, what is not and why, the next step, the notes."""
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from data.text import _
from diagnostics import answered, units
from diagnostics.model import LISTED, Status
from diagnostics.planning.absent import Absent
from diagnostics.planning.asked import Asked
from diagnostics.planning.gains import Situation, options
from diagnostics.planning.paying import instalments, subsidies
from diagnostics.planning.problem import HOUR, POINT, Option, Solution
from diagnostics.planning.reasons import next_step, when, why
from diagnostics.planning.solver import solve
from diagnostics.planning.weeks import weeks
from diagnostics.planning.words import BY, HURDLES, Message, say, title
from diagnostics.texts import Texts

ENDLESS = 10**9
LONGEST = 104
"""Weeks of the longest plan: what a plan without a limit of weeks means."""


def chosen(asked: Asked, solution: Solution) -> list[dict[str, Any]]:
    """One row per chosen treatment, by first week."""
    paid = subsidies(asked.problem, solution.starts)
    return [_chosen(asked.problem.by_id[id], paid[id], asked, solution) for id in solution.starts]


def _chosen(option: Option, subsidy: int, asked: Asked, solution: Solution) -> dict[str, Any]:
    treatment, problem = units.treatments()[option.id], asked.problem
    credited = sorted((c for c, t in solution.credit.items() if t == option.id), key=lambda c: (-option.gains[c], c))
    start = solution.starts[option.id]
    end = option.slots(problem.horizon)[start]
    days = [d for week in asked.calendar[start - 1:end - 1] for d in week.days]
    own = option.price - subsidy
    return {
        "treatment": option.id, "family": treatment.family.value, "title": title(option.id), "what": say(treatment.what),
        "cost": own if problem.own else option.price, "full_cost": option.price, "subsidy": subsidy, "own_cost": own,
        "subsidy_alone": option.subsidy, "hours": option.hours / HOUR,
        "consultant_hours": treatment.consultant_hours, "vendor_hours": treatment.vendor_hours,
        "start_week": start, "end_week": end, "points": sum(option.gains[c] for c in credited) / POINT,
        "checks": credited, "check_points": {c: option.gains[c] / POINT for c in credited},
        "why": why(option, problem, solution, asked.pins), "when": when(option, asked, solution),
        "start_date": days[0].isoformat(), "end_date": days[-1].isoformat(), "working_days": len(days),
        "instalments": instalments(days[0], days[-1], own, subsidy, asked.programme.rules),
        "hurdle": treatment.hurdle, "hurdle_word": say(HURDLES[treatment.hurdle]), "by": treatment.by,
        "by_word": say(BY[treatment.by]), "needs": list(option.needs), "deliverables": [say(d) for d in treatment.deliverables],
        "tasks": [say(s) for s in treatment.tasks], "task_dates": task_dates(days, len(treatment.tasks)),
        "pinned": option.id in asked.pins}


def task_dates(days: list[date], count: int) -> list[str]:
    """By when each of `count` tasks should be done: spread evenly over the working days, the last on the last of them."""
    return [days[max(0, -(-len(days) * (i + 1) // count) - 1)].isoformat() for i in range(count)]


def not_chosen(absent: Absent, next_ones: set[str]) -> list[dict[str, Any]]:
    """Everything else with its reason, what would gain most first."""
    english = Texts("en")
    found = []
    for id in sorted(set(units.treatments()) - set(absent.solution.starts)):
        reason: Message = absent.why(id, comes_next=id in next_ones)
        gain = absent.gain(id) if id in absent.problem.by_id else 0.0
        found.append({"treatment": id, "title": title(id), "why": english.say(reason), "why_text": reason, "gain": gain,
                      "cost": absent.asked.programme.counted(id)})
    return sorted(found, key=lambda row: (-row["gain"], row["treatment"]))


def further(asked: Asked, solution: Solution, absent: Absent, extra: int) -> dict[str, Any]:
    """What `extra` won more would buy."""
    richer = replace(asked.problem, budget=asked.problem.budget + extra)
    after = solve(richer)
    unbound: dict[str, Solution] = {}
    if after.points <= solution.points and absent.situation.scored:
        longer = weeks(asked.calendar[0].first, LONGEST, asked.times.blocked)
        many = replace(richer, horizon=LONGEST, options=options(
            asked.situation, asked.programme, asked.pins, asked.bans, longer, asked.times), **_weekly(asked, LONGEST))
        unbound = {"hours": solve(replace(richer, hours=ENDLESS)), "consultant": solve(replace(richer, consultant=None)),
                   "weeks": solve(many)}
    return next_step(extra, (asked.problem, solution), (richer, after), absent, unbound)


def _weekly(asked: Asked, count: int) -> dict[str, Any]:
    """The limits of each week for a longer plan: the later weeks as the best of the first."""
    found = {}
    for name in ("week_hours", "week_consultant"):
        known = getattr(asked.problem, name)
        found[name] = None if known is None else known + (max(known),) * (count - len(known))
    return found


def notes(diagnosis: Mapping[str, Any], situation: Situation) -> list[Message]:
    """What must be known to read the plan rightly."""
    found = []
    blocks = sum(gate["severity"] == "block" and answered.is_open(gate) for gate in diagnosis["gates"])
    if blocks:
        found.append(say(_("The law comes first: {count:number} places in your products must be mended before anything else."),
                         count=blocks))
    if not situation.scored:
        found.append(say(_("Nothing has been scored yet, so no gain can be weighed. The first steps are to measure and to bring "
                           "what is named here.")))
        return found
    route = (diagnosis.get("profile") or {}).get("route")
    if situation.route and route:
        found.append(say(_("Your route: {route}."), route=route["title"]))
    unknown = sum(f["status"] in (Status.NO_DATA, Status.ERROR) for f in situation.findings.values())
    if unknown:
        found.append(say(_("{count:number} checks have no data yet. With more data the plan may change."), count=unknown))
    found.append(say(_("How many points a treatment wins back is our own estimate until its effect has been measured.")))
    return found


def bring(diagnosis: Mapping[str, Any], situation: Situation) -> list[Message]:
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
