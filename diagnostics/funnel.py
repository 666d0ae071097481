"""A programme's way in numbers: how many applied, were diagnosed, planned, treated, sold for the first time and still sell; and
how those who were there at one stage stand at the next.

Cells of one to four shops are not shown, nor what would tell them by subtraction. A sale counts from the day of the
application on; whether a shop still sells is asked of days 61 to 90 after its first sale, and of those alone for whom these days
are over.
"""
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import ibis.expr.types as ir
import pandas as pd

from data import kept, programme_days, roster
from data.text import _
from data.workspace import Workspace
from diagnostics import queries
from diagnostics.cohort_summary import SMALLEST, shown
from diagnostics.metrics.relations import Relations

STILL_FROM, STILL_UNTIL = 60, 90
"""Days after the first sale between which an order must lie (the first not counted) so that a shop still sells."""
STEPS = {
    "applied": (_("Applied"), _("On the roster with a day of application before this day, or with none.")),
    "diagnosed": (_("Diagnosed"), _("A diagnosis of the shop is kept that looks at a day before this one.")),
    "planned": (_("Planned"), _("A plan was made.")),
    "treated": (_("Treated"), _("A treatment began.")),
    "sold": (_("First sale"), _("An order that stands, on the day of the application or later.")),
    "still": (_("Still sells at 90 days"), _("An order on days 61 to 90 after that first sale; shops for whom these days are not "
                                             "over are left out.")),
}
"""Each step with its name and its rule."""


def steps_of(workspace: Workspace, as_of: date, programme: str | None = None) -> pd.DataFrame:
    """Per member (index merchant_id) name, region, industry, segment, consultant, left (bool) and which steps it reached before
    `as_of`: columns of `STEPS`, True or False; `still` is None where its days are not over or nothing was sold."""
    members = roster.members(workspace, programme)
    applied = pd.to_datetime(members.applied_on)
    members = members.assign(applied_on=applied)[applied.isna() | (applied < pd.Timestamp(as_of))]
    first = members.sort_values("applied_on").groupby("merchant_id").agg(
        {"name": "first", "region": "first", "industry": "first", "segment": "first", "consultant": "first",
         "applied_on": "min", "left_on": "max"})
    open_ended = members.left_on.isna().groupby(members.merchant_id).any()
    gone = pd.to_datetime(first.left_on) < pd.Timestamp(as_of)
    reached = programme_days.before(workspace, as_of)
    found = first.drop(columns="left_on").assign(left=gone & ~open_ended, applied=True)
    for step in ("diagnosed", "planned", "treated"):
        found[step] = found.index.isin(reached[step])
    return found.join(_sales(workspace, as_of, found.applied_on))


def _sales(workspace: Workspace, as_of: date, applied: pd.Series) -> pd.DataFrame:
    """`sold` and `still` of those in the index of `applied`."""
    days = queries.frame(workspace.tables(as_of), _days).astype({"merchant_id": object})
    since = pd.DataFrame({"merchant_id": applied.index.astype(object), "since": pd.to_datetime(applied).to_numpy()})
    days = days.assign(day=pd.to_datetime(days.day)).merge(since, on="merchant_id")
    days = days[~(days.day < days.since)]
    first = days.groupby("merchant_id").day.min()
    after = (days.day - days.groupby("merchant_id").day.transform("min")).dt.days
    late = set(days.merchant_id[(after > STILL_FROM) & (after <= STILL_UNTIL)])
    over = first[first + timedelta(days=STILL_UNTIL) < pd.Timestamp(as_of)].index
    still = pd.Series({m: m in late for m in over}, dtype=object).reindex(applied.index)
    return pd.DataFrame({"sold": applied.index.isin(first.index), "still": still.where(still.notna(), None)},
                        index=applied.index)


def _days(r: Relations) -> ir.Table:
    lines = r.lines.filter(r.lines.live & r.lines.ordered_at.notnull())
    return lines.select("merchant_id", day=lines.ordered_at.date()).distinct()


def funnel(reached: pd.DataFrame) -> list[dict[str, Any]]:
    """Of the frame of `steps_of`, filtered as wanted: per step {step, n, known, share, too_few}.

    `known` is of how many it can be told: all members, and for `still` those whose days are over. `share` is of those. n and
    share are None, and `too_few` true, where 1 to 4 reached the step or 1 to 4 of those known did not.
    """
    rows = []
    for step in STEPS:
        values = reached[step].dropna()
        known, n = len(values), int(values.astype(bool).sum())
        hidden = known < SMALLEST or shown(n) is None or shown(known - n) is None
        if known == 0:
            rows.append({"step": step, "n": 0, "known": 0, "share": None, "too_few": False})
        else:
            rows.append({"step": step, "n": None if hidden else n, "known": shown(known), "too_few": hidden,
                         "share": None if hidden else n / known})
    return rows


def stages(workspace: Workspace, programme: str, merchants: Sequence[str]) -> list[dict[str, Any]]:
    """Each stage of the programme by day, over these of its members: {stage, as_of, kept, n, sold_nothing, median_sales,
    median_score, scored, left, no_data}.

    n: those of whom anything is known at the stage; sold_nothing (share) and medians over 90 days, zeros included. `left`: who
    had left by then; `no_data`: who had not, and of whom nothing is known. kept is false, and all of it None, where no cohort of
    that day is kept. Counts of 1 to 4 are None.
    """
    members = roster.members(workspace, programme)
    members = members[members.merchant_id.isin(merchants)].drop_duplicates("merchant_id")
    days = set(kept.cohort_days(workspace))
    found = []
    for stage, as_of in roster.stages(workspace, programme)[["stage", "as_of"]].itertuples(index=False):
        day = pd.Timestamp(as_of).date()
        one: dict[str, Any] = {"stage": stage, "as_of": day, "kept": day in days}
        rows = kept.stored_cohort(workspace, day) if day in days else pd.DataFrame({"merchant_id": []})
        left = set(members.merchant_id[pd.to_datetime(members.left_on) < pd.Timestamp(day)])
        here = rows[rows.merchant_id.isin(members.merchant_id) & ~rows.merchant_id.isin(left)]
        found.append(one | (_stood(here, len(members), len(left)) if one["kept"] else {}))
    return found


def _stood(here: pd.DataFrame, members: int, left: int) -> dict[str, Any]:
    n, scored = len(here), int(here.score.notna().sum())
    nothing = int((here.sales_90 <= 0).sum())
    hidden = n < SMALLEST or shown(nothing) is None or shown(n - nothing) is None
    return {"n": shown(n), "left": shown(left), "no_data": shown(members - left - n),
            "sold_nothing": None if hidden else nothing / n,
            "median_sales": float(here.sales_90.median()) if n >= SMALLEST else None,
            "scored": shown(scored), "median_score": float(here.score.median()) if scored >= SMALLEST else None}


def changes(workspace: Workspace, before: date, after: date, merchants: Sequence[str]) -> dict[str, Any]:
    """The same shops at two kept days: {n, missing, score, sales, began, stopped}. n were there at both and `missing` at the
    first alone; `score` and `sales` (90 days, won) are the medians of each shop's change; began: sold nothing before and
    something after, stopped: the other way. None where fewer than five are behind it. Before and after, not what caused it."""
    first, second = (kept.stored_cohort(workspace, day).set_index("merchant_id") for day in (before, after))
    first = first[first.index.isin(merchants)]
    both = first.index.intersection(second.index)
    a, b = first.loc[both], second.loc[both]
    scores = (b.score - a.score).dropna()
    sold_a, sold_b = a.sales_90 > 0, b.sales_90 > 0
    return {"n": shown(len(both)), "missing": shown(len(first) - len(both)),
            "score": float(scores.median()) if len(scores) >= SMALLEST else None,
            "sales": float((b.sales_90 - a.sales_90).median()) if len(both) >= SMALLEST else None,
            "began": shown(int((~sold_a & sold_b).sum())), "stopped": shown(int((sold_a & ~sold_b).sum()))}
