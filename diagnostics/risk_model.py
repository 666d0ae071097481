"""One forecast: a logistic regression of few features, each allowed to push in one direction only, and its report card."""
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.text import _
from diagnostics import risk_features as f

LEAST_ROWS, LEAST_OF_EACH = 200, 30
"""Merchants (at one cut-off each) and outcomes of either kind below which nothing is forecast."""

STRENGTH = 0.05
"""Inverse of the pull of all weights toward nothing: neighbouring cut-offs see the same merchants, so rows count for less."""


@dataclass(frozen=True)
class Target:
    """What is forecast.

    `happened` gives 1, 0 or NaN (cannot be told) for features joined with what followed; `sense` names the features, and +1
    where more of it can only raise the risk, -1 where it can only lower it; `can` says for whom a forecast makes sense.
    """

    column: str
    title: str
    happened: Callable[[pd.DataFrame], pd.Series]
    sense: Mapping[str, int]
    can: Callable[[pd.DataFrame], pd.Series] = lambda rows: pd.Series(True, index=rows.index)


def _where(known: pd.Series, happened: pd.Series) -> pd.Series:
    return happened.astype(float).where(known)


TARGETS = (
    Target("risk_no_orders_90d", _("No order at all in the next 90 days"),
           lambda d: (d.sold == 0).astype(float),
           {"log_recency": 1, "orders_30": -1, "active_weeks": -1, "fading": 1}),
    Target("risk_halved_90d", _("Sales of the next 90 days less than half of those of the last 90"),
           lambda d: _where(d.before > 0, d.amount < 0.5 * d.before),
           # Rising counts up: whoever has just risen steeply has further to fall.
           {"log_recency": 1, "fading": 1, "rising": 1, "best_day": 1},
           lambda rows: rows.amount_90 > 0),
    Target("risk_low_reviews_90d", _("Orders of the next 90 days rated below 3.5 stars on average"),
           lambda d: _where(d.rated >= f.RATINGS, d.stars < f.LOW_RATING * d.rated),
           {"rating": -1, "rating_90": -1, "handling": 1, "active_weeks": -1}),
)


@dataclass(frozen=True)
class Fitted:
    """A trained forecast: log-odds = intercept + sum of weight * (feature - mean) / spread."""

    names: tuple[str, ...]
    mean: np.ndarray
    spread: np.ndarray
    weight: np.ndarray
    intercept: float

    def __call__(self, rows: pd.DataFrame) -> np.ndarray:
        z = (rows[list(self.names)].to_numpy(dtype=float) - self.mean) / self.spread
        # Column by column, not as a matrix product: the digits must not depend on how many rows there are.
        odds = np.full(len(rows), self.intercept)
        for i, weight in enumerate(self.weight):
            odds = odds + weight * z[:, i]
        return 1 / (1 + np.exp(-odds))


def refusal(y: pd.Series) -> dict[str, Any] | None:
    """Why nothing can be learned from these outcomes, as a message; None where it can."""
    n, happened = len(y), int(y.sum())
    if n < LEAST_ROWS:
        return {"text": _("A forecast needs {least:number} merchants whose next 90 days are known; there are {n:number}."),
                "params": {"least": LEAST_ROWS, "n": n}}
    if min(happened, n - happened) < LEAST_OF_EACH:
        return {"text": _("A forecast needs at least {least:number} merchants of either outcome; "
                          "it happened to {happened:number} of {n:number}."),
                "params": {"least": LEAST_OF_EACH, "happened": happened, "n": n}}
    return None


def fit(rows: pd.DataFrame, y: pd.Series, sense: Mapping[str, int]) -> Fitted:
    """Train; a feature whose weight comes out against its sense is left out, the most contrary first, and it is trained anew."""
    from sklearn.linear_model import LogisticRegression

    names = list(sense)
    while True:
        x = rows[names].to_numpy(dtype=float)
        mean, spread = x.mean(axis=0), x.std(axis=0)
        spread = np.where(spread > 1e-12, spread, 1.0)
        model = LogisticRegression(C=STRENGTH, tol=1e-8, max_iter=1000).fit((x - mean) / spread, y.to_numpy(dtype=int))
        against = model.coef_[0] * np.array([sense[n] for n in names])
        if len(names) == 1 or against.min() >= 0:
            weight = np.where(against >= 0, model.coef_[0], 0.0)
            return Fitted(tuple(names), mean, spread, weight, float(model.intercept_[0]))
        names.pop(int(against.argmin()))


def report(y: np.ndarray, p: np.ndarray) -> dict[str, Any]:
    """How well forecasts `p` did against what happened: n, base_rate, auc, ece (mean gap between forecast and share, by
    tenths of the forecast). AUC is None where only one outcome occurred."""
    return {"n": len(y), "base_rate": float(y.mean()), "auc": auc(y, p), "ece": ece(y, p)}


def auc(y: np.ndarray, p: np.ndarray) -> float | None:
    """Chance that one to whom it happened was rated riskier than one to whom it did not."""
    positives, negatives = int(y.sum()), int(len(y) - y.sum())
    if not positives or not negatives:
        return None
    ranks = pd.Series(p).rank().to_numpy()
    return float((ranks[y == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def ece(y: np.ndarray, p: np.ndarray, bins: int = 10) -> float:
    edges = np.unique(np.quantile(p, np.linspace(0, 1, bins + 1)[1:-1]))
    which = np.searchsorted(edges, p, side="right")
    return float(np.abs(np.bincount(which, weights=y) - np.bincount(which, weights=p)).sum() / len(y))
