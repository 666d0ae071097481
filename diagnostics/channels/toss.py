"""Toss Shopping: a mall inside the Toss app."""

from decimal import Decimal

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.fit import AGE, aged, answered, goods, handmade, heavier, perishable, priced, stocked
from diagnostics.selling.gates import BUSINESS, MAIL_ORDER, NOTICE, PARCEL, PHOTOS, STOCK
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule, Payout, SettlementRule

GK = Basis.judgement("Judgement of consultants: impulse purchases in a money app.")

CHANNEL = Channel(
    id="toss",
    title=_("Toss Shopping"),
    what=_("A mall inside the Toss app. Buyers come for daily deals; one fee for all goods."),
    requirements=(BUSINESS, MAIL_ORDER, PHOTOS, NOTICE, STOCK, PARCEL),
    plans=(
        FeePlan(
            "mall", _("Toss Shopping"), (FeeRule("commission"), FeeRule("payment", "payment"), FeeRule("payment", "shipping"))
        ),
    ),
    settlement=SettlementRule(
        _("Paid out two business days after the buyer confirms; without a click about the 8th day after delivery."),
        (Payout(Decimal(1), "confirmed", 2),),
        Basis("토스쇼핑 정산 안내: 구매확정 D+2 영업일 (자동확정일은 가정)", "2025", provisional=True),
        confirm_days=8,
    ),
    fit=(
        FitRule(
            goods("food", "living", "health", "beauty"),
            0.8,
            _("Daily goods and snacks are bought there on the spur of the moment."),
            GK,
        ),
        FitRule(perishable, 0.7, _("Seasonal produce does well as a daily deal."), GK),
        FitRule(priced(0, 30_000), 0.8, _("Small prices suit quick purchases."), GK),
        FitRule(priced(60_000), 0.3, _("Few buyers there spend this much at once."), GK),
        FitRule(heavier(10_000), 0.4, _("Heavy parcels are seldom bought on the spur of the moment."), GK),
        FitRule(handmade, 0.4, _("Daily deals ask for many pieces at a small price."), GK),
        FitRule(answered("twenty_orders", 4), 0.8, _("You can cope with the orders that a daily deal brings."), GK),
        FitRule(answered("twenty_orders", 0, 0), 0.2, _("A daily deal brings more orders in a day than you can cope with."), GK),
        FitRule(stocked(0, 20), 0.3, _("A daily deal asks for more pieces than you have."), GK),
        FitRule(aged(20, 40), 0.7, _("Most who use the app are of this age."), AGE),
        FitRule(aged(60), 0.3, _("Few buyers of this age use the app for shopping."), AGE),
    ),
    notes=(
        _("8 % plus VAT on the price before discounts, plus a payment fee that no source states. Enter it to see what stays."),
    ),
)
