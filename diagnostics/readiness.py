"""What a filled-in self-check says: a score per factor, the total, a band with a few words for each, and what does not fit.

Built as the EU's digital maturity assessment is scored: a factor is the mean of its answers from 0 to 100, the total the plain
mean of the factors, bands of 25. An answer that is not known counts nowhere and is said.
"""
from collections.abc import Iterable, Mapping
from typing import Any

from diagnostics.model import Basis
from diagnostics.questions import FACTORS, QUESTIONS, UNKNOWN, Question, clean, form_of, points
from diagnostics.readiness_words import BAND_TITLES, FACTOR_TEXTS, GAP_TEXTS, GAP_TITLES, TOTAL_TEXTS

BANDS = {"seed": 25, "sprout": 50, "stem": 75, "fruit": 100}
"""The highest whole score of each: 0–25, 26–50, 51–75, 76–100."""
BANDS_BASIS = Basis("EU Digital Maturity Assessment, European Digital Innovation Hubs (node 9616): bands of 25 points",
                    "2024-07-30")
ENOUGH = 0.5
"""Share of the answers, of a factor or of all, below which no band and no total is told."""
ASKED: tuple[Question, ...] = tuple(q for q in QUESTIONS if q.check)
"""The questions that are scored."""
MEASURED = tuple(f for f in FACTORS if f != "triage")

GAPS = {"ambition": (("product_chosen", "goal", "budget"), ("registration", "parcel", "packing", "photos")),
        "people": (("device", "records", "video"), ("hours", "helper", "twenty_orders")),
        "data": (("margin_known", "price_compared", "feedback_read"), ("records", "sales_known", "missed"))}
"""Two sides that should go together: plans and preparedness, technology and people, use of data and what it rests on (the three
comparisons of the EU assessment). Positive: the first side is ahead."""
GAP_FROM = 25.0
"""One band apart: from here two sides do not fit."""
GAP_BASIS = Basis.judgement("The three comparisons are those of the EU Digital Maturity Assessment; that one band (25 points) "
                            "between two sides is worth a word is our own judgement.")
GAP_ANSWERS = 2
"""Known answers that each side needs."""


def read(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of one stage (question id to value) as scores and bands.

    {"form", "said" (answered, also with "I do not know"), "answered" (known), "unknown", "of", "score" 0..100 (None below half
    of the answers), "band", "factors": [{"id", "title", "score" or None, "n", "of", "band"}], "gaps": [{"id", "title", "first",
    "second", "gap", "text" or None}], the strongest first}. A band is {"id", "title", "text"} or None; texts are {"text",
    "params"}; a gap whose "text" is None is within `GAP_FROM`.
    """
    given = clean(answers)
    factors = [_factor(id, given) for id in MEASURED]
    known = sum(f["n"] for f in factors)
    score = mean(f["score"] for f in factors) if known >= ENOUGH * len(ASKED) else None
    return {"form": form_of(answers), "said": sum(q.id in given for q in ASKED), "answered": known,
            "unknown": sum(given.get(q.id) == UNKNOWN for q in ASKED), "of": len(ASKED), "score": score,
            "band": band(score, TOTAL_TEXTS), "factors": factors, "gaps": gaps(given)}


def read_if_any(answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The same; None where nothing was answered."""
    return read(answers) if clean(answers) else None


def mean(values: Iterable[float | None]) -> float | None:
    """Plain mean of what is known; None where nothing is."""
    known = [v for v in values if v is not None]
    return sum(known) / len(known) if known else None


def earned(given: Mapping[str, str], ids: Iterable[str]) -> list[float]:
    """What the known answers to these questions are worth, 0..100 each; the question that runs the other way is turned."""
    worth = [points(given.get(id)) for id in ids]
    return [25.0 * w for w in worth if w is not None]


def band_of(score: float) -> str:
    """Id of the band. The score is rounded first, so that the band is that of the number that is shown."""
    return next(id for id, highest in BANDS.items() if float(f"{score:.0f}") <= highest)


def band(score: float | None, texts: Mapping[str, str]) -> dict[str, Any] | None:
    if score is None:
        return None
    id = band_of(score)
    return {"id": id, "title": {"text": BAND_TITLES[id], "params": {}}, "text": {"text": texts[id], "params": {}}}


def _factor(id: str, given: Mapping[str, str]) -> dict[str, Any]:
    asked = [q.id for q in ASKED if q.factor == id]
    worth = earned(given, asked)
    score = mean(worth)
    return {"id": id, "title": {"text": FACTORS[id], "params": {}}, "score": score, "n": len(worth), "of": len(asked),
            "band": band(score, FACTOR_TEXTS[id]) if len(worth) >= ENOUGH * len(asked) else None}


def gaps(given: Mapping[str, str]) -> list[dict[str, Any]]:
    """The pairs of sides of which enough is known, those furthest apart first."""
    found = []
    for id, sides in GAPS.items():
        first, second = (earned(given, side) for side in sides)
        if min(len(first), len(second)) < GAP_ANSWERS:
            continue
        a, b = sum(first) / len(first), sum(second) / len(second)
        text = GAP_TEXTS[id][a > b] if abs(a - b) >= GAP_FROM - 1e-9 else None
        found.append({"id": id, "title": {"text": GAP_TITLES[id], "params": {}}, "first": a, "second": b, "gap": a - b,
                      "text": text and {"text": text, "params": {"first": a, "second": b}}})
    return sorted(found, key=lambda g: -abs(g["gap"]))
