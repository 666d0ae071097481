"""Your first online shop in a day."""
from data.text import _
from diagnostics.model import Basis, Cure, Segment, Treatment

TREATMENT = Treatment(
    id="platform.onboarding",
    title=_("Your first online shop in a day"),
    what=_("One channel is opened with one to three products, all by phone: account, delivery, bank account, first "
           "product, a test order by a friend."),
    deliverables=(
        _("An open shop with one to three products"),
        _("A test order from order to payout"),
        _("A sheet with your shop's daily routine"),
    ),
    tasks=(
        _("Choose the channel at the top of the channel page and gather its papers."),
        _("Open the account and enter the bank account for payouts."),
        _("Set postage, return address and days until dispatch."),
        _("Put up one product with five phone photos."),
        _("Let a friend order, pack it, send it and watch the payout arrive."),
    ),
    cost=0, subsidised=0,
    merchant_hours=8, consultant_hours=2, vendor_hours=0,
    weeks=1, hurdle=3, by="consultant",
    basis=Basis.judgement("Opening a shop at the large channels is free; one working day with somebody to ask."),
    cures=(
        Cure("readiness.product_chosen", 0.8, Basis.judgement("The first product is chosen and put up.")),
        Cure("readiness.goal", 0.3, Basis.judgement("The first order is a date; how many more is still open.")),
    ),
    needs=("platform.legal_basics",),
    excludes=("platform.proxy_seller",),
    segments=frozenset({Segment.UNLISTED}),
)
