"""How an outcome study is set up: windows, neighbours, draws; and the few numbers that were chosen, with why."""
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagnostics.model import Basis

Array = NDArray[np.float64]

SMALLEST = 5
"""Groups of fewer merchants are not shown, nor is anything compared with fewer."""
CALIPER_BASIS = Basis("Austin 2011, Pharmaceutical Statistics 10, 150-161: 0.2 standard deviations of the logit", "2011")
BALANCED_BASIS = Basis("Austin 2009, Statistics in Medicine 28, 3083-3107: below 0.1", "2009")
BALANCED = 0.1
"""A standardised difference up to here is called balanced; up to twice of it, nearly."""


@dataclass(frozen=True)
class Design:
    """Windows in periods of the panel. `gap` periods right before the start count neither as before nor as after.

    `caliper` times the standard deviation of the propensity's logit is how far a neighbour may be. `trend` carries growth before
    the start on (did.py), where at least four periods before are asked for. `draws` are bootstrap draws.
    """

    before: int = 12
    after: int = 3
    gap: int = 0
    least: int = 2
    neighbours: int = 4
    caliper: float = 0.2
    draws: int = 999
    trend: bool = True
    seed: int = 20261124


def log_sales(sales: Array) -> Array:
    """log(1 + sales); returns can make sales of a period negative, which counts as none."""
    return np.log1p(np.maximum(sales, 0))


def sells(sales: Array) -> Array:
    """1 where anything was sold, 0 where not, NaN where it is not known."""
    return np.where(np.isnan(sales), np.nan, (sales > 0).astype(float))


def amount(sales: Array) -> Array:
    """The sales as they are."""
    return np.asarray(sales, dtype=float)


OUTCOMES: dict[str, Callable[[Array], Array]] = {"log_sales": log_sales, "sells": sells, "sales": amount}
"""What is compared, by name. The first two are the findings; the third gives the change in percent of sales."""
