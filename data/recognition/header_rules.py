"""Which canonical column a header may be, by its words alone: a small grammar that holds on any marketplace.

A rule (data/recognition/header_rules.txt) asks for the kind of thing and for what it must and must not be of. Every further
word makes it
less sure.
"""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.recognition.header_words import COUNT, DAY, FEE, HEADS, ID, KIND, MONEY, NAME, NOTE, PRICE, RATE, STATE, Words, words_of

_KINDS: Mapping[str, frozenset[str | None]] = {name: frozenset(heads) for name, heads in {
    "*": (None,), "$": (MONEY, PRICE, FEE), "$-": (MONEY, PRICE, FEE, None), "money": (MONEY,), "price": (PRICE,),
    "price-": (PRICE, MONEY, None), "fee": (FEE, MONEY), "id": (ID,), "id-": (ID, None), "day": (DAY,), "day-": (DAY, None),
    "count": (COUNT,), "count-": (COUNT, None), "name": (NAME,), "name-": (NAME, None), "state": (STATE,),
    "state-": (STATE, KIND), "kind": (KIND,), "note": (NOTE,), "note-": (NOTE, None), "rate-": (RATE, COUNT, None)}.items()}
_ANY_MONEY = "cancel refund return discount point tax ship ad month fee margin"
_USUAL = frozenset(("product", "all", "last", "done", "base", "market", "basis", "show", "write", "info", "target", "sale",
                    "order", "item", "line"))
"""Words that change little of what a header means."""


@dataclass(frozen=True)
class Rule:
    """`sure` where the head is one of `kinds` and the header is of all of `of` and of none of `without`."""

    sure: float
    kinds: frozenset[str | None]
    of: frozenset[str]
    without: frozenset[str]

    def fits(self, words: Words) -> float:
        """How sure the rule is of a header; a word that stands in brackets counts a little less."""
        aside = self.of - words.of
        if words.head not in self.kinds or words.of & self.without or not aside <= words.aside or (aside and aside == self.of):
            return 0
        extra = words.of - self.of - HEADS
        less = sum(.01 if word in _USUAL else .06 for word in extra) + min(.02 * words.strange, .2)
        return self.sure - .05 * len(aside) - .005 * len(words.aside - words.of) - less


@cache
def rules() -> Mapping[str, Mapping[str, Sequence[Rule]]]:
    """Table → column → its rules."""
    found: dict[str, dict[str, list[Rule]]] = {}
    table = ""
    for line in Path(__file__).with_name("header_rules.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            table = line.strip("[]")
            found[table] = {}
        elif " = " in line:
            column, _equals, other = line.partition(" = ")
            whose, _dot, name = other.partition(".")
            found[table].setdefault(column, []).extend(found[whose][name])
        elif line and not line.startswith("#"):
            column, sure, kind, *rest = line.partition("!")[0].split()
            without = line.partition("!")[2].replace("MONEY", _ANY_MONEY).split()
            found[table].setdefault(column, []).append(Rule(float(sure), _KINDS[kind], frozenset(rest), frozenset(without)))
    return found


@cache
def meanings(header: str, table: str) -> Mapping[str, float]:
    """How sure it is, from 0 to 1, that a header is each column of the table, by its words alone."""
    words = words_of(header)
    found = {column: max(rule.fits(words) for rule in some) for column, some in rules()[table].items()}
    return {column: round(sure, 3) for column, sure in found.items() if sure > 0}


def context(headers: Sequence[Words], table: str) -> Mapping[str, float]:
    """What all headers together change for a bare one: in the list of a payment company the fee is that of the payment."""
    if table != "settlements":
        return {}
    cards = sum("card" in w.of or w.of >= {"line", "pay"} for w in headers)
    sold = any(w.head in (FEE, MONEY) and FEE in w.of and w.of & {"sale", "service"} for w in headers)
    return {"fee_payment": .5, "fee_sales": -.3} if cards >= 2 and not sold else {}
