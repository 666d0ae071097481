"""What is left of the price: fees, shipping, discounts, margins, and how long the money takes."""

import ibis

from data.text import _
from diagnostics.metrics.tools import counted, ratio, ratio_spread, unless, worth
from diagnostics.model import Metric, Sampling, Unit

DEAR, CHEAP = 2.0, 0.5
"""From here a price is far from those of like products; package sizes alone explain less."""


def far(t):
    return (t.times > DEAR) | (t.times < CHEAP)


METRICS = (
    Metric(
        "price.contribution_margin",
        "earnings",
        lambda t: ratio(t.contribution.sum(), t.amount.sum(where=t.known & t.live)),
        lambda t: counted(t.known & t.live),
        Unit.SHARE,
        _(
            "What stays of 100 won of sales after goods, fees with VAT, shipping, packaging and returns, "
            "where all of these are known"
        ),
        sampling=Sampling.MEAN,
        spread=lambda t: ratio_spread(t.contribution, ibis.ifelse(t.live, t.amount, 0), t.known),
    ),
    Metric(
        "price.loss_making_lines",
        "earnings",
        lambda t: ratio((t.live & (t.contribution < 0)).sum(), (t.known & t.live).sum()),
        lambda t: counted(t.known & t.live),
        Unit.SHARE,
        _("Share of the live order lines with known costs and fees that cost more than they bring"),
        sampling=Sampling.RATE,
    ),
    Metric(
        "price.fee_burden",
        "settled",
        lambda t: ratio(t.fees.sum(where=t.gross.notnull()), t.gross.sum(where=t.fees.notnull())),
        lambda t: counted((t.kind == "goods") & (t.gross > 0) & t.fees.notnull()),
        Unit.SHARE,
        _("Fees with VAT as a share of what buyers paid, in the payouts of the last 180 days"),
        sampling=Sampling.MEAN,
        spread=lambda t: ratio_spread(t.fees, t.gross),
    ),
    Metric(
        "price.shipping_burden",
        "earnings",
        lambda t: ratio(
            (t.carrier - t.shipping).sum(where=t.carrier_cost.notnull() & t.live),
            t.amount.sum(where=t.carrier_cost.notnull() & t.live),
        ),
        lambda t: counted(t.carrier_cost.notnull() & t.live),
        Unit.SHARE,
        _("Carrier costs less the shipping that buyers paid, as a share of sales"),
        sampling=Sampling.MEAN,
        spread=lambda t: ratio_spread(t.carrier - t.shipping, t.amount, t.carrier_cost.notnull() & t.live),
    ),
    Metric(
        "price.discount_dependence",
        "recent",
        lambda t: ratio(t.amount.sum(where=t.discount > 0), t.amount.sum(where=t.discount.notnull())),
        lambda t: counted(t.discount.notnull()),
        Unit.SHARE,
        _("Share of the sales of the last 180 days that were made at a discount"),
        sampling=Sampling.RATE,
        spread=lambda t: worth(t.amount, t.discount.notnull()),
    ),
    Metric(
        "price.discount_depth",
        "recent",
        lambda t: ratio(t.discount.sum(), (t.amount + t.discount).sum(where=t.discount.notnull())),
        lambda t: counted(t.discount.notnull() & t.amount.notnull()),
        Unit.SHARE,
        _("Discounts as a share of the sales before discounts, over the last 180 days"),
        sampling=Sampling.MEAN,
        spread=lambda t: ratio_spread(t.discount, t.amount + t.discount),
    ),
    Metric(
        "price.dispersion_across_channels",
        "skus",
        lambda t: ratio((t.spread > 0.05).sum(), t.spread.notnull().sum()),
        lambda t: counted(t.spread.notnull()),
        Unit.SHARE,
        _("Share of the products on two channels or more whose price differs by more than 5 %"),
    ),
    Metric(
        "price.position",
        "priced",
        lambda t: ratio(far(t).sum(), t.count()),
        lambda t: t.count(),
        Unit.SHARE,
        _(
            "Share of the products on sale that cost more than twice or less than half of the middle price of their category "
            "over the shops of this programme, where five shops or more sell in it"
        ),
    ),
    Metric(
        "price.cost_known",
        "earnings",
        lambda t: unless(
            counted(t.unit_cost.notnull()) == 0,
            ratio(t.amount.sum(where=t.unit_cost.notnull() & t.live), t.amount.sum(where=t.live)),
        ),
        lambda t: counted(t.live),
        Unit.SHARE,
        _("Share of the sales of the last 180 days whose cost of goods is known; not known where no cost was entered"),
    ),
    Metric(
        "price.cash_cycle",
        "payouts",
        lambda t: ratio((t.gross * t.wait).sum(), t.gross.sum()),
        lambda t: t.count(),
        Unit.DAYS,
        _("Days from the order to the payout, weighted by money, in the payouts of the last 180 days"),
        sampling=Sampling.MEAN,
        spread=lambda t: ratio_spread(t.gross * t.wait, t.gross),
    ),
    Metric(
        "price.cash_waiting",
        "waiting",
        lambda t: ratio(t.waiting.sum(), t.daily.sum()),
        lambda t: t.lines.sum(),
        Unit.DAYS,
        _("Days of sales that the channels had not paid out yet on the day of their newest known payout"),
    ),
)
