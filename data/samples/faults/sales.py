"""Faults of selling: it stops, shrinks, hangs on one product."""
from collections.abc import Callable

import numpy as np
import pandas as pd

from data.samples.days import DEMO_AS_OF
from data.samples.frames import Frames
from data.samples.shop import settle

Fault = Callable[[Frames], Frames]


def age(lines: pd.DataFrame) -> pd.Series:
    """Whole days before the first day that is not known: the last day is 1."""
    return (pd.Timestamp(DEMO_AS_OF) - lines.ordered_at.dt.normalize()).dt.days


def rate_of(shop: Frames) -> float:
    """Coupang's commission of the shop's trade."""
    from data.samples.goods import TRADES
    return next(t.coupang_rate for t in TRADES if t.industry == shop.merchants.industry.iat[0])


def resettle(shop: Frames, lines: pd.DataFrame) -> Frames:
    """The shop with these order lines, the payouts that follow and only the reviews whose order is still there."""
    kept = shop.reviews[shop.reviews.order_id.isin(lines.order_id)].reset_index(drop=True) if len(shop.reviews) else shop.reviews
    return shop.with_(order_lines=lines.reset_index(drop=True), settlements=settle(lines, rate_of(shop)), reviews=kept)


def only(shop: Frames, which: Callable[[pd.DataFrame], pd.Series]) -> Frames:
    return resettle(shop, shop.order_lines[which(shop.order_lines)])


def _every(lines: pd.DataFrame, n: int) -> pd.Series:
    """One of every n orders."""
    return lines.order % n == 0


def _one_product(shop: Frames) -> Frames:
    """Nine of ten lines are of the first product."""
    lines = shop.order_lines.copy()
    goods = shop.listings[shop.listings.sku.str.endswith("-01")].set_index("channel")
    moved = np.arange(len(lines)) % 10 != 0
    first = goods.loc[lines.channel[moved]]
    lines.loc[moved, "product_id"] = first.product_id.to_numpy()
    lines.loc[moved, "sku"] = first.sku.to_numpy()
    lines.loc[moved, "product_name"] = first.title.to_numpy()
    lines.loc[moved, "unit_price"] = first.price.to_numpy()
    lines["amount"] = lines.unit_price * lines.quantity - lines.discount
    return resettle(shop, lines)


def _dead_tail(shop: Frames) -> Frames:
    """Only two of the twelve products sold in the last 120 days."""
    return only(shop, lambda t: (age(t) > 120) | t.sku.str[-2:].isin(["01", "02"]))


def _one_each(shop: Frames) -> Frames:
    """Every order is one line of one piece."""
    lines = shop.order_lines[shop.order_lines.line == 0].assign(quantity=1)
    return resettle(shop, lines.assign(amount=lines.unit_price - lines.discount))


def _nothing_new(shop: Frames) -> Frames:
    """The products that came into the range this summer never did."""
    new = ["09", "10", "11", "12"]
    return only(shop, lambda t: ~t.sku.str[-2:].isin(new)).with_(
        listings=shop.listings[~shop.listings.sku.str[-2:].isin(new)].reset_index(drop=True))


def _one_province(shop: Frames) -> Frames:
    """Nine of ten buyers live in one province."""
    return shop.with_(order_lines=shop.order_lines.assign(region=shop.order_lines.region.where(shop.order_lines.buyer % 10 == 0,
    "경기도")))


FAULTS: dict[str, Fault] = {
    "sales.days_since_last_order": lambda shop: only(shop, lambda t: age(t) > 75),
    "sales.own_rhythm": lambda shop: only(shop, lambda t: age(t) > 25),
    "sales.active_weeks": lambda shop: only(shop, lambda t: (age(t) > 91) | (age(t) <= 3) | age(t).between(36, 40)),
    "sales.orders_30": lambda shop: only(shop, lambda t: (age(t) > 30) | (t.order % 24 == 0)),
    "sales.trend_30": lambda shop: only(shop, lambda t: (age(t) > 30) | _every(t, 4)),
    "sales.trend_year": lambda shop: only(shop, lambda t: (age(t) > 90) | _every(t, 4)),
    "sales.product_concentration": _one_product,
    "sales.dead_listings": _dead_tail,
    "sales.new_products": _nothing_new,
    "sales.pieces_per_order": _one_each,
    "sales.customer_reach": _one_province,
}
