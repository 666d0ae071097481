"""What a forecast is made from, and what it forecasts: features as known before a day, outcomes of the 90 days after it.

Counts are whole and sums are decimal until they are divided, so that the same rows in another order give the same digits.
"""
from datetime import date, timedelta
from functools import cache

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from data.known import Tables
from diagnostics import queries
from diagnostics.metrics.relations import Relations

HORIZON = 90
"""Days ahead."""
ELIGIBLE_LINES, ELIGIBLE_DAYS = 3, 180
"""A merchant with fewer live lines than this in so many days is not forecast: there is no rhythm to speak of."""
LOW_RATING, RATINGS = 3.5, 3
"""Low reviews: a mean below this, where at least so many orders were rated."""
USUAL_RATING, RATING_STRENGTH = 4.2, 5
"""Toward which few reviews are pulled, and the reviews that this is worth."""
USUAL_DAYS, DAYS_STRENGTH = 3.0, 5
"""The same for the days until shipping."""
MONEY = "decimal(38,2)"


def features(tables: Tables) -> pd.DataFrame:
    """One row per merchant that can be forecast (index merchant_id, sorted), as known before `tables.as_of`.

    log_recency: log of days since the last live order. orders_30: log of live lines of 30 days. active_weeks: share of the
    last 13 weeks with an order. fading: how much smaller the last 30 days are than the last 180. rising: how much larger
    the last 90 days' sales are than those of the 90 before. best_day: largest share of one day in the sales of 90 days.
    rating, rating_90: mean stars ever and of 90 days, shrunk. handling: log of days from order to shipping, shrunk.
    amount_90: sales of 90 days.
    """
    reviews = queries.frame(tables, _reviews).set_index("merchant_id").astype(float)
    activity = queries.frame(tables, _activity).set_index("merchant_id").astype(float)
    found = activity.join(reviews, how="left").sort_index()
    recent, before = found.amount_90, found.amount_180 - found.amount_90
    calm = 0.1 * found.amount_180
    with np.errstate(divide="ignore", invalid="ignore"):
        return pd.DataFrame({
            "log_recency": np.log1p(found.recency), "orders_30": np.log1p(found.lines_30), "active_weeks": found.weeks / 13,
            "fading": np.log1p(found.lines_180) - np.log1p(found.lines_30),
            "rising": np.where(calm > 0, np.log((recent + calm) / (before + calm)), 0.0),
            "best_day": np.where(recent > 0, np.minimum(found.best_day / recent, 1.0), 1.0),
            "rating": _shrunk(found.stars, found.reviews, USUAL_RATING, RATING_STRENGTH),
            "rating_90": _shrunk(found.stars_90, found.reviews_90, USUAL_RATING, RATING_STRENGTH),
            "handling": np.log1p(_shrunk(found.seconds / 86_400, found.shipped, USUAL_DAYS, DAYS_STRENGTH)),
            "amount_90": recent}, index=found.index)


def _shrunk(total: pd.Series, n: pd.Series, mean: float, strength: float) -> pd.Series:
    return (total.fillna(0) + strength * mean) / (n.fillna(0) + strength)


def _activity(r: Relations) -> ir.Table:
    """Sums over the live lines of the last 180 days, by way of days."""
    t = r.live.filter(r.live.age <= ELIGIBLE_DAYS)
    seconds = ibis.greatest(ibis.literal(0), t.shipped_at.delta(t.ordered_at, unit="second"))
    day = t.group_by("merchant_id", "age").aggregate(
        lines=t.count(), amount=t.amount.sum(), seconds=seconds.sum(), shipped=t.shipped_at.count())
    found = day.group_by("merchant_id").aggregate(
        recency=day.age.min(), lines_180=day.lines.sum().cast("int64"), lines_30=_sum(day.lines, day.age <= 30),
        weeks=(((day.age - 1) // 7).nunique(where=day.age <= 91)), amount_180=_money(day.amount.sum()),
        amount_90=_money(day.amount.sum(where=day.age <= HORIZON)), best_day=_money(day.amount.max(where=day.age <= HORIZON)),
        seconds=_sum(day.seconds), shipped=_sum(day.shipped))
    return found.filter(found.lines_180 >= ELIGIBLE_LINES)


def _sum(value: ir.NumericColumn, where: ir.BooleanValue | None = None) -> ir.NumericScalar:
    return value.sum(where=where).fill_null(0).cast("int64")


def _money(value: ir.NumericScalar) -> ir.FloatingScalar:
    return value.cast(MONEY).fill_null(0).cast("float64")


def _reviews(r: Relations) -> ir.Table:
    t = r.reviews
    t = t.filter(t.rating.notnull()).mutate(stars=t.rating.cast(MONEY))
    return t.group_by("merchant_id").aggregate(
        stars=_money(t.stars.sum()), reviews=t.count(), stars_90=_money(t.stars.sum(where=t.age <= HORIZON)),
        reviews_90=t.count(where=t.age <= HORIZON))


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
        sums: dict[str, ir.Value] = {}
        for d in offsets:
            sums |= {f"sold_{d}": t.count(where=_after(t.age, d)), f"amount_{d}": _money(t.amount.sum(where=_after(t.age, d))),
                     f"before_{d}": _money(t.amount.sum(where=_after(t.age, d + HORIZON)))}
        return t.group_by("merchant_id").aggregate(**sums)

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
