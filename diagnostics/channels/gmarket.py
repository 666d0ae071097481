"""G마켓: an open market of the ESM group."""

from decimal import Decimal

from data.text import _
from diagnostics.channel_fit import goods, perishable, priced, selling_elsewhere
from diagnostics.channel_gates import BUSINESS, MAIL_ORDER, NOTICE, PARCEL, PHOTOS, STOCK
from diagnostics.channel_model import Channel, FeePlan, FeeRule, FitRule, Payout, SettlementRule
from diagnostics.model import Basis

GK = Basis.judgement("Judgement of consultants.")

CHANNEL = Channel(
    id="gmarket",
    title=_("G마켓"),
    what=_("An open market with members who like big sale days. One ESM PLUS account serves 옥션 too."),
    requirements=(BUSINESS, MAIL_ORDER, PHOTOS, NOTICE, STOCK, PARCEL),
    plans=(
        FeePlan("open_market", _("Open market"), (FeeRule("commission"), FeeRule("shipping", "shipping")), monthly="monthly"),
    ),
    settlement=SettlementRule(
        _("Paid out one business day after the buyer confirms; without a click on the 8th day after delivery."),
        (Payout(Decimal(1), "confirmed", 1),),
        Basis("G마켓 정산: 구매확정 +1 영업일; 자동확정은 판매자 블로그(kmyera.com) 요약", "2024"),
        confirm_days=8,
    ),
    fit=(
        FitRule(
            goods("electronics", "living", "car", "sports", "furniture", "stationery"),
            0.7,
            _("Buyers there look for tools, household and hobby goods."),
            GK,
        ),
        FitRule(perishable, 0.6, _("Regional produce has its own sale days there."), GK),
        FitRule(goods("fashion", "beauty"), 0.4, _("Younger fashion and beauty buyers are rarer there."), GK),
        FitRule(priced(15_000), 0.6, _("The price of an order is usual there."), GK),
        FitRule(selling_elsewhere, 0.7, _("What is listed elsewhere can be copied there in a day."), GK),
    ),
    notes=(_("The server fee is due only from 5,000,000 won of sales a month."),),
)
