"""Sent the same day, arrived on time."""
from data.text import _
from diagnostics.model import Basis, Cure, Treatment

TREATMENT = Treatment(
    id="platform.fulfilment",
    title=_("Sent the same day, arrived on time"),
    what=_("A fixed hour for orders, a prepared packing table and a pickup contract, so that parcels leave on time."),
    deliverables=(
        _("A daily dispatch plan"),
        _("A parcel contract or a drop-off near you"),
        _("Messages for delays, ready to send"),
    ),
    tasks=(
        _("Set the daily hour at which orders close."),
        _("Print labels and pack straight after it."),
        _("Agree on a pickup hour with the carrier."),
        _("Set honest days until dispatch for made-to-order goods."),
        _("Write to the buyer before the deadline when it gets late."),
    ),
    cost=0, subsidised=0,
    merchant_hours=4, consultant_hours=1, vendor_hours=0,
    weeks=2, hurdle=2, by="merchant",
    basis=Basis.judgement("Nothing is bought; a contract with a carrier costs nothing by itself."),
    cures=(
        Cure("service.ship_on_time", 0.6, Basis.judgement("Dispatch is in the shop's hands except on the busiest days.")),
        Cure("service.handling_days", 0.5, Basis.judgement("A fixed hour saves a day; goods made to order stay slow.")),
        Cure("service.delivery_on_time", 0.4, Basis.judgement("The carrier's part of the way cannot be changed.")),
        Cure("service.delivery_days", 0.3, Basis.judgement("Only the days before pickup can be shortened.")),
        Cure("readiness.parcel", 0.95, Basis.judgement("A carrier is chosen within the treatment.")),
        Cure("readiness.twenty_orders", 0.5,
             Basis.judgement("A packing place and a fixed hour speed packing up; making more stays hard.")),
        Cure("service.cancel_rate", 0.3, Basis.judgement("Cancellations for delay fall away; those for lack of stock stay.")),
        Cure("service.parcel_bundling", 0.4,
             Basis.judgement("One hour at which orders close brings orders of a day together.")),
    ),
)
