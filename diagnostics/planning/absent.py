"""Why a treatment is not in the plan: true sentences about one solution, the first reason that holds on its own."""
from collections.abc import Iterable
from dataclasses import replace

from data.text import _
from diagnostics import units
from diagnostics.model import LISTED, Segment, Status, Treatment
from diagnostics.planning.asked import Asked
from diagnostics.planning.gains import OPEN
from diagnostics.planning.problem import HOUR, POINT, Option, Solution, closure, points
from diagnostics.planning.relaxed import possible, reachable
from diagnostics.planning.schedule import schedule
from diagnostics.planning.words import Message, month_names, say, title


class Absent:
    """Reasons for what is not in one solution."""

    def __init__(self, asked: Asked, solution: Solution):
        self.problem, self.solution, self.situation, self.asked = asked.problem, solution, asked.situation, asked
        self.chosen = self.problem.pick(solution.starts)
        self.spent = self.problem.counted(self.chosen)
        self.left = self.problem.budget - self.spent
        self.hours_left = self.problem.hours - sum(o.hours for o in self.chosen)
        given = self.problem.consultant
        self.consultant_left = None if given is None else given - sum(o.consultant for o in self.chosen)

    def with_added(self, ids: Iterable[str]) -> list[Option]:
        return [*self.chosen, *(self.problem.by_id[i] for i in sorted(ids) if i not in self.solution.starts)]

    def more(self, ids: Iterable[str]) -> tuple[float, int, int]:
        """Points, won and hundredths of hours that `ids` would add to the plan; won as they count beside what is chosen."""
        together = self.with_added(ids)
        added = together[len(self.chosen):]
        gain = points(together) - self.solution.points
        return gain / POINT, self.problem.counted(together) - self.spent, sum(o.hours for o in added)

    def gain(self, id: str) -> float:
        """Points that the treatment would add to the plan together with what it needs; 0 where it cannot be had."""
        wanted = closure(self.problem, [id])
        return 0.0 if wanted is None else self.more(wanted)[0]

    def short(self, id: str) -> int | None:
        """Won that are missing for the treatment, where money is all that it lacks; else None."""
        wanted = closure(self.problem, [id])
        if wanted is None or self._clash(wanted) is not None or self._consultant_short(wanted) > 0:
            return None
        gain, cost, hours = self.more(wanted)
        lacks = gain > 0 and hours <= self.hours_left and cost > self.left
        return cost - self.left if lacks and schedule(self.problem, self.with_added(wanted)) is not None else None

    def _consultant_short(self, ids: Iterable[str]) -> int:
        """Hundredths of the consultant's hours that are missing for `ids`; 0 or less where they suffice."""
        added = sum(self.problem.by_id[i].consultant for i in ids if i not in self.solution.starts)
        return -1 if self.consultant_left is None else added - self.consultant_left

    def why(self, id: str, comes_next: bool = False) -> Message:
        """Why the treatment was not chosen."""
        treatment = units.treatments()[id]
        if id in self.asked.bans:
            return say(_("You took it out of the plan."))
        if not self.situation.meant_for(treatment) and id not in self.problem.by_id:
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
        never = self._never(wanted)
        if never is not None:
            return never
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
        if self._consultant_short(wanted) > 0:
            return say(_("The consultant's time is used up: {short_hours:decimal} hours are missing. It would win back "
                         "{points:decimal} more points."), points=gain, short_hours=self._consultant_short(wanted) / HOUR)
        return self._no_room(wanted)

    def _never(self, wanted: Iterable[str]) -> Message | None:
        """The sentence that one of `wanted` fits into no week at all, were nothing else in the plan; else None."""
        first_weeks = reachable(self.problem)
        for id in sorted(wanted):
            option, timing = self.problem.by_id[id], self.asked.times.treatments[id]
            if not option.slots(self.problem.horizon):
                if timing.months:
                    return say(_("“{treatment}” is only possible in {months}; these {weeks:number} weeks do not hold it."),
                               treatment=title(id), months=month_names(timing.months), weeks=self.problem.horizon)
                return say(_("“{treatment}” does not fit into {weeks:number} weeks with waiting, holidays and closed days."),
                           treatment=title(id), weeks=self.problem.horizon)
            if not possible(self.problem, option):
                return say(_("“{treatment}” takes more hours in a week than there are."), treatment=title(id))
            if not first_weeks[id]:
                return say(_("“{treatment}” cannot be finished within {weeks:number} weeks after what it needs first."),
                           treatment=title(id), weeks=self.problem.horizon)
        return None

    def _no_room(self, wanted: Iterable[str]) -> Message:
        """What the weeks lack: the first limit without which there would be room."""
        together, problem = self.with_added(wanted), self.problem
        if problem.week_hours is not None and schedule(replace(problem, week_hours=None), together) is not None:
            return say(_("Your hours of each week are taken by the rest of the plan."))
        if problem.week_consultant is not None and schedule(replace(problem, week_consultant=None), together) is not None:
            return say(_("The consultant's hours of each week are taken by the rest of the plan."))
        return say(_("There is no room for it within {weeks:number} weeks when at most {open:number} are open at once."),
                   weeks=problem.horizon, open=problem.max_open)

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
