"""What other control points would change: the shift table of a calibration, and whether the ranking gets better by it."""
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import ibis.expr.types as ir
import numpy as np
import pandas as pd

from data.text import _
from data.workspace import Workspace
from diagnostics import queries, triage
from diagnostics.judge import judge
from diagnostics.measure import Measurements, measure
from diagnostics.metrics.relations import Relations
from diagnostics.model import DIMENSIONS, Check, Status

WINDOW, BEFORE, LINES = 90, 180, 3
"""Days without an order, days before them in which a merchant must have sold, and how many order lines at least."""
ENOUGH_OUTCOMES = 30
"""Merchants of each outcome without which no ranking is told."""
RESAMPLES = 200
COUNTED = (Status.PASS, Status.WARN, Status.FAIL)
Checks = Mapping[str, Check]


def table(measured: Measurements, segments: pd.Series, old: Checks, new: Checks) -> dict[str, Any]:
    """Old against new control points on the same measurements.

    {"checks": [{"check", "old", "new", "n", "before", "after" {status: merchants}, "moved"}] of those whose curve changed,
    "dimensions": {dimension: {"n", "mean_before", "mean_after", "mean_shift", "rank_correlation"}}, "score": the same}.
    Means are of the merchants whose dimension is known; the rank correlation is Spearman's, None where one side does not vary.
    """
    before, after = judge(measured, segments, old.values()), judge(measured, segments, new.values())
    changed = [c for c in new if new[c].curve != old[c].curve]
    rows = []
    for id in changed:
        was, now = before.status[id].to_numpy(), after.status[id].to_numpy()
        rows.append({"check": id, "old": [old[id].curve.half, old[id].curve.good],
                     "new": [new[id].curve.half, new[id].curve.good], "n": int(np.isin(was, COUNTED).sum()),
                     "before": {str(s): int((was == s).sum()) for s in COUNTED},
                     "after": {str(s): int((now == s).sum()) for s in COUNTED}, "moved": int((was != now).sum())})
    return {"checks": rows,
            "dimensions": {d: _shift(before.dimensions[d], after.dimensions[d]) for d in DIMENSIONS},
            "score": _shift(before.total.where(before.shown), after.total.where(after.shown))}


def _shift(before: pd.Series, after: pd.Series) -> dict[str, Any]:
    known = (before.notna() & after.notna()).to_numpy()
    a, b = before.to_numpy(dtype=float)[known], after.to_numpy(dtype=float)[known]
    if not len(a):
        return {"n": 0, "mean_before": None, "mean_after": None, "mean_shift": None, "rank_correlation": None}
    x, y = _ranks(a), _ranks(b)
    varies = x.std() > 0 and y.std() > 0
    return {"n": len(a), "mean_before": float(a.mean()), "mean_after": float(b.mean()),
            "mean_shift": float((b - a).mean()), "rank_correlation": float(np.corrcoef(x, y)[0, 1]) if varies else None}


def ranking(workspace: Workspace, day: date, old: Checks, new: Checks) -> dict[str, Any]:
    """How well each dimension ranks who then had no order in 90 days, by the old and by the new control points.

    Judged as of 90 days before `day`, when the outcome was not yet known; of merchants with at least three live order lines
    in the 180 days before. {"as_of", "n", "quiet", "dimensions": {dimension: {"old", "new", "gain", "gain_95"} or None},
    "worse"} or {"as_of", "reason"}. Old and new are the area under the curve: the chance that of two merchants the one that
    fell silent had the lower score. The interval of the gain is of `RESAMPLES` draws of the merchants; `worse` names the
    dimensions that then rank worse beyond chance.
    """
    then = day - timedelta(days=WINDOW)
    known = queries.frame(workspace.tables(day), _sold).set_index("merchant_id")
    known = known[known.past >= LINES]
    quiet = known.after == 0
    if min(int(quiet.sum()), int((~quiet).sum())) < ENOUGH_OUTCOMES:
        return {"as_of": then.isoformat(), "reason": {"text": _("Too few merchants of whom it is known whether they went on "
                                                               "selling."), "params": {}}}
    measured = measure(workspace.tables(then))
    segments = triage.segments(measured)
    sides = [judge(measured, segments, checks.values()).dimensions.reindex(known.index) for checks in (old, new)]
    aucs = {d: _aucs(quiet.to_numpy(), sides[0][d].to_numpy(), sides[1][d].to_numpy()) for d in DIMENSIONS}
    worse = [d for d, found in aucs.items() if found and found["gain_95"][1] < 0]
    return {"as_of": then.isoformat(), "n": len(known), "quiet": int(quiet.sum()), "dimensions": aucs, "worse": worse}


def _sold(r: Relations) -> ir.Table:
    t = r.live
    return t.group_by("merchant_id").aggregate(after=(t.age <= WINDOW).sum(),
                                               past=((t.age > WINDOW) & (t.age <= WINDOW + BEFORE)).sum())


def _aucs(quiet: np.ndarray, old: np.ndarray, new: np.ndarray) -> dict[str, Any] | None:
    known = np.isfinite(old) & np.isfinite(new)
    y, a, b = quiet[known], -old[known], -new[known]
    if min(int(y.sum()), int((~y).sum())) < ENOUGH_OUTCOMES:
        return None
    draws = np.random.default_rng(0).integers(0, len(y), (RESAMPLES, len(y)))
    gains = [auc(y[i], b[i]) - auc(y[i], a[i]) for i in draws if y[i].any() and not y[i].all()]
    was, now = auc(y, a), auc(y, b)
    return {"old": was, "new": now, "gain": now - was, "gain_95": [float(q) for q in np.quantile(gains, (0.025, 0.975))]}


def auc(happened: np.ndarray, sign: np.ndarray) -> float:
    """The chance that `sign` is higher where it happened than where it did not; ties count half."""
    n = int(happened.sum())
    return float((_ranks(sign)[happened].sum() - n * (n + 1) / 2) / (n * (len(happened) - n)))


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks from 1; equals share the mean of theirs."""
    return pd.Series(values).rank().to_numpy(dtype=float)
