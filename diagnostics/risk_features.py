"""What a forecast is made from, and what it forecasts: values as known before a day, outcomes of the 90 days after it.

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
from diagnostics.metrics.tools import SECONDS_PER_DAY

HORIZON, STEP = 90, 30
"""Days ahead, and days between two cut-offs."""
PIECES = HORIZON // STEP
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
    """Seconds from payment to shipping, at most 60 days, of the lines of 180 days of which both are known."""
    t = r.lines.filter((r.lines.age <= ELIGIBLE_DAYS) & (r.lines.status != "cancelled") & r.lines.shipped_at.notnull())
    took = t.shipped_at.delta(ibis.coalesce(t.paid_at, t.ordered_at), unit="second")
    held = ibis.least(ibis.literal(60 * SECONDS_PER_DAY), ibis.greatest(ibis.literal(0), took))
    return t.group_by("merchant_id").aggregate(seconds=held.sum().cast("int64"), shipped=t.count())


def first_day(tables: Tables) -> date | None:
    """The day of the first live order of all."""
    age = queries.rows(tables, _first_age)[0]["age"]
    return None if age is None else tables.as_of - timedelta(days=int(age))


def _first_age(r: Relations) -> ir.Table:
    return r.live.aggregate(age=r.live.age.max())


def outcomes(tables: Tables, count: int) -> pd.DataFrame:
    """What happened in the 90 days after each of `count` cut-offs, as known before `tables.as_of`: the first lies 90 days before
    it, each other `STEP` days before the one above.

    One row per cut-off and merchant, index (cutoff, merchant_id): sold (live lines), amount, before (sales of the 90 days
    before), rated (reviews of orders placed in the window), stars (their sum).
    """
    sold = queries.frame(tables, _sold(count))
    rated = queries.frame(tables, _rated(count))
    merchants = pd.Index(np.sort(sold.merchant_id.unique()), name="merchant_id")
    lines, cents = (_pieces(sold, merchants, name, count) for name in ("lines", "cents"))
    reviews, stars = (_pieces(rated, merchants, name, count) for name in ("reviews", "stars"))
    parts = {}
    for i in range(count):
        window, earlier = slice(i, i + PIECES), slice(i + PIECES, i + 2 * PIECES)
        parts[tables.as_of - timedelta(days=HORIZON + STEP * i)] = pd.DataFrame({
            "sold": lines[:, window].sum(axis=1), "amount": cents[:, window].sum(axis=1) / 100,
            "before": cents[:, earlier].sum(axis=1) / 100, "rated": reviews[:, window].sum(axis=1),
            "stars": stars[:, window].sum(axis=1) / 100}, index=merchants)
    return pd.concat(parts, names=["cutoff", "merchant_id"]).astype(float)


def _pieces(rows: pd.DataFrame, merchants: pd.Index, name: str, count: int) -> np.ndarray:
    """Whole numbers of `name` by merchant and piece of `STEP` days, the newest first."""
    found = np.zeros((len(merchants), count + 2 * PIECES), dtype=np.int64)
    where = merchants.get_indexer(pd.Index(rows.merchant_id))
    here = rows[where >= 0]
    found[where[where >= 0], here.piece.to_numpy(dtype=np.int64)] = here[name].to_numpy(dtype=np.int64)
    return found


def _piece(age: ir.IntegerColumn) -> ir.IntegerColumn:
    return (age - 1) // STEP


def _within(count: int) -> int:
    """Days back to the first day of which anything is asked."""
    return STEP * (count + 2 * PIECES)


@cache
def _sold(count: int) -> queries.Expression:
    def expression(r: Relations) -> ir.Table:
        t = r.live.filter((r.live.age >= 1) & (r.live.age <= _within(count)))
        return t.group_by("merchant_id", piece=_piece(t.age)).aggregate(lines=t.count(), cents=_cents(t.amount.sum()))

    return expression


@cache
def _rated(count: int) -> queries.Expression:
    def expression(r: Relations) -> ir.Table:
        known = r.reviews.filter(r.reviews.rating.notnull() & r.reviews.order_id.notnull())
        each = known.mutate(stars=known.rating.cast(MONEY)).group_by("merchant_id", "order_id").aggregate(
            stars=lambda t: _cents(t.stars.sum()), reviews=lambda t: t.count())
        # An order is as old as its first line, whichever channel; what was placed before all windows is not asked for.
        lines = r.live.select("merchant_id", "order_id", "age").inner_join(each, ["merchant_id", "order_id"])
        order = lines.group_by("merchant_id", "order_id").aggregate(
            age=lines.age.max(), stars=lines.stars.max(), reviews=lines.reviews.max())
        t = order.filter((order.age >= 1) & (order.age <= _within(count)))
        return t.group_by("merchant_id", piece=_piece(t.age)).aggregate(
            stars=t.stars.sum().cast("int64"), reviews=t.reviews.sum().cast("int64"))

    return expression


def _cents(value: ir.NumericScalar) -> ir.IntegerScalar:
    """A sum of decimals in whole hundredths: sums of these are exact.

    Held within ten million million: the nonsense of one shop must not keep all others from a forecast.
    """
    return (value.cast(MONEY) * 100).fill_null(0).clip(-(10**15), 10**15).cast("int64")
