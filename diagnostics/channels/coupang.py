"""Coupang Marketplace: the largest mall, ranked by price and delivery."""

from decimal import Decimal

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.fit import AGE, aged, answered, goods, handmade, heavier, perishable, photos, priced, stocked
from diagnostics.selling.gates import BUSINESS, MAIL_ORDER, NOTICE, PARCEL, PHOTOS, STOCK
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule, Payout, SettlementRule

GK = Basis.judgement("Judgement of consultants: the offer with the best price and delivery wins the page (아이템위너).")

CHANNEL = Channel(
    id="coupang",
    title=_("Coupang Marketplace"),
    what=_("The largest online mall. Many buyers; the cheapest fast offer of a product wins the page."),
    requirements=(BUSINESS, MAIL_ORDER, PHOTOS, NOTICE, STOCK, PARCEL),
    plans=(
        FeePlan(
            "marketplace",
            _("Marketplace (you ship yourself)"),
            (FeeRule("commission"), FeeRule("shipping", "shipping")),
            monthly="monthly",
        ),
    ),
    settlement=SettlementRule(
        _(
            "Weekly: 70 % fifteen business days after the week of the confirmed purchase, "
            "30 % on the 1st of the month after next. "
            "Monthly payout instead: all of it fifteen business days after the month."
        ),
        (Payout(Decimal("0.7"), "week", 15), Payout(Decimal("0.3"), "month_after_next", 0)),
        Basis("쿠팡 정산 안내: 주정산 70 % / 30 %, 자동 구매확정 7일", "2025"),
        confirm_days=7,
    ),
    fit=(
        FitRule(
            goods("living", "food.processed", "baby", "pets", "kitchen", "electronics", "health"),
            0.8,
            _("Daily goods that are bought again and again sell there."),
            GK,
        ),
        FitRule(goods("fashion", "beauty"), 0.6, _("There are many buyers, and many sellers of the same."), GK),
        FitRule(perishable, 0.4, _("Fresh goods compete with Coupang's own dawn delivery."), GK),
        FitRule(priced(0, 10_000), 0.3, _("At this price buyers expect free delivery, which eats the margin."), GK),
        FitRule(priced(10_000, 60_000), 0.8, _("The price of an order is usual there."), GK),
        FitRule(heavier(10_000), 0.4, _("Heavy parcels cost more than buyers there are used to pay."), GK),
        FitRule(answered("twenty_orders", 4), 0.9, _("You can cope with 20 orders a day; there they may come at once."), GK),
        FitRule(
            answered("twenty_orders", 0, 0), 0.2, _("Orders may come faster than you can send; late parcels are punished."), GK
        ),
        FitRule(handmade, 0.3, _("Buyers compare prices, which works against handmade goods."), GK),
        FitRule(photos(0, 2), 0.4, _("With one photo or none your offer is passed over among many."), GK),
        FitRule(aged(30, 50), 0.8, _("Families of this age buy daily goods there."), AGE),
        FitRule(stocked(0, 10), 0.3, _("Few pieces are gone at once, and a sold-out offer loses its place."), GK),
    ),
    notes=(_("55,000 won a month are due once a month's sales without shipping reach 1,000,000 won."),),
)
