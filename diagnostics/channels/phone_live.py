"""Live commerce by phone: selling by showing, without a studio."""

from decimal import Decimal

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.facts import Facts
from diagnostics.selling.fit import AGE, aged, answered, goods, handmade, heavier, perishable, photos, priced, stocked
from diagnostics.selling.gates import BUSINESS, DEVICE, MAIL_ORDER, PARCEL, STOCK
from diagnostics.selling.model import Channel, FeePlan, FeeRule, FitRule

GK = Basis.judgement("Judgement of consultants: phone live commerce before a studio.")
GRADE_ORDERS, GRADE_SALES = 100, Decimal(2_000_000)
"""새싹 grade of a SmartStore: 100 orders and 2,000,000 won in three months (relaxed in 2024)."""


def _naver_grade(facts: Facts) -> bool:
    """The SmartStore sold enough for Naver's own live commerce. The window is six months, so half of it must reach the mark."""
    use = facts.used.get("naver")
    return use is not None and use.orders >= 2 * GRADE_ORDERS and use.sales >= 2 * GRADE_SALES


CHANNEL = Channel(
    id="phone_live",
    title=_("Live commerce by phone"),
    what=_("Show and sell live with a phone: 그립 (Grip) for beginners, Naver shopping live once the SmartStore has its grade."),
    requirements=(BUSINESS, MAIL_ORDER, DEVICE, STOCK, PARCEL),
    plans=(
        FeePlan(
            "naver_live",
            _("Naver shopping live, on top of the SmartStore"),
            (
                FeeRule("order_mgmt", "payment", "naver"),
                FeeRule("sales", "commission", "naver"),
                FeeRule("live_addon", "commission", "naver_live"),
                FeeRule("order_mgmt", "shipping", "naver"),
            ),
            settles_like="naver",
            when=_naver_grade,
        ),
        FeePlan(
            "grip", _("그립 (Grip)"), (FeeRule("commission", "commission", "grip"), FeeRule("commission", "shipping", "grip"))
        ),
    ),
    settlement=None,
    fit=(
        FitRule(
            goods("food", "fashion", "beauty", "kitchen", "living"),
            0.8,
            _("Goods that gain by being shown, tasted or tried on."),
            GK,
        ),
        FitRule(perishable, 0.9, _("Today's catch or harvest is best shown live."), GK),
        FitRule(priced(10_000, 70_000), 0.8, _("Buyers decide within minutes at this price."), GK),
        FitRule(answered("video", 3), 0.9, _("You have shown a video or gone live before."), GK),
        FitRule(answered("video", 0, 1), 0.5, _("You have not shown a video yet: begin with a clip of one minute."), GK),
        FitRule(answered("device", 3), 0.7, _("Your phone is enough."), GK),
        FitRule(handmade, 0.8, _("Showing how it is made sells it."), GK),
        FitRule(photos(0, 2), 0.7, _("A show needs no finished photos."), GK),
        FitRule(answered("twenty_orders", 0, 0), 0.4, _("After a show many parcels leave at once: begin with few pieces."), GK),
        FitRule(stocked(0, 20), 0.4, _("For a show more pieces should be ready."), GK),
        FitRule(heavier(10_000), 0.5, _("Heavy goods are hard to show and dear to send after a show."), GK),
        FitRule(aged(30, 60), 0.7, _("People of this age watch such shows."), AGE),
    ),
    notes=(
        _("그립 took about 10 % in 2020 and Naver adds 3 % to the SmartStore's fees (2020): ask for today's rate."),
        _("The hours of a show are not in the sum."),
    ),
)
