"""Differences in differences over matched merchants, with what each merchant contributes to them.

Estimate: mean over the treated of the change, less that of their neighbours, each first freed of what start, stratum, level and
covariates foretell among the untreated (bias-corrected matching: Abadie and Imbens 2011, JBES 29). With `trend`, growth before
the start is taken to have gone on, for both sides alike: each merchant's own straight line is taken off. That costs width and is
the price for not mistaking faster growth for an effect; merchants are not matched on growth, as a slope of few months is mostly
chance and what looks alike then drifts apart.

The interval comes from resampling merchants' contributions, their part as neighbours kept (Otsu and Rai 2017, JASA 112; drawing
merchants and matching anew does not cover: Abadie and Imbens 2008, Econometrica 76).
"""
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from diagnostics.outcomes.design import Array, Design
from diagnostics.outcomes.matching import Matched, standardised
from diagnostics.outcomes.stacks import Stacks, mean, slopes

MANY = 20_000
"""From so many merchants on the normal law gives the interval: drawing says the same and fills the memory."""


@dataclass(frozen=True)
class Estimates:
    """Several numbers from the same merchants. `values` in the order of `parts`' columns; `parts` has a row per merchant: how far
    each of them moves the numbers; `sets` is what each treated row adds, for the sensitivity."""

    values: Array
    parts: Array
    sets: Array

    def errors(self) -> Array:
        """Standard errors."""
        some = int((self.parts != 0).any(1).sum())
        return np.sqrt((self.parts ** 2).sum(0) * some / max(some - 1, 1))


def estimate(stacks: Stacks, matched: Matched, transform: Callable[[Array], Array], merchants: int,
             trend: bool = True) -> Estimates:
    """First the effect (after less baseline), then one per period of the window against the baseline."""
    values = transform(stacks.sales)
    base = mean(values[:, stacks.baseline])
    shift = np.column_stack([mean(values[:, stacks.after]) - base, values - base[:, None]])
    at = np.r_[stacks.times[stacks.after].mean(), stacks.times] - stacks.times[stacks.baseline].mean()
    if trend:
        before = stacks.times < 0
        shift = shift - slopes(values[:, before], stacks.times[before])[:, None] * at[None, :]
    freed, flat = shift, _explained(stacks, ~stacks.treated & stacks.stayed)
    known = ~np.isnan(freed)
    left = np.where(known, freed - flat(np.where(known, freed, 0.0)), 0.0)
    there = known[matched.treated]
    differences = left[matched.treated] - matched.weights @ left
    count = np.maximum(there.sum(0), 1)
    effect = np.where(there, differences, 0.0).sum(0) / count
    parts = np.zeros((merchants, len(effect)))
    np.add.at(parts, stacks.unit[matched.treated], np.where(there, left[matched.treated] - _level(left, matched, count) - effect,
                                                            0.0) / count)
    np.add.at(parts, stacks.unit, -(matched.control[:, None] * (left - _level(left, matched, count))) / count)
    return Estimates(effect, parts, differences[:, 0])


def interval(estimates: Estimates, design: Design, column: int = 0) -> tuple[float, float]:
    """95 % interval of one number by drawing merchants again, `design.draws` times; the number itself where all moved alike."""
    parts = estimates.parts[(estimates.parts != 0).any(1), column]
    n = len(parts) if parts.any() else 0
    if n < 2:
        return float(estimates.values[column]), float(estimates.values[column])
    if n > MANY:
        wide = 1.96 * float(np.sqrt((parts ** 2).sum()))
        return float(estimates.values[column]) - wide, float(estimates.values[column]) + wide
    drawn = _times_drawn(n, design.draws, design.seed) @ parts * np.sqrt(n / (n - 1))
    low, high = np.quantile(drawn - parts.sum(), [0.025, 0.975])
    return float(estimates.values[column] + low), float(estimates.values[column] + high)


@lru_cache(maxsize=2)
def _times_drawn(n: int, draws: int, seed: int) -> NDArray[np.float32]:
    """How often each of `n` merchants is drawn, a row per draw: the same for all numbers of a study."""
    random = np.random.default_rng(seed)
    return np.stack([np.bincount(random.integers(0, n, n), minlength=n) for _draw in range(draws)]).astype(np.float32)


def _level(left: Array, matched: Matched, count: Array) -> Array:
    """The neighbours' mean: both sides are measured from it, so that what they share is no spread."""
    return np.asarray(matched.control @ left) / np.maximum(matched.control.sum(), 1)


def _explained(stacks: Stacks, control: NDArray[np.bool_]) -> Callable[[Array], Array]:
    """What start, stratum, level before and covariates foretell of a column, learned from the untreated."""
    starts, place = np.unique(stacks.start, return_inverse=True)
    kinds, stratum = np.unique(stacks.stratum, return_inverse=True)
    weight = control.astype(float)
    there = np.maximum(np.bincount(stratum, weight, len(kinds)), 1)

    def within(columns: Array) -> Array:
        """The mean of each row's stratum among the untreated: strata can be many, so they are taken off and not made columns."""
        sums = [np.bincount(stratum, weight * column, len(kinds)) / there for column in columns.T]
        return np.column_stack(sums)[stratum]

    design = np.column_stack([np.eye(len(starts))[place], standardised(stacks.features)])
    design = design - within(design)
    learned = design[control]
    # A touch of ridge: starts add up to what the strata have taken off.
    square = learned.T @ learned + 1e-6 * np.eye(design.shape[1])

    def foretold(columns: Array) -> Array:
        usual = within(columns)
        return np.asarray(usual + design @ np.linalg.solve(square, learned.T @ (columns - usual)[control]))

    return foretold
