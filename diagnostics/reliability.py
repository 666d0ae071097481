"""How well the questions of the self-check hang together, from the answers of this very store.

Cronbach's alpha with the interval of Feldt (1965), alpha without each question, and how each question goes with the others of
its scale. Only from answers that the viewer may see; nothing is told of fewer than `SMALL` merchants, no coefficient of fewer
than `LEAST`.
"""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.text import _
from data.workspace import FORM_ROW, Workspace
from diagnostics import answers
from diagnostics.model import Basis
from diagnostics.questions import FACTORS, FIRST_FORM, FIRST_WORDS, FORM, FORMS, POINTS, UNKNOWN
from diagnostics.readiness import ASKED, MEASURED

LEAST = 30
"""Merchants who answered every question of a scale, below which alpha is not told: its interval would span a third of the
scale and more."""
SMALL = 5
"""Below this many merchants nothing is told at all, so that nobody can be read out of it."""
CONFIDENCE = 0.95
REFERENCE = Basis(_("소상공인 디지털 리터러시 척도 (digital literacy scale for small merchants, JAKO202326257673915), 22 items "
                    "of their own: alpha .945"), "2023", 333)
"""What a published scale with the same four factors reached: other items, other merchants."""
REFERENCE_ALPHA = 0.945
FEW = _("{n:number} merchants answered every question of this part; {needed:number} are needed.")
HIDDEN = _("Fewer than {needed:number} merchants answered, so nothing is told.")
ALIKE = _("Everybody answered the same, so there is nothing to compare.")


@dataclass(frozen=True)
class Scale:
    """One scale: `alpha` with `low` and `high` from the `n` merchants who answered all of its questions, or the `reason` why it
    is not told; `pairwise` is alpha from the covariances of all who answered two questions each, `pairs` the fewest of them."""

    id: str
    items: int
    n: int
    alpha: float | None
    low: float | None
    high: float | None
    pairwise: float | None
    pairs: int
    reason: dict[str, Any] | None


@dataclass(frozen=True)
class Item:
    """One question. Of the `said` who answered: the share who do not know; of the `n` who know: mean 0..4 and the shares at
    the floor and the ceiling. `alpha_without` and `rest` (the correlation with the sum of the others) are within the factor,
    `alpha_without_total` and `rest_total` within the whole form. None where too few answered."""

    id: str
    factor: str
    reverse: bool
    said: int | None
    n: int | None
    unknown: float | None
    mean: float | None
    floor: float | None
    ceiling: float | None
    alpha_without: float | None
    rest: float | None
    alpha_without_total: float | None
    rest_total: float | None


@dataclass(frozen=True)
class Reliability:
    """`scales`: the four factors, then the whole form ("total"); `merchants` who answered on the present form."""

    form: str
    stage: str
    merchants: int | None
    scales: tuple[Scale, ...]
    items: tuple[Item, ...]


def of(workspace: Workspace, as_of: date | None = None, stage: str = "intake") -> Reliability:
    """The reliability of one stage's answers of the viewer's merchants, as known before `as_of` (default: all of them)."""
    rows = answers.rows(workspace.tables(as_of or workspace.default_as_of()), stage)
    return reliability(*tables(rows), stage)


def tables(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Points and "I do not know" of the scored questions: one row per merchant and one column per question each.

    `rows` has merchant_id, question_id and value. Answers on the form before this one are left out whole: some of its
    questions had other words. The question that runs the other way is turned, as in the score.
    """
    rows = rows.drop_duplicates(["merchant_id", "question_id"])
    text = rows.value.astype("string").str.strip().str.lower()
    named = rows[(rows.question_id == FORM_ROW) & rows.value.isin(FORMS)].set_index("merchant_id").value
    older = set(named.index[named == FIRST_FORM]) | (set(rows.merchant_id[text.isin(FIRST_WORDS)]) - set(named.index))
    rows = rows.assign(worth=text.map(POINTS).astype(float), unknown=text == UNKNOWN)[~rows.merchant_id.isin(older)]
    asked = [q.id for q in ASKED]
    worth, unknown = (rows.pivot(index="merchant_id", columns="question_id", values=part).reindex(columns=asked)
                      for part in ("worth", "unknown"))
    return worth.astype(float), unknown.astype("boolean").fillna(False).astype(bool)


def reliability(worth: pd.DataFrame, unknown: pd.DataFrame, stage: str = "intake") -> Reliability:
    """From the tables of `tables`."""
    said_all = worth.notna() | unknown
    worth, unknown = worth[said_all.any(axis=1)], unknown[said_all.any(axis=1)]
    merchants = len(worth)
    parts = {f: [q.id for q in ASKED if q.factor == f] for f in MEASURED}
    parts["total"] = [q.id for q in ASKED]
    scales = tuple(_scale(id, worth[columns].to_numpy(dtype=float)) for id, columns in parts.items())
    told = {s.id for s in scales if s.alpha is not None}
    inner = {id: _without(worth[columns]) for id, columns in parts.items() if id in told}
    items = tuple(_item(q.id, q.factor, q.reverse, worth[q.id], unknown[q.id], inner) for q in ASKED)
    return Reliability(FORM, stage, merchants if merchants >= SMALL else None, scales, items)


def alpha(covariance: np.ndarray) -> float:
    """Cronbach's alpha from the covariances of the items: k/(k-1) (1 - sum of variances / variance of the sum); NaN where the
    sum does not vary."""
    k, total = len(covariance), float(covariance.sum())
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total) if total > 0 else np.nan


def interval(value: float, n: int, k: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Feldt's interval of alpha: (1 - true) / (1 - found) follows F with n-1 and (n-1)(k-1) degrees of freedom (Feldt 1965,
    Psychometrika 30, 357-370)."""
    from scipy.special import fdtri

    tail, one, other = (1 - confidence) / 2, n - 1, (n - 1) * (k - 1)
    return 1 - (1 - value) * float(fdtri(one, other, 1 - tail)), 1 - (1 - value) * float(fdtri(one, other, tail))


def item_rest(complete: np.ndarray) -> np.ndarray:
    """Correlation of each column with the sum of the others; NaN where one of the two does not vary."""
    rest = complete.sum(axis=1, keepdims=True) - complete
    a, b = complete - complete.mean(axis=0), rest - rest.mean(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return (a * b).sum(axis=0) / np.sqrt((a * a).sum(axis=0) * (b * b).sum(axis=0))


def pairwise(values: np.ndarray) -> tuple[float, int]:
    """Alpha from covariances of whoever answered both questions of a pair, and the fewest such answers."""
    known = (~np.isnan(values)).astype(float)
    filled = np.where(np.isnan(values), 0.0, values)
    n = known.T @ known
    if n.min() < 2:
        return np.nan, int(n.min())
    # Of each pair: the sums of either side are taken over those who answered both.
    first = filled.T @ known
    return alpha((filled.T @ filled - first * first.T / n) / (n - 1)), int(n.min())


def _scale(id: str, values: np.ndarray) -> Scale:
    complete = values[~np.isnan(values).any(axis=1)]
    n, k = complete.shape
    if len(values) < SMALL:
        return Scale(id, k, 0, None, None, None, None, 0, {"text": HIDDEN, "params": {"needed": SMALL}})
    if n < LEAST:
        few = n >= SMALL
        reason = {"text": FEW, "params": {"n": n, "needed": LEAST}} if few else {"text": HIDDEN, "params": {"needed": SMALL}}
        return Scale(id, k, n if few else 0, None, None, None, None, 0, reason)
    found = alpha(np.cov(complete, rowvar=False))
    if np.isnan(found):
        return Scale(id, k, n, None, None, None, None, 0, {"text": ALIKE, "params": {}})
    paired, pairs = pairwise(values)
    low, high = interval(found, n, k)
    return Scale(id, k, n, found, low, high, None if np.isnan(paired) else paired, pairs, None)


def _without(values: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Per question: alpha of the others, and its correlation with their sum; of the merchants who answered all."""
    complete = values.dropna().to_numpy(dtype=float)
    covariance, rest = np.cov(complete, rowvar=False), item_rest(complete)
    others = [alpha(np.delete(np.delete(covariance, i, 0), i, 1)) for i in range(complete.shape[1])]
    return {str(c): (others[i], float(rest[i])) for i, c in enumerate(values.columns)}


def _item(id: str, factor: str, reverse: bool, worth: pd.Series, unknown: pd.Series,
          inner: dict[str, dict[str, tuple[float, float]]]) -> Item:
    known = worth.dropna().to_numpy(dtype=float)
    said, n = len(known) + int(unknown.sum()), len(known)
    enough = n >= SMALL
    return Item(id, factor, reverse, said if said >= SMALL else None, n if enough else None,
                float(unknown.sum()) / said if said >= SMALL else None,
                float(known.mean()) if enough else None, float((known == 0).mean()) if enough else None,
                float((known == 4).mean()) if enough else None,
                *_pair(inner.get(factor, {}).get(id)), *_pair(inner.get("total", {}).get(id)))


def _pair(found: Sequence[float] | None) -> tuple[float | None, float | None]:
    alpha_without, rest = found or (np.nan, np.nan)
    return None if np.isnan(alpha_without) else alpha_without, None if np.isnan(rest) else rest


def title(scale: Scale) -> str:
    """Message id of the name of a scale."""
    return FACTORS.get(scale.id, _("Whole form"))
