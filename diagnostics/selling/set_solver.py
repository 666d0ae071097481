"""The best set of channels under hours and stock, exactly: every set of up to a few channels is worked out and compared.

A set sells what its channels are assumed to sell, less the buyers whom two of them share (half of it is taken from either), as
far as hours and stock reach; the better-paying orders first. That split is the best one, since an order takes the same minutes
and pieces wherever it comes from. Everything is exact (Decimal): the same numbers give the same set.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

NOUGHT = Decimal(0)
WEEKS_A_MONTH = Decimal("30.4375") / 7


@dataclass(frozen=True)
class Option:
    """A channel that may be chosen. `each`: what an order is worth (won, or points of fit); `orders`: assumed a month; `fee`:
    orders a month to the fixed fee of the month; `setup`, `running`: hours once and a week; `minimum`: pieces; `measured`:
    its orders are the shop's own, not assumed."""

    channel: str
    each: Decimal
    orders: Decimal
    setup: Decimal
    running: Decimal
    minimum: Decimal
    fee: Callable[[Decimal], Decimal]
    fit: Decimal = NOUGHT
    measured: bool = False


@dataclass(frozen=True)
class Limits:
    """Hours a week and pieces a month (None: no limit); `minutes` and `pieces` of an order; weeks over which setting up is
    spread; `overlap` of two channels; `once`: a pair that is set up once."""

    hours: Decimal | None
    stock: Decimal | None
    minutes: Decimal
    pieces: Decimal
    setup_weeks: int
    overlap: Callable[[str, str], Decimal]
    once: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Share:
    """What one channel does within a set, a month: orders wanted, lost to shared buyers, left by hours and stock."""

    option: Option
    shared: Decimal
    orders: Decimal
    fee: Decimal

    @property
    def value(self) -> Decimal:
        return self.option.each * self.orders - self.fee


@dataclass(frozen=True)
class Outcome:
    """A set that fits, or does not: then `short` says of what it needs more ("hours", "stock") and `shares` is empty."""

    channels: tuple[str, ...]
    shares: tuple[Share, ...]
    value: Decimal
    hours: Decimal
    stock: Decimal
    minimum: Decimal
    limited: str | None
    short: str | None = None

    @property
    def place(self) -> tuple[Decimal, int, Decimal, Decimal, tuple[str, ...]]:
        """Sorts the best first: value, then fewer channels, fewer hours, better fit, names."""
        fit = sum((s.option.fit for s in self.shares), NOUGHT)
        return (-self.value, len(self.channels), self.hours, -fit, self.channels)


def fixed_hours(options: Iterable[Option], limits: Limits) -> Decimal:
    """Hours a week that a set takes before the first parcel: running, and setting up spread over the weeks."""
    chosen = list(options)
    setup = sum((o.setup for o in chosen), NOUGHT)
    if limits.once and limits.once <= {o.channel for o in chosen}:
        setup -= min(o.setup for o in chosen if o.channel in limits.once)
    return sum((o.running for o in chosen), NOUGHT) + setup / limits.setup_weeks


def evaluate(options: Sequence[Option], limits: Limits) -> Outcome:
    """What these channels do together."""
    chosen = sorted(options, key=lambda o: o.channel)
    names = tuple(o.channel for o in chosen)
    hours, minimum = fixed_hours(chosen, limits), sum((o.minimum for o in chosen), NOUGHT)
    short = ("hours" if limits.hours is not None and hours > limits.hours else
             "stock" if limits.stock is not None and minimum > limits.stock else None)
    if short:
        return Outcome(names, (), NOUGHT, hours, minimum, minimum, None, short)
    shared = {o.channel: _shared(o, chosen, limits) for o in chosen}
    wanted = {o.channel: o.orders - shared[o.channel] for o in chosen}
    room, by = _room(limits, hours)
    placed: dict[str, Decimal] = {}
    for option in sorted(chosen, key=lambda o: (-o.each, o.channel)):
        placed[option.channel] = wanted[option.channel] if room is None else min(wanted[option.channel], room)
        room = None if room is None else room - placed[option.channel]
    total = sum(placed.values(), NOUGHT)
    limited = by if total < sum(wanted.values(), NOUGHT) else None
    shares = tuple(Share(o, shared[o.channel], placed[o.channel], o.fee(placed[o.channel])) for o in chosen)
    worked, goods = hours + total * limits.minutes / 60 / WEEKS_A_MONTH, max(total * limits.pieces, minimum)
    # What is used up is used up exactly: the last digit of a division must not make it more.
    worked = worked if limits.hours is None else min(worked, limits.hours)
    goods = goods if limits.stock is None else min(goods, limits.stock)
    return Outcome(names, shares, sum((s.value for s in shares), NOUGHT), worked, goods, minimum, limited)


def _shared(option: Option, chosen: Sequence[Option], limits: Limits) -> Decimal:
    """Orders that this channel loses to buyers it shares. Two channels whose orders are the shop's own share none any more."""
    lost = sum((limits.overlap(option.channel, other.channel) * min(option.orders, other.orders) / 2 for other in chosen
                if other is not option and not (other.measured and option.measured)), NOUGHT)
    return min(option.orders, lost)


def _room(limits: Limits, hours: Decimal) -> tuple[Decimal | None, str | None]:
    """Orders a month for which hours and stock reach, and which of the two ends first."""
    found: list[tuple[Decimal, str]] = []
    if limits.hours is not None and limits.minutes:
        found.append(((limits.hours - hours) * 60 / limits.minutes * WEEKS_A_MONTH, "hours"))
    if limits.stock is not None and limits.pieces:
        found.append((limits.stock / limits.pieces, "stock"))
    return min(found) if found else (None, None)


def every(options: Sequence[Option], limits: Limits, most: int, keep: frozenset[str] = frozenset()) -> Iterator[Outcome]:
    """Every set of one to `most` channels that holds all of `keep`, fitting or not."""
    fixed = [o for o in options if o.channel in keep]
    free = sorted((o for o in options if o.channel not in keep), key=lambda o: o.channel)
    for size in range(0 if fixed else 1, most - len(fixed) + 1):
        for more in combinations(free, size):
            yield evaluate([*fixed, *more], limits)


def ordered(options: Sequence[Option], limits: Limits, most: int, keep: frozenset[str] = frozenset()) -> list[Outcome]:
    """The sets that fit and are worth something, the best first."""
    return sorted((s for s in every(options, limits, most, keep) if s.short is None and s.value > 0), key=lambda s: s.place)
