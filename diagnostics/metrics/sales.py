"""How much is sold, how regularly, and which way it goes."""

import ibis

from data.text import _
from diagnostics.metrics.sales_parts import (
    again,
    again_spread,
    before,
    even,
    now,
    order_mean,
    quotient_spread,
    weeks,
    weeks_known,
)
from diagnostics.metrics.tools import MONTH, QUARTER, YEAR, counted, ratio, ratio_spread, unless, worth
from diagnostics.model import Basis, Metric, Prior, Sampling, Unit

KNOWN_BEFORE = 365
"""Who sells for less than a year has had too little time for earlier buyers: that their share grows says nothing."""

METRICS = (
    Metric("sales.orders_all", "days", lambda t: t.orders.sum(), lambda t: t.orders.sum(), Unit.COUNT, _("Live orders ever")),
    Metric(
        "sales.orders_30",
        "days",
        lambda t: t.orders.sum(where=t.age <= MONTH).fill_null(0),
        lambda t: t.orders.sum(),
        Unit.COUNT,
        _("Live orders of the last 30 days"),
    ),
    Metric(
        "sales.orders_90",
        "days",
        lambda t: t.orders.sum(where=t.age <= QUARTER).fill_null(0),
        lambda t: t.orders.sum(),
        Unit.COUNT,
        _("Live orders of the last 90 days"),
    ),
    Metric(
        "sales.amount_90",
        "days",
        lambda t: ibis.ifelse((t.age <= QUARTER).any(), t.amount.sum(where=t.age <= QUARTER), 0),
        lambda t: t.orders.sum(),
        Unit.WON,
        _("Sales of the last 90 days, shipping apart"),
    ),
    Metric(
        "sales.days_since_last_order",
        "days",
        lambda t: t.age.min(),
        lambda t: t.orders.sum(),
        Unit.DAYS,
        _("Days since the last live order"),
    ),
    Metric(
        "sales.silence",
        "days",
        lambda t: (
            t.age.min().cast("float64")
            / ibis.greatest(
                (t.age.max() - t.age.min()).cast("float64") / (t.count() - 1).nullif(0).cast("float64"), ibis.literal(1.0)
            )
        ),
        lambda t: ibis.ifelse(t.count() > 1, t.count(), 0),
        Unit.RATIO,
        _("Days since the last order, in steps of the shop's own usual time between two days with orders"),
    ),
    Metric(
        "sales.active_weeks",
        "days",
        lambda t: weeks(t).cast("float64") / weeks_known(t).cast("float64"),
        weeks_known,
        Unit.SHARE,
        _("Share of the last 13 weeks, or of the weeks since the first order, with at least one live order"),
        sampling=Sampling.RATE,
    ),
    Metric(
        "sales.trend_30",
        "days",
        lambda t: ratio(t.orders.sum(where=t.age <= MONTH), t.orders.sum(where=t.age <= QUARTER)),
        lambda t: t.orders.sum(where=t.age <= QUARTER),
        Unit.SHARE,
        _("Share of the last 90 days' orders that came in the last 30 days; an even flow gives one third"),
        Prior(
            1 / 3, 6, Basis.judgement("Without evidence the flow is taken as even; six orders weigh as much as that assumption.")
        ),
        Sampling.RATE,
    ),
    Metric(
        "sales.trend_90",
        "quarters",
        lambda t: unless(~t.reaches.any(), even(t)),
        lambda t: ibis.ifelse(t.reaches.any(), t.orders.sum(), 0),
        Unit.SHARE,
        _(
            "Orders per day of the last 90 days as a share of these and those of the 90 days before, the days around 설 and 추석 "
            "left out; half is as many as before"
        ),
        Prior(1 / 2, 10, Basis.judgement("Without evidence these 90 days are taken to be like the others.")),
        Sampling.RATE,
    ),
    Metric(
        "sales.trend_season",
        "season",
        lambda t: unless(~t.reaches.any(), ratio(t.orders.sum(where=t.now), t.orders.sum())),
        lambda t: ibis.ifelse(t.reaches.any(), t.orders.sum(), 0),
        Unit.SHARE,
        _(
            "Orders of the last 90 days as a share of these and those of the same days a year ago, days near 설 or 추석 compared "
            "with the days equally far from that feast; half is as many as then"
        ),
        Prior(1 / 2, 10, Basis.judgement("Without evidence this season is taken to be like the last one.")),
        Sampling.RATE,
    ),
    Metric(
        "sales.pieces_per_order",
        "days",
        lambda t: ratio(t.pieces.sum(where=t.age <= YEAR), t.orders.sum(where=t.age <= YEAR)),
        lambda t: t.orders.sum(where=(t.age <= YEAR) & t.pieces.notnull()),
        Unit.RATIO,
        _("Pieces per live order of the last 365 days"),
        sampling=Sampling.MEAN,
        spread=lambda t: ratio_spread(t.pieces, t.orders, t.age <= YEAR),
    ),
    Metric(
        "sales.order_value",
        "orders",
        lambda t: unless(order_mean(t, before(t)) <= 0, order_mean(t, now(t)) / order_mean(t, before(t)).nullif(0)),
        lambda t: ibis.least(counted(now(t)), counted(before(t))),
        Unit.RATIO,
        _("Mean amount of a live order of the last 90 days over that of the 275 days before"),
        Prior(1.0, 10, Basis.judgement("Without evidence orders are as large as before; ten orders on each side weigh as much.")),
        Sampling.MEAN,
        quotient_spread,
    ),
    Metric(
        "sales.top_weekday",
        "weekdays",
        lambda t: ratio(t.orders.max(), t.orders.sum()),
        lambda t: t.orders.sum(),
        Unit.SHARE,
        _("Share of the strongest day of the week in the orders of the last 180 days; an even week gives one seventh"),
        sampling=Sampling.RATE,
    ),
    Metric(
        "sales.top_product",
        "goods",
        lambda t: ratio(t.amount.max(), t.amount.sum()),
        lambda t: t.lines.sum(),
        Unit.SHARE,
        _("Share of the best-selling product in the sales of the last 365 days"),
        sampling=Sampling.RATE,
    ),
    Metric(
        "sales.product_variety",
        "goods",
        lambda t: worth(t.amount, t.amount > 0),
        lambda t: ibis.ifelse((t.amount > 0).any(), t.lines.sum(), 0),
        Unit.COUNT,
        _(
            "Products that the sales of the last 365 days are worth if all sold alike: 1 over the sum of squared shares "
            "(Herfindahl-Hirschman index)"
        ),
    ),
    Metric(
        "sales.new_products",
        "goods",
        lambda t: unless(t.first_age.max() <= 270, ratio(t.amount_90.sum(where=t.first_age <= 180), t.amount_90.sum())),
        lambda t: t.lines_90.sum(),
        Unit.SHARE,
        _("Share of the sales of the last 90 days from products that were first sold within the last 180 days"),
        sampling=Sampling.RATE,
    ),
    Metric(
        "sales.dead_listings",
        "offers",
        lambda t: unless(t.lines.sum() == 0, ratio((t.listed & (t.lines_90 == 0)).sum(), t.listed.sum())),
        lambda t: t.listed.sum(),
        Unit.SHARE,
        _("Share of the products on sale that nobody bought in the last 90 days"),
    ),
    Metric(
        "sales.returning_buyers",
        "comebacks",
        lambda t: unless(t.oldest.max() < KNOWN_BEFORE, again(t, now(t)) - again(t, ~now(t))),
        lambda t: ibis.ifelse(t.oldest.max() < KNOWN_BEFORE, 0, ibis.least(counted(now(t)), counted(~now(t)))),
        Unit.SHARE,
        _(
            "Share of the orders from earlier buyers in the last 90 days, less the same share in the 90 days before, among "
            "orders whose buyer is known"
        ),
        Prior(0.0, 20, Basis.judgement("Without evidence as many come back as before; twenty orders on each side weigh as much."),
              deviation=0.7),
        Sampling.MEAN,
        lambda t: again_spread(t, now(t)) + again_spread(t, ~now(t)),
    ),
    Metric(
        "sales.conversion",
        "visits",
        lambda t: ratio(t.orders.sum(where=t.told > 0), t.told.sum()),
        lambda t: t.told.sum(),
        Unit.SHARE,
        _("Paid orders per visitor of a product page, in the statistics of the last 90 days"),
        Prior(0.02, 100, Basis.judgement("Two visitors in a hundred buy; a hundred visitors weigh as much as that assumption.")),
        Sampling.RATE,
    ),
    Metric(
        "sales.visitors",
        "visits",
        lambda t: t.daily.sum().cast("float64") / 1000,
        lambda t: t.count(),
        Unit.COUNT,
        _("Visitors of product pages per day, over all channels, in the statistics of the last 90 days"),
    ),
    Metric(
        "sales.top_region",
        "regions",
        lambda t: ratio(t.lines.max(), t.lines.sum()),
        lambda t: t.lines.sum(),
        Unit.SHARE,
        _("Share of the region that orders most in the order lines of the last 365 days"),
        sampling=Sampling.RATE,
    ),
)
