"""How well goods and merchant suit a channel: the mean of the reasons that apply, each with its basis.

Reasons are the judgement of consultants unless their basis says otherwise. What is not known stays silent: it neither
helps nor hurts. A channel without any reason for or against has no fit (None).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.facts import Facts
from diagnostics.selling.fee_groups import PERISHABLE, within
from diagnostics.selling.model import FitRule

ASK = {
    "goods": _("Load the product list or enter the industry: then the goods are known."),
    "price": _("Load the product list or enter a price."),
    "weight": _("Enter the weight with parcel in the product list."),
    "handmade": _("Enter the industry or load the product list."),
    "age": _("Enter how old most of your buyers are."),
    "capacity": _("Answer in the self-check whether you could cope with 20 orders a day."),
    "photos": _("Load the product list, or answer the question about photos."),
    "answers": _("Answer the self-check."),
}
"""What a reason can be about, and what makes it known."""
GK = Basis.judgement("Judgement of consultants; strengths of channels by goods and buyers are published nowhere.")
AGE = Basis.judgement("Age of buyers per channel: judgement of consultants; no published figure was found.")
PHOTO_COUNTS = (0, 1, 3, 5, 5)
"""The least number of photos behind each answer of the self-check."""


@dataclass(frozen=True)
class When:
    """When a reason holds for a merchant (None: cannot be known), and what it is `about` (see `ASK`)."""

    about: str
    judge: Callable[[Facts], bool | None]

    def __call__(self, facts: Facts) -> bool | None:
        return self.judge(facts)


def goods(*prefixes: str) -> When:
    """The larger part of the sales lies in these fee groups."""

    def when(facts: Facts) -> bool | None:
        total = sum((w for _g, w in facts.mix), Decimal(0))
        if not total:
            return None
        return 2 * sum((w for g, w in facts.mix if within(g, prefixes)), Decimal(0)) >= total

    return When("goods", when)


def _between(number: Decimal | int | None, low: int, high: int | None) -> bool | None:
    return None if number is None else number >= low and (high is None or number < high)


def priced(low: int = 0, high: int | None = None) -> When:
    """The mean order, or the middle price where nothing sold, lies from `low` to below `high` won."""
    return When("price", lambda facts: _between(facts.listing_price if facts.basket is None else facts.basket.price, low, high))


def heavier(grams: int) -> When:
    return When("weight", lambda facts: None if facts.weight_g is None else facts.weight_g > grams)


def lighter(grams: int) -> When:
    return When("weight", lambda facts: None if facts.weight_g is None else facts.weight_g <= grams)


def _handmade(facts: Facts) -> bool | None:
    return True if facts.handmade else None if facts.mix_from == "unknown" and not facts.text("industry") else False


handmade = When("handmade", _handmade)
not_handmade = When("handmade", lambda facts: None if _handmade(facts) is None else not _handmade(facts))
perishable = goods(PERISHABLE)


def aged(low: int, high: int | None = None) -> When:
    """Most buyers are from `low` to below `high` years old, as somebody entered."""
    return When("age", lambda facts: _between(facts.buyer_age, low, high))


def _photos(facts: Facts) -> int | None:
    if facts.most_images is not None:
        return facts.most_images
    answer = facts.answer("photos")
    return None if answer is None else PHOTO_COUNTS[answer]


def photos(low: int, high: int | None = None) -> When:
    """The best-shown product has from `low` to below `high` photos: by the product list, else by the self-check."""
    return When("photos", lambda facts: _between(_photos(facts), low, high))


def answered(question: str, low: int, high: int = 4) -> When:
    """The answer of the self-check is worth from `low` to `high` points."""

    def when(facts: Facts) -> bool | None:
        points = facts.answer(question)
        return None if points is None else low <= points <= high

    return When("capacity" if question == "twenty_orders" else "photos" if question == "photos" else "answers", when)


def stocked(low: int, high: int | None = None) -> When:
    """All listed products together have from `low` to below `high` pieces."""
    return When("capacity", lambda facts: _between(facts.in_stock, low, high))


def selling_elsewhere(facts: Facts) -> bool | None:
    """The shop already sells online somewhere."""
    return bool(facts.used) or facts.answers.get("where") in ("online_one", "online_many")


def not_selling(facts: Facts) -> bool | None:
    return not selling_elsewhere(facts)


def about(rule: FitRule) -> str:
    """What the reason is about; "shop" where it is none of `ASK`."""
    return rule.when.about if isinstance(rule.when, When) else "shop"


def unknown(rules: Sequence[FitRule], facts: Facts) -> list[str]:
    """What the rules ask for and is not known at all, in the order of `ASK`."""
    told = {about(r) for r in rules if r.when(facts) is not None}
    return [topic for topic in ASK if topic not in told and any(about(r) == topic for r in rules)]


def reasons(rules: Sequence[FitRule], facts: Facts) -> list[FitRule]:
    """The rules that hold for the merchant, the strongest reasons for the channel first."""
    return sorted((r for r in rules if r.when(facts)), key=lambda r: -r.score)


def fit(found: Sequence[FitRule]) -> float | None:
    """Mean score (0..1) of the reasons that hold, to two places; None where there is none. A score of 0 rules the channel out."""
    if not found:
        return None
    return 0.0 if any(r.score == 0 for r in found) else round(sum(r.score for r in found) / len(found), 2)
