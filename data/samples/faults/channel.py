"""Faults of the choice and care of channels."""
from collections.abc import Callable

from data.samples.faults.sales import age, moved, rate_of, rebuilt
from data.samples.frames import Frames
from data.samples.shop import settle

Fault = Callable[[Frames], Frames]


def _one_channel(shop: Frames) -> Frames:
    """All sales and all products on one channel."""
    here = shop.listings.channel == "naver"
    out = rebuilt(shop, moved(shop, shop.order_lines, shop.order_lines.channel != "naver", channel="naver"))
    return out.with_(listings=out.listings[here].reset_index(drop=True))


def _mostly_one(shop: Frames) -> Frames:
    """Nine of ten orders come from one channel; the other two still sell."""
    lines = shop.order_lines
    return rebuilt(shop, moved(shop, lines, lines.order % 5 != 0, channel="naver"))


def _nearly_all(shop: Frames) -> Frames:
    """Of fifteen orders fourteen come from one channel."""
    lines = shop.order_lines
    return rebuilt(shop, moved(shop, lines, lines.order % 15 > 0, channel="naver"))


def _idle(shop: Frames) -> Frames:
    """Listed on two channels that have not sold for 120 days."""
    lines = shop.order_lines
    return rebuilt(shop, moved(shop, lines, (age(lines) <= 120) & (lines.channel != "naver"), channel="naver"))


def _no_own_mall(shop: Frames) -> Frames:
    """The shop has no mall of its own."""
    lines = shop.order_lines
    out = rebuilt(shop, moved(shop, lines, lines.channel == "cafe24", channel="coupang"))
    return out.with_(listings=out.listings[out.listings.channel != "cafe24"].reset_index(drop=True))


def _half_missing(shop: Frames) -> Frames:
    """Most of the products are missing on two of the channels."""
    first = shop.listings.channel == "naver"
    return shop.with_(listings=shop.listings[first | (shop.listings.index % 6 == 0)].reset_index(drop=True))


def _stock_apart(shop: Frames) -> Frames:
    """Every third product is sold out on one channel and in stock on the others."""
    there = (shop.listings.channel == "cafe24") & (shop.listings.index % 3 == 0)
    return shop.with_(listings=shop.listings.assign(stock=shop.listings.stock.where(~there, 0)))


def _no_own_link(shop: Frames) -> Frames:
    return shop.with_(settlements=settle(shop.order_lines, rate_of(shop), own_link=0))


FAULTS: dict[str, Fault] = {
    "channel.channel_count": _one_channel,
    "channel.channel_concentration": _mostly_one,
    "channel.channel_variety": _nearly_all,
    "channel.idle_channel": _idle,
    "channel.own_channel_share": _no_own_mall,
    "channel.catalogue_sync": _half_missing,
    "channel.stock_sync": _stock_apart,
    "channel.fee_by_link": _no_own_link,
}
