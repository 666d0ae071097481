"""Oracles of the metrics about the season, visits, order values, returning buyers and waiting money: see `tests/oracles.py`.

The feasts are written down here by hand from the calendar, so that they are independent of the library.
"""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd

from tests.oracles import Known, age, divided, goods, live, money, newest, oracle, orders
from tests.oracles_service import reviews
from tests.shops import AS_OF, TODAY, Shop

FEASTS = {
    "seollal": [date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17)],
    "chuseok": [date(2024, 9, 17), date(2025, 10, 6), date(2026, 9, 25)],
}
ALL = [day for days in FEASTS.values() for day in days]


def near(day: date) -> bool:
    return any(-21 <= (day - feast).days <= 7 for feast in ALL)


def counterpart(day: date) -> date | None:
    """The day a year before that `day` is compared with; None where there is none."""
    for days in FEASTS.values():
        for last, feast in pairwise(days):
            if -21 <= (day - feast).days <= 7:
                return last + (day - feast)
    then = day - timedelta(days=364)
    return None if near(then) else then


@oracle("sales.trend_season")
def _(shop: Shop) -> Known:
    per_day = orders(shop).groupby("age").size()
    pairs = [(n, counterpart(AS_OF - timedelta(days=n))) for n in range(1, 91)]
    ages = [(n, (AS_OF - then).days) for n, then in pairs if then is not None]
    if per_day.empty or per_day.index.max() < max(then for _now, then in ages):
        return None, 0
    now = sum(per_day.get(n, 0) for n, _then in ages)
    before = sum(per_day.get(then, 0) for _now, then in ages)
    return divided(now, now + before), now + before


@oracle("sales.trend_90")
def _(shop: Shop) -> Known:
    per_day = orders(shop).groupby("age").size()
    if per_day.empty or per_day.index.max() < 180:
        return None, 0
    plain = [n for n in range(1, 181) if not near(AS_OF - timedelta(days=n))]
    now, before = [n for n in plain if n <= 90], [n for n in plain if n > 90]
    a, b = sum(per_day.get(n, 0) for n in now), sum(per_day.get(n, 0) for n in before)
    rates = a / len(now), b / len(before)
    return divided(rates[0], sum(rates)), a + b


@oracle("sales.top_weekday")
def _(shop: Shop) -> Known:
    t = orders(shop)
    t = t[t.age <= 180]
    days = (TODAY - pd.to_timedelta(t.age, unit="D")).dt.day_name().value_counts()
    return (days.max() / days.sum() if len(days) else None), len(t)


def _values(shop: Shop) -> pd.DataFrame:
    t = live(shop).groupby(["channel", "order_id"])
    return pd.DataFrame({"amount": t.amount.sum(min_count=1), "age": t.age.max()})


@oracle("sales.order_value")
def _(shop: Shop) -> Known:
    t = _values(shop)
    now, before = t[t.age <= 90], t[t.age.between(91, 365)]
    n = min(len(now), len(before))
    if not n or not before.amount.mean() > 0:
        return None, n
    return now.amount.mean() / before.amount.mean(), n


def _effective(amounts: pd.Series) -> float | None:
    amounts = amounts[amounts > 0]
    return float(1 / ((amounts / amounts.sum()) ** 2).sum()) if len(amounts) else None


@oracle("sales.product_variety")
def _(shop: Shop) -> Known:
    t = goods(shop)
    found = _effective(t.amount)
    return found, 0 if found is None else t.lines.sum()


@oracle("channel.variety")
def _(shop: Shop) -> Known:
    t = live(shop, 90).groupby("channel").amount.sum()
    found = _effective(t)
    return found, 0 if found is None else len(live(shop, 90))


@oracle("sales.returning_buyers")
def _(shop: Shop) -> Known:
    t = live(shop)
    oldest = t.age.max()
    first = t.dropna(subset=["buyer_key"]).groupby("buyer_key").age.max()
    t = t[t.age <= 180].groupby(["channel", "order_id"]).agg(age=("age", "max"), buyer=("buyer_key", "max")).dropna()
    again = t.buyer.map(first) > t.age
    now, before = again[t.age <= 90], again[t.age > 90]
    if not len(t) or not oldest >= 365:
        return None, 0
    n = min(len(now), len(before))
    return (now.mean() - before.mean() if n else None), n


def visits(shop: Shop) -> tuple[pd.DataFrame, dict[str, int]]:
    """Rows of the periods that count, and for each channel how many days they cover."""
    t = shop["statistics"]
    t = t.assign(**{c: money(t[c]) for c in ("visitors", "orders")})
    if not len(t):
        return t, {}
    first, last = pd.to_datetime(t.first_day), pd.to_datetime(t.last_day)
    t = t.assign(length=(last - first).dt.days + 1, first=first, last=last)
    t = t[t.visitors.between(0, 10**12) & (age(t["last"]) <= 90)]
    kept, days = [], {}
    for channel, part in t.groupby("channel"):
        sums = part.groupby("length").visitors.sum()
        part = part[part.length == sums[sums == sums.max()].index.min()]
        spans = part[["first", "last"]].drop_duplicates().sort_values("last").to_numpy()
        alone = {(a, b) for a, b in spans if not any(d > b and c <= b for c, d in spans)}
        part = part[[(a, b) in alone for a, b in part[["first", "last"]].to_numpy()]]
        part = part[part.orders.isna() | part.orders.between(0, 10**12)]
        days[channel] = int(sum((b - a) / np.timedelta64(1, "D") + 1 for a, b in alone))
        kept.append(part)
    return pd.concat(kept) if kept else t, days


@oracle("sales.conversion")
def _(shop: Shop) -> Known:
    t, _days = visits(shop)
    t = t[t.orders.notna()] if len(t) else t
    return divided(t.orders.sum(), t.visitors.sum()) if len(t) else None, t.visitors.sum() if len(t) else 0


@oracle("sales.visitors")
def _(shop: Shop) -> Known:
    t, days = visits(shop)
    if not len(t):
        return None, 0
    per = t.groupby(["channel", "product_id"]).visitors.sum().reset_index()
    return float((per.visitors / per.channel.map(days)).round(3).sum()), len(per)


@oracle("trust.repeat_purchase")
def _(shop: Shop) -> Known:
    came = live(shop).dropna(subset=["buyer_key"]).groupby("buyer_key").age.unique()
    due = [sorted(ages, reverse=True) for ages in came if 180 < max(ages) <= 545]
    again = [ages for ages in due if len(ages) > 1 and ages[0] - ages[1] <= 180]
    return divided(len(again), len(due)), len(due)


@oracle("trust.review_yield")
def _(shop: Shop) -> Known:
    t, r = orders(shop), reviews(shop).dropna(subset=["order_id"])
    t = t[t.age.between(21, 180) & t.channel.isin(r.channel)]
    written = set(zip(r.channel, r.order_id, strict=True))
    return divided(sum(key in written for key in zip(t.channel, t.order_id, strict=True)), len(t)), len(t)


def _categories(shop: Shop) -> pd.DataFrame:
    t = newest(shop)
    t = t.assign(category=t.category.map(lambda c: "" if c is None or pd.isna(c) else str(c).strip()))
    return t[t.selling & (t.price > 0) & (t.category != "")]


@cache
def _middles() -> dict[str, float]:
    """What each category costs over all shops that the metrics are tested on, as they stand in one store."""
    from tests.test_metrics import KNOWN

    own = pd.concat([_categories(one).groupby("category").price.median() for one in KNOWN.values()])
    groups = own.groupby(level=0)
    return groups.median()[groups.size() >= 5].to_dict()


@oracle("price.position")
def _(shop: Shop) -> Known:
    t = _categories(shop)
    t = t.assign(middle=t.category.map(_middles()).astype(float)).dropna(subset=["middle"])
    times = t.price / t.middle
    return divided(((times > 2) | (times < 0.5)).sum(), len(t)), len(t)


@oracle("price.cash_waiting")
def _(shop: Shop) -> Known:
    paid = shop["settlements"]
    paid = paid[paid.kind == "goods"]
    paid = paid.assign(age=age(paid.settled_on))
    waiting, daily, n = 0.0, 0.0, 0
    for channel, part in paid.groupby("channel"):
        newest, oldest = part.age.min(), min(part.age.max(), 180)
        if newest > 45 or oldest - newest < 30:
            continue
        t = live(shop)
        t = t[(t.channel == channel) & t.age.between(newest, oldest)]
        done = set(zip(part.order_id, part.line_id, strict=True))
        open_ = [(o, i) not in done and (o, "*") not in done for o, i in zip(t.order_id, t.line_id, strict=True)]
        waiting += t.amount[open_].sum()
        days = min(oldest - newest + 1, 90)
        daily += round(t.amount[t.age < newest + days].sum() / days, 2)
        n += len(t)
    return divided(waiting, daily), n


