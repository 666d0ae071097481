"""Names: their length, repeated and promising words, symbols that a channel does not take; each with a fix that is safe."""
import re
from functools import lru_cache

from data.reference import limits
from data.reference.product_rules import rule
from data.text import _
from diagnostics.clinic import titles as clinic
from diagnostics.clinic.titles import Faults
from diagnostics.master.found import Found, fix, say
from diagnostics.metrics import listing_rules

PROMOTION = re.compile(listing_rules.PROMOTION)
TOO_LONG = _("The name has {n:number} letters; {limit:number} are allowed here.")
TOO_SHORT = _("The name has {n:number} letters; {limit:number} or more say what it is.")
REPEATED = _("These words stand in the name more than once: {words}.")
PROMISING = _("This does not belong in a name: {words}")
SYMBOLS = _("This channel does not take these symbols in a name: {words}")
LENGTHEN = _("Add material, size, use or for whom it is.")
SHORTEN = _("Shorten it: the most important words stay in front.")
DROP = _("Leave them out of the name.")
LEAST_LEFT = 2
"""Letters that a fixed name must still have."""


def check(found: Found, channel: str) -> None:
    """The faults of all names on one channel."""
    wanted, names = found.wanted(channel), found.book.titles(channel)
    longest, shortest, words, symbols = (rule(channel, n) for n in ("title_max", "title_min", "title_words", "title_symbols"))
    own = found.book.has_own(channel, "title")
    kind = symbols_of(channel)
    for place, name in enumerate(names):
        if not name or not wanted[place]:
            continue
        here = f"{channel}.title"
        where = here if own[place] else "title"
        if longest is not None and len(name) > longest.number:
            short = shortened(name, int(longest.number))
            found.by(longest, place, channel, "title.length", "title", say(TOO_LONG, n=len(name), limit=longest.number),
                     say(SHORTEN), fix(here, name, short) if short else None)
        elif shortest is not None and len(name) < shortest.number:
            found.by(shortest, place, channel, "title.short", "title", say(TOO_SHORT, n=len(name), limit=shortest.number),
                     say(LENGTHEN))
        wrong = _faults(name, kind)
        if words is not None and wrong.repeated:
            found.by(words, place, channel, "title.repeated", "title", say(REPEATED, words=", ".join(wrong.repeated)), say(DROP),
                     _fix(where, name, without_repeats(name)))
        if words is not None and wrong.promotion:
            found.by(words, place, channel, "title.promotion", "title", say(PROMISING, words=" ".join(wrong.promotion)),
                     say(DROP), _fix(where, name, without_promotion(name)))
        if symbols is not None and wrong.symbols:
            found.by(symbols, place, channel, "title.symbols", "title", say(SYMBOLS, words=" ".join(wrong.symbols)), say(DROP),
                     _fix(here, name, without_symbols(name, channel)))


def symbols_of(channel: str) -> str:
    """The channel, where it has symbols of its own; "" otherwise, so that a name is looked at once for all others."""
    every = limits.limits()
    return channel if (channel, "title_symbols") in every or (channel, "title_forbidden") in every else ""


@lru_cache(maxsize=100_000)
def _faults(name: str, kind: str) -> Faults:
    return clinic.faults(name, kind)


def _fix(field: str, before: str, after: str) -> dict[str, object] | None:
    return fix(field, before, after) if after != before and len(after) >= LEAST_LEFT else None


def shortened(name: str, most: int) -> str | None:
    """The name cut off after a whole word; None where it has no word that fits."""
    if len(name) <= most:
        return None
    cut = name[:most + 1]
    at = cut.rfind(" ")
    short = cut[:at].rstrip(" ,./-+&(·~") if at > 0 else ""
    if short.count("(") > short.count(")"):  # what is left of a bracket says nothing
        short = short[:short.rfind("(")].rstrip()
    return short if len(short) >= LEAST_LEFT else None


def without_symbols(name: str, channel: str) -> str:
    """The name without the symbols that the channel does not take."""
    wrong = set("".join(clinic.faults(name, channel).symbols))
    return " ".join("".join(" " if c in wrong else c for c in name).split())


def without_promotion(name: str) -> str:
    """The name without promising words and decoration, and without the brackets that held them."""
    bare = re.sub(r"[(\[]\s*[)\]]", " ", PROMOTION.sub(" ", name))
    return " ".join(bare.split()).strip(" ,/-+&~")


def without_repeats(name: str) -> str:
    """The name with each word at its first place only."""
    seen, kept = set(), []
    for word in name.split():
        bare = re.sub(r"[^0-9a-z가-힣]+", "", word.lower())
        if len(bare) >= 2 and bare in seen:
            continue
        seen.add(bare)
        kept.append(word)
    return " ".join(kept)
