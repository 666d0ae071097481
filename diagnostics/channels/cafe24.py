"""An own mall on Cafe24: no commission, and no passers-by."""

from decimal import Decimal

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.facts import Facts
from diagnostics.selling.fit import answered, handmade, not_selling, perishable, photos, priced
from diagnostics.selling.gates import BUSINESS, MAIL_ORDER, NOTICE, OWN_PG, PARCEL, PHOTOS
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule, Payout, SettlementRule

GK = Basis.judgement("Judgement of consultants: an own mall must bring its own visitors.")
MANY_ORDERS = 300


def _well_known(facts: Facts) -> bool:
    return facts.orders_365 >= MANY_ORDERS


def _little_known(facts: Facts) -> bool:
    return facts.orders_365 < MANY_ORDERS


CHANNEL = Channel(
    id="cafe24",
    title=_("Own mall (Cafe24)"),
    what=_("Your own shop under your own name. No commission; visitors must be brought by you."),
    requirements=(BUSINESS, MAIL_ORDER, OWN_PG, PHOTOS, NOTICE, PARCEL),
    plans=(FeePlan("mall", _("Own mall with a payment company"), (FeeRule("range", "payment"), FeeRule("range", "shipping"))),),
    settlement=SettlementRule(
        _("The payment company pays about seven business days after the buyer paid; the contract says it exactly."),
        (Payout(Decimal(1), "payment", 7),),
        Basis.judgement("Usual payout cycle of payment companies; see your contract."),
    ),
    fit=(
        FitRule(_well_known, 0.8, _("Enough buyers know you to be invited to an own shop."), GK),
        FitRule(
            _little_known, 0.2, _("Nobody passes by an own mall: each visitor has to be brought by advertising or by you."), GK
        ),
        FitRule(not_selling, 0.1, _("As a first shop it asks for too much at once."), GK),
        FitRule(priced(40_000), 0.7, _("An order is large enough to pay for bringing a visitor."), GK),
        FitRule(answered("hours", 4), 0.6, _("You have the hours that running a shop of your own takes."), GK),
        FitRule(answered("hours", 0, 2), 0.2, _("A shop of your own takes more hours than you have."), GK),
        FitRule(perishable, 0.3, _("Fresh goods must leave within days, and an own mall has few passers-by."), GK),
        FitRule(photos(0, 3), 0.2, _("An own mall is judged by its pictures; you have few."), GK),
        FitRule(handmade, 0.6, _("A name of your own helps goods that nobody else has."), GK),
    ),
    notes=(
        _("Advertising is not in the sum: what stays per order must also pay for bringing the buyer."),
        _("Payment fees differ by contract; the higher of the published ones is reckoned with."),
    ),
)
