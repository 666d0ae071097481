"""The parts of one merchant's diagnosis, taken from what was measured and judged: findings with their rows, summary, numbers."""
import logging
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from data import contract
from data.known import Tables
from diagnostics import intervals, queries, units
from diagnostics.judge import Judged
from diagnostics.measure import Measurements
from diagnostics.metrics.relations import Relations
from diagnostics.model import DIMENSIONS, Check, Finding, Metric, Status

log = logging.getLogger(__name__)
EVIDENCE_ROWS = 20


def number(value: Any) -> float | None:
    """A measured number as results keep it: None where it is not known."""
    return float(value) if np.isfinite(value) else None


def finding(check: Check, merchant_id: str, measured: Measurements, judged: Judged, rows: "Evidence") -> Finding:
    """The answer to one check; `rows` brings the offending rows where it failed or warned."""
    status = Status(_at(judged.status, merchant_id, check.id))
    raw, value, n = (_at(part, merchant_id, check.metric) for part in (measured.raw, measured.value, measured.n))
    metric: Metric = units.metrics()[check.metric]
    target = check.curve.target(value, metric.unit)
    low, high = intervals.of(measured, merchant_id, check.metric)
    params: dict[str, Any] = {"target": number(target), "counted": number(raw), "low": low, "high": high}
    known: Check | None = units.checks().get(check.id)
    if known is not None and known.basis != check.basis:
        # Calibrated in this store: the result says by what it was judged, because the code does not.
        params |= {"basis": asdict(check.basis), "limits": [check.curve.half, check.curve.good]}
    shown: tuple[dict[str, Any], ...] = ()
    if check.evidence is not None and status in (Status.FAIL, Status.WARN):
        shown, count = rows.of(check, check.evidence)
        params |= {"count": count, "more": count > len(shown), "first": _first(shown)}
    return Finding(check.id, check.dimension, status, number(judged.score.at[merchant_id, check.id]), check.weight,
                   number(judged.points_lost.at[merchant_id, check.id]), number(value), int(n), params, shown)


def _at(frame: pd.DataFrame, merchant_id: str, column: str) -> Any:
    return frame.at[merchant_id, column]


def _first(rows: tuple[dict[str, Any], ...]) -> str | None:
    """What names the worst row: its first column."""
    value = next(iter(rows[0].values())) if rows else None
    return None if value is None else str(value)


class Evidence:
    """The offending rows of checks over the tables of one merchant."""

    def __init__(self, tables: Tables, stage: str):
        self.tables = tables
        self.stage = stage

    def of(self, check: Check, evidence: queries.Expression) -> tuple[tuple[dict[str, Any], ...], int]:
        """At most `EVIDENCE_ROWS` rows, the worst first, and how many there are in all."""
        try:
            rows = queries.rows(self.tables, _shown(evidence), self.stage)
            count = len(rows)
            if count > EVIDENCE_ROWS:
                count = queries.rows(self.tables, _counted(evidence), self.stage)[0]["n"]
        except duckdb.Error:
            # Rows that cannot be listed must not take the diagnosis with them: the finding stands without them.
            log.exception("evidence of %s failed, incident %s", check.id, uuid.uuid4().hex[:8])
            return (), 0
        return tuple(rows[:EVIDENCE_ROWS]), count


@cache
def _shown(evidence: queries.Expression) -> queries.Expression:
    return lambda relations: evidence(relations).drop("merchant_id").limit(EVIDENCE_ROWS + 1)


@cache
def _counted(evidence: queries.Expression) -> queries.Expression:
    return lambda relations: evidence(relations).aggregate(n=ibis._.count())


def summary(judged: Judged, merchant_id: str) -> dict[str, Any]:
    """Score (None below enough coverage), range, coverage, and the same of each dimension."""
    parts = {"score": judged.dimensions, "low": judged.dimension_low, "high": judged.dimension_high,
             "coverage": judged.dimension_coverage}
    dimensions = {d: {name: number(part.at[merchant_id, d]) for name, part in parts.items()} for d in DIMENSIONS}
    return {"score": number(judged.total[merchant_id]) if judged.shown[merchant_id] else None,
            "low": number(judged.low[merchant_id]), "high": number(judged.high[merchant_id]),
            "coverage": number(judged.coverage[merchant_id]), "dimensions": dimensions}


def numbers(measured: Measurements, merchant_id: str) -> dict[str, dict[str, float | None]]:
    """Every measured number with n and its 95 % interval (None where it has none), kept so that a later rubric can judge this
    day again; `spread` (see `Metric`) is kept where the interval was reckoned from it."""
    return {str(m): _kept(measured, merchant_id, str(m)) for m in measured.raw.columns}


def _kept(measured: Measurements, merchant_id: str, metric: str) -> dict[str, float | None]:
    low, high = intervals.of(measured, merchant_id, metric)
    kept = {"raw": number(measured.raw.at[merchant_id, metric]), "value": number(measured.value.at[merchant_id, metric]),
            "n": int(_at(measured.n, merchant_id, metric)), "low": low, "high": high}
    if measured.spread is not None and metric in measured.spread:
        kept["spread"] = number(_at(measured.spread, merchant_id, metric))
    return kept


def row_counts(tables: Tables) -> Mapping[str, int]:
    """How many rows of each canonical table are known: which data there is at all."""
    found = queries.rows(tables, _row_counts)[0]
    return {name: int(found[name] or 0) for name in contract.TABLES}


def _row_counts(relations: Relations) -> ir.Table:
    every = ibis.union(*(getattr(relations.tables, name).aggregate(n=ibis._.count()).mutate(which=ibis.literal(name))
                         for name in contract.TABLES))
    return every.aggregate(**{name: every.n.sum(where=every.which == name) for name in contract.TABLES})
