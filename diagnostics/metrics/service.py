"""Shipping, delivery, cancellations and returns, unhappy buyers: over the last 180 days."""

from data.text import _
from diagnostics.metrics.tools import HALF_YEAR, SECONDS_PER_DAY, counted, mean_days, mean_spread, ratio, ratio_spread, unless
from diagnostics.model import Basis, Metric, Prior, Sampling, Unit

OWN = ("stock_out", "late")
"""Reasons of a cancellation that lie with the seller."""


def _packed(t):
    return t.live & t.packaging_cost.notnull() & t.amount.notnull()


METRICS = (
    Metric(
        "service.ship_on_time",
        "fulfilment",
        lambda t: 1 - ratio((t.ship_known & t.ship_late).sum(), t.ship_known.sum()),
        lambda t: counted(t.ship_known),
        Unit.SHARE,
        _("Share of the lines due for shipping that were shipped by the day the channel asked for"),
        Prior(0.9, 5, Basis.judgement("Most parcels of most shops leave in time; five lines weigh as much as that assumption.")),
        Sampling.RATE,
    ),
    Metric(
        "service.handling_days",
        "fulfilment",
        lambda t: mean_days(t.handling, t.handling.notnull()),
        lambda t: counted(t.handling.notnull()),
        Unit.DAYS,
        _("Mean days from payment to shipping, a line counted with 60 days at most"),
        Prior(
            2.0,
            3,
            Basis.judgement("Two days are usual where a parcel leaves on the day after the order; three lines weigh as much."),
            deviation=3.4,
        ),
        Sampling.MEAN,
        lambda t: mean_spread(t.handling) / SECONDS_PER_DAY**2,
    ),
    Metric(
        "service.delivery_on_time",
        "fulfilment",
        lambda t: 1 - ratio((t.delivery_known & t.delivery_late).sum(), t.delivery_known.sum()),
        lambda t: counted(t.delivery_known),
        Unit.SHARE,
        _("Share of the lines promised by a day that arrived by that day"),
        Prior(0.9, 5, Basis.judgement("Most parcels arrive as promised; five lines weigh as much as that assumption.")),
        Sampling.RATE,
    ),
    Metric(
        "service.delivery_days",
        "fulfilment",
        lambda t: mean_days(t.delivery, t.delivery.notnull()),
        lambda t: counted(t.delivery.notnull()),
        Unit.DAYS,
        _("Mean days from payment to delivery, a line counted with 60 days at most"),
        Prior(
            3.5,
            3,
            Basis.judgement("Two days of handling and one to two on the road; three lines weigh as much."),
            deviation=4.0,
        ),
        Sampling.MEAN,
        lambda t: mean_spread(t.delivery) / SECONDS_PER_DAY**2,
    ),
    Metric(
        "service.seller_cancels",
        "fulfilment",
        lambda t: unless(
            (counted(t.cancelled) > 0) & (counted(t.cancelled & t.claim_reason.notnull()) == 0),
            ratio((t.cancelled & t.claim_reason.isin(OWN)).sum(), (~t.cancelled | t.claim_reason.notnull()).sum()),
        ),
        lambda t: counted(~t.cancelled | t.claim_reason.notnull()),
        Unit.SHARE,
        _("Share of the order lines that were cancelled because the goods were out of stock or too late"),
        Prior(0.01, 20, Basis.judgement("One line in a hundred; twenty lines weigh as much as that assumption.")),
        Sampling.RATE,
    ),
    Metric(
        "service.buyer_cancels",
        "fulfilment",
        lambda t: ratio((t.cancelled & ~t.claim_reason.isin(OWN).fill_null(False)).sum(), t.count()),
        lambda t: t.count(),
        Unit.SHARE,
        _("Share of the order lines that were cancelled for other reasons than stock or delay"),
        Prior(0.03, 20, Basis.judgement("Three lines in a hundred; twenty lines weigh as much as that assumption.")),
        Sampling.RATE,
    ),
    Metric(
        "service.return_rate",
        "fulfilment",
        lambda t: ratio(t.returned.sum(), (~t.cancelled).sum()),
        lambda t: counted(~t.cancelled),
        Unit.SHARE,
        _("Share of the order lines, cancelled ones apart, that came back"),
        Prior(0.03, 20, Basis.judgement("Three lines in a hundred; twenty lines weigh as much as that assumption.")),
        Sampling.RATE,
    ),
    Metric(
        "service.damage_share",
        "fulfilment",
        lambda t: unless(
            (counted(t.returned) > 0) & (counted(t.returned & t.claim_reason.notnull()) == 0),
            ratio(((t.claim_reason == "defect") & ~t.cancelled).sum(), (~t.cancelled).sum()),
        ),
        lambda t: counted(~t.cancelled),
        Unit.SHARE,
        _("Share of the order lines, cancelled ones apart, that were claimed as broken or faulty"),
        Prior(0.01, 20, Basis.judgement("One line in a hundred; twenty lines weigh as much as that assumption.")),
        Sampling.RATE,
    ),
    Metric(
        "service.low_star_share",
        "reviews",
        lambda t: ratio(((t.age <= HALF_YEAR) & (t.rating <= 2)).sum(), ((t.age <= HALF_YEAR) & t.rating.notnull()).sum()),
        lambda t: counted((t.age <= HALF_YEAR) & t.rating.notnull()),
        Unit.SHARE,
        _("Share of the reviews of the last 180 days with one or two stars"),
        Prior(
            0.143,
            10,
            Basis(_("Public Olist set (a Brazilian marketplace): share of reviews with one or two stars"), "2018-08", 49_642),
        ),
        Sampling.RATE,
    ),
    Metric(
        "service.split_parcels",
        "same_day",
        lambda t: ratio(t.orders.sum(where=t.orders > 1), t.orders.sum()),
        lambda t: t.orders.sum(),
        Unit.SHARE,
        _("Share of the orders for which the same buyer ordered again on the same channel and day"),
        sampling=Sampling.RATE,
    ),
    Metric(
        "service.packaging_share",
        "earnings",
        lambda t: ratio(t.packaging.sum(where=_packed(t)), t.amount.sum(where=_packed(t))),
        lambda t: counted(_packed(t)),
        Unit.SHARE,
        _("Share of box, filling and label in the sales of the last 180 days whose packaging cost is known"),
        sampling=Sampling.MEAN,
        spread=lambda t: ratio_spread(t.packaging, t.amount, _packed(t)),
    ),
)
