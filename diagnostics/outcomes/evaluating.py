"""Evaluate the programme of a store: each treatment and each package against merchants who had received nothing yet."""
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.outcomes import core, panel, words
from diagnostics.outcomes.design import SMALLEST, Design

SCHEMA = 1


def evaluate(workspace: Workspace, as_of: date | None = None, treatment: str | None = None, package: str | None = None,
             programme: str | None = None, before: int = 12, after: int = 3) -> dict[str, Any]:
    """What was received and what came of it, over the viewer's merchants as of a day.

    {"schema_version", "as_of", "programme", "months": {"before", "after"}, "cohort": {"n", "zero_share", "median"} of the last
    `after` months, "studies": [{"what": treatment|package, "id", "title", "share", "strength", "text", "caveats", **study}]}; the
    study is that of `core.study`, with numbers of one to four merchants taken out. Raises `InputProblem` for an unknown treatment
    or package, and where nothing was received.
    """
    day = as_of or workspace.default_as_of()
    if not (2 <= before <= 36 and 1 <= after <= 24):
        raise InputProblem(_("Ask for 2 to 36 months before and 1 to 24 months after."))
    if treatment is not None and treatment not in units.treatments():
        raise InputProblem(_("There is no treatment {treatment}."), treatment=treatment)
    data = panel.read(workspace, day, programme)
    given = data.received
    if programme is not None:
        given = given[given.programme == programme]
    if given.empty:
        raise InputProblem(_("Nobody has received a treatment yet. Read the list of treatments received first."))
    wanted: list[tuple[str, str]] = []
    if treatment is not None or package is None:
        ids = sorted(given.treatment.dropna().unique())
        wanted += [("treatment", id) for id in ids if treatment in (None, id)]
    if package is not None or treatment is None:
        wanted += [("package", id) for id in sorted(given.package.dropna().unique()) if package in (None, id)]
    if not wanted:
        raise InputProblem(_("Nobody has received {what} yet."), what=treatment or package)
    studies = [_one(data, given, what, id, Design(before=before, after=after)) for what, id in wanted]
    return {"schema_version": SCHEMA, "as_of": day.isoformat(), "programme": programme,
            "months": {"before": before, "after": after}, "cohort": _cohort(data, after), "studies": studies}


def _one(data: panel.Panel, given: pd.DataFrame, what: str, id: str, design: Design) -> dict[str, Any]:
    rows = given[given[what] == id]
    # A merchant who received it twice counts from the first time; a package is over with its last treatment.
    spans = rows.groupby("merchant_id").agg(begin=("from_month", "min"), first_end=("after_month", "min"),
                                            last_end=("after_month", "max"), ongoing=("ongoing", "any"))
    spans["end"] = spans.last_end if what == "package" else spans.first_end
    long = spans.end - spans.begin > panel.LONGEST
    ready = spans[~spans.ongoing & ~long]
    gap = int((ready.end - ready.begin).max()) if len(ready) else 0
    starts = ready.end.reindex(data.shops.merchant_id).to_numpy(float)
    anything = data.shops.first_from.to_numpy(float) + gap
    shops = data.shops.assign(start=starts, untreated_until=anything)
    found = core.study(data.sales, shops, ("segment", "industry"), ("age",),
                       Design(before=design.before, after=design.after, gap=gap))
    together = given[given.merchant_id.isin(ready.index)].groupby("merchant_id").treatment.nunique()
    title = units.treatments()[id].title if what == "treatment" and id in units.treatments() else None
    rest = len(spans) - (found["n"] or 0)  # who is told to have received it and is not compared
    told = {"what": what, "id": id, "title": {"text": title, "params": {}} if title else None,
            "received": None if 0 < rest < SMALLEST else _shown(len(spans)),
            "ongoing": _shown(int(spans.ongoing.sum())), "gap": gap,
            "together": float(together.mean()) if len(together) >= SMALLEST else None, **_hidden(found)}
    return {**told, **words.said(told)}


def _shown(count: int) -> int | None:
    """A count, None for one to four merchants."""
    return None if 0 < count < SMALLEST else count


def _hidden(found: dict[str, Any]) -> dict[str, Any]:
    """The study without counts of one to four merchants, neither told nor found by subtracting."""
    told = dict(found)
    for name in ("unmatched", "too_short"):
        if name in told:
            told[name] = _shown(told[name])
    told["attrition"] = {name: _shown(count) for name, count in found["attrition"].items()}
    for group in ("treated", "others"):
        if told["attrition"][f"{group}_lost"] is None:
            told["attrition"][group] = None
    for group in ("treated", "compared"):
        if group in told:
            told[group] = {when: _level(level) for when, level in found[group].items()}
    return told


def _level(level: Mapping[str, Any]) -> dict[str, Any]:
    """The level without a share that tells of one to four merchants, with or without a sale."""
    nothing = round(level["zero_share"] * level["n"])
    small = 0 < nothing < SMALLEST or 0 < level["n"] - nothing < SMALLEST or 0 < level["zero_share"] * level["n"] < 1
    return {**level, "zero_share": None if small else level["zero_share"]}


def _cohort(data: panel.Panel, after: int) -> dict[str, Any]:
    """n first: merchants whose last months are known, the share that sold nothing in them, the median of a month."""
    last = data.sales.iloc[:, -after:]
    known = last[last.notna().all(axis=1)]
    if len(known) < SMALLEST:
        return {"n": _shown(len(known)), "zero_share": None, "median": None}
    a_month = known.mean(axis=1).to_numpy(float)
    nothing = int((a_month <= 0).sum())
    small = 0 < nothing < SMALLEST or 0 < len(known) - nothing < SMALLEST
    return {"n": len(known), "zero_share": None if small else nothing / len(known), "median": float(np.median(a_month))}
