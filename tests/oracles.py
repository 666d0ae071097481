"""The metrics a second time, in plain pandas on the rows of one merchant: what `tests/test_metrics.py` holds them against.

Each takes the tables as known before the day and gives (value before shrinkage, n); value None: not known.
"""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from tests.shops import AS_OF, TODAY, Shop

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


@oracle("sales.trend_90")
def _(shop: Shop) -> Known:
    a = orders(shop).age
    if a.empty or a.max() < 180:
        return None, 0
    then = a.isin(range(366, 456)) if a.max() >= 455 else a.isin(range(91, 181))
    return divided((a <= 90).sum(), (a <= 90).sum() + then.sum()), (a <= 90).sum() + then.sum()


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


def _delivered(done: str, due: str) -> Oracle:
    def of(shop: Shop) -> Known:
        t = lines(shop)
        t = t[t.age <= 180]
        t = t[t.channel.map(t.groupby("channel")[done].count() > 0).astype(bool)] if len(t) else t
        t = t[(t.status != "cancelled") & t[due].notna()]
        there = t.confirmed_at.notna() | (t.delivered_at.notna() if done == "shipped_at" else False)
        t = t[t[done].notna() | ~there]
        good = pd.to_datetime(t[done]).dt.normalize() <= pd.to_datetime(t[due]).dt.normalize()
        return divided(good.sum(), len(t)), len(t)

    return of


def _took(until: str) -> Oracle:
    def of(shop: Shop) -> Known:
        t = lines(shop)
        t = t[(t.age <= 180) & t[until].notna()]
        seconds = (
            (pd.to_datetime(t[until]) - pd.to_datetime(t.paid_at.fillna(t.ordered_at))).dt.total_seconds().clip(0, 60 * 86400)
        )
        return (seconds.mean() / 86400 if len(t) else None), len(t)

    return of


ORACLES |= {
    "service.ship_on_time": _delivered("shipped_at", "ship_due_at"),
    "service.delivery_on_time": _delivered("delivered_at", "promised_at"),
    "service.handling_days": _took("shipped_at"),
    "service.delivery_days": _took("delivered_at"),
}


@oracle("service.seller_cancels")
def _(shop: Shop) -> Known:
    t = lines(shop)
    t = t[t.age <= 180]
    gone = t.status == "cancelled"
    told = t[~gone | t.claim_reason.notna()]
    if gone.any() and not (gone & t.claim_reason.notna()).any():
        return None, len(told)
    return divided(((told.status == "cancelled") & told.claim_reason.isin(["stock_out", "late"])).sum(), len(told)), len(told)


@oracle("service.buyer_cancels")
def _(shop: Shop) -> Known:
    t = lines(shop)
    t = t[t.age <= 180]
    return divided(((t.status == "cancelled") & ~t.claim_reason.isin(["stock_out", "late"])).sum(), len(t)), len(t)


@oracle("service.return_rate")
def _(shop: Shop) -> Known:
    t = lines(shop)
    t = t[(t.age <= 180) & (t.status != "cancelled")]
    return divided((t.status == "returned").sum(), len(t)), len(t)


@oracle("service.damage_share")
def _(shop: Shop) -> Known:
    t = lines(shop)
    t = t[(t.age <= 180) & (t.status != "cancelled")]
    back = t[t.status == "returned"]
    return None if len(back) and back.claim_reason.isna().all() else divided((t.claim_reason == "defect").sum(), len(t)), len(t)


def reviews(shop: Shop) -> pd.DataFrame:
    t = shop["reviews"]
    return t.assign(age=age(t.created_at), rating=money(t.rating))


@oracle("service.low_star_share")
def _(shop: Shop) -> Known:
    t = reviews(shop)
    t = t[(t.age <= 180) & t.rating.notna()]
    return divided((t.rating <= 2).sum(), len(t)), len(t)


@oracle("service.split_parcels")
def _(shop: Shop) -> Known:
    t = live(shop, 180).dropna(subset=["buyer_key"])
    t = t.groupby(["channel", "buyer_key", "order_id"]).age.max().reset_index()
    together = t.groupby(["channel", "buyer_key", "age"]).order_id.transform("size")
    return divided((together > 1).sum(), len(t)), len(t)


@oracle("trust.reviews_per_product")
def _(shop: Shop) -> Known:
    listed, sold, held = newest(shop), live(shop, 365), reviews(shop)
    offered = {
        *zip(listed[listed.selling].channel, listed[listed.selling].product_id, strict=True),
        *zip(sold.channel, sold.product_id.where(sold.product_id.notna(), None), strict=True),
    }
    ours: dict = {}
    for key in zip(held.channel, held.product_id.where(held.product_id.notna(), None), strict=True):
        ours[key] = ours.get(key, 0) + 1
    shown = {
        (c, p): int(n)
        for c, p, n in zip(listed.channel, listed.product_id, listed.review_count, strict=True)
        if n is not None and pd.notna(n)
    }
    if not ours and not shown:
        return None, len(offered)
    total = sum(max(ours.get(k, 0), shown.get(k, 0)) for k in {*ours, *shown} if k in offered or k[1] is None)
    return divided(total, len(offered)), len(offered)


@oracle("trust.review_level")
def _(shop: Shop) -> Known:
    t = reviews(shop)
    t = t[(t.age <= 365) & t.rating.notna()]
    return (t.rating.mean() if len(t) else None), len(t)


@oracle("trust.review_trend")
def _(shop: Shop) -> Known:
    t = reviews(shop).dropna(subset=["rating"])
    now, then = t[t.age <= 90].rating, t[t.age.between(91, 365)].rating
    return (now.mean() - then.mean() if len(now) and len(then) else None), min(len(now), len(then))


@oracle("trust.days_since_review")
def _(shop: Shop) -> Known:
    return reviews(shop).age.min(), len(reviews(shop))


@oracle("trust.review_sources")
def _(shop: Shop) -> Known:
    counts = reviews(shop).channel.value_counts()
    if live(shop, 365).channel.nunique() < 2:
        return None, 0
    return (counts.max() / counts.sum() if len(counts) else None), counts.sum()


@oracle("trust.repeat_purchase")
def _(shop: Shop) -> Known:
    t = live(shop).dropna(subset=["buyer_key"]).groupby("buyer_key").age.agg(["max", "min"])
    t = t[t["max"].between(181, 545)]
    return divided((t["min"] < t["max"]).sum(), len(t)), len(t)


def _plain(brand: object) -> str:
    return "" if brand is None or pd.isna(brand) else re.sub(r"[\s\-_.·]+", "", str(brand).strip().lower())


def brands(shop: Shop) -> pd.DataFrame:
    t = newest(shop)
    t = t[t.selling]
    return t.assign(plain=t.brand.map(_plain), named=lambda b: ~b.plain.isin(["", "없음"]))


@oracle("trust.brand_named")
def _(shop: Shop) -> Known:
    t = brands(shop)
    return divided(t.named.sum(), len(t)), len(t)


@oracle("trust.brand_spelling")
def _(shop: Shop) -> Known:
    t = brands(shop)
    t = t[t.named.astype(bool)]
    odd = 0
    for _name, part in t.groupby("plain"):
        counts = part.brand.str.strip().value_counts()
        odd += len(part) - counts.max()
    return divided(odd, len(t)), len(t)


@oracle("trust.registration")
def _(shop: Shop) -> Known:
    text = next(iter(shop["merchants"].mail_order_registration), None)
    if text is None or not text.strip():
        return None, 0
    return float(text.startswith("제2024-")), 1


__all__ = ["AS_OF", "ORACLES"]
