"""How unequal, how concentrated, how sure: pure functions on arrays. Bootstrap intervals are seeded and draw all at once.

HHI is the sum of squared shares in percent, 0 to 10,000; the Gini coefficient is over all sellers, those without a sale included
(domain README 6.5). Intervals are the 2.5 and 97.5 % points of the bootstrap over merchants (Efron 1979).
"""
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
DRAWS, SEED, CHUNK = 400, 20261101, 4_000_000
ENDS = (2.5, 97.5)


def hhi(values: Array) -> Array:
    """Herfindahl-Hirschman index of the last axis; NaN where nothing was sold."""
    total = values.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(10_000 * (values * values).sum(axis=-1) / (total * total), dtype=float)


def top_share(values: Array, k: int) -> Array:
    """Share of the `k` largest of the last axis in all; NaN where nothing was sold."""
    total = values.sum(axis=-1)
    k = min(k, values.shape[-1])
    largest = np.partition(values, values.shape[-1] - k, axis=-1)[..., -k:].sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(largest / total, dtype=float)


def gini(values: Array) -> Array:
    """Gini coefficient of the last axis, zeros included: 0 all alike, near 1 one has all; NaN where nothing was sold."""
    ordered = np.sort(values, axis=-1)
    n = ordered.shape[-1]
    total = ordered.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(2 * (ordered * np.arange(1, n + 1)).sum(axis=-1) / (n * total) - (n + 1) / n, dtype=float)


def interval(statistic: Callable[[Any], Array], rows: int, draws: int = DRAWS, seed: int = SEED) -> list[float] | None:
    """[low, high] of a `statistic` of row numbers (draws x rows) drawn with replacement; None below two rows."""
    if rows < 2:
        return None
    rng, at_once, found = np.random.default_rng(seed), max(1, CHUNK // rows), []
    for start in range(0, draws, at_once):
        found.append(statistic(rng.integers(0, rows, size=(min(at_once, draws - start), rows))))
    return ends(np.concatenate(found))


def ends(drawn: Array) -> list[float] | None:
    """The middle 95 % of what was drawn; None where more than one draw in twenty has no value."""
    known = drawn[np.isfinite(drawn)]
    if known.size < 0.95 * drawn.size or not known.size:
        return None
    low, high = np.percentile(known, ENDS)
    return [float(low), float(high)]


def of_values(statistic: Callable[[Array], Array], values: Array) -> list[float] | None:
    """The interval of a statistic of one number per merchant."""
    return interval(lambda picked: statistic(values[picked]), len(values))


def share_interval(count: int, n: int, draws: int = DRAWS, seed: int = SEED) -> list[float] | None:
    """The interval of a share: how many of a bootstrap sample say yes is binomial, so nothing else need be drawn."""
    if n < 2:
        return None
    return ends(np.random.default_rng(seed).binomial(n, count / n, draws) / n)


def median_interval(values: NDArray[Any], draws: int = DRAWS, seed: int = SEED) -> list[float] | None:
    """The interval of a median. The middle of a bootstrap sample is a value of the data whose rank follows the order statistics
    of uniform numbers (beta distributed), so one rank is drawn and not n values."""
    n = len(values)
    if n < 2:
        return None
    rng, ordered = np.random.default_rng(seed), np.sort(values)
    k = (n + 1) // 2
    first = rng.beta(k, n - k + 1, draws)
    second = first if n % 2 else first + (1 - first) * rng.beta(1, n - k, draws)
    at = [ordered[np.minimum((u * n).astype(int), n - 1)] for u in (first, second)]
    return ends((at[0] + at[1]) / 2)
