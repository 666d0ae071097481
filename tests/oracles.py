"""The metrics a second time, in plain pandas on the rows of one merchant: what `tests/test_metrics.py` holds them against.

Each takes the tables as known before the day and gives (value before shrinkage, n); value None: not known.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from tests.shops import TODAY, Shop

Known = tuple[float | None, float]
Oracle = Callable[[Shop], Known]
ORACLES: dict[str, Oracle] = {}


def oracle(id: str) -> Callable[[Oracle], Oracle]:
    def keep(function: Oracle) -> Oracle:
        ORACLES[id] = function
        return function

    return keep


def divided(part: float, whole: float) -> float | None:
    return None if not whole or pd.isna(whole) else float(part) / float(whole)


def age(times: pd.Series) -> pd.Series:
    return (TODAY - pd.to_datetime(times).dt.normalize()).dt.days


def money(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column.astype(object).map(lambda v: np.nan if v is None else float(v)), errors="coerce")


def lines(shop: Shop) -> pd.DataFrame:
    t = shop["order_lines"].copy()
    for name in ("amount", "discount", "shipping_fee", "quantity"):
        t[name] = money(t[name])
    return t.assign(age=age(t.ordered_at), live=~t.status.isin(["cancelled", "returned"]))


def live(shop: Shop, within: int = 10**6) -> pd.DataFrame:
    t = lines(shop)
    return t[t.live & (t.age <= within)]


def orders(shop: Shop) -> pd.DataFrame:
    t = live(shop)
    return (
        t.groupby(["channel", "order_id"])
        .agg(age=("age", "max"), pieces=("quantity", lambda q: q.sum(min_count=1)))
        .reset_index()
    )


def _count(days: int) -> Oracle:
    def of(shop: Shop) -> Known:
        t = orders(shop)
        return float((t.age <= days).sum()), len(t)

    return of


ORACLES |= {"sales.orders_all": _count(10**6), "sales.orders_30": _count(30), "sales.orders_90": _count(90)}


@oracle("sales.amount_90")
def _(shop: Shop) -> Known:
    t = live(shop, 90)
    return (0.0 if not len(t) else None if t.amount.isna().all() else t.amount.sum()), len(orders(shop))


@oracle("sales.days_since_last_order")
def _(shop: Shop) -> Known:
    return orders(shop).age.min(), len(orders(shop))


@oracle("sales.silence")
def _(shop: Shop) -> Known:
    days = np.sort(orders(shop).age.unique())[::-1]
    if len(days) < 2:
        return None, 0
    return days[-1] / max(1.0, float(np.mean(-np.diff(days)))), len(days)


@oracle("sales.active_weeks")
def _(shop: Shop) -> Known:
    ages = orders(shop).age
    if ages.empty:
        return None, 0
    weeks = min(13, int(np.ceil(ages.max() / 7)))
    return len({(a - 1) // 7 for a in ages if a <= 91}) / weeks, weeks


@oracle("sales.trend_30")
def _(shop: Shop) -> Known:
    a = orders(shop).age
    return divided((a <= 30).sum(), (a <= 90).sum()), (a <= 90).sum()


@oracle("sales.pieces_per_order")
def _(shop: Shop) -> Known:
    t = orders(shop)
    t = t[t.age <= 365]
    known_days = t.groupby("age").pieces.transform(lambda p: p.notna().any())
    return divided(t.pieces.sum(), len(t)), int(known_days.sum())


def goods(shop: Shop) -> pd.DataFrame:
    t = live(shop, 365)
    name = t.sku.fillna(t.product_name).fillna(t.product_id).fillna(t.channel)
    return t.groupby(name).agg(amount=("amount", "sum"), first=("age", "max"), lines=("age", "size"))


@oracle("sales.top_product")
def _(shop: Shop) -> Known:
    t = goods(shop)
    return divided(t.amount.max(), t.amount.sum()) if len(t) else None, t.lines.sum()


@oracle("sales.new_products")
def _(shop: Shop) -> Known:
    t, g = live(shop, 90), goods(shop)
    if g.empty or g["first"].max() <= 270:
        return None, len(t)
    name = t.sku.fillna(t.product_name).fillna(t.product_id).fillna(t.channel)
    return divided(t.amount[name.map(g["first"]) <= 180].sum(), t.amount.sum()), len(t)


def newest(shop: Shop) -> pd.DataFrame:
    t = shop["listings"].sort_values("observed_on").groupby(["channel", "product_id"], as_index=False).tail(1)
    return t.assign(
        selling=t.on_sale.map(lambda v: True if v is None or pd.isna(v) else bool(v)).astype(bool),
        price=money(t.price),
        stock=money(t.stock),
    )


@oracle("sales.dead_listings")
def _(shop: Shop) -> Known:
    t = newest(shop)
    t = t[t.selling]
    recent = live(shop, 90)
    bought = {(c, p) for c, p in zip(recent.channel, recent.product_id, strict=True)}
    dead = [key not in bought for key in zip(t.channel, t.product_id, strict=True)]
    return None if live(shop, 365).empty else divided(sum(dead), len(t)), len(t)


@oracle("sales.top_region")
def _(shop: Shop) -> Known:
    counts = live(shop, 365).region.value_counts()
    return (counts.max() / counts.sum() if len(counts) else None), counts.sum()
