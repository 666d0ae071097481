"""아이디어스: a market of makers."""

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.fit import AGE, aged, answered, goods, handmade, heavier, not_handmade, perishable, photos, priced
from diagnostics.selling.gates import BUSINESS, HANDMADE, MAIL_ORDER, NOTICE, PARCEL, PHOTOS
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule

GK = Basis.judgement("Judgement of consultants: strong in handmade goods.")

CHANNEL = Channel(
    id="idus",
    title=_("아이디어스 (idus)"),
    what=_("A market for handmade goods and food. Buyers look for the maker's story and pay for it."),
    requirements=(BUSINESS, MAIL_ORDER, HANDMADE, PHOTOS, NOTICE, PARCEL),
    plans=(
        FeePlan(
            "new_maker",
            _("새싹 작가 (new maker), first six months"),
            (FeeRule("commission_new"), FeeRule("commission_new", "shipping")),
            monthly="monthly_new",
            when=lambda facts: False,
        ),
        FeePlan("maker", _("작가 (maker)"), (FeeRule("commission"), FeeRule("commission", "shipping")), monthly="monthly"),
    ),
    settlement=None,
    fit=(
        FitRule(handmade, 1.0, _("You make it yourself: that is what buyers there look for."), GK),
        FitRule(not_handmade, 0.0, _("Only makers sell there."), GK),
        FitRule(
            goods("fashion", "kitchen", "furniture", "food.processed", "beauty", "living"),
            0.7,
            _("Accessories, pottery, candles, sweets and soap sell best there."),
            GK,
        ),
        FitRule(priced(10_000, 80_000), 0.8, _("The price of an order is usual there."), GK),
        FitRule(perishable, 0.4, _("Fresh goods are rare there; jam, sweets and tea sell better."), GK),
        FitRule(photos(5), 0.8, _("You have the photos by which buyers choose there."), GK),
        FitRule(photos(0, 3), 0.3, _("Buyers there choose by pictures; you have few."), GK),
        FitRule(
            answered("twenty_orders", 0, 2), 0.7, _("Small series are usual there; buyers wait for what is made for them."), GK
        ),
        FitRule(heavier(10_000), 0.4, _("Most of what sells there fits into a small parcel."), GK),
        FitRule(aged(20, 40), 0.8, _("Most buyers there are of this age."), AGE),
        FitRule(aged(55), 0.3, _("Few buyers there are of this age."), AGE),
    ),
    notes=(
        _(
            "New makers (새싹) pay 5 % and 10,000 won a month for six months; what holds afterwards is reckoned with: "
            "15 % at most and 50,000 won a month."
        ),
        _("No source says when it pays out: ask before you count on the money."),
        _("Whether shipping is charged too is not stated; it is reckoned like the goods."),
    ),
)
