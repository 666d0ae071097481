"""From a merchant's data to a diagnosis: measure, place in a segment, judge, show the rows, look at the law."""
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import answered, answers, findings, law, queries, readiness, risk, rubric, triage, units
from diagnostics.judge import judge
from diagnostics.measure import Measurements, measure, shrink
from diagnostics.model import STAGES, Check, Diagnosis, Segment, Status
from diagnostics.result import ENGINE, SCHEMA_VERSION, plain, to_json

QUIET_DAYS = 14
"""From here a gap between the newest order and the newest data is said aloud."""


def digest(workspace: Workspace, merchant_id: str, as_of: date, stage: str) -> str:
    """Changes with the merchant's data and kept forecast, the day, the stage, the engine, the rubric and the law: the same
    digest means the same diagnosis."""
    judged_by = rubric.in_force(workspace)
    parts = (merchant_id, workspace.version(merchant_id), as_of.isoformat(), stage, ENGINE, SCHEMA_VERSION, judged_by.name,
             judged_by.fingerprint, law.fingerprint(), sorted(risk.forecast(workspace, merchant_id, as_of).items(), key=str))
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def diagnose(workspace: Workspace, merchant_id: str, as_of: date | None = None, stage: str = "intake") -> dict[str, Any]:
    """The diagnosis of one merchant as result JSON, computed once per digest and kept in the store; answers of persons to
    its findings are laid over it each time.

    `as_of` is the first day that is not known any more (default: the day after the newest evidence). Raises `InputProblem`
    for an unknown merchant or stage, `AccessDenied` for somebody else's.
    """
    if stage not in STAGES:
        raise InputProblem(_("There is no stage {stage}. Choose intake, mid or exit."), stage=stage)
    if not workspace.has(merchant_id):
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    day = as_of or workspace.default_as_of(merchant_id)
    key = digest(workspace, merchant_id, day, stage)
    known = workspace.diagnosis_by_digest(merchant_id, key)
    if known is not None:
        return answered.overlay(workspace, known)
    result = to_json(compute(workspace, merchant_id, day, stage))
    workspace.save_diagnosis(key, result, key)
    # Through JSON once, so that a fresh and a kept result are the same values.
    return answered.overlay(workspace, json.loads(json.dumps(result)))


def compute(workspace: Workspace, merchant_id: str, as_of: date, stage: str) -> Diagnosis:
    """The diagnosis itself, nothing looked up and nothing kept."""
    judged_by = rubric.in_force(workspace)
    tables = workspace.tables(as_of, [merchant_id])
    measured = measure(tables, stage=stage, spread=True)
    segments = triage.segments(measured)
    judged = judge(measured, segments, judged_by.checks.values())
    rows = findings.Evidence(tables, stage)
    return Diagnosis(
        merchant_id=merchant_id, as_of=as_of, stage=stage, segment=Segment(segments[merchant_id]),
        profile={**triage.profile(measured, judged, merchant_id),
                 "self_check": readiness.read_if_any(answers.of(tables, merchant_id, stage))},
        inputs=_inputs(workspace, merchant_id),
        measurements=findings.numbers(measured, merchant_id),
        findings=tuple(findings.finding(check, merchant_id, measured, judged, rows) for check in judged.checks.values()),
        gates=law.gates(tables), risk=risk.forecast(workspace, merchant_id, as_of),
        notes=_notes(measured, merchant_id),
        summary={**findings.summary(judged, merchant_id), "rows": findings.row_counts(tables)},
        rubric=judged_by.name, fingerprint=judged_by.fingerprint)


def rescore(result: Mapping[str, Any], workspace: Workspace | None = None) -> dict[str, Any]:
    """An old result judged again by today's rubric (that of `workspace`, else the one in the code), from the measurements
    that it keeps; no data of merchants is read.

    What the old rubric did not measure is not known now. Rows stay where the check still fails or warns, and what was
    judged before stands in `rescored_from` (rubric, fingerprint, engine, score).
    """
    judged_by = rubric.in_force(workspace)
    merchant_id, kept = result["merchant_id"], result["measurements"]
    measured = kept_measurements(merchant_id, date.fromisoformat(result["as_of"]), kept)
    placed = all(metric in kept for metric in triage.NEEDED)
    # A result that did not measure what the segment is read from keeps the segment that it was given.
    segments = triage.segments(measured) if placed else pd.Series(result["segment"], index=measured.merchants, dtype=object)
    judged = judge(measured, segments, judged_by.checks.values())
    before = {f["check"]: f for f in result["findings"]}
    rows = _Kept(before)
    found = [findings.finding(check, merchant_id, measured, judged, rows) for check in judged.checks.values()]
    diagnosis = Diagnosis(
        merchant_id=merchant_id, as_of=measured.as_of, stage=result["stage"], segment=Segment(segments[merchant_id]),
        profile={**result["profile"], **(triage.profile(measured, judged, merchant_id) if placed else {})},
        inputs=tuple(result["inputs"]),
        measurements=findings.numbers(measured, merchant_id), findings=tuple(found), gates=(), risk=result["risk"],
        notes=tuple(result["notes"]), rubric=judged_by.name, fingerprint=judged_by.fingerprint,
        summary={**findings.summary(judged, merchant_id), "rows": result["summary"].get("rows") or {}})
    again = {**to_json(diagnosis), "gates": plain(result["gates"]),
             "rescored_from": {"rubric": result["rubric"], "fingerprint": result["fingerprint"], "engine": result["engine"],
                               "score": result["summary"]["score"]}}
    return json.loads(json.dumps(again))


class _Kept(findings.Evidence):
    """Rows as an old result kept them."""

    def __init__(self, before: Mapping[str, Mapping[str, Any]]):
        self.before = before

    def of(self, check: Check, evidence: queries.Expression) -> tuple[tuple[dict[str, Any], ...], int]:
        old = self.before.get(check.id)
        if old is None or old["status"] not in (Status.FAIL, Status.WARN):
            return (), 0
        return tuple(old["evidence"]), int(old["params"].get("count") or 0)


def kept_measurements(merchant_id: str, as_of: date, kept: Mapping[str, Mapping[str, Any]]) -> Measurements:
    """Kept numbers as measurements of one merchant, shrunk by today's priors."""
    index = pd.Index([merchant_id], name="merchant_id", dtype=object)
    raw, value, n, spread = {}, {}, {}, {}
    for metric in units.metrics().values():
        old = kept.get(metric.id) or {"raw": None, "n": 0}
        count = np.array([int(old["n"])])
        counted = np.array([np.nan if old["raw"] is None else float(old["raw"])])
        raw[metric.id], n[metric.id], value[metric.id] = counted, count, shrink(counted, count, metric)
        if metric.spread is not None:
            spread[metric.id] = np.array([np.nan if old.get("spread") is None else float(old["spread"])])
    return Measurements(as_of, pd.DataFrame(raw, index=index), pd.DataFrame(value, index=index), pd.DataFrame(n, index=index),
                        spread=pd.DataFrame(spread, index=index))


def _notes(measured: Measurements, merchant_id: str) -> tuple[dict[str, Any], ...]:
    """What a reader must know beside the numbers: a gap in the files looks like a silence of the shop."""
    silence: Any = measured.raw.at[merchant_id, "sales.days_since_last_order"]
    if not silence > QUIET_DAYS:
        return ()
    text = _("The newest order that is known lies {days:days} before the end of the data. If the shop has sold since, bring the "
             "newer order file; otherwise these days count as a silence.")
    return ({"text": text, "params": {"days": float(silence)}},)


def _inputs(workspace: Workspace, merchant_id: str) -> tuple[dict[str, Any], ...]:
    imports = workspace.imports(merchant_id)
    rows = imports[imports.undone_at.isna()][["file", "sha256", "format", "table", "read", "loaded", "updated", "rejected",
                                           "first_day", "last_day"]]
    return tuple({str(k): v for k, v in row.items()} for row in rows.astype(object).where(rows.notna(), None).to_dict("records"))
