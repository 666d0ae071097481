"""Certificates: which product groups need a number, and whether one is there.

The form of a number is not judged: no public source gives it, and a number that looks right proves nothing.
"""
import re
from dataclasses import dataclass

from data.text import _
from diagnostics.law import notice_values
from diagnostics.law.listings import Listing

ELECTRIC = frozenset({"IMAGE_APPLIANCES", "HOME_APPLIANCES", "SEASON_APPLIANCES", "OFFICE_APPLIANCES", "OPTICS_APPLIANCES",
                      "MICROELECTRONICS", "CELLPHONE", "NAVIGATION"})
KIDS_LAW = "어린이제품 안전 특별법 제17조·제22조·제25조 (안전인증 · 안전확인 · 공급자적합성확인)"
KC_LAW = "전기용품 및 생활용품 안전관리법 제5조·제15조·제23조 (안전인증 · 안전확인 · 공급자적합성확인)"
CHEMICAL_LAW = "생활화학제품 및 살생물제의 안전관리에 관한 법률 제10조·제20조"
DEVICE_LAW = "의료기기법 제6조·제15조"
NEEDS: dict[str, tuple[str, str, str]] = {
    "KIDS": ("certification.kids", _("Goods for children need a KC number (안전인증, 안전확인 or 공급자적합성확인); none is "
                                     "stated."), KIDS_LAW),
    "MEDICAL_APPLIANCES": ("certification.device",
                           _("A medical device needs the number of its permit, certificate or report; none is stated."),
                           DEVICE_LAW),
    "BIOCHEMISTRY": ("certification.chemical",
                     _("Household chemicals need the number of the safety report (신고번호) or approval; none is stated."),
                     CHEMICAL_LAW),
    "BIOCIDAL": ("certification.chemical",
                 _("Household chemicals need the number of the safety report (신고번호) or approval; none is stated."),
                 CHEMICAL_LAW),
    **dict.fromkeys(sorted(ELECTRIC), (
        "certification.electric",
        _("Electrical goods need a KC number (안전인증, 안전확인 or 공급자적합성확인); none is stated."), KC_LAW)),
}
"""Product group to (rule, what is lacking, the law)."""
HINT = _("Ask the maker or importer for the number and for a picture of the mark, and write the number here. If the product "
         "is exempt, "
         "write “해당없음” and why.")
AS_OF = "2026-03"
DIGITS = 3
"""A number of a certificate has at least as many digits; nothing else about its form is judged."""
_NUMBER = re.compile(r"(?:인증|확인|신고|허가|승인|적합)[^\n.]{0,14}?[A-Z0-9][A-Z0-9\-]{4,}", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """That a number is asked for: rule, what is lacking, how to get it, the law, and what stands there instead."""

    rule: str
    reason: str
    hint: str
    basis: str
    as_of: str
    words: tuple[str, ...]


def asked(listing: Listing) -> Asked | None:
    """What certificate is asked for; None where a number is there, a reason why there is none, or nothing of it is known."""
    need = NEEDS.get(listing.group or "")
    if need is None or (listing.notice is None and not listing.certification.strip()):
        return None
    said = [listing.certification, *(t for k, t in (listing.notice or {}).items()
                                     if notice_values.is_certificate(k) or "certif" in k.lower() or "KC" in k.upper())]
    said = [text.strip() for text in said if notice_values.stated(text)]
    if any(sum(c.isdigit() for c in text) >= DIGITS or notice_values.says_none(text) or notice_values.says_exempt(text)
           for text in said):
        return None
    if _NUMBER.search(listing.detail):
        return None
    rule, reason, law = need
    return Asked(rule, reason, HINT, law, AS_OF, tuple(dict.fromkeys(said)))
