"""What may happen to a merchant in the next 90 days, learned from what happened to the merchants of this very store.

At past cut-offs the features are taken as they were known then, and the outcomes of the 90 days after; all of these windows
end on or before the day of the forecast. Training reads all merchants that the viewer may see, so a forecast is made with
the cohort and kept with it; the diagnosis of one merchant reads its own kept row and nothing of others.
"""
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from data import kept
from data.known import Tables
from data.text import _
from data.workspace import Workspace
from diagnostics import risk_features as f
from diagnostics import risk_model

COLUMNS = tuple(t.column for t in risk_model.TARGETS)
STEP, CUTOFFS = 30, 9
"""Days between two cut-offs, and how many there are at most."""
OFFSETS = tuple(f.HORIZON + STEP * i for i in range(CUTOFFS))
"""Days from each cut-off to the day of the forecast."""
FRESH = 45
"""Days after which a kept forecast is too old to be shown."""


@dataclass(frozen=True)
class Forecasts:
    """`probabilities` has a row per merchant that can be forecast (index merchant_id) and a column per risk, NaN where refused;
    `card` says what they were made from and how well such a forecast did on the newest outcomes, or why there is none."""

    probabilities: pd.DataFrame
    card: dict[str, Any]


def forecasts(workspace: Workspace, day: date) -> Forecasts:
    """The risks of all merchants that the viewer may see, as of `day`."""
    tables = workspace.tables(day)
    now = f.features(tables)
    cutoffs = _cutoffs(tables, day)
    past = _past(workspace, tables, cutoffs)
    found = pd.DataFrame(np.nan, index=now.index, columns=list(COLUMNS))
    cards = {}
    for target in risk_model.TARGETS:
        happened = target.happened(past).dropna() if len(past) else pd.Series(dtype=float)
        reason = risk_model.refusal(happened)
        card: dict[str, Any] = {"title": target.title, "refused": reason, "rows": len(happened),
                                "base_rate": float(happened.mean()) if len(happened) else None}
        if reason is None:
            known = past.loc[happened.index]
            fitted = risk_model.fit(known, happened, target.sense)
            able = target.can(now).to_numpy(dtype=bool)
            found.loc[able, target.column] = fitted(now[able])
            card |= {"weights": dict(zip(fitted.names, map(float, fitted.weight), strict=True)),
                     "check": _check(known, happened, target, cutoffs)}
        cards[target.column] = card
    return Forecasts(found, {"as_of": day.isoformat(), "cutoffs": [c.isoformat() for c in cutoffs], "merchants": len(now),
                             "risks": cards})


def _cutoffs(tables: Tables, day: date) -> list[date]:
    """The days to learn from, newest first: their outcomes are complete, and 90 days of history lie before them."""
    first = f.first_day(tables)
    if first is None:
        return []
    return [d for d in (day - timedelta(days=n) for n in OFFSETS) if d >= first + timedelta(days=f.HORIZON)]


def _past(workspace: Workspace, tables: Tables, cutoffs: list[date]) -> pd.DataFrame:
    """Features and outcomes at the cut-offs, index (cutoff, merchant_id)."""
    if not cutoffs:
        return pd.DataFrame()
    known = pd.concat({c: f.features(workspace.tables(c)) for c in cutoffs}, names=["cutoff", "merchant_id"])
    return known.join(f.outcomes(tables, OFFSETS), how="left").fillna(
        {"sold": 0.0, "amount": 0.0, "before": 0.0, "rated": 0.0, "stars": 0.0})


def _check(known: pd.DataFrame, happened: pd.Series, target: risk_model.Target, cutoffs: list[date]) -> dict[str, Any] | None:
    """How a forecast that had been made at the newest cut-off would have done: trained only on outcomes complete by then."""
    newest = cutoffs[0]
    when = known.index.get_level_values("cutoff")
    before, after = when <= newest - timedelta(days=f.HORIZON), when == newest
    if risk_model.refusal(happened[before]) is not None or not after.any():
        return None
    fitted = risk_model.fit(known[before], happened[before], target.sense)
    return {"day": newest.isoformat(), **risk_model.report(happened[after].to_numpy(dtype=int), fitted(known[after]))}


def forecast(workspace: Workspace, merchant_id: str, as_of: date) -> dict[str, Any]:
    """The merchant's own kept forecast: {"available": True, "as_of", one number per risk or None}, or {"available": False,
    "reason"}. Nothing is trained here."""
    row = kept.newest_row(workspace, merchant_id, as_of)
    if row is None:
        return _none(_("No cohort has been worked out up to this day, so there is no forecast."))
    day = pd.Timestamp(row["as_of"]).date()
    if (as_of - day).days > FRESH:
        return _none(_("The newest forecast is of {day:date} and too old for this day."), day=day.isoformat())
    numbers = {c: None if pd.isna(row[c]) else float(row[c]) for c in COLUMNS}
    if not any(n is not None for n in numbers.values()):
        return _none(_("There is too little history here, or this shop sells too seldom, for a forecast."))
    return {"available": True, "as_of": day.isoformat(), **numbers}


def _none(text: str, **params: Any) -> dict[str, Any]:
    return {"available": False, "reason": {"text": text, "params": params}}
