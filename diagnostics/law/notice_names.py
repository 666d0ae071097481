"""Which of a listing's notice entries states which item: by the item's names, by its parts, or by a name that is near enough."""
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from data.reference import law
from data.reference.law import NoticeItem
from diagnostics.law.notice_given import CAMEL

NEAR_ENOUGH = 0.76
"""Likeness (0..1) from which on a name that nothing else explains is taken for that of an item."""
_SAME = (("유통기한", "소비기한"), ("크기", "치수"), ("재질", "소재"), ("세탁시주의", "세탁방법취급시주의"),
         ("년월", "연월"), ("년도", "연도"), ("사이즈", "치수"), ("컬러", "색상"), ("칼라", "색상"),
         ("무게", "중량"), ("제조사", "제조자"), ("제조업체", "제조자"), ("수입사", "수입자"), ("제조원", "제조자"),
         ("연락처", "전화번호"), ("고객센터", "소비자상담전화번호"), ("고객상담", "소비자상담"), ("애프터서비스", "AS"),
         ("사용법", "사용방법"), ("유의사항", "주의사항"))
_FILLER = re.compile(r"및|또는|혹은|관련|관한|대한|정보|사항|표시|여부|유무|내용|해당하는경우|해당|경우|제품|상품|동일모델|"
                     r"의|등|필")
Matched = tuple[tuple[str, ...], ...]


def plain(name: str) -> str:
    """A name without spaces and signs, spelled as today."""
    return re.sub(r"[\s·ㆍ・,/().\-:：&*\[\]]+", "", name).replace("유통기한", "소비기한").replace("년월", "연월").upper()


@lru_cache(maxsize=20_000)
def matched(group: str, keys: tuple[str, ...]) -> Matched:
    """Per item of the group, the keys that state it: one where a key names it, one per part where its parts are given apart."""
    items = law.notice_items()[group]
    wanted = [_names(item) for item in items]
    known = {key: _called(key) for key in keys}
    found: list[tuple[str, ...]] = []
    for names in wanted:
        exact = next((key for name in names for key in keys if name in known[key]), None)
        found.append((exact,) if exact is not None else ())
    for i, item in enumerate(items):
        parts = [next((k for k in keys if known[k] & part), None) for part in _parts(item.item)]
        if not found[i] and len(parts) > 1 and all(parts):
            found[i] = tuple(dict.fromkeys(p for p in parts if p is not None))
    taken = {key for of_item in found for key in of_item}
    loose = [key for key in keys if key not in taken]
    for key in loose:
        # 제조사/제조국: one entry that states two items.
        shares = [known_part for part in re.split(r"[/,·ㆍ&+]|\s및\s", key) if (known_part := _called(part))]
        hits = [i for i, names in enumerate(wanted) if not found[i] and len(shares) > 1 and any(s & set(names) for s in shares)]
        if not hits:
            # One part of an item that lists several does not stand for all of them.
            likeness = [(_likeness(known[key], names), -i) for i, names in enumerate(wanted)
                        if not found[i] and not _only_a_part(items[i].item, known[key])]
            best, at = max(likeness, default=(0.0, 0))
            hits = [-at] if best >= NEAR_ENOUGH else []
        for i in hits:
            found[i] = (key,)
    return tuple(found)


def _called(key: str) -> frozenset[str]:
    """The names that a key goes by: its own, or those of an API's key."""
    return frozenset(plain(n) for n in CAMEL.get(key.strip(), (key, re.sub(r"\([^()]*\)", "", key))) if plain(n))


@cache
def _names(item: NoticeItem) -> tuple[str, ...]:
    outside = re.sub(r"\([^()]*\)", "", item.item)
    return tuple(dict.fromkeys(plain(name) for name in (item.item, outside, *item.aliases)))


@cache
def _parts(item: str) -> tuple[frozenset[str], ...]:
    """The parts of an item that names several, each with the names that it goes by: 품명 및 모델명 or 크기, 무게."""
    return _split(item, r",\s*(?![^()]*\))|\s및\s")


@cache
def _listed(item: str) -> tuple[frozenset[str], ...]:
    """The parts of an item that lists several, commas between them."""
    return _split(item, r",\s*(?![^()]*\))")


def _only_a_part(item: str, called: frozenset[str]) -> bool:
    listed = _listed(item)
    return len(listed) > 1 and any(called & part for part in listed)


def _split(item: str, between: str) -> tuple[frozenset[str], ...]:
    found = []
    for part in re.split(between, item):
        inside = re.findall(r"\(([^()]*)\)", part)
        names = [part, re.sub(r"\([^()]*\)", "", part), *inside]
        found.append(frozenset(plain(n) for name in names for n in (name, *re.split(r"\s+또는\s+", name))))
    return tuple(found)


def _likeness(called: frozenset[str], names: tuple[str, ...]) -> float:
    return max((_alike(_core(one), _core(other)) for one in called for other in names), default=0.0)


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 2 and short in long:
        return 0.76 + 0.24 * len(short) / len(long)
    return SequenceMatcher(None, one, other).ratio()


@cache
def _core(name: str) -> str:
    for given, meant in _SAME:
        name = name.replace(given, meant)
    return _FILLER.sub("", name)


def values(group: str, notice: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Per item of the group, the texts that state it."""
    return [tuple(notice[key] for key in keys) for keys in matched(group, tuple(notice))]
