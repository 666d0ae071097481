"""The rubric: its version, the weights of the dimensions, a fingerprint of everything that can change a score, and the rubric
that is in force in a store, which may have been calibrated there.
"""
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from data import calibrations
from data.workspace import Workspace
from diagnostics import queries, units
from diagnostics.measure import aggregate, by_relation
from diagnostics.model import DIMENSIONS, Basis, Check, Metric

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
            "applies": sorted(check.applies), "curve": [curve.half, curve.good, curve.log, curve.upper], "judge": judge,
            "facet": check.facet}


@cache
def fingerprint() -> str:
    """Twelve hex digits that change with any weight, curve, prior or metric."""
    what = {"dimensions": dict(DIMENSION_WEIGHTS), "enough": ENOUGH_COVERAGE,
            "checks": [describe_check(c) for c in units.checks().values()],
            "metrics": [describe_metrics(*group) for group in by_relation(units.metrics().values()).items()]}
    return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class InForce:
    """What a store is judged by: the name of the rubric (with "+cal-DAY" where it was calibrated), its fingerprint, and the
    checks by id, with the control points and bases that hold there. `calibrated` names the checks that were."""

    name: str
    fingerprint: str
    checks: Mapping[str, Check]
    calibrated: frozenset[str] = frozenset()


def in_force(workspace: Workspace | None = None) -> InForce:
    """The rubric of a store; without one, or where nothing was calibrated, the rubric as it stands in the code.

    The one place that judges, pages and reports take checks from. A calibration holds for the rubric that it was made under:
    the next rubric may measure otherwise, so it begins with its own control points until it is calibrated again.
    """
    entry = _accepted(workspace)
    return InForce(RUBRIC, fingerprint(), units.checks()) if entry is None else calibrated(entry)


def checks_in_force(workspace: Workspace) -> Mapping[str, Check]:
    """The checks of `in_force` alone. The fingerprint takes seconds, for it writes every metric down; scores do not need it."""
    entry = _accepted(workspace)
    return units.checks() if entry is None else _checks(*_points(entry))[0]


def _accepted(workspace: Workspace | None) -> Mapping[str, Any] | None:
    """The calibration that holds in a store."""
    entry = calibrations.newest(workspace) if workspace is not None else None
    return None if entry is None or entry["action"] != "accept" or entry["rubric"] != RUBRIC else entry


def _points(entry: Mapping[str, Any]) -> tuple[str, str]:
    return str(entry["as_of"]), json.dumps(entry["checks"], sort_keys=True)


def calibrated(entry: Mapping[str, Any]) -> InForce:
    """The rubric with the control points of a calibration (`diagnostics.calibration`)."""
    return _calibrated(RUBRIC, fingerprint(), *_points(entry))


@lru_cache(maxsize=8)
def _checks(as_of: str, points: str) -> tuple[Mapping[str, Check], frozenset[str]]:
    """The checks with the control points of a calibration, and which have them."""
    found: Mapping[str, Mapping[str, Any]] = json.loads(points)
    checks = dict(units.checks())
    for id in sorted(found.keys() & checks.keys()):
        new = found[id]
        curve = replace(checks[id].curve, half=new["half"], good=new["good"])
        checks[id] = replace(checks[id], curve=curve, basis=Basis(new["source"], as_of, new["n"]))
    return checks, frozenset(c for c in found if c in checks)


@lru_cache(maxsize=8)
def _calibrated(name: str, print_: str, as_of: str, points: str) -> InForce:
    checks, mine = _checks(as_of, points)
    curves = {c: [checks[c].curve.half, checks[c].curve.good] for c in sorted(mine)}
    text = json.dumps([print_, curves], sort_keys=True)
    return InForce(f"{name}+cal-{as_of}", hashlib.sha256(text.encode()).hexdigest()[:12], checks, mine)
