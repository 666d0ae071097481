"""The values and outcomes of the forecasts once more, in plain pandas from raw rows: nothing of `diagnostics` is used."""
from datetime import date, timedelta

import numpy as np
import pandas as pd

DEAD = ("cancelled", "returned")


def _day(day: date) -> pd.Timestamp:
    return pd.Timestamp(day)


def lines_known(order_lines: pd.DataFrame, day: date) -> pd.DataFrame:
    """Live lines as known before a day: a later cancellation has not happened yet."""
    known = order_lines[order_lines.ordered_at < _day(day)]
    undone = known.cancelled_at.notna() & (known.cancelled_at >= _day(day))
    return known[~known.status.isin(DEAD) | undone]


def features(order_lines: pd.DataFrame, reviews: pd.DataFrame, day: date) -> pd.DataFrame:
    """One row per merchant with a live line in 180 days."""
    live = lines_known(order_lines, day)
    live = live.assign(age=(_day(day) - live.ordered_at.dt.normalize()).dt.days, money=live.amount.astype(float))
    half = live[live.age <= 180]
    # Cancelled lines never ship; returned ones did.
    known = order_lines[(order_lines.ordered_at < _day(day))]
    undone = known.cancelled_at.notna() & (known.cancelled_at >= _day(day))
    sent = known[(known.status != "cancelled") | undone]
    sent = sent[(_day(day) - sent.ordered_at.dt.normalize()).dt.days <= 180]
    sent = sent[sent.shipped_at.notna() & (sent.shipped_at < _day(day))]
    paid = sent.paid_at.where(sent.paid_at < _day(day)).fillna(sent.ordered_at)
    took = (sent.shipped_at.dt.floor("s") - paid.dt.floor("s")).dt.total_seconds().clip(0, 60 * 86_400)
    rated = reviews[(reviews.created_at < _day(day)) & reviews.rating.notna()]
    found = {}
    for merchant, rows in half.groupby("merchant_id"):
        quarter, month = rows[rows.age <= 90], rows[rows.age <= 30]
        daily = quarter.groupby("age").money.sum()
        recent, before = quarter.money.sum(), rows[rows.age > 90].money.sum()
        calm = 0.1 * (recent + before)
        stars = rated.rating[rated.merchant_id == merchant]
        seconds = took[sent.merchant_id == merchant]
        found[merchant] = {
            "recency": rows.age.min(), "days_30": month.age.nunique(),
            "weeks": ((rows.age[rows.age <= 91] - 1) // 7).nunique(),
            "best_day": min(daily.max() / recent, 1.0) if recent > 0 else 1.0,
            "recent_share": (1 + len(month)) / (1 + len(rows)),
            "rising": (recent + calm) / (before + calm) if calm > 0 else 1.0,
            "rating": (stars.sum() + 5 * 4.2) / (len(stars) + 5),
            "handling": (seconds.sum() / 86_400 + 5 * 3.0) / (len(seconds) + 5),
            "amount_90": recent, "lines_180": len(rows)}
    return pd.DataFrame.from_dict(found, orient="index").sort_index().astype(float)


def outcomes(order_lines: pd.DataFrame, reviews: pd.DataFrame, cutoff: date, knower: date) -> pd.DataFrame:
    """no_orders, halved, low_reviews of the 90 days after `cutoff` per merchant, as known before `knower`; NaN where not told."""
    live = lines_known(order_lines, knower)
    start, end = _day(cutoff), _day(cutoff + timedelta(days=90))
    after = live[(live.ordered_at >= start) & (live.ordered_at < end)]
    before = live[(live.ordered_at < start) & (live.ordered_at >= _day(cutoff - timedelta(days=90)))]
    merchants = sorted(order_lines.merchant_id.unique())
    sold = after.groupby("merchant_id").size().reindex(merchants).fillna(0)
    new, old = (x.amount.astype(float).groupby(x.merchant_id).sum().reindex(merchants).fillna(0) for x in (after, before))
    placed = live.groupby(["merchant_id", "order_id"]).ordered_at.min().reset_index()
    known = reviews[(reviews.created_at < _day(knower)) & reviews.rating.notna()]
    known = known.merge(placed, on=["merchant_id", "order_id"])
    known = known[(known.ordered_at >= start) & (known.ordered_at < end)]
    mean, count = (known.groupby("merchant_id").rating.agg(how).reindex(merchants) for how in ("mean", "count"))
    return pd.DataFrame({
        "no_orders": (sold == 0).astype(float), "halved": (new < old / 2).astype(float).where(old > 0),
        "low_reviews": (mean < 3.5).astype(float).where(count.fillna(0) >= 3)}, index=merchants)


def scale(name: str, values: pd.Series) -> np.ndarray:
    """A value as the forecast counts it."""
    if name in ("recency", "days_30", "handling"):
        return np.log1p(values.to_numpy())
    return np.log(values.to_numpy()) if name in ("rising", "recent_share") else values.to_numpy()
