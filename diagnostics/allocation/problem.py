"""An allocation as a problem in whole numbers: merchants with what may be done for each, and the limits that all share.

Gains are whole numbers (ten-thousandths of a point, or won a month), hours are hundredths, shares of quotas ten-thousandths,
so that sums are exact and the same rows in another order give the same answer.
"""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

WHOLE = 10_000
"""A share of 100 percent."""
NO_CHECK = ""
"""Stands in `Option.gains` for a gain that belongs to no check and so is never counted twice."""


@dataclass(frozen=True)
class Option:
    """A treatment that may be given to one merchant: what it costs (won), the consultant's hours (hundredths), what it gains per
    check, what must be given with it (`needs`) and what may not (`excludes`)."""

    id: str
    cost: int
    hours: int = 0
    gains: Mapping[str, int] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merchant:
    """One who may be helped. `groups`: what quotas ask about (region, segment, size, industry), None where it is not known.
    `cost`: won that taking the merchant in costs at all, beside the treatments."""

    id: str
    options: tuple[Option, ...]
    groups: Mapping[str, str | None] = field(default_factory=dict)
    cost: int = 0


@dataclass(frozen=True)
class Quota:
    """At least or at most so much for the merchants whose `groups[by]` is `value`.

    `of`: "helped" counts merchants, "money" won. `share` of all helped or of all money spent in ten-thousandths, or else
    `number` of merchants or won. `value` None: all merchants (only with `number`).
    """

    bound: Literal["least", "most"]
    of: Literal["helped", "money"] = "helped"
    by: str | None = None
    value: str | None = None
    share: int | None = None
    number: int | None = None

    def holds(self, merchant: Merchant) -> bool:
        return self.by is None or merchant.groups.get(self.by) == self.value


@dataclass(frozen=True)
class Problem:
    """Limits: won, hundredths of consultant hours (None: no limit), how many times each treatment can be given (not named: no
    limit), treatments per merchant, won per merchant (None: no limit), quotas."""

    merchants: tuple[Merchant, ...]
    budget: int
    hours: int | None = None
    slots: Mapping[str, int] = field(default_factory=dict)
    most: int = 3
    cap: int | None = None
    quotas: tuple[Quota, ...] = ()


Choice = Mapping[str, frozenset[str]]
"""Treatments by merchant; who gets nothing is not named."""


@dataclass(frozen=True)
class Solution:
    """What was chosen, its gain, and the gain that no choice can exceed (`bound`): equal means proven to be the best."""

    chosen: Choice
    gain: int
    bound: int

    @property
    def gap(self) -> float:
        """Share of the bound by which this choice may fall short of the best at most."""
        return (self.bound - self.gain) / self.bound if self.bound > 0 else 0.0


def gain(options: Iterable[Option]) -> int:
    """What options of one merchant gain together: each check once, by the option that gains most there."""
    best: dict[str, int] = {}
    free = 0
    for option in options:
        for check, won in option.gains.items():
            if check == NO_CHECK:
                free += won
            else:
                best[check] = max(best.get(check, 0), won)
    return free + sum(best.values())


def picked(merchant: Merchant, ids: Iterable[str]) -> list[Option]:
    wanted = frozenset(ids)
    return [o for o in merchant.options if o.id in wanted]


def total(problem: Problem, chosen: Choice) -> int:
    """The gain of a whole choice."""
    return sum(gain(picked(m, chosen[m.id])) for m in problem.merchants if m.id in chosen)


def paid(merchant: Merchant, ids: Iterable[str]) -> int:
    """What helping the merchant with these treatments costs, the taking in with it."""
    return merchant.cost + sum(o.cost for o in picked(merchant, ids))


def spent(problem: Problem, chosen: Choice) -> int:
    return sum(paid(m, chosen[m.id]) for m in problem.merchants if m.id in chosen)


def worked(problem: Problem, chosen: Choice) -> int:
    return sum(o.hours for m in problem.merchants if m.id in chosen for o in picked(m, chosen[m.id]))
