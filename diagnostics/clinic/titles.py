"""A title, word by word: what repeats, what promotes, what is forbidden; and the same words in a better order."""
import re
from dataclasses import dataclass

from data.reference.limits import limit, limits
from diagnostics.metrics import listing_rules as rules

_SIZE = re.compile(r"^\(?\d[\d.,~x×*]*\s*(?:kg|g|mg|ml|l|cm|mm|m|개|입|매|장|병|팩|봉|호|박스|세트|켤레|인용|과|포|"
                   r"캔|정|p|ea|pcs)\S*$", re.IGNORECASE)
_PROMOTION = re.compile(rules.PROMOTION)
_EMPTY = re.compile(r"[(\[]\s*[,./~\-]*\s*[)\]]")
_TOLERATED = set("~-+&%·×:'\"[]")


@dataclass(frozen=True)
class Faults:
    """What a title carries that it should not, as it stands there."""

    repeated: tuple[str, ...]
    promotion: tuple[str, ...]
    symbols: tuple[str, ...]


def faults(title: str, channel: str) -> Faults:
    words = [w for w in re.sub(r"[^0-9a-z가-힣]+", " ", title.lower()).split() if len(w) >= 2]
    repeated = dict.fromkeys(w for w in words if words.count(w) > 1)
    promotion = dict.fromkeys(" ".join(m.group().split()) for m in _PROMOTION.finditer(title))
    symbols = dict.fromkeys(c for c in title if not _may_stand(c, channel) and c not in "".join(promotion))
    return Faults(tuple(repeated), tuple(promotion), tuple(symbols))


def _may_stand(letter: str, channel: str) -> bool:
    if letter.isalnum() or letter.isspace() or not letter.isprintable():
        return True
    refused = limits().get((channel, "title_forbidden"))
    if refused is not None:
        return letter not in refused.value
    allowed = limits().get((channel, "title_symbols"))
    return allowed is None or letter in allowed.value or letter in _TOLERATED


def rebuilt(title: str, brand: str, channel: str) -> str | None:
    """Brand, product and attributes, size, in the words of the title and the brand field: without repeated and promotion words
    and forbidden symbols, within the channel's limit. None where nothing is left to change, or nothing would be left."""
    plain = _PROMOTION.sub(" ", title)
    plain = "".join(c if _may_stand(c, channel) else " " for c in plain if c.isprintable())
    plain = _EMPTY.sub(" ", plain)
    brand = " ".join(brand.split()) if _is_name(brand) else ""
    if brand:
        plain = re.sub(re.escape(brand).replace(r"\ ", r"\s*"), " ", plain, flags=re.IGNORECASE)
        plain = _EMPTY.sub(" ", plain)
    words, seen = [], set()
    for word in plain.split():
        key = re.sub(r"[^0-9a-z가-힣]+", "", word.lower())
        if not key or (len(key) >= 2 and key in seen):
            continue
        seen.add(key)
        words.append(word)
    sizes = [w for w in words if _SIZE.match(w)]
    names = [w for w in words if w not in sizes]
    if not names and not sizes:
        return None
    made = _fitted([brand] if brand else [], names, sizes, _most(channel))
    return None if made == " ".join(title.split()) else made


def _is_name(brand: str) -> bool:
    from diagnostics.metrics.catalogue import NO_BRAND

    return bool(brand.strip()) and re.sub(r"[\s\-_.·]+", "", brand.lower()) not in NO_BRAND


def _most(channel: str) -> int:
    found = limit(channel, "title_max")
    return int(found.number) if found is not None else 100


def _fitted(brand: list[str], names: list[str], sizes: list[str], most: int) -> str:
    """The words joined, the last of the attributes left out one by one until they fit."""
    while len(" ".join([*brand, *names, *sizes])) > most and len(names) > 1:
        names = names[:-1]
    while len(" ".join([*brand, *names, *sizes])) > most and sizes:
        sizes = sizes[:-1]
    return " ".join([*brand, *names, *sizes])[:most].strip()


def shown(title: str, channel: str) -> tuple[str, bool]:
    """The title as a list of search results on a phone shows it, and whether it is cut off."""
    most = limit(channel, "title_shown")
    room = int(most.number) if most is not None else len(title)
    return (title, False) if len(title) <= room else (title[:room].rstrip() + "…", True)
