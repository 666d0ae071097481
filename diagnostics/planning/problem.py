"""The plan as a problem in whole numbers: options with price, hours, weeks and gains, and the limits they share.

Points are kept as ten-thousandths and hours as hundredths, so that equal means equal and more budget never scores less
by a rounding error.
"""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

POINT = 10_000
HOUR = 100


@dataclass(frozen=True)
class Option:
    """A treatment that may be chosen.

    `price` in won as the budget counts it, `hours` of the merchant in hundredths, `gains` per check in ten-thousandths of
    a point; `needs` must be chosen and finished before, `excludes` may not be chosen together; `preferred` decides between
    plans of equal points (the route of the merchant).
    """

    id: str
    price: int
    hours: int
    weeks: int
    gains: Mapping[str, int] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    preferred: bool = False


@dataclass(frozen=True)
class Problem:
    """What may be chosen and within which limits: won, hundredths of hours, open at once, weeks."""

    options: tuple[Option, ...]
    budget: int
    hours: int
    max_open: int
    horizon: int
    pins: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> dict[str, Option]:
        return {o.id: o for o in self.options}

    def pick(self, ids: Iterable[str]) -> list[Option]:
        return [self.by_id[i] for i in sorted(ids)]


@dataclass(frozen=True)
class Solution:
    """First week (from 1) per chosen treatment, and the treatment that each mended check is credited to."""

    starts: Mapping[str, int]
    credit: Mapping[str, str]
    points: int


def credit(options: Iterable[Option]) -> dict[str, str]:
    """Each check to the one of `options` that gains most there; at a tie to the first by id. So no cure counts twice."""
    best: dict[str, tuple[int, str]] = {}
    for option in options:
        for check, gain in option.gains.items():
            if gain > 0 and (check not in best or (-gain, option.id) < (-best[check][0], best[check][1])):
                best[check] = (gain, option.id)
    return {check: best[check][1] for check in sorted(best)}


def points(options: Iterable[Option]) -> int:
    """What the options regain together, in ten-thousandths: per check the largest gain."""
    best: dict[str, int] = {}
    for option in options:
        for check, gain in option.gains.items():
            best[check] = max(best.get(check, 0), gain)
    return sum(best.values())


def closure(problem: Problem, wanted: Iterable[str]) -> set[str] | None:
    """`wanted` with all that they need, or None where something needed cannot be had."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        id = waiting.pop()
        if id in found:
            continue
        if id not in problem.by_id:
            return None
        found.add(id)
        waiting.extend(problem.by_id[id].needs)
    return found


def faults(problem: Problem, solution: Solution) -> list[str]:
    """Every rule that the solution breaks, in plain Python and independent of the solver. Empty: it holds."""
    wrong: list[str] = []
    unknown = sorted(set(solution.starts) - set(problem.by_id))
    if unknown:
        return [f"{id} may not be chosen" for id in unknown]
    chosen = problem.pick(solution.starts)
    end = {o.id: solution.starts[o.id] + o.weeks for o in chosen}
    if sum(o.price for o in chosen) > problem.budget:
        wrong.append("the budget is exceeded")
    if sum(o.hours for o in chosen) > problem.hours:
        wrong.append("the merchant's hours are exceeded")
    wrong += [f"the pinned {id} is missing" for id in sorted(problem.pins - set(solution.starts))]
    for option in chosen:
        wrong += [f"{option.id} excludes {other}" for other in option.excludes if other in solution.starts]
        for need in option.needs:
            if need not in solution.starts:
                wrong.append(f"{option.id} needs {need}")
            elif end[need] > solution.starts[option.id]:
                wrong.append(f"{option.id} starts before {need} is finished")
        if solution.starts[option.id] < 1 or end[option.id] > problem.horizon + 1:
            wrong.append(f"{option.id} lies outside the {problem.horizon} weeks")
    for week in range(1, problem.horizon + 1):
        if sum(solution.starts[o.id] <= week < end[o.id] for o in chosen) > problem.max_open:
            wrong.append(f"too much is open in week {week}")
    for check, id in solution.credit.items():
        if id not in solution.starts or problem.by_id[id].gains.get(check, 0) <= 0:
            wrong.append(f"{check} is credited to {id}, which does not cure it")
    if solution.points != sum(problem.by_id[id].gains.get(check, 0) for check, id in solution.credit.items()):
        wrong.append("the points do not add up")
    return wrong
