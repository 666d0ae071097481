"""The frozen values that the diagnosis is made of: metrics, checks, treatments, channels, findings.

A unit (metric, check, channel, treatment) is a value declared in one small file and found by walking the folder; its id
is its path. Texts are English message ids marked with `_`; they are put into a language where they are shown.
"""
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import ibis.expr.types as ir
import numpy as np
from numpy.typing import NDArray

from diagnostics.curves import Curve
from diagnostics.gate import Gate
from diagnostics.vocabulary import (
    DIMENSIONS,
    EVERYONE,
    LISTED,
    STAGES,
    Family,
    Importance,
    Sampling,
    Segment,
    Status,
    Unit,
)

if TYPE_CHECKING:
    from diagnostics.measure import Measurements
    from diagnostics.metrics.relations import Relations

__all__ = [
    "DIMENSIONS", "EVERYONE", "LISTED", "STAGES", "Basis", "Check", "Cure", "Diagnosis", "Family", "Finding", "Gate",
    "Importance", "Metric", "Prior", "Sampling", "Segment", "Status", "Treatment", "Unit"]


@dataclass(frozen=True)
class Basis:
    """Where a threshold, a price or an effect comes from.

    `source` names the publication, law or data set; `as_of` is its date (YYYY, YYYY-MM or YYYY-MM-DD); `n` the number of
    observations where it is a statistic. `provisional` marks our own judgement that has not been measured yet.
    """

    source: str
    as_of: str
    n: int | None = None
    provisional: bool = False

    @classmethod
    def judgement(cls, why: str, as_of: str = "2026-11") -> "Basis":
        """Our own judgement, and why: shown as provisional until it is calibrated on a cohort."""
        return cls(why, as_of, provisional=True)


@dataclass(frozen=True)
class Prior:
    """What is expected of a merchant of whom little is known: `mean`, worth `strength` observations of his own.

    `deviation`: how far single observations usually lie from their mean (standard deviation, in the unit of the metric); it
    keeps the interval of a few like observations from looking exact. It changes no score.
    """

    mean: float
    strength: float
    basis: Basis
    deviation: float | None = None


@dataclass(frozen=True)
class Metric:
    """One measured number per merchant.

    `relation` is an attribute of `diagnostics.metrics.relations.Relations`: rows of many merchants with a merchant_id.
    `value` and `n` aggregate the rows of one merchant: the number (null where it cannot be known) and the observations
    behind it. Sums are taken over decimals and whole numbers, never over floats, so that the order of rows is irrelevant.
    With a `prior`, the value is shrunk: (n * value + strength * mean) / (n + strength).

    `sampling` says how the number could have come out otherwise (see `diagnostics.intervals`); None: it is a plain count of
    what happened and has no interval. `spread` serves the interval and is computed in the same aggregate: for a MEAN the
    square of its standard error, for a RATE the number of equal observations that it is worth (None: `n`).
    """

    id: str
    relation: str
    value: Callable[[ir.Table], ir.Value]
    n: Callable[[ir.Table], ir.Value]
    unit: Unit
    meaning: str
    prior: Prior | None = None
    sampling: Sampling | None = None
    spread: Callable[[ir.Table], ir.Value] | None = None


@dataclass(frozen=True)
class Check:
    """One question that the diagnosis asks, with the answer's price, proof and cure.

    Parameters
    ----------
    id: dimension.noun_phrase, its path under checks/
    since: the rubric that first scored it
    importance: decides the weight
    metric: id of the metric that is judged
    curve: value of the metric to score
    basis: where the control points come from
    treatments: ids of the treatments that cure it, the cheapest first
    title: the state when all is well; `failing`: the state when it is not. Both are statements about the present.
    why: one or two sentences: why it matters to a shop owner
    next_step: per outcome ("fail", "warn") what to do next; fields {value}, {n}, {target}, {count} and {first} are known
    evidence: relations to the offending rows, the worst first; the first column names the row ({first})
    applies: segments that the check is meant for
    min_n: with fewer observations there is no finding (no_data)
    judge: for the few that need more than one metric and one curve: measurements of all merchants to scores (NaN: no data)
    trial: runs with weight 0
    missing: what makes it known, where that is more than the file that is missing (else the file is named)
    facet: a part of the dimension that counts as much as its other parts, however many of its own checks are known
    """

    id: str
    since: str
    importance: Importance
    metric: str
    curve: Curve
    basis: Basis
    treatments: tuple[str, ...]
    title: str
    failing: str
    why: str
    next_step: Mapping[str, str]
    evidence: "Callable[[Relations], ir.Table] | None" = None
    applies: frozenset[Segment] = LISTED
    min_n: int = 1
    judge: "Callable[[Measurements], NDArray[np.float64]] | None" = None
    trial: bool = False
    missing: str = ""
    facet: str = ""

    @property
    def dimension(self) -> str:
        return self.id.split(".", 1)[0]

    @property
    def weight(self) -> float:
        return 0.0 if self.trial else self.importance.weight


@dataclass(frozen=True)
class Finding:
    """The answer to one check for one merchant. `score` 0..1, `points_lost` of the 100 of the total, both None unless scored.

    `answer` is what a person says to it (see `diagnostics.answered`); it changes nothing else.
    """

    check: str
    dimension: str
    status: Status
    score: float | None
    weight: float
    points_lost: float | None
    value: float | None
    n: int
    params: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Mapping[str, Any], ...] = ()
    answer: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Cure:
    """That a treatment heals a check: `share` of the points lost is expected to come back."""

    check: str
    share: float
    basis: Basis


@dataclass(frozen=True)
class Treatment:
    """Something that is done for a merchant, or by the merchant alone.

    Costs are won, VAT included: `cost` is the full price, `subsidised` the share of it that a programme pays at most by
    default (0..1); hours are for the whole treatment. `hurdle` 1..5: alone in half an hour, alone in a day, helped once,
    with an expert, left to a supplier. `needs` and `excludes` are ids of treatments; `tasks` are steps to tick off.
    """

    id: str
    title: str
    what: str
    deliverables: tuple[str, ...]
    tasks: tuple[str, ...]
    cost: int
    subsidised: float
    merchant_hours: float
    consultant_hours: float
    vendor_hours: float
    weeks: int
    hurdle: int
    by: str
    cures: tuple[Cure, ...]
    basis: Basis
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    segments: frozenset[Segment] = EVERYONE

    @property
    def family(self) -> Family:
        return Family(self.id.split(".", 1)[0])


@dataclass(frozen=True)
class Diagnosis:
    """Everything that was concluded about one merchant as of one day; `to_json` in `diagnostics.result`."""

    merchant_id: str
    as_of: date
    stage: str
    segment: Segment | None
    profile: Mapping[str, Any]
    inputs: tuple[Mapping[str, Any], ...]
    measurements: Mapping[str, Mapping[str, float | None]]
    findings: tuple[Finding, ...]
    gates: tuple[Gate, ...]
    risk: Mapping[str, Any]
    notes: tuple[Mapping[str, Any], ...]
    summary: Mapping[str, Any]
    rubric: str
    fingerprint: str
