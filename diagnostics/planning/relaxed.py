"""What any arrangement of a choice must hold, as sums over the chosen treatments: cheap, and it spares the calendar most work.

Whatever can only lie within certain weeks has to fit into them: its weeks beside one another and its hours.
"""
import math
from collections.abc import Iterator, Mapping

from diagnostics.planning.problem import Option, Problem

Sum = tuple[dict[str, float], float]
"""Coefficient per treatment, and what they may add up to at most."""


def possible(problem: Problem, option: Option) -> dict[int, int]:
    """Each week in which the option could start if nothing else were in the plan, with its end."""
    found = {}
    for start, end in option.slots(problem.horizon).items():
        fits = all(limits is None or all(x <= limits[w - 1] for w, x in option.spread(total, start, end).items())
                   for limits, total in ((problem.week_hours, option.hours), (problem.week_consultant, option.consultant)))
        if fits:
            found[start] = end
    return found


def reachable(problem: Problem) -> dict[str, dict[int, int]]:
    """The same, after what each needs: a treatment cannot start before the earliest end of its needs."""
    found = {o.id: possible(problem, o) for o in problem.options}
    changed = True
    while changed:
        changed = False
        for option in problem.options:
            first = max((min(found[n].values(), default=problem.horizon + 2) for n in option.needs if n in found), default=1)
            kept = {s: e for s, e in found[option.id].items() if s >= first}
            changed = changed or len(kept) < len(found[option.id])
            found[option.id] = kept
    return found


def calendar_rows(problem: Problem) -> Iterator[Sum]:
    """Sums that every choice that can be arranged holds."""
    slots = reachable(problem)
    spans = {}
    for option in problem.options:
        mine = slots[option.id]
        if mine:
            spans[option.id] = (min(mine), max(mine.values()), min(e - s for s, e in mine.items()))
        else:
            yield {option.id: 1.0}, 0.0
    for first in sorted({a for a, _b, _n in spans.values()}):
        for last in sorted({b for _a, b, _n in spans.values() if b > first}):
            inside = [id for id, (a, b, _n) in sorted(spans.items()) if a >= first and b <= last]
            room = problem.max_open * (last - first)
            if sum(spans[id][2] for id in inside) > room:
                yield {id: float(spans[id][2]) for id in inside}, float(room)
            for limits, kind in ((problem.week_hours, "hours"), (problem.week_consultant, "consultant")):
                if limits is not None:
                    taken = {id: getattr(problem.by_id[id], kind) for id in inside}
                    have = sum(limits[first - 1:last - 1])
                    if sum(taken.values()) > have:
                        yield {id: float(x) for id, x in taken.items() if x}, float(have)


def weekly_rows(problem: Problem, place: Mapping[str, int], base: int) -> tuple[list[tuple[dict[int, float], float, float]], int]:
    """The calendar itself as rows over a variable per treatment and first week, numbered from `base`, and how many there are.

    `place` is the variable that says whether a treatment is chosen. Rows: coefficient per variable, lower and upper bound.
    """
    slots = reachable(problem)
    at = [(o, s, e) for o in sorted(problem.options, key=lambda o: o.id) for s, e in slots[o.id].items()]
    number = {(o.id, s): base + j for j, (o, s, _e) in enumerate(at)}
    rows: list[tuple[dict[int, float], float, float]] = [
        ({number[id, s]: 1.0 for s in mine} | {place[id]: -1.0}, 0.0, 0.0) for id, mine in sorted(slots.items())]
    for week in range(1, problem.horizon + 1):
        running = [(o, s, e) for o, s, e in at if s <= week < e]
        rows.append(({number[o.id, s]: 1.0 for o, s, _e in running}, -math.inf, float(problem.max_open)))
        for limits, kind in ((problem.week_hours, "hours"), (problem.week_consultant, "consultant")):
            if limits is not None:
                loads = {number[o.id, s]: float(o.spread(getattr(o, kind), s, e)[week]) for o, s, e in running}
                rows.append(({v: x for v, x in loads.items() if x}, -math.inf, float(limits[week - 1])))
    for option in problem.options:
        for need in option.needs:
            for week in slots[option.id]:  # whatever has started by this week found its need finished by this week
                begun = {number[option.id, s]: 1.0 for s in slots[option.id] if s <= week}
                over = {number[need, s]: -1.0 for s, e in slots.get(need, {}).items() if e <= week}
                rows.append((begun | over, -math.inf, 0.0))
    return rows, len(at)
