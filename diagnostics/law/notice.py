"""상품정보제공고시: does a listing state each item of its product group, and does what it states count?"""
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.reference import law
from data.reference.law import NoticeItem
from diagnostics.law.listings import Listing

STRICT = ("date", "origin", "number")
"""Kinds of items where a reference to the detail page states nothing (2023 guideline)."""
_NONE = re.compile(r"^\s*(?:해당\s*(?:사항)?\s*(?:없음|무)|비\s*대상|대상\s*아님|없음|N/?A)\s*(?P<rest>.*)$",
                   re.IGNORECASE | re.DOTALL)
_EMPTY = re.compile(r"^[\s\-–—.·]*$|^\s*(?:미정|추후\S*|확인\s*중|준비\s*중)\s*$")
_PLACE = (r"(?:(?:상품|상세|제품|실물|포장지?|본문|하단|상단|별도|이미지|라벨|페이지|설명|정보|내용|뒷면|용기|박스|기재|표시|"
          r"사항|내)\s*(?:에|의|을|를)?\s*)*")
_POINTS_AWAY = re.compile(_PLACE + r"(?:참조|참고)(?:\s*(?:바람|바랍니다|해\s*주세요|하세요|요망))?|별도\s*(?:표기|표시)|"
                          r"(?:실물|제품|포장지?|용기)\s*(?:에\s*)?(?:별도\s*)?(?:표기|표시)")
_HOME = re.compile(r"국내|국산|대한민국|한국|korea|제주|강원|경기|충청|충북|충남|전라|전북|전남|경상|경북|경남|"
                   r"서울|부산|대구|인천|광주|대전|울산|세종", re.IGNORECASE)
_ABROAD = re.compile(r"수입|중국|미국|일본|베트남|태국|호주|뉴질랜드|칠레|캐나다|러시아|노르웨이|인도|브라질|스페인|"
                     r"이탈리아|프랑스|독일|영국|튀르키예|필리핀|말레이시아|멕시코|페루|아르헨티나|대만|"
                     r"china|usa|japan|vietnam", re.IGNORECASE)
_FUNCTIONAL = re.compile(r"미백|주름\s*(?:개선|완화)|자외선\s*차단|SPF\s*\d+|PA\+|탈모\s*증상|여드름성", re.IGNORECASE)
_LIVESTOCK = re.compile(r"축산|한우|육우|쇠고기|소고기|돼지|돈육|닭|오리고기|계란|달걀|정육|육류")
_FISHERY = re.compile(r"수산|생선|해산물|어패|건어물|새우|오징어|굴비|김(?:$|\s)|미역|다시마|멸치|전복|꽃게|갈치|고등어")
NO_REASON = 3
"""A reason for 해당없음 has more letters than this."""


@dataclass(frozen=True)
class Faults:
    """What is wrong with one notice: names of items. `missing` and `evasive` must be put right (evasive: a date, origin or
    number that only points elsewhere), the others are to be looked at: `elsewhere` (text that points elsewhere), `unsaid`
    (conditional items without a word), `bare` (해당없음 without a reason)."""

    missing: tuple[str, ...] = ()
    evasive: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()


def check(listing: Listing) -> Faults | None:
    """The faults of a listing's notice; None where its group or its notice is not known."""
    if listing.notice is None or listing.group is None:
        return None
    stated = {_plain(k): v for k, v in listing.notice.items()}
    found: dict[str, list[str]] = {name: [] for name in ("missing", "evasive", "elsewhere", "unsaid", "bare")}
    for item in law.notice_items()[listing.group]:
        fault = _fault(item, _value(item, stated, listing), listing)
        if fault:
            found[fault].append(item.item)
    return Faults(**{name: tuple(items) for name, items in found.items()})


def _fault(item: NoticeItem, value: str | None, listing: Listing) -> str | None:
    needed = _applies(item, listing) if item.conditional else True
    if value is None or _EMPTY.match(value):
        if needed is False:
            return None
        return "missing" if needed else "unsaid"
    none = _NONE.match(value)
    if none:
        reason = sum(c.isalpha() for c in none["rest"])
        return None if needed is False or reason > NO_REASON else "bare"
    if points_away(value, item.kind):
        return "evasive" if item.kind in STRICT else "elsewhere"
    return None


def points_away(value: str, kind: str) -> bool:
    """Whether a text only says where the fact stands instead of stating it; a date or number beside it counts as stated."""
    rest = _POINTS_AWAY.sub("", value)
    if rest == value:
        return False
    if kind in ("date", "number"):
        return not any(c.isdigit() for c in rest)
    return sum(c.isalnum() for c in rest) < 2


def _value(item: NoticeItem, stated: Mapping[str, str], listing: Listing) -> str | None:
    """What the listing states for an item, under any of its names or, part by part, under the names of its parts."""
    for name in _names(item):
        if name in stated:
            return stated[name]
    parts = [[stated[n] for n in part if n in stated] for part in _parts(item.item)]
    if len(parts) > 1 and all(parts):
        # The weakest part decides, or a full weight would hide an empty size.
        texts = [values[0] for values in parts]
        away = next((t for t in texts if points_away(t, item.kind)), ", ".join(texts))
        return next((t for t in texts if _EMPTY.match(t)), away)
    if item.kind == "origin" and listing.origin.strip():
        return listing.origin
    if "인증" in item.item and listing.certification.strip():
        return listing.certification
    return None


@cache
def _names(item: NoticeItem) -> tuple[str, ...]:
    outside = re.sub(r"\([^()]*\)", "", item.item)
    return tuple(dict.fromkeys(_plain(name) for name in (item.item, outside, *item.aliases)))


@cache
def _parts(item: str) -> tuple[tuple[str, ...], ...]:
    """The parts of an item that names several, each with the names that it goes by: 크기, 무게 or 용량(중량), 수량."""
    found = []
    for part in re.split(r",\s*(?![^()]*\))", item):
        inside = re.findall(r"\(([^()]*)\)", part)
        names = [part, re.sub(r"\([^()]*\)", "", part), *inside]
        found.append(tuple(_plain(n) for name in names for n in (name, *re.split(r"\s+또는\s+", name))))
    return tuple(found)


def _plain(name: str) -> str:
    return re.sub(r"[\s·,/().\-:：&]+", "", name).replace("유통기한", "소비기한").replace("년월", "연월").upper()


def _applies(item: NoticeItem, listing: Listing) -> bool | None:
    """Whether a conditional item holds for this listing; None where we cannot tell."""
    about = f"{listing.title} {listing.category}"
    match item.applies:
        case "imported":
            origin = " ".join([listing.origin, *(v for k, v in (listing.notice or {}).items() if "원산지" in k or "제조국" in k)])
            if _ABROAD.search(origin):
                return True
            return False if _HOME.search(origin) else None
        case "functional":
            return bool(_FUNCTIONAL.search(f"{about} {listing.keywords}"))
        case "livestock":
            return bool(_LIVESTOCK.search(about))
        case "fishery":
            return None if _FISHERY.search(about) else False
        case "crop":
            return False if _LIVESTOCK.search(about) or _FISHERY.search(about) else None
    return None
