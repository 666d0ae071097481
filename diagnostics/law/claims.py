"""What a listing must not claim: rules by regime, each with what it allows and what settles it."""
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from data.reference import law
from data.reference.law import Claim
from diagnostics.law import plain
from diagnostics.law.context import allowed, compulsory, sentence
from diagnostics.law.groups import SERVICES, regimes_of
from diagnostics.law.plain import Plain

RANK = {"block": 0, "review": 1, "info": 2}
NOTICE = "notice"
"""The part that holds what the 고시 says: only what must be put right is looked for there, for its items have their own words."""
_AHEAD = re.compile(r"\(\?<?[!=](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
Span = tuple[str, int, int]


@dataclass(frozen=True)
class Hit:
    """That a rule found something: `words` (each once, as the rule read them), `spans` (part of the listing, start and end in
    characters of the stored text; all places), and how serious it is."""

    rule: Claim
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    severity: str

    @property
    def matched(self) -> str:
        return " · ".join(self.words)

    @property
    def where(self) -> str:
        return self.spans[0][0]


@cache
def rules() -> Mapping[str, tuple[Claim, ...]]:
    """The rules about free text by regime; those about the items of the 고시 are applied in `notice`."""
    found: dict[str, list[Claim]] = {}
    for rule in law.claims():
        if rule.regime != "notice":
            found.setdefault(rule.regime, []).append(rule)
    return {regime: tuple(of_regime) for regime, of_regime in found.items()}


@cache
def of_group(group: str | None) -> tuple[Claim, ...]:
    """The rules that hold for a group; penalties for cancelling are agreed in services, and forbidden in sales."""
    found = (rule for regime in regimes_of(group) for rule in rules().get(regime, ()))
    return tuple(rule for rule in found if group not in SERVICES or rule.family not in ("refund", "withdrawal") or
                 rule.severity == "block")


@cache
def prefilters(regimes: tuple[str, ...], severity: str) -> tuple[str, ...]:
    """Expressions that together find every text that a block (or another) rule of these regimes may find, and more.

    They are written for engines without lookaround: what a rule excludes is looked at only in the texts found here. One
    per regime, for a single one over all of them is many times slower. Texts that are read otherwise than they are stored
    are found by `SUSPICIOUS`.
    """
    wanted = ([wide(rule) for rule in rules().get(regime, ()) if (rule.severity == "block") == (severity == "block")]
              for regime in regimes)
    return tuple("(?i)" + "|".join(f"(?:{pattern})" for pattern in patterns) for patterns in wanted if patterns)


SUSPICIOUS = f"{plain.SPECIAL.replace('<&', '<')}|{plain.pulled_pattern()}"
"""Finds texts that are read otherwise than they are stored, for engines without lookaround."""


@cache
def wide(rule: Claim) -> str:
    """The pattern of a rule without lookaround: it finds all that the rule finds, and more."""
    # Other engines know fewer kinds of white space than Python: the two that Korean pages use are named.
    return _AHEAD.sub("", rule.pattern).replace(r"\s", "[\\s\u00a0\u3000]")


def find(parts: Mapping[str, str], group: str | None, beside: str = "", only: Collection[str] | None = None) -> list[Hit]:
    """What the rules for `group` find in the `parts` of a listing (name to text): one hit per rule, with all its places.

    `beside` is text in which settling evidence may stand too, such as certificates; `only` names the rules that are worth
    looking at, where that is known.
    """
    read = {name: plain.read(text) for name, text in parts.items() if text}
    excused = {name: compulsory(text.text) for name, text in read.items()}
    everything = "\n".join([*(text.text for text in read.values()), beside])
    found = []
    for rule in of_group(group):
        if only is not None and rule.id not in only:
            continue
        settled = rule.settled is not None and rule.unless_scope == "all" and rule.settled.search(everything) is not None
        hit = None if settled and not rule.then else _places(rule, read, excused, settled)
        if hit is not None:
            found.append(hit)
    return _without_doubles(found)


def _places(rule: Claim, read: Mapping[str, Plain], excused: Mapping[str, list[tuple[int, int]]],
            settled: bool) -> Hit | None:
    places: list[tuple[int, str, Span]] = []
    for name, text in read.items():
        if name == NOTICE and rule.severity != "block":
            continue
        for match in rule.found.finditer(text.text):
            start, end = match.span()
            if start == end or any(a < end and start < b for a, b in excused[name]):
                continue
            around, begin = sentence(text.text, start, end)
            if allowed(rule, around, start - begin, end - begin):
                continue
            softened = settled or (rule.settled is not None and rule.unless_scope == "sentence"
                                   and rule.settled.search(around) is not None)
            if softened and not rule.then:
                continue
            words = " ".join(match.group().split())
            places.append((RANK[rule.then if softened else rule.severity], words, (name, *text.back(start, end))))
    if not places:
        return None
    worst = min(rank for rank, _words, _span in places)
    said = tuple(dict.fromkeys(words for rank, words, _span in places if rank == worst))
    spans = (*(s for r, _w, s in places if r == worst), *(s for r, _w, s in places if r != worst))
    return Hit(rule, said, spans, next(name for name, rank in RANK.items() if rank == worst))


def _without_doubles(found: list[Hit]) -> list[Hit]:
    """Without those of our own rules that only say again what a rule of the domain, no less serious, says of the same words."""
    theirs = [hit for hit in found if not hit.rule.ours]

    def said(hit: Hit, span: Span) -> bool:
        return any(span[0] == name and start < span[2] and span[1] < end for other in theirs
                   if RANK[other.severity] <= RANK[hit.severity] and _alike(other.rule, hit.rule)
                   for name, start, end in other.spans)

    return [hit for hit in found if not hit.rule.ours or not all(said(hit, span) for span in hit.spans)]


def _alike(theirs: Claim, ours: Claim) -> bool:
    return theirs.regime == ours.regime and (theirs.family == ours.family or theirs.severity == ours.severity == "block")
