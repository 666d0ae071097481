"""A diagnosis for the merchant's phone: where the shop stands, its strongest point, three next steps.

The same keys as `diagnostics.selfcheck.result`, so that one page shows both. Texts of findings are ready in the language of
`texts`; they are wrapped as messages without fields.
"""
from collections.abc import Mapping, Sequence
from typing import Any

from diagnostics import units
from diagnostics.explain import explain, three_first
from diagnostics.model import Segment, Treatment
from diagnostics.overview import overview
from diagnostics.readiness import band
from diagnostics.readiness_words import TOTAL_TEXTS
from diagnostics.selfcheck import ANYWAY, HURDLES, STEPS
from diagnostics.texts import Texts


def glance(result: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    """From a result JSON: "score", "coverage", "stage" {"id", "title", "text"} or None where no score is shown, "strongest" or
    None, exactly three "steps", "factors" (the areas: title, score or None; n and of None), "route", "open", "unknown" (empty).
    """
    seen = overview(result, texts)
    findings = explain(result, texts)
    good = [f for f in findings if f["status"] == "pass" and f["weight"] > 0]
    best = max(good, key=lambda f: (f["dimension"] != "readiness", f["weight"], f["score"] or 0.0), default=None)
    return {"score": seen["score"], "coverage": seen["coverage"], "stage": band(seen["score"], TOTAL_TEXTS),
            "strongest": best and {"check": best["check"], "text": _ready(best["headline"])},
            "steps": _steps(findings, Segment(result["segment"]) if result["segment"] else None),
            "factors": [{"id": d["dimension"], "title": _ready(d["name"]), "score": d["score"], "n": None, "of": None}
                        for d in seen["dimensions"]],
            "route": result["profile"]["route"], "open": [], "unknown": []}


def _ready(text: str) -> dict[str, Any]:
    return {"text": text, "params": {}}


def _steps(findings: Sequence[dict[str, Any]], segment: Segment | None) -> list[dict[str, Any]]:
    """The three findings to begin with, each with its cheapest cure; where there are fewer, what is worth doing anyway."""
    known = {id: t for id, t in units.treatments().items() if segment is None or segment in t.segments}
    steps: list[dict[str, Any]] = []
    for finding in three_first(findings, len(findings)):
        taken = {step["treatment"] for step in steps}
        cure = next((t["id"] for t in finding["treatments"] if t["id"] in known and t["id"] not in taken), None)
        if cure is not None and len(steps) < STEPS:
            steps.append({**_step(known[cure]), "title": _ready(finding["headline"]), "why": _ready(finding["why"]),
                          "first": _ready(finding["next_step"] or ""), "checks": [finding["check"]]})
    for id in [*ANYWAY, *sorted(known)]:
        if len(steps) < STEPS and id in known and all(id != s["treatment"] for s in steps):
            steps.append(_step(known[id]))
    return steps


def _step(treatment: Treatment) -> dict[str, Any]:
    return {"treatment": treatment.id, "title": _ready(treatment.title), "what": _ready(treatment.what), "why": None,
            "first": _ready(treatment.tasks[0]), "cost": treatment.cost,
            "own_cost": round(treatment.cost * (1 - treatment.subsidised)), "minutes": round(60 * treatment.merchant_hours),
            "hurdle": treatment.hurdle, "hurdle_text": _ready(HURDLES[treatment.hurdle]), "by": _ready(treatment.by),
            "checks": []}
