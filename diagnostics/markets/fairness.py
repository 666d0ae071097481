"""Who gets how much: concentration over sellers and over channels, the share of small merchants, fees and waits by size.

Sources: domain README 6.2 (HHI bands 1,500 and 2,500 are in common use; Korea's merger rule reads 1,200 and 2,500) and 6.5;
FTC (공정거래위원회), published 2025-12-25: small and middle firms pay 3.2 %p more in effective commission than large suppliers.
"""
from dataclasses import asdict
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from data.text import _
from diagnostics.cohort_summary import SMALLEST
from diagnostics.markets import statistics
from diagnostics.model import Basis

TOP = (5, 10)
GROUPS = 10
SMALL_BANDS = ("영세", "중소1", "중소2", "중소3")
LEAST = "영세"
SMALL = Basis.judgement("Small is the lowest band of the card law (영세, up to 300 million won a year); where the band is not "
                        "known, sales of 365 days below that.")
SMALL_SALES = 300_000_000
"""Won a year: the upper end of 영세 (여신전문금융업법, as domain README 5.1 gives the bands of 2025-06-02)."""
BANDS = {"hhi": [1_500, 2_500], "hhi_korea": [1_200, 2_500]}
FTC_GAP = Basis(_("FTC (공정거래위원회) 2025-12-25: small and middle firms pay 3.2 %p more than large suppliers"),
                "2025-12-25")


def over_sellers(sales: np.ndarray) -> dict[str, Any] | None:
    """n, gini, hhi, top 5 and 10 share with intervals over one number per seller, zeros included; None below five sellers.

    The share of the top k is told only where five sellers or more stand outside it, so that nobody is left over alone.
    """
    values = np.maximum(np.asarray(sales, dtype=float), 0.0)
    n = len(values)
    if n < SMALLEST or values.sum() <= 0:
        return None
    found: dict[str, Any] = {"n": n, "gini": float(statistics.gini(values)), "gini_interval": statistics.of_values(
        statistics.gini, values), "hhi": float(statistics.hhi(values)), "hhi_interval": statistics.of_values(
            statistics.hhi, values), "top": []}
    for k in TOP:
        if n - k >= SMALLEST:
            found["top"].append({"k": k, "share": float(statistics.top_share(values, k)), "interval": statistics.of_values(
                partial(statistics.top_share, k=k), values)})
    return found


def over_channels(sales: pd.DataFrame) -> dict[str, Any] | None:
    """Concentration of the channels from a frame merchant by channel (money): n, hhi with its interval over merchants, the top
    three together, and the share of each channel with five sellers or more; the rest together is "other"."""
    values = sales.to_numpy(dtype=float).clip(min=0)
    n = len(values)
    if n < SMALLEST or values.sum() <= 0:
        return None
    total = values.sum(axis=0)

    def drawn(picked: np.ndarray) -> np.ndarray:
        # How often each merchant was drawn, times what they sold: no copy of the whole table per draw.
        offset = np.arange(len(picked))[:, None] * n
        times = np.bincount((picked + offset).ravel(), minlength=len(picked) * n).reshape(len(picked), n)
        return statistics.hhi(times @ values)

    shares: list[dict[str, Any]] = [{"channel": str(name), "sellers": int((values[:, i] > 0).sum()),
                                     "share": float(total[i] / total.sum())}
              for i, name in enumerate(sales.columns)]
    shown = sorted((s for s in shares if s["sellers"] >= SMALLEST), key=lambda s: (-s["share"], s["channel"]))
    rest = [s for s in shares if 0 < s["sellers"] < SMALLEST]
    if rest and shown and (len(rest) == 1 or sum(s["sellers"] for s in rest) < SMALLEST):
        rest.append(shown.pop())
    told = [*shown, {"channel": None, "sellers": None, "share": sum(s["share"] for s in rest)}] if rest else shown
    return {"n": n, "hhi": float(statistics.hhi(total)), "hhi_interval": statistics.interval(drawn, n),
            "top_3": float(statistics.top_share(total, 3)), "shares": told}


def small_share(t: pd.DataFrame) -> dict[str, Any]:
    """Share of small merchants in sellers, listings, exposure and sales of 90 days, from a frame with band, listings, visitors,
    sales_90 and sales_365 (money).

    {"n", "small", "listings"|"exposure"|"sales": {share, interval, n} or None, "gap_exposure", "gap_sales"}: a gap is the share
    less that in listings (below 0: seen or bought less than offered). Exposure is visitors by the channels' own statistics; all
    its shares are among merchants who brought them.
    """
    band = t.band.where(t.band.isin([*SMALL_BANDS, "일반"]))
    small = np.where(band.notna(), band == LEAST, t.sales_365 < SMALL_SALES).astype(bool)
    n, few = len(t), int(small.sum())
    found: dict[str, Any] = {"n": n, "small": few if few == 0 or few >= SMALLEST else None,
                             "band_known": int(band.notna().sum())}
    large = n - few
    enough = n >= SMALLEST and (few == 0 or few >= SMALLEST) and (large == 0 or large >= SMALLEST)
    for name, column in (("listings", "listings"), ("exposure", "visitors"), ("sales", "sales_90")):
        known = t[column].notna().to_numpy()
        found[name] = _part(t[column].to_numpy(dtype=float)[known], small[known]) if enough else None
    offered = found["listings"]
    for name in ("exposure", "sales"):
        found[f"gap_{name}"] = None if found[name] is None or offered is None else found[name]["share"] - offered["share"]
    found["basis"] = asdict(SMALL)
    return found


def _part(values: np.ndarray, small: np.ndarray) -> dict[str, Any] | None:
    values, n, few = values.clip(min=0), len(values), int(small.sum())
    if n < SMALLEST or values.sum() <= 0 or 0 < few < SMALLEST or 0 < n - few < SMALLEST:
        return None
    mine = values * small

    def drawn(picked: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(mine[picked].sum(axis=1) / values[picked].sum(axis=1))

    return {"share": float(mine.sum() / values.sum()), "interval": statistics.interval(drawn, n), "n": n}


def by_size(t: pd.DataFrame, part: str, whole: str, size: str) -> dict[str, Any]:
    """Σ part / Σ whole in groups of equal number from the smallest to the largest by `size` (whole hundredths all).

    Ten groups; with fewer than fifty merchants as many as hold five each. {"n", "groups": [{group, n, value, interval, from,
    to}], "gap": smallest less largest, "gap_interval"}. None of it below ten merchants. Ties lie in the order of the ids.
    """
    t = t[(t[whole] > 0) & t[part].notna()].sort_values([size, "merchant_id"]).reset_index(drop=True)
    n = len(t)
    count = min(GROUPS, n // SMALLEST)
    if count < 2:
        return {"n": n if n == 0 or n >= SMALLEST else None, "groups": [], "gap": None, "gap_interval": None}
    group = np.arange(n) * count // n
    top, bottom = t[part].to_numpy(dtype=float), t[whole].to_numpy(dtype=float)
    rows: list[dict[str, Any]] = []
    draws: list[Any] = []
    for g in range(count):
        a, b = top[group == g], bottom[group == g]
        rng = np.random.default_rng(statistics.SEED + g)
        picked = rng.integers(0, len(a), size=(statistics.DRAWS, len(a)))
        drawn = a[picked].sum(axis=1) / b[picked].sum(axis=1)
        draws.append(drawn)
        exact = int(t[part][group == g].sum()) / int(t[whole][group == g].sum())
        rows.append({"group": g + 1, "n": len(a), "value": exact, "interval": statistics.ends(drawn)})
    return {"n": n, "groups": rows, "gap": rows[0]["value"] - rows[-1]["value"],
            "gap_interval": statistics.ends(draws[0] - draws[-1])}
