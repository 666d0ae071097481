"""The fictional cohort of 300 merchants: clean ones, ones with exactly one planted fault, and ordinary ones with many.

Every merchant is made from its own number, so that a change to one leaves the others as they are. The shares are meant to
be honest: a third has only answered the questions, and about half of all have never sold anything online.
"""
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from data.samples import programme
from data.samples.days import FIRST_DAY
from data.samples.faults import IN_COHORT, OF_READINESS, OF_SELLING, OF_THE_LAW
from data.samples.faults.readiness import BEST, WORST
from data.samples.faults.sales import only
from data.samples.frames import Frames, together
from data.samples.goods import TRADES, Trade
from data.samples.selling import Habits
from data.samples.shop import listed_shop, unlisted_shop

SEED = 20261031
SIZE = 300
EACH = 3
"""So many merchants carry each planted fault."""
CLEAN_LISTED, CLEAN_UNLISTED = 12, 5


def _number(n: int) -> str:
    return f"demo-{n:03d}"


def _assign(first: int, names: list[str]) -> dict[str, list[str]]:
    """`EACH` ids in a row for every name, from number `first` on."""
    return {name: [_number(first + EACH * i + k) for k in range(EACH)] for i, name in enumerate(names)}


CLEAN: tuple[str, ...] = tuple(_number(n) for n in range(1, CLEAN_LISTED + CLEAN_UNLISTED + 1))
"""Merchants without any of the planted faults; the last five have only answered the questions."""
_UNLISTED_FROM = len(CLEAN) + 1
_READINESS = _assign(_UNLISTED_FROM, sorted(OF_READINESS))
_SELLING_FROM = _UNLISTED_FROM + EACH * len(OF_READINESS)
_SELLING = _assign(_SELLING_FROM, sorted(IN_COHORT))
_LAW_FROM = _SELLING_FROM + EACH * len(IN_COHORT)
PLANTED_LAW: Mapping[str, list[str]] = _assign(_LAW_FROM, sorted(OF_THE_LAW))
"""Rule of the law to the merchants who break it."""
PLANTED: Mapping[str, list[str]] = {**_READINESS, **_SELLING}
"""Check to the merchants who carry exactly the fault that the check is meant to find."""
ORDINARY_FROM = _LAW_FROM + EACH * len(OF_THE_LAW)


def merchant(n: int, lift: float = programme.LIFT) -> Frames:
    """The merchant number `n` of 1 to 300, always the same. `lift`: what the detail-page package does; 1 is what would have been
    without it.
    """
    shop = _merchant(n, lift)
    return shop.with_(answers=shop.answers.assign(answered_on=part(n).applied_on))


def part(n: int) -> programme.Part:
    """The part that merchant number `n` has in the programme."""
    return programme.part(n, kind(n))


def kind(n: int) -> str:
    """What the merchant number `n` is to the programme."""
    if n >= ORDINARY_FROM:
        return _KINDS[n % 8]
    if CLEAN_LISTED < n < _SELLING_FROM:
        return programme.UNLISTED
    apart = _SELLING_FROM <= n < _LAW_FROM and _fault_of(_number(n), _SELLING).startswith("sales.")
    return programme.FEW if apart else programme.SELLS


_KINDS = (programme.UNLISTED, programme.IDLE, programme.FEW, programme.UNLISTED, programme.IDLE, programme.FEW,
          programme.UNLISTED, programme.BEGINS)
"""Of the ordinary merchants in turn."""


def _merchant(n: int, lift: float) -> Frames:
    rng = np.random.default_rng([SEED, n])
    id, trade = _number(n), TRADES[n % len(TRADES)]
    if n <= CLEAN_LISTED:
        return _listed(id, n, trade, rng, lift)
    if n < _SELLING_FROM:
        shop = unlisted_shop(id, n, trade, {**BEST, "where": "offline"}, rng)
        return OF_READINESS[_fault_of(id, _READINESS)](shop) if n >= _UNLISTED_FROM else shop
    if n < _LAW_FROM:
        return OF_SELLING[_fault_of(id, _SELLING)](_listed(id, n, trade, rng, lift))
    if n < ORDINARY_FROM:
        group, fault = OF_THE_LAW[_fault_of(id, PLANTED_LAW)]
        return fault(_listed(id, n, next(t for t in TRADES if t.group == group), rng, lift))
    return _ordinary(id, n, trade, rng)


def with_fault(check: str, n: int) -> Frames:
    """A merchant with exactly one fault of selling, made up for a test: number `n` beyond the cohort."""
    return OF_SELLING[check](_listed(_number(n), n, TRADES[n % len(TRADES)], np.random.default_rng([SEED, n]), 1.0))


def _fault_of(id: str, planted: Mapping[str, list[str]]) -> str:
    return next(name for name, ids in planted.items() if id in ids)


def _listed(id: str, n: int, trade: Trade, rng: np.random.Generator, lift: float) -> Frames:
    habits, better = Habits(), part(n).better_from if n <= SIZE else None
    if better is not None:
        habits = replace(habits, lift=lift, lifted_from=better)
    return listed_shop(id, n, trade, habits, {**BEST, "where": "online_many"}, rng)


def _answers(rng: np.random.Generator, where: str) -> dict[str, str]:
    """Answers of an ordinary merchant: around a level of his own between the worst and the best, one in ten not known."""
    own = rng.spawn(1)[0]  # the shop itself does not hang on how many questions there are
    level = own.uniform(0.1, 0.9)
    found: dict[str, str] = {}
    for q, best in BEST.items():
        steps = ["often", "sometimes", "never"] if best == "never" else ["0", "2", "4"]
        found[q] = steps[int(np.clip(round(2 * level + own.normal(0, 0.7)), 0, 2))]
    for q in own.choice(sorted(WORST), size=int(own.integers(0, 5)), replace=False):
        found[str(q)] = "unknown"
    return {**found, "where": where}


def _ordinary(id: str, n: int, trade: Trade, rng: np.random.Generator) -> Frames:
    """An ordinary merchant: in turn unlisted, listed without a sale, or listed with few orders and several faults."""
    turn, own = n % 8, part(n)
    if turn in (0, 3, 6):
        return unlisted_shop(id, n, trade, _answers(rng, "offline"), rng)
    channels = [{"naver": 1.0}, {"coupang": 1.0}, {"naver": 0.7, "coupang": 0.3}][n % 3]
    sells = turn not in (1, 4)
    rate = (float(rng.uniform(0.05, 0.3)), float(rng.uniform(0.02, 0.4))) if sells else (0.0, 0.0)
    habits = Habits(rate=rate, channels=channels, goods=int(rng.integers(3, 10)), returning=float(rng.uniform(0, 0.2)),
                    feast_lift=1.6, first=own.begins_on if kind(n) == programme.BEGINS else FIRST_DAY)
    shop = listed_shop(id, n, trade, habits, _answers(rng, "online_one"), rng)
    for name in rng.choice([f for f in sorted(OF_SELLING) if f.startswith("listing.")], size=4, replace=False):
        shop = OF_SELLING[str(name)](shop)
    if not len(shop.order_lines):  # nobody has bought anything yet; half of them know their costs
        return shop if turn == 1 else shop.with_(costs=Frames(shop.merchants).costs)
    for name in rng.choice(_COMMON, size=2, replace=False):
        shop = OF_SELLING[str(name)](shop)
    left = own.left_on  # who left brought no more files
    return shop if left is None else only(shop, lambda t: t.ordered_at < pd.Timestamp(left))


_COMMON = ("price.contribution_margin", "price.discount_dependence", "service.cancel_rate", "service.low_star_share",
           "service.ship_on_time", "trust.brand_named")
"""What ails an ordinary shop that sells little, beside its pages."""


def cohort(size: int = SIZE) -> Frames:
    """The canonical tables of the first `size` merchants."""
    return together(merchant(n) for n in range(1, size + 1))
