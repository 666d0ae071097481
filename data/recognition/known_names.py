"""What formats call their columns: the names that any of them uses serve for files that none of them knows."""
from collections import Counter
from dataclasses import dataclass
from functools import cache

from data.mapping import Format, plain_header
from data.recognition.header_rules import meanings, rules


@dataclass(frozen=True)
class Key:
    """The formats as a key of what is made from them once: they hold mappings and cannot be keys themselves."""

    forms: tuple[Format, ...]

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.forms)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and len(self.forms) == len(other.forms) and all(
            a is b for a, b in zip(self.forms, other.forms, strict=True))


@cache
def names(key: Key) -> dict[str, dict[str, Counter[str]]]:
    """Table → header → which columns of it the formats, and we, mean by that name."""
    found: dict[str, dict[str, Counter[str]]] = {table: {} for table in rules()}
    for table in rules():
        for column in rules()[table]:
            found[table].setdefault(plain_header(column), Counter())[column] += 5
    for form in key.forms:
        if form.channel is None:
            continue
        for name, headers in form.fields.items():
            serves = form.serves(name)
            for table in {o.table for o in form.outputs} & found.keys():
                for text in headers:
                    # What only feeds a column (a parcel its fee) is that column where its words say so too.
                    if serves is not None and (name == serves or serves in meanings(text, table)):
                        found[table].setdefault(plain_header(text), Counter())[serves] += 3 if name == serves else 1
    return found


@cache
def known_headers(key: Key) -> frozenset[str]:
    return frozenset(header for form in key.forms if form.channel is not None for header in form.known())
