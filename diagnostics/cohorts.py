"""The diagnosis of all merchants at once, as of one day or of many, and what is kept of it for the programme's page."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from data import kept
from data.contract import ORDER_LINES, TABLES
from data.known import Tables
from data.workspace import Workspace
from diagnostics import queries, risk, rubric, triage
from diagnostics.judge import judge
from diagnostics.measure import joined, measure
from diagnostics.metrics.relations import Relations
from diagnostics.model import DIMENSIONS, Status

COLUMNS = ("merchant_id", "as_of", "segment", "order_lines", "score", "low", "high", "coverage", *DIMENSIONS, *risk.COLUMNS)
"""Of the cohort, in this order: scripts rely on it."""
KEPT_90_DAYS = 90
MOST = 9e15
"""The store keeps sales up to here: the nonsense of one merchant must not keep the others from being kept."""


@dataclass(frozen=True)
class Cohort:
    """One day: `rows` in the order of `COLUMNS` with name, region, industry and sales_90 behind them; `outcomes` one row per
    scored check (merchant_id, as_of, check, failing); `card` says what the forecasts were made from, or why there are none;
    `drivers` and `told` are those of `risk.Forecasts`."""

    day: date
    rows: pd.DataFrame
    outcomes: pd.DataFrame
    card: dict[str, Any]
    drivers: pd.DataFrame
    told: pd.DataFrame


def cohort(workspace: Workspace, as_of: Sequence[date] | None = None, forecast: bool = True) -> pd.DataFrame:
    """A row per day and per merchant of whom anything dated before that day is known; `COLUMNS`, by day and merchant.

    `as_of` is the first day that is not known any more (default: the day after the newest evidence). `score` is null below
    half coverage, a dimension where nothing of it could be scored, a risk where no forecast is possible. Forecasts are
    trained on all merchants that the viewer may see; without `forecast` the scores alone are made, in a fraction of the time.
    """
    make = compute if forecast else scores
    found = [make(workspace, day).rows for day in as_of or [workspace.default_as_of()]]
    return pd.concat(found, ignore_index=True)[list(COLUMNS)]


def save(workspace: Workspace, as_of: Sequence[date] | None = None, say: Callable[[date, int], object] | None = None,
         ) -> pd.DataFrame:
    """`cohort`, kept in the store for the programme's page; `say` is told each day and its number of rows."""
    found, judged_by = [], rubric.in_force(workspace)
    for day in as_of or [workspace.default_as_of()]:
        made = compute(workspace, day)
        kept.save_cohort(workspace, day, made.rows, made.outcomes, judged_by.name, judged_by.fingerprint, made.drivers,
                          made.told)
        kept.save_card(workspace, day, made.card)
        if say is not None:
            say(day, len(made.rows))
        found.append(made.rows)
    return pd.concat(found, ignore_index=True)[list(COLUMNS)]


def compute(workspace: Workspace, day: date) -> Cohort:
    """The cohort of one day, nothing kept."""
    found = scores(workspace, day)
    merchants = pd.Index(found.rows.merchant_id, name="merchant_id")
    forecast = risk.forecasts(workspace, day, merchants)
    for column in risk.COLUMNS:
        found.rows[column] = forecast.probabilities[column].reindex(merchants).to_numpy(dtype=float)
    return replace(found, card=forecast.card, drivers=forecast.drivers, told=forecast.told)


def scores(workspace: Workspace, day: date) -> Cohort:
    """The cohort of one day without forecasts: their columns are there and say nothing."""
    known = evidence(workspace.tables(day))
    measured = joined(measure(part) for part in workspace.parts(day))
    segments = triage.segments(measured)
    judged = judge(measured, segments, rubric.checks_in_force(workspace).values())
    here = measured.merchants.isin(known.index)
    known = known.reindex(measured.merchants[here])
    rows = pd.DataFrame({
        "merchant_id": known.index.to_numpy(dtype=object), "as_of": day, "segment": segments.to_numpy(dtype=object)[here],
        "order_lines": known.order_lines.to_numpy(dtype=np.int64),
        "score": np.where(judged.shown, judged.total, np.nan)[here], "low": judged.low.to_numpy()[here],
        "high": judged.high.to_numpy()[here], "coverage": judged.coverage.to_numpy()[here]})
    for dimension in DIMENSIONS:
        rows[dimension] = judged.dimensions[dimension].to_numpy()[here]
    for column in risk.COLUMNS:
        rows[column] = np.nan
    for column in ("name", "region", "industry", "sales_90"):
        rows[column] = known[column].to_numpy()
    return Cohort(day, rows, _outcomes(judged.status[here], day), {}, pd.DataFrame(), pd.DataFrame())


def evidence(tables: Tables) -> pd.DataFrame:
    """Merchants with anything dated before the day (index merchant_id): name, region, industry, order_lines, sales_90."""
    return queries.frame(tables, _evidence).set_index("merchant_id").sort_index()


def _evidence(r: Relations) -> ir.Table:
    lines = r.lines
    sold = lines.group_by("merchant_id").aggregate(
        order_lines=lines.count(), sales_90=lines.amount.sum(where=lines.live & (lines.age <= KEPT_90_DAYS)))
    others = [t.name for t in TABLES.values() if t.dated_by is not None and t is not ORDER_LINES]
    dated = [getattr(r.tables, name).select("merchant_id").distinct() for name in others]
    # Who has order lines is told by their number: the largest table need not be read once more.
    dated.append(sold.select("merchant_id"))
    shop = r.merchants.select("merchant_id", "name", "region", "industry")
    joined = shop.semi_join(ibis.union(*dated), "merchant_id").left_join(sold, "merchant_id")
    return joined.select("merchant_id", "name", "region", "industry", order_lines=joined.order_lines.fill_null(0),
                         sales_90=joined.sales_90.fill_null(0).cast("float64").clip(-MOST, MOST))


def _outcomes(status: pd.DataFrame, day: date) -> pd.DataFrame:
    """One row per merchant and scored check."""
    values = status.to_numpy()
    failing = values == Status.FAIL
    row, column = np.nonzero(failing | (values == Status.WARN) | (values == Status.PASS))
    return pd.DataFrame({"merchant_id": status.index.to_numpy(dtype=object)[row], "as_of": day,
                         "check": status.columns.to_numpy(dtype=object)[column], "failing": failing[row, column]})
