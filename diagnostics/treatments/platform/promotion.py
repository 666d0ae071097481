"""A calendar of offers."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.promotion",
    title=_("A calendar of offers"),
    what=_("Three offers in three months, tied to holidays and paydays, each checked against the lowest price first."),
    deliverables=(
        _("A calendar of three offers"),
        _("Texts and banners for each"),
        _("A comparison before and after"),
    ),
    tasks=(
        _("Mark holidays, seasons and the channel's events for three months."),
        _("Apply for one event of the channel four weeks ahead."),
        _("Check that each discount stays above your lowest price."),
        _("Announce the offer in message, story and shop."),
        _("Compare orders two weeks before and after."),
    ),
    cost=300_000, subsidised=0.5,
    merchant_hours=6, consultant_hours=2, vendor_hours=0,
    weeks=4, hurdle=3, by="consultant",
    basis=Basis.judgement("Discounts and banners of three small offers; the amount of TOPS stage 2 is not published."),
    cures=(
        Cure("sales.orders_30", 0.3,
             Basis.judgement("An offer lifts orders while it runs; part of them come forward from later weeks.")),
        Cure("sales.active_weeks", 0.3, Basis.judgement("Three offers fill some of the empty weeks.")),
        Cure("sales.customer_reach", 0.1, Basis.judgement("An event of the channel is seen everywhere, for a few days.")),
        Cure("sales.days_since_last_order", 0.3, Basis.judgement("An offer brings an order while it runs.")),
        Cure("sales.dead_listings", 0.1, Basis.judgement("An offer moves a few slow products.")),
        Cure("sales.own_rhythm", 0.3, Basis.judgement("An offer brings an order while it runs.")),
        Cure("sales.trend_30", 0.3, Basis.judgement("An offer lifts the month in which it runs.")),
        Cure("price.discount_dependence", 0.2, Basis.judgement("Three planned offers replace the constant discount in part.")),
        Cure("sales.trend_90", 0.3, Basis.judgement("Offers tied to the season win back part of what the season left.")),
        Cure("sales.trend_season", 0.4, Basis.judgement("A calendar puts offers where the season is.")),
        Cure("sales.weekday_shape", 0.4, Basis.judgement("Offers are put on the quiet days.")),
    ),
    needs=("platform.pricing",),
    segments=LISTED,
)
