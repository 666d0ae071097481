"""Options as they are typed: “색상: 빨강, 파랑 / 크기: S, M”."""
import re
from dataclasses import dataclass
from functools import lru_cache

from data.reference.product_rules import rule
from data.text import _
from diagnostics.master.found import Found, say
from diagnostics.metrics.listing_relations import BARE, MEASURED

UNREADABLE = _("The options cannot be read at “{part}”.")
TWICE = _("The option “{part}” stands there twice.")
BARE_NAMES = _("Options are called by a number or a letter only: {words}.")
MANY = _("The options make {n:number} choices; up to {limit:number} are taken or can be looked through here.")
MANY_GROUPS = _("There are {n:number} kinds of options; this channel takes {limit:number}.")
MANY_VALUES = _("The option “{part}” has {n:number} values; this channel takes {limit:number}.")
WRITE = _("Write them as “색상: 빨강, 파랑 / 크기: S, M”.")
NAME = _("Call each option by what the buyer gets, such as “빨강” or “500 g”.")
SPLIT = _("Split it into two products, or leave rare options out.")
ONCE = _("Leave one of them out.")
SHOWN = 5


@dataclass(frozen=True)
class Options:
    """Kinds of options with their values, and what cannot be read or stands there twice."""

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    unreadable: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def combinations(self) -> int:
        n = 1
        for _name, values in self.groups:
            n *= len(values)
        return n if self.groups else 0


@lru_cache(maxsize=50_000)
def parsed(text: str) -> Options:
    """Options in the form “name: value, value”, kinds of them parted by a slash between spaces, a semicolon or a new line."""
    groups: list[tuple[str, tuple[str, ...]]] = []
    unreadable, twice = [], []
    for part in filter(None, (p.strip() for p in re.split(r"\s/\s|[;\n|]", text))):
        name, colon, rest = re.sub("：", ":", part).partition(":")
        values = [v.strip() for v in rest.split(",") if v.strip()]
        if not colon or not name.strip() or not values:
            unreadable.append(part[:60])
            continue
        twice += [v for v in dict.fromkeys(values) if values.count(v) > 1]
        if any(name.strip() == other for other, _values in groups):
            twice.append(name.strip())
        groups.append((name.strip(), tuple(dict.fromkeys(values))))
    return Options(tuple(groups), tuple(unreadable), tuple(dict.fromkeys(twice)))


def check(found: Found, channel: str) -> None:
    """The faults of all options on one channel."""
    form, wanted = rule(channel, "options_format"), found.wanted(channel)
    limits = {name: rule(channel, name) for name in ("option_groups", "option_values", "option_combinations")}
    for place, text in enumerate(found.book.texts("options")):
        if not text or not wanted[place]:
            continue
        options = parsed(text)
        if form is not None:
            if options.unreadable:
                found.by(form, place, channel, "options.format", "options", say(UNREADABLE, part=options.unreadable[0]),
                         say(WRITE))
            if options.twice:
                found.by(form, place, channel, "options.twice", "options", say(TWICE, part=options.twice[0]), say(ONCE))
            bare = [v for n, values in options.groups if not re.search(MEASURED, n) for v in values if re.search(BARE, v)]
            if bare:
                found.by(form, place, channel, "options.names", "options", say(BARE_NAMES, words=", ".join(bare[:SHOWN])),
                         say(NAME))
        most = limits["option_groups"]
        if most is not None and len(options.groups) > most.number:
            found.by(most, place, channel, "options.groups", "options",
                     say(MANY_GROUPS, n=len(options.groups), limit=most.number), say(SPLIT))
        most = limits["option_values"]
        if most is not None:
            for name, values in options.groups:
                if len(values) > most.number:
                    found.by(most, place, channel, "options.values", "options",
                             say(MANY_VALUES, part=name, n=len(values), limit=most.number), say(SPLIT))
        most = limits["option_combinations"]
        if most is not None and options.combinations > most.number:
            found.by(most, place, channel, "options.combinations", "options",
                     say(MANY, n=options.combinations, limit=most.number), say(SPLIT))
