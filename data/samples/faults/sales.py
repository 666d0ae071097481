"""Faults of selling: it stops, shrinks, hangs on one product."""
from collections.abc import Callable

import pandas as pd

from data.samples.days import DEMO_AS_OF
from data.samples.frames import Frames
from data.samples.shop import review, settle, shown, visited

Fault = Callable[[Frames], Frames]


def age(lines: pd.DataFrame) -> pd.Series:
    """Whole days before the first day that is not known: the last day is 1."""
    return (pd.Timestamp(DEMO_AS_OF) - lines.ordered_at.dt.normalize()).dt.days


def rate_of(shop: Frames) -> float:
    """Coupang's commission of the shop's trade."""
    from data.samples.goods import TRADES
    return next(t.coupang_rate for t in TRADES if t.industry == shop.merchants.industry.iat[0])


def resettle(shop: Frames, lines: pd.DataFrame) -> Frames:
    """The shop with these order lines, the payouts and visits that follow and only the reviews whose order is still there."""
    kept = shop.reviews[shop.reviews.order_id.isin(lines.order_id)].reset_index(drop=True) if len(shop.reviews) else shop.reviews
    return shop.with_(order_lines=lines.reset_index(drop=True), settlements=settle(lines, rate_of(shop)), reviews=kept,
                      statistics=visited(lines))


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


def _smaller(shop: Frames) -> Frames:
    """Until 90 days ago every line was of twice as many pieces."""
    lines = shop.order_lines
    lines = lines.assign(quantity=lines.quantity.where(age(lines) <= 90, lines.quantity * 2))
    return resettle(shop, lines.assign(amount=lines.unit_price * lines.quantity - lines.discount))


def _one_weekday(shop: Frames) -> Frames:
    """Three of four orders came in on the Monday of their week, and everything that followed is as much earlier."""
    lines = shop.order_lines.copy()
    back = pd.to_timedelta(lines.ordered_at.dt.day_of_week.where(lines.order % 4 != 0, 0), unit="D")
    for name in ("ordered_at", "paid_at", "ship_due_at", "shipped_at", "promised_at", "delivered_at", "confirmed_at",
                 "cancelled_at"):
        lines[name] = lines[name] - back
    return rebuilt(shop, lines[lines.ordered_at >= lines.ordered_at.min().normalize()])


def _two_products(shop: Frames) -> Frames:
    """Two products share all sales, half and half."""
    lines = shop.order_lines[shop.order_lines.line == 0]
    lines = moved(shop, lines, lines.order % 2 == 0, good=1)
    lines = moved(shop, lines, lines.order % 2 == 1, good=12)
    return rebuilt(shop, lines.assign(quantity=2, amount=lines.unit_price * 2 - lines.discount))


def _strangers_now(shop: Frames) -> Frames:
    """Who ordered in the last 90 days had never ordered before."""
    lines = shop.order_lines
    new = [f"{shop.merchant_id}-new-{order:06d}" for order in lines.order]
    return shop.with_(order_lines=lines.assign(buyer_key=lines.buyer_key.where(age(lines) > 90, pd.Series(new, lines.index))))


def _seen(**columns: Callable[[pd.DataFrame], pd.Series]) -> Fault:
    return lambda shop: shop.with_(statistics=shop.statistics.assign(**columns))


FAULTS: dict[str, Fault] = {
    "sales.days_since_last_order": lambda shop: only(shop, lambda t: age(t) > 75),
    "sales.own_rhythm": lambda shop: only(shop, lambda t: age(t) > 25),
    "sales.active_weeks": lambda shop: only(shop, lambda t: (age(t) > 91) | (age(t) <= 3) | age(t).between(36, 40)),
    "sales.orders_30": _quiet,
    "sales.trend_30": lambda shop: only(shop, lambda t: (age(t) > 30) | _fewer(t, 4)),
    "sales.trend_90": lambda shop: only(shop, lambda t: (age(t) > 90) | _fewer(t, 4)),
    "sales.trend_season": lambda shop: only(shop, lambda t: (age(t) > 180) | _fewer(t, 3)),
    "sales.order_value": _smaller,
    "sales.weekday_shape": _one_weekday,
    "sales.product_variety": _two_products,
    "sales.returning_buyers": _strangers_now,
    "sales.conversion": _seen(visitors=lambda t: t.visitors * 6),
    "sales.visitors": _seen(visitors=lambda t: t.visitors // 15, orders=lambda t: (t.orders + 14) // 15),
    "sales.product_concentration": _one_product,
    "sales.dead_listings": _dead_tail,
    "sales.new_products": _nothing_new,
    "sales.lines_per_order": _one_each,
    "sales.customer_reach": _one_province,
}
