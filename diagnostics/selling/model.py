"""What a sales channel is made of: fees, payouts, requirements to enter, and reasons why goods fit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from diagnostics.model import Basis

if TYPE_CHECKING:
    from diagnostics.selling.facts import Facts


class GateState(StrEnum):
    """Whether a requirement is known to be fulfilled, known to be missing, or not known."""

    MET = "met"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Judged:
    """State of a requirement for one merchant, and a message that says how it is known."""

    state: GateState
    known_from: str


@dataclass(frozen=True)
class Requirement:
    """Something that a merchant must have before selling on a channel.

    Parameters
    ----------
    id: short name
    title: message, what is needed
    how: message, how to get it
    days: calendar days that it takes from the application
    judge: facts of a merchant to its state
    basis: where the rule comes from
    blocks_unknown: whether not knowing keeps the merchant out (papers) or is only asked (photos)
    """

    id: str
    title: str
    how: str
    days: int
    judge: "Callable[[Facts], Judged]"
    basis: Basis
    blocks_unknown: bool = True


@dataclass(frozen=True)
class FeeRule:
    """One fee of a plan: a `kind` of the fee table, and the step of the waterfall that it belongs to.

    `step` is commission, payment or shipping. `book` names the channel of the fee table where it is not the plan's own.
    A kind "range" stands for the rows range_low and range_high: the upper end is reckoned with.
    """

    kind: str
    step: str = "commission"
    book: str | None = None


@dataclass(frozen=True)
class FeePlan:
    """The fees that hold in one way of selling on the channel; the first plan whose `when` holds is reckoned with.

    `settles_like` is the channel whose payout rule holds, where it is not the plan's own.
    """

    id: str
    title: str
    rules: tuple[FeeRule, ...]
    monthly: str | None = None
    settles_like: str | None = None
    when: "Callable[[Facts], bool]" = field(default=lambda facts: True)


@dataclass(frozen=True)
class Payout:
    """A share of the money of a sale, and when it comes.

    `start` is the day from which is counted: "payment" by the buyer, "confirmed" purchase, end of its "week" (Sunday), end
    of its "month", or "month_after_next", the first day of the month after next. Then `business_days` follow; a payout
    that falls on a day without banks moves to the next business day.
    """

    share: Decimal
    start: str
    business_days: int = 0


@dataclass(frozen=True)
class SettlementRule:
    """When the money of a sale comes.

    `confirm_days` pass at most between delivery and the confirmed purchase (business days where `confirm_business`);
    `text` says the rule in words.
    """

    text: str
    payouts: tuple[Payout, ...]
    basis: Basis
    confirm_days: int = 0
    confirm_business: bool = False


@dataclass(frozen=True)
class FitRule:
    """A reason for or against a channel: where `when` holds for the merchant, `score` (0..1) counts and `reason` is said.

    `when` gives None where it cannot be known; then the rule is silent.
    """

    when: "Callable[[Facts], bool | None]"
    score: float
    reason: str
    basis: Basis


@dataclass(frozen=True)
class Channel:
    """A place to sell: what it is, what it takes to enter, what it costs, when it pays, and for whom it is right.

    `settlement` None: no source states when it pays. `plans`: how it can be sold there, the usual one last.
    `own_link`: kind of the fee where the buyer came through the seller's own link (None: no such thing).
    """

    id: str
    title: str
    what: str
    requirements: tuple[Requirement, ...]
    plans: tuple[FeePlan, ...]
    settlement: SettlementRule | None
    fit: tuple[FitRule, ...]
    notes: tuple[str, ...] = ()
    own_link: str | None = None
