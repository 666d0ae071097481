"""What may happen to a merchant in the next 90 days, learned from what happened to the merchants of this very store.

At past cut-offs the values are taken as they were known then, and the outcomes of the 90 days after; all of these windows
end on or before the day of the forecast. How well that does is told by the same procedure gone through at each past cut-off,
with nothing that was known later. Training reads all merchants that the viewer may see, so a forecast is made with the
cohort and kept with it; the diagnosis of one merchant reads its own kept row and nothing of others.
"""
import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from data import kept
from data.text import _
from data.workspace import Workspace
from diagnostics import risk_check, risk_drivers, risk_model
from diagnostics import risk_features as f
from diagnostics.risk_history import History, history
from diagnostics.risk_model import TARGETS, Fitted, Target
from diagnostics.risk_words import words as words

COLUMNS = tuple(t.column for t in TARGETS)
FEW_LINES = _("A forecast needs at least {least:number} order lines within {days:days}; here there are {n:number}.")
ALONE = _("A forecast learns from what happened to other shops. This store knows one shop alone, so there is none.")
NO_COHORT = _("No cohort has been worked out up to this day, so there is no forecast. Diagnose all shops once, then come back.")
FRESH = 45
"""Days after which a kept forecast is too old to be shown."""


@dataclass(frozen=True)
class Forecasts:
    """`probabilities` has a row per merchant (index merchant_id) and a column per risk, NaN where refused; `drivers` the
    strongest reasons (see `risk_drivers.strongest`); `told` per merchant and risk: refused (a message as JSON, or None), and
    how often forecasts like it came true: n, happened, low, high. `card` says what they were made from and how well such
    forecasts did, or why there are none."""

    probabilities: pd.DataFrame
    card: dict[str, Any]
    drivers: pd.DataFrame
    told: pd.DataFrame


def forecasts(workspace: Workspace, day: date, merchants: pd.Index | None = None) -> Forecasts:
    """The risks of all merchants that the viewer may see, as of `day`; `merchants` names those who get a row even where they
    cannot be forecast (default: who sold in the last 180 days)."""
    tables = workspace.tables(day)
    seen = f.features(tables)
    index = seen.index if merchants is None else pd.Index(merchants, name="merchant_id")
    now, past = f.able(seen), history(workspace, tables)
    usual = risk_drivers.typical(now)
    found = pd.DataFrame(np.nan, index=index, columns=list(COLUMNS))
    cards, drivers, told = {}, [], []
    for target in TARGETS:
        card, fitted = _learn(past, target)
        can = now[target.can(now).to_numpy(dtype=bool)]
        if fitted is not None:
            p = pd.Series(fitted(can), index=can.index)
            found[target.column] = p.reindex(index)
            drivers.append(risk_drivers.strongest(fitted, target, can, usual))
            card["features"] = [{"feature": n, "weight": float(w), "typical": float(usual[n])}
                                for n, w in zip(fitted.names, fitted.weight, strict=True)] if len(now) else []
        told.append(_told(target, card, found[target.column], seen.lines_180.reindex(index).fillna(0.0)))
        cards[target.column] = card
    learned = [c.isoformat() for c in past.cutoffs]
    return Forecasts(found, {"as_of": day.isoformat(), "cutoffs": learned, "horizon_days": f.HORIZON, "merchants": len(now),
                             "risks": cards},
                     pd.concat(drivers, ignore_index=True) if drivers else pd.DataFrame(columns=[
                         "merchant_id", "risk", "place", "feature", "value", "typical", "effect"]),
                     pd.concat(told, ignore_index=True))


def _happened(past: History, target: Target, knower: date) -> tuple[pd.DataFrame, pd.Series]:
    """The rows to learn from on the day `knower` and what happened there."""
    rows = past.rows(knower)
    happened = target.happened(rows).dropna() if len(rows) else pd.Series(dtype=float)
    return rows.loc[happened.index], happened


def _learn(past: History, target: Target) -> tuple[dict[str, Any], Fitted | None]:
    """The forecast as of the day of `past`, corrected by how the earlier ones did, and its card."""
    rows, happened = _happened(past, target, past.day)
    reason = risk_model.refusal(happened)
    cutoffs = list(rows.index.get_level_values("cutoff")) if len(rows) else []
    card: dict[str, Any] = {
        "title": target.title, "refused": reason, "rows": len(rows),
        "merchants": int(rows.index.get_level_values("merchant_id").nunique()) if len(rows) else 0,
        "base_rate": float(happened.mean()) if len(happened) else None, "features": [], "calibration": None, "check": None,
        "window": [min(cutoffs).isoformat(), (max(cutoffs) + timedelta(days=f.HORIZON)).isoformat()] if len(cutoffs) else None}
    if reason is not None:
        return card, None
    raw = _raw(past, target)
    fitted, card["calibration"] = _corrected(past, target, raw, past.day, risk_model.fit(rows, happened, target))
    parts = []
    for cutoff, first in raw.items():
        then, _calibration = _corrected(past, target, raw, cutoff, first)
        mine = rows[rows.index.get_level_values("cutoff") == cutoff]
        parts.append(pd.DataFrame({"y": happened.loc[mine.index], "p": then(mine), "recency": mine.recency}))
    if parts:
        card["check"] = risk_check.report(pd.concat(parts).sort_index())
    return card, fitted


def _raw(past: History, target: Target) -> dict[date, Fitted]:
    """What would have been trained at each past cut-off, where there was enough to learn from by then."""
    found = {}
    for cutoff in past.cutoffs:
        rows, happened = _happened(past, target, cutoff)
        if risk_model.refusal(happened) is None:
            found[cutoff] = risk_model.fit(rows, happened, target)
    return found


def _corrected(past: History, target: Target, raw: dict[date, Fitted], knower: date, fitted: Fitted,
               ) -> tuple[Fitted, dict[str, Any] | None]:
    """`fitted`, corrected by what had become of earlier forecasts by the day `knower`; None where there were too few."""
    rows, happened = _happened(past, target, knower)
    when = rows.index.get_level_values("cutoff")
    judged = [c for c in raw if (when == c).any()]
    if len(judged) < risk_model.LEAST_CALIBRATION:
        return fitted, None
    y = np.concatenate([happened[when == c].to_numpy(dtype=float) for c in judged])
    odds = np.concatenate([raw[c].odds(rows[when == c]) for c in judged])
    size = [int((when == c).sum()) for c in judged]
    middle, groups = np.repeat([raw[c].intercept for c in judged], size), np.repeat(np.arange(len(judged)), size)
    slope = risk_model.correction(y, odds, middle, groups)
    return fitted.steeper(slope), {"slope": slope, "cutoffs": len(judged), "rows": len(y)}


def _told(target: Target, card: dict[str, Any], p: pd.Series, lines: pd.Series) -> pd.DataFrame:
    """Per merchant: why there is no forecast, or how often forecasts like it came true."""
    few = {n: json.dumps({"text": FEW_LINES, "params": {"least": f.ELIGIBLE_LINES, "days": f.ELIGIBLE_DAYS, "n": n}})
           for n in range(f.ELIGIBLE_LINES)}
    refused = lines.map({float(n): said for n, said in few.items()}).astype(object)
    refused = refused.where(refused.notna(), json.dumps({"text": target.cannot, "params": {}}))
    if card["refused"] is not None:
        refused[:] = json.dumps(card["refused"])
    refused = refused.where(p.isna(), None)
    found = pd.DataFrame({"merchant_id": p.index, "risk": target.column, "refused": refused.to_numpy(dtype=object)})
    like = (card["check"] or {}).get("bins") or []
    place = risk_drivers.group(like, p.to_numpy()) if like else np.zeros(len(p), dtype=int)
    for name in ("n", "happened", "low", "high"):
        values = np.array([b[name] for b in like], dtype=float)[place] if like else np.full(len(p), np.nan)
        found[name] = np.where(p.isna(), np.nan, values)
    return found


def forecast(workspace: Workspace, merchant_id: str, as_of: date) -> dict[str, Any]:
    """The merchant's own kept forecast; nothing is trained here.

    {"available": True, "as_of", one number per risk or None, "drivers": {risk: [{feature, text, params, value, typical, effect}]}
    (see `risk_drivers.strongest`), "seen": {risk: {n, happened, low, high} or None}: how many past forecasts like it are known
    and the share that came true, "refused": {risk: message}}, or {"available": False, "reason"}.
    """
    row = kept.newest_row(workspace, merchant_id, as_of)
    if row is None:
        return _none(ALONE if workspace.viewer.merchants is None and kept.merchants(workspace) == 1 else NO_COHORT)
    day = pd.Timestamp(row["as_of"]).date()
    if (as_of - day).days > FRESH:
        return _none(_("The newest forecast is of {day:date} and too old for this day."), day=day.isoformat())
    found = _one(row, _rows(row["drivers"]), {t["risk"]: t for t in _rows(row["told"])})
    if all(found[c] is None for c in COLUMNS):
        first = next(iter(found["refused"].values()), None)
        return {"available": False, "reason": first} if first else _none(
            _("There is too little history here, or this shop sells too seldom, for a forecast."))
    return {"available": True, "as_of": day.isoformat(), **found}


def _rows(nested: Any) -> Any:
    """The rows of a nested column; none where there is nothing, or where an older version kept nothing."""
    return nested if isinstance(nested, list | np.ndarray) else ()


def _one(numbers: Any, drivers: Any, told: Any) -> dict[str, Any]:
    """The forecasts of one merchant, and what is told with them."""
    risks = {c: None if pd.isna(numbers[c]) else float(numbers[c]) for c in COLUMNS}
    return {**risks, "drivers": _drivers(drivers), "seen": {c: _seen(told.get(c)) for c in COLUMNS if risks[c] is not None},
            "refused": {c: json.loads(told[c]["refused"]) for c in COLUMNS if risks[c] is None and c in told}}


def _drivers(kept_rows: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for d in kept_rows if kept_rows is not None else ():
        values = {"value": float(d["value"]), "typical": float(d["typical"])}
        found.setdefault(d["risk"], []).append({"feature": d["feature"], "text": risk_model.FEATURES[d["feature"]].reason,
                                                "params": values, **values, "effect": float(d["effect"])})
    return found


def _seen(told: Any) -> dict[str, Any] | None:
    if told is None or pd.isna(told["n"]):
        return None
    return {"n": int(told["n"]), **{name: float(told[name]) for name in ("happened", "low", "high")}}


def _none(text: str, **params: Any) -> dict[str, Any]:
    return {"available": False, "reason": {"text": text, "params": params}}


def listed(made: Forecasts, merchant_id: str | None = None) -> list[dict[str, Any]]:
    """Fresh forecasts as plain values, a row per merchant (or the one): merchant_id, each risk or None, drivers, seen, refused in
    the shapes of `forecast`."""
    rows, drivers, told = made.probabilities, made.drivers, made.told
    if merchant_id is not None:
        rows, drivers, told = (rows[rows.index == merchant_id], drivers[drivers.merchant_id == merchant_id],
                               told[told.merchant_id == merchant_id])
    reasons = {m: part.to_dict("records") for m, part in drivers.groupby("merchant_id")}
    said = {m: {t["risk"]: t for t in part.to_dict("records")} for m, part in told.groupby("merchant_id")}
    return [{"merchant_id": m, **_one(values, reasons.get(m), said[m])}
            for m, values in zip(rows.index, rows.to_dict("records"), strict=True)]
