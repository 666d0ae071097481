"""Does the text of a notice item state the fact, or only say where it stands, or that there is none?"""
import re
from functools import lru_cache

STRICT = ("date", "origin", "number")
"""Kinds of items where a reference to another place states nothing (2023 guideline)."""
NO_REASON = 1
"""A reason for 해당없음 has at least as many letters as this, words such as 상품 apart."""
_NONE = re.compile(r"^\W*(?:해당\s*(?:사항)?\s*(?:없음|없습니다|없어요|무|안\s*됨|되지\s*않음)|비\s*해당|미\s*해당|"
                   r"비\s*대상|대상\s*(?:이\s*)?아님|"
                   r"없음|N\s*/\s*A|NA|NONE|X)(?![A-Za-z가-힣])(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_EMPTY = re.compile(r"^[\s\-–—.·_?*/]*$|^\s*(?:미정|추후\S*(?:\s*\S{1,4}){0,2}|확인\s*중|준비\s*중|모름|미기재|"
                    r"입력\s*(?:예정|안\s*함))\s*$")
_WHERE = (r"(?:상품|상세|제품|실물|포장(?:지|재|박스)?|본문|하단|상단|아래|위|별도|개별|이미지|사진|라벨|태그|택|페이지|"
          r"설명|정보|내용|안내|"
          r"뒷면|앞면|후면|전면|측면|밑면|겉면|바닥면?|용기|박스|병|캔|봉투|기재|표시|사항|고시|옵션|각|해당|문구|스티커|"
          r"제조일|홈페이지|디테일|detail|page|"
          r"내|속|란|면|상)")
_JOSA = r"(?:에|의|을|를|은|는|로|으로|에서|도|과|와|및|,|/|\s)*"
_POLITE = (r"(?:\s*(?:바람|바랍니다|부탁\S*|해\s*주\S+|하\s*세요|하십시오|요망|要|가능\S*|할\s*것|하시\S*|드\S+|됨|되어\s*있\S*|"
           r"예정|必|필|!|\.))*")
_POINTS = re.compile(
    rf"(?:{_WHERE}{_JOSA})*(?:참조|참고|참죠|참조란)(?:란|바람)?{_POLITE}|"
    rf"(?:{_WHERE}{_JOSA})+(?:확인|문의){_POLITE}|(?:고객\s*센터|판매자|톡톡|q\s*&\s*a)\S*\s*(?:로|에)?\s*문의{_POLITE}|"
    rf"(?:{_WHERE}{_JOSA})+(?:별도\s*)?(?:표기|표시|기재|인쇄|명시|각인|부착|안내)(?:\s*(?:됨|된|된\s*날짜|되어\s*있\S*|"
    rf"일자|일|날짜|사항))*(?:까지|내|기준)?{_POLITE}|"
    rf"별도\s*(?:표기|표시|기재|안내|문의|명시)(?:\s*(?:됨|된|일자|일|날짜))*(?:까지)?{_POLITE}|"
    r"(?:please\s*)?(?:see|refer\s*to|check)\s+(?:the\s+)?(?:detail|product|page|label|image|description|package)[\w\s]*",
    re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\(?0\d{1,3}\)?[\s.\-]?\d{3,4}[\s.\-]?\d{4}|1[5-8]\d{2}[\s.\-]?\d{4})(?!\d)")
_DAY = re.compile(r"\d{2,4}\s*[.\-/년]\s*\d{1,2}|\d{1,2}\s*월|\d+\s*(?:일|개월|년|주|시간|달)|(?<!\d)(?:19|"
                  r"20)\d{2}(?:\d{2}){0,2}(?!\d)")
_RULE = re.compile(r"(?:주문|접수|당일|매일|매주|수확|발송|출고|입고|생산|구운|최근|상시|예약)[^.\n]{0,20}(?:제작|제조|생산|"
                   r"발송|출고|포장|수확|도축|굽|구워|볶|로스팅|제빵)|"
                   r"(?:제작|제조|생산|수확|로스팅)\s*(?:후|즉시|당일|직후)")
_DIGITS = re.compile(r"\d")


def stated(text: str) -> bool:
    """Whether anything is written at all."""
    return not _EMPTY.match(text)


@lru_cache(maxsize=100_000)
def says_none(text: str) -> bool | None:
    """Whether the text says that the item does not apply: True with a reason, False without one, None where it says otherwise."""
    found = _NONE.match(text)
    if found is None:
        return None
    reason = re.sub(r"해당|사항|없음|없습니다|입니다|상품|제품|항목", "", found["rest"])
    return sum(c.isalpha() for c in reason) >= NO_REASON


@lru_cache(maxsize=100_000)
def points_away(text: str, kind: str) -> bool:
    """Whether a text only says where the fact stands instead of stating it; a date or number beside it counts as stated."""
    rest = _POINTS.sub(" ", text)
    if rest == text:
        return False
    if kind == "date":
        return not is_dated(rest)
    if kind == "number":
        return not _DIGITS.search(rest)
    bare = re.sub(r"문의|전화|연락|고객\s*센터|번호", " ", _PHONE.sub(" ", rest))
    return sum(c.isalpha() for c in bare) < 2


def is_dated(text: str) -> bool:
    """Whether a text states a day, a span, or a rule from which the day follows (made to order, 30 days left at dispatch)."""
    bare = _PHONE.sub(" ", text)
    return bool(_DAY.search(bare) or _RULE.search(bare))


@lru_cache(maxsize=100_000)
def vague(text: str, kind: str, item: str) -> bool:
    """Whether a date is neither a day nor a rule, a phone number has no digits, or a certificate no number."""
    if kind == "date":
        return not is_dated(text)
    if kind == "number" and ("전화번호" in item or "연락처" in item):
        return sum(c.isdigit() for c in text) < 7
    if kind == "number" and is_certificate(item):
        return sum(c.isdigit() for c in text) < 3 and not says_exempt(text)
    return False


def is_certificate(item: str) -> bool:
    """Whether an item asks for the number of a certificate, permit or report."""
    return bool(re.search(r"인증|허가|신고번호|승인번호|합격증", item))


def says_exempt(text: str) -> bool:
    """Whether a text says in words that no certificate is needed, with something beside it that says what the product is."""
    exempt = re.search(r"대상\s*(?:품목|상품|제품)?\s*(?:이\s*)?아[니님닌]|비\s*대상|"
                       r"해당\s*(?:사항\s*)?(?:없|되지\s*않)|면제", text)
    return exempt is not None and sum(c.isalpha() for c in text) >= 8
