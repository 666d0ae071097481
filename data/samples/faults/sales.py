"""Faults of selling: it stops, shrinks, hangs on one product."""
from collections.abc import Callable

import pandas as pd

from data.samples.days import DEMO_AS_OF
from data.samples.frames import Frames
from data.samples.shop import review, settle, shown

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


def rebuilt(shop: Frames, lines: pd.DataFrame, every: int = 4) -> Frames:
    """The shop with these order lines and the payouts and reviews that follow from them."""
    reviews = review(lines, every)
    return resettle(shop, lines).with_(reviews=reviews, listings=shown(shop.listings, reviews))


def only(shop: Frames, which: Callable[[pd.DataFrame], pd.Series]) -> Frames:
    return resettle(shop, shop.order_lines[which(shop.order_lines)])


def moved(shop: Frames, lines: pd.DataFrame, which: pd.Series, *, channel: str | None = None,
          good: int | None = None) -> pd.DataFrame:
    """`lines` with those of `which` on another channel or of another product (1, 2, …), names and prices following."""
    out = lines.copy()
    pages = shop.listings.set_index(["channel", "sku"])
    to = out.loc[which, "channel"] if channel is None else pd.Series(channel, index=out.index[which])
    sku = out.loc[which, "sku"] if good is None else out.loc[which, "sku"].str[:-2] + f"{good:02d}"
    page = pages.loc[list(zip(to, sku, strict=True))]
    out.loc[which, "channel"], out.loc[which, "sku"] = to, sku
    for name, value in (("product_id", page.product_id), ("product_name", page.title), ("unit_price", page.price)):
        out.loc[which, name] = value.to_numpy()
    out["amount"] = out.unit_price * out.quantity - out.discount
    return out


def _fewer(lines: pd.DataFrame, n: int) -> pd.Series:
    """The orders of one buyer in n: those who come back still do."""
    return lines.buyer % n == 0


def _one_product(shop: Frames) -> Frames:
    """Nineteen of twenty orders are of the first product, on one channel."""
    lines = shop.order_lines[shop.order_lines.line == 0]
    lines = moved(shop, lines, lines.order % 20 != 0, channel="naver", good=1).assign(quantity=2)
    return rebuilt(shop, lines.assign(amount=lines.unit_price * 2 - lines.discount))


def _dead_tail(shop: Frames) -> Frames:
    """Of twelve products only one old and one new sold in the last 120 days."""
    lines = shop.order_lines
    recent = age(lines) <= 120
    lines = moved(shop, lines, recent & (lines.line % 2 == 0), good=1)
    lines = moved(shop, lines, recent & (lines.line % 2 == 1), good=12)
    lines = moved(shop, lines, recent & (lines.line == 0) & (lines.order % 2 == 0), good=12)
    return rebuilt(shop, lines[~lines.duplicated(["order", "sku"])])


def _one_each(shop: Frames) -> Frames:
    """Every order is one line of one piece."""
    lines = shop.order_lines[shop.order_lines.line == 0].assign(quantity=1)
    return resettle(shop, lines.assign(amount=lines.unit_price - lines.discount))


def _nothing_new(shop: Frames) -> Frames:
    """Nobody buys the four products that came into the range this summer."""
    lines = shop.order_lines
    for new in (9, 10, 11, 12):
        lines = moved(shop, lines, lines.sku.str.endswith(f"-{new:02d}"), good=new - 8)
    return rebuilt(shop, lines)


def _quiet(shop: Frames) -> Frames:
    """One order a week from the first day on."""
    lines = shop.order_lines
    return rebuilt(shop, lines[_fewer(lines, 7)], every=1)


def _one_province(shop: Frames) -> Frames:
    """Nine of ten buyers live in one province."""
    return shop.with_(order_lines=shop.order_lines.assign(region=shop.order_lines.region.where(shop.order_lines.buyer % 10 == 0,
    "경기도")))


FAULTS: dict[str, Fault] = {
    "sales.days_since_last_order": lambda shop: only(shop, lambda t: age(t) > 75),
    "sales.own_rhythm": lambda shop: only(shop, lambda t: age(t) > 25),
    "sales.active_weeks": lambda shop: only(shop, lambda t: (age(t) > 91) | (age(t) <= 3) | age(t).between(36, 40)),
    "sales.orders_30": _quiet,
    "sales.trend_30": lambda shop: only(shop, lambda t: (age(t) > 30) | _fewer(t, 4)),
    "sales.trend_90": lambda shop: only(shop, lambda t: (age(t) > 90) | _fewer(t, 4)),
    "sales.product_concentration": _one_product,
    "sales.dead_listings": _dead_tail,
    "sales.new_products": _nothing_new,
    "sales.lines_per_order": _one_each,
    "sales.customer_reach": _one_province,
}
