"""Naver SmartStore: the shop inside the search engine."""

from decimal import Decimal

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.fit import (
    AGE,
    aged,
    answered,
    goods,
    handmade,
    not_selling,
    perishable,
    photos,
    priced,
    selling_elsewhere,
)
from diagnostics.selling.gates import MAIL_ORDER, NOTICE, PARCEL, PHOTOS, STOCK
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule, Payout, SettlementRule

GK = Basis.judgement("Judgement of consultants: buyers search there by product name, and a shop is opened without a fee.")

CHANNEL = Channel(
    id="naver",
    title=_("Naver SmartStore"),
    what=_("Your own shop inside Naver search. Nothing to pay until something sells; buyers find you by search words."),
    requirements=(MAIL_ORDER, PHOTOS, NOTICE, STOCK, PARCEL),
    plans=(
        FeePlan(
            "smartstore", _("SmartStore"), (FeeRule("order_mgmt", "payment"), FeeRule("sales"), FeeRule("order_mgmt", "shipping"))
        ),
    ),
    own_link="sales_own_link",
    settlement=SettlementRule(
        _("Paid out one business day after the buyer confirms; without a click on the 8th day after delivery."),
        (Payout(Decimal(1), "confirmed", 1),),
        Basis("네이버 정산 안내: 구매확정 +1 영업일 (자동확정 8일은 알려진 관행)", "2025"),
        confirm_days=8,
    ),
    fit=(
        FitRule(not_selling, 0.9, _("A good first shop: free to open, and one product is enough."), GK),
        FitRule(
            goods("food", "beauty", "fashion", "living", "kitchen", "furniture", "health", "pets", "baby"),
            0.8,
            _("Buyers search for these goods by name on Naver."),
            GK,
        ),
        FitRule(perishable, 0.8, _("Farm and sea produce sells well where buyers read who made it."), GK),
        FitRule(priced(8_000, 100_000), 0.8, _("The price of an order is usual there."), GK),
        FitRule(
            answered("selling_points", 4),
            0.9,
            _("You have your product's strengths in writing: search and detail page live on that."),
            GK,
        ),
        FitRule(selling_elsewhere, 0.7, _("Regular customers can be sent there by your own link, which lowers the fee."), GK),
        FitRule(handmade, 0.7, _("Handmade goods are looked for by name and story."), GK),
        FitRule(photos(3), 0.8, _("You have the photos that search and detail page live on."), GK),
        FitRule(photos(0, 2), 0.4, _("With one photo or none the detail page stays thin; three make a difference."), GK),
        FitRule(answered("twenty_orders", 0, 0), 0.7, _("Orders come slowly at first: a good place to learn."), GK),
        FitRule(aged(30, 60), 0.7, _("Buyers of this age search there first."), AGE),
    ),
    notes=(
        _("Individuals may open a shop without 사업자등록 (business registration) at first; 통신판매업 rules still hold."),
        _("빠른정산 (early payout) pays sooner where the shop qualifies."),
    ),
)
