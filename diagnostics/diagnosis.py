"""From a merchant's data to a diagnosis: measure, place in a segment, judge, show the rows, look at the law."""
import hashlib
import json
from datetime import date
from typing import Any

import numpy as np

from data.errors import InputProblem
from data.text import _
from data.workspace import Tables, Workspace
from diagnostics import law, risk, rubric, triage, units
from diagnostics.judge import Judged, judge
from diagnostics.measure import Measurements, measure
from diagnostics.metrics.relations import Relations
from diagnostics.model import DIMENSIONS, STAGES, Check, Diagnosis, Finding, Segment, Status
from diagnostics.result import to_json

EVIDENCE_ROWS = 20


def digest(workspace: Workspace, merchant_id: str, as_of: date, stage: str) -> str:
    """Changes with the merchant's data, the day, the stage, the rubric and the law: the same digest, the same diagnosis."""
    parts = (merchant_id, workspace.version(merchant_id), as_of.isoformat(), stage, rubric.RUBRIC, rubric.fingerprint(),
             law.fingerprint())
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def diagnose(workspace: Workspace, merchant_id: str, as_of: date | None = None, stage: str = "intake") -> dict[str, Any]:
    """The diagnosis of one merchant as result JSON, computed once per digest and kept in the store.

    `as_of` is the first day that is not known any more (default: the day after the newest evidence). Raises `InputProblem`
    for an unknown merchant or stage, `AccessDenied` for somebody else's.
    """
    if stage not in STAGES:
        raise InputProblem(_("There is no stage {stage}. Choose intake, mid or exit."), stage=stage)
    if merchant_id not in set(workspace.merchants().merchant_id):
        workspace.check(merchant_id)
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    day = as_of or workspace.default_as_of(merchant_id)
    key = digest(workspace, merchant_id, day, stage)
    known = workspace.diagnosis_by_digest(merchant_id, key)
    if known is not None:
        return known
    result = to_json(compute(workspace, merchant_id, day, stage))
    workspace.save_diagnosis(key, result, key)
    # Through JSON once, so that a fresh and a kept result are the same values.
    return json.loads(json.dumps(result))


def compute(workspace: Workspace, merchant_id: str, as_of: date, stage: str) -> Diagnosis:
    tables = workspace.tables(as_of, [merchant_id])
    measured = measure(tables, stage=stage)
    segments = triage.segments(measured)
    judged = judge(measured, segments, units.checks().values())
    relations = Relations(tables, stage)
    findings = tuple(_finding(check, merchant_id, measured, judged, relations) for check in judged.checks.values())
    segment = Segment(segments[merchant_id])
    return Diagnosis(
        merchant_id=merchant_id, as_of=as_of, stage=stage, segment=segment,
        profile=triage.profile(measured, judged, merchant_id),
        inputs=_inputs(workspace, merchant_id), measurements=_numbers(measured, merchant_id), findings=findings,
        gates=law.gates(tables), risk=risk.forecast(workspace, merchant_id, as_of), notes=_notes(tables, as_of),
        summary=_summary(judged, merchant_id), rubric=rubric.RUBRIC, fingerprint=rubric.fingerprint())


def _number(value: float) -> float | None:
    return None if not np.isfinite(value) else float(value)


def _finding(check: Check, merchant_id: str, measured: Measurements, judged: Judged, relations: Relations) -> Finding:
    status = judged.status.at[merchant_id, check.id]
    raw, value = measured.raw.at[merchant_id, check.metric], measured.value.at[merchant_id, check.metric]
    n = int(measured.n.at[merchant_id, check.metric])
    params: dict[str, Any] = {"target": _number(check.curve.value_at()), "counted": _number(raw)}
    evidence: tuple[dict[str, Any], ...] = ()
    if check.evidence is not None and status in (Status.FAIL, Status.WARN):
        rows = check.evidence(relations).drop("merchant_id").limit(EVIDENCE_ROWS + 1).execute()
        params["more"] = len(rows) > EVIDENCE_ROWS
        evidence = tuple(rows.head(EVIDENCE_ROWS).astype(object).where(rows.head(EVIDENCE_ROWS).notna(), None).to_dict("records"))
        params["count"] = len(evidence)
        params["first"] = str(next(iter(evidence[0].values()))) if evidence else None
    return Finding(check.id, check.dimension, Status(status), _number(judged.score.at[merchant_id, check.id]), check.weight,
                   _number(judged.points_lost.at[merchant_id, check.id]), _number(value), n, params, evidence)


def _summary(judged: Judged, merchant_id: str) -> dict[str, Any]:
    dimensions = {d: {"score": _number(judged.dimensions.at[merchant_id, d]), "low": _number(judged.dimension_low.at[merchant_id, d]),
                      "high": _number(judged.dimension_high.at[merchant_id, d]),
                      "coverage": _number(judged.dimension_coverage.at[merchant_id, d])} for d in DIMENSIONS}
    shown = bool(judged.shown[merchant_id])
    return {"score": _number(judged.total[merchant_id]) if shown else None, "low": _number(judged.low[merchant_id]),
            "high": _number(judged.high[merchant_id]), "coverage": _number(judged.coverage[merchant_id]), "dimensions": dimensions}


def _numbers(measured: Measurements, merchant_id: str) -> dict[str, dict[str, float | None]]:
    """Every measured number, kept so that a later rubric can judge this day again."""
    return {m: {"raw": _number(measured.raw.at[merchant_id, m]), "value": _number(measured.value.at[merchant_id, m]),
                "n": int(measured.n.at[merchant_id, m])} for m in measured.raw.columns}


def _inputs(workspace: Workspace, merchant_id: str) -> tuple[dict[str, Any], ...]:
    rows = workspace.imports(merchant_id)[["file", "sha256", "format", "table", "read", "loaded", "updated", "rejected", "first_day", "last_day"]]
    return tuple(rows.astype(object).where(rows.notna(), None).to_dict("records"))


def _notes(tables: Tables, as_of: date) -> tuple[dict[str, Any], ...]:
    """What a reader must know beside the numbers."""
    notes: list[dict[str, Any]] = []
    if as_of <= date.today():
        ago = (date.today() - as_of).days + 1
        if ago > 30:
            notes.append({"text": _("The newest data is {days} days old; what happened since is not in this diagnosis."),
                          "params": {"days": ago}})
    return tuple(notes)
