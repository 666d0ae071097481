"""원산지: is it stated where food needs it, in Korean, and is it the same wherever it is stated?"""
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.text import _
from diagnostics.law import notice_values, plain
from diagnostics.law.groups import FOOD
from diagnostics.law.listings import Listing

BASIS = "농수산물의 원산지 표시 등에 관한 법률 제5조·제6조; 시행규칙 별표3(통신판매)"
DATE = "2026-03"
HOME = "국내산"
_REGIONS = ("강원", "경기", "충청", "충북", "충남", "전라", "전북", "전남", "경상", "경북", "경남", "제주", "서울", "부산",
            "대구", "인천", "광주", "대전", "울산", "세종", "청송", "성주", "해남", "고흥", "완도", "영광", "의성", "나주",
            "상주", "영주", "공주", "논산", "이천", "여주", "횡성", "안동", "통영", "여수", "순천", "고창", "무안", "신안",
            "진도", "남해", "하동", "구례", "담양", "영암", "밀양", "창녕", "거제", "포항")
_ABROAD = ("중국", "미국", "일본", "베트남", "태국", "호주", "뉴질랜드", "칠레", "캐나다", "러시아", "노르웨이", "인도네시아",
           "인도", "브라질", "스페인", "이탈리아", "프랑스", "독일", "영국", "튀르키예", "터키", "필리핀", "말레이시아",
           "멕시코", "페루", "아르헨티나", "대만", "네덜란드", "덴마크", "벨기에", "폴란드", "헝가리", "오스트리아", "스위스",
           "그리스", "이집트", "남아공", "케냐", "에티오피아", "콜롬비아", "과테말라", "코스타리카", "에콰도르", "우크라이나",
           "키르기스스탄", "우즈베키스탄", "이란", "모로코", "미얀마", "캄보디아", "라오스", "몽골", "파키스탄", "세네갈")
_LATIN = { "china": "중국", "usa": "미국", "u.s.a": "미국", "united states": "미국", "japan": "일본", "vietnam": "베트남",
          "thailand": "태국", "australia": "호주", "new zealand": "뉴질랜드", "chile": "칠레", "canada": "캐나다",
          "norway": "노르웨이", "spain": "스페인", "italy": "이탈리아", "france": "프랑스", "germany": "독일", "korea": HOME,
          "brazil": "브라질", "peru": "페루"}
_HOMES, _LANDS = "|".join(_REGIONS), "|".join(_ABROAD)
_SAID = re.compile(
    rf"(?P<home>국내산|국산|(?:대한민국|한국)\s*(?:산|$)|우리\s*농산물|(?:{_HOMES})(?:북도|남도|도|특별자치도|시|군)?\s?산)(?![가-힣]*맥)"
    rf"|(?P<abroad>{_LANDS})\s*산(?![가-힣]*맥)"
    r"|(?P<imported>수입산|외국산)")
_FIELD = re.compile(
    rf"(?P<home>국내|국산|대한민국|한국|korea|{_HOMES})|(?P<abroad>{_LANDS}|{'|'.join(map(re.escape, _LATIN))})"
    r"|(?P<imported>수입|해외|외국)", re.IGNORECASE)
_ANYWHERE = re.compile(r"원산지\s*[:：]?\s*[가-힣]|[가-힣]{2,}산(?=[\s),·:/]|$)")
_STYLE = re.compile(r"(?:식|풍|스타일|요리|레시피|품종|종자|수출|맛집)")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with the origin of a listing."""

    rule: str
    severity: str
    reason: str
    hint: str
    words: tuple[str, ...]
    where: str
    params: Mapping[str, Any] = field(default_factory=dict)


CONTRADICTS = _("The origin differs: the {here} says “{one}”, the {there} says “{other}”.")
CONTRADICTS_HINT = _("Write the same origin in the name, the notice and the origin field; what the label says is right.")
UNSTATED = _("The origin of this food is stated nowhere: not in the name, the text or the origin field.")
UNSTATED_HINT = _("Write country or region in Korean beside the name, such as “국내산(경북 청송)”.")
LATIN = _("The origin “{one}” is not written in Korean.")
LATIN_HINT = _("Write it in Korean: “{korean}”. Latin letters may stand beside it.")
PLACES = {"title": _("product name"), "notice": _("고시 (product notice)"), "origin": _("origin field")}


def check(listing: Listing) -> list[Fault]:
    """What is wrong with the origin of a listing: food must state it, and what contradicts itself is wrong anywhere."""
    return [*_contradictions(listing), *_unstated(listing), *_latin(listing)]


def _contradictions(listing: Listing) -> list[Fault]:
    said = {"title": (listing.title, _origins(listing.title, free=True)), "notice": _noticed(listing),
            "origin": (listing.origin, _origins(listing.origin))}
    known = [(place, text, found) for place, (text, found) in said.items() if found]
    for i, (here, one, mine) in enumerate(known):
        for there, other, theirs in known[i + 1:]:
            if _agree(mine, theirs):
                continue
            # A mixture names several; that one of them is missing elsewhere is to be looked at, no more.
            grave = len(mine) == len(theirs) == 1 and (HOME in mine) != (HOME in theirs) and listing.group in FOOD
            return [Fault("origin.contradicts", "block" if grave else "review", CONTRADICTS, CONTRADICTS_HINT,
                          (_short(one), _short(other)), here,
                          {"one": _short(one), "other": _short(other), "here": {"text": PLACES[here], "params": {}},
                           "there": {"text": PLACES[there], "params": {}}})]
    return []


def _agree(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if mine & theirs:
        return True
    foreign = {"수입산"}
    return (mine == foreign and HOME not in theirs) or (theirs == foreign and HOME not in mine)


def _noticed(listing: Listing) -> tuple[str, frozenset[str]]:
    texts = [t for k, t in (listing.notice or {}).items() if re.search(r"원산지|제조국|origin", k, re.IGNORECASE)]
    stated = next((t for t in texts if _origins(t)), "")
    return stated, _origins(stated)


def _origins(text: str, free: bool = False) -> frozenset[str]:
    """The origins that a text names; free text must say 산, for 중국식 and 제주 여행 are no origins."""
    found = set()
    for m in (_SAID if free else _FIELD).finditer(plain.read(text).text):
        if free and _STYLE.match(text[m.end():m.end() + 4].strip()):
            continue
        if m["home"]:
            found.add(HOME)
        elif m["abroad"]:
            name = m["abroad"]
            found.add(_LATIN.get(name.lower(), name.replace("터키", "튀르키예")))
        else:
            found.add("수입산")
    return frozenset(found - {"수입산"} or found)


def _unstated(listing: Listing) -> list[Fault]:
    """Only where the notice is known to state none: a file without these columns says nothing about the shop."""
    if listing.group not in FOOD or listing.notice is None or listing.origin.strip() or not listing.detail:
        return []
    if any("원산지" in k and notice_values.stated(t) for k, t in listing.notice.items()):
        return []
    everything = "\n".join([listing.title, listing.detail, listing.keywords, *listing.notice.values()])
    if _ANYWHERE.search(everything) or _SAID.search(everything):
        return []
    return [Fault("origin.unstated", "review", UNSTATED, UNSTATED_HINT, (), "detail_text")]


def _latin(listing: Listing) -> list[Fault]:
    text = listing.origin.strip()
    if listing.group not in FOOD or not text or re.search("[가-힣]", text) or not re.search("[A-Za-z]{3}", text):
        return []
    name = next((k for latin, k in _LATIN.items() if latin in text.lower()), "○○")
    korean = name if name.endswith("산") else f"{name}산"
    return [Fault("origin.latin", "review", LATIN, LATIN_HINT, (_short(text),), "origin",
                  {"one": _short(text), "korean": korean})]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else f"{text[:39]}…"
