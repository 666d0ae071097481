"""Faults of the choice and care of channels."""
from collections.abc import Callable

from data.samples.faults.sales import age, only
from data.samples.frames import Frames

Fault = Callable[[Frames], Frames]


def _one_channel(shop: Frames) -> Frames:
    """All sales and all products on one channel."""
    here = shop.listings.channel == "naver"
    return only(shop, lambda t: t.channel == "naver").with_(listings=shop.listings[here].reset_index(drop=True))


def _idle(shop: Frames) -> Frames:
    """Listed on a channel that has not sold for 120 days."""
    return only(shop, lambda t: (t.channel != "cafe24") | (age(t) > 120))


def _half_missing(shop: Frames) -> Frames:
    """Most of the products are missing on two of the channels."""
    first = shop.listings.channel == "naver"
    return shop.with_(listings=shop.listings[first | (shop.listings.index % 6 == 0)].reset_index(drop=True))


FAULTS: dict[str, Fault] = {
    "channel.channel_count": _one_channel,
    "channel.idle_channel": _idle,
    "channel.catalogue_sync": _half_missing,
}
