"""Kakao 톡스토어: selling inside KakaoTalk."""

from decimal import Decimal

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.fit import AGE, aged, answered, goods, handmade, heavier, lighter, perishable, photos, priced
from diagnostics.selling.gates import BUSINESS, MAIL_ORDER, NOTICE, PARCEL, PHOTOS, STOCK
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule, Payout, SettlementRule

GK = Basis.judgement("Judgement of consultants: friends of a KakaoTalk channel and gifts.")

CHANNEL = Channel(
    id="kakao",
    title=_("Kakao 톡스토어"),
    what=_("A shop inside KakaoTalk: messages to friends of your channel, joint purchases (톡딜), gifts."),
    requirements=(BUSINESS, MAIL_ORDER, PHOTOS, NOTICE, STOCK, PARCEL),
    plans=(FeePlan("store", _("톡스토어"), (FeeRule("commission"), FeeRule("commission", "shipping"))),),
    settlement=SettlementRule(
        _("Paid out three business days after the buyer confirms; without a click about the 8th day after delivery."),
        (Payout(Decimal(1), "confirmed", 3),),
        Basis("카카오 정산 안내: 구매확정 +3 영업일 (자동확정일은 가정)", "2024", provisional=True),
        confirm_days=8,
    ),
    fit=(
        FitRule(goods("food", "beauty", "fashion", "baby"), 0.8, _("Gifts and things to share sell there."), GK),
        FitRule(priced(10_000, 50_000), 0.8, _("The price suits a gift."), GK),
        FitRule(
            answered("feedback_read", 3), 0.8, _("You answer customers in the app already; the talk channel lives on that."), GK
        ),
        FitRule(handmade, 0.8, _("Handmade goods make good presents."), GK),
        FitRule(heavier(10_000), 0.3, _("A heavy parcel is seldom given as a present."), GK),
        FitRule(lighter(2_000), 0.7, _("A light parcel suits a present."), GK),
        FitRule(perishable, 0.5, _("Fresh goods are given in season; the rest of the year is quiet."), GK),
        FitRule(photos(3), 0.7, _("You have the photos that a present needs."), GK),
        FitRule(
            answered("twenty_orders", 0, 0),
            0.3,
            _("A joint purchase (톡딜) brings many orders at once, more than you can cope with."),
            GK,
        ),
        FitRule(aged(20, 50), 0.7, _("People of this age send presents there."), AGE),
    ),
    notes=(_("No published fee table was found. The order file states 기본수수료 and its additions: load one to know."),),
)
