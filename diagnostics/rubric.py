"""The rubric: its version, the weights of the dimensions, and a fingerprint of everything that can change a score."""
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from diagnostics import queries, units
from diagnostics.measure import aggregate, by_relation
from diagnostics.model import DIMENSIONS, Check, Metric

RUBRIC = "2026.2"
"""Changes with every change of a weight, a curve or a metric; the fingerprint test holds that."""

DIMENSION_WEIGHTS: Mapping[str, float] = dict.fromkeys(DIMENSIONS, 1.0)
"""Equal, as in the EU's digital maturity assessment: no weight of ours has been measured to be better."""

ENOUGH_COVERAGE = 0.5
"""Below this share of the weight a range is shown and no number."""

_DROPPED = re.compile(r"EXCLUDE \(([^)]*)\)")


def _steady(sql: str) -> str:
    """`sql` with dropped columns in the order of the alphabet: Ibis names them in another order in every process."""
    return _DROPPED.sub(lambda m: f"EXCLUDE ({', '.join(sorted(m[1].split(', ')))})", sql)


def describe_metrics(relation: str, metrics: tuple[Metric, ...]) -> dict[str, Any]:
    """The metrics of a relation as data: the SQL that measures them on empty tables, and their priors."""
    return {"metrics": [m.id for m in metrics], "sql": _steady(queries.sql(aggregate(relation, metrics), "intake")),
            "priors": [m.prior and [m.prior.mean, m.prior.strength] for m in metrics]}


def describe_check(check: Check) -> dict[str, Any]:
    """The check as data: what of it can change a score."""
    curve = check.curve
    judge = check.judge and [check.judge.__code__.co_code.hex(), repr(check.judge.__code__.co_consts)]
    return {"id": check.id, "weight": check.weight, "metric": check.metric, "min_n": check.min_n,
            "applies": sorted(check.applies), "curve": [curve.half, curve.good, curve.log, curve.upper], "judge": judge}


@cache
def fingerprint() -> str:
    """Twelve hex digits that change with any weight, curve, prior or metric."""
    what = {"dimensions": dict(DIMENSION_WEIGHTS), "enough": ENOUGH_COVERAGE,
            "checks": [describe_check(c) for c in units.checks().values()],
            "metrics": [describe_metrics(*group) for group in by_relation(units.metrics().values()).items()]}
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:12]
