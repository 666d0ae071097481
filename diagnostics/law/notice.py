"""상품정보제공고시: does a listing state each item of its product group, and does what it states count?"""
import re
from dataclasses import dataclass

from data.reference import law
from data.reference.law import NoticeItem
from diagnostics.law import notice_names
from diagnostics.law import notice_values as values
from diagnostics.law.listings import Listing

_HOME = re.compile(r"국내|국산|대한민국|한국|korea|제주|강원|경기|충청|충북|충남|전라|전북|전남|경상|경북|경남|"
                   r"서울|부산|대구|인천|광주|대전|울산|세종", re.IGNORECASE)
_ABROAD = re.compile(r"수입|중국|미국|일본|베트남|태국|호주|뉴질랜드|칠레|캐나다|러시아|노르웨이|인도|브라질|스페인|"
                     r"이탈리아|프랑스|독일|영국|튀르키예|필리핀|말레이시아|멕시코|페루|아르헨티나|대만|"
                     r"china|usa|japan|vietnam", re.IGNORECASE)
_FUNCTIONAL = re.compile(r"미백|주름\s*(?:개선|완화)|자외선\s*차단|SPF\s*\d+|PA\+|탈모\s*증상|여드름성", re.IGNORECASE)
_LIVESTOCK = re.compile(r"축산|한우|육우|쇠고기|소고기|돼지|돈육|닭|오리고기|계란|달걀|정육|육류")
_FISHERY = re.compile(r"수산|생선|해산물|어패|건어물|새우|오징어|굴비|김(?:$|\s)|미역|다시마|멸치|전복|꽃게|갈치|고등어")


@dataclass(frozen=True)
class Faults:
    """What is wrong with one notice: names of items. `missing` and `evasive` must be put right (evasive: a date, origin or
    number that only points elsewhere), the others are to be looked at: `elsewhere` (text that points elsewhere), `unsaid`
    (conditional items without a word), `bare` (해당없음 without a reason), `vague` (a date without a day or rule, a phone or
    certificate without a number)."""

    missing: tuple[str, ...] = ()
    evasive: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()


KINDS = tuple(Faults.__dataclass_fields__)


def check(listing: Listing) -> Faults | None:
    """The faults of a listing's notice; None where its group or its notice is not known."""
    if listing.notice is None or listing.group is None:
        return None
    found: dict[str, list[str]] = {name: [] for name in KINDS}
    items = law.notice_items()[listing.group]
    for item, texts in zip(items, notice_names.values(listing.group, listing.notice), strict=True):
        fault = _fault(item, _weakest(item, texts) if texts else _field(item, listing), listing)
        if fault:
            found[fault].append(item.item)
    return Faults(**{name: tuple(items) for name, items in found.items()})


def _fault(item: NoticeItem, value: str | None, listing: Listing) -> str | None:
    if value is None or not values.stated(value):
        needed = _applies(item, listing) if item.conditional else True
        return None if needed is False else "missing" if needed else "unsaid"
    reason = values.says_none(value)
    if reason is not None:
        if item.item.endswith(("유무", "여부")):  # that there is none is what the item asks
            return None
        return None if reason or (item.conditional and _applies(item, listing) is False) else "bare"
    if values.points_away(value, item.kind):
        return "evasive" if item.kind in values.STRICT else "elsewhere"
    return "vague" if values.vague(value, item.kind, item.item) else None


def _weakest(item: NoticeItem, texts: tuple[str, ...]) -> str:
    """Of an item that is given in parts, the part that decides: a full weight must not hide an empty size."""
    empty = next((t for t in texts if not values.stated(t)), None)
    if empty is not None:
        return empty
    return next((t for t in texts if values.points_away(t, item.kind)), ", ".join(texts))


def _field(item: NoticeItem, listing: Listing) -> str | None:
    """What a field of the listing itself states for an item that the notice does not name."""
    if item.kind == "origin" and listing.origin.strip():
        return listing.origin
    if values.is_certificate(item.item) and listing.certification.strip():
        return listing.certification
    return None


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
