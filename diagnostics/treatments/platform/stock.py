"""No order without stock."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.stock",
    title=_("No order without stock"),
    what=_("Stock is counted once, options are put in order, and a warning level tells when to make or buy more."),
    deliverables=(
        _("A stock list with warning levels"),
        _("Tidy options in every product"),
    ),
    tasks=(
        _("Count the stock of all products on sale."),
        _("Put options into one order and name them as customers do."),
        _("Mark sold-out options instead of deleting the product."),
        _("Set a warning level of one week's sales."),
        _("Correct the numbers on all channels every Monday."),
    ),
    cost=0, subsidised=0,
    merchant_hours=5, consultant_hours=0, vendor_hours=0,
    weeks=1, hurdle=2, by="merchant",
    basis=Basis.judgement("Nothing is bought; counting and a quarter of an hour a week."),
    cures=(
        Cure("listing.stock_out_share", 0.6, Basis.judgement("What is out of stock must still be made or bought.")),
        Cure("service.cancel_rate", 0.5,
             Basis.judgement("Cancellations for lack of stock fall away; those by the buyer stay.")),
        Cure("channel.stock_sync", 0.6, Basis.judgement("Numbers are corrected every Monday and drift during the week.")),
        Cure("service.handling_days", 0.2, Basis.judgement("What is in stock leaves sooner; packing takes its time.")),
        Cure("service.ship_on_time", 0.2, Basis.judgement("Only delays for lack of stock fall away.")),
        Cure("readiness.records", 0.6, Basis.judgement("Stock is counted and kept in one list; orders are not.")),
    ),
)
