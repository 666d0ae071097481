"""Puts chosen treatments on the weeks: what gains most per week first, never too many at once, needs before dependants.

Weeks in which something may not start, the hours of each week and lead times hold exactly: several quick arrangements come
first; where none fits, a time-indexed model decides whether there is one at all.
"""
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from diagnostics.planning.problem import Option, Problem, credit


def schedule(problem: Problem, chosen: Sequence[Option]) -> dict[str, int] | None:
    """The first week of each option, each as early as the others leave room; None where no arrangement fits."""
    if not chosen:
        return {}
    if any(not o.slots(problem.horizon) for o in chosen):
        return None
    worth = urgency(chosen)
    tail = _tails(problem, chosen)
    keys: tuple[Callable[[Option], Any], ...] = (
        lambda o: (-worth[o.id], o.price, o.hours, o.id), lambda o: (tail[o.id], -worth[o.id], o.id),
        lambda o: (-o.weeks, tail[o.id], o.id))
    for key in keys:
        starts = in_order(problem, sorted(chosen, key=key))
        if starts is not None:
            return earlier(problem, chosen, starts)
    found = exact(problem, chosen)
    return None if found is None else earlier(problem, chosen, found)


def urgency(chosen: Sequence[Option]) -> dict[str, float]:
    """Credited points per week; what others wait for is at least as urgent as they are."""
    by_id = {o.id: o for o in chosen}
    credited = credit(chosen)
    worth = {o.id: sum(gain for check, gain in o.gains.items() if credited.get(check) == o.id) / o.weeks for o in chosen}
    for _round in chosen:
        for option in chosen:
            for need in option.needs:
                if need in by_id:
                    worth[need] = max(worth[need], worth[option.id])
    return worth


def _tails(problem: Problem, chosen: Sequence[Option]) -> dict[str, int]:
    """The last week in which each may start so that what waits for it can still start: the less, the more pressing."""
    last = {o.id: max(o.slots(problem.horizon)) for o in chosen}
    slots = {o.id: o.slots(problem.horizon) for o in chosen}
    for _round in chosen:
        for option in chosen:
            for need in option.needs:
                if need in last:
                    fits = [s for s, e in slots[need].items() if e <= last[option.id]]
                    last[need] = min(last[need], max(fits, default=0))
    return last


class Board:
    """The weeks with what is open in them and the hours that are taken."""

    def __init__(self, problem: Problem, chosen: Sequence[Option]):
        self.problem = problem
        self.ids = {o.id for o in chosen}
        self.slots = {o.id: o.slots(problem.horizon) for o in chosen}
        self.open = [0] * (problem.horizon + 2)
        self.taken = {"hours": [0] * (problem.horizon + 2), "consultant": [0] * (problem.horizon + 2)}
        self.limits = {"hours": problem.week_hours, "consultant": problem.week_consultant}
        self.starts: dict[str, int] = {}
        self.ends: dict[str, int] = {}

    def obstacle(self, option: Option, start: int) -> tuple[str, str] | None:
        """What keeps the option from starting in this week, as (kind, what): needs, open, hours or consultant."""
        end = self.slots[option.id][start]
        for need in option.needs:
            if need in self.ids and self.ends.get(need, start + 1) > start:
                return "needs", need
        if any(self.open[w] >= self.problem.max_open for w in range(start, end)):
            return "open", ""
        for kind, limits in self.limits.items():
            if limits is not None:
                load = option.spread(getattr(option, kind), start, end)
                if any(x and self.taken[kind][w] + x > limits[w - 1] for w, x in load.items()):
                    return kind, ""
        return None

    def put(self, option: Option, start: int, sign: int = 1) -> None:
        """Take the weeks from `start`; with `sign` -1 give them back."""
        end = self.slots[option.id][start]
        for week in range(start, end):
            self.open[week] += sign
        for kind, limits in self.limits.items():
            if limits is not None:
                for week, load in option.spread(getattr(option, kind), start, end).items():
                    self.taken[kind][week] += sign * load
        if sign > 0:
            self.starts[option.id], self.ends[option.id] = start, end
        else:
            del self.starts[option.id], self.ends[option.id]


def in_order(problem: Problem, waiting: Sequence[Option]) -> dict[str, int] | None:
    """The list schedule: each week the first of `waiting` that may start takes a free place; None where some find none."""
    board, left = Board(problem, waiting), list(waiting)
    for week in range(1, problem.horizon + 1):
        for option in list(left):
            if week in board.slots[option.id] and board.obstacle(option, week) is None:
                board.put(option, week)
                left.remove(option)
    return None if left else board.starts


def earlier(problem: Problem, chosen: Sequence[Option], starts: dict[str, int]) -> dict[str, int]:
    """The same arrangement with nothing later than it must be, the others staying where they are."""
    board = Board(problem, chosen)
    for option in chosen:
        board.put(option, starts[option.id])
    moved = True
    while moved:
        moved = False
        for option in sorted(chosen, key=lambda o: (board.starts[o.id], o.id)):
            now = board.starts[option.id]
            board.put(option, now, -1)
            first = next((s for s in board.slots[option.id] if s < now and board.obstacle(option, s) is None), now)
            board.put(option, first)
            moved = moved or first < now
    return dict(board.starts)


def exact(problem: Problem, chosen: Sequence[Option]) -> dict[str, int] | None:
    """The earliest arrangement by points, nearly, as a time-indexed model; None where there is none at all."""
    horizon = problem.horizon
    slots = [o.slots(horizon) for o in chosen]
    at = [(k, s, e) for k in range(len(chosen)) for s, e in slots[k].items()]
    place = {o.id: k for k, o in enumerate(chosen)}
    worth = urgency(chosen)
    cells: list[tuple[int, int, float]] = []
    low: list[float] = []
    high: list[float] = []

    def row(least: float, most: float) -> int:
        low.append(least)
        high.append(most)
        return len(low) - 1

    for _option in chosen:
        row(1.0, 1.0)
    cells += [(k, j, 1.0) for j, (k, _s, _e) in enumerate(at)]
    every = {w: row(0.0, float(problem.max_open)) for w in range(1, horizon + 1)}
    cells += [(every[w], j, 1.0) for j, (_k, s, e) in enumerate(at) for w in range(s, e)]
    for limits, kind in ((problem.week_hours, "hours"), (problem.week_consultant, "consultant")):
        if limits is not None:
            mine = {w: row(-np.inf, float(limits[w - 1])) for w in range(1, horizon + 1)}
            cells += [(mine[w], j, float(x)) for j, (k, s, e) in enumerate(at)
                      for w, x in chosen[k].spread(getattr(chosen[k], kind), s, e).items() if x]
    for option in chosen:
        for need in sorted(set(option.needs) & set(place)):
            first, second = place[need], place[option.id]
            for week in slots[second]:  # whatever has started by this week found its need finished by this week
                here = row(-np.inf, 0.0)
                cells += [(here, j, 1.0 if k == second else -1.0) for j, (k, s, e) in enumerate(at)
                          if (k == second and s <= week) or (k == first and e <= week)]
    r, c, x = (np.array(part) for part in zip(*cells, strict=True))
    matrix = csr_array((x, (r, c)), shape=(len(low), len(at)))
    # Small weights: the solver stumbles over large ones, and earliest by points is meant roughly here.
    most = max(worth.values()) or 1.0
    cost = np.array([s * (1 + round(20 * worth[chosen[k].id] / most)) for k, s, _e in at], dtype=float)
    found = decided(cost, LinearConstraint(matrix, low, high), np.ones(len(at)), Bounds(0, 1), 0.05).taken
    return None if found is None else {chosen[k].id: s for (k, s, _e), taken in zip(at, found, strict=True) if taken > 0.5}


@dataclass(frozen=True)
class Decided:
    """What a mixed-integer program came to: the variables, and how much better they could be at most.

    No variables: there is no solution, or with an infinite slack none was found.
    """

    taken: NDArray[np.float64] | None
    slack: float = 0.0


def decided(cost: NDArray[np.float64], rules: LinearConstraint, whole: NDArray[np.float64], bounds: Bounds,
            gap: float, nodes: int | None = None) -> Decided:
    """Solves a mixed-integer program; a solver that stumbles gets a second way to it.

    `nodes`: branches to look at, at most. It is counted in branches and not in seconds, so that the same input ends alike on
    every machine; what was found by then comes with its `slack`.
    """
    limited = {} if nodes is None else {"node_limit": nodes}
    for presolve in (True, False):
        found = milp(cost, constraints=rules, integrality=whole, bounds=bounds,
                     options={"mip_rel_gap": gap, "presolve": presolve, **limited})
        if found.status == 2:
            return Decided(None)
        if found.status == 0 and found.x is not None:
            return Decided(np.asarray(found.x))
        if nodes is not None and "limit reached" in found.message:
            if found.x is None:
                return Decided(None, np.inf)
            return Decided(np.asarray(found.x), float(found.fun - found.mip_dual_bound))
    raise Stumbled(found.message)


class Stumbled(Exception):
    """The solver gave up on a program that it should have decided."""
