"""What a listing must not claim: rules by regime, each with what it allows and what settles it."""
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.reference import law
from data.reference.law import Claim
from diagnostics.law.groups import regimes_of

NEAR = 40
"""A whitelisted phrase in the same sentence speaks for the hit when it stands this many letters away at most."""
DISCLAIMER = "의약품이"
"""The compulsory sentence of 건강기능식품: lawful itself, but no excuse for anything beside it."""
_AHEAD = re.compile(r"\(\?<?!(?:[^()]|\([^()]*\))*\)")
_SENTENCE_END = re.compile(r"[.!?。\n;]")


@dataclass(frozen=True)
class Hit:
    """That a rule found something: the text, which part of the listing it stands in, how serious it is."""

    rule: Claim
    matched: str
    where: str
    severity: str


@cache
def rules() -> Mapping[str, tuple[Claim, ...]]:
    """The rules about free text by regime; those about the items of the 고시 are applied in `notice`."""
    found: dict[str, list[Claim]] = {}
    for rule in law.claims():
        if rule.regime != "notice":
            found.setdefault(rule.regime, []).append(rule)
    return {regime: tuple(of_regime) for regime, of_regime in found.items()}


@cache
def prefilters(regimes: tuple[str, ...], severity: str) -> tuple[str, ...]:
    """Expressions that together find every text that a block (or another) rule of these regimes may find, and more.

    They are written for engines without lookaround: what a rule excludes is looked at only in the texts found here. One
    per regime, for a single one over all of them is many times slower.
    """
    wanted = ([_wide(rule.pattern) for rule in rules().get(regime, ()) if (rule.severity == "block") == (severity == "block")]
              for regime in regimes)
    return tuple("(?i)" + "|".join(f"(?:{pattern})" for pattern in patterns) for patterns in wanted if patterns)


def _wide(pattern: str) -> str:
    # Other engines know fewer kinds of white space than Python: the two that Korean pages use are named.
    return _AHEAD.sub("", pattern).replace(r"\s", "[\\s\u00a0\u3000]")


def find(parts: Mapping[str, str], group: str | None, beside: str = "") -> list[Hit]:
    """What the rules for `group` find in the `parts` of a listing (name to text), at most one hit per rule.

    `beside` is text in which settling evidence may stand too, such as certificates.
    """
    joined = "\n".join(parts.values())
    found = []
    for regime in regimes_of(group):
        for rule in rules().get(regime, ()):
            if not rule.found.search(joined):
                continue
            settled = (rule.settled is not None and rule.unless_scope == "all"
                       and rule.settled.search(f"{joined}\n{beside}") is not None)
            hit = None if settled and not rule.then else _first(rule, parts, settled)
            if hit is not None:
                found.append(hit)
    return found


def _first(rule: Claim, parts: Mapping[str, str], settled: bool) -> Hit | None:
    for where, text in parts.items():
        for match in rule.found.finditer(text):
            sentence, start = _sentence(text, match.start(), match.end())
            if _allowed(rule, sentence, match.start() - start, match.end() - start):
                continue
            softened = settled
            if rule.settled is not None and rule.unless_scope == "sentence" and rule.settled.search(sentence):
                softened = True
            if softened and not rule.then:
                continue
            return Hit(rule, match.group().strip(), where, rule.then if softened else rule.severity)
    return None


def _sentence(text: str, start: int, end: int) -> tuple[str, int]:
    """The sentence around [start, end) and where it begins."""
    before = [m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 400), start)]
    begin = before[-1] if before else max(0, start - 400)
    after = _SENTENCE_END.search(text, end, end + 400)
    return text[begin:after.start() if after else end + 400], begin


def _allowed(rule: Claim, sentence: str, start: int, end: int) -> bool:
    """Whether a whitelisted phrase covers or touches the hit, or stands near it in the same sentence."""
    if rule.allowed is None:
        return False
    for phrase in rule.allowed.finditer(sentence):
        gap = max(phrase.start() - end, start - phrase.end(), 0)
        overlaps = phrase.start() < end and start < phrase.end()
        if overlaps or (gap <= NEAR and DISCLAIMER not in phrase.group()):
            return True
    return False
