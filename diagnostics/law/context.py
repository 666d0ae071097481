"""What stands around a hit: its sentence, phrases that excuse it, the compulsory sentence of 건강기능식품, cautions, denials."""
import re

from data.reference.law import Claim

NEAR = 40
"""A whitelisted phrase in the same sentence speaks for the hit when it stands this many letters away at most."""
REACH = 400
"""No sentence is read further than this many letters from the hit."""
ILLNESS = frozenset({"disease", "medicine", "cosmetic_medical", "device", "functional"})
"""Families whose words may stand in a caution or a denial, where they claim nothing."""
_END = re.compile(r"[.!?。;]|\n\s*\n|(?<=[다요음함됨임까죠])[ \t]*\n|\n(?=[ \t]*(?:[-•*※■□▶▷✔✓●○◆①-⑳#]|\d+[.)]))")
_COMPULSORY = re.compile(
    r"(?:본|이|해당)?\s*(?:제품|상품|식품)?\s*(?:은|는)?\s*(?:질병|질환)\s*(?:의|을|에\s*대한)?\s*(?:예방|치료)\s*"
    r"(?:및|과|와|이나|또는|하거나|[·ㆍ,/&+])?\s*(?:예방|치료|완화)?\s*(?:를|을|의|하기|에)?\s*"
    r"(?:위한|위해서?|위하여|목적(?:으로|의)?|사용(?:되는|하는)?)?\s*(?:사용(?:되는|하는)?\s*)?(?:의\s*약\s*품|치료제|약)\s*(?:이|"
    r"은|도|과는|으로)?\s*(?:절대\s*)?"
    r"(?:아니|아님|아닙|아닌|않|다릅|\(X\))", re.IGNORECASE)
_CAUTION = re.compile(r"(?:제|약|를|을|\s)*(?:를|을)?\s*(?:중이|중인|중일|중에|환자|병력|이력|있으신|있는\s*(?:분|경우|"
                      r"사람)|경험|질환자|받고\s*계)"
                      r"[^\n]{0,40}?(?:상담|상의|주의|문의|삼가|피하|피해|중단|금하|권장하지|섭취하지|사용하지)")
_DENIAL = re.compile(r"(?:을|를|이|가|의|에|은|는|용|용도|목적|효과|효능|위한|하는|하기|하거나|제품|상품|의약품|식품|"
                     r"의료기기|으로|로|것|및|과|와|"
                     r"예방|치료|완화|진단|경감|처치|[\s,·])*(?:아닙니다|아니에요|아닙|아니며|아님|아니므로|않습니다|않아요|"
                     r"않으며|"
                     r"(?<=과)\s*없습니다|(?<=능)(?:이|은)?\s*없습니다|보장하지)")


def sentence(text: str, start: int, end: int) -> tuple[str, int]:
    """The sentence around [start, end) and where it begins; a line that is only wrapped does not end it."""
    before = [m.end() for m in _END.finditer(text, max(0, start - REACH), start)]
    begin = before[-1] if before else max(0, start - REACH)
    after = _END.search(text, end, end + REACH)
    return text[begin:after.start() if after else end + REACH], begin


def compulsory(text: str) -> list[tuple[int, int]]:
    """Where the compulsory sentence of 건강기능식품 stands (“… is no medicine for preventing or curing disease”)."""
    if "질병" not in text and "질환" not in text:
        return []
    return [m.span() for m in _COMPULSORY.finditer(text)]


def allowed(rule: Claim, around: str, start: int, end: int) -> bool:
    """Whether a whitelisted phrase covers or touches the hit at [start, end) of its sentence or stands near it, or the hit is
    part of a caution (those under treatment should ask a doctor) or of a denial (does not cure)."""
    if rule.family in ILLNESS and (_CAUTION.match(around, end) or _DENIAL.match(around, end)):
        return True
    if rule.allowed is None:
        return False
    for phrase in rule.allowed.finditer(around):
        gap = max(phrase.start() - end, start - phrase.end(), 0)
        overlaps = phrase.start() < end and start < phrase.end()
        # The compulsory sentence is lawful itself, but no excuse for anything beside it.
        if overlaps or (gap <= NEAR and "의약품이" not in phrase.group()):
            return True
    return False
