"""Control points from the cohort of this very store: what half and what a quarter of its merchants reach.

A check on real behaviour whose limits are our own judgement takes .5 at the median of the merchants and .9 at their upper
quartile, in the direction that is good. The middle of the cohort is where a score tells merchants apart best (the same choice
as in Google's Lighthouse, whose curves put .5 at the median), and what a quarter of the peers do is a goal that can be reached.

The rubric's own curve sets absolute bounds, so that a poor cohort does not make a poor shop look good, nor a splendid one a
good shop poor: what it fails never passes, what it gives less than a quarter never warns, what it passes never fails, and what
it gives all of the points always passes.
"""
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data import calibrations
from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import calibration_shift, rubric, triage, units
from diagnostics.curves import PASS_FROM, WARN_FROM, Curve
from diagnostics.measure import Measurements, measure
from diagnostics.model import Check, Metric

MINIMUM = 100
"""Merchants with enough observations below which a quartile says too little: with 100, the 95 % interval of the median reaches
from the 40th to the 60th percentile."""
QUANTILES = (0.5, 0.75)
"""Shares of the merchants that stay behind the first and the second control point."""
BEHAVIOUR = ("sales", "service", "trust", "price", "channel")
"""Dimensions of what really happened; listings follow the rules of the marketplaces, readiness is a fixed form."""
HALF_WITHIN, GOOD_WITHIN = (0.25, 0.75), (0.5, 1.0)
"""The first control point stays between the values to which the rubric's own curve gives these scores, and so does the second."""
LEAST_GAP = 0.1
"""Control points nearer than this share of the rubric's own distance would be a step and no curve."""

COHORT_BASIS = _("Quantiles of the merchants of this institution: half of them reach the first limit, a quarter the second")
BOUNDED_BASIS = _("Quantiles of the merchants of this institution (half of them, a quarter of them), held within the bounds that "
                  "the rubric's own limits set")
SOURCED = _("The limits have a source of their own.")
SEVERAL = _("It is judged from more than one number.")
BAND = _("It is best in the middle, and quantiles do not say where that is.")
FEW = _("Only {n:number} merchants have enough observations; {needed:number} are needed.")
ALIKE = _("Most merchants have the same value, so quantiles give no curve.")


@dataclass(frozen=True)
class Proposal:
    """New control points and what they would change: `entry` is what is kept when it is accepted, `kept` names the checks that
    keep theirs with the reason ({"text", "params"}), `shift` is the shift table."""

    entry: dict[str, Any]
    kept: tuple[dict[str, Any], ...]
    shift: dict[str, Any]


def propose(workspace: Workspace, day: date | None = None, cohort_name: str = "", statistics: bool = False) -> Proposal:
    """Control points from all merchants as of `day` (default: the day after the newest evidence), nothing kept.

    With `statistics`, checks whose limits are a statistic of another population (a basis with n) are calibrated as well.
    Raises `AccessDenied` for a viewer of some merchants only.
    """
    calibrations.require_all(workspace)
    as_of = day or workspace.default_as_of()
    measured = measure(workspace.tables(as_of))
    segments = triage.segments(measured)
    now = rubric.in_force(workspace)
    found, kept = control_points(measured, segments, statistics)
    for id, points in found.items():
        points["was"] = [now.checks[id].curve.half, now.checks[id].curve.good]
    entry = {"action": "accept", "rubric": rubric.RUBRIC, "as_of": as_of.isoformat(), "cohort": cohort_name,
             "merchants": len(measured.merchants), "quantiles": list(QUANTILES), "statistics": statistics, "checks": found}
    new = rubric.calibrated(entry)
    entry |= {"name": new.name, "fingerprint": new.fingerprint, "from": {"name": now.name, "fingerprint": now.fingerprint}}
    shift = calibration_shift.table(measured, segments, now.checks, new.checks)
    return Proposal(entry, kept, shift | {"no_orders_90d": calibration_shift.ranking(workspace, as_of, now.checks, new.checks)})


def accept(workspace: Workspace, proposal: Proposal) -> dict[str, Any]:
    """Put the proposal in force; returns the kept entry. Raises `InputProblem` where no check could be calibrated."""
    if not proposal.entry["checks"]:
        raise InputProblem(_("No check can be calibrated yet: each needs {needed} merchants with enough observations. "
                             "Nothing was changed."), needed=MINIMUM)
    return calibrations.add(workspace, {**proposal.entry, "shift": proposal.shift})


def reset(workspace: Workspace) -> dict[str, Any]:
    """Take the calibration in force back: the store is judged by the control points of the code again. The history stays."""
    calibrations.require_all(workspace)
    newest = calibrations.newest(workspace)
    if newest is None or newest["action"] != "accept":
        raise InputProblem(_("There is no calibration to take back."))
    return calibrations.add(workspace, {"action": "reset", "rubric": rubric.RUBRIC, "takes_back": newest["number"]})


def control_points(measured: Measurements, segments: pd.Series, statistics: bool = False,
                   ) -> tuple[dict[str, dict[str, Any]], tuple[dict[str, Any], ...]]:
    """New control points by check, and the checks of `BEHAVIOUR` that keep theirs, with the reason.

    A merchant counts where the check applies and its number rests on enough observations: the check's own minimum, and at
    least as many as its prior is worth, since below that the prior would be counted and not the merchant.
    """
    found: dict[str, dict[str, Any]] = {}
    kept: list[dict[str, Any]] = []
    for check in units.checks().values():
        if check.dimension not in BEHAVIOUR:
            continue
        reason: dict[str, Any] | None = _unfit(check, statistics)
        values = observed(check, measured, segments)
        if reason is None and len(values) < MINIMUM:
            reason = {"text": FEW, "params": {"n": len(values), "needed": MINIMUM}}
        points = None if reason is not None else between(check, values)
        if points is None:
            kept.append({"check": check.id, "reason": reason or {"text": ALIKE, "params": {}}})
        else:
            found[check.id] = points
    return found, tuple(kept)


def _unfit(check: Check, statistics: bool) -> dict[str, Any] | None:
    """Why a check cannot be calibrated, whatever the cohort."""
    own = check.basis.provisional or (statistics and check.basis.n is not None)
    text = SEVERAL if check.judge is not None else BAND if check.curve.upper is not None else None if own else SOURCED
    return None if text is None else {"text": text, "params": {}}


def observed(check: Check, measured: Measurements, segments: pd.Series) -> np.ndarray:
    """The judged values of the merchants that count for a check."""
    metric: Metric = units.metrics()[check.metric]
    enough = max(check.min_n, math.ceil(metric.prior.strength) if metric.prior else 1)
    values = measured.value[check.metric].to_numpy(dtype=float)
    applies = segments.reindex(measured.merchants).isin([s.value for s in check.applies]).to_numpy()
    return values[applies & (measured.n[check.metric].to_numpy() >= enough) & np.isfinite(values)]


def between(check: Check, values: np.ndarray) -> dict[str, Any] | None:
    """Control points of a check from the values of a cohort, held within the rubric's own; None where most merchants are so
    alike that they would (nearly) coincide."""
    curve = check.curve
    rising = curve.good > curve.half
    low, high = (float(q) for q in np.quantile(values, QUANTILES if rising else [1 - q for q in QUANTILES]))
    half, good = _held(curve, low, HALF_WITHIN), _held(curve, high, GOOD_WITHIN)
    least = LEAST_GAP * abs(_scale(curve.good, curve.log) - _scale(curve.half, curve.log))
    # Before and after the bounds: bounds would make a step of a cohort in which all are alike.
    for one, other in ((low, high), (half, good)):
        if abs(_scale(other, curve.log) - _scale(one, curve.log)) < least or (other > one) != rising:
            return None
    bounded = (half, good) != (low, high)
    return {"half": half, "good": good, "quantiles": [low, high], "bounded": bounded, "n": len(values),
            "source": BOUNDED_BASIS if bounded else COHORT_BASIS}


def _scale(value: float, log: bool) -> float:
    return math.log1p(value) if log else value


def _held(curve: Curve, value: float, within: tuple[float, float]) -> float:
    """`value`, or the nearest value to which `curve` gives a score within these two."""
    one, other = (_at(curve, score) for score in within)
    return min(max(value, min(one, other)), max(one, other))


def _at(curve: Curve, score: float) -> float:
    """The value that earns `score` on the straight line through the control points of `curve`."""
    half, good = _scale(curve.half, curve.log), _scale(curve.good, curve.log)
    x = half + (good - half) * (score - WARN_FROM) / (PASS_FROM - WARN_FROM)
    return round(math.expm1(max(x, 0.0)) if curve.log else x, 6)


def history(workspace: Workspace) -> list[Mapping[str, Any]]:
    """What was accepted and taken back, newest first: number, at, by, action, as_of, cohort, merchants, checks, shift."""
    return list(calibrations.history(workspace))
