"""The self-check: from answers to a score by factor, where one stands, three next steps and the route.

The answers are judged by the same checks as the diagnosis; no file and no store is needed, and the result is there at once.
"""
import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.text import _
from diagnostics import readiness, triage, units
from diagnostics.curves import PASS_FROM, WARN_FROM
from diagnostics.judge import judge
from diagnostics.measure import Measurements
from diagnostics.model import Check, Segment, Treatment
from diagnostics.questions import FACTORS, QUESTIONS, Question, clean, points, question, questions
from diagnostics.readiness_words import TOTAL_TEXTS

__all__ = ["FACTORS", "STEPS", "Question", "question", "questions", "result"]

STEPS = 3
"""No more prescriptions at once: the solution must not become the problem."""
HURDLES = {1: _("On your own, half an hour"), 2: _("On your own, a day"), 3: _("With help once"), 4: _("With an expert"),
           5: _("Left to a supplier")}
DEFAULT_SHARE = 0.5
"""What a treatment is taken to give back of a check that it does not name among its cures."""
ANYWAY = ("detail_page.photography", "platform.live_phone", "branding.story", "platform.onboarding", "packaging.protection",
          "platform.pricing", "platform.reviews")
"""What is worth doing even where no answer calls for it, the smallest first."""


def result(answers: Mapping[str, Any], today: date | None = None) -> dict[str, Any]:
    """What the answers (question id to value) say; unknown ids are ignored, unknown answers lower the coverage.

    {"form", "score" 0..100 or None, "low", "high", "coverage", "answered", "of", "stage": {"id", "title", "text"} or None,
    "factors": [{"id", "title", "score", "n", "of", "band"}], "gaps": [...] (both as in `diagnostics.readiness`),
    "strongest": {"check", "text"} or None,
    "steps": [{"treatment", "title", "what", "why", "cost", "own_cost", "minutes", "hurdle", "hurdle_text", "checks"}],
    "open": [question ids not answered], "unknown": [question ids answered with "I do not know"],
    "segment", "axes": {"product", "skill"}, "route": {...}}; texts are {"text", "params"}.
    """
    given = clean(dict(answers))
    measured = _measured(given, today or date.today())
    segments = triage.segments(measured)
    checks: dict[str, Check] = {q.check: units.checks()[q.check] for q in QUESTIONS if q.check}
    judged = judge(measured, segments, checks.values())
    segment = Segment(segments.to_numpy()[0])
    total, low, high, coverage = (float(part.to_numpy()[0]) for part in (judged.total, judged.low, judged.high, judged.coverage))
    score = total if coverage >= readiness.ENOUGH else None
    seen = readiness.read(answers)
    scores = dict(zip(checks, judged.score.to_numpy(dtype=float)[0].tolist(), strict=True))
    lost = dict(zip(checks, judged.points_lost.to_numpy(dtype=float)[0].tolist(), strict=True))
    profile = triage.profile(measured, judged, _ME)
    return {"form": seen["form"], "score": score, "low": low, "high": high, "coverage": coverage,
            "answered": sum(q.id in given for q in QUESTIONS if q.check), "of": len(checks),
            "stage": readiness.band(score, TOTAL_TEXTS), "factors": seen["factors"], "gaps": seen["gaps"],
            "strongest": _strongest(scores, checks), "steps": _steps(scores, lost, checks, segment),
            "open": [q.id for q in QUESTIONS if q.id not in given],
            "unknown": [q.id for q in QUESTIONS if q.id in given and points(given[q.id]) is None],
            "segment": segment.value, "axes": profile["axes"], "route": profile["route"], "bring": profile["bring"]}


_ME = "me"


def _measured(answers: Mapping[str, str], today: date) -> Measurements:
    """The metrics of `metrics/readiness.py` for one merchant, counted here because there is no table to count in."""
    index = pd.Index([_ME], name="merchant_id", dtype=object)
    found = {f"readiness.{q.id}": points(answers.get(q.id)) for q in QUESTIONS}
    raw = pd.DataFrame({k: [np.nan if v is None else float(v)] for k, v in found.items()}, index=index)
    n = pd.DataFrame({k: [int(v is not None)] for k, v in found.items()}, index=index)
    for metric in triage.NEEDED:
        raw[metric], n[metric] = raw.get(metric, np.nan), n.get(metric, 0)
    return Measurements(today, raw, raw.copy(), n)


def _text(text: str, **params: Any) -> dict[str, Any]:
    return {"text": text, "params": params}


def _strongest(scores: Mapping[str, float], checks: Mapping[str, Check]) -> dict[str, Any] | None:
    """What is best in place, the earliest asked of equals; None where nothing is yet."""
    best = max(scores, key=lambda c: -1.0 if math.isnan(scores[c]) else scores[c])
    return {"check": best, "text": _text(checks[best].title)} if scores[best] >= WARN_FROM else None


WORKING_DAY = 8.0
"""Hours: two days of work weigh as much as a hurdle three times as high."""


def _steps(scores: Mapping[str, float], lost: Mapping[str, float], checks: Mapping[str, Check],
           segment: Segment) -> list[dict[str, Any]]:
    """Three treatments: most points regained for the trouble (hurdle and working days) first; what one needs comes before it."""
    usable: dict[str, Treatment] = {id: t for id, t in units.treatments().items() if segment in t.segments}
    gain: dict[str, float] = {}
    causes: dict[str, list[str]] = {}
    for check in sorted((c for c in checks if lost[c] > 1e-9), key=lambda c: -lost[c]):
        for id in checks[check].treatments:
            if id in usable:
                gain[id] = gain.get(id, 0.0) + lost[check] * _share(usable[id], check)
                causes.setdefault(id, []).append(check)

    def worth(id: str) -> float:
        return gain[id] / (usable[id].hurdle * (1 + usable[id].merchant_hours / WORKING_DAY))

    ranked = sorted(gain, key=lambda id: (-worth(id), usable[id].cost, id))
    chosen: list[str] = []
    for id in [*ranked, *(i for i in ANYWAY if i in usable), *sorted(usable)]:
        for step in (*(n for n in usable[id].needs if n in usable and not _met(usable[n], scores)), id):
            barred = any(step in usable[c].excludes or c in usable[step].excludes for c in chosen)
            if step not in chosen and not barred and len(chosen) < STEPS:
                chosen.append(step)
    return [_step(usable[id], [checks[c] for c in causes.get(id, [])]) for id in chosen]


def _share(treatment: Treatment, check: str) -> float:
    return next((c.share for c in treatment.cures if c.check == check), DEFAULT_SHARE)


def _met(treatment: Treatment, scores: Mapping[str, float]) -> bool:
    """Whether the answers say that what this treatment gives is there already."""
    cured = [scores[c.check] for c in treatment.cures if c.check in scores]
    return bool(cured) and all(s >= PASS_FROM - 1e-12 for s in cured)


def _step(treatment: Treatment, causes: list[Check]) -> dict[str, Any]:
    return {"treatment": treatment.id, "title": _text(treatment.title), "what": _text(treatment.what),
            "why": _text(causes[0].why if causes else treatment.what),
            "first": _text(causes[0].next_step["fail"] if causes else treatment.tasks[0]),
            "cost": treatment.cost, "own_cost": round(treatment.cost * (1 - treatment.subsidised)),
            "minutes": round(60 * treatment.merchant_hours), "hurdle": treatment.hurdle,
            "hurdle_text": _text(HURDLES[treatment.hurdle]), "by": treatment.by, "checks": [c.id for c in causes]}
