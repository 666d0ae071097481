"""A channel worked out for one merchant: the plan that holds there, its fees, what stays of an order, when the money comes."""

from dataclasses import dataclass, replace
from decimal import Decimal

from data.text import _
from diagnostics import units
from diagnostics.selling.assumptions import DELIVERY_DAYS, Assumptions, Value
from diagnostics.selling.economics import Waterfall, waterfall
from diagnostics.selling.facts import Facts, Settled
from diagnostics.selling.fee_groups import is_fresh
from diagnostics.selling.fees import Fees, resolve
from diagnostics.selling.model import Channel, FeePlan
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
    fees = resolve(channel, plan, facts.mix, a.band, a["own_link_share"], a.values["payment_fee_rate"].amount)
    fresh = is_fresh(facts.main_group)
    fall = waterfall(fees, a, perishable=fresh, settled=settled)
    ranged = any(r.low is not None for r in fees.rates) and (settled is None or settled.rate is None)
    return Work(plan, fees, fall, waterfall(fees, a, perishable=fresh, settled=settled, best=True) if ranged else None)


def with_own_link(a: Assumptions) -> Assumptions:
    """The same order with all sales through the seller's own link."""
    return replace(a, values={**a.values, "own_link_share": Value(Decimal(1), "given")})


def cash(channel: Channel, plan: FeePlan, facts: Facts) -> tuple[Decimal | None, str]:
    """Days from the buyer's payment to the money, and the rule in words."""
    home = units.channels()[plan.settles_like] if plan.settles_like else channel
    rule = home.settlement
    if rule is None:
        return None, _("No source says when this channel pays out.")
    waited = facts.confirm_days.get(home.id)
    after = None
    if waited is not None and waited[1] >= ENOUGH_CONFIRMED:
        after = max(0, waited[0])
    return mean_days(rule, facts.as_of, DELIVERY_DAYS, after), rule.text
