"""Judges measurements: scores and outcomes of all checks for all merchants at once, on arrays."""
import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from diagnostics.curves import PASS_FROM, WARN_FROM
from diagnostics.measure import Measurements
from diagnostics.model import DIMENSIONS, Check, Status
from diagnostics.rubric import DIMENSION_WEIGHTS, ENOUGH_COVERAGE

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Judged:
    """Outcomes of checks for merchants; every frame has one row per merchant.

    `score` 0..1 and `points_lost` have a column per check (NaN unless scored), `status` holds `Status` values;
    `dimensions`, `dimension_low`, `dimension_high` and `dimension_coverage` have a column per dimension (0..100, share);
    `total`, `low`, `high` are 0..100, `coverage` is the share of the weight that could be scored. `total` is always the
    arithmetic result; whether it may be shown is `shown` (enough coverage).
    """

    checks: Mapping[str, Check]
    score: pd.DataFrame
    status: pd.DataFrame
    points_lost: pd.DataFrame
    dimensions: pd.DataFrame
    dimension_low: pd.DataFrame
    dimension_high: pd.DataFrame
    dimension_coverage: pd.DataFrame
    total: pd.Series
    low: pd.Series
    high: pd.Series
    coverage: pd.Series

    @property
    def shown(self) -> pd.Series:
        return self.coverage >= ENOUGH_COVERAGE


def judge(measured: Measurements, segments: pd.Series, checks: Iterable[Check]) -> Judged:
    """Apply `checks` to `measured`; `segments` gives the `Segment` of each merchant (index merchant_id)."""
    by_id = {c.id: c for c in checks}
    index = measured.merchants
    segment = segments.reindex(index).to_numpy()
    score = pd.DataFrame(np.nan, index=index, columns=list(by_id))
    status = pd.DataFrame(Status.NO_DATA, index=index, columns=list(by_id), dtype=object)
    for check in by_id.values():
        applies = np.isin(segment, [s.value for s in check.applies])
        try:
            found = _scores(check, measured)
        except Exception:
            # One broken check must not take the diagnosis with it: it is reported as an error and widens the range.
            log.exception("check %s failed, incident %s", check.id, uuid.uuid4().hex[:8])
            status[check.id] = np.where(applies, Status.ERROR, Status.NOT_APPLICABLE)
            continue
        found = np.where(applies, found, np.nan)
        outcome = np.select([~applies, np.isnan(found), found >= PASS_FROM - 1e-12, found >= WARN_FROM - 1e-12],
                            [Status.NOT_APPLICABLE, Status.NO_DATA, Status.PASS, Status.WARN], Status.FAIL)
        score[check.id], status[check.id] = found, [Status(o) for o in outcome]
    return _total(by_id, score, status)


def _scores(check: Check, measured: Measurements) -> np.ndarray:
    enough = measured.n[check.metric].to_numpy() >= check.min_n
    raw = check.judge(measured) if check.judge else check.curve(measured.value[check.metric].to_numpy())
    return np.where(enough, np.clip(raw, 0.0, 1.0), np.nan)


def _total(checks: Mapping[str, Check], score: pd.DataFrame, status: pd.DataFrame) -> Judged:
    """Weighted means of checks and of dimensions, the range that missing checks leave open, and the points lost."""
    index = score.index
    weight = np.array([c.weight for c in checks.values()], dtype=float)
    scores = score.to_numpy(dtype=float)
    applicable = (status.to_numpy() != Status.NOT_APPLICABLE) * weight
    scored = np.where(np.isnan(scores), 0.0, applicable)
    earned = np.where(np.isnan(scores), 0.0, scores) * scored
    member = {d: np.array([c.dimension == d for c in checks.values()], dtype=bool) for d in DIMENSIONS}

    def per_dimension(part: np.ndarray) -> np.ndarray:
        return np.column_stack([part[:, member[d]].sum(axis=1) for d in DIMENSIONS]) if len(checks) else np.zeros((len(index), len(DIMENSIONS)))

    w_all, w_scored, w_earned = per_dimension(applicable), per_dimension(scored), per_dimension(earned)
    with np.errstate(invalid="ignore", divide="ignore"):
        dimension = 100 * w_earned / w_scored
        low = np.where(w_all > 0, 100 * w_earned / w_all, np.nan)
        high = np.where(w_all > 0, 100 * (w_earned + w_all - w_scored) / w_all, np.nan)
        coverage = np.where(w_all > 0, w_scored / w_all, np.nan)
        of_dimension = np.array([DIMENSION_WEIGHTS[d] for d in DIMENSIONS])
        in_total = np.where(w_scored > 0, of_dimension, 0.0)
        in_range = np.where(w_all > 0, of_dimension, 0.0)
        share = in_total / in_total.sum(axis=1, keepdims=True)
        total = np.nansum(np.where(w_scored > 0, dimension, 0.0) * share, axis=1)
        total[in_total.sum(axis=1) == 0] = np.nan
        of_range = in_range / in_range.sum(axis=1, keepdims=True)
        total_low, total_high, total_coverage = (np.nansum(np.where(w_all > 0, part, 0.0) * of_range, axis=1) for part in (low, high, coverage))
        lost = np.full_like(scores, np.nan)
        for i, d in enumerate(DIMENSIONS):
            columns = member[d]
            lost[:, columns] = (100 * share[:, [i]] * applicable[:, columns] / w_scored[:, [i]]) * (1 - scores[:, columns])
    nothing = in_range.sum(axis=1) == 0
    total_low[nothing], total_high[nothing] = 0.0, 100.0

    def frame(part: np.ndarray) -> pd.DataFrame:
        return pd.DataFrame(part, index=index, columns=list(DIMENSIONS))

    return Judged(checks, score, status, pd.DataFrame(lost, index=index, columns=list(checks)), frame(dimension), frame(low),
                  frame(high), frame(coverage), *(pd.Series(part, index=index) for part in (total, total_low, total_high, total_coverage)))
