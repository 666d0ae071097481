"""Simulated programmes with a known effect: who is treated depends on size and growth, dates are staggered, some leave."""
from dataclasses import dataclass

import numpy as np
import pandas as pd

MONTHS, STARTS = 24, (13, 15, 17, 19)


@dataclass(frozen=True)
class Scenario:
    """Percent more sales and points more of selling months by the treatment; how selection and leaving work."""

    name: str
    sales: float = 0.3
    sells: float = 0.10
    by_size: float = 0.8
    by_trend: float = 0.0
    staggered: bool = False
    leaving: float = 0.0
    grows: bool = False


SCENARIOS = (Scenario("size"), Scenario("size and trend", by_trend=0.8),
             Scenario("staggered", staggered=True, grows=True),
             Scenario("staggered with trend", by_trend=0.8, staggered=True), Scenario("attrition", staggered=True, leaving=0.5),
             Scenario("null", sales=0.0, sells=0.0, by_trend=0.8, staggered=True),
             Scenario("null, size only", sales=0.0, sells=0.0, staggered=True))


def simulate(scenario: Scenario, seed: int, merchants: int = 900) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, float]]:
    """Sales (merchant_id, period, sales), merchants (merchant_id, start, segment, industry, age) and the true effects on the
    treated in the three periods after the start: log_sales, sells, sales."""
    random = np.random.default_rng(seed)
    segment, industry = random.integers(0, 2, merchants), random.integers(0, 3, merchants)
    size = random.normal(0, 1, merchants) + 0.4 * segment
    trend = random.normal(0, 1, merchants)
    age = random.normal(5, 2, merchants)
    odds = -1.5 + scenario.by_size * (size - 0.2) + scenario.by_trend * trend + 0.3 * (industry == 1)
    treated = random.random(merchants) < 1 / (1 + np.exp(-odds))
    start = np.where(treated, random.choice(STARTS, merchants) if scenario.staggered else 16, np.nan)
    month = np.arange(MONTHS)
    season = 0.3 * np.sin(2 * np.pi * month / 12) + 0.02 * month
    chance = 0.25 + 0.5 / (1 + np.exp(-size))
    chance = np.where(random.random(merchants) < 0.25, 0.02, chance)
    wanted = 13 + 0.7 * size[:, None] + 0.03 * trend[:, None] * (month - 12) + season + 0.05 * industry[:, None] * month / 12
    likely = np.clip(chance[:, None] + 0.006 * trend[:, None] * (month - 12) * (chance[:, None] > 0.1), 0.01, 0.85)
    noise, luck = random.normal(0, 0.5, (merchants, MONTHS)), random.random((merchants, MONTHS))
    since = month[None, :] - start[:, None]
    on = (since >= 0) * (1 + (0.2 * np.clip(since, 0, 5) if scenario.grows else 0))

    def drawn(strength: np.ndarray) -> np.ndarray:
        sold = luck < likely + scenario.sells * strength
        return np.where(sold, np.exp(wanted + np.log1p(scenario.sales) * strength + noise), 0.0).round()

    with_it, without = drawn(np.nan_to_num(on)), drawn(np.zeros_like(on))
    after = (since >= 0) & (since < 3) & treated[:, None]
    truth = {"log_sales": float((np.log1p(with_it) - np.log1p(without))[after].mean()),
             "sells": float(((with_it > 0).astype(float) - (without > 0))[after].mean()),
             "sales": float((with_it - without)[after].mean())}
    if scenario.leaving:
        odds_left = -2.0 - scenario.leaving * size - 0.3 * treated
        left = np.where(random.random(merchants) < 1 / (1 + np.exp(-odds_left)), random.integers(14, MONTHS, merchants), MONTHS)
        with_it = np.where(month[None, :] >= left[:, None], np.nan, with_it)
    names = [f"m{i:05d}" for i in range(merchants)]
    sales = pd.DataFrame(with_it, index=pd.Index(names, name="merchant_id"), columns=month)
    shops = pd.DataFrame({"merchant_id": names, "start": start, "segment": segment, "industry": industry, "age": age})
    return sales, shops, truth
