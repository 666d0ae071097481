"""Chooses the treatments: a mixed-integer program, exact, and verified afterwards in plain Python.

Variables: x_t (treatment t is chosen) and y_tc <= x_t (check c is credited to t), with sum_t y_tc <= 1, so that no cure counts
twice. Objectives one after the other: most points, then most of the merchant's route, then the lowest price, the fewest
hours, the fewest weeks, the earliest ids; each holds the ones before it, so the same input gives the same plan.

The calendar: the program first sees only a relaxation of it (treatment-weeks <= weeks x open at once). Where its choice can
be arranged within the horizon it is the optimum of the whole. Where it cannot, the choice is forbidden together with all
that contains it, and the program is solved again, so the horizon and the limit of open treatments hold exactly.
"""
from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from diagnostics.planning.problem import Problem, Solution, credit, faults, points
from diagnostics.planning.schedule import schedule

Row = tuple[dict[int, float], float, float]
"""A constraint: coefficient per variable, lower and upper bound."""


class Unsolvable(Exception):
    """No choice holds all rules, which only pins can bring about."""


def solve(problem: Problem) -> Solution:
    """The best plan of the problem. Raises `Unsolvable` where the pins cannot be held."""
    model = _Model(problem)
    while True:
        chosen = model.best()
        options = problem.pick(chosen)
        starts = schedule(options, problem.max_open, problem.horizon)
        if starts is not None:
            solution = Solution(dict(sorted(starts.items(), key=lambda s: (s[1], s[0]))), credit(options), points(options))
            wrong = faults(problem, solution)
            if not wrong:
                return solution
        model.forbid(_smallest(problem, chosen) if starts is None else chosen)


def _smallest(problem: Problem, chosen: frozenset[str]) -> frozenset[str]:
    """A part of `chosen` that cannot be arranged either, small enough that each of its members matters."""
    core = set(chosen)
    for id in sorted(chosen, key=lambda i: (problem.by_id[i].weeks, i)):
        rest = core - {id}
        if schedule(problem.pick(rest), problem.max_open, problem.horizon) is None:
            core = rest
    return frozenset(core)


class _Model:
    """The program of one problem; rows are added while solving."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.options = sorted(problem.options, key=lambda o: o.id)
        self.place = {o.id: k for k, o in enumerate(self.options)}
        self.pairs = [(k, check, gain) for k, o in enumerate(self.options) for check, gain in sorted(o.gains.items()) if gain > 0]
        self.size = len(self.options) + len(self.pairs)
        self.rows: list[Row] = self._rules()

    def _rules(self) -> list[Row]:
        n, problem = len(self.options), self.problem
        rows: list[Row] = [
            ({k: float(o.price) for k, o in enumerate(self.options)}, -np.inf, float(problem.budget)),
            ({k: float(o.hours) for k, o in enumerate(self.options)}, -np.inf, float(problem.hours)),
            ({k: float(o.weeks) for k, o in enumerate(self.options)}, -np.inf, float(problem.max_open * problem.horizon))]
        per_check: dict[str, dict[int, float]] = {}
        for j, (k, check, _gain) in enumerate(self.pairs):
            rows.append(({n + j: 1.0, k: -1.0}, -np.inf, 0.0))
            per_check.setdefault(check, {})[n + j] = 1.0
        rows += [(members, -np.inf, 1.0) for _check, members in sorted(per_check.items())]
        for k, option in enumerate(self.options):
            for need in option.needs:
                rows.append(({k: 1.0} if need not in self.place else {k: 1.0, self.place[need]: -1.0}, -np.inf, 0.0))
            rows += [({k: 1.0, self.place[other]: 1.0}, -np.inf, 1.0) for other in option.excludes
                     if other in self.place and self.place[other] != k]
            if option.weeks > problem.horizon:
                rows.append(({k: 1.0}, -np.inf, 0.0))
        return rows

    def forbid(self, chosen: frozenset[str]) -> None:
        self.rows.append(({self.place[i]: 1.0 for i in chosen}, -np.inf, len(chosen) - 1.0))

    def best(self) -> frozenset[str]:
        """The lexicographic optimum of the rows so far."""
        if any(pin not in self.place for pin in self.problem.pins):
            raise Unsolvable
        n = len(self.options)
        goals: list[dict[int, float]] = [{n + j: -float(gain) for j, (_k, _c, gain) in enumerate(self.pairs)}]
        goals += [{k: float(value) for k, value in enumerate(values) if value} for values in (
            [-o.preferred for o in self.options], [o.price for o in self.options], [o.hours for o in self.options],
            [o.weeks for o in self.options], range(1, n + 1))]
        held: list[Row] = []
        chosen = self._solve(goals[0], held)
        if chosen is None:
            raise Unsolvable
        for k, goal in enumerate(goals):
            if k:
                found = self._solve(goal, held) if goal else chosen
                if found is None:
                    break
                chosen = found
            reached = self._value(goal, chosen)
            held.append((goal, -np.inf, reached + 0.5))
        return chosen

    def _value(self, goal: dict[int, float], chosen: frozenset[str]) -> float:
        """The objective at a choice, in whole numbers: what the solver returns carries rounding."""
        n = len(self.options)
        if any(k >= n for k in goal):
            return -float(points(self.problem.pick(chosen)))
        return sum(value for k, value in goal.items() if self.options[k].id in chosen)

    def _solve(self, goal: dict[int, float], held: Sequence[Row]) -> frozenset[str] | None:
        n = len(self.options)
        if n == 0:
            return frozenset()
        cost = np.zeros(self.size)
        cost[list(goal)] = list(goal.values())
        rows = [*self.rows, *held]
        where = [(r, v, x) for r, (terms, _low, _high) in enumerate(rows) for v, x in terms.items()]
        r, v, x = (np.array(part) for part in zip(*where, strict=True)) if where else (np.zeros(0),) * 3
        matrix = csr_array((x, (r, v)), shape=(len(rows), self.size))
        low = np.zeros(self.size)
        low[[self.place[p] for p in self.problem.pins]] = 1.0
        whole = np.concatenate([np.ones(n), np.zeros(len(self.pairs))])
        found = milp(cost, constraints=LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows]),
                     integrality=whole, bounds=Bounds(low, np.ones(self.size)), options={"mip_rel_gap": 0.0})
        if found.status == 2:
            return None
        if found.x is None or found.status != 0:
            raise RuntimeError(f"the solver stopped: {found.message}")
        return frozenset(o.id for k, o in enumerate(self.options) if found.x[k] > 0.5)
