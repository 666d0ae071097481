"""Oracles of the metrics about service and trust, in plain pandas: see `tests/oracles.py`."""

import re

import pandas as pd

from tests.oracles import ORACLES, Known, Oracle, age, divided, lines, live, money, newest, oracle
from tests.shops import Shop


def _delivered(done: str, due: str) -> Oracle:
    def of(shop: Shop) -> Known:
        t = lines(shop)
        t = t[t.age <= 180]
        t = t[t.channel.map(t.groupby("channel")[done].count() > 0).astype(bool)] if len(t) else t
        t = t[(t.status != "cancelled") & t[due].notna()]
        there = t.confirmed_at.notna() | (t.delivered_at.notna() if done == "shipped_at" else False) | (t.status == "returned")
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
