"""Cells of category and channel: sellers, entry, exit, median, zero-sale share, and the two-by-two on survival.

Definitions (judgement where the domain README 6.4 is silent). A sign of life is a live sale or a product seen on sale. Running:
a sign within the last 180 days. Closed: none for 180 days; it closed on its last sign. Those with a sign since then are running
and may close tomorrow: their months are right-censored. `sellers` had a sign within the last 365 days; entry is a first and
exit a last sign within these 365 days, an exit only once 180 silent days have passed. What happened before the files begin is
not known, so months are at least so many. Cells with fewer than five sellers are not shown.
"""
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from diagnostics.cohort_summary import SMALLEST
from diagnostics.markets import statistics

SILENT, WINDOW = 180, 365
MONTH = 365.25 / 12
UNKNOWN = ""
"""Stands for a category that nobody knows."""
KINDS: Mapping[str, str] = {"HH": "stagnant", "HL": "shrinking", "LH": "expanding", "LL": "dynamic"}
"""Seoul trade-area index (서울 상권분석서비스): running shops older (H) or younger (L) than the whole, closed shops likewise.
Its published reading: HH 정체, HL 상권축소, LH 상권확장, LL 다이나믹."""


def prepared(presence: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """`presence` with running, closed, seller, entered, left, months and sales in units of money."""
    t = presence.copy()
    t["category"] = t.category.where(t.category.notna(), UNKNOWN)
    day = pd.Timestamp(as_of)
    first, last = pd.to_datetime(t.first_on), pd.to_datetime(t.last_on)
    age_first, age_last = (day - first).dt.days, (day - last).dt.days
    t["running"] = age_last <= SILENT
    t["closed"] = ~t.running
    t["seller"] = age_last <= WINDOW
    t["entered"] = t.seller & (age_first <= WINDOW)
    t["left"] = t.seller & t.closed
    t["months"] = np.where(t.running, age_first, age_first - age_last) / MONTH
    t["sales"] = t.sales_90 / 100
    return t


def cells(t: pd.DataFrame) -> dict[str, Any]:
    """{"cells": [...], "hidden": {"cells", "too_small"}, "whole": {running_months, closed_months, running, closed}}.

    A cell: category, channel, sellers, entered, entry_rate, left, exit_rate, zero_sale {n, share, interval}, median_sales,
    median_interval, listings, reviews, survival. Counts of one to four and their rates are None.
    """
    whole = _months(t)
    found = [_cell(group, str(category), str(channel), whole)
             for (category, channel), group in t.groupby(["category", "channel"])]
    sellers = [c for c in found if c["sellers"]]
    shown = unrevealing(sellers)
    return {"cells": sorted(shown, key=lambda c: (-c["sellers"], c["category"], c["channel"])),
            "hidden": {"cells": len(sellers) - len(shown)}, "whole": whole}


def unrevealing(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cells of five sellers or more. Where the rest of a channel is one cell alone or fewer than five sellers, the smallest
    shown cell of this channel goes too, because the channel's total would give the rest away."""
    kept = [c for c in found if c["sellers"] >= SMALLEST]
    for channel in {c["channel"] for c in found}:
        rest = [c["sellers"] for c in found if c["channel"] == channel and c["sellers"] < SMALLEST]
        shown = sorted((c for c in kept if c["channel"] == channel), key=lambda c: (c["sellers"], c["category"]))
        if rest and shown and (len(rest) == 1 or sum(rest) < SMALLEST):
            kept.remove(shown[0])
    return kept


def counted(count: int, n: int) -> tuple[int | None, float | None]:
    """A count and its share in n, both None where one to four would be told."""
    hidden = 0 < count < SMALLEST or n < SMALLEST
    return (None, None) if hidden else (int(count), count / n)


def _cell(t: pd.DataFrame, category: str, channel: str, whole: Mapping[str, Any]) -> dict[str, Any]:
    on = t[t.seller]
    n, sales = len(on), on.sales.to_numpy(dtype=float)
    entered, entry_rate = counted(int(on.entered.sum()), n)
    left, exit_rate = counted(int(on.left.sum()), n)
    nothing, share = counted(int((sales <= 0).sum()), n)
    reviews = on.reviews.sum() if on.reviews.notna().any() else None
    return {
        "category": category or None, "channel": channel, "sellers": n,
        "zero_sale": {"n": nothing, "share": share,
                      "interval": None if nothing is None else statistics.share_interval(nothing, n)},
        "median_sales": float(np.median(sales)) if n >= SMALLEST else None,
        "median_interval": statistics.median_interval(sales) if n >= SMALLEST else None,
        "entered": entered, "entry_rate": entry_rate, "left": left, "exit_rate": exit_rate,
        "listings": int(on.listings.sum()), "reviews": None if reviews is None else int(reviews),
        "survival": survival(_months(t), whole),
    }


def _months(t: pd.DataFrame) -> dict[str, Any]:
    """Mean months of running and of closed presences, each with its n; None below five."""
    found: dict[str, Any] = {}
    for name in ("running", "closed"):
        months = t.months[t[name]]
        found[name] = len(months) if len(months) == 0 or len(months) >= SMALLEST else None
        found[f"{name}_months"] = float(months.mean()) if len(months) >= SMALLEST else None
    return found


def survival(own: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """`own` with `code` (HH, HL, LH, LL; H: at least as long as the whole) and `kind`; None where one of the means is not
    known."""
    pairs = [(own[k], whole[k]) for k in ("running_months", "closed_months")]
    if any(a is None or b is None for a, b in pairs):
        return {**own, "code": None, "kind": None}
    code = "".join("H" if a >= b else "L" for a, b in pairs)
    return {**own, "code": code, "kind": KINDS[code]}
