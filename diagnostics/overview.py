"""The first lines of a diagnosis in words: the score and its range, what is missing, the law, and where the points went.

Like `diagnostics.explain`: from a result JSON and `Texts` to plain values; nothing is computed anew.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from data.text import _
from diagnostics import labels, sources, units
from diagnostics.law_strip import law_strip
from diagnostics.model import DIMENSIONS, Check, Status
from diagnostics.texts import Texts

__all__ = ["coverage_text", "law_strip", "missing", "overview", "tenths_of", "waterfall"]

BANDS = (
    (76.0, "fruit", _("Fruit: keep it going")),
    (51.0, "stem", _("Stem: it stands, a few things are missing")),
    (26.0, "sprout", _("Sprout: the start is made")),
    (0.0, "seed", _("Seed: everything is still ahead")),
)
"""From which shown score; the same quarters as of the self-check (`readiness.BANDS`), those of the EU's digital maturity
assessment (EDIH DMA, JRC, 2024-07)."""

OLD_DAYS = 30
"""Data older than this is called old."""


def overview(result: Mapping[str, Any], texts: Texts, today: date | None = None) -> dict[str, Any]:
    """What stands above everything else; `today` decides whether the data is called old.

    merchant_id, as_of, as_of_text (up to and including which day), stage, stage_name, segment, segment_name, score, low, high
    (0..100 or None), score_text, range_text, headline, band {id, name} or None, coverage, coverage_text, missing (see
    `missing`), dimensions [{dimension, name, question, score, low, high, coverage, score_text}], notes [text].
    """
    summary, as_of = result["summary"], result["as_of"]
    score, low, high = summary["score"], summary["low"], summary["high"]
    lacking = missing(result, texts)
    return {
        "merchant_id": result["merchant_id"],
        "as_of": as_of,
        "as_of_text": texts(_("Data up to {day:date}"), day=date.fromisoformat(as_of) - timedelta(days=1)),
        "stage": result["stage"],
        "stage_name": labels.name("stage", result["stage"], texts),
        "segment": result["segment"],
        "segment_name": labels.name("segment", result["segment"], texts) if result["segment"] else None,
        "score": score,
        "low": low,
        "high": high,
        "score_text": texts(_("{score:number} of 100"), score=score) if score is not None else None,
        "range_text": _range(low, high, texts),
        "headline": _headline(score, low, high, texts),
        "band": _band(score, texts),
        "coverage": summary["coverage"],
        "coverage_text": coverage_text(summary["coverage"], lacking, texts),
        "missing": lacking,
        "dimensions": [_dimension(d, summary["dimensions"].get(d) or {}, texts) for d in DIMENSIONS],
        "notes": [*(texts.say(note) for note in result["notes"]), *_old(as_of, today or date.today(), texts)],
    }


def _old(as_of: str, today: date, texts: Texts) -> list[str]:
    days = (today - date.fromisoformat(as_of)).days
    if days <= OLD_DAYS:
        return []
    return [texts(_("The newest data is {days} days old; what happened since is not in this diagnosis."), days=days)]


def _range(low: float | None, high: float | None, texts: Texts) -> str | None:
    if low is None or high is None:
        return None
    # Outward to whole points, so that the true value never lies outside what is printed.
    return texts(_("between {low:number} and {high:number}"), low=math.floor(low + 1e-9), high=math.ceil(high - 1e-9))


def _headline(score: float | None, low: float | None, high: float | None, texts: Texts) -> str:
    if low is None or high is None or (low <= 0 and high >= 100):
        return texts(_("There is no data to judge by yet. Bring one file or answer the self-check."))
    if score is None:
        return texts(_("Too little data for one number: it lies {range}."), range=_range(low, high, texts))
    if high - low < 1:
        return texts(_("{score:number} of 100 points, with all data at hand."), score=score)
    return texts(
        _("{score:number} of 100 points; with all data it would lie {range}."), score=score, range=_range(low, high, texts)
    )


def _band(score: float | None, texts: Texts) -> dict[str, str] | None:
    if score is None:
        return None
    found = next((b for b in BANDS if float(f"{score:.0f}") >= b[0]), BANDS[-1])
    return {"id": found[1], "name": texts(found[2])}


def _dimension(name: str, numbers: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    score = numbers.get("score")
    return {
        "dimension": name,
        "name": labels.name("dimension", name, texts),
        "question": texts(labels.QUESTIONS[name]),
        "score": score,
        "low": numbers.get("low"),
        "high": numbers.get("high"),
        "coverage": numbers.get("coverage"),
        "score_text": texts("{score:number}", score=score)
        if score is not None
        else texts(_("Does not apply"))
        if numbers.get("coverage") is None
        else texts(_("No data yet")),
    }


def missing(result: Mapping[str, Any], texts: Texts) -> list[dict[str, Any]]:
    """Which data would close the range, the most telling first: table, name, none (True: there is none at all), dimensions
    [names], checks (how many wait for it), bring (what to fetch and where)."""
    waiting: dict[str, list[Mapping[str, Any]]] = {}
    for finding in result["findings"]:
        check: Check | None = units.checks().get(finding["check"])
        table = check and sources.main_table(check.metric)
        if finding["status"] == Status.NO_DATA and finding["weight"] > 0 and table in labels.BRING:
            waiting.setdefault(str(table), []).append(finding)
    rows = result["summary"].get("rows") or {}
    found = []
    for table, findings in sorted(waiting.items(), key=lambda item: (-sum(f["weight"] for f in item[1]), item[0])):
        dimensions = [labels.name("dimension", d, texts) for d in DIMENSIONS if any(f["dimension"] == d for f in findings)]
        found.append(
            {
                "table": table,
                "name": labels.name("table", table, texts),
                "none": not rows.get(table),
                "dimensions": dimensions,
                "checks": len(findings),
                "bring": texts(labels.BRING[table]),
            }
        )
    return found


def coverage_text(coverage: float | None, lacking: Sequence[Mapping[str, Any]], texts: Texts) -> str:
    """How complete the data is, in words: 점검에 필요한 자료 78 % – 리뷰가 없어요."""
    share = math.floor(100 * (coverage or 0.0) + 1e-9) / 100
    absent = [m["name"] for m in lacking if m["none"]]
    if absent:
        return texts(_("Data for {share:percent} of what the checks ask – missing: {what}"), share=share,
                     what=", ".join(absent[:3]))
    if share < 1:
        return texts(_("Data for {share:percent} of what the checks ask – some of it is still too little to judge"), share=share)
    return texts(_("Data for {share:percent} of what the checks ask of such a shop"), share=share)


def waterfall(result: Mapping[str, Any], texts: Texts) -> list[dict[str, Any]]:
    """From 100 down to the score: a row per scored dimension, each with its checks; empty where no score is shown.

    A row: dimension, name, points (exact, negative), shown (in tenths; the shown ones add up to 100 minus the shown score),
    checks [{check, name, points, shown}] by points. The last row has dimension None: what is left, points = score.
    """
    score = result["summary"]["score"]
    if score is None:
        return []
    by_dimension: dict[str, list[tuple[str, float]]] = {}
    status = {f["check"]: f["status"] for f in result["findings"]}
    for finding in result["findings"]:
        if finding["points_lost"] is not None:
            by_dimension.setdefault(finding["dimension"], []).append((finding["check"], finding["points_lost"]))
    order = [d for d in DIMENSIONS if d in by_dimension]
    lost = [math.fsum(points for _check, points in by_dimension[d]) for d in order]
    rows = []
    for dimension, points, tenths in zip(order, lost, tenths_of(lost, round(10 * (100 - score))), strict=True):
        checks = sorted(((c, p) for c, p in by_dimension[dimension] if p > 0), key=lambda cp: (-cp[1], cp[0]))
        shares = tenths_of([p for _c, p in checks], tenths)
        rows.append(
            {
                "dimension": dimension,
                "name": labels.name("dimension", dimension, texts),
                "points": -points,
                "shown": -tenths / 10,
                "checks": [
                    {"check": c, "name": _title(c, status[c], texts), "points": -p, "shown": -s / 10}
                    for (c, p), s in zip(checks, shares, strict=True)
                ],
            }
        )
    rows.append(
        {
            "dimension": None,
            "name": texts(_("Score")),
            "points": score,
            "shown": (1000 - round(10 * (100 - score))) / 10,
            "checks": [],
        }
    )
    return rows


def _title(check_id: str, status: str, texts: Texts) -> str:
    """What a check says: its failing text where it failed or warned."""
    check: Check | None = units.checks().get(check_id)
    if check is None:
        return check_id
    return texts(check.failing if status in (Status.FAIL, Status.WARN) else check.title)


def tenths_of(parts: Sequence[float], total: int) -> list[int]:
    """Whole tenths for `parts` (points) that add up to `total` tenths: rounded down, the largest remainders get the rest."""
    whole = [math.floor(10 * p + 1e-9) for p in parts]
    by_remainder = sorted(range(len(parts)), key=lambda i: (whole[i] - 10 * parts[i], i))
    for i in by_remainder[: max(0, total - sum(whole))]:
        whole[i] += 1
    for i in reversed(by_remainder[:]):
        if sum(whole) <= total:
            break
        if whole[i] > 0:
            whole[i] -= 1
    return whole
