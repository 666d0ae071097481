"""How well forecasts did: ranking against the days since the last order, and whether so many came true as were said."""
from typing import Any

import numpy as np
import pandas as pd

RESAMPLES = 300
BINS, LEAST_IN_BIN = 10, 40
"""Groups of forecasts of about equal size: ten, or fewer where a group would hold fewer than so many."""
Z = 1.959964


def report(rows: pd.DataFrame) -> dict[str, Any]:
    """How forecasts that had been made at past cut-offs did: `rows` (index cutoff, merchant_id) with y, p and recency.

    n, merchants, base_rate, forecast (mean); auc beside recency_auc with 95 % intervals (auc_95, gain_95: resampled by
    merchant); ece (mean gap between forecast and share over tenths); brier_skill (1 is perfect, 0 as good as the base rate);
    bins (reliability); months (the same by cut-off, newest first).
    """
    y, p, recency = (rows[c].to_numpy(dtype=float) for c in ("y", "p", "recency"))
    merchants, codes = np.unique(rows.index.get_level_values("merchant_id").to_numpy(dtype=str), return_inverse=True)
    return {"n": len(y), "merchants": len(merchants), "base_rate": float(y.mean()), "forecast": float(p.mean()),
            "auc": auc(y, p), "recency_auc": auc(y, recency), **intervals(y, p, recency, codes), "ece": ece(y, p),
            "brier_skill": skill(y, p), "bins": bins(y, p),
            "months": [_month(cutoff, part) for cutoff, part in list(rows.groupby(level="cutoff"))[::-1]]}


def _month(cutoff: Any, rows: pd.DataFrame) -> dict[str, Any]:
    y, p = rows.y.to_numpy(dtype=float), rows.p.to_numpy(dtype=float)
    return {"day": cutoff.isoformat(), "n": len(y), "base_rate": float(y.mean()), "forecast": float(p.mean()),
            "auc": auc(y, p), "recency_auc": auc(y, rows.recency.to_numpy(dtype=float)), "ece": ece(y, p)}


class _Ranking:
    """Scores sorted once, so that the AUC of any weights of the rows costs two sums."""

    def __init__(self, y: np.ndarray, score: np.ndarray):
        self.order = np.argsort(score, kind="stable")
        sorted_score = score[self.order]
        self.starts = np.flatnonzero(np.r_[True, sorted_score[1:] != sorted_score[:-1]])
        self.y = y[self.order]

    def auc(self, weight: np.ndarray) -> float:
        w = weight[self.order]
        up, down = np.add.reduceat(w * self.y, self.starts), np.add.reduceat(w * (1 - self.y), self.starts)
        pairs = up.sum() * down.sum()
        return float((up * (np.cumsum(down) - down / 2)).sum() / pairs) if pairs else float("nan")


def auc(y: np.ndarray, score: np.ndarray) -> float | None:
    """Chance that one to whom it happened was rated riskier than one to whom it did not; None where all fared alike."""
    found = _Ranking(y, score).auc(np.ones(len(y))) if len(y) else float("nan")
    return None if found != found else found


def intervals(y: np.ndarray, p: np.ndarray, base: np.ndarray, codes: np.ndarray) -> dict[str, list[float] | None]:
    """95 % of the AUC and of its gain over `base`, from a bootstrap over merchants (`codes`); None where all fared alike."""
    ours, theirs = _Ranking(y, p), _Ranking(y, base)
    random, count = np.random.default_rng(7), int(codes.max()) + 1
    found = []
    for _draw in range(RESAMPLES):
        weight = np.bincount(random.integers(0, count, count), minlength=count)[codes].astype(float)
        a = ours.auc(weight)
        found.append((a, a - theirs.auc(weight)))
    values = np.array(found)
    values = values[~np.isnan(values[:, 0])]
    if not len(values):
        return {"auc_95": None, "gain_95": None}
    low, high = np.percentile(values, [2.5, 97.5], axis=0)
    return {"auc_95": [float(low[0]), float(high[0])], "gain_95": [float(low[1]), float(high[1])]}


def ece(y: np.ndarray, p: np.ndarray, groups: int = 10) -> float:
    """Expected calibration error: the mean gap between what was forecast and what happened, over tenths of the forecast."""
    edges = np.unique(np.quantile(p, np.linspace(0, 1, groups + 1)[1:-1]))
    which = np.searchsorted(edges, p, side="right")
    return float(np.abs(np.bincount(which, weights=y) - np.bincount(which, weights=p)).sum() / len(y))


def skill(y: np.ndarray, p: np.ndarray) -> float | None:
    """Brier skill: how much smaller the squared error is than that of always saying the base rate."""
    spread = float(np.var(y))
    return float(1 - np.mean((p - y) ** 2) / spread) if spread else None


def bins(y: np.ndarray, p: np.ndarray) -> list[dict[str, Any]]:
    """Groups of forecasts, from the lowest: from, to (the forecasts that fall into it), forecast (mean), happened (share of n)
    and its 95 % interval (Wilson) low, high."""
    count = min(BINS, max(1, len(p) // LEAST_IN_BIN))
    edges = np.unique(np.quantile(p, np.linspace(0, 1, count + 1)[1:-1]))
    which = np.searchsorted(edges, p, side="right")
    n = np.bincount(which, minlength=len(edges) + 1)
    happened, said = (np.bincount(which, weights=v, minlength=len(n)) for v in (y, p))
    low, high = wilson(happened, n)
    start, end = np.r_[0.0, edges], np.r_[edges, 1.0]
    return [{"from": float(start[i]), "to": float(end[i]), "forecast": float(said[i] / n[i]),
             "happened": float(happened[i] / n[i]), "low": float(low[i]), "high": float(high[i]), "n": int(n[i])}
            for i in range(len(n)) if n[i]]


def wilson(happened: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """95 % interval of shares (E. B. Wilson, 1927)."""
    n = np.maximum(n, 1)
    middle = (happened + Z * Z / 2) / (n + Z * Z)
    half = Z * np.sqrt(happened * (n - happened) / n + Z * Z / 4) / (n + Z * Z)
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)
