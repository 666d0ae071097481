"""What a programme sees of a kept cohort: counts, shares, medians and distributions; cells of 1 to 4 shops are not shown.

Everything takes the frame of `data.kept.stored_cohort`, filtered as the page wants it, and gives plain values. Zero-sale
share, median and n come first: published cohorts of this field had 68 to 78 % without a sale (국감, 2020-10 and 2021-10).
"""

from collections.abc import Mapping
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from diagnostics.model import Segment

SMALLEST = 5
"""Fewer shops than this are not shown: somebody could be recognised."""
BIN = 10


def shown(count: int) -> int | None:
    """A count that may be shown: 0 and from five on; None where it is too small."""
    return int(count) if count == 0 or count >= SMALLEST else None


def filtered(
    rows: pd.DataFrame,
    regions: tuple[str, ...] = (),
    industries: tuple[str, ...] = (),
    segments: tuple[str, ...] = (),
    failing: str | None = None,
    members: set[str] | None = None,
) -> pd.DataFrame:
    """The rows that fit every filter; an empty filter lets all through. `failing` is the id of a check that failed, `members`
    the merchants of a programme or a consultant."""
    keep = np.ones(len(rows), dtype=bool) if members is None else rows.merchant_id.isin(members).to_numpy(copy=True)
    for column, wanted in (("region", regions), ("industry", industries), ("segment", segments)):
        if wanted:
            keep &= rows[column].isin(wanted).to_numpy()
    if failing:
        keep &= np.fromiter((failing in checks for checks in rows.failing), dtype=bool, count=len(rows))
    return rows[keep]


def headline(rows: pd.DataFrame) -> dict[str, Any]:
    """n; sold_nothing {n, share} and median_sales over 90 days, zeros included; median_score, scored (n with a score);
    segments [{segment, n, share}]. Shares are None below five shops."""
    n = len(rows)
    enough = n >= SMALLEST
    nothing = int((rows.sales_90 <= 0).sum())
    by_segment = {s: int((rows.segment == s.value).sum()) for s in Segment}
    scored = int(rows.score.notna().sum())
    return {
        "n": n,
        "sold_nothing": {"n": shown(nothing), "share": nothing / n if enough else None},
        "median_sales": float(rows.sales_90.median()) if enough else None,
        "median_score": float(rows.score.median()) if scored >= SMALLEST else None,
        "scored": scored,
        "segments": [
            {"segment": s.value, "n": shown(count), "share": count / n if shown(count) is not None and enough else None}
            for s, count in by_segment.items()
        ],
    }


def most_failing(rows: pd.DataFrame, count: int = 10) -> list[dict[str, Any]]:
    """The checks that most shops fail, of those scored for at least five: check, failing, scored, share."""
    failing = pd.Series(list(chain.from_iterable(rows.failing)), dtype=object).value_counts()
    scored = pd.Series(list(chain.from_iterable(rows.scored)), dtype=object).value_counts()
    table = pd.DataFrame({"failing": failing, "scored": scored}).fillna(0).astype(int)
    table = table[(table.scored >= SMALLEST) & (table.failing >= SMALLEST)]
    table["share"] = table.failing / table.scored
    table = table.rename_axis("check").reset_index().sort_values(["failing", "share", "check"], ascending=[False, False, True])
    return [{str(k): v for k, v in row.items()} for row in table.head(count).to_dict("records")]


def distribution(values: pd.Series) -> list[dict[str, Any]]:
    """Counts of scores (0..100) in tens: label "0–9" … "90–100", n (None where too few to show), from."""
    known = values.dropna().to_numpy(dtype=float)
    counts = np.bincount(np.minimum(known // BIN, 9).astype(int), minlength=10)
    return [
        {"label": f"{i * BIN}–{i * BIN + BIN - 1 if i < 9 else 100}", "from": i * BIN, "n": shown(int(n))}
        for i, n in enumerate(counts)
    ]


def choices(rows: pd.DataFrame) -> Mapping[str, list[str]]:
    """What can be filtered by: regions, industries, segments and checks that occur, in their order."""
    return {
        "region": sorted(rows.region.dropna().unique()),
        "industry": sorted(rows.industry.dropna().unique()),
        "segment": [s.value for s in Segment if (rows.segment == s.value).any()],
        "failing": sorted(set(chain.from_iterable(rows.failing))),
    }
