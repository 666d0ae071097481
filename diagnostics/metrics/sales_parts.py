"""Pieces of the metrics about sales: windows, means of orders, who came back, weeks."""

from functools import reduce
from operator import add

import ibis

from diagnostics.metrics.tools import QUARTER, YEAR, counted, mean_spread, ratio

WEEKS = 13


def even(t):
    """Orders per day now as a share of these and of those before, over days of which there may not be as many on both sides."""
    here = t.orders.sum(where=t.now).fill_null(0) * t.days_before.max()
    there = t.orders.sum(where=~t.now).fill_null(0) * t.days_now.max()
    return ratio(here, here + there)


def now(t):
    return t.age <= QUARTER


def before(t):
    return (t.age > QUARTER) & (t.age <= YEAR)


def order_mean(t, where):
    return ratio(t.amount.sum(where=where), counted(where & t.amount.notnull()).nullif(0))


def quotient_spread(t):
    """Squared standard error of one mean over another: the sum of their squared relative errors (delta method)."""
    means = [order_mean(t, where(t)) for where in (now, before)]
    errors = [mean_spread(t.amount, where(t)) / (mean * mean).nullif(0) for where, mean in zip((now, before), means, strict=True)]
    return (means[0] / means[1].nullif(0)) ** 2 * (errors[0] + errors[1])


def again(t, where):
    return ratio((t.again & where).sum(), counted(where).nullif(0))


def again_spread(t, where):
    share, n = again(t, where), counted(where).cast("float64")
    return share * (1 - share) / (n - 1).nullif(0)


def weeks(t):
    """How many of the last 13 weeks have a live order."""
    found = [t.age.between(7 * w + 1, 7 * w + 7).any().cast("int64") for w in range(WEEKS)]
    return reduce(add, found)


def weeks_known(t):
    """Weeks since the first order, at most 13."""
    return ibis.least((t.age.max() + 6) // 7, ibis.literal(WEEKS))
