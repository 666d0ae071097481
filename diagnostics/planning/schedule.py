"""Puts chosen treatments on the weeks: what gains most per week first, never too many at once, needs before dependants."""
from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from diagnostics.planning.problem import Option, credit


def schedule(chosen: Sequence[Option], max_open: int, horizon: int) -> dict[str, int] | None:
    """The first week (from 1) of each option, or None where no arrangement fits into `horizon` weeks.

    A list schedule comes first; where that one does not fit, an exact model decides whether another one does.
    """
    starts = in_order(chosen, max_open)
    if max((starts[o.id] + o.weeks for o in chosen), default=1) <= horizon + 1:
        return starts
    return exact(chosen, max_open, horizon)


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


def in_order(chosen: Sequence[Option], max_open: int) -> dict[str, int]:
    """The list schedule: each week the most urgent of what is ready takes a free place."""
    worth = urgency(chosen)
    waiting = sorted(chosen, key=lambda o: (-worth[o.id], o.price, o.hours, o.id))
    ids = {o.id for o in chosen}
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    week = 1
    while waiting:
        for option in list(waiting):
            is_open = sum(starts[i] <= week < ends[i] for i in starts)
            ready = all(need not in ids or ends.get(need, week + 1) <= week for need in option.needs)
            if is_open < max_open and ready:
                starts[option.id], ends[option.id] = week, week + option.weeks
                waiting.remove(option)
        week += 1
    return starts


def exact(chosen: Sequence[Option], max_open: int, horizon: int) -> dict[str, int] | None:
    """The earliest arrangement by points, as a time-indexed model; None where there is none."""
    if any(o.weeks > horizon for o in chosen) or sum(o.weeks for o in chosen) > max_open * horizon:
        return None
    at = [(k, w) for k, o in enumerate(chosen) for w in range(1, horizon - o.weeks + 2)]
    place = {o.id: k for k, o in enumerate(chosen)}
    worth = urgency(chosen)
    cost = np.array([w * (1 + worth[chosen[k].id]) for k, w in at], dtype=float)
    rows, low, high = [], [], []
    for k in range(len(chosen)):
        rows.append([float(j == k) for j, _w in at])
        low.append(1.0)
        high.append(1.0)
    for week in range(1, horizon + 1):
        rows.append([float(w <= week < w + chosen[k].weeks) for k, w in at])
        low.append(0.0)
        high.append(float(max_open))
    for option in chosen:
        for need in option.needs:
            if need in place:
                rows.append([w * ((k == place[option.id]) - (k == place[need])) for k, w in at])
                low.append(float(chosen[place[need]].weeks))
                high.append(np.inf)
    found = milp(cost, constraints=LinearConstraint(np.array(rows, dtype=float), low, high), integrality=np.ones(len(at)),
                 bounds=Bounds(0, 1), options={"mip_rel_gap": 1e-3})
    if found.x is None:
        return None
    return {chosen[k].id: w for (k, w), x in zip(at, found.x, strict=True) if x > 0.5}
