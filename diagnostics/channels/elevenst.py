"""11번가: an open market with coupons and card benefits."""

from decimal import Decimal

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.fit import AGE, aged, goods, handmade, heavier, priced, selling_elsewhere
from diagnostics.selling.gates import BUSINESS, MAIL_ORDER, NOTICE, PARCEL, PHOTOS, STOCK
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule, Payout, SettlementRule

GK = Basis.judgement("Judgement of consultants.")

CHANNEL = Channel(
    id="elevenst",
    title=_("11번가"),
    what=_("An open market with many coupons and card benefits. Good as a second or third shop."),
    requirements=(BUSINESS, MAIL_ORDER, PHOTOS, NOTICE, STOCK, PARCEL),
    plans=(FeePlan("open_market", _("Open market"), (FeeRule("range"), FeeRule("range", "shipping")), monthly="monthly"),),
    settlement=SettlementRule(
        _("Paid out two business days after the buyer confirms; without a click on the 8th business day after delivery."),
        (Payout(Decimal(1), "confirmed", 2),),
        Basis("11번가 정산: 구매확정 +2 영업일; 자동확정은 판매자 블로그(kmyera.com) 요약", "2024"),
        confirm_days=8,
        confirm_business=True,
    ),
    fit=(
        FitRule(
            goods("electronics", "living", "food.processed", "baby", "sports", "car"),
            0.7,
            _("Buyers there compare prices of brand and daily goods."),
            GK,
        ),
        FitRule(goods("fashion", "beauty", "food.fresh"), 0.5, _("These goods sell there, but more elsewhere."), GK),
        FitRule(priced(20_000), 0.7, _("Coupons there begin at higher order values."), GK),
        FitRule(selling_elsewhere, 0.7, _("What is listed elsewhere can be copied there in a day."), GK),
        FitRule(handmade, 0.4, _("Coupons and price comparison help handmade goods little."), GK),
        FitRule(heavier(10_000), 0.5, _("Heavy parcels find buyers there, though coupons leave little for the carrier."), GK),
        FitRule(aged(30, 50), 0.6, _("Many buyers there are of this age."), AGE),
    ),
    notes=(
        _(
            "The fee table by category is shown only after sign-in. The highest published rate is reckoned with; "
            "your order file carries the true one."
        ),
        _("Whether shipping is charged too is not stated; it is reckoned like the goods."),
    ),
)
