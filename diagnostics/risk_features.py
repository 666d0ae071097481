"""What a forecast is made from, and what it forecasts: values as known before a day, outcomes of the 90 days after it.

Counts are whole and sums are decimal until they are divided, so that the same rows in another order give the same digits.
"""
from datetime import date, timedelta
from functools import cache

import ibis.expr.types as ir
import numpy as np
import pandas as pd

from data.known import Tables
from diagnostics import queries
from diagnostics.metrics.relations import Relations
from diagnostics.metrics.tools import SECONDS_PER_DAY

HORIZON = 90
"""Days ahead."""
ELIGIBLE_LINES, ELIGIBLE_DAYS = 3, 180
"""A merchant with fewer live lines than this in so many days is not forecast: there is no rhythm to speak of."""
LOW_RATING, RATINGS = 3.5, 3
"""Low reviews: a mean below this, where at least so many orders were rated."""
WEEKS = 13
USUAL_RATING, USUAL_DAYS = 4.2, 3.0
"""Toward which few reviews and few known days until shipping are pulled, and below how many of them that is worth."""
STRENGTH = 5
CALM = 0.1
"""Share of the half year's sales that is added to both quarters before they are compared: from nothing, any sale would be a rise
without measure."""
MONEY = "decimal(38,2)"
USUAL = "usual_"


def features(tables: Tables) -> pd.DataFrame:
    """One row per merchant with a live order in the last 180 days (index merchant_id, sorted), as known before `tables.as_of`.

    recency: days since the last live order. days_30: days of the last 30 with an order. weeks: weeks of the last 13 with one.
    best_day: largest share of one day in the sales of 90 days (1 where nothing was sold). recent_share: the last 30 days'
    lines among those of 180, one added to both. rising: sales of 90 days as a multiple of those of the 90 before, calmed.
    rating: mean stars ever, handling: days from payment to shipping, both shrunk. amount_90: sales of 90 days. lines_180: live
    lines of 180 days.
    """
    found = queries.frame(tables, _activity).set_index("merchant_id").astype(float)
    for more in (_reviews, _service):
        found = found.join(queries.frame(tables, more).set_index("merchant_id").astype(float), how="left")
    found = found.sort_index()
    recent, before, calm = found.amount_90, found.amount_180 - found.amount_90, CALM * found.amount_180
    with np.errstate(divide="ignore", invalid="ignore"):
        return pd.DataFrame({
            "recency": found.recency, "days_30": found.days_30, "weeks": found.weeks,
            "best_day": np.where(recent > 0, np.minimum(found.best_day / recent, 1.0), 1.0),
            "recent_share": (1 + found.lines_30) / (1 + found.lines_180),
            "rising": np.where(calm > 0, (recent + calm) / (before + calm), 1.0),
            "rating": _shrunk(found.stars, found.reviews, USUAL_RATING),
            "handling": _shrunk(found.seconds / SECONDS_PER_DAY, found.shipped, USUAL_DAYS),
            "amount_90": recent, "lines_180": found.lines_180}, index=found.index)


def able(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of `features` with enough lines to be forecast; beside each value the median of them all (`USUAL` + its name)."""
    kept = rows[rows.lines_180 >= ELIGIBLE_LINES]
    return kept.assign(**{USUAL + str(name): median for name, median in kept.median().items()})


def _shrunk(total: pd.Series, n: pd.Series, mean: float) -> pd.Series:
    return (total.fillna(0) + STRENGTH * mean) / (n.fillna(0) + STRENGTH)


def _activity(r: Relations) -> ir.Table:
    """Sums over the live lines of the last 180 days, by way of days."""
    t = r.live.filter(r.live.age <= ELIGIBLE_DAYS)
    day = t.group_by("merchant_id", "age").aggregate(lines=t.count(), amount=t.amount.sum())
    return day.group_by("merchant_id").aggregate(
        recency=day.age.min(), lines_180=day.lines.sum().cast("int64"), lines_30=_sum(day.lines, day.age <= 30),
        days_30=day.count(where=day.age <= 30), weeks=((day.age - 1) // 7).nunique(where=day.age <= 7 * WEEKS),
        amount_180=_money(day.amount.sum()), amount_90=_money(day.amount.sum(where=day.age <= HORIZON)),
        best_day=_money(day.amount.max(where=day.age <= HORIZON)))


def _sum(value: ir.NumericColumn, where: ir.BooleanValue | None = None) -> ir.NumericScalar:
    return value.sum(where=where).fill_null(0).cast("int64")


def _money(value: ir.NumericScalar) -> ir.FloatingScalar:
    return value.cast(MONEY).fill_null(0).cast("float64")


def _reviews(r: Relations) -> ir.Table:
    t = r.reviews
    t = t.filter(t.rating.notnull()).mutate(stars=t.rating.cast(MONEY))
    return t.group_by("merchant_id").aggregate(stars=_money(t.stars.sum()), reviews=t.count())


def _service(r: Relations) -> ir.Table:
    """Seconds from payment to shipping of the lines of which both are known."""
    t = r.fulfilment
    t = t.filter(~t.cancelled)
    return t.group_by("merchant_id").aggregate(seconds=_sum(t.handling), shipped=t.handling.count())


def first_day(tables: Tables) -> date | None:
    """The day of the first live order of all."""
    age = queries.rows(tables, _first_age)[0]["age"]
    return None if age is None else tables.as_of - timedelta(days=int(age))


def _first_age(r: Relations) -> ir.Table:
    return r.live.aggregate(age=r.live.age.max())


def outcomes(tables: Tables, offsets: tuple[int, ...]) -> pd.DataFrame:
    """What happened in the 90 days after each cut-off, as known before `tables.as_of`: one row per cut-off and merchant.

    `offsets` are the days from a cut-off to `as_of`, at least 90. Index (cutoff, merchant_id): sold (live lines), amount,
    before (sales of the 90 days before), rated (reviews of orders placed in the window), stars (their sum).
    """
    sales = queries.frame(tables, _sales(offsets)).set_index("merchant_id")
    found = sales.join(queries.frame(tables, _rated(offsets)).set_index("merchant_id"), how="left")
    names = ("sold", "amount", "before", "rated", "stars")
    parts = {tables.as_of - timedelta(days=d): found[[f"{n}_{d}" for n in names]].set_axis(names, axis=1) for d in offsets}
    return pd.concat(parts, names=["cutoff", "merchant_id"]).fillna(0.0).astype(float)


@cache
def _sales(offsets: tuple[int, ...]) -> queries.Expression:
    def expression(r: Relations) -> ir.Table:
        t = r.live
        t = t.filter(t.age <= max(offsets) + HORIZON)
        day = t.group_by("merchant_id", "age").aggregate(lines=t.count(), amount=t.amount.sum())
        sums: dict[str, ir.Value] = {}
        for d in offsets:
            sums |= {f"sold_{d}": _sum(day.lines, _after(day.age, d)),
                     f"amount_{d}": _money(day.amount.sum(where=_after(day.age, d))),
                     f"before_{d}": _money(day.amount.sum(where=_after(day.age, d + HORIZON)))}
        return day.group_by("merchant_id").aggregate(**sums)

    return expression


@cache
def _rated(offsets: tuple[int, ...]) -> queries.Expression:
    def expression(r: Relations) -> ir.Table:
        placed = r.live.group_by("merchant_id", "order_id").aggregate(placed=r.live.age.max())
        stars = r.reviews.filter(r.reviews.rating.notnull() & r.reviews.order_id.notnull())
        stars = stars.select("merchant_id", "order_id", stars=stars.rating.cast(MONEY))
        t = stars.inner_join(placed, ["merchant_id", "order_id"])
        sums: dict[str, ir.Value] = {}
        for d in offsets:
            here = _after(t.placed, d)
            sums |= {f"rated_{d}": t.count(where=here), f"stars_{d}": _money(t.stars.sum(where=here))}
        return t.group_by("merchant_id").aggregate(**sums)

    return expression


def _after(age: ir.IntegerColumn, days: int) -> ir.BooleanValue:
    """Whether a day of this age lies in the 90 days that begin `days` days ago."""
    return (age <= days) & (age > days - HORIZON)
