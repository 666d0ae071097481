"""A channel worked out for one merchant: the plan that holds there, its fees, what stays of an order, when the money comes."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from data.text import _
from diagnostics import units
from diagnostics.selling.assumptions import DELIVERY_DAYS, Assumptions, Value
from diagnostics.selling.economics import Waterfall, waterfall
from diagnostics.selling.facts import Facts, Settled
from diagnostics.selling.fee_groups import is_fresh
from diagnostics.selling.fees import Fees, Mix, resolve, won
from diagnostics.selling.model import Channel, FeePlan, SettlementRule
from diagnostics.selling.payout_calendar import calendar_json, month_from
from diagnostics.selling.settlement_days import mean_days

ENOUGH_CONFIRMED = 30
"""From so many confirmed lines on, the merchant's own buyers say how long confirming takes."""


@dataclass(frozen=True)
class Work:
    """A channel worked out for one merchant with one plan."""

    plan: FeePlan
    fees: Fees
    fall: Waterfall
    best: Waterfall | None


def work_out(channel: Channel, plan: FeePlan, facts: Facts, a: Assumptions, settled: Settled | None) -> Work:
    """The channel on the merchant's mix of goods."""
    return work_with(channel, plan, facts.mix, a, settled, is_fresh(facts.main_group))


def work_with(channel: Channel, plan: FeePlan, mix: Mix, a: Assumptions, settled: Settled | None, fresh: bool) -> Work:
    """The channel on goods of `mix`; `fresh`: goods that come back are lost."""
    fees = resolve(channel, plan, mix, a.band, a["own_link_share"], a.values["payment_fee_rate"].amount)
    fall = waterfall(fees, a, perishable=fresh, settled=settled)
    ranged = any(r.low is not None for r in fees.rates) and (settled is None or settled.rate is None)
    return Work(plan, fees, fall, waterfall(fees, a, perishable=fresh, settled=settled, best=True) if ranged else None)


def with_own_link(a: Assumptions) -> Assumptions:
    """The same order with all sales through the seller's own link."""
    return replace(a, values={**a.values, "own_link_share": Value(Decimal(1), "given")})


def payout_rule(channel: Channel, plan: FeePlan, facts: Facts) -> tuple[SettlementRule | None, int | None]:
    """The rule by which the channel pays, and the days that the merchant's own buyers take to confirm, where enough are known."""
    home = units.channels()[plan.settles_like] if plan.settles_like else channel
    waited = facts.confirm_days.get(home.id)
    after = max(0, waited[0]) if waited is not None and waited[1] >= ENOUGH_CONFIRMED else None
    return home.settlement, after


def cash(channel: Channel, plan: FeePlan, facts: Facts) -> tuple[Decimal | None, str]:
    """Days from the buyer's payment to the money, and the rule in words."""
    rule, after = payout_rule(channel, plan, facts)
    if rule is None:
        return None, _("No source says when this channel pays out.")
    return mean_days(rule, facts.as_of, DELIVERY_DAYS, after), rule.text


def arriving(a: Assumptions, fees: int | None) -> tuple[int, str]:
    """What a channel pays out of a month's sales: goods and shipping less its fees; before fees where these are not known."""
    sales = won((a.paid + a.parcel("shipping_paid")) * a["orders_per_month"])
    return (sales, "before_fees") if fees is None else (sales - fees, "after_fees")


def calendar(
    channel: Channel, plan: FeePlan, facts: Facts, a: Assumptions, fees: int | None, month: date | None = None
) -> dict[str, Any]:
    """The days on which the sales of a month arrive: the month of `month`, else the first whole one from the day of the facts.

    `fees` of that month in won, None where not known.
    """
    rule, after = payout_rule(channel, plan, facts)
    first, last = month_from(facts.as_of if month is None else month.replace(day=1))
    return calendar_json(rule, *arriving(a, fees), first, last, after)
