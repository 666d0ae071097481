"""What G마켓 and 옥션 have in common: one ESM PLUS account, the same rules of fees, payout and fit."""

from decimal import Decimal

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.fit import goods, handmade, heavier, perishable, photos, priced, selling_elsewhere
from diagnostics.selling.gates import BUSINESS, MAIL_ORDER, NOTICE, PARCEL, PHOTOS, STOCK
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule, Payout, SettlementRule

GK = Basis.judgement("Judgement of consultants.")


def esm_channel(id: str, title: str, what: str, settlement: Basis, ages: tuple[FitRule, ...]) -> Channel:
    """A channel of the ESM group; `settlement` says where its payout rule comes from, `ages` how old its buyers are."""
    return Channel(
        id=id,
        title=title,
        what=what,
        requirements=(BUSINESS, MAIL_ORDER, PHOTOS, NOTICE, STOCK, PARCEL),
        plans=(
            FeePlan("open_market", _("Open market"), (FeeRule("commission"), FeeRule("shipping", "shipping")), monthly="monthly"),
        ),
        settlement=SettlementRule(
            _("Paid out one business day after the buyer confirms; without a click on the 8th day after delivery."),
            (Payout(Decimal(1), "confirmed", 1),),
            settlement,
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
            FitRule(handmade, 0.3, _("Buyers there compare prices; handmade goods are looked for elsewhere."), GK),
            FitRule(heavier(10_000), 0.6, _("Large and heavy goods have their buyers there."), GK),
            FitRule(photos(0, 2), 0.4, _("With one photo or none your offer is passed over among many."), GK),
            *ages,
        ),
        notes=(_("The server fee is due only from 5,000,000 won of sales a month."),),
    )
