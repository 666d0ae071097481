"""The plan as a problem in whole numbers: options with price, hours, weeks and gains, and the limits they share.

Points are kept as ten-thousandths and hours as hundredths, so that equal means equal and more budget never scores less
by a rounding error. Weeks are numbered from 1; an end is the first week in which the treatment is over.
"""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

POINT = 10_000
HOUR = 100


@dataclass(frozen=True)
class Option:
    """A treatment that may be chosen.

    `price` is the full price in won, `subsidy` what the programme would pay of it at most before the caps of its family and of
    the merchant, `family` the cap that it counts to. `hours` of the merchant and `consultant` hours in hundredths, `gains` per
    check in ten-thousandths of a point; `needs` must be chosen and finished before, `excludes` may not be chosen together;
    `preferred` decides between plans of equal points (the route of the merchant).

    `ends`: each week in which it may start, with its end; None: any week, and it takes `weeks` weeks on end. `work`: its working
    days in each week of the horizon, over which its hours are spread (0: it rests); None: all weeks alike.
    """

    id: str
    price: int
    hours: int
    weeks: int
    gains: Mapping[str, int] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    preferred: bool = False
    subsidy: int = 0
    family: str = ""
    consultant: int = 0
    ends: Mapping[int, int] | None = None
    work: tuple[int, ...] | None = None

    def slots(self, horizon: int) -> dict[int, int]:
        """Each week in which it may start, with its end, within `horizon` weeks."""
        if self.ends is None:
            return {s: s + self.weeks for s in range(1, horizon - self.weeks + 2)}
        return {s: e for s, e in sorted(self.ends.items()) if s >= 1 and e <= horizon + 1}

    def spread(self, total: int, start: int, end: int) -> dict[int, int]:
        """`total` hundredths of hours over the weeks from `start` to before `end`, by working days; the sum is exact."""
        days = [self.work[w - 1] if self.work is not None else 1 for w in range(start, end)]
        every, sofar, given, found = sum(days), 0, 0, {}
        for week, count in zip(range(start, end), days, strict=True):
            sofar += count
            upto = total * sofar // every if every else 0
            found[week], given = upto - given, upto
        return found


@dataclass(frozen=True)
class Problem:
    """What may be chosen and within which limits: won, hundredths of hours, open at once, weeks.

    `own`: the budget pays what is left after the subsidy, not the full price. `caps` are the won that the programme pays per
    family at most, `cap` for the merchant in all. `consultant` limits the consultant's hours in all, `week_hours` and
    `week_consultant` the hours in each week of the horizon. None: no such limit.
    """

    options: tuple[Option, ...]
    budget: int
    hours: int
    max_open: int
    horizon: int
    pins: frozenset[str] = frozenset()
    own: bool = False
    caps: Mapping[str, int] = field(default_factory=dict)
    cap: int | None = None
    consultant: int | None = None
    week_hours: tuple[int, ...] | None = None
    week_consultant: tuple[int, ...] | None = None

    @cached_property
    def by_id(self) -> dict[str, Option]:
        return {o.id: o for o in self.options}

    def pick(self, ids: Iterable[str]) -> list[Option]:
        return [self.by_id[i] for i in sorted(ids)]

    def granted(self, chosen: Iterable[Option]) -> int:
        """Won that the programme pays for these together, after all caps."""
        families: dict[str, int] = {}
        for option in chosen:
            families[option.family] = families.get(option.family, 0) + option.subsidy
        total = sum(min(won, self.caps.get(family, won)) for family, won in families.items())
        return total if self.cap is None else min(total, self.cap)

    def counted(self, chosen: Iterable[Option]) -> int:
        """Won that these take from the budget together."""
        options = list(chosen)
        return sum(o.price for o in options) - (self.granted(options) if self.own else 0)


@dataclass(frozen=True)
class Solution:
    """First week (from 1) per chosen treatment, and the treatment that each mended check is credited to.

    `missed`: ten-thousandths of a point that the best plan could regain beyond this one at most; 0: this one is proven to be it.
    """

    starts: Mapping[str, int]
    credit: Mapping[str, str]
    points: int
    missed: int = 0


def credit(options: Iterable[Option]) -> dict[str, str]:
    """Each check to the one of `options` that gains most there; at a tie to the first by id. So no cure counts twice."""
    best: dict[str, tuple[int, str]] = {}
    for option in options:
        for check, gain in option.gains.items():
            if gain > 0 and (check not in best or (-gain, option.id) < (-best[check][0], best[check][1])):
                best[check] = (gain, option.id)
    return {check: best[check][1] for check in sorted(best)}


def points(options: Iterable[Option]) -> int:
    """What the options regain together, in ten-thousandths: per check the largest gain."""
    best: dict[str, int] = {}
    for option in options:
        for check, gain in option.gains.items():
            best[check] = max(best.get(check, 0), gain)
    return sum(best.values())


def closure(problem: Problem, wanted: Iterable[str]) -> set[str] | None:
    """`wanted` with all that they need, or None where something needed cannot be had."""
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        id = waiting.pop()
        if id in found:
            continue
        if id not in problem.by_id:
            return None
        found.add(id)
        waiting.extend(problem.by_id[id].needs)
    return found
