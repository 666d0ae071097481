"""How much is sold, how regularly, and which way it goes."""

from functools import reduce
from operator import add

import ibis

from data.text import _
from diagnostics.metrics.tools import MONTH, QUARTER, ratio, unless
from diagnostics.model import Basis, Metric, Prior, Unit

WEEKS = 13
YEAR_AGO = (366, 455)
"""The 90 days before the same day a year ago, in days of age."""

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
        lambda t: _weeks(t).cast("float64") / _weeks_known(t).cast("float64"),
        lambda t: _weeks_known(t),
        Unit.SHARE,
        _("Share of the last 13 weeks, or of the weeks since the first order, with at least one live order"),
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
    ),
    Metric(
        "sales.trend_90",
        "days",
        lambda t: ibis.ifelse(
            t.age.max() >= YEAR_AGO[1],
            _share_of_now(t, t.age.between(*YEAR_AGO)),
            unless(t.age.max() < 2 * QUARTER, _share_of_now(t, t.age.between(QUARTER + 1, 2 * QUARTER))),
        ),
        lambda t: ibis.ifelse(
            t.age.max() >= YEAR_AGO[1],
            t.orders.sum(where=(t.age <= QUARTER) | t.age.between(*YEAR_AGO)),
            ibis.ifelse(t.age.max() < 2 * QUARTER, 0, t.orders.sum(where=t.age <= 2 * QUARTER)),
        ),
        Unit.SHARE,
        _(
            "Orders of the last 90 days as a share of these and those of the same 90 days a year ago, or of the 90 days before "
            "where the shop is younger; half is as many as then"
        ),
        Prior(1 / 2, 10, Basis.judgement("Without evidence these 90 days are taken to be like the others.")),
    ),
    Metric(
        "sales.pieces_per_order",
        "days",
        lambda t: ratio(t.pieces.sum(where=t.age <= 365), t.orders.sum(where=t.age <= 365)),
        lambda t: t.orders.sum(where=(t.age <= 365) & t.pieces.notnull()),
        Unit.RATIO,
        _("Pieces per live order of the last 365 days"),
    ),
    Metric(
        "sales.top_product",
        "goods",
        lambda t: ratio(t.amount.max(), t.amount.sum()),
        lambda t: t.lines.sum(),
        Unit.SHARE,
        _("Share of the best-selling product in the sales of the last 365 days"),
    ),
    Metric(
        "sales.new_products",
        "goods",
        lambda t: unless(t.first_age.max() <= 270, ratio(t.amount_90.sum(where=t.first_age <= 180), t.amount_90.sum())),
        lambda t: t.lines_90.sum(),
        Unit.SHARE,
        _("Share of the sales of the last 90 days from products that were first sold within the last 180 days"),
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
        "sales.top_region",
        "regions",
        lambda t: ratio(t.lines.max(), t.lines.sum()),
        lambda t: t.lines.sum(),
        Unit.SHARE,
        _("Share of the region that orders most in the order lines of the last 365 days"),
    ),
)


def _share_of_now(t, then):
    """Orders of the last 90 days as a share of these and of those `then`."""
    return ratio(t.orders.sum(where=t.age <= QUARTER), t.orders.sum(where=(t.age <= QUARTER) | then))


def _weeks(t):
    """How many of the last 13 weeks have a live order."""
    found = [t.age.between(7 * w + 1, 7 * w + 7).any().cast("int64") for w in range(WEEKS)]
    return reduce(add, found)


def _weeks_known(t):
    """Weeks since the first order, at most 13."""
    return ibis.least((t.age.max() + 6) // 7, ibis.literal(WEEKS))
