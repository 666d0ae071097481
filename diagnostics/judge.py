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
_WORDS = np.array(list(Status), dtype=object)
_CODE = {status: i for i, status in enumerate(Status)}


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
        # A hair of tolerance: half the weight is half, however it was summed.
        return self.coverage >= ENOUGH_COVERAGE - 1e-9


def judge(measured: Measurements, segments: pd.Series, checks: Iterable[Check]) -> Judged:
    """Apply `checks` to `measured`; `segments` gives the `Segment` of each merchant (index merchant_id)."""
    by_id = {c.id: c for c in checks}
    index = measured.merchants
    segment = segments.reindex(index).to_numpy()
    scores: dict[str, np.ndarray] = {}
    outcomes: dict[str, np.ndarray] = {}
    for check in by_id.values():
        applies = np.isin(segment, [s.value for s in check.applies])
        try:
            found = _scores(check, measured)
        except Exception:
            # One broken check must not take the diagnosis with it: it is reported as an error and widens the range.
            log.exception("check %s failed, incident %s", check.id, uuid.uuid4().hex[:8])
            scores[check.id] = np.full(len(index), np.nan)
            outcomes[check.id] = np.where(applies, _CODE[Status.ERROR], _CODE[Status.NOT_APPLICABLE])
            continue
        scores[check.id] = found = np.where(applies, found, np.nan)
        outcomes[check.id] = np.select(
            [~applies, np.isnan(found), found >= PASS_FROM - 1e-12, found >= WARN_FROM - 1e-12],
            [_CODE[Status.NOT_APPLICABLE], _CODE[Status.NO_DATA], _CODE[Status.PASS], _CODE[Status.WARN]], _CODE[Status.FAIL])
    columns = list(by_id)
    codes = np.column_stack([outcomes[c] for c in columns]) if columns else np.zeros((len(index), 0), dtype=int)
    return _total(by_id, pd.DataFrame(scores, index=index, columns=columns, dtype=float),
                  pd.DataFrame(_WORDS[codes], index=index, columns=columns, dtype=object))


def _scores(check: Check, measured: Measurements) -> np.ndarray:
    if check.metric in measured.broken:
        raise ValueError(f"{check.metric} could not be measured")
    enough = measured.n[check.metric].to_numpy() >= check.min_n
    raw = check.judge(measured) if check.judge else check.curve(measured.value[check.metric].to_numpy())
    if np.shape(raw) != enough.shape:
        raise ValueError(f"{check.id} gave scores of shape {np.shape(raw)} for {len(enough)} merchants")
    return np.where(enough, np.clip(raw, 0.0, 1.0), np.nan)


def _total(checks: Mapping[str, Check], score: pd.DataFrame, status: pd.DataFrame) -> Judged:
    """Weighted means of checks and of dimensions, the range that missing checks leave open, and the points lost.

    The score is the mean over the dimensions of which something is known; the range is over all that apply, each missing
    check once at 0 and once at 1, so that the score with full evidence lies inside it whatever that evidence says.
    """
    index = score.index
    weight = np.array([c.weight for c in checks.values()], dtype=float)
    scores = score.to_numpy(dtype=float)
    applicable = (status.to_numpy() != Status.NOT_APPLICABLE) * weight
    scored = np.where(np.isnan(scores), 0.0, applicable)
    earned = np.where(np.isnan(scores), 0.0, scores) * scored
    member = [np.array([c.dimension == d for c in checks.values()], dtype=bool) for d in DIMENSIONS]

    def per_dimension(part: np.ndarray) -> np.ndarray:
        return np.column_stack([_row_sums(part[:, columns]) for columns in member])

    # In the score a facet weighs what all of its checks weigh, also where some are not known; in the range each check stands
    # for itself.
    counted = scored * _evened(list(checks.values()), scored, applicable)
    w_all, w_scored, w_earned = per_dimension(applicable), per_dimension(scored), per_dimension(earned)
    c_scored, c_earned = per_dimension(counted), per_dimension(np.where(np.isnan(scores), 0.0, scores) * counted)
    of_dimension = np.array([DIMENSION_WEIGHTS[d] for d in DIMENSIONS])
    in_total, in_range = np.where(w_scored > 0, of_dimension, 0.0), np.where(w_all > 0, of_dimension, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        # 0/0 is NaN and means: nothing known, or nothing that applies.
        dimension = 100 * c_earned / c_scored
        low, high, coverage = 100 * w_earned / w_all, 100 * (w_earned + w_all - w_scored) / w_all, w_scored / w_all
        total_share = in_total / _row_sums(in_total)[:, None]
        range_share = in_range / _row_sums(in_range)[:, None]
        point = 100 * total_share / c_scored
    total = _mean(dimension, total_share, in_total)
    total_low, total_high, total_coverage = (_mean(part, range_share, in_range) for part in (low, high, coverage))
    lost = np.full_like(scores, np.nan)
    for i, columns in enumerate(member):
        lost[:, columns] = point[:, [i]] * counted[:, columns] * (1 - scores[:, columns])
    # A weighted mean of 100s may come out a hair above 100.
    total, total_low, total_high = (np.clip(part, 0.0, 100.0) for part in (total, total_low, total_high))
    nothing = _row_sums(in_range) == 0
    total_low[nothing], total_high[nothing], total_coverage[nothing] = 0.0, 100.0, 0.0

    def frame(part: np.ndarray) -> pd.DataFrame:
        return pd.DataFrame(part, index=index, columns=list(DIMENSIONS))

    def series(part: np.ndarray) -> pd.Series:
        return pd.Series(part, index=index)

    return Judged(
        checks=checks, score=score, status=status, points_lost=pd.DataFrame(lost, index=index, columns=list(checks)),
        dimensions=frame(dimension), dimension_low=frame(low), dimension_high=frame(high), dimension_coverage=frame(coverage),
        total=series(total), low=series(total_low), high=series(total_high), coverage=series(total_coverage))


def _evened(checks: list[Check], scored: np.ndarray, applicable: np.ndarray) -> np.ndarray:
    """By how much the known checks of a facet count more, so that the facet keeps its weight; 1 for checks of none."""
    factor = np.ones_like(scored)
    for facet in sorted({(c.dimension, c.facet) for c in checks if c.facet}):
        columns = np.array([(c.dimension, c.facet) == facet for c in checks], dtype=bool)
        known, whole = _row_sums(scored[:, columns]), _row_sums(applicable[:, columns])
        factor[:, columns] = np.where(known > 0, whole / np.where(known > 0, known, 1.0), 1.0)[:, None]
    return factor


def _mean(part: np.ndarray, share: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Mean of each row's known parts; NaN where none is."""
    mean = _row_sums(np.where(known > 0, part * share, 0.0))
    mean[_row_sums(known) == 0] = np.nan
    return mean


def _row_sums(part: np.ndarray) -> np.ndarray:
    """Sum of each row, column after column: the digits of one merchant must not depend on how many others there are."""
    found = np.zeros(len(part))
    for column in range(part.shape[1]):
        found = found + part[:, column]
    return found
