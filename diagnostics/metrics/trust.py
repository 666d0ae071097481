"""What buyers say, whether they come back, and whether the shop has a name and a registration."""

import ibis

from data.text import _
from diagnostics.metrics.tools import HALF_YEAR, QUARTER, YEAR, counted, mean_spread, ratio, unless
from diagnostics.model import Basis, Metric, Prior, Sampling, Unit

REGISTRATION = r"^제?\s*[12][0-9]{3}\s*-\s*[가-힣A-Za-z0-9 ]{2,20}\s*-\s*[0-9]{1,6}\s*호?$"
"""제YYYY-지역-NNNN호, as district offices write it."""

METRICS = (
    Metric(
        "trust.reviews_per_product",
        "offers",
        lambda t: unless(
            t.reviews.notnull().sum() == 0, ratio(t.reviews.sum(where=_offered(t) | t.product_id.isnull()), _offered(t).sum())
        ),
        lambda t: counted(_offered(t)),
        Unit.RATIO,
        _("Reviews per product that is on sale or sold in the last 365 days"),
    ),
    Metric(
        "trust.review_level",
        "reviews",
        lambda t: _mean_rating(t, t.age <= YEAR),
        lambda t: counted((t.age <= YEAR) & t.rating.notnull()),
        Unit.STARS,
        _("Mean stars of the reviews of the last 365 days"),
        Prior(
            4.107,
            10,
            Basis(_("Public Olist set (a Brazilian marketplace): mean stars of the reviews"), "2018-08", 49_642),
            deviation=1.3,
        ),
        Sampling.MEAN,
        lambda t: _spread(t, t.age <= YEAR),
    ),
    Metric(
        "trust.review_trend",
        "reviews",
        lambda t: _mean_rating(t, t.age <= QUARTER) - _mean_rating(t, (t.age > QUARTER) & (t.age <= YEAR)),
        lambda t: ibis.least(
            counted((t.age <= QUARTER) & t.rating.notnull()), counted((t.age > QUARTER) & (t.age <= YEAR) & t.rating.notnull())
        ),
        Unit.STARS,
        _("Mean stars of the last 90 days less the mean of the 275 days before"),
        Prior(
            0.0,
            10,
            Basis.judgement("Without evidence nothing has changed; ten reviews on each side weigh as much."),
            deviation=1.8,
        ),
        Sampling.MEAN,
        lambda t: _spread(t, t.age <= QUARTER) + _spread(t, (t.age > QUARTER) & (t.age <= YEAR)),
    ),
    Metric(
        "trust.days_since_review",
        "reviews",
        lambda t: t.age.min(),
        lambda t: t.count(),
        Unit.DAYS,
        _("Days since the newest review"),
    ),
    Metric(
        "trust.review_sources",
        "reviews_by_channel",
        lambda t: unless((t.sells.sum() < 2) | (t.reviews.sum() == 0), ratio(t.reviews.max(), t.reviews.sum())),
        lambda t: ibis.ifelse(t.sells.sum() < 2, 0, t.reviews.sum()),
        Unit.SHARE,
        _("Share of the channel with the most reviews, where the shop sells on two channels or more"),
        sampling=Sampling.RATE,
    ),
    Metric(
        "trust.repeat_purchase",
        "buyers",
        lambda t: ratio((_due(t) & (t.first_age - t.second_age <= HALF_YEAR).fill_null(False)).sum(), _due(t).sum()),
        lambda t: counted(_due(t)),
        Unit.SHARE,
        _(
            "Share of the buyers who first ordered 180 to 545 days ago and ordered again on another day within 180 days; "
            "buyers who have not had that time yet do not count"
        ),
        Prior(0.1, 20, Basis.judgement("One buyer in ten; twenty buyers weigh as much as that assumption.")),
        Sampling.RATE,
    ),
    Metric(
        "trust.review_yield",
        "reviewable",
        lambda t: ratio(t.reviewed.sum(), t.count()),
        lambda t: t.count(),
        Unit.SHARE,
        _("Share of the orders of 21 to 180 days ago that got a review, on channels whose reviews name the order"),
        Prior(0.1, 20, Basis.judgement("One order in ten; twenty orders weigh as much as that assumption.")),
        Sampling.RATE,
    ),
    Metric(
        "trust.brand_named",
        "brands",
        lambda t: ratio(t.named.sum(), t.count()),
        lambda t: t.count(),
        Unit.SHARE,
        _("Share of the products on sale whose brand field is filled with a name"),
    ),
    Metric(
        "trust.brand_spelling",
        "brands",
        lambda t: ratio((t.named & ~t.usual).sum(), t.named.sum()),
        lambda t: counted(t.named),
        Unit.SHARE,
        _("Share of the products with a brand that write it differently from the shop's usual spelling of the same name"),
    ),
    Metric(
        "trust.registration",
        "merchants",
        lambda t: t.mail_order_registration.strip().re_search(REGISTRATION).max().cast("int64"),
        lambda t: counted(t.mail_order_registration.notnull() & (t.mail_order_registration.strip() != "")),
        Unit.SHARE,
        _("Whether the entered number of the 통신판매업 (mail-order business) registration has the official form (1) or not (0)"),
    ),
)


def _offered(t):
    return t.listed | t.sold.fill_null(False)


def _mean_rating(t, where):
    """Mean stars in whole hundredths, so that the order of the rows is irrelevant."""
    cents = (t.rating * 100).round().cast("int64")
    return ratio(cents.sum(where=where), (where & t.rating.notnull()).sum().nullif(0)) / 100


def _spread(t, where):
    """Squared standard error of that mean, in stars."""
    return mean_spread((t.rating * 100).round(), where) / 10_000


def _due(t):
    """Buyers whose first order is long enough ago to have come back, and not so long that it says nothing about now."""
    return (t.first_age > HALF_YEAR) & (t.first_age <= HALF_YEAR + YEAR)
