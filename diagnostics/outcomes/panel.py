"""The frames of a study from the store: sales of each merchant and month as known on a day, and who received what when.

Only whole months count. A month without order lines is a month without sales, from the first month that the store knows until
the merchant left; after that it is not known.
"""
from dataclasses import dataclass
from datetime import date

import ibis.expr.types as ir
import numpy as np
import pandas as pd

from data import evaluations
from data.workspace import Workspace
from diagnostics import queries
from diagnostics.metrics.relations import Relations

LONGEST = 6
"""Months between the first day of a treatment and the month that counts as after: longer ones are left out."""


@dataclass(frozen=True)
class Panel:
    """`sales` (index merchant_id, a column per month), `shops` with segment, industry and age in years, `received` with the month
    numbers `from_month` and `after_month` (first whole month after its end). `first` is the first month as a number."""

    sales: pd.DataFrame
    shops: pd.DataFrame
    received: pd.DataFrame
    first: int


def read(workspace: Workspace, as_of: date, programme: str | None = None) -> Panel:
    """The panel as known before `as_of`, of the members of the programme or of all."""
    shops = evaluations.members(workspace, programme)
    sold = queries.frame(workspace.tables(as_of), _monthly)
    sold = sold[sold.merchant_id.isin(shops.merchant_id)]
    end = as_of.year * 12 + as_of.month - 1
    first = int(sold.month.min()) if len(sold) else end
    months = range(first, max(end, first))
    sales = sold.pivot(index="merchant_id", columns="month", values="amount").reindex(
        index=shops.merchant_id, columns=list(months)).fillna(0.0).astype(float)
    left = _number(shops.left_on)
    gone = np.array(list(months))[None, :] >= left.to_numpy(float)[:, None]
    sales = sales.mask(gone)
    sales.columns = pd.RangeIndex(len(sales.columns))
    given = evaluations.received(workspace, as_of)
    given = given[given.merchant_id.isin(shops.merchant_id)].reset_index(drop=True)
    ended = pd.to_datetime(given.ended_on).fillna(pd.to_datetime(given.started_on))
    given = given.assign(ended_on=ended, from_month=_number(given.started_on) - first,
                         after_month=_number(ended) + (ended.dt.day > 1) - first, ongoing=ended >= pd.Timestamp(as_of))
    began = given.groupby("merchant_id").from_month.min().reindex(shops.merchant_id).to_numpy(float)
    before = np.where(np.isnan(began), np.nanmin(began) if (~np.isnan(began)).any() else len(months), began)
    sold_before = (sales.to_numpy() > 0) & (np.arange(sales.shape[1])[None, :] < before[:, None])
    guess = pd.Series(np.where(sold_before.any(1), "sold before", "never sold before"), index=shops.index)
    age = (pd.Timestamp(as_of) - pd.to_datetime(shops.founded_on)).dt.days / 365.25
    return Panel(sales, pd.DataFrame({
        "merchant_id": shops.merchant_id, "segment": shops.segment.where(shops.segment.notna(), guess),
        "industry": shops.industry.fillna(""), "age": age, "first_from": began}), given, first)


def _monthly(r: Relations) -> ir.Table:
    lines = r.lines.filter(r.lines.live & r.lines.ordered_at.notnull())
    month = (lines.ordered_at.year() * 12 + lines.ordered_at.month() - 1).cast("int64")
    found = lines.group_by("merchant_id", month=month).aggregate(amount=lines.amount.sum())
    return found.mutate(amount=found.amount.cast("float64"))


def _number(days: pd.Series) -> pd.Series:
    """Months since year 0."""
    when = pd.to_datetime(days)
    return when.dt.year * 12 + when.dt.month - 1
