"""From a diagnosis to the options of a plan: what each treatment would win back here, and what it needs first here."""
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from diagnostics import units
from diagnostics.model import Segment, Status, Treatment
from diagnostics.planning.problem import HOUR, POINT, Option
from diagnostics.planning.programme import Programme
from diagnostics.planning.timing import Times
from diagnostics.planning.weeks import Week, ends

OPEN = (Status.WARN, Status.FAIL)
ENTRY = frozenset({Segment.UNLISTED})


@dataclass(frozen=True)
class Situation:
    """What a plan must know of a merchant: the findings by check, the segment, and the treatments of the route."""

    findings: Mapping[str, Mapping[str, Any]]
    segment: Segment | None
    route: tuple[str, ...] = ()
    scored: int = field(default=0)

    @classmethod
    def of(cls, diagnosis: Mapping[str, Any]) -> "Situation":
        findings = {f["check"]: f for f in diagnosis["findings"]}
        segment = Segment(diagnosis["segment"]) if diagnosis.get("segment") else None
        route = (diagnosis.get("profile") or {}).get("route") or {}
        # Only before the first shop does the route decide where points do not: afterwards the findings know better.
        steps = tuple(route.get("treatments", ())) if segment is Segment.UNLISTED else ()
        return cls(findings, segment, steps, sum(f["score"] is not None for f in findings.values()))

    def lost(self, check: str) -> float:
        """Points that this check costs now, where it asks for something to be done."""
        finding = self.findings.get(check)
        return float(finding["points_lost"] or 0.0) if finding is not None and finding["status"] in OPEN else 0.0

    def statuses(self, treatment: Treatment) -> set[str]:
        return {self.findings[c.check]["status"] for c in treatment.cures if c.check in self.findings}

    def meant_for(self, treatment: Treatment) -> bool:
        return self.segment is None or self.segment in treatment.segments

    def in_place(self, treatment: Treatment) -> bool:
        """Whether what the treatment brings is there already: it is for others, or all that is known of it is well.

        The first shop is never there before the merchant is listed, whatever its other findings say.
        """
        if not self.meant_for(treatment):
            return True
        statuses = self.statuses(treatment)
        return treatment.segments != ENTRY and Status.PASS in statuses and not statuses & set(OPEN)


def needs(treatment: Treatment, situation: Situation) -> tuple[str, ...]:
    """What must be done before the treatment in this situation: its needs without those that are in place."""
    return tuple(n for n in treatment.needs if not situation.in_place(units.treatments()[n]))


def options(situation: Situation, programme: Programme, pins: Collection[str], bans: Collection[str],
            calendar: tuple[Week, ...], times: Times) -> tuple[Option, ...]:
    """The treatments that may be chosen here, with their price, subsidy, hours, gains, needs, and the weeks they fit into."""
    found, days = [], tuple(len(week.days) for week in calendar)
    for id, treatment in sorted(units.treatments().items()):
        if id in bans or (id not in pins and not (situation.meant_for(treatment) and programme.terms[id].offered)):
            continue
        gains = {c.check: round(situation.lost(c.check) * c.share * POINT) for c in treatment.cures}
        terms = programme.terms[id]
        found.append(Option(
            id, terms.cost, round(treatment.merchant_hours * HOUR), treatment.weeks,
            {check: gain for check, gain in gains.items() if gain > 0}, needs(treatment, situation), treatment.excludes,
            id in situation.route, terms.subsidy, treatment.family.value, round(treatment.consultant_hours * HOUR),
            ends(calendar, treatment.weeks, times.treatments[id], treatment.vendor_hours > 0), days))
    return tuple(found)
