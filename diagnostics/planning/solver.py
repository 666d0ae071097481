"""Chooses the treatments: a mixed-integer program, exact, and verified afterwards in plain Python.

Variables: x_t (treatment t is chosen), y_tc <= x_t (check c is credited to t), with sum_t y_tc <= 1, so that no cure counts
twice, and g_f, the won that the programme pays in family f: no more than the chosen treatments ask for, than the cap of the
family, and all together than the cap of the merchant. Where the budget pays own shares, sum(price) - sum(g) is what it holds,
so that a cap binds inside the choice and to the won. Objectives one after the other: most points and with them most of the
merchant's route, the lowest price, the fewest hours and weeks, the earliest ids; each holds the ones before it, so the same
input gives the same plan.

The calendar: the program first sees only a relaxation of it (what must lie within some weeks has to fit into them). Where its
choice can be arranged it is the optimum of the whole. Where it cannot, a smallest part of it that cannot be arranged is
forbidden, and the program is solved again, so weeks, hours of each week and the limit of open treatments hold exactly.
"""
import math
from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import csr_array

from diagnostics.planning.problem import Problem, Solution, credit, points
from diagnostics.planning.relaxed import calendar_rows, weekly_rows
from diagnostics.planning.schedule import decided, schedule
from diagnostics.planning.verified import faults

Row = tuple[dict[int, float], float, float]
"""A constraint: coefficient per variable, lower and upper bound."""
Goal = tuple[str, dict[int, float]]
"""What is made smallest: its name and the coefficient per variable."""
Arranged = Callable[[frozenset[str]], dict[str, int] | None]

BRANCHES = 40
"""Branches of the search that holds the weeks themselves; a plan found by then says how much better one could be at most."""


class Unsolvable(Exception):
    """No choice holds all rules, which only pins can bring about."""


def solve(problem: Problem) -> Solution:
    """The best plan of the problem. Raises `Unsolvable` where the pins cannot be held."""
    model = _Model(problem)
    known: dict[frozenset[str], dict[str, int] | None] = {}

    def arranged(chosen: frozenset[str]) -> dict[str, int] | None:
        if chosen not in known:
            known[chosen] = schedule(problem, problem.pick(chosen))
        return known[chosen]

    def refused(chosen: frozenset[str]) -> bool:
        """Whether the choice cannot stand; then the program may not make it again, nor any that contains it."""
        starts = arranged(chosen)
        if starts is None:
            model.forbid(_smallest(problem, chosen, arranged))
            model.put_on_weeks()
            return True
        options = problem.pick(chosen)
        if faults(problem, Solution(starts, credit(options), points(options))):
            model.forbid(chosen)  # the solver's rounding: more of the same would break the same sum
            return True
        return False

    while True:
        chosen = model.best(refused)
        if chosen is not None:
            options, starts = problem.pick(chosen), arranged(chosen) or {}
            return Solution(dict(sorted(starts.items(), key=lambda s: (s[1], s[0]))), credit(options), points(options),
                            model.missed)


def _smallest(problem: Problem, chosen: frozenset[str], arranged: Arranged) -> frozenset[str]:
    """A part of `chosen` that cannot be arranged either, small enough that each of its members matters."""
    core = chosen
    for id in sorted(chosen, key=lambda i: (problem.by_id[i].weeks, i)):
        if arranged(core - {id}) is None:
            core = core - {id}
    return core


class _Model:
    """The program of one problem; rows are added while solving."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.options = sorted(problem.options, key=lambda o: o.id)
        self.place = {o.id: k for k, o in enumerate(self.options)}
        self.pairs = [(k, check, gain) for k, o in enumerate(self.options) for check, gain in sorted(o.gains.items()) if gain > 0]
        self.families = sorted({o.family for o in self.options if o.subsidy}) if problem.own else []
        self.paid = len(self.options) + len(self.pairs)
        self.size = self.paid + len(self.families)
        self.timed, self.starts = False, 0
        self.missed = 0
        # Two goals in one: a step of the first outweighs all that the second can add up to.
        self.route, self.weeks = 1 + sum(o.preferred for o in self.options), 1 + sum(o.weeks for o in self.options)
        self.rows: list[Row] = [*self._sums(), *self._rules(), *(
            ({self.place[id]: x for id, x in terms.items()}, -np.inf, limit) for terms, limit in calendar_rows(problem))]

    def _price(self) -> dict[int, float]:
        """What a choice takes from the budget, per variable."""
        return {k: float(o.price) for k, o in enumerate(self.options)} | {
            self.paid + f: -1.0 for f in range(len(self.families))}

    def _sums(self) -> list[Row]:
        problem = self.problem
        rows: list[Row] = [(self._price(), -np.inf, float(problem.budget)),
                           ({k: float(o.hours) for k, o in enumerate(self.options)}, -np.inf, float(problem.hours))]
        if problem.consultant is not None:
            rows.append(({k: float(o.consultant) for k, o in enumerate(self.options)}, -np.inf, float(problem.consultant)))
        for f, family in enumerate(self.families):
            asked = {k: -float(o.subsidy) for k, o in enumerate(self.options) if o.family == family}
            rows.append(({self.paid + f: 1.0} | asked, -np.inf, 0.0))
            if family in problem.caps:
                rows.append(({self.paid + f: 1.0}, -np.inf, float(problem.caps[family])))
        if problem.cap is not None and self.families:
            rows.append(({self.paid + f: 1.0 for f in range(len(self.families))}, -np.inf, float(problem.cap)))
        return rows

    def _rules(self) -> list[Row]:
        n, rows = len(self.options), []
        per_check: dict[str, dict[int, float]] = {}
        for j, (k, check, _gain) in enumerate(self.pairs):
            rows.append(({n + j: 1.0, k: -1.0}, -np.inf, 0.0))
            per_check.setdefault(check, {})[n + j] = 1.0
        rows += [(members, -np.inf, 1.0) for _check, members in sorted(per_check.items()) if len(members) > 1]
        for k, option in enumerate(self.options):
            for need in option.needs:
                rows.append(({k: 1.0} if need not in self.place else {k: 1.0, self.place[need]: -1.0}, -np.inf, 0.0))
            rows += [({k: 1.0, self.place[other]: 1.0}, -np.inf, 1.0) for other in option.excludes
                     if other in self.place and self.place[other] != k]
        return rows

    def put_on_weeks(self) -> None:
        """Once a choice could not be arranged: a variable per treatment and first week, so that every choice can be."""
        if self.timed:
            return
        self.timed, base = True, self.size
        rows, count = weekly_rows(self.problem, self.place, base)
        self.rows += rows
        self.size += count
        self.starts = count

    def forbid(self, chosen: frozenset[str]) -> None:
        self.rows.append(({self.place[i]: 1.0 for i in sorted(chosen)}, -np.inf, len(chosen) - 1.0))

    def _goals(self) -> list[Goal]:
        n = len(self.options)
        first = {n + j: -float(self.route * gain) for j, (_k, _c, gain) in enumerate(self.pairs)}
        first |= {k: -1.0 for k, o in enumerate(self.options) if o.preferred}
        effort = {k: float(self.weeks * o.hours + o.weeks) for k, o in enumerate(self.options)}
        return [("gain", first), ("price", self._price()), ("effort", effort),
                ("ids", {k: float(k + 1) for k in range(n)})]

    def _value(self, name: str, chosen: frozenset[str]) -> int:
        """A goal at a choice, in whole numbers: what the solver returns carries rounding."""
        options = self.problem.pick(chosen)
        match name:
            case "gain":
                return -self.route * points(options) - sum(o.preferred for o in options)
            case "price":
                return self.problem.counted(options)
            case "effort":
                return sum(self.weeks * o.hours + o.weeks for o in options)
        return sum(self.place[i] + 1 for i in chosen)

    def best(self, refused: Callable[[frozenset[str]], bool]) -> frozenset[str] | None:
        """The lexicographic optimum of the rows so far; None where `refused` has forbidden it on the way."""
        if any(pin not in self.place for pin in self.problem.pins):
            raise Unsolvable
        held: list[Row] = []
        reached: list[tuple[str, int]] = []
        chosen = None
        for name, goal in self._goals():
            found, slack = self._solve(goal, held)
            if chosen is None and math.isinf(slack):
                found, slack = self._solve(goal, held, None)
            if found is None and chosen is None:
                raise Unsolvable
            if chosen is None:
                self.missed = math.ceil(slack / self.route)
            if found is not None and all(self._value(other, found) <= least for other, least in reached):
                chosen = found  # else rounding let an earlier goal slip: the choice before stands
            if chosen is None or refused(chosen):
                return None
            reached.append((name, self._value(name, chosen)))
            held.append((goal, -np.inf, reached[-1][1] + 0.5))
            if slack:
                break  # the search was cut short here, so finer goals would choose among the wrong plans
        return chosen

    def _solve(self, goal: dict[int, float], held: Sequence[Row],
               branches: int | None = BRANCHES) -> tuple[frozenset[str] | None, float]:
        """The best choice by one goal, and how much less of it there could be; `branches` limit the search on the weeks."""
        n = len(self.options)
        if n == 0:
            return frozenset(), 0.0
        cost = np.zeros(self.size)
        cost[list(goal)] = list(goal.values())
        rows = [*self.rows, *held]
        where = [(r, v, x) for r, (terms, _low, _high) in enumerate(rows) for v, x in terms.items()]
        r, v, x = (np.array(part) for part in zip(*where, strict=True)) if where else (np.zeros(0),) * 3
        matrix = csr_array((x, (r, v)), shape=(len(rows), self.size))
        low = np.zeros(self.size)
        low[[self.place[p] for p in sorted(self.problem.pins)]] = 1.0
        high = np.ones(self.size)
        asked = [sum(o.subsidy for o in self.options if o.family == f) for f in self.families]
        high[self.paid:self.paid + len(self.families)] = asked
        whole = np.zeros(self.size)
        whole[:n] = 1
        whole[self.size - self.starts:] = 1
        found = decided(cost, LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows]), whole,
                        Bounds(low, high), 0.0, branches if self.timed else None)
        if found.taken is None:
            return None, found.slack
        return frozenset(o.id for k, o in enumerate(self.options) if found.taken[k] > 0.5), found.slack
