"""What a channel asks of a shop beside money: hours to set up and to run, goods that must lie there, and buyers that it shares
with other channels. No source states these: they are the judgement of consultants, marked as such, and each can be replaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from data.errors import InputProblem
from data.text import _
from diagnostics.model import Basis

SETUP_WEEKS = 8
"""The hours of setting up are spread over so many weeks."""
ESM = frozenset({"gmarket", "auction"})
OPEN_MARKETS = frozenset({"coupang", "elevenst", "gmarket", "auction", "toss"})
BASIS = Basis.judgement(
    "Hours, stock and shared buyers per channel are published nowhere: judgement of consultants. Sellers run 8 to 9 malls on "
    "average (셀러봇캐시), so that many buyers must meet the same shop on several of them.")


@dataclass(frozen=True)
class Effort:
    """Hours of setting up, hours a week of running beside the parcels, and pieces that must be there from the first day."""

    setup: Decimal
    running: Decimal
    minimum: Decimal


EFFORTS: Mapping[str, Effort] = {
    name: Effort(Decimal(setup), Decimal(running), Decimal(minimum))
    for name, (setup, running, minimum) in {
        "naver": (10, 2, 5), "coupang": (10, 2, 10), "elevenst": (6, 1, 5), "gmarket": (6, 1, 5), "auction": (6, 1, 5),
        "kakao": (8, 2, 5), "toss": (6, 1, 20), "idus": (10, 2, 3), "cafe24": (30, 4, 5), "phone_live": (8, 3, 20),
        "public_mall": (6, 1, 10), "sellerhub": (8, 1, 5)}.items()}
OTHER = Effort(Decimal(8), Decimal(2), Decimal(5))
MINUTES = Decimal(10)
"""To pack and send an order, and to answer what is asked about it."""

NUMBERS: Mapping[str, str] = {
    "orders": _("Orders a month"), "setup": _("Hours to set up"), "running": _("Hours a week to run it"),
    "minimum": _("Pieces that must be there"), "overlap": _("Share of buyers who are the same"),
    "minutes": _("Minutes per order"),
}


@dataclass(frozen=True)
class Efforts:
    """The numbers in force: the judged ones with the `given` ones in their place. `orders`: entered orders a month;
    `each_new`: those of every channel on which the shop does not sell yet."""

    efforts: Mapping[str, Effort] = field(default_factory=lambda: dict(EFFORTS))
    orders: Mapping[str, Decimal] = field(default_factory=dict)
    each_new: Decimal | None = None
    minutes: Decimal = MINUTES
    overlaps: Mapping[frozenset[str], Decimal] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    def of(self, channel: str) -> Effort:
        return self.efforts.get(channel, OTHER)

    def overlap(self, one: str, other: str) -> Decimal:
        """Share (0..1) of the smaller one's buyers whom the other one reaches too."""
        pair = frozenset({one, other})
        return self.overlaps[pair] if pair in self.overlaps else judged_overlap(pair)


def judged_overlap(pair: frozenset[str]) -> Decimal:
    if pair == ESM:
        return Decimal("0.5")
    if pair <= OPEN_MARKETS or pair == {"naver", "phone_live"}:
        return Decimal("0.3")
    if "naver" in pair and pair & OPEN_MARKETS:
        return Decimal("0.2")
    return Decimal("0.1")


def efforts(given: Mapping[str, Any] | None, known: Mapping[str, Any]) -> Efforts:
    """The numbers in force. `given` names them as "orders.naver", "setup.naver", "running.naver", "minimum.naver",
    "overlap.coupang.naver", "orders" (of every new channel) or "minutes". `known` holds the channels.

    Raises `InputProblem` for an unknown name or an impossible number.
    """
    found = Efforts(given=frozenset(given or {}))
    for name, value in (given or {}).items():
        if value is None:
            continue
        kind, *channels = str(name).split(".")
        wanted = {"minutes": (0,), "overlap": (2,), "orders": (0, 1)}.get(kind, (1,))
        if kind not in NUMBERS or len(set(channels)) not in wanted or not all(c in known for c in channels):
            raise InputProblem(_("There is no assumption {name}. Write one such as orders.naver=30, running.coupang=2, "
                                 "overlap.coupang.naver=0.2 or minutes=10."), name=name)
        number = amount(name, value)
        if kind == "overlap" and number > 1:
            raise InputProblem(_("{name} is a share: write 3 % as 0.03."), name=name)
        found = _with(found, kind, channels, number)
    return found


def _with(found: Efforts, kind: str, channels: list[str], number: Decimal) -> Efforts:
    if kind == "minutes":
        return replace(found, minutes=number)
    if kind == "overlap":
        return replace(found, overlaps={**found.overlaps, frozenset(channels): number})
    if not channels:
        return replace(found, each_new=number)
    channel = channels[0]
    if kind == "orders":
        return replace(found, orders={**found.orders, channel: number})
    return replace(found, efforts={**found.efforts, channel: replace(found.of(channel), **{kind: number})})


def amount(name: str, value: Any) -> Decimal:
    """A number of 0 or more, exact. Raises `InputProblem`."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InputProblem(_("{value} is not a number for {name}."), value=value, name=name) from None
    if not number.is_finite() or number < 0:
        raise InputProblem(_("{name} must be a number of 0 or more."), name=name)
    return number


def is_effort(name: str) -> bool:
    """Whether an assumption of this name belongs here, and not to the numbers of an order."""
    return name.partition(".")[0] in NUMBERS
