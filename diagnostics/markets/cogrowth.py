"""The online co-growth index (온라인 동반성장지수) from a survey of sellers, after the official weights: 50 / 15 / 35.

The official index (2024): 50 % 공정거래협약 이행평가 of the FTC, 15 % 실적 and 35 % 체감도 of 동반위 (domain README 6.3). In 2025
the delivery platforms handed over no lists of sellers, so no official online index could be made. Ours asks sellers about all
three parts and says so: it is no official grade. A scale answer a counts 25 (a - 1) points; a part is the weighted mean of a
seller's answers to it (older weights of 체감도: 거래관계 40, 협력 30, 동반성장체제 30); the index is the mean over sellers who
answered all three parts. All malls together: each seller once, with the mean of the malls that they judged.
"""
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data import surveys
from data.survey_words import AGREEMENT, FELT, QUESTIONS, RESULTS
from data.workspace import Workspace
from diagnostics.cohort_summary import SMALLEST
from diagnostics.markets import statistics
from diagnostics.model import Basis

WEIGHTS = {AGREEMENT: 50, RESULTS: 15, FELT: 35}
LEAST = 30
BASIS = Basis("동반성장지수 2024 (FTC 50, 동반위 50: 실적 30 %, 체감도 70 %), domain README 6.3", "2024")
LEAST_BASIS = Basis.judgement("No index below 30 sellers who answered all three parts: below, its interval is wider than the "
                              "steps between grades.")


def index(workspace: Workspace, as_of: date | None = None, survey: str | None = None) -> dict[str, Any] | None:
    """The index of all malls together and of each; None where a viewer may not see surveys, or there is none."""
    if workspace.viewer.merchants is not None:
        return None
    rows = surveys.answers(workspace, survey, as_of)
    return from_answers(rows) if len(rows) else None


def from_answers(rows: pd.DataFrame) -> dict[str, Any]:
    """From a frame as `data.surveys.answers` gives it.

    {"method", "weights", "least", "days" [first, last], "respondents", "all": {n, left_out, index, interval, parts},
    "channels": [{channel, the same}], "unfair": {n, yes, share, interval}, "payout_days", "cost_share": {n, median,
    interval}}. `n` sellers answered all three parts, `left_out` only some. Below `least` there is no index, below five no n.
    """
    rows = rows.assign(who=rows.survey + "\n" + rows.respondent)
    scored = _scored(rows)
    malls = []
    for channel, group in scored.groupby("channel"):
        if channel:
            malls.append({"channel": channel, **_told(group)})
    whole = scored.groupby("who")[list(WEIGHTS)].mean()
    malls = _unrevealing(malls)
    malls.sort(key=lambda m: (-(m["index"] if m["index"] is not None else -1.0), m["channel"]))
    people = rows.who.nunique()
    return {"method": asdict(BASIS), "weights": WEIGHTS, "least": LEAST, "least_basis": asdict(LEAST_BASIS),
            "days": [rows.answered_on.min(), rows.answered_on.max()],
            "respondents": people if people >= SMALLEST else None, "all": _told(whole), "channels": malls,
            "unfair": _yes(rows[rows.question == "unfair"]), "payout_days": _middle(rows[rows.question == "payout_days"]),
            "cost_share": _middle(rows[rows.question == "cost_share"])}


def _scored(rows: pd.DataFrame) -> pd.DataFrame:
    """A seller and mall per row: points 0 to 100 of each part, NaN where none of its questions was answered."""
    asked = {q.id: q for q in QUESTIONS if q.part}
    t = rows[rows.question.isin(asked)]
    weight = t.question.map(lambda q: asked[q].weight)
    t = t.assign(part=t.question.map(lambda q: asked[q].part), weight=weight,
                 points=25.0 * (t.value.astype(float) - 1) * weight, channel=t.channel.fillna(""))
    sums = t.groupby(["who", "channel", "part"])[["points", "weight"]].sum()
    wide = (sums.points / sums.weight).unstack("part")
    return wide.reindex(columns=list(WEIGHTS)).reset_index()


def _told(t: pd.DataFrame) -> dict[str, Any]:
    whole = t[list(WEIGHTS)].dropna().to_numpy(dtype=float)
    n, rest = len(whole), len(t) - len(whole)
    found: dict[str, Any] = {"n": n if n == 0 or n >= SMALLEST else None,
                             "left_out": rest if rest == 0 or rest >= SMALLEST else None,
                             "index": None, "interval": None, "parts": None}
    if n < LEAST:
        return found
    points = whole @ np.array(list(WEIGHTS.values())) / 100
    return {**found, "index": float(points.mean()), "interval": statistics.of_values(_mean, points),
            "parts": {p: float(v) for p, v in zip(WEIGHTS, whole.mean(axis=0), strict=True)}}


def _unrevealing(malls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Malls of too few answers are not named."""
    return [m for m in malls if m["n"]]


def _mean(values: np.ndarray) -> np.ndarray:
    return np.asarray(values.mean(axis=-1))


def _yes(rows: pd.DataFrame) -> dict[str, Any]:
    """How many sellers said yes at least once, of those who answered."""
    by = (rows.value == "yes").groupby(rows.who).any()
    n, yes = len(by), int(by.sum())
    if n < SMALLEST or 0 < yes < SMALLEST:
        return {"n": n if n == 0 or n >= SMALLEST else None, "yes": None, "share": None, "interval": None}
    return {"n": n, "yes": yes, "share": yes / n, "interval": statistics.share_interval(yes, n)}


def _middle(rows: pd.DataFrame) -> dict[str, Any]:
    """Median over sellers, of the mean of what each said."""
    values = rows.value.astype(float).groupby(rows.who).mean().to_numpy(dtype=float)
    n = len(values)
    if n < SMALLEST:
        return {"n": n if n == 0 else None, "median": None, "interval": None}
    return {"n": n, "median": float(np.median(values)), "interval": statistics.median_interval(values)}
