"""Oracles of the metrics about money and channels, in plain pandas: see `tests/oracles.py`."""

import pandas as pd

from tests.oracles import Known, age, divided, lines, live, money, newest, oracle
from tests.shops import Shop

LINE = ["channel", "order_id", "line_id"]


def settled(shop: Shop) -> pd.DataFrame:
    t = shop["settlements"].copy()
    for name in ("gross", "fee_payment", "fee_sales", "fee_other"):
        t[name] = money(t[name])
    fees = t[["fee_payment", "fee_sales", "fee_other"]].sum(axis=1, min_count=1)
    return t.assign(fees=fees, age=age(t.settled_on))


_COSTED: dict[int, pd.DataFrame] = {}


def costed(shop: Shop) -> pd.DataFrame:
    """`_cost` of a shop, worked out once: five metrics need it, and row by row it is slow."""
    if id(shop) not in _COSTED:
        _COSTED[id(shop)] = _cost(shop)
    return _COSTED[id(shop)].copy()


def _cost(shop: Shop) -> pd.DataFrame:
    """Lines of 180 days that were not cancelled, each with the newest cost of its day, by code, else by product number."""
    t = lines(shop)
    t = t[(t.age <= 180) & (t.status != "cancelled")].copy()
    costs = shop["costs"].assign(valid_from=pd.to_datetime(shop["costs"].valid_from))

    def found(row: pd.Series) -> pd.Series:
        for key in (row.sku, row.product_id):
            held = costs[(costs.sku == key) & (costs.valid_from <= row.ordered_at.normalize())]
            if len(held):
                return held.sort_values("valid_from").iloc[-1][["unit_cost", "packaging_cost", "shipping_cost"]]
        return pd.Series({"unit_cost": None, "packaging_cost": None, "shipping_cost": None})

    cost = (
        t.apply(found, axis=1)
        if len(t)
        else pd.DataFrame(columns=["unit_cost", "packaging_cost", "shipping_cost"], index=t.index)
    )
    for name, given in (("unit", "unit_cost"), ("pack", "packaging_cost"), ("carry", "shipping_cost")):
        t[name] = money(cost[given])
    parcel = t.groupby(["channel", "order_id"])
    size = parcel.line_id.transform("size")
    t["packaging"] = (parcel.pack.transform("max").fillna(0) / size).round(2)
    t["carrier"] = (parcel.carry.transform("max").fillna(0) / size).round(2)
    t["shipping"] = (parcel.shipping_fee.transform("sum") / size).round(2)
    return t.assign(size=size)


def earned(shop: Shop) -> pd.DataFrame:
    t, s = costed(shop), settled(shop)
    goods = s[s.kind == "goods"].groupby(LINE).fees.sum(min_count=1).rename("line_fees")
    other = s[s.kind == "shipping"].groupby(["channel", "order_id"]).fees.sum(min_count=1).rename("order_fees")
    t = t.join(goods, on=LINE).join(other, on=["channel", "order_id"])
    fees = t.line_fees + (t.order_fees.fillna(0).astype(float) / t["size"]).round(2)
    known = t.unit.notna() & t.pack.notna() & t.carry.notna() & fees.notna() & t.amount.notna() & t.quantity.notna()
    kept = t.amount + t.shipping - t.unit * t.quantity - fees - t.packaging - t.carrier
    return t.assign(known=known, left=kept.where(t.live, -t.packaging - t.carrier))[known]


@oracle("price.contribution_margin")
def _(shop: Shop) -> Known:
    t = earned(shop)
    return divided(t.left.sum(), t.amount[t.live].sum()), t.live.sum()


@oracle("price.loss_making_lines")
def _(shop: Shop) -> Known:
    t = earned(shop)
    t = t[t.live.astype(bool)]
    return divided((t.left < 0).sum(), len(t)), len(t)


@oracle("price.fee_burden")
def _(shop: Shop) -> Known:
    t = settled(shop)
    t = t[(t.age <= 180) & t.fees.notna() & t.gross.notna()]
    return divided(t.fees.sum(), t.gross.sum()), ((t.kind == "goods") & (t.gross > 0)).sum()


@oracle("price.shipping_burden")
def _(shop: Shop) -> Known:
    t = costed(shop)
    t = t[t.live.astype(bool) & t.carry.notna()]
    return divided((t.carrier - t.shipping).sum(), t.amount.sum()), len(t)


@oracle("price.discount_dependence")
def _(shop: Shop) -> Known:
    t = live(shop, 180).dropna(subset=["discount"])
    return divided(t.amount[t.discount > 0].sum(), t.amount.sum()), len(t)


@oracle("price.discount_depth")
def _(shop: Shop) -> Known:
    t = live(shop, 180).dropna(subset=["discount", "amount"])
    return divided(t.discount.sum(), (t.amount + t.discount).sum()), len(t)


def shared_codes(shop: Shop) -> pd.DataFrame:
    t = newest(shop)
    t = t[t.selling & t.sku.notna()]
    one = t.groupby(["sku", "channel"]).agg(price=("price", "min"), stock=("stock", "max")).reset_index()
    return one[one.groupby("sku").channel.transform("size") >= 2]


@oracle("price.dispersion_across_channels")
def _(shop: Shop) -> Known:
    t = shared_codes(shop).groupby("sku").price.agg(["min", "max"])
    t = t[t["min"] > 0]
    return divided(((t["max"] - t["min"]) / t["min"] > 0.05).sum(), len(t)), len(t)


@oracle("price.cost_known")
def _(shop: Shop) -> Known:
    t = costed(shop)
    here = t[t.live.astype(bool)]
    told = len(here) if len(shop["costs"]) else 0  # nobody asks how much is known of costs where none was ever told
    return None if t.unit.isna().all() else divided(here.amount[here.unit.notna()].sum(), here.amount.sum()), told


@oracle("price.cash_cycle")
def _(shop: Shop) -> Known:
    t = settled(shop)
    t = t[(t.age <= 180) & (t.kind == "goods") & (t.gross > 0)].merge(shop["order_lines"][[*LINE, "ordered_at"]], on=LINE)
    wait = (pd.to_datetime(t.settled_on) - pd.to_datetime(t.ordered_at).dt.normalize()).dt.days.clip(lower=0)
    return divided((t.gross * wait).sum(), t.gross.sum()), len(t)


@oracle("channel.count")
def _(shop: Shop) -> Known:
    t = live(shop, 90)
    return float(t.channel.nunique()), len(t)


@oracle("channel.concentration")
def _(shop: Shop) -> Known:
    t = live(shop, 90)
    if t.channel.nunique() < 2:
        return None, 0
    sums = t.groupby("channel").amount.sum()
    return divided(sums.max(), sums.sum()), len(t)


@oracle("channel.idle")
def _(shop: Shop) -> Known:
    listing, year, quarter = newest(shop), live(shop, 365), live(shop, 90)
    there = {*listing[listing.selling].channel, *year.channel}
    return None if year.empty else divided(len(there - set(quarter.channel)), len(there)), len(there)


@oracle("channel.own_share")
def _(shop: Shop) -> Known:
    t = live(shop, 90)
    return divided(t.amount[t.channel == "cafe24"].sum(), t.amount.sum()), len(t)


@oracle("channel.catalogue_sync")
def _(shop: Shop) -> Known:
    t = newest(shop)
    t = t[t.selling & t.sku.notna()]
    if t.channel.nunique() < 2:
        return None, 0
    return divided(len(set(zip(t.sku, t.channel, strict=True))), t.sku.nunique() * t.channel.nunique()), t.sku.nunique()


@oracle("channel.stock_sync")
def _(shop: Shop) -> Known:
    t = shared_codes(shop).dropna(subset=["stock"]).groupby("sku").stock
    two = t.size() >= 2
    apart = (t.min() <= 0) & (t.max() > 0)
    return divided((apart & two).sum(), two.sum()), two.sum()


@oracle("channel.own_link_share")
def _(shop: Shop) -> Known:
    t = settled(shop)
    t = t[(t.age <= 180) & (t.channel == "naver") & (t.kind == "goods") & (t.gross > 0) & t.fee_sales.notna()]
    return divided(t.gross[t.fee_sales < 0.02 * t.gross].sum(), t.gross.sum()), len(t)


@oracle("service.packaging_share")
def _(shop: Shop) -> Known:
    t = costed(shop)
    t = t[t.live.astype(bool) & t["pack"].notna() & t.amount.notna()]
    return divided(t.packaging.sum(), t.amount.sum()), len(t)
