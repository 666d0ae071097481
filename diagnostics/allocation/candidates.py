"""From the store to the problem: who may be helped, with what, for how much, and what it would gain."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data import allocations
from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import rubric, triage, units
from diagnostics.allocation.asked import Asked, province
from diagnostics.allocation.problem import NO_CHECK, Merchant, Option, Problem
from diagnostics.cohorts import evidence
from diagnostics.judge import Judged, judge
from diagnostics.measure import measure
from diagnostics.model import Segment, Status, Treatment
from diagnostics.planning import effects, programme
from diagnostics.planning.gains import OPEN, Situation, needs
from diagnostics.planning.problem import HOUR, POINT
from diagnostics.planning.programme import Programme


@dataclass(frozen=True)
class Candidates:
    """The problem, a row per merchant (index merchant_id: name, region, industry, segment, size, consultant, sales_90), how many
    measured effects were used (None: the goal is points), and what taking in a shop costs (won)."""

    problem: Problem
    rows: pd.DataFrame
    measured: int | None
    shop_cost: int = 0


def gather(workspace: Workspace, asked: Asked, day: date) -> Candidates:
    """Everyone of whom anything dated before `day` is known, who has not left, with the treatments not received yet.

    With `asked.programme`: its members alone. Raises `InputProblem` where there is nobody, or where the goal is sales and no
    effect has been measured yet.
    """
    terms = programme.read(workspace)
    known = effects.read(workspace) if asked.goal == "sales" else {}
    if asked.goal == "sales" and not known:
        raise InputProblem(_("No effect on sales has been measured yet. Choose points as the goal, or evaluate treatments "
                             "first."))
    tables = workspace.tables(day)
    measured = measure(tables)
    segments = triage.segments(measured)
    judged = judge(measured, segments, rubric.checks_in_force(workspace).values())
    rows = _rows(workspace, asked, day, evidence(tables).assign(segment=segments))
    if rows.empty:
        raise InputProblem(_("There is nobody to choose from: no data of a shop that takes part is known on that day."))
    had = allocations.received(workspace, day)
    made = _Options(judged, terms, asked, known, had)
    shop_cost = (terms.rules.shop_cost or 0) if asked.shop_cost is None else asked.shop_cost
    merchants = tuple(
        Merchant(str(id), made.of(str(id), _word(row["segment"]), float(row["sales_90"])),
                 {name: _word(row[name]) for name in ("segment", "region", "industry", "size")}, shop_cost)
        for id, row in rows.to_dict("index").items())
    for rule in asked.quotas:
        if rule.by is not None and not any(rule.holds(m) for m in merchants):
            here = sorted({str(m.groups[rule.by]) for m in merchants if m.groups[rule.by] is not None})
            raise InputProblem(_("Nobody belongs to {value}. Known are: {known}."), value=rule.value, known=", ".join(here))
    cap = terms.rules.merchant_cap
    return Candidates(Problem(merchants, asked.budget, asked.hours, asked.slots, asked.most, cap, asked.quotas), rows,
                      len(known) if asked.goal == "sales" else None, shop_cost)


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _rows(workspace: Workspace, asked: Asked, day: date, rows: pd.DataFrame) -> pd.DataFrame:
    roster = allocations.taking_part(workspace, asked.programme, day)
    if asked.programme is not None and roster.empty:
        raise InputProblem(_("Nobody stands on the roster of the programme {programme}."), programme=asked.programme)
    here = roster[~roster.left]
    if asked.programme is not None:
        rows = rows[rows.index.isin(here.merchant_id)]
    rows = rows[~rows.index.isin(set(roster.merchant_id) - set(here.merchant_id))]
    consultants = here.dropna(subset=["consultant"]).drop_duplicates("merchant_id").set_index("merchant_id").consultant
    regions = pd.Series([province(v) if isinstance(v, str) else None for v in rows.region], index=rows.index, dtype=object)
    bands = workspace.merchants().set_index("merchant_id").yearly_revenue_band
    return rows.assign(consultant=consultants.reindex(rows.index), size=bands.reindex(rows.index),
                       region=regions)


class _Options:
    """Makes the options of one merchant after another."""

    def __init__(self, judged: Judged, terms: Programme, asked: Asked, known: Mapping[str, effects.Effect],
                 had: set[tuple[str, str]]):
        self.checks = list(judged.status.columns)
        self.place = {id: i for i, id in enumerate(judged.status.index)}
        self.status, self.lost = judged.status.to_numpy(), judged.points_lost.to_numpy()
        self.terms, self.asked, self.known, self.had = terms, asked, known, had

    def of(self, merchant: str, segment: str | None, sales_90: float) -> tuple[Option, ...]:
        i = self.place[merchant]
        findings = {check: {"check": check, "status": Status(status), "score": None,
                            "points_lost": 0.0 if np.isnan(lost) else float(lost)}
                    for check, status, lost in zip(self.checks, self.status[i], self.lost[i], strict=True)
                    if status in OPEN or status == Status.PASS}
        situation = Situation(findings, Segment(segment) if segment else None)
        every = {id: self._option(merchant, treatment, situation, sales_90) for id, treatment in units.treatments().items()
                 if self.terms.terms[id].offered and situation.meant_for(treatment) and (merchant, id) not in self.had}
        wanted = [id for id, option in every.items() if any(option.gains.values())]
        for id in wanted:  # grows while it is walked: what is needed may need something itself
            wanted += [need for need in every[id].needs if need in every and need not in wanted]
        found = {id: every[id] for id in wanted}
        return tuple(option for _id, option in sorted(found.items()) if all(need in found for need in option.needs))

    def _option(self, merchant: str, treatment: Treatment, situation: Situation, sales_90: float) -> Option:
        terms = self.terms.terms[treatment.id]
        cost = terms.subsidy if self.asked.pays == "subsidy" else terms.cost
        first = tuple(n for n in needs(treatment, situation) if (merchant, n) not in self.had)
        return Option(treatment.id, cost, round(treatment.consultant_hours * HOUR), self._gains(treatment, situation, sales_90),
                      first, treatment.excludes)

    def _gains(self, treatment: Treatment, situation: Situation, sales_90: float) -> dict[str, int]:
        if self.asked.goal == "sales":
            if treatment.id not in self.known or situation.in_place(treatment):
                return {}
            base = max(0.0, sales_90) / effects.MONTHS
            won = round(base * self.known[treatment.id].shrunk()[0] / 100)
            return {NO_CHECK: won} if won > 0 else {}
        gains = {c.check: round(situation.lost(c.check) * c.share * POINT) for c in treatment.cures}
        return {check: gain for check, gain in gains.items() if gain > 0}
