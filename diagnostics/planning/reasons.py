"""Why a treatment is in the plan, why another is not, and what more money would buy: true sentences about one solution."""
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from data.text import _
from diagnostics import units
from diagnostics.model import LISTED, Segment, Status, Treatment
from diagnostics.planning.gains import OPEN, Situation
from diagnostics.planning.problem import HOUR, POINT, Option, Problem, Solution, closure, points
from diagnostics.planning.programme import Programme

Message = dict[str, Any]


def say(text: str, **params: Any) -> Message:
    return {"text": text, "params": params}


def title(treatment: str) -> Message:
    return say(units.treatments()[treatment].title)


def finding(check: str) -> Message:
    known = units.checks().get(check)
    return say(known.failing if known is not None else check)


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


class Absent:
    """Reasons for what is not in one solution."""

    def __init__(self, problem: Problem, solution: Solution, situation: Situation, programme: Programme, bans: Collection[str]):
        self.problem, self.solution, self.situation, self.programme, self.bans = problem, solution, situation, programme, bans
        self.chosen = problem.pick(solution.starts)
        self.left = problem.budget - sum(o.price for o in self.chosen)
        self.hours_left = problem.hours - sum(o.hours for o in self.chosen)

    def more(self, ids: Iterable[str]) -> tuple[float, int, int]:
        """Points, won and hundredths of hours that `ids` would add to the plan."""
        added = [self.problem.by_id[i] for i in ids if i not in self.solution.starts]
        gain = points([*self.chosen, *added]) - self.solution.points
        return gain / POINT, sum(o.price for o in added), sum(o.hours for o in added)

    def gain(self, id: str) -> float:
        """Points that the treatment would add to the plan together with what it needs; 0 where it cannot be had."""
        wanted = closure(self.problem, [id])
        return 0.0 if wanted is None else self.more(wanted)[0]

    def short(self, id: str) -> int | None:
        """Won that are missing for the treatment, where money is all that it lacks; else None."""
        wanted = closure(self.problem, [id])
        if wanted is None or self._clash(wanted) is not None:
            return None
        gain, cost, hours = self.more(wanted)
        return cost - self.left if gain > 0 and hours <= self.hours_left and cost > self.left else None

    def why(self, id: str, comes_next: bool = False) -> Message:
        """Why the treatment was not chosen."""
        treatment = units.treatments()[id]
        if id in self.bans:
            return say(_("You took it out of the plan."))
        if not self.situation.meant_for(treatment):
            return self._for_others(treatment)
        if id not in self.problem.by_id:
            return say(_("The programme does not offer it at present."))
        option = self.problem.by_id[id]
        if not option.gains:
            return self._nothing_to_mend(treatment)
        clash = self._clash({id})
        if clash is not None:
            return say(_("It does not go together with “{other}”, which is in the plan."), other=title(clash[1]))
        if self.more([id])[0] <= 0:
            best = max(option.gains, key=lambda c: (option.gains[c], c))
            return say(_("“{other}” already covers what it would mend."), other=title(self.solution.credit[best]))
        return self._out_of_reach(id, comes_next)

    def _for_others(self, treatment: Treatment) -> Message:
        if treatment.segments == LISTED:
            return say(_("It is for shops that already sell online."))
        if treatment.segments == frozenset({Segment.UNLISTED}):
            return say(_("It is for shops that do not sell online yet."))
        return say(_("It is for shops whose online sales have not taken off yet."))

    def _nothing_to_mend(self, treatment: Treatment) -> Message:
        statuses = self.situation.statuses(treatment)
        if statuses & {Status.NO_DATA, Status.ERROR} or not self.situation.scored:
            return say(_("Whether it is needed cannot be told yet: the data for it is missing."))
        if statuses & set(OPEN):
            return say(_("What it would mend costs no points here."))
        if Status.PASS in statuses:
            return say(_("What it would mend is already well."))
        return say(_("There is no finding that it would mend."))

    def _clash(self, ids: Iterable[str]) -> tuple[str, str] | None:
        """The first pair of one of `ids` and a chosen treatment that exclude each other."""
        for id in sorted(ids):
            for other in self.chosen:
                if id != other.id and (other.id in self.problem.by_id[id].excludes or id in other.excludes):
                    return id, other.id
        return None

    def _out_of_reach(self, id: str, comes_next: bool) -> Message:
        wanted = closure(self.problem, [id])
        if wanted is None:
            missing = next(n for n in self._needed(id) if n not in self.problem.by_id)
            return say(_("It needs “{other}” first, which is not to be had in this plan."), other=title(missing))
        clash = self._clash(wanted)
        if clash is not None:
            return say(_("It needs “{need}” first, which does not go together with “{other}”."),
                       need=title(clash[0]), other=title(clash[1]))
        gain, cost, hours = self.more(wanted)
        fields = {"points": gain, "cost": cost, "short": cost - self.left, "hours": hours / HOUR,
                  "short_hours": (hours - self.hours_left) / HOUR}
        if cost > self.left and hours > self.hours_left:
            return say(_("It would win back {points:decimal} more points, but {short:won} and {short_hours:decimal} hours "
                         "are missing."), **fields)
        if cost > self.left and comes_next:
            return say(_("It would be the next: {points:decimal} more points for {cost:won}. {short:won} is missing."),
                       **fields)
        if cost > self.left:
            return say(_("It is {short:won} over the budget. It would win back {points:decimal} more points for {cost:won}."),
                       **fields)
        if hours > self.hours_left:
            return say(_("It takes {hours:decimal} hours of yours and {short_hours:decimal} are missing. "
                         "It would win back {points:decimal} more points."), **fields)
        return say(_("There is no room for it within {weeks:number} weeks when at most {open:number} are open at once."),
                   weeks=self.problem.horizon, open=self.problem.max_open)

    def _needed(self, id: str) -> list[str]:
        """All that the treatment needs, near to far, whether it can be had or not."""
        found: list[str] = []
        waiting = list(self.problem.by_id[id].needs)
        while waiting:
            need = waiting.pop(0)
            if need not in found:
                found.append(need)
                waiting.extend(self.problem.by_id[need].needs if need in self.problem.by_id else ())
        return found


def next_step(extra: int, now: tuple[Problem, Solution], then: tuple[Problem, Solution], absent: Absent,
              unbound: Mapping[str, Solution]) -> dict[str, Any]:
    """What `extra` won more would buy: what comes in, what goes out, points; or why it would buy nothing.

    `unbound` holds the solutions with more money and without a limit of "hours" or of "weeks".
    """
    problem, before = now
    richer, after = then
    gained = (after.points - before.points) / POINT
    came = [i for i in after.starts if i not in before.starts] if gained > 0 else []
    went = [i for i in before.starts if i not in after.starts] if gained > 0 else []
    spent = sum(richer.by_id[i].price for i in after.starts) - sum(problem.by_id[i].price for i in before.starts)
    if gained > 0:
        first = max(came, key=lambda i: (sum(richer.by_id[i].gains.values()), i))
        text = say(_("With {extra:won} more, {points:decimal} more points could be won back; “{first}” would come in."),
                   extra=extra, points=gained, first=title(first))
    else:
        text = _buys_nothing(extra, before, absent, unbound)
    return {"extra": extra, "points": gained, "cost": spent if gained > 0 else 0,
            "in": [{"treatment": i, "title": title(i), "cost": richer.by_id[i].price} for i in came],
            "out": [{"treatment": i, "title": title(i), "cost": problem.by_id[i].price} for i in went], "text": text}


def _buys_nothing(extra: int, before: Solution, absent: Absent, unbound: Mapping[str, Solution]) -> Message:
    if not absent.situation.scored:
        return say(_("More money helps only once something is known: first measure or bring what is named here."))
    if unbound["hours"].points > before.points:
        return say(_("{extra:won} more would win back nothing: your hours are the limit. With more hours {points:decimal} "
                     "more points could be had."), extra=extra, points=(unbound["hours"].points - before.points) / POINT)
    if unbound["weeks"].points > before.points:
        return say(_("{extra:won} more would win back nothing: the weeks are full. With more weeks {points:decimal} "
                     "more points could be had."), extra=extra, points=(unbound["weeks"].points - before.points) / POINT)
    lacking = sorted((s, i) for i in absent.problem.by_id if i not in before.starts and (s := absent.short(i)) is not None)
    if lacking:
        return say(_("{extra:won} more would change nothing. With {short:won} more, “{first}” could be added."),
                   extra=extra, short=lacking[0][0], first=title(lacking[0][1]))
    return say(_("More money would win back nothing: all that can be won back here is in the plan."))
