"""Why a treatment is in the plan, why in that week, and what more money would buy: true sentences about one solution."""
from collections.abc import Collection, Mapping
from typing import Any

from data.text import _
from diagnostics.planning.absent import Absent
from diagnostics.planning.asked import Asked
from diagnostics.planning.problem import POINT, Option, Problem, Solution
from diagnostics.planning.schedule import Board
from diagnostics.planning.words import Message, finding, month_names, say, title


def why(option: Option, problem: Problem, solution: Solution, pins: Collection[str]) -> Message:
    """Why the option was chosen."""
    credited = sorted((c for c, t in solution.credit.items() if t == option.id), key=lambda c: (-option.gains[c], c))
    gain = sum(option.gains[c] for c in credited) / POINT
    if len(credited) == 1:
        return say(_("It wins back {points:decimal} points: {first}."), points=gain, first=finding(credited[0]))
    if credited:
        return say(_("It wins back {points:decimal} points in {count:number} findings, above all: {first}."),
                   points=gain, count=len(credited), first=finding(credited[0]))
    followers = [o.id for o in problem.pick(solution.starts) if option.id in o.needs]
    if followers:
        return say(_("It has to be done before “{other}”."), other=title(followers[0]))
    if option.id in pins:
        return say(_("You asked for it to be in the plan."))
    return say(_("It belongs to your route into selling online."))


def when(option: Option, asked: Asked, solution: Solution) -> Message:
    """Why the option starts in its week and not in the one before: what keeps it from there, with the rest in place."""
    problem, start = asked.problem, solution.starts[option.id]
    slots = option.slots(problem.horizon)
    before = [s for s in slots if s < start]
    if not before:
        return _first(option, asked, start)
    board = Board(problem, problem.pick(solution.starts))
    for other in problem.pick(solution.starts):
        if other.id != option.id:
            board.put(other, solution.starts[other.id])
    obstacle = board.obstacle(option, before[-1])
    kind, what = obstacle if obstacle is not None else ("", "")
    if kind == "needs":
        return say(_("It starts once “{other}” is finished."), other=title(what))
    if kind == "open":
        return say(_("It starts when there is room: at most {open:number} are open at once."), open=problem.max_open)
    if kind == "hours":
        return say(_("It starts when your hours of the week allow it."))
    if kind == "consultant":
        return say(_("It starts when the consultant's hours of the week allow it."))
    raise AssertionError(f"{option.id} could start earlier")


def _first(option: Option, asked: Asked, start: int) -> Message:
    """Why there is no earlier week at all."""
    timing = asked.times.treatments[option.id]
    if start == 1:
        return say(_("It starts right away."))
    if start == timing.lead_weeks + 1:
        return say(_("The supplier needs {weeks:number} weeks of notice."), weeks=timing.lead_weeks)
    if timing.months:
        return say(_("It is only possible in {months}."), months=month_names(timing.months))
    if timing.before_feast is not None:
        return say(_("It keeps clear of 설, 추석 and closed days."))
    return say(_("The weeks before are taken by holidays, closed days or waiting for the supplier."))


def next_step(extra: int, now: tuple[Problem, Solution], then: tuple[Problem, Solution], absent: Absent,
              unbound: Mapping[str, Solution]) -> dict[str, Any]:
    """What `extra` won more would buy: what comes in, what goes out, points; or why it would buy nothing.

    `unbound` holds the solutions with more money and without a limit of "hours", "consultant" or of "weeks".
    """
    problem, before = now
    richer, after = then
    gained = (after.points - before.points) / POINT
    came = [i for i in after.starts if i not in before.starts] if gained > 0 else []
    went = [i for i in before.starts if i not in after.starts] if gained > 0 else []
    spent = richer.counted(richer.pick(after.starts)) - problem.counted(problem.pick(before.starts))
    if gained > 0:
        first = max(came, key=lambda i: (sum(richer.by_id[i].gains.values()), i))
        text = say(_("With {extra:won} more, {points:decimal} more points could be won back; “{first}” would come in."),
                   extra=extra, points=gained, first=title(first))
    else:
        text = _buys_nothing(extra, before, absent, unbound)
    return {"extra": extra, "points": gained, "cost": spent if gained > 0 else 0,
            "in": [{"treatment": i, "title": title(i), "cost": _alone(richer, i)} for i in came],
            "out": [{"treatment": i, "title": title(i), "cost": _alone(problem, i)} for i in went], "text": text}


def _alone(problem: Problem, id: str) -> int:
    return problem.counted([problem.by_id[id]])


def _buys_nothing(extra: int, before: Solution, absent: Absent, unbound: Mapping[str, Solution]) -> Message:
    if not absent.situation.scored:
        return say(_("More money helps only once something is known: first measure or bring what is named here."))
    if unbound["hours"].points > before.points:
        return say(_("{extra:won} more would win back nothing: your hours are the limit. With more hours {points:decimal} "
                     "more points could be had."), extra=extra, points=(unbound["hours"].points - before.points) / POINT)
    if unbound["consultant"].points > before.points:
        return say(_("{extra:won} more would win back nothing: the consultant's hours are the limit. With more of them "
                     "{points:decimal} more points could be had."), extra=extra,
                   points=(unbound["consultant"].points - before.points) / POINT)
    if unbound["weeks"].points > before.points:
        return say(_("{extra:won} more would win back nothing: the weeks are full. With more weeks {points:decimal} "
                     "more points could be had."), extra=extra, points=(unbound["weeks"].points - before.points) / POINT)
    lacking = sorted((s, i) for i in absent.problem.by_id if i not in before.starts and (s := absent.short(i)) is not None)
    if lacking:
        return say(_("{extra:won} more would change nothing. With {short:won} more, “{first}” could be added."),
                   extra=extra, short=lacking[0][0], first=title(lacking[0][1]))
    return say(_("More money would win back nothing: all that can be won back here is in the plan."))
