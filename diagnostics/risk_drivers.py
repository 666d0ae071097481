"""Why a shop's forecast is what it is: how far each value moves it away from that of the cohort's typical shop."""
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np
import pandas as pd

from diagnostics.risk_model import Fitted, Target, share

STRONGEST = 3
SMALLEST = 0.5
"""Percentage points below which a reason is none."""


def typical(rows: pd.DataFrame) -> pd.Series:
    """The typical shop: the median of each value."""
    return rows.median()


def effects(fitted: Fitted, rows: pd.DataFrame, usual: pd.Series) -> pd.DataFrame:
    """Percentage points that each value adds, index of `rows`, a column per feature; a row adds up to its forecast less that of
    the typical shop (Shapley values: what a value changes, averaged over all orders of putting the values in)."""
    names, n = fitted.names, len(fitted.names)
    mine = fitted.parts(rows)
    theirs = [np.full(len(rows), part[0]) for part in fitted.parts(usual.to_frame().T)]

    def chance(chosen: frozenset[int]) -> np.ndarray:
        odds = np.full(len(rows), fitted.intercept)
        for i in range(n):
            odds = odds + (mine if i in chosen else theirs)[i]
        return share(odds)

    every = {frozenset(c): chance(frozenset(c)) for size in range(n + 1) for c in combinations(range(n), size)}
    found = {}
    for i, name in enumerate(names):
        moved = np.zeros(len(rows))
        for chosen, p in every.items():
            if i not in chosen:
                weight = factorial(len(chosen)) * factorial(n - len(chosen) - 1) / factorial(n)
                moved = moved + weight * (every[chosen | {i}] - p)
        found[name] = 100 * moved
    return pd.DataFrame(found, index=rows.index)


def strongest(fitted: Fitted, target: Target, rows: pd.DataFrame, usual: pd.Series) -> pd.DataFrame:
    """The three values that move each forecast most, up or down: merchant_id, risk, place (0 first), feature, value, typical,
    effect (percentage points, more risk is positive)."""
    moved = effects(fitted, rows, usual)
    names, size = np.array(fitted.names, dtype=object), moved.to_numpy()
    order = np.argsort(-np.abs(size), axis=1, kind="stable")[:, :STRONGEST]
    place = np.broadcast_to(np.arange(order.shape[1]), order.shape)
    line = np.broadcast_to(np.arange(len(rows))[:, None], order.shape)
    values, usually = rows[list(fitted.names)].to_numpy(dtype=float), usual[list(fitted.names)].to_numpy(dtype=float)
    found = pd.DataFrame({
        "merchant_id": rows.index.to_numpy(dtype=object)[line].ravel(), "risk": target.column, "place": place.ravel(),
        "feature": names[order].ravel(), "value": np.take_along_axis(values, order, axis=1).ravel(),
        "typical": usually[order].ravel(), "effect": np.take_along_axis(size, order, axis=1).ravel()})
    return found[found.effect.abs() >= SMALLEST].reset_index(drop=True)


def group(bins: list[dict[str, Any]], p: np.ndarray) -> np.ndarray:
    """The place in `bins` of each forecast."""
    return np.searchsorted(np.array([b["from"] for b in bins[1:]]), p, side="right")
