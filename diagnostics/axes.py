"""Three axes that mean one thing each: does it sell now, does it grow or shrink, do buyers get what they were promised.

They are read from the same checks as the score and stand beside it, because one number cannot say all three: on the public
Olist orders (a Brazilian marketplace, 2016-2018) the days since the last order told best who stops selling, the trend added to
it, and neither said who gets bad reviews next. A total says how things stand today and is no forecast of growth: there its
rank correlation with later growth was .18, and -.12 among those who kept selling.
"""
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from data.text import _
from diagnostics import units
from diagnostics.curves import PASS_FROM, WARN_FROM
from diagnostics.model import Check, Status
from diagnostics.quantities import Quantity
from diagnostics.texts import Texts

NO_FORECAST = _("The score says how the shop stands today. It is no forecast and no measure of growth: among shops of a public "
                "marketplace that went on selling, those with the better total did not grow more.")


@dataclass(frozen=True)
class Axis:
    """One axis: `checks` name its parts; `words` say good, middling, weak."""

    id: str
    title: str
    question: str
    checks: tuple[str, ...]
    words: tuple[str, str, str]


AXES = (
    Axis("activity", _("Activity"), _("Does it sell now?"),
         ("sales.days_since_last_order", "sales.own_rhythm", "sales.active_weeks", "sales.orders_30"),
         (_("Sells steadily"), _("Sells, with gaps"), _("Hardly sells now"))),
    Axis("trend", _("Trend"), _("Does it grow or shrink against its season?"),
         ("sales.trend_season", "sales.trend_30", "sales.trend_90", "sales.order_value", "sales.returning_buyers"),
         (_("Holds or grows"), _("Slips a little"), _("Shrinks"))),
    Axis("service", _("Service"), _("Do buyers get what they were promised?"),
         ("service.ship_on_time", "service.delivery_on_time", "service.handling_days", "service.delivery_days",
          "service.cancel_rate", "service.return_rate", "service.damage_share", "service.low_star_share", "trust.review_level"),
         (_("Promises are kept"), _("Promises are mostly kept"), _("Promises are often not kept"))),
)
UNSURE = _("Too few observations to tell")
ENOUGH = 0.5
"""Share of the weight of an axis that must be known for a word."""
UNKNOWN = _("No data yet")
NOT_YET = _("Does not sell yet")


def axes(result: Mapping[str, Any], texts: Texts) -> list[dict[str, Any]]:
    """The three axes of a result: id, title, question, word, tone (good, mild, bad or quiet), score 0..100 or None, low, high,
    n (observations behind its best-known part), known and of (parts), sentence, parts [{check, title, value, score, n}].

    The range holds every part at the worst and the best end of its own 95 % interval, and missing parts at 0 and 100: it is
    wider than an interval of the whole, never narrower.
    """
    found = {f["check"]: f for f in result["findings"]}
    return [_axis(axis, found, texts) for axis in AXES]


def _axis(axis: Axis, findings: Mapping[str, Mapping[str, Any]], texts: Texts) -> dict[str, Any]:
    parts = [findings[c] for c in axis.checks if c in findings and findings[c]["status"] != Status.NOT_APPLICABLE
             and findings[c]["weight"] > 0]
    known = [f for f in parts if f["score"] is not None]
    score = low = high = place = None
    if known:
        weight = sum(f["weight"] for f in known)
        every = sum(f["weight"] for f in parts)
        ends = [_ends(f) for f in known]
        score = 100 * sum(f["weight"] * f["score"] for f in known) / weight
        worst, best = (sum(f["weight"] * e[i] for f, e in zip(known, ends, strict=True)) for i in (0, 1))
        low, high = 100 * worst / every, 100 * (best + every - weight) / every
        if weight >= ENOUGH * every:
            place = _place(score, 100 * worst / weight, 100 * best / weight)
    word = NOT_YET if not parts else UNKNOWN if score is None else UNSURE if place is None else axis.words[place]
    n = max((f["n"] for f in known), default=0)
    return {
        "id": axis.id, "title": texts(axis.title), "question": texts(axis.question), "word": texts(word),
        "tone": "quiet" if place is None else ("good", "mild", "bad")[place], "score": score, "low": low, "high": high, "n": n,
        "known": len(known), "of": len(parts), "sentence": _sentence(low, high, n, len(known), len(parts), texts),
        "parts": [_part(f, texts) for f in parts]}


def _place(score: float, low: float, high: float) -> int | None:
    """Which of the three words; None where the known parts could be both the best and the worst of them."""
    if low < 100 * WARN_FROM and high >= 100 * PASS_FROM:
        return None
    return 0 if score >= 100 * PASS_FROM - 1e-9 else 1 if score >= 100 * WARN_FROM - 1e-9 else 2


def _sentence(low: float | None, high: float | None, n: int, known: int, of: int, texts: Texts) -> str | None:
    if low is None or high is None:
        return None
    said = texts(_("{known} of {of} checks known, n={n:number}"), n=n, known=known, of=of)
    if high - low < 1:
        return texts(_("{score:number} of 100; {rest}"), score=low, rest=said)
    # Outward, so that what is printed holds what was computed.
    return texts(_("{low:number} to {high:number} of 100; {rest}"), low=math.floor(low + 1e-9), high=math.ceil(high - 1e-9),
                 rest=said)


def _ends(finding: Mapping[str, Any]) -> tuple[float, float]:
    """The score at the worst and the best end of the interval of the value."""
    check: Check | None = units.checks().get(finding["check"])
    params, score = finding["params"], finding["score"]
    low, high = params.get("low"), params.get("high")
    if check is None or check.judge is not None or low is None or high is None:
        return score, score
    limits = params.get("limits")
    curve = check.curve if not limits else replace(check.curve, half=limits[0], good=limits[1])
    # A band is best between its ends: its best value inside the interval counts as well.
    tried = [low, high, *(v for v in (curve.good, curve.upper and curve.upper[1]) if v is not None and low < v < high)]
    scores = [float(s) for s in np.clip(curve(np.array(tried)), 0.0, 1.0)]
    return min(score, *scores), max(score, *scores)


def _part(finding: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    check: Check | None = units.checks().get(finding["check"])
    title = finding["check"] if check is None else texts(check.title)
    value = None
    if check is not None and finding["value"] is not None:
        value = str(Quantity.of(finding["value"], units.metrics()[check.metric].unit, texts))
    return {"check": finding["check"], "title": title, "value": value, "score": finding["score"], "n": finding["n"]}
