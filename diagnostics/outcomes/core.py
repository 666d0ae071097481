"""A whole outcome study from two plain frames: who was compared with whom, what changed, and what speaks against believing it."""
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.errors import InputProblem
from data.text import _
from diagnostics.outcomes import attrition, checks, did, matching, sensitivity, stacks
from diagnostics.outcomes.balance import balance
from diagnostics.outcomes.design import OUTCOMES, SMALLEST, Array, Design

COMPARED, BEFORE_AFTER, NOTHING = "compared", "before_after", "too_few"


def study(sales: pd.DataFrame, shops: pd.DataFrame, exact: Sequence[str] = ("segment", "industry"),
          covariates: Sequence[str] = (), design: Design | None = None) -> dict[str, Any]:
    """What a treatment did.

    `sales`: a row per merchant (index merchant_id), a column per period in order; 0 is no sale, NaN is not known. `shops`:
    merchant_id, start (place of the first treated period among the columns; NaN: never), optionally untreated_until (place of
    the first treatment of any kind) and the columns of `exact` and `covariates`, all known before. Returns {"kind", "n", ...}:
    kind `compared` has `outcomes` (log_sales, sells, sales: effect, low, high, n), `percent`, `balance`, `pre_trend`, `placebo`,
    `sensitivity`, `events`, `attrition`; `before_after` has no comparison and no effect; `too_few` shows nothing.
    Raises `InputProblem` for frames that do not fit.
    """
    design = design or Design()
    values, shops = _fitted(sales, shops, (*exact, *covariates))
    made = stacks.make(values, shops, exact, covariates, design)
    here = made.treated & made.stayed
    told = {"too_short": made.too_short, "attrition": attrition.staying(made)}
    if here.sum() < SMALLEST:
        return {"kind": NOTHING, "n": None, **told}
    first = {"before": _level(made, here, _as_long(made)), "after": _level(made, here, made.after)}
    if len(np.unique(made.unit[~made.treated & made.stayed])) < SMALLEST:
        return {"kind": BEFORE_AFTER, "n": int(here.sum()), "treated": first, **told}
    matched = matching.match(made, design).only(made)
    neighbours = np.unique(made.unit[matched.control > 0])
    if len(matched.treated) < SMALLEST or len(neighbours) < SMALLEST:
        return {"kind": BEFORE_AFTER, "n": int(here.sum()), "treated": first, **told}
    trend = design.trend and design.before >= 4
    found = {name: did.estimate(made, matched, f, len(shops), trend) for name, f in OUTCOMES.items()}
    outcomes = {name: _number(e, design) for name, e in found.items()}
    plain = {name: _number(did.estimate(made, matched, OUTCOMES[name], len(shops), False), design) for name in outcomes}
    return {
        "kind": COMPARED, "n": len(matched.treated), "neighbours": len(neighbours), "unmatched": matched.unmatched,
        "treated": {"before": _level(made, matched.treated, _as_long(made)),
                    "after": _level(made, matched.treated, made.after)},
        "compared": _compared(made, matched), "outcomes": outcomes,
        "without_trend": plain if trend else None,
        "percent": _percent(made, matched, found["sales"], outcomes["sales"]), "balance": balance(made, matched),
        "pre_trend": checks.pre_trend(made, found["log_sales"]),
        "placebo": checks.placebo(values, shops, exact, covariates, design),
        "sensitivity": {name: sensitivity.gamma(found[name].sets) for name in ("log_sales", "sells")},
        "bounds": {name: attrition.bounds(made, matched, found[name].sets) for name in ("log_sales", "sells")},
        "events": _events(made, found), **told}


def _fitted(sales: pd.DataFrame, shops: pd.DataFrame, names: Sequence[str]) -> tuple[Array, pd.DataFrame]:
    missing = [name for name in ("merchant_id", "start", *names) if name not in shops.columns]
    if missing:
        raise InputProblem(_("The list of shops has no column {columns}."), columns=", ".join(missing))
    if shops.merchant_id.duplicated().any():
        raise InputProblem(_("A shop stands twice in the list of shops."))
    # By id, so that of neighbours equally near the same are taken whatever the order of the rows.
    shops = shops.sort_values("merchant_id", ignore_index=True)
    if "untreated_until" not in shops.columns:
        shops = shops.assign(untreated_until=shops.start)
    # Whoever starts is not untreated after, whatever else is said.
    shops = shops.assign(untreated_until=shops[["untreated_until", "start"]].min(axis=1))
    return sales.reindex(shops.merchant_id).to_numpy(dtype=float), shops


def _number(found: did.Estimates, design: Design) -> dict[str, Any]:
    low, high = did.interval(found, design)
    return {"effect": float(found.values[0]), "low": low, "high": high, "error": float(found.errors()[0]),
            "significant": bool(low > 0 or high < 0)}


def _level(made: stacks.Stacks, rows: Any, window: Any) -> dict[str, Any]:
    """What one such merchant sold in a period on average: the share that sold nothing at all in the window first, the median."""
    sales = stacks.mean(made.sales[rows][:, window])
    return {"zero_share": float((sales <= 0).mean()), "median": float(np.median(sales)), "mean": float(sales.mean()),
            "n": len(sales)}


def _as_long(made: stacks.Stacks) -> Any:
    """As many months before as there are after: a longer time would hold fewer shops without a sale by itself."""
    before = np.flatnonzero(made.times < 0)[-int(made.after.sum()):]
    return np.isin(np.arange(len(made.times)), before)


def _compared(made: stacks.Stacks, matched: matching.Matched) -> dict[str, Any]:
    rows = matched.control > 0
    weight = matched.control[rows] / matched.control.sum()
    told = {}
    for name, window in (("before", _as_long(made)), ("after", made.after)):
        sales = stacks.mean(made.sales[rows][:, window])
        order = np.argsort(sales)
        half = int(np.searchsorted(np.cumsum(weight[order]), 0.5))
        told[name] = {"zero_share": float(weight[sales <= 0].sum()), "median": float(sales[order[min(half, len(sales) - 1)]]),
                      "mean": float(weight @ sales), "n": len(np.unique(made.unit[rows]))}
    return told


def _percent(made: stacks.Stacks, matched: matching.Matched, found: did.Estimates,
             number: dict[str, Any]) -> dict[str, Any] | None:
    """The change of sales in percent of what the treated would have sold without; None where that would be nothing."""
    without = float(stacks.mean(made.sales[matched.treated][:, made.after]).mean()) - float(found.values[0])
    if without <= 0:
        return None
    return {name: 100 * number[name] / without for name in ("effect", "low", "high")}


def _events(made: stacks.Stacks, found: dict[str, did.Estimates]) -> list[dict[str, Any]]:
    """Per period around the start, the difference against the baseline with its 95 % interval by the normal law."""
    rows = []
    for place, time in enumerate(made.times, start=1):
        row: dict[str, Any] = {"period": int(time), "used": "matching" if made.matching[place - 1] else
                               "baseline" if made.baseline[place - 1] else "after"}
        for name in ("log_sales", "sells"):
            value, error = float(found[name].values[place]), float(found[name].errors()[place])
            row[name] = {"effect": value, "low": value - 1.96 * error, "high": value + 1.96 * error}
        rows.append(row)
    return rows
