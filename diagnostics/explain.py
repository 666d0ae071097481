"""From a result JSON to readable findings: pages, reports and files say the same words and the same numbers.

Everything here takes a result (dict) and `Texts` and gives plain values in that language. What a merchant or a buyer
typed (names of products) comes through as it is: whoever shows it escapes it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from data.text import _
from diagnostics import answered, labels, sources, units
from diagnostics.model import Basis, Check, Status, Unit
from diagnostics.overview import coverage_text, law_strip, missing, overview, waterfall
from diagnostics.planning.programme import Terms
from diagnostics.quantities import Quantity, cell, channel_title
from diagnostics.remedies import remedies
from diagnostics.scale import scale
from diagnostics.texts import Texts

__all__ = ["coverage_text", "explain", "law_strip", "missing", "overview", "three_first", "waterfall"]
ORDER = (Status.FAIL, Status.WARN, Status.ERROR, Status.PASS, Status.NO_DATA, Status.NOT_APPLICABLE)


def explain(result: Mapping[str, Any], texts: Texts, terms: Mapping[str, Terms] | None = None) -> list[dict[str, Any]]:
    """The findings as readable values: failed and warned by points lost, then passed, no data, not applicable. `terms` are the
    programme's prices (default: those of the treatments).

    Each: check, dimension, dimension_name, status, status_word, icon, headline, title, why, next_step (None where there is
    nothing to do), value, target (written with their unit, None where not known), n, sample (sentence about n and
    shrinkage), interval (95 %, in words; None where there is none), scale (see `diagnostics.scale`), basis, provisional,
    treatments (see `diagnostics.remedies`, the cheapest first), answer (of a person, see `said`; None), points_lost (exact),
    points_shown (in tenths that add up to what the shown score lacks), regain (sentence; None unless points are lost), score,
    weight, trial and evidence {columns [{name, label, unit}], rows [[text]], more}.
    """
    tenths = {c["check"]: -c["shown"] for row in waterfall(result, texts) for c in row["checks"]}
    shown = [_readable(finding, tenths, result["segment"], terms, texts) for finding in result["findings"]]
    place = {status: i for i, status in enumerate(ORDER)}
    # Failed and warned stand together: what costs most comes first, whatever its colour.
    rank = {**place, Status.WARN: place[Status.FAIL]}
    return sorted(shown, key=lambda f: (rank[Status(f["status"])], -(f["points_lost"] or 0.0), f["check"]))


def three_first(findings: Sequence[dict[str, Any]], count: int = 3) -> list[dict[str, Any]]:
    """The findings to begin with: those that cost most, no two of which are cured by the same treatment where it can be had."""
    worst = [f for f in findings if f["status"] in (Status.FAIL, Status.WARN) and (f["points_lost"] or 0) > 0]
    chosen: list[dict[str, Any]] = []
    seen: set[str] = set()
    for finding in worst:
        first = finding["treatments"][0]["id"] if finding["treatments"] else finding["check"]
        if first not in seen and len(chosen) < count:
            chosen.append(finding)
            seen.add(first)
    chosen += [f for f in worst if f not in chosen][: count - len(chosen)]
    return sorted(chosen, key=worst.index)


def said(answer: Mapping[str, Any] | None, texts: Texts) -> dict[str, Any] | None:
    """What a person said to a finding, in words: reason, reason_text, note, by, at, open, settles, sentence."""
    if answer is None:
        return None
    reason = next((texts(r.title) for r in answered.REASONS if r.id == answer["reason"]), answer["reason"])
    sentence = texts(_("{reason} – {by}, {day:date}"), reason=reason, by=answer["by"], day=answer["at"])
    return {**answer, "reason_text": reason, "sentence": sentence}


def _readable(finding: Mapping[str, Any], tenths: Mapping[str, float], segment: str | None,
              terms: Mapping[str, Terms] | None, texts: Texts) -> dict[str, Any]:
    check: Check | None = units.checks().get(finding["check"])
    status = Status(finding["status"])
    bad = status in (Status.FAIL, Status.WARN)
    lost = finding["points_lost"]
    points = None if lost is None else tenths.get(finding["check"], round(lost, 1))
    found = {
        "check": finding["check"],
        "dimension": finding["dimension"],
        "dimension_name": texts(labels.DIMENSIONS.get(finding["dimension"], finding["dimension"])),
        "status": str(status),
        "status_word": texts(labels.STATUSES[status]),
        "icon": labels.ICONS[status],
        "points_lost": lost,
        "points_shown": points,
        "score": finding["score"],
        "weight": finding["weight"],
        "n": finding["n"],
        "trial": finding["weight"] == 0,
        "regain": (texts(_("Mending this completely brings back {points:decimal} points."), points=points)
                   if bad and points else None),
        "evidence": _evidence(finding, texts),
        "answer": said(finding.get("answer"), texts),
        "scale": scale(finding, texts),
    }
    if check is None:
        # A result of an older rubric may speak of a check that is gone: its number stays, its words do not.
        return {
            **found,
            "headline": finding["check"],
            "title": finding["check"],
            "why": texts(_("This check is no longer part of the rubric.")),
            "next_step": None,
            "value": None,
            "target": None,
            "sample": None,
            "interval": None,
            "basis": None,
            "provisional": False,
            "treatments": [],
        }
    unit = units.metrics()[check.metric].unit
    known = fields(finding, unit, texts)
    judged_by = finding["params"].get("basis")  # of a check that was calibrated in the store
    source = Basis(**judged_by) if judged_by else check.basis
    return {
        **found,
        "headline": texts(check.failing if bad else check.title, **known),
        "title": texts(check.title, **known),
        "why": texts(check.why, **known),
        "next_step": texts(check.next_step[str(status)], **known)
        if bad and str(status) in check.next_step
        else _missing_step(check, status, texts),
        "value": None if finding["value"] is None else str(known["value"]),
        "target": None if known["target"] is None else str(known["target"]),
        "sample": _sample(finding, unit, texts),
        "interval": _interval(finding, unit, texts),
        "basis": basis(source, texts),
        "provisional": source.provisional,
        "treatments": remedies(finding, segment, texts, terms),
    }


def _interval(finding: Mapping[str, Any], unit: Unit, texts: Texts) -> str | None:
    low, high = (Quantity.of(finding["params"].get(end), unit, texts) for end in ("low", "high"))
    if low is None or high is None:
        return None
    return texts(_("With 95 % certainty it lies between {low} and {high}."), low=low, high=high)


def fields(finding: Mapping[str, Any], unit: Unit, texts: Texts) -> dict[str, Any]:
    """The fields that texts of a check may use, each able to write itself with its unit."""
    params = dict(finding["params"])
    fields: dict[str, Any] = {name: Quantity.of(value, Unit.COUNT, texts) for name, value in params.items()}
    for name, value in (("value", finding["value"]), ("target", params.get("target")), ("counted", params.get("counted"))):
        fields[name] = Quantity.of(value, unit, texts)
    fields["n"] = Quantity.of(finding["n"], Unit.COUNT, texts)
    fields["count"] = Quantity.of(params.get("count", 0), Unit.COUNT, texts)
    fields["first"] = channel_title(params["first"], texts) if params.get("first") else texts(_("the first of them"))
    return fields


def _sample(finding: Mapping[str, Any], unit: Unit, texts: Texts) -> str | None:
    """How many observations stand behind the value, and how far it was pulled toward what is usual."""
    value, counted = finding["value"], finding["params"].get("counted")
    if value is None:
        return None
    said = texts(_("Judged from {n:number} observations."), n=finding["n"])
    written = [str(Quantity.of(v, unit, texts)) for v in (counted, value)]
    if counted is not None and written[0] != written[1]:
        said += " " + texts(
            _("Counted it is {counted}; because that is a small sample, it is judged as {value}, nearer to what is usual."),
            counted=written[0],
            value=written[1],
        )
    return said


def _missing_step(check: Check, status: Status, texts: Texts) -> str | None:
    """For a check without data: what to bring."""
    if status is not Status.NO_DATA:
        return None
    if check.missing:
        return texts(check.missing)
    table = sources.main_table(check.metric)
    return texts(labels.BRING[table]) if table is not None and table in labels.BRING else None


def basis(source: Basis, texts: Texts) -> str:
    """Where a threshold comes from, in one sentence."""
    if source.provisional:
        return texts(_("Provisional, our own judgement ({date}): {why}"), date=source.as_of, why=texts(source.source))
    if source.n is not None:
        return texts(_("Source: {source} ({date}, n={n:number})"), source=texts(source.source), date=source.as_of, n=source.n)
    return texts(_("Source: {source} ({date})"), source=texts(source.source), date=source.as_of)


def _evidence(finding: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    rows = finding["evidence"]
    names = list(rows[0]) if rows else []
    columns = [(name, labels.column(name)) for name in names]
    return {
        "columns": [{"name": name, "label": texts(c.label), "unit": c.unit and str(c.unit)} for name, c in columns],
        "rows": [[cell(row[name], c.unit, name, texts) for name, c in columns] for row in rows],
        "more": bool(finding["params"].get("more")),
    }
