"""Stacks: for each start, the merchants treated then beside those who stay untreated until the end of its window.

A merchant who has been treated is never a comparison (Goodman-Bacon 2021, J. Econometrics 225; stacking after Cengiz et al.
2019, QJE 134): who starts later may serve for the starts before, as long as the later start lies behind the window.
"""
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from diagnostics.outcomes.design import Array, Design, log_sales, sells


@dataclass(frozen=True)
class Stacks:
    """Rows of (start, merchant). `sales` has the columns of the window (see `times`); `stayed`: all after is known."""

    unit: NDArray[np.int64]
    start: Array
    treated: NDArray[np.bool_]
    sales: Array
    stratum: NDArray[np.int64]
    features: pd.DataFrame
    times: NDArray[np.int64]
    matching: NDArray[np.bool_]
    baseline: NDArray[np.bool_]
    stayed: NDArray[np.bool_]
    too_short: int

    @property
    def after(self) -> NDArray[np.bool_]:
        return self.times >= 0

    def rows(self, keep: NDArray[np.bool_]) -> "Stacks":
        return Stacks(self.unit[keep], self.start[keep], self.treated[keep], self.sales[keep], self.stratum[keep],
                      self.features[keep].reset_index(drop=True), self.times, self.matching, self.baseline, self.stayed[keep],
                      self.too_short)


def make(sales: Array, shops: pd.DataFrame, exact: Sequence[str], covariates: Sequence[str], design: Design) -> Stacks:
    """The stacked rows. `shops` has, by the rows of `sales`, start and untreated_until (period of the first treatment of any
    kind; NaN: never) and the columns named. Months before are split: every second one serves for matching, the others as the
    baseline, so that chance in the one is not taken for the level of the other.
    """
    times = np.r_[np.arange(-design.before - design.gap, -design.gap), np.arange(design.after)]
    start, until = shops.start.to_numpy(float), shops.untreated_until.to_numpy(float)
    units: list[NDArray[np.int64]] = []
    starts: list[Array] = []
    treated: list[NDArray[np.bool_]] = []
    for first in np.unique(start[~np.isnan(start)]):
        mine = np.flatnonzero(start == first)
        others = np.flatnonzero(np.isnan(until) | (until - design.gap >= first + design.after))
        others = others[~np.isin(others, mine)]
        for ids, kind in ((mine, True), (others, False)):
            units.append(np.asarray(ids, dtype=np.int64))
            starts.append(np.full(len(ids), first))
            treated.append(np.full(len(ids), kind))
    unit = np.concatenate(units) if units else np.zeros(0, dtype=np.int64)
    begun = np.concatenate(starts) if starts else np.zeros(0)
    is_treated = np.concatenate(treated) if treated else np.zeros(0, dtype=bool)
    columns = begun[:, None].astype(np.int64) + times[None, :]
    inside = (columns >= 0) & (columns < sales.shape[1])
    window = np.where(inside, sales[unit[:, None], np.clip(columns, 0, sales.shape[1] - 1)], np.nan)
    before = times < 0
    split = design.before >= 4
    odd = (np.arange(len(times)) % 2 == 0)
    matching, baseline = (before & odd, before & ~odd) if split else (before, before)
    least = max(1, min(design.least, int(baseline.sum())))
    known = (~np.isnan(window[:, matching])).sum(1) >= least
    known &= (~np.isnan(window[:, baseline])).sum(1) >= least
    reached = inside[:, ~before].all(1)
    usable = known & reached
    codes = np.zeros(len(shops), dtype=np.int64)
    if exact:
        codes = shops.groupby(list(exact), dropna=False, sort=True).ngroup().to_numpy().astype(np.int64)
    features = _features(window, matching)
    for name in covariates:
        features[name] = _numbers(shops[name])[unit]
    stayed = np.asarray(~np.isnan(window[:, ~before]).any(1), dtype=bool)
    # Strata in which nobody started then have nobody to be compared with.
    cells = begun * (codes.max(initial=0) + 1) + codes[unit]
    usable &= np.isin(cells, cells[usable & is_treated])
    found = Stacks(unit, begun, is_treated, window, codes[unit], features, times, matching, baseline,
                   stayed, int((is_treated & ~usable).sum()))
    return found.rows(usable)


def slopes(values: Array, times: NDArray[np.int64]) -> Array:
    """Change per period of each row by least squares over the known periods; 0 where two are not known."""
    known = ~np.isnan(values)
    count = np.maximum(known.sum(1), 1)
    at = np.where(known, times[None, :].astype(float), 0.0)
    there = np.where(known, values, 0.0)
    centred = np.where(known, at - (at.sum(1) / count)[:, None], 0.0)
    below = (centred ** 2).sum(1)
    return np.where(below > 0, (centred * there).sum(1) / np.where(below > 0, below, 1.0), 0.0)


def mean(values: Array) -> Array:
    """Mean of the known values of each row; NaN where none is known."""
    known = ~np.isnan(values)
    count = known.sum(1)
    return np.where(count > 0, np.where(known, values, 0.0).sum(1) / np.maximum(count, 1), np.nan)


def _features(window: Array, matching: NDArray[np.bool_]) -> pd.DataFrame:
    before = window[:, matching]
    logs = log_sales(before)
    return pd.DataFrame({"level_before": mean(logs), "sold_before": mean(sells(before))})


def _numbers(column: pd.Series) -> Array:
    values = pd.to_numeric(column, errors="coerce").to_numpy(float)
    known = values[~np.isnan(values)]
    return np.where(np.isnan(values), np.median(known) if len(known) else 0.0, values)
