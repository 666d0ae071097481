"""Large allocations: each merchant takes one bundle of treatments at most, and bundles are made as prices ask for them.

The rules inside a merchant are settled when the bundles are listed, so only the shared limits are left. Their prices come from
the linear program over the bundles made so far; with prices, each merchant's best bundle is read off, and the sum of these
(with the limits at their price) is a proven upper bound of every allocation. At the end the few bundles that are nearly best
at these prices go into an integer program.
"""
import math
import time
from collections.abc import Collection
from functools import lru_cache
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, eye_array, hstack, vstack

from diagnostics.allocation.problem import NO_CHECK, WHOLE, Merchant, Problem, Solution, total
from diagnostics.allocation.verified import faults

MOST_BUNDLES = 3_000_000
"""More bundles than this are not listed; the plain program is asked instead."""
ROUNDS = 60
CLOSE = 8e-4
"""Prices are good enough once the bound lies no further above the linear program than this share."""
KEPT = 60_000
"""Bundles that the integer program may choose among."""


@lru_cache(maxsize=64)
def _subsets(count: int, most: int) -> tuple[np.ndarray, np.ndarray]:
    """All subsets of 1 to `most` of `count` things: members (padded with `count`), and membership."""
    rows = [(*c, *[count] * (most - len(c))) for size in range(1, min(most, count) + 1) for c in combinations(range(count), size)]
    members = np.array(rows, dtype=np.int64).reshape(-1, most)
    inside = np.zeros((len(members), count + 1), dtype=bool)
    inside[np.arange(len(members))[:, None], members] = True
    return members, inside[:, :count]


def countable(problem: Problem) -> bool:
    """Whether all bundles of the problem can be listed."""
    return sum(math.comb(len(m.options), size) for m in problem.merchants
               for size in range(1, min(problem.most, len(m.options)) + 1)) <= MOST_BUNDLES


class Bundles:
    """All bundles of a problem: `gain` and `owner` of each, and what each takes of every shared limit (`use`, a sparse matrix
    with a column per name in `names`); `use @ price <= limit` after turning lower limits round."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.merchants = sorted(problem.merchants, key=lambda m: m.id)
        parts = [self._of(m) for m in self.merchants]
        sizes = [len(gain) for gain, _cost, _hours, _members in parts]
        self.first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.owner = np.repeat(np.arange(len(parts)), sizes)
        self.gain = np.concatenate([p[0] for p in parts]) if parts else np.zeros(0)
        cost = np.concatenate([p[1] for p in parts]) if parts else np.zeros(0)
        hours = np.concatenate([p[2] for p in parts]) if parts else np.zeros(0)
        self.members = [p[3] for p in parts]
        columns, limits, self.names = [cost], [float(problem.budget)], ["budget"]
        if problem.hours is not None:
            columns, limits, self.names = [*columns, hours], [*limits, float(problem.hours)], [*self.names, "hours"]
        for treatment, count in sorted(problem.slots.items()):
            columns.append(np.concatenate([self._has(i, treatment) for i in range(len(parts))]) if parts else np.zeros(0))
            limits.append(float(count))
            self.names.append(f"slots:{treatment}")
        for i, quota in enumerate(problem.quotas):
            here = np.array([quota.holds(m) for m in self.merchants], dtype=float)[self.owner]
            weight = np.ones(len(cost)) if quota.of == "helped" else cost
            values = weight * (here if quota.share is None else WHOLE * here - quota.share)
            sign = 1.0 if quota.bound == "most" else -1.0
            columns.append(sign * values)
            limits.append(sign * float((quota.number or 0) if quota.share is None else 0))
            self.names.append(f"quota:{i}")
        if any(q.bound == "least" and q.share for q in problem.quotas):
            columns.append(-np.ones(len(cost)))
            limits.append(-1.0)
            self.names.append("")
        unit = [float(np.abs(c).max()) if len(c) and np.abs(c).max() > 0 else 1.0 for c in columns]
        self.unit = np.array(unit)
        self.use = csr_array(np.column_stack([c / u for c, u in zip(columns, unit, strict=True)]))
        self.limit = np.array(limits) / self.unit

    def _of(self, merchant: Merchant) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        options = sorted(merchant.options, key=lambda o: o.id)
        if not options:
            return np.zeros(0), np.zeros(0), np.zeros(0), np.zeros((0, self.problem.most), dtype=np.int64)
        members, inside = _subsets(len(options), self.problem.most)
        place = {o.id: k for k, o in enumerate(options)}
        costs = np.array([o.cost for o in options], dtype=float)
        hours = np.array([o.hours for o in options], dtype=float)
        keep = np.ones(len(members), dtype=bool)
        for k, option in enumerate(options):
            for need in option.needs:
                keep &= ~inside[:, k] | (inside[:, place[need]] if need in place else False)
            for other in option.excludes:
                if other in place and place[other] != k:
                    keep &= ~(inside[:, k] & inside[:, place[other]])
        cost = inside @ costs
        if self.problem.cap is not None:
            keep &= cost <= self.problem.cap
        checks = sorted({c for o in options for c in o.gains if c != NO_CHECK})
        table = np.zeros((len(checks), len(options) + 1))
        for k, option in enumerate(options):
            for row, check in enumerate(checks):
                table[row, k] = max(0, option.gains.get(check, 0))
        gain = inside @ np.array([float(o.gains.get(NO_CHECK, 0)) for o in options])
        if len(checks):
            gain = gain + table[:, members].max(axis=2).sum(axis=0)
        return gain[keep], cost[keep] + merchant.cost, (inside @ hours)[keep], members[keep]

    def _has(self, i: int, treatment: str) -> np.ndarray:
        ids = [o.id for o in sorted(self.merchants[i].options, key=lambda o: o.id)]
        members = self.members[i]
        return (members == ids.index(treatment)).any(axis=1).astype(float) if treatment in ids else np.zeros(len(members))

    def best(self, price: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each bundle's gain after paying the prices, and the place of each merchant's best (those with no bundle left out)."""
        net = self.gain - self.use @ price
        full = np.flatnonzero(np.diff(self.first))
        most = np.maximum.reduceat(net, self.first[full])
        hit = np.flatnonzero(net == np.repeat(most, np.diff(self.first)[full]))
        _owners, where = np.unique(self.owner[hit], return_index=True)
        return net, hit[where]

    def chosen(self, places: np.ndarray) -> dict[str, frozenset[str]]:
        found = {}
        for place in places:
            i = int(self.owner[place])
            options = sorted(self.merchants[i].options, key=lambda o: o.id)
            row = self.members[i][int(place - self.first[i])]
            found[self.merchants[i].id] = frozenset(options[k].id for k in row if k < len(options))
        return found


def solve(bundles: Bundles, without: Collection[str] = (), seconds: float = 40.0
          ) -> tuple[Solution | None, dict[str, float]]:
    """The allocation (None where no bundles hold all limits) and the price per unit of each limit, in gain per won, hundredth
    of an hour, slot, or unit of the quota."""
    active = np.array([k for k, name in enumerate(bundles.names) if not name or name not in without])
    until = time.monotonic() + seconds
    price, bound, stretch = _prices(bundles, active, until)
    if price is None:
        return None, {}
    net, _best = bundles.best(price)
    found = _whole(bundles, active, net, bound, without, until)
    duals = {bundles.names[k]: float(price[k] / bundles.unit[k]) for k in active if bundles.names[k]}
    if found is None:
        return None, duals
    reached = total(bundles.problem, found)
    return Solution(found, reached, max(reached, math.floor(bound + 1e-6 * stretch))), duals


def duals(bundles: Bundles, seconds: float = 40.0) -> dict[str, float]:
    """The price per unit of each limit alone (see `solve`); empty where the limits clash or nothing can be given."""
    if not len(bundles.gain):
        return {}
    price, _bound, _value = _prices(bundles, np.arange(len(bundles.names)), time.monotonic() + seconds)
    return {} if price is None else {n: float(price[k] / bundles.unit[k]) for k, n in enumerate(bundles.names) if n}


def feasible(bundles: Bundles, without: Collection[str], seconds: float = 20.0) -> bool:
    """Whether fractions of bundles hold the limits: where not, no allocation does."""
    active = np.array([k for k, name in enumerate(bundles.names) if not name or name not in without])
    return _prices(bundles, active, time.monotonic() + seconds)[0] is not None


def _prices(bundles: Bundles, active: np.ndarray, until: float) -> tuple[np.ndarray | None, float, float]:
    """Prices of the limits, the bound that they prove, and the linear program's value; None where the limits clash."""
    columns: set[int] = set()
    price = np.zeros(len(bundles.names))
    biggest = float(bundles.gain.max(initial=1.0)) or 1.0
    for step in (0.0, *(2.0 ** k for k in range(-6, 7))):  # a first set of bundles: from money without a price to dear money
        price[:] = 0.0
        price[0] = step * biggest
        columns |= set(bundles.best(price)[1].tolist())
    bound, reached = math.inf, 0.0
    punish = 1e3 * biggest
    best = price.copy()
    for _round in range(ROUNDS):
        cols = np.array(sorted(columns))
        reached, price, short = _relaxed(bundles, active, cols, punish)
        net, top = bundles.best(price)
        value = float(price[active] @ bundles.limit[active]) + float(np.maximum(net[top], 0).sum())
        if value < bound:
            bound, best = value, price.copy()
        new = set(top[net[top] > 0].tolist()) - columns
        if not new or (short <= 1e-7 and bound - reached <= CLOSE * max(1.0, abs(reached))):
            break
        columns |= new
        if time.monotonic() > until - 5:
            break
    if short > 1e-6:
        return None, bound, reached
    return best, bound, max(1.0, abs(reached))


def _relaxed(bundles: Bundles, active: np.ndarray, cols: np.ndarray, punish: float) -> tuple[float, np.ndarray, float]:
    """The linear program over some bundles, with a way out of every limit at a high price: value, prices, and what is short."""
    owners, row = np.unique(bundles.owner[cols], return_inverse=True)
    one = csr_array((np.ones(len(cols)), (row, np.arange(len(cols)))), shape=(len(owners), len(cols)))
    shared = bundles.use[cols][:, active].T
    matrix = vstack([hstack([shared, -eye_array(len(active))]), hstack([one, csr_array((len(owners), len(active)))])]).tocsr()
    limits = np.concatenate([bundles.limit[active], np.ones(len(owners))])
    answer = linprog(np.concatenate([-bundles.gain[cols], np.full(len(active), punish)]), A_ub=matrix, b_ub=limits,
                     bounds=(0, None), method="highs")
    price = np.zeros(len(bundles.names))
    price[active] = np.maximum(0.0, -answer.ineqlin.marginals[:len(active)])
    return float(-answer.fun), price, float(answer.x[len(cols):].sum())


def _whole(bundles: Bundles, active: np.ndarray, net: np.ndarray, bound: float, without: Collection[str], until: float
           ) -> dict[str, frozenset[str]] | None:
    """The best choice among the bundles that are nearly best at the prices."""
    full = np.flatnonzero(np.diff(bundles.first))
    most = np.maximum(np.maximum.reduceat(net, bundles.first[full]), 0.0)
    behind = np.repeat(most, np.diff(bundles.first)[full]) - net
    limits = bundles.limit[active].copy()
    for kept in (KEPT // 4, KEPT, 4 * KEPT):
        cols = np.sort(np.argsort(behind, kind="stable")[:kept])
        owners, row = np.unique(bundles.owner[cols], return_inverse=True)
        one = csr_array((np.ones(len(cols)), (row, np.arange(len(cols)))), shape=(len(owners), len(cols)))
        matrix = vstack([bundles.use[cols][:, active].T, one]).tocsr()
        answer = milp(-bundles.gain[cols], constraints=LinearConstraint(matrix, -np.inf, np.concatenate(
            [limits, np.ones(len(owners))])), integrality=np.ones(len(cols)), bounds=Bounds(0, 1),
            options={"mip_rel_gap": CLOSE, "time_limit": max(5.0, until - time.monotonic())})
        if answer.x is not None:
            found = bundles.chosen(cols[answer.x > 0.5])
            broken = [f for f in faults(bundles.problem, found) if f not in without]
            if not broken:
                return found
            for place, k in enumerate(active):
                if bundles.names[k] in broken:
                    limits[place] -= 1e-6
    return None
