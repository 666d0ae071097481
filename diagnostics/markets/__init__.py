"""The online trade area (온라인 상권): cells, concentration, fairness and the co-growth index, all as of a day.

Counts of one to four merchants are never told. Zero-sale share, median and n come first (domain README 1.5 and 6.4 to 6.5).
"""
from datetime import date
from typing import Any

import pandas as pd

from data.workspace import Workspace
from diagnostics import queries
from diagnostics.cohort_summary import SMALLEST
from diagnostics.markets import cells as parts
from diagnostics.markets import cogrowth, fairness, relations


def market(workspace: Workspace, as_of: date | None = None, survey: str | None = None) -> dict[str, Any]:
    """The market of the merchants that the viewer may see, as known before `as_of` (the day after the newest evidence).

    {"as_of", "n", "headline" {n, zero_sale, median_sales, median_interval}, "definitions", "cells", "hidden", "whole",
    "sellers" (concentration over sellers), "per_channel", "channels" (concentration of channels), "small", "fees", "wait",
    "keyword_competition" None, "cogrowth"}. `survey` names one survey; without it all are read. Money is in units.
    """
    day = as_of or workspace.default_as_of()
    tables = workspace.tables(day)
    presence = parts.prepared(queries.frame(tables, relations.presence), day)
    shops = queries.frame(tables, relations.shops)
    visitors = queries.frame(tables, relations.exposure)
    fees = queries.frame(tables, relations.burden)
    waits = queries.frame(tables, relations.waits)
    found = from_frames(presence, shops, visitors, fees, waits)
    return {"as_of": day, **found, "cogrowth": cogrowth.index(workspace, day, survey)}


def from_frames(presence: pd.DataFrame, shops: pd.DataFrame, visitors: pd.DataFrame, fees: pd.DataFrame,
                waits: pd.DataFrame) -> dict[str, Any]:
    """The same from plain frames: what `cells.prepared` gives of `relations.presence`, and the other relations as they are."""
    selling = presence[presence.seller]
    own = selling.groupby("merchant_id").agg(sales=("sales", "sum"), cents=("sales_90", "sum"), year=("sales_365", "sum"),
                                              listings=("listings", "sum"))
    fair = shops.set_index("merchant_id").join(own, how="inner").join(visitors.set_index("merchant_id"))
    fair = fair.assign(sales_90=fair.cents / 100, sales_365=fair.year / 100)
    by_channel = selling.pivot_table(index="merchant_id", columns="channel", values="sales", aggfunc="sum", fill_value=0)
    size = fees.rename(columns={"gross": "size"})[["merchant_id", "size"]]
    waited = waits.merge(size, on="merchant_id", how="inner")
    return {
        "n": len(shops) if len(shops) == 0 or len(shops) >= SMALLEST else None,
        "headline": _headline(own.sales),
        "definitions": {"silent_days": parts.SILENT, "window_days": parts.WINDOW, "sales_days": 90, "fee_days": 180,
                        "smallest": SMALLEST, "months": "at least", "bands": fairness.BANDS},
        **parts.cells(presence),
        "sellers": fairness.over_sellers(own.sales.to_numpy()),
        "per_channel": [{"channel": str(c), **told} for c, g in selling.groupby("channel")
                        if (told := fairness.over_sellers(g.groupby("merchant_id").sales.sum().to_numpy())) is not None],
        "channels": fairness.over_channels(by_channel),
        "small": fairness.small_share(fair),
        "fees": fairness.by_size(fees, "fees", "gross", "gross"),
        "wait": fairness.by_size(waited, "money_days", "paid", "size"),
        "keyword_competition": None,
    }


def _headline(sales: pd.Series) -> dict[str, Any]:
    """Sellers of the last 365 days: n, zero_sale {n, share, interval} over 90 days, median with its interval."""
    from diagnostics.markets.statistics import median_interval, share_interval

    n = len(sales)
    nothing, share = parts.counted(int((sales <= 0).sum()), n)
    enough = n >= SMALLEST
    return {"n": n if n == 0 or enough else None,
            "zero_sale": {"n": nothing, "share": share,
                          "interval": None if nothing is None or not enough else share_interval(nothing, n)},
            "median_sales": float(sales.median()) if enough else None,
            "median_interval": median_interval(sales.to_numpy(dtype=float)) if enough else None}
