"""One forecast: a logistic regression of three or four values, each allowed to push in one direction only.

The fit is Newton's method over plain sums, without a library of linear algebra over the rows: the same rows give the same
digits on every number of threads.
"""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from data.text import _
from diagnostics import risk_features as f
from diagnostics.model import Basis, Unit

LEAST_ROWS, LEAST_MERCHANTS, LEAST_OF_EACH, LEAST_SHOPS_OF_EACH = 200, 60, 30, 10
"""Outcomes (a merchant at a cut-off), merchants, outcomes of either kind and merchants of either kind below which nothing is
forecast."""
LEAST_BASIS = Basis.judgement(_(
    "A forecast has up to four weights, all pulled toward nothing; some ten cases of the rarer outcome for each weight are usual "
    "(Peduzzi and others, 1996), fewer where weights are pulled. The same shop on two days tells little new, so different "
    "shops are asked for as well."))

INVERSE_PULL = 0.1
"""Inverse of the pull of all weights toward nothing: neighbouring cut-offs see the same merchants, so rows count for less."""
LEVEL_PULL, ONE_LEVEL = 4.0, 1e6
"""Pull of the level that each cut-off has of its own (1 over its variance in log-odds), and the pull that leaves them none."""
CALIBRATION_PULL, LEAST_CALIBRATION = 40.0, 3
"""Pull of the correction toward none, and the past cut-offs that must have been forecast: one or two seasons mislead."""
FLATTEST = 0.25
"""A correction never takes more than three quarters of the differences away, nor turns them round."""


@dataclass(frozen=True)
class Feature:
    """A value that a forecast is made from: `log` where equal factors, not equal steps, count the same. `reason` says it of a
    shop: {value}, {typical}."""

    label: str
    unit: Unit
    reason: str
    log: bool = False
    plus: float = 0.0

    def scaled(self, values: Any) -> np.ndarray:
        x = np.asarray(values, dtype=float)
        return np.log(x + self.plus) if self.log else x


FEATURES: Mapping[str, Feature] = {
    "recency": Feature(_("Days since the last order"), Unit.DAYS,
                       _("The last order was {value:days} ago (usually {typical:days})."), True, 1),
    "days_30": Feature(_("Days with an order among the last 30"), Unit.COUNT,
                       _("Orders came on {value:number} of the last 30 days (usually {typical:number})."), True, 1),
    "weeks": Feature(_("Weeks with an order among the last 13"), Unit.COUNT,
                     _("Orders came in {value:number} of the last 13 weeks (usually {typical:number}).")),
    "best_day": Feature(_("Share of the best day in the sales of 90 days"), Unit.SHARE,
                        _("One day made {value:percent} of the sales of 90 days (usually {typical:percent}).")),
    "recent_share": Feature(_("Share of the last 30 days in the orders of 180"), Unit.SHARE,
                            _("The last 30 days hold {value:percent} of the orders of half a year (usually {typical:percent})."),
                            True),
    "rising": Feature(_("Sales of 90 days as a multiple of the 90 before"), Unit.RATIO,
                      _("Sales of 90 days are {value:decimal} times those of the 90 days before (usually {typical:decimal})."),
                      True),
    "rating": Feature(_("Stars of the reviews so far"), Unit.STARS,
                      _("The reviews so far give {value:decimal} stars (usually {typical:decimal}).")),
    "handling": Feature(_("Days until shipping"), Unit.DAYS,
                        _("It takes {value:days} until shipping (usually {typical:days})."), True, 1),
}


@dataclass(frozen=True)
class Target:
    """What is forecast.

    `happened` gives 1, 0 or NaN (cannot be told) for features joined with what followed; `sense` names the features, and +1
    where more of it can only raise the risk, -1 where it can only lower it; `can` says for whom a forecast makes sense,
    `cannot` why not for the others. `relative`: what hits all shops at once (a strike of the carriers) says nothing about one,
    nor about the next season: a value counts against the median of the shops of the same day, and each cut-off has a level of
    its own, of which the forecast takes the middle.
    """

    column: str
    title: str
    happened: Callable[[pd.DataFrame], pd.Series]
    sense: Mapping[str, int]
    can: Callable[[pd.DataFrame], pd.Series] = lambda rows: pd.Series(True, index=rows.index)
    cannot: str = ""
    relative: bool = False


def _where(known: pd.Series, happened: pd.Series) -> pd.Series:
    return happened.astype(float).where(known)


TARGETS = (
    Target("risk_no_orders_90d", _("No order at all in the next 90 days"),
           lambda d: (d.sold == 0).astype(float),
           {"recency": 1, "days_30": -1, "weeks": -1, "best_day": 1}),
    Target("risk_halved_90d", _("Sales of the next 90 days less than half of those of the last 90"),
           lambda d: _where(d.before > 0, d.amount < 0.5 * d.before),
           # Rising counts up: whoever has just risen steeply has further to fall.
           {"recency": 1, "recent_share": -1, "rising": 1, "best_day": 1},
           lambda rows: rows.amount_90 > 0,
           _("Nothing was sold in the last 90 days, so sales cannot halve.")),
    Target("risk_low_reviews_90d", _("Orders of the next 90 days rated below 3.5 stars on average"),
           lambda d: _where(d.rated >= f.RATINGS, d.stars < f.LOW_RATING * d.rated),
           {"rating": -1, "handling": 1, "weeks": -1}, relative=True),
)


def scaled(name: str, rows: pd.DataFrame, relative: bool) -> np.ndarray:
    """A value as the forecast counts it."""
    own = FEATURES[name].scaled(rows[name])
    return own - FEATURES[name].scaled(rows[f.USUAL + name]) if relative else own


@dataclass(frozen=True)
class Fitted:
    """A trained forecast: log-odds = intercept + sum of weight * (scaled value - mean) / spread."""

    names: tuple[str, ...]
    mean: np.ndarray
    spread: np.ndarray
    weight: np.ndarray
    intercept: float
    relative: bool = False

    def parts(self, rows: pd.DataFrame) -> list[np.ndarray]:
        """What each value adds to the log-odds."""
        return [w * ((scaled(n, rows, self.relative) - m) / s)
                for n, m, s, w in zip(self.names, self.mean, self.spread, self.weight, strict=True)]

    def odds(self, rows: pd.DataFrame) -> np.ndarray:
        # Column by column, not as a matrix product: the digits must not depend on how many rows there are.
        odds = np.full(len(rows), self.intercept)
        for part in self.parts(rows):
            odds = odds + part
        return odds

    def __call__(self, rows: pd.DataFrame) -> np.ndarray:
        return share(self.odds(rows))

    def steeper(self, slope: float) -> "Fitted":
        """The same forecast with all differences from the middle shop of the training times `slope`."""
        return replace(self, weight=slope * self.weight)


def share(odds: Any) -> np.ndarray:
    """Log-odds as a share of 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.asarray(odds, dtype=float))))


def refusal(y: pd.Series) -> dict[str, Any] | None:
    """Why nothing can be learned from these outcomes (index cutoff, merchant_id), as a message; None where it can."""
    merchants = y.index.get_level_values("merchant_id") if "merchant_id" in y.index.names else y.index
    n, either = merchants.nunique(), [merchants[(y == side).to_numpy()] for side in (1, 0)]
    if n == 1:
        return {"text": _("A forecast learns from what happened to other shops; only one shop is known here."), "params": {}}
    if n < LEAST_MERCHANTS or len(y) < LEAST_ROWS:
        return {"text": _("A forecast needs at least {least:number} shops and {least_rows:number} outcomes of theirs (a shop at "
                          "a past day whose next 90 days are known); there are {n:number} shops and {rows:number} outcomes."),
                "params": {"least": LEAST_MERCHANTS, "least_rows": LEAST_ROWS, "n": n, "rows": len(y)}}
    outcomes, shops = [len(side) for side in either], [side.nunique() for side in either]
    if min(outcomes) < LEAST_OF_EACH or min(shops) < LEAST_SHOPS_OF_EACH:
        return {"text": _("A forecast needs at least {least:number} outcomes of {least_shops:number} shops where it happened, "
                          "and as many where it did not; it happened {happened:number} times in {shops:number} shops and did not "
                          "{spared:number} times in {spared_shops:number}."),
                "params": {"least": LEAST_OF_EACH, "least_shops": LEAST_SHOPS_OF_EACH, "happened": outcomes[0],
                           "shops": shops[0], "spared": outcomes[1], "spared_shops": shops[1]}}
    return None


def fit(rows: pd.DataFrame, y: pd.Series, target: Target) -> Fitted:
    """Train; a value whose weight comes out against its sense is left out, the most contrary first, and it is trained anew."""
    names = list(target.sense)
    truth, groups = y.to_numpy(dtype=float), seasons(rows)
    while True:
        x = [scaled(n, rows, target.relative) for n in names]
        mean, spread = np.array([v.mean() for v in x]), np.array([v.std() for v in x])
        spread = np.where(spread > 1e-12, spread, 1.0)
        z = [np.ones(len(truth)), *((v - m) / s for v, m, s in zip(x, mean, spread, strict=True))]
        weights = newton(z, truth, np.array([0.0] + [1 / INVERSE_PULL] * len(names)), groups,
                         level_pull=LEVEL_PULL if target.relative else ONE_LEVEL)
        against = weights[1:] * np.array([target.sense[n] for n in names])
        if against.min() >= 0:
            return Fitted(tuple(names), mean, spread, weights[1:], float(weights[0]), target.relative)
        if len(names) == 1:  # nothing is left to tell shops apart by: all get the share of those to whom it happened
            return Fitted(tuple(names), mean, spread, np.zeros(1), float(np.log(truth.mean() / (1 - truth.mean()))))
        names.pop(int(against.argmin()))


def seasons(rows: pd.DataFrame) -> np.ndarray:
    """The cut-off of each row as a whole number from 0."""
    return np.asarray(rows.index.get_level_values("cutoff").factorize(sort=True)[0])


def correction(y: np.ndarray, odds: np.ndarray, middle: np.ndarray, groups: np.ndarray) -> float:
    """By what the differences of past forecasts (log-odds `odds` less those of the `middle` shop) should have been multiplied
    (Platt's slope), pulled toward 1; each cut-off has a level of its own."""
    (more,) = newton([odds - middle], y, np.full(1, CALIBRATION_PULL), groups, odds)
    return float(max(1 + more, FLATTEST))


def newton(columns: Sequence[np.ndarray], y: np.ndarray, pull: np.ndarray, groups: np.ndarray,
           base: np.ndarray | float = 0.0, level_pull: float = LEVEL_PULL) -> np.ndarray:
    """Weights of `columns` that make `y` likeliest, with a level for each of the `groups` and the log-odds starting from `base`;
    half of the pull times each squared weight or level is taken off. Only the weights are returned."""
    count, seasons_ = len(columns), int(groups.max()) + 1
    pulls = np.r_[pull, np.full(seasons_, level_pull)]
    found = np.zeros(count + seasons_)

    def odds(at: np.ndarray) -> np.ndarray:
        return np.asarray(sum((w * c for w, c in zip(at, columns, strict=False)), start=base + at[count:][groups]))

    def cost(at: np.ndarray) -> float:
        return float((np.logaddexp(0, odds(at)) - y * odds(at)).sum() + (pulls * at * at).sum() / 2)

    def by_group(values: np.ndarray) -> np.ndarray:
        return np.bincount(groups, weights=values, minlength=seasons_)

    for _step in range(100):
        p = share(odds(found))
        miss, bend = p - y, p * (1 - p)
        slope = np.r_[[(c * miss).sum() for c in columns], by_group(miss)] + pulls * found
        curve = np.diag(pulls + 1e-9)
        curve[count:, count:] += np.diag(by_group(bend))
        for i, left in enumerate(columns):
            weighted = left * bend
            curve[i, :count] += [(weighted * right).sum() for right in columns]
            curve[i, count:] += by_group(weighted)
            curve[count:, i] = curve[i, count:]
        step = np.linalg.solve(curve, slope)
        while cost(found - step) > cost(found) + 1e-9 and np.abs(step).max() > 1e-12:
            step = step / 2
        found = found - step
        if np.abs(step).max() < 1e-10:
            break
    return found[:count]
