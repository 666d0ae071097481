"""How well goods and merchant suit a channel: the mean of the reasons that apply, each with its basis.

Reasons are the judgement of consultants unless their basis says otherwise. What is not known stays silent: it neither
helps nor hurts. A channel without any reason for or against has no fit (None).
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from diagnostics.selling.facts import Facts
from diagnostics.selling.fee_groups import PERISHABLE, within
from diagnostics.selling.model import FitRule

When = Callable[[Facts], bool | None]


def goods(*prefixes: str) -> When:
    """The larger part of the sales lies in these fee groups."""

    def when(facts: Facts) -> bool | None:
        total = sum((w for _g, w in facts.mix), Decimal(0))
        if not total:
            return None
        return 2 * sum((w for g, w in facts.mix if within(g, prefixes)), Decimal(0)) >= total

    return when


def _price(facts: Facts) -> Decimal | None:
    if facts.basket is not None:
        return facts.basket.price
    return facts.listing_price


def priced(low: int = 0, high: int | None = None) -> When:
    """The mean order, or the middle price where nothing sold, lies from `low` to below `high` won."""

    def when(facts: Facts) -> bool | None:
        price = _price(facts)
        return None if price is None else price >= low and (high is None or price < high)

    return when


def heavier(grams: int) -> When:
    return lambda facts: None if facts.weight_g is None else facts.weight_g > grams


def handmade(facts: Facts) -> bool | None:
    return True if facts.handmade else None if facts.mix_from == "unknown" and not facts.text("industry") else False


def not_handmade(facts: Facts) -> bool | None:
    made = handmade(facts)
    return None if made is None else not made


perishable = goods(PERISHABLE)


def answered(question: str, low: int, high: int = 4) -> When:
    """The answer of the self-check is worth from `low` to `high` points."""

    def when(facts: Facts) -> bool | None:
        points = facts.answer(question)
        return None if points is None else low <= points <= high

    return when


def selling_elsewhere(facts: Facts) -> bool | None:
    """The shop already sells online somewhere."""
    return bool(facts.used) or facts.answers.get("where") in ("online_one", "online_many")


def not_selling(facts: Facts) -> bool | None:
    return not selling_elsewhere(facts)


def reasons(rules: Sequence[FitRule], facts: Facts) -> list[FitRule]:
    """The rules that hold for the merchant, the strongest reasons for the channel first."""
    return sorted((r for r in rules if r.when(facts)), key=lambda r: -r.score)


def fit(found: Sequence[FitRule]) -> float | None:
    """Mean score (0..1) of the reasons that hold, to two places; None where there is none."""
    return round(sum(r.score for r in found) / len(found), 2) if found else None
