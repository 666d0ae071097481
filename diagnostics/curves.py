"""Curves turn a measured value into 0..1: straight lines through two control points, clamped at both ends.

The control points are stated in the unit of the metric: `half` is the value that earns .5 (from here: warn, no longer
fail) and `good` the value that earns .9 (from here: pass).
"""
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

WARN_FROM, PASS_FROM = 0.5, 0.9
STEPS = {"won": 1.0, "count": 1.0, "pixels": 1.0, "letters": 1.0, "share": 0.01, "days": 0.5, "stars": 0.1, "ratio": 0.1}
"""In which steps a target is stated, by the unit of the metric."""


@dataclass(frozen=True)
class Curve:
    """Score as a function of a value. Make one with `rising`, `falling`, `band` or `yes`."""

    half: float
    good: float
    log: bool = False
    upper: tuple[float, float] | None = None

    def __call__(self, value: ArrayLike) -> NDArray[np.float64]:
        """Scores 0..1 of the same shape as `value`; NaN stays NaN."""
        score = _line(value, self.half, self.good, self.log)
        if self.upper is not None:
            score = np.minimum(score, _line(value, *self.upper, self.log))
        return score

    def target(self, value: float, unit: str) -> float:
        """The value to aim for: it earns a pass, on the side of a band where `value` stands, in steps that people count in
        (whole orders, whole percent, half days)."""
        half, good = self.half, self.good
        if self.upper is not None and value > (self.good + self.upper[1]) / 2:
            half, good = self.upper
        step = STEPS.get(unit, 0.0)
        if not step:
            return good
        # First off the noise of floats, then toward the good side, so that the rounded value passes as well.
        steps = round(good / step, 6)
        rounded = (math.ceil(steps) if good > half else math.floor(steps)) * step
        return round(rounded, 6) if rounded > 0 or good <= 0 else good


def _line(value: ArrayLike, half: float, good: float, log: bool) -> NDArray[np.float64]:
    x = np.asarray(value, dtype=float)
    if log:
        x, half, good = np.log1p(np.maximum(x, 0.0)), math.log1p(half), math.log1p(good)
    return np.clip(WARN_FROM + (x - half) * (PASS_FROM - WARN_FROM) / (good - half), 0.0, 1.0)


def rising(half: float, good: float, *, log: bool = False) -> Curve:
    """More is better. `log` for counts, where the step from 1 to 10 matters as much as that from 10 to 100."""
    if not half < good:
        raise ValueError(f"a rising curve needs half < good, not {half} and {good}")
    if log and half < 0:
        raise ValueError(f"a logarithmic curve needs control points of 0 or more, not {half}")
    return Curve(half, good, log)


def falling(half: float, good: float, *, log: bool = False) -> Curve:
    """Less is better."""
    if not half > good:
        raise ValueError(f"a falling curve needs half > good, not {half} and {good}")
    if log and good < 0:
        raise ValueError(f"a logarithmic curve needs control points of 0 or more, not {good}")
    return Curve(half, good, log)


def band(low_half: float, low_good: float, high_good: float, high_half: float) -> Curve:
    """Best between the two good points."""
    if not low_half < low_good <= high_good < high_half:
        raise ValueError("a band needs low_half < low_good <= high_good < high_half, "
                         f"not {low_half}, {low_good}, {high_good}, {high_half}")
    return Curve(low_half, low_good, upper=(high_half, high_good))


def share_of_yes() -> Curve:
    """For a share 0..1 that is its own score: .5 earns .5 and .9 earns .9."""
    return Curve(WARN_FROM, PASS_FROM)
