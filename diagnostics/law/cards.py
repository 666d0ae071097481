"""A rule on one card: what the law says in our words, where it stands, what it may cost, an example and what is allowed."""
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from data.errors import InputProblem
from data.reference import law
from data.text import _
from diagnostics.law import rewording, wording
from diagnostics.law.groups import group_name, regimes_of

SANCTIONS: Mapping[str, str] = {
    "disease": _("Up to ten years in prison or a fine of up to 100 million won; suspension of business or recall"),
    "medicine": _("Up to ten years in prison or a fine of up to 100 million won; suspension of business or recall"),
    "functional": _("Up to ten years in prison or a fine of up to 100 million won; suspension of business or recall"),
    "cosmetic": _("Suspension of sale or advertising; up to one year in prison or a fine of up to 10 million won"),
    "food": _("Corrective order, suspension of business; up to five years in prison or a fine of up to 50 million won"),
    "diet_food": _("Corrective order, suspension of business; up to five years in prison or a fine of up to 50 million won"),
    "common": _("Corrective order; a penalty of up to 2 % of the sales concerned; proof must be handed in within 15 days "
                "when asked for"),
    "commerce": _("Such terms have no effect; corrective order, an administrative fine of up to 5 million won; interest of "
                  "15 % a year on "
                  "late refunds"),
    "origin": _("Not stating: an administrative fine of up to 10 million won; stating falsely: up to seven years in prison "
                "or a fine of up to "
                "100 million won"),
    "chemical": _("Up to one year in prison or a fine of up to 10 million won; ban on sale and recall"),
    "device": _("Up to three years in prison or a fine of up to 30 million won"),
    "notice": _("Corrective order or an administrative fine of up to 5 million won; suspension of business when repeated"),
    "certification": _("Selling without the certificate or its mark: ban on sale, recall, fines of up to 30 million won"),
    "seller": _("Not reporting: a fine of up to 30 million won; not showing identity or 구매안전서비스: an administrative "
                "fine of up to 10 million "
                "won"),
}
"""Family or regime to what may follow; in broad terms, as the laws stood at the date of the rule."""
SEEN = frozenset({"disease", "medicine", "functional", "commerce", "notice"})
"""Of these the sanction was read in a source; the others are general knowledge and say so on the card."""
SAYS: Mapping[str, str] = {
    "food": _("Food must not be sold as if it prevented or cured illness, were a medicine or a 건강기능식품, or with claims "
              "that cannot be proved. "
              "The effect of an ingredient counts too, and “this is no medicine” does not make it lawful."),
    "diet_food": _("건강기능식품 may state its recognised function word for word, after the advertising review, and nothing "
                   "about curing illness."),
    "cosmetic": _("Cosmetics clean and care. Words of medicine, doctors' recommendations and changes inside the body are "
                  "forbidden; "
                  "functional words need the review."),
    "common": _("What is advertised must be true and provable, must not hide conditions, and must not run others down."),
    "commerce": _("Buyers may withdraw within seven days of receipt without a reason; only the grounds of the law exclude "
                  "it, and they must be "
                  "said clearly beforehand. Money goes back within three working days."),
    "origin": _("Sold at a distance, the origin of farm and sea products stands in Korean beside name or price, and must be "
                "the same everywhere."),
    "chemical": _("Household chemicals must not be made to look harmless; what they kill or remove needs approval and tests."),
    "device": _("Goods that are no medical device must not be advertised as if they treated or relieved illness."),
    "notice": _("Sold at a distance, the items listed for the product group must be stated. Dates, origin and numbers must "
                "be stated "
                "themselves; “see the page” or “see the product” does not count."),
    "certification": _("Goods under safety law carry a mark and a number, and the number is shown in the offer."),
    "seller": _("Whoever sells at a distance reports it and shows who he is; in his own mall he offers protection for "
                "payments made before "
                "delivery. Fewer than 50 deals in the previous year, or being a 간이과세자, exempts from the report alone."),
}
"""Regime to what its law says, in our words."""
_LINKS = (("식품등의 표시·광고에 관한 법률", "식품등의표시ㆍ광고에관한법률"),
          ("식품표시광고법", "식품등의표시ㆍ광고에관한법률"), ("화장품법", "화장품법"),
          ("표시·광고의 공정화에 관한 법률", "표시ㆍ광고의공정화에관한법률"), ("표시광고법", "표시ㆍ광고의공정화에관한법률"),
          ("전자상거래", "전자상거래등에서의소비자보호에관한법률"), ("농수산물의 원산지", "농수산물의원산지표시등에관한법률"),
          ("생활화학제품", "생활화학제품및살생물제의안전관리에관한법률"), ("의료기기법", "의료기기법"),
          ("어린이제품", "어린이제품안전특별법"), ("전기용품", "전기용품및생활용품안전관리법"),
          ("환경기술", "환경기술및환경산업지원법"))
_GROUPS = ("WEAR", "FOOD", "GENERAL_FOOD", "DIET_FOOD", "COSMETIC", "BIOCHEMISTRY", "BIOCIDAL", "ETC", "MEDICAL_APPLIANCES",
           "BOOKS")


@dataclass(frozen=True)
class _Own:
    """A rule that is no row of the claims: about the notice, the origin, a certificate or the seller."""

    regime: str
    severity: str
    basis: str
    as_of: str
    reason: str
    hint: str
    example: str


def rule_card(rule_id: str) -> dict[str, Any]:
    """One rule on a card, with message ids where a text is ours.

    id, regime, family, severity, basis, as_of, link (page of the law), says (what the law says, in our words), reason,
    said_by_the_law (the domain's own words; None where there are none), sanction, sanction_confidence (high: read in a source,
    low: general knowledge), example (a text that it finds), allowed (phrases that it lets pass), settled_by (evidence that
    settles it), applies_when, hint, rewording, confidence, ours (added by us), groups (names of the product groups; None: all).

    Raises `InputProblem` for a rule that there is not.
    """
    rule = next((r for r in law.claims() if r.id == rule_id), None)
    if rule is None:
        own = _own().get(rule_id)
        if own is None:
            raise InputProblem(_("There is no rule {rule}."), rule=rule_id)
        return _card(rule_id, own.regime, own.regime, own.severity, own.basis, own.as_of, own.reason, own.hint, own.example)
    reason, hint = wording.FAMILIES.get(rule.family, (wording.ELSEWHERE, wording.ELSEWHERE_HINT))
    return {**_card(rule.id, rule.regime, rule.family, rule.severity, rule.source, rule.as_of, reason, hint, rule.example),
            "said_by_the_law": rule.reason, "allowed": _phrases(rule.whitelist), "settled_by": _phrases(rule.unless),
            "applies_when": rule.applies_when or None, "confidence": rule.confidence, "ours": rule.ours,
            "groups": _groups(rule.regime)}


def _card(rule: str, regime: str, family: str, severity: str, basis: str, as_of: str, reason: str, hint: str,
          example: str) -> dict[str, Any]:
    return {"id": rule, "regime": regime, "family": family, "severity": severity, "basis": basis, "as_of": as_of,
            "link": link(basis),
            "says": SAYS[regime], "reason": reason, "said_by_the_law": None,
            "sanction": SANCTIONS.get(family) or SANCTIONS[regime],
            "sanction_confidence": "high" if (family if family in SANCTIONS else regime) in SEEN else "low",
            "example": example, "allowed": [], "settled_by": [], "applies_when": None, "hint": hint,
            "rewording": rewording.of(rule), "confidence": "high", "ours": False, "groups": None}


def link(basis: str) -> str:
    """The page of the law that a basis names first, at the national law information centre."""
    named = min(((basis.find(words), name) for words, name in _LINKS if words in basis), default=(0, ""))[1]
    return f"https://www.law.go.kr/법령/{named}" if named else f"https://www.law.go.kr/lsSc.do?query={quote(basis[:40])}"


def _groups(regime: str) -> list[str] | None:
    if regime in ("common", "commerce", "notice", "device"):
        return None
    return [group_name(code) for code in _GROUPS if regime in regimes_of(code)]


def _phrases(pattern: str) -> list[str]:
    """A pattern as phrases that a person can read: alternatives apart, signs of the pattern language gone."""
    depth, phrases, phrase = 0, [], ""
    for letter in pattern:
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and depth == 0:
            phrases.append(phrase)
            phrase = ""
        else:
            phrase += letter
    shown = []
    for alternative in (*phrases, phrase):
        spaced = re.sub(r"\\[sS][*+?]?|\[[^\]]*\][^\s가-힣]*", " ", alternative).replace("\\d", "0")
        shown.append(" ".join(re.sub(r"\(\?[:=!<]*|[()?*+\\^$]", "", spaced).replace("|", "/").split()))
    return [words for words in shown if words]


def _own() -> dict[str, _Own]:
    from diagnostics.law import certificates, origin, shop
    from diagnostics.law.findings import NOTICE_BASIS, NOTICE_DATE

    notice = {"missing": ("block", wording.MISSING, wording.MISSING_HINT, "치수: (없음)"),
              "evasive": ("block", wording.EVASIVE, wording.EVASIVE_HINT, "제조연월: 상세설명 참조"),
              "elsewhere": ("review", wording.ELSEWHERE, wording.ELSEWHERE_HINT, "색상: 상세페이지 참조"),
              "vague": ("review", wording.VAGUE, wording.VAGUE_HINT, "소비자상담 관련 전화번호: 고객센터"),
              "unsaid": ("review", wording.UNSAID, wording.UNSAID_HINT, "KC 인증정보: (없음)"),
              "bare": ("review", wording.BARE, wording.BARE_HINT, "영양성분: 해당없음"),
              "unknown": ("info", wording.UNKNOWN_ALL, wording.UNKNOWN_HINT, "")}
    found = {f"notice.{name}": _Own("notice", severity, NOTICE_BASIS, NOTICE_DATE, reason, hint, example)
             for name, (severity, reason, hint, example) in notice.items()}
    found["group.unknown"] = _Own("notice", "info", NOTICE_BASIS, NOTICE_DATE, wording.NO_GROUP, wording.NO_GROUP_HINT, "")
    for name, severity, reason, hint, example in (
            ("contradicts", "block", origin.CONTRADICTS, origin.CONTRADICTS_HINT, "상품명 ‘국내산 참깨’, 원산지 ‘중국산’"),
            ("unstated", "review", origin.UNSTATED, origin.UNSTATED_HINT, ""),
            ("latin", "review", origin.LATIN, origin.LATIN_HINT, "China"),
            ("unknown", "info", wording.NO_ORIGIN, wording.NO_ORIGIN_HINT, "")):
        found[f"origin.{name}"] = _Own("origin", severity, origin.BASIS, origin.DATE, reason, hint, example)
    for rule, reason, basis in certificates.NEEDS.values():
        found[rule] = _Own("certification", "review", basis, certificates.AS_OF, reason, certificates.HINT, "KC 인증 필")
    found["certification.unknown"] = _Own("certification", "info", certificates.KC_LAW, certificates.AS_OF,
                                          wording.NO_CERTIFICATE,
                                          wording.NO_CERTIFICATE_HINT, "")
    for rule, severity, reason, hint, basis, example in (
            ("business_number", "block", shop.NUMBER_WRONG, shop.NUMBER_HINT, shop.IDENTITY, "220-81-62518"),
            ("report_due", "review", shop.REPORT_ASKED, shop.REPORT_HINT, shop.REPORT, ""),
            ("report_form", "review", shop.REPORT_FORM, shop.REPORT_FORM_HINT, shop.REPORT, "신고 번호 있음"),
            ("report_exempt", "info", shop.EXEMPT, shop.EXEMPT_HINT, shop.REPORT, ""),
            ("report_unknown", "info", shop.ASK, shop.ASK_HINT, shop.REPORT, ""),
            ("identity", "review", shop.IDENTITY_LACKS, shop.IDENTITY_HINT, shop.IDENTITY, ""),
            ("purchase_safety", "review", shop.SAFETY_ASKED, shop.SAFETY_HINT, shop.SAFETY, "")):
        found[f"seller.{rule}"] = _Own("seller", severity, basis, shop.AS_OF, reason, hint, example)
    return found
