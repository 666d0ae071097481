"""Delivery, returns and price said clearly."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="detail_page.terms",
    title=_("Delivery, returns and price said clearly"),
    what=_("Shoppers see at once when it arrives, what a return costs and what they pay in the end."),
    deliverables=(
        _("One text on delivery and returns for all products"),
        _("A price list with sensible endings"),
    ),
    tasks=(
        _("Write down the cut-off hour and the days until arrival."),
        _("Write down the cost of a return and who pays when."),
        _("Check the text against the right of withdrawal (청약철회) of seven days."),
        _("Bring prices to round endings such as 9,900."),
        _("Put the text into every product."),
    ),
    cost=0, subsidised=0,
    merchant_hours=2, consultant_hours=0, vendor_hours=0,
    weeks=1, hurdle=1, by="merchant",
    basis=Basis.judgement("Nothing is bought; the text is written once and copied."),
    cures=(
        Cure("listing.price_ending", 0.8, Basis.judgement("Prices are set by the owner; some are bound by agreements.")),
        Cure("listing.delivery_promise_shown", 0.9, Basis.judgement("One text for all products.")),
        Cure("listing.return_terms_shown", 0.9, Basis.judgement("One text for all products.")),
        Cure("service.buyer_cancels", 0.3,
             Basis.judgement("Days and costs said beforehand spare some cancellations; changes of mind stay.")),
    ),
)
