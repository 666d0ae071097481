"""What mends a finding here: the treatments with their price, hours and hurdle, the cheapest first, and what each brings back."""
from collections.abc import Mapping
from typing import Any

from data.text import _
from diagnostics import units
from diagnostics.model import Check, Segment, Status
from diagnostics.planning.programme import Terms, check
from diagnostics.selfcheck import DEFAULT_SHARE, HURDLES
from diagnostics.texts import Texts


def remedies(finding: Mapping[str, Any], segment: str | None, texts: Texts, terms: Mapping[str, Terms] | None = None,
             ) -> list[dict[str, Any]]:
    """The treatments of a finding that are meant for the segment, by what the merchant pays, then hours.

    Each: id, title, cost (full price, won), own_cost (what is left after the subsidy), merchant_hours, weeks, hurdle 1..5,
    hurdle_text, share (of the points lost that is expected back), points (None where nothing is lost), price_text,
    effort_text, regain. `terms` are the programme's (default: those of the treatments).
    """
    known, prices = units.treatments(), check({}).terms if terms is None else terms
    found = []
    judged: Check | None = units.checks().get(finding["check"])
    for id in judged.treatments if judged is not None else ():
        treatment = known.get(id)
        if treatment is None or (segment is not None and Segment(segment) not in treatment.segments) or not prices[id].offered:
            continue
        share = next((c.share for c in treatment.cures if c.check == finding["check"]), DEFAULT_SHARE)
        lost = finding["points_lost"] if finding["status"] in (Status.WARN, Status.FAIL) else None
        points = lost * share if lost else None
        own, full = prices[id].own, prices[id].cost
        found.append({
            "id": id, "title": texts(treatment.title), "cost": full, "own_cost": own, "merchant_hours": treatment.merchant_hours,
            "weeks": treatment.weeks, "hurdle": treatment.hurdle, "hurdle_text": texts(HURDLES[treatment.hurdle]), "share": share,
            "points": points, "price_text": _price(own, full, texts), "effort_text": _effort(treatment.merchant_hours, texts),
            "regain": texts(_("brings back about {points:decimal} points"), points=round(points, 1))
            if points and points >= 0.05 else None})
    return sorted(found, key=lambda r: (r["own_cost"], r["merchant_hours"], r["id"]))


def _price(own: int, full: int, texts: Texts) -> str:
    if own == 0 == full:
        return texts(_("costs nothing"))
    if own == full:
        return texts("{cost:won_words}", cost=full)
    return texts(_("{own:won_words} of your own ({full:won_words} in all)"), own=own, full=full)


def _effort(hours: float, texts: Texts) -> str:
    if hours <= 0:
        return texts(_("no time of your own"))
    return texts(_("{hours:decimal} hours of your own"), hours=hours)
