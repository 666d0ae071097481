"""A first month of ads with a limit."""
from data.text import _
from diagnostics.model import LISTED, Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.ads_first_month",
    title=_("A first month of ads with a limit"),
    what=_("Search ads for two products with a daily limit, stopped by a rule that was written down before."),
    deliverables=(
        _("A campaign with a daily limit"),
        _("A rule when to stop"),
        _("A sheet of cost and orders per word"),
    ),
    tasks=(
        _("Work out the highest cost per order that you can bear."),
        _("Choose two products with margin and reviews."),
        _("Set a limit of 10,000 won a day."),
        _("Strike out words without orders every Monday."),
        _("Stop after four weeks and compare."),
    ),
    cost=300_000, subsidised=0.5,
    merchant_hours=5, consultant_hours=2, vendor_hours=0,
    weeks=4, hurdle=3, by="consultant",
    basis=Basis.judgement("30 days at 10,000 won a day; the amount of TOPS stage 2 is not published."),
    cures=(
        Cure("sales.orders_30", 0.2, Basis.judgement("10,000 won a day buys some tens of visits; few of them order.")),
        Cure("sales.customer_reach", 0.15, Basis.judgement("Ads reach people elsewhere; a month is short.")),
        Cure("sales.trend_30", 0.2, Basis.judgement("A month of ads shows in the month itself and ends with it.")),
        Cure("sales.visitors", 0.3, Basis.judgement("Advertising brings visitors as long as it is paid for.")),
    ),
    needs=("platform.pricing", "detail_page.title",),
    segments=LISTED,
)
