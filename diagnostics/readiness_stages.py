"""The self-check before, during and after the support: what changed, over the questions that were answered both times.

Only questions that had the same words and answers on both forms are compared; one that was not known at one of the two
moments is left out and said.
"""
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from diagnostics.model import STAGES
from diagnostics.questions import FACTORS, Question, asked_in, clean, form_of, points
from diagnostics.readiness import ASKED, ENOUGH, MEASURED, earned, mean

Answers = Mapping[str, Any]
EARLIER, UNKNOWN = "form", "unknown"
"""Why a question is left out: other words on one of the forms, or not known at one of the moments."""


def compare(stages: Mapping[str, Answers]) -> list[dict[str, Any]]:
    """Each answered moment against the one before it, and the last against the first where there are three.

    `stages` maps intake, mid and exit to answers (question id to value). Each entry: "from", "to", "same_form", "items",
    "of", "before" and "after" (means of the factors, None below half of the questions), "change", "factors" [{"id", "title",
    "before", "after", "change", "n", "of"}], "changed" [{"question", "before", "after" (texts of the answers), "points"}] the
    largest steps first, "left_out" [{"question", "reason"}].
    """
    answered = [s for s in STAGES if clean(stages.get(s, {}))]
    steps = list(pairwise(answered)) + ([(answered[0], answered[-1])] if len(answered) > 2 else [])
    return [{"from": a, "to": b, **between(stages[a], stages[b])} for a, b in steps]


def between(first: Answers, second: Answers) -> dict[str, Any]:
    """One moment against another, both as answers; see `compare`."""
    forms = form_of(first), form_of(second)
    before, after = clean(first), clean(second)
    same = {q.id for q in asked_in(forms[0])} & {q.id for q in asked_in(forms[1])}
    both = [q for q in ASKED if q.id in same and points(before.get(q.id)) is not None and points(after.get(q.id)) is not None]
    factors = [_factor(id, [q for q in both if q.factor == id], before, after) for id in MEASURED]
    enough = len(both) >= ENOUGH * len(ASKED)
    was, now = (mean(f[k] for f in factors) if enough else None for k in ("before", "after"))
    left_out = [{"question": q.id, "reason": UNKNOWN if q.id in same else EARLIER} for q in ASKED if q not in both]
    return {"same_form": forms[0] == forms[1], "items": len(both), "of": len(ASKED), "before": was, "after": now,
            "change": None if was is None or now is None else now - was, "factors": factors,
            "changed": _changed(both, before, after), "left_out": left_out}


def _factor(id: str, both: list[Question], before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Any]:
    ids = [q.id for q in both]
    was, now = mean(earned(before, ids)), mean(earned(after, ids))
    return {"id": id, "title": {"text": FACTORS[id], "params": {}}, "before": was, "after": now,
            "change": None if was is None or now is None else now - was, "n": len(both),
            "of": sum(q.factor == id for q in ASKED)}


def _changed(both: list[Question], before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = [{"question": q.id, "before": _said(q, before), "after": _said(q, after),
             "points": (points(after[q.id]) or 0) - (points(before[q.id]) or 0)} for q in both]
    return sorted((r for r in rows if r["points"]), key=lambda r: -abs(r["points"]))


def _said(question: Question, given: Mapping[str, str]) -> dict[str, Any]:
    value = given[question.id].lower()
    text = next((c.text for c in question.choices if c.value == value), value)
    return {"text": text, "params": {}}
