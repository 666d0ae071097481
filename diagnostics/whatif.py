"""What if a value were another, or a treatment were done: the kept measurements judged again, at once, by the same judge.

It answers "what would the diagnosis say", not "what will happen": nobody has sold more yet because a slider moved.
"""
import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from data.errors import InputProblem
from data.text import _
from diagnostics import rejudge, units
from diagnostics.curves import PASS_FROM, STEPS, WARN_FROM
from diagnostics.measure import Measurements
from diagnostics.model import Check, Segment, Status, Treatment, Unit
from diagnostics.rejudge import State

BOUNDS: Mapping[str, tuple[float, float]] = {Unit.SHARE: (0.0, 1.0), Unit.STARS: (1.0, 5.0)}
"""Units whose values cannot leave these limits; all others are 0 or more."""
FROM_ZERO = (Unit.WON, Unit.DAYS, Unit.COUNT, Unit.PIXELS, Unit.LETTERS, Unit.POINTS)
"""Units of which everybody expects a slider to begin at 0."""
NEAR = 0.15
"""A share that comes so near to none or all may be set to it."""
CURED = (Status.FAIL, Status.WARN)
"""What a treatment can heal: a check that is well, or of which nothing is known, gains nothing."""


def what_if(result: Mapping[str, Any], values: Mapping[str, float] | None = None, treatments: Collection[str] = (),
            checks: Mapping[str, Check] | None = None) -> dict[str, Any]:
    """What the diagnosis would say with other `values` (metric id to the value that is judged) and with `treatments` done.

    A treatment gives back the share of the points lost that its cures name; a check that two of them heal is healed once, by
    the larger share. `checks` are those of the rubric in force (default: of the code).

    {"merchant_id", "as_of", "values": {metric: {"from", "to", "unit"}}, "treatments": [ids], "before" and "after": {score, low,
    high, coverage, segment}, "gain": points or None, "dimensions": {d: {"before", "after"}}, "checks": [{check, dimension,
    status_before, status_after, score_before, score_after, points (regained, may be negative), crosses: "pass", "warn", "fail",
    "known" or None, better}]} – the points of the checks add up to the gain. Only checks that change are listed, what moves
    most first.

    Raises `InputProblem` for a metric or treatment that there is not, and for a value outside its limits.
    """
    wanted = dict(values or {})
    by_rubric = dict(units.checks() if checks is None else checks)
    cures = _treatments(treatments)
    measured = rejudge.measurements(result)
    before = rejudge.state(measured, rejudge.segments(result, measured), by_rubric)
    changed = _changed(result, measured, wanted, by_rubric)
    placed = rejudge.segments(result, changed)
    judged = rejudge.state(changed, placed, by_rubric)
    after = rejudge.state(changed, placed, by_rubric, _healed(judged, cures)) if cures else judged
    gain = None if before.score is None or after.score is None else after.score - before.score
    return {
        "merchant_id": result["merchant_id"], "as_of": result["as_of"],
        "values": {m: {"from": result["measurements"].get(m, {}).get("value"), "to": v, "unit": str(units.metrics()[m].unit)}
                   for m, v in wanted.items()},
        "treatments": [t.id for t in cures], "before": before.summary(), "after": after.summary(), "gain": gain,
        "dimensions": {d: {"before": before.dimensions[d], "after": after.dimensions[d]} for d in before.dimensions},
        "checks": _checks(before, after, by_rubric)}


def levers(result: Mapping[str, Any], checks: Mapping[str, Check] | None = None) -> list[dict[str, Any]]:
    """The values that can be turned, what costs most first: one per metric that a check of the rubric judges here.

    Each: metric, check (the costliest that judges it), unit, value (None where not known), low, high, step, target, half
    (from where it warns no longer fails), good, points_lost, known. Limits are those of the unit, else from where the check
    earns nothing to where it earns everything, wide enough for today's value.
    """
    found: dict[str, dict[str, Any]] = {}
    by_rubric = units.checks() if checks is None else checks
    for finding in sorted(result["findings"], key=lambda f: -(f["points_lost"] or 0.0)):
        check = by_rubric.get(finding["check"])
        if check is None or check.weight == 0 or finding["status"] == Status.NOT_APPLICABLE or check.metric in found:
            continue
        kept = result["measurements"].get(check.metric) or {}
        unit, value = units.metrics()[check.metric].unit, kept.get("value")
        low, high = limits(check, unit, value)
        step = _step(unit, high - low)
        target = check.curve.target(math.nan if value is None else value, unit)
        found[check.metric] = {
            "metric": check.metric, "check": check.id, "unit": str(unit), "value": value, "low": low, "high": high, "step": step,
            "target": target, "half": check.curve.half, "good": check.curve.good, "points_lost": finding["points_lost"] or 0.0,
            "known": value is not None, "status": finding["status"]}
    return list(found.values())


def limits(check: Check, unit: Unit, value: float | None) -> tuple[float, float]:
    """The least and the most to which the value of a metric can sensibly be set on a page."""
    curve = check.curve
    ends = [*_ends(curve.half, curve.good, curve.log), *(_ends(*curve.upper, curve.log) if curve.upper else ())]
    ends += [value] if value is not None else []
    floor, ceiling = _bounds(check, unit, value)
    low, high = max(floor, min(ends)), min(ceiling, max(ends))
    if unit in FROM_ZERO or (unit is Unit.SHARE and low < NEAR):
        low = min(low, max(floor, 0.0))
    if unit is Unit.SHARE and high > 1 - NEAR:
        high = max(high, min(ceiling, 1.0))
    step = _step(unit, high - low)
    return round(math.floor(low / step + 1e-9) * step, 6), round(math.ceil(high / step - 1e-9) * step, 6)


def _bounds(check: Check, unit: Unit, value: float | None) -> tuple[float, float]:
    """What the value can be at all. What can be negative (a margin, a trend) is known by being so: by its own value or by a
    control point of its check."""
    points = [check.curve.half, check.curve.good, *(check.curve.upper or ()), *([] if value is None else [value])]
    floor, ceiling = BOUNDS.get(unit, (0.0, math.inf))
    return (-math.inf if min(points) < floor else floor), max(ceiling, *points)


def _ends(half: float, good: float, log: bool) -> tuple[float, float]:
    """Where the line through the control points reaches 0 and 1."""
    def move(x: float) -> float:
        return math.log1p(x) if log else x

    slope = (move(good) - move(half)) / (PASS_FROM - WARN_FROM)
    ends = (move(half) - WARN_FROM * slope, move(good) + (1 - PASS_FROM) * slope)
    return tuple(math.expm1(e) if log else e for e in ends)  # type: ignore[return-value]


def _step(unit: Unit, span: float) -> float:
    """Steps that people count in; wider where a slider would have more than some hundreds of them."""
    step = 1.0 if unit is Unit.POINTS else STEPS.get(unit, 0.1)
    while span / step > 500:
        step *= 10
    return step


def _treatments(wanted: Collection[str]) -> list[Treatment]:
    known = units.treatments()
    for id in wanted:
        if id not in known:
            raise InputProblem(_("There is no treatment {treatment}."), treatment=id)
    return [known[id] for id in dict.fromkeys(wanted)]


def _changed(result: Mapping[str, Any], measured: Measurements, values: Mapping[str, float],
             checks: Mapping[str, Check]) -> Measurements:
    """The measurements with the wanted values, as if enough had been seen for each check that judges them."""
    raw, value, n = measured.raw.copy(), measured.value.copy(), measured.n.copy()
    for metric, number in values.items():
        judging = [c for c in checks.values() if c.metric == metric]
        if not judging or metric not in raw:
            raise InputProblem(_("There is no value {metric} to change. `python -m diagnostics whatif` lists those that can be "
                                 "changed."), metric=metric)
        unit, now = units.metrics()[metric].unit, (result["measurements"].get(metric) or {}).get("value")
        every = [_bounds(c, unit, now) for c in judging]
        least, most = min(low for low, _high in every), max(high for _low, high in every)
        if not (math.isfinite(number) and least <= number <= most):
            raise InputProblem(_("{metric} cannot be {value}. It lies between {low} and {high}."), metric=metric,
                               value=number, low=least, high=most)
        raw[metric], value[metric] = float(number), float(number)
        n[metric] = max(int(n[metric].to_numpy()[0]), *(c.min_n for c in judging))
    return replace(measured, raw=raw, value=value, n=n)


def _healed(judged: State, cures: list[Treatment]) -> dict[str, float]:
    """Scores with the treatments done: each cure gives back its share of what the check lacks."""
    share: dict[str, float] = {}
    for treatment in cures:
        if judged.segment is not None and Segment(judged.segment) not in treatment.segments:
            continue
        for cure in treatment.cures:
            if judged.statuses.get(cure.check) in CURED:
                share[cure.check] = max(share.get(cure.check, 0.0), cure.share)
    return {c: s + share[c] * (1 - s) for c in share if (s := judged.scores[c]) is not None}


def _checks(before: State, after: State, checks: Mapping[str, Check]) -> list[dict[str, Any]]:
    rows = []
    for id, check in checks.items():
        old, new = before.scores[id], after.scores[id]
        points = before.lost[id] - after.lost[id]
        if old == new and abs(points) < 1e-12:
            continue
        rows.append({
            "check": id, "dimension": check.dimension, "status_before": before.statuses[id], "status_after": after.statuses[id],
            "score_before": old, "score_after": new, "points": points,
            "better": None if old is None or new is None else new > old,
            "crosses": _crosses(before.statuses[id], after.statuses[id])})
    return sorted(rows, key=lambda r: (r["score_before"] == r["score_after"], -abs(r["points"]), r["check"]))


def _crosses(before: str, after: str) -> str | None:
    if before == after:
        return None
    if before not in rejudge.SCORED:
        return "known" if after in rejudge.SCORED else None
    return after if after in rejudge.SCORED else None


