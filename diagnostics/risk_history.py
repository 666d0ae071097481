"""What was known at past cut-offs and what followed, as it was known on any later day: the rows that forecasts learn from."""
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from data.known import Tables
from data.workspace import Workspace
from diagnostics import risk_features as f

CUTOFFS = 12
"""Past days to learn from at most: a year of them, so that every season is in it."""
OFFSETS = tuple(f.HORIZON + f.STEP * i for i in range(CUTOFFS))
"""Days from each cut-off to the day of the forecast."""


@dataclass(frozen=True)
class History:
    """`cutoffs` newest first; `known` features at each (index cutoff, merchant_id); `after` what followed, by the day before
    which it was known: what is cancelled or reviewed on or after that day is not in it."""

    day: date
    cutoffs: tuple[date, ...]
    known: pd.DataFrame
    after: dict[date, pd.DataFrame]
    joined: dict[date, pd.DataFrame] = field(default_factory=dict, compare=False)

    def rows(self, knower: date) -> pd.DataFrame:
        """Features with outcomes of all cut-offs whose 90 days were over on the day `knower`, as known before it."""
        if knower not in self.joined:
            self.joined[knower] = self._join(knower)
        return self.joined[knower]

    def _join(self, knower: date) -> pd.DataFrame:
        over = [c for c in self.cutoffs if c + timedelta(days=f.HORIZON) <= knower]
        if not over:
            return self.known.iloc[:0]
        mine = self.known[self.known.index.get_level_values("cutoff").isin(over)]
        return mine.join(self.after[knower], how="left").fillna(
            {"sold": 0.0, "amount": 0.0, "before": 0.0, "rated": 0.0, "stars": 0.0})


def history(workspace: Workspace, tables: Tables) -> History:
    """The past of all merchants that the viewer may see, as of the day of `tables`. Cut-offs need 90 days of history."""
    day, first = tables.as_of, f.first_day(tables)
    cutoffs = () if first is None else tuple(
        d for d in (day - timedelta(days=n) for n in OFFSETS) if d >= first + timedelta(days=f.HORIZON))
    known: dict[date, pd.DataFrame] = {}
    after: dict[date, pd.DataFrame] = {}
    for cutoff in cutoffs:
        then = workspace.tables(cutoff)
        known[cutoff] = f.able(f.features(then))
        if cutoffs[-1] + timedelta(days=f.HORIZON) <= cutoff:
            after[cutoff] = f.outcomes(then, CUTOFFS)
    if cutoffs:
        after[day] = f.outcomes(tables, CUTOFFS)
    frame = pd.concat(known, names=["cutoff", "merchant_id"]) if known else pd.DataFrame()
    return History(day, cutoffs, frame, after)
