"""On which channels it is sold, how evenly, and whether they agree with each other."""

import ibis

from data.text import _
from diagnostics.metrics.tools import counted, ratio, unless, worth
from diagnostics.model import Metric, Sampling, Unit

OWN_CHANNELS = ("own_mall", "own", "cafe24", "makeshop", "imweb", "sixshop", "shopify")
"""Channels that belong to the shop itself: its own mall, whoever hosts it."""

REDUCED = 0.02
"""Between the two sales commissions of Naver with VAT: 1.001 % through the shop's own link, 3.003 % otherwise."""


def naver_goods(t):
    return t.channel.startswith("naver") & (t.kind == "goods") & (t.gross > 0) & t.fee_sales.notnull()


METRICS = (
    Metric(
        "channel.count",
        "channels",
        lambda t: counted(t.lines_90 > 0),
        lambda t: t.lines_90.sum(),
        Unit.COUNT,
        _("Channels with a sale in the last 90 days"),
    ),
    Metric(
        "channel.concentration",
        "channels",
        lambda t: unless(counted(t.lines_90 > 0) < 2, ratio(t.amount_90.max(), t.amount_90.sum())),
        lambda t: ibis.ifelse(counted(t.lines_90 > 0) < 2, 0, t.lines_90.sum()),
        Unit.SHARE,
        _("Share of the largest channel in the sales of the last 90 days, where there are two or more"),
        sampling=Sampling.RATE,
    ),
    Metric(
        "channel.variety",
        "channels",
        lambda t: worth(t.amount_90, t.amount_90 > 0),
        lambda t: ibis.ifelse((t.amount_90 > 0).any(), t.lines_90.sum(), 0),
        Unit.COUNT,
        _(
            "Channels that the sales of the last 90 days are worth if all sold alike: 1 over the sum of squared shares "
            "(Herfindahl-Hirschman index)"
        ),
    ),
    Metric(
        "channel.idle",
        "channels",
        lambda t: unless(t.last_age.notnull().sum() == 0, ratio(t.idle.sum(), t.count())),
        lambda t: t.count(),
        Unit.SHARE,
        _("Share of the channels with listings or earlier sales that had no sale in the last 90 days"),
    ),
    Metric(
        "channel.own_share",
        "channels",
        lambda t: ratio(t.amount_90.sum(where=t.channel.isin(OWN_CHANNELS)), t.amount_90.sum()),
        lambda t: t.lines_90.sum(),
        Unit.SHARE,
        _("Share of the shop's own mall in the sales of the last 90 days"),
        sampling=Sampling.RATE,
    ),
    Metric(
        "channel.catalogue_sync",
        "sku_channels",
        lambda t: unless(t.channel.nunique() < 2, ratio(t.count(), t.sku.nunique() * t.channel.nunique())),
        lambda t: ibis.ifelse(t.channel.nunique() < 2, 0, t.sku.nunique()),
        Unit.SHARE,
        _("How full the table of own codes by channels is: 1 where each code is on sale on each channel with listings"),
    ),
    Metric(
        "channel.stock_sync",
        "skus",
        lambda t: ratio(((t.sold_out > 0) & (t.sold_out < t.stock_known)).sum(), (t.stock_known >= 2).sum()),
        lambda t: counted(t.stock_known >= 2),
        Unit.SHARE,
        _("Share of the products on two channels or more that are sold out on one and in stock on another"),
    ),
    Metric(
        "channel.own_link_share",
        "settled",
        lambda t: ratio(
            t.gross.sum(where=naver_goods(t) & (t.fee_sales.cast("float64") < REDUCED * t.gross.cast("float64"))),
            t.gross.sum(where=naver_goods(t)),
        ),
        lambda t: counted(naver_goods(t)),
        Unit.SHARE,
        _(
            "Share of the Naver sales paid out in the last 180 days that came through the shop's own link, "
            "at the lower commission"
        ),
        sampling=Sampling.RATE,
        spread=lambda t: worth(t.gross, naver_goods(t)),
    ),
)
