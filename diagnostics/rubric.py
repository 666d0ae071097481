"""The rubric: its version, the weights of the dimensions, and a fingerprint of everything that can change a score."""
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import ibis

from data import contract
from data.workspace import Tables
from diagnostics import units
from diagnostics.metrics.relations import Relations
from diagnostics.model import DIMENSIONS, Check, Metric

RUBRIC = "2026.1"
"""Changes with every change of a weight, a curve or a metric; the fingerprint test holds that."""

DIMENSION_WEIGHTS: Mapping[str, float] = dict.fromkeys(DIMENSIONS, 1.0)
"""Equal, as in the EU's digital maturity assessment: no weight of ours has been measured to be better."""

ENOUGH_COVERAGE = 0.5
"""Below this share of the weight a range is shown and no number."""

_IBIS = {contract.TEXT: "string", contract.MONEY: "decimal(18,2)", contract.WHOLE: "int64", contract.REAL: "float64",
         contract.TIME: "timestamp", contract.DAY: "date", contract.FLAG: "boolean", contract.JSON: "string"}


def unbound() -> Tables:
    """The canonical tables without any data, to write the metrics down as SQL."""
    return Tables(as_of=date(2000, 1, 1), **{
        t.name: ibis.table({c.name: _IBIS[c.type] for c in t.columns}, name=t.name) for t in contract.TABLES.values()})


def describe_metric(metric: Metric) -> dict[str, Any]:
    """The metric as data: its SQL on empty tables and its prior."""
    relation = getattr(Relations(unbound()), metric.relation)
    query = relation.group_by("merchant_id").aggregate(v=metric.value(relation), n=metric.n(relation))
    sql = ibis.to_sql(query, dialect="duckdb")
    prior = metric.prior and [metric.prior.mean, metric.prior.strength]
    return {"id": metric.id, "sql": str(sql), "prior": prior}


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
            "metrics": [describe_metric(m) for m in units.metrics().values()]}
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:12]
