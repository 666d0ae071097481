"""One merchant judged again from numbers that are at hand: no store is read, and the same judge does it.

The comparison of two days and the what-if are made of such states, so that their parts add up to what the diagnosis says.
"""
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from diagnostics import triage
from diagnostics.diagnosis import kept_measurements
from diagnostics.judge import judge
from diagnostics.measure import Measurements
from diagnostics.model import DIMENSIONS, Check, Segment, Status

SCORED = frozenset({Status.PASS, Status.WARN, Status.FAIL})


@dataclass(frozen=True)
class State:
    """What was concluded about one merchant, as plain numbers.

    `total` is the arithmetic mean even where too little is known to show it (None where nothing is); `score` is None then.
    `scores` 0..1 (None unless scored) and `lost` points of 100 (0 unless scored) are by check, `dimensions` 0..100 or None.
    """

    segment: str | None
    total: float | None
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    dimensions: Mapping[str, float | None]
    statuses: Mapping[str, str]
    scores: Mapping[str, float | None]
    lost: Mapping[str, float]

    @property
    def known(self) -> frozenset[str]:
        """The checks that carry a score."""
        return frozenset(c for c, s in self.scores.items() if s is not None)

    def summary(self) -> dict[str, Any]:
        """score, low, high, coverage, segment."""
        return {"score": self.score, "low": self.low, "high": self.high, "coverage": self.coverage, "segment": self.segment}


def of_result(result: Mapping[str, Any]) -> State:
    """The state that a result JSON describes, by whatever rubric it was judged."""
    findings, summary = result["findings"], result["summary"]
    lost = {f["check"]: f["points_lost"] or 0.0 for f in findings}
    scores = {f["check"]: f["score"] for f in findings}
    total = 100 - sum(lost.values()) if any(f["score"] is not None and f["weight"] > 0 for f in findings) else None
    return State(result["segment"], total, summary["score"], summary["low"], summary["high"], summary["coverage"],
                 {d: (summary["dimensions"].get(d) or {}).get("score") for d in DIMENSIONS},
                 {f["check"]: f["status"] for f in findings}, scores, lost)


def measurements(result: Mapping[str, Any]) -> Measurements:
    """The numbers that a result keeps, as measurements of one merchant, shrunk by today's priors."""
    return kept_measurements(result["merchant_id"], date.fromisoformat(result["as_of"]), result["measurements"])


def segments(result: Mapping[str, Any], measured: Measurements) -> pd.Series:
    """The segment by `measured`; a result that did not measure what it is read from keeps the one that it was given."""
    if all(metric in result["measurements"] for metric in triage.NEEDED):
        return triage.segments(measured)
    return pd.Series(result["segment"], index=measured.merchants, dtype=object)


def state(measured: Measurements, placed: pd.Series, checks: Mapping[str, Check],
          given: Mapping[str, float] | None = None, only: Collection[str] | None = None) -> State:
    """Judge one merchant. `given` scores stand in for those that the curves would give; with `only`, other checks are taken
    as not known."""
    wanted = [_stand_in(c, given or {}, only) for c in checks.values()]
    judged = judge(measured, placed, wanted)
    scores = {c: _number(v) for c, v in zip(judged.checks, judged.score.to_numpy()[0], strict=True)}
    lost = {c: _number(v) or 0.0 for c, v in zip(judged.checks, judged.points_lost.to_numpy()[0], strict=True)}
    total, low, high, coverage = (_number(part.to_numpy()[0]) for part in (judged.total, judged.low, judged.high,
                                                                          judged.coverage))
    return State(
        str(Segment(placed.to_numpy()[0])), total, total if bool(judged.shown.to_numpy()[0]) else None, low, high, coverage,
        {d: _number(v) for d, v in zip(DIMENSIONS, judged.dimensions.to_numpy()[0], strict=True)},
        {c: str(v) for c, v in zip(judged.checks, judged.status.to_numpy()[0], strict=True)}, scores, lost)


def _stand_in(check: Check, given: Mapping[str, float], only: Collection[str] | None) -> Check:
    """`check`, or one of the same weight and segments that gives a fixed score."""
    if only is not None and check.id not in only:
        return replace(check, judge=_fixed(np.nan), min_n=0)
    if check.id in given:
        return replace(check, judge=_fixed(given[check.id]), min_n=0)
    return check


def _fixed(score: float) -> Any:
    return lambda measured: np.full(len(measured.merchants), score)


def _number(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None
