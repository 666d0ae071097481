"""How far the measured numbers could lie from the truth: 95 % intervals, of the number after shrinkage.

A rate with a prior has the interval of its beta posterior, one without the interval of Wilson. A mean has that of the normal
model whose posterior mean is the shrunk value: Student's t on what the observations and, where it is stated, the usual
deviation say. Observations are taken as independent; where buyers or products repeat, the truth is a little wider. A plain
count of what happened has no interval, nor has a single observation without a stated deviation.

Sources: Wilson 1927 (JASA 22, 209-212); Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, sections 2.4, 3.3; for ratios of
sums, whose spread `ratio_spread` linearises, Cochran, Sampling Techniques, 3rd ed. 1977, section 6.
"""
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from diagnostics import units
from diagnostics.measure import Measurements
from diagnostics.model import Metric, Sampling, Unit

LEVEL = 0.95
_TAIL = (1 - LEVEL) / 2
_BOUNDS: Mapping[Unit, tuple[float, float]] = {Unit.STARS: (-np.inf, 5.0), Unit.DAYS: (0.0, np.inf), Unit.COUNT: (0.0, np.inf)}
Array = NDArray[np.float64]


def interval(metric: Metric, raw: Array, n: Array, spread: Array | None = None) -> tuple[Array, Array]:
    """Lower and upper ends for each merchant, NaN where there is no interval.

    `raw` and `n` are the columns of `Measurements`, `spread` that of the metric where it has one.
    """
    raw, n = np.asarray(raw, dtype=float), np.asarray(n, dtype=float)
    nothing = np.full_like(raw, np.nan)
    if metric.sampling is None or (metric.spread is not None and spread is None):
        return nothing, nothing.copy()
    seen = None if spread is None else np.asarray(spread, dtype=float)
    if metric.sampling is Sampling.RATE:
        low, high = _rate(metric, raw, n if seen is None else np.minimum(seen, n))
    else:
        low, high = _mean(metric, raw, n, nothing if seen is None else seen)
    known = np.isfinite(raw) & (n > 0)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def of(measured: Measurements, merchant_id: str, name: str) -> tuple[float | None, float | None]:
    """The ends of one merchant's interval of the metric `name`; None, None where there is none."""
    metric: Metric = units.metrics()[name]
    at = [merchant_id]
    seen = measured.spread
    spread = None if seen is None or name not in seen else seen.loc[at, name].to_numpy(dtype=float)
    low, high = interval(metric, measured.raw.loc[at, name].to_numpy(dtype=float),
                         measured.n.loc[at, name].to_numpy(dtype=float), spread)
    return (float(low[0]), float(high[0])) if np.isfinite(low[0]) and np.isfinite(high[0]) else (None, None)


def _rate(metric: Metric, raw: Array, n: Array) -> tuple[Array, Array]:
    """Beta posterior where there is a prior, else Wilson; `n` may be a fraction."""
    from scipy.special import betaincinv, ndtri

    share = np.clip(raw, 0.0, 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        if metric.prior is not None:
            yes = n * share + metric.prior.strength * metric.prior.mean
            no = n * (1 - share) + metric.prior.strength * (1 - metric.prior.mean)
            return betaincinv(yes, no, _TAIL), betaincinv(yes, no, 1 - _TAIL)
        z = float(ndtri(1 - _TAIL))
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        # At none and at all the ends are exactly 0 and 1, but for rounding.
        low, high = np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)
        return np.where(share == 0, 0.0, low), np.where(share == 1, 1.0, high)


def _mean(metric: Metric, raw: Array, n: Array, squared_error: Array) -> tuple[Array, Array]:
    """Student's t around the shrunk mean: variance of one observation over all of them, the prior's included."""
    from scipy.special import stdtrit

    prior = metric.prior
    strength = 0.0 if prior is None else prior.strength
    usual = None if prior is None else prior.deviation
    free = np.maximum(n - 1, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        one = np.where(free > 0, np.maximum(squared_error, 0.0) * n, 0.0)
        if usual is not None:
            one = (free * one + strength * usual**2) / (free + strength)
            free = free + strength
        value = raw if prior is None else (n * raw + strength * prior.mean) / (n + strength)
        half = stdtrit(np.where(free > 0, free, np.nan), 1 - _TAIL) * np.sqrt(one / (n + strength))
    bottom, top = _BOUNDS.get(metric.unit, (-np.inf, np.inf))
    return np.maximum(value - half, bottom), np.minimum(value + half, top)
