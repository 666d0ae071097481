"""Order lines of a fictional shop: who ordered what, when it was shipped, what became of it.

Everything is drawn in blocks, so that shares hold in every month and not only on average: a shop without a fault must
not look faulty by chance.
"""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.contract import DEAD
from data.samples.days import DEMO_AS_OF, FIRST_DAY, business_days_after, calendar, days_off, feasts, weekly
from data.samples.goods import REGIONS, Trade

FREE_SHIPPING_FROM = 50_000
SHIPPING_FEE = 3_000


@dataclass(frozen=True)
class Habits:
    """How a shop trades.

    `rate` = orders a day on the first and on the last day, in between on a straight line; the last `new_goods` of the
    `goods` came into the range 150 days before the end.
    """

    rate: tuple[float, float] = (0.7, 1.7)
    first: date = FIRST_DAY
    channels: Mapping[str, float] = field(default_factory=lambda: {"naver": 0.45, "coupang": 0.25, "cafe24": 0.3})
    returning: float = 0.42
    feast_lift: float = 1.0
    goods: int = 12
    new_goods: int = 4
    weights: tuple[float, ...] = ()
    lines: tuple[int, ...] = (1, 1, 1, 1, 1, 2, 2, 2, 2, 3)
    cancelled_every: int = 90
    returned_every: int = 110
    discounted_every: int = 16
    lift: float = 1.0
    lifted_from: date = FIRST_DAY
    """From that day on there are `lift` times the orders."""


def words(values: Any, index: pd.Index | None = None) -> pd.Series:
    """Text kept as plain objects: many small frames of it are twice as fast that way."""
    return pd.Series(values, index=index, dtype=object)


def blocks(rng: np.random.Generator, pattern: NDArray, count: int) -> NDArray:
    """`count` values: `pattern` again and again, each time in another order."""
    rounds = -(-count // len(pattern)) or 1
    return rng.permuted(np.tile(pattern, (rounds, 1)), axis=1).ravel()[:count]


def _pattern(shares: NDArray[np.float64], length: int) -> NDArray[np.int64]:
    """`length` numbers 0.. in the given shares (largest remainders)."""
    exact = shares / shares.sum() * length
    counts = np.floor(exact).astype(int)
    for i in np.argsort(counts - exact, kind="stable")[:length - counts.sum()]:
        counts[i] += 1
    return np.repeat(np.arange(len(shares)), counts)


def product_ids(channel: str, number: int, goods: int) -> list[str]:
    """The channel's product numbers of shop `number`: 11 digits each, no two alike anywhere in the demo."""
    base = {"naver": 10, "coupang": 80, "cafe24": 60}[channel] * 10**9 + number * 1000
    return [str(base + i) for i in range(1, goods + 1)]


def sell(merchant_id: str, number: int, trade: Trade, habits: Habits, rng: np.random.Generator) -> pd.DataFrame:
    """The order lines of the shop, canonical but for `buyer` (0, 1, …, one number per person) in place of buyer_key."""
    days = calendar()
    days = days[days >= np.datetime64(habits.first)]
    rate = np.linspace(*habits.rate, len(days)) * weekly(days) * feasts(days, habits.feast_lift)
    rate = np.where(days >= np.datetime64(habits.lifted_from), rate * habits.lift, rate)
    per_day = np.diff(np.floor(np.concatenate([[0.0], np.cumsum(rate)]) + 1e-9).astype(int))
    order_day = np.repeat(days, per_day)
    n = len(order_day)
    if n == 0:
        return pd.DataFrame()
    minute = rng.integers(9 * 60, 22 * 60, n)
    ordered = (order_day.astype("datetime64[m]") + minute).astype("datetime64[s]")
    ordered.sort()
    channels = list(habits.channels)
    channel = blocks(rng, _pattern(np.array(list(habits.channels.values())), 20), n)
    buyer, channel = _buyers(rng, n, channel, habits.returning)
    orders = pd.DataFrame({"order": np.arange(n), "ordered_at": ordered, "channel_no": channel, "buyer": buyer,
                           "lines": blocks(rng, np.array(habits.lines), n)})
    region = blocks(rng, _pattern(np.array([r[2] for r in REGIONS]), 100), int(buyer.max()) + 1)
    lines = orders.loc[orders.index.repeat(orders.lines)].reset_index(drop=True)
    m = len(lines)
    lines["line"] = lines.groupby("order").cumcount()
    weights = np.array(habits.weights or np.linspace(1.2, 0.9, habits.goods))
    good = blocks(rng, _pattern(weights, 60), m)
    too_early = (lines.ordered_at < pd.Timestamp(DEMO_AS_OF) - pd.Timedelta(days=150)) & (good >= habits.goods - habits.new_goods)
    lines["good"] = np.where(too_early, good % max(habits.goods - habits.new_goods, 1), good)
    lines = lines[~lines.duplicated(["order", "good"])].reset_index(drop=True)  # a product stands once in an order
    good, m = lines.good.to_numpy(), len(lines)
    goods = trade.goods[:habits.goods]
    price = np.array([g.price for g in goods])[good]
    quantity = blocks(rng, np.array([1] * 11 + [2]), m)
    off = np.where(blocks(rng, np.arange(habits.discounted_every), m) == 0, 1000, 0)
    ids = {c: product_ids(c, number, habits.goods) for c in channels}
    names = [f"{trade.brand} {g.name} {g.unit}" for g in goods]
    channel_name = np.array(channels, dtype=object)[lines.channel_no.to_numpy()]
    stamp = pd.Series(lines.ordered_at).dt.strftime("%Y%m%d").to_numpy()
    order_id = [f"{s}1{c}{o:05d}1" for s, c, o in zip(stamp, lines.channel_no, lines.order, strict=True)]
    line_id = [f"{s}2{c}{o:05d}{k + 1}" for s, c, o, k in zip(stamp, lines.channel_no, lines.order, lines.line, strict=True)]
    texts = {
        "merchant_id": [merchant_id] * m, "channel": channel_name, "order_id": order_id, "line_id": line_id,
        "product_id": [ids[c][g] for c, g in zip(channel_name, good, strict=True)],
        "sku": [f"{number:04d}-{g + 1:02d}" for g in good], "product_name": [names[g] for g in good],
        "option_name": [goods[g].unit for g in good], "status": ["paid"] * m, "claim_reason": [None] * m,
        "region": [REGIONS[region[b]][0] for b in lines.buyer]}
    out = pd.DataFrame({
        **{name: words(values) for name, values in texts.items()}, "ordered_at": lines.ordered_at, "paid_at": lines.ordered_at,
        "quantity": quantity, "unit_price": price, "discount": off, "amount": price * quantity - off, "shipping_fee": 0,
        "buyer": lines.buyer, "order": lines.order, "line": lines.line})
    total = out.groupby("order").amount.transform("sum")
    out["shipping_fee"] = np.where((out.line == 0) & (total < FREE_SHIPPING_FROM), SHIPPING_FEE, 0)
    out = shipped(out, rng)
    out = _claims(out, habits)
    return known_before(out, pd.Timestamp(DEMO_AS_OF))


def _buyers(rng: np.random.Generator, n: int, channel: NDArray, returning: float) -> tuple[NDArray, NDArray]:
    """Who places each order: a share comes back, on the channel where they bought before, 20 to 60 orders later."""
    again = blocks(rng, _pattern(np.array([1 - returning, returning]), 50), n)
    gap = rng.integers(20, 61, n)
    buyer, channel, new = np.zeros(n, dtype=int), channel.copy(), 0
    for i in range(n):
        if again[i] and i >= gap[i]:
            buyer[i], channel[i] = buyer[i - gap[i]], channel[i - gap[i]]
        else:
            buyer[i], new = new, new + 1
    return buyer, channel


def shipped(lines: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """`lines` with their times: what is ordered by 14:00 on a business day leaves that day, else on the next; due in three
    business days, delivered a day or two after it left, promised in six.
    """
    moment = lines.ordered_at.to_numpy()
    day = moment.astype("datetime64[D]")

    def at(days: NDArray, hour: int, minute: int = 0) -> NDArray:
        return days.astype("datetime64[s]") + np.timedelta64(hour * 3600 + minute * 60, "s")

    order = lines.order.to_numpy()
    travel = blocks(rng, np.array([1, 1, 1, 2]), int(order.max()) + 1)[order]
    wait = blocks(rng, np.array([3, 4, 5, 6, 7]), int(order.max()) + 1)[order]
    early = moment < at(day, 14)
    out = np.where(early & np.is_busday(day, holidays=days_off()), day, business_days_after(day, 1))
    arrived = out + travel
    return lines.assign(
        ship_due_at=at(business_days_after(day, 3), 23, 59), shipped_at=at(out, 16, 30),
        promised_at=at(business_days_after(day, 5) + 1, 23, 59), delivered_at=at(arrived, 14, 10),
        confirmed_at=at(arrived + wait, 10, 5), cancelled_at=pd.Series(np.datetime64("NaT", "s"), index=lines.index))


def _claims(lines: pd.DataFrame, habits: Habits) -> pd.DataFrame:
    """Every so many orders is cancelled by the buyer before shipping, or sent back after delivery."""
    out = lines.copy()
    gone = out.order % habits.cancelled_every == habits.cancelled_every // 2
    back = (out.order % habits.returned_every == habits.returned_every // 3) & ~gone
    return back_(cancel(out, gone, "buyer"), back, "buyer")


def cancel(lines: pd.DataFrame, which: pd.Series, reason: str) -> pd.DataFrame:
    """Lines that were cancelled three hours after the order, before anything was shipped."""
    return _claimed(lines, which, "cancelled", reason, lines.ordered_at + pd.Timedelta(hours=3),
                    ("shipped_at", "delivered_at", "confirmed_at"))


def back_(lines: pd.DataFrame, which: pd.Series, reason: str) -> pd.DataFrame:
    """Lines that came back two days after delivery."""
    return _claimed(lines, which, "returned", reason, lines.delivered_at + pd.Timedelta(days=2), ("confirmed_at",))


def _claimed(lines: pd.DataFrame, which: pd.Series, status: str, reason: str, when: pd.Series,
             undone: tuple[str, ...]) -> pd.DataFrame:
    gone = which.to_numpy()
    return lines.assign(
        status=words(np.where(gone, status, lines.status.to_numpy(dtype=object)), lines.index),
        claim_reason=words(np.where(gone, reason, lines.claim_reason.to_numpy(dtype=object)), lines.index),
        cancelled_at=np.where(gone, when.to_numpy(), lines.cancelled_at.to_numpy()),
        **{name: np.where(gone, np.datetime64("NaT"), lines[name].to_numpy()) for name in undone})


def known_before(lines: pd.DataFrame, end: pd.Timestamp) -> pd.DataFrame:
    """What could be known before `end`: no later order, later times blank, later claims undone, states by their times."""
    out = lines if (lines.ordered_at < end).all() else lines[lines.ordered_at < end]
    limit, never = end.to_datetime64(), np.datetime64("NaT")
    times = {name: out[name].to_numpy() for name in ("shipped_at", "delivered_at", "confirmed_at", "cancelled_at")}
    undone = times["cancelled_at"] >= limit
    times = {name: np.where(moment < limit, moment, never) for name, moment in times.items()}
    state = np.select([~np.isnat(times[name]) for name in ("confirmed_at", "delivered_at", "shipped_at")],
                      ["confirmed", "delivered", "shipping"], "paid")
    status = out.status.to_numpy(dtype=object)
    dead = np.isin(status.astype(str), DEAD) & ~undone
    return out.assign(status=words(np.where(dead, status, state), out.index), **times,
                      claim_reason=out.claim_reason.mask(undone))
