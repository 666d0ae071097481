"""The allocation as one mixed-integer program for HiGHS: exact where there are few merchants.

Variables: x (a treatment is given to a merchant, 0 or 1); y <= x where several options of a merchant cure the same check, with
sum y <= 1 per check, so that no cure counts twice; h (the merchant is helped), bound to x from both sides, where a quota
counts merchants. Every shared limit is one named row, so that it can be left out, named in a clash, and priced.
"""
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from diagnostics.allocation.problem import NO_CHECK, WHOLE, Problem, Quota, Solution, total
from diagnostics.allocation.verified import faults

SMALL = 600
"""Up to so many pairs of merchant and treatment the best choice is proven to the last point."""
CLOSE = 0.001
"""Beyond that, the search ends when no choice can be better by more than this share; the share reached is reported."""
SECONDS = 45.0
"""Longest search. What was found by then stands, with its gap."""
REPAIRS = 5


class Infeasible(Exception):
    """No choice holds all rules."""


class Unfinished(Exception):
    """The time was over before any choice was found that holds all rules."""


@dataclass(frozen=True)
class Row:
    """sum(values * variables[columns]) <= high, or >= low; `name` of a shared limit, "" for a rule inside one merchant."""

    name: str
    columns: np.ndarray
    values: np.ndarray
    low: float
    high: float


class Model:
    """The program of a problem. Order of merchants and options does not matter: they are sorted by id."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.merchants = sorted(problem.merchants, key=lambda m: m.id)
        self.pairs = [(i, o) for i, m in enumerate(self.merchants) for o in sorted(m.options, key=lambda o: o.id)]
        self.size = len(self.pairs)
        self.gain = [float(o.gains.get(NO_CHECK, 0)) for _i, o in self.pairs]
        self.rows: list[Row] = []
        self.counted = any(q.of == "helped" for q in problem.quotas) or any(m.cost for m in self.merchants)
        self._inside()
        self.helped = self.size
        if self.counted:
            self._helped()
        self._shared()

    # -- rows --------------------------------------------------------------------------------------------------------

    def _add(self, name: str, columns: Collection[int], values: Collection[float], low: float, high: float) -> None:
        self.rows.append(Row(name, np.fromiter(columns, dtype=np.int64, count=len(columns)),
                             np.fromiter(values, dtype=float, count=len(values)), low, high))

    def _inside(self) -> None:
        """Rules inside each merchant: needs, excludes, one credit per check, at most so many, at most so much."""
        self.of: list[dict[str, int]] = [{} for _m in self.merchants]
        for k, (i, option) in enumerate(self.pairs):
            self.of[i][option.id] = k
        cap, costs = self.problem.cap, [o.cost for _i, o in self.pairs]
        for place in self.of:
            columns = list(place.values())
            if len(columns) > self.problem.most:
                self._add("most", columns, [1.0] * len(columns), -np.inf, float(self.problem.most))
            if cap is not None and sum(costs[k] for k in columns) > cap:
                self._add("cap", columns, [float(costs[k]) for k in columns], -np.inf, float(cap))
            cures: dict[str, list[tuple[int, int]]] = {}
            for k in columns:
                self._pair(k, place)
                for check, won in self.pairs[k][1].gains.items():
                    if check != NO_CHECK and won > 0:
                        cures.setdefault(check, []).append((k, won))
            for _check, by in sorted(cures.items()):
                self._credit(by)

    def _pair(self, k: int, place: dict[str, int]) -> None:
        option = self.pairs[k][1]
        for need in option.needs:
            if need in place:
                self._add("", [k, place[need]], [1.0, -1.0], -np.inf, 0.0)
            else:
                self._add("", [k], [1.0], -np.inf, 0.0)
        for other in option.excludes:
            if other in place and place[other] != k:
                self._add("", [k, place[other]], [1.0, 1.0], -np.inf, 1.0)

    def _credit(self, by: list[tuple[int, int]]) -> None:
        if len(by) == 1:
            self.gain[by[0][0]] += by[0][1]
            return
        new = range(self.size, self.size + len(by))
        for y, (k, won) in zip(new, by, strict=True):
            self.gain.append(float(won))
            self._add("", [y, k], [1.0, -1.0], -np.inf, 0.0)
        self._add("", list(new), [1.0] * len(by), -np.inf, 1.0)
        self.size += len(by)

    def _helped(self) -> None:
        base = self.size
        self.size += len(self.merchants)
        self.gain += [0.0] * len(self.merchants)
        for i, place in enumerate(self.of):
            columns = list(place.values())
            for k in columns:
                self._add("", [k, base + i], [1.0, -1.0], -np.inf, 0.0)
            self._add("", [base + i, *columns], [1.0, *[-1.0] * len(columns)], -np.inf, 0.0)

    def _shared(self) -> None:
        """The limits that all share, each one row in units as large as its numbers allow."""
        problem, n = self.problem, range(len(self.pairs))
        money, costs = self._money()
        self._scaled("budget", money, costs, problem.budget, "most")
        if problem.hours is not None:
            self._scaled("hours", n, [o.hours for _i, o in self.pairs], problem.hours, "most")
        for treatment, count in sorted(problem.slots.items()):
            columns = [k for k, (_i, o) in enumerate(self.pairs) if o.id == treatment]
            if len(columns) > count:
                self._add(f"slots:{treatment}", columns, [1.0] * len(columns), -np.inf, float(count))
        for i, quota in enumerate(problem.quotas):
            self._quota(f"quota:{i}", quota)
        if any(q.bound == "least" and q.share for q in problem.quotas):
            self._add("", list(n), [1.0] * len(n), 1.0, np.inf)  # a share of nobody would always be kept by helping nobody

    def _quota(self, name: str, quota: Quota) -> None:
        inside = [quota.holds(m) for m in self.merchants]
        if quota.of == "helped":
            columns = list(range(self.helped, self.helped + len(self.merchants)))
            weight = [1] * len(self.merchants)
            here = inside
        else:
            columns, weight = self._money()
            here = [inside[i] for i, _o in self.pairs] + inside * self.counted
        if quota.share is None:
            values, limit = [w * h for w, h in zip(weight, here, strict=True)], quota.number or 0
        else:
            values, limit = [w * (WHOLE * h - quota.share) for w, h in zip(weight, here, strict=True)], 0
        self._scaled(name, columns, values, limit, quota.bound)

    def _money(self) -> tuple[list[int], list[int]]:
        """The columns that cost money, and the won of each: treatments, and merchants who are taken in."""
        columns, costs = list(range(len(self.pairs))), [o.cost for _i, o in self.pairs]
        if self.counted:
            columns += range(self.helped, self.helped + len(self.merchants))
            costs += [m.cost for m in self.merchants]
        return columns, costs

    def _scaled(self, name: str, columns: Sequence[int], values: list[int], limit: int, bound: str) -> None:
        used = [(c, v) for c, v in zip(columns, values, strict=True) if v]
        unit = reduce(math.gcd, (abs(v) for _c, v in used), 0) or 1
        low, high = (-(-limit // unit), np.inf) if bound == "least" else (-np.inf, limit // unit)
        self._add(name, [c for c, _v in used], [v // unit for _c, v in used], float(low), float(high))

    # -- solving -----------------------------------------------------------------------------------------------------

    def _matrix(self, without: Collection[str]) -> tuple[csr_array, np.ndarray, np.ndarray, list[Row]]:
        rows = [r for r in self.rows if r.name not in without or not r.name]
        pointer = np.concatenate([[0], np.cumsum([len(r.columns) for r in rows])]).astype(np.int64)
        columns = np.concatenate([r.columns for r in rows]) if rows else np.zeros(0, dtype=np.int64)
        values = np.concatenate([r.values for r in rows]) if rows else np.zeros(0)
        matrix = csr_array((values, columns, pointer), shape=(len(rows), self.size))
        return matrix, np.array([r.low for r in rows]), np.array([r.high for r in rows]), rows

    def solve(self, without: Collection[str] = (), *, close: float | None = None, seconds: float = SECONDS,
              goal: bool = True) -> Solution:
        """The best choice; `without` leaves named limits out; without `goal` any choice that holds the rules.

        Raises `Infeasible`, and `Unfinished` where the time was too short for any choice.
        """
        if not self.pairs:
            if any(r.low > 0 for r in self.rows if r.name not in without or not r.name):
                raise Infeasible
            return Solution({}, 0, 0)
        matrix, low, high, rows = self._matrix(without)
        relative = close if close is not None else (0.0 if len(self.pairs) <= SMALL else CLOSE)
        whole = np.zeros(self.size)
        whole[:len(self.pairs)] = 1
        cost = -np.array(self.gain) if goal else np.zeros(self.size)
        for _try in range(REPAIRS):
            answer = milp(cost, constraints=LinearConstraint(matrix, low, high) if len(rows) else (), integrality=whole,
                          bounds=Bounds(0, 1), options={"mip_rel_gap": relative, "time_limit": seconds})
            if answer.status == 2:
                raise Infeasible
            if answer.x is None:
                raise Unfinished
            chosen = self._chosen(answer.x)
            broken = [f for f in faults(self.problem, chosen) if f not in without]
            if not broken:
                reached = total(self.problem, chosen)
                bound = answer.mip_dual_bound if answer.mip_dual_bound is not None else answer.fun
                return Solution(chosen, reached, max(reached, math.floor(-bound + 1e-6 * max(1.0, abs(bound) / 1e6))))
            for place, row in enumerate(rows):  # rounding let a limit slip by a hair: hold it one unit further away
                if row.name in broken:
                    low[place], high[place] = low[place] + 1, high[place] - 1
        raise Unfinished

    def _chosen(self, x: np.ndarray) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for k in np.flatnonzero(x[:len(self.pairs)] > 0.5):
            i, option = self.pairs[int(k)]
            found.setdefault(self.merchants[i].id, set()).add(option.id)
        return {m: frozenset(ids) for m, ids in sorted(found.items())}
