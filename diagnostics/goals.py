"""Why this score and not more: the shortest set of findings that would lift it to the next ten or the next band."""
from collections.abc import Mapping
from typing import Any

from data.text import _
from diagnostics import units
from diagnostics.curves import PASS_FROM
from diagnostics.model import Check, Status
from diagnostics.overview import BANDS, tenths_of
from diagnostics.texts import Texts

PRINTED = 7
"""Summands that the arithmetic names one by one."""


def goals(result: Mapping[str, Any], texts: Texts) -> list[dict[str, Any]]:
    """The next ten and, where it is another, the next band; empty where no score is shown or it is full.

    Each: target, kind (ten or band), band (its name or None), title (the question), reached, findings [{check, name, points
    (exact), shown (in tenths)}], sentence (the arithmetic). A finding counts as far as the value to aim for, where its check
    passes; only where that is not enough, as far as full marks (`full`).
    """
    score = result["summary"]["score"]
    if score is None or round(score) >= 100:
        return []
    ten = (round(score) // 10 + 1) * 10
    band = next((b for b in reversed(BANDS) if b[0] > round(score)), None)
    found = [_goal(result, float(ten), None, texts)]
    if band is not None and band[0] != ten:
        found.append(_goal(result, band[0], texts(band[2]), texts))
    return found


def _goal(result: Mapping[str, Any], target: float, band: str | None, texts: Texts) -> dict[str, Any]:
    score = result["summary"]["score"]
    open_ = [f for f in result["findings"] if f["status"] in (Status.WARN, Status.FAIL) and (f["points_lost"] or 0) > 0]
    chosen, full = _shortest([(f, _to_pass(f)) for f in open_], target - score), False
    if chosen is None:
        chosen, full = _shortest([(f, f["points_lost"]) for f in open_], target - score), True
    reached = chosen is not None
    if chosen is None:
        chosen = [(f, f["points_lost"]) for f in sorted(open_, key=lambda f: (-f["points_lost"], f["check"]))]
    total = score + sum(points for _f, points in chosen)
    now, then = round(10 * score), round(10 * total)
    tenths = tenths_of([points for _f, points in chosen], then - now)
    rows = [{"check": f["check"], "name": _name(f, texts), "points": points, "shown": shown / 10}
            for (f, points), shown in zip(chosen, tenths, strict=True)]
    return {"target": target, "kind": "ten" if band is None else "band", "band": band, "reached": reached, "full": full,
            "title": texts(_("Why {score:number} and not {target:number}?"), score=score, target=target), "findings": rows,
            "sentence": _sentence(rows, now / 10, then / 10, target, reached, full, texts)}


def _to_pass(finding: Mapping[str, Any]) -> float:
    """Points that come back once the check just passes: a part of those that full marks would bring."""
    score, lost = finding["score"], finding["points_lost"]
    return float(lost * (PASS_FROM - score) / (1 - score))


def _shortest(parts: list[tuple[Mapping[str, Any], float]], needed: float) -> list[tuple[Mapping[str, Any], float]] | None:
    """The fewest parts that bring `needed` points: the largest first; None where all together do not."""
    chosen: list[tuple[Mapping[str, Any], float]] = []
    for part in sorted(parts, key=lambda p: (-p[1], p[0]["check"])):
        if sum(points for _f, points in chosen) >= needed - 1e-9:
            break
        chosen.append(part)
    return chosen if sum(points for _f, points in chosen) >= needed - 1e-9 else None


def _name(finding: Mapping[str, Any], texts: Texts) -> str:
    check: Check | None = units.checks().get(finding["check"])
    return finding["check"] if check is None else texts(check.failing)


def _sentence(rows: list[dict[str, Any]], now: float, then: float, target: float, reached: bool, full: bool, texts: Texts) -> str:
    parts = [texts("{p:decimal}", p=r["shown"]) for r in rows[:PRINTED]]
    if rows[PRINTED:]:
        rest = sum(round(10 * r["shown"]) for r in rows[PRINTED:]) / 10
        parts.append(texts(_("{p:decimal} ({n} more)"), p=rest, n=len(rows[PRINTED:])))
    sums = texts(_("{now:decimal} + {parts} = {then:decimal}"), now=now, then=then, parts=" + ".join(parts) or "0")
    if not reached:
        return texts(_("{needed:decimal} points are lacking. All that is to be mended brings {most:decimal}; the rest hangs on "
                       "what is good already or not known yet. {sums}"),
                     needed=round(target - now, 1), most=round(then - now, 1), sums=sums)
    if full:
        return texts.many(
            _("{needed:decimal} points are lacking. {n} finding mended without a remainder would be enough: {sums}"),
            _("{needed:decimal} points are lacking. {n} findings mended without a remainder would be enough: {sums}"), len(rows),
            needed=round(target - now, 1), sums=sums)
    return texts.many(_("{needed:decimal} points are lacking. {n} finding brought to its goal would be enough: {sums}"),
                      _("{needed:decimal} points are lacking. {n} findings brought to their goals would be enough: {sums}"),
                      len(rows), needed=round(target - now, 1), sums=sums)
