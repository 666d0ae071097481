"""Which fee group goods belong to, told from words: category paths, the industry, product names.

Groups are dotted paths ("food.fresh.rice"); a channel that states no fee for a group charges that of the group above it.
The words of fee_groups.csv are our own: they place goods, they do not state fees. The first group with a word that occurs
wins, so narrow groups stand before wide ones in the file.
"""

import csv
from functools import cache, lru_cache
from importlib.resources import files

HANDMADE = ("수제", "핸드메이드", "수공예", "공방", "공예", "handmade", "손뜨개", "자수", "도예")
PERISHABLE = "food.fresh"


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """Each group with its words, narrow groups first."""
    return {line["group"]: tuple(line["words"].split()) for line in _lines()}


@cache
def _lines() -> tuple[dict[str, str], ...]:
    with files("data.reference").joinpath("fee_groups.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=20_000)
def group_of(text: str) -> str | None:
    """The fee group that a category path, an industry or a product name speaks of; None where no known word occurs."""
    plain = "".join(text.lower().split())
    for part in (plain.rpartition(">")[2], plain):  # the narrowest level of a category path first
        for group, words in groups().items():
            if any(word in part for word in words):
                return group
    return None


def group_id(text: str) -> str:
    """`text` where it is a group, else the group that its words speak of, else ""."""
    return text if text in groups() else group_of(text) or ""


def is_fresh(group: str) -> bool:
    return within(group, (PERISHABLE,))


def within(group: str, above: tuple[str, ...]) -> bool:
    """Whether `group` is one of these or lies below one."""
    return any(group == a or group.startswith(a + ".") for a in above)


def is_handmade(text: str) -> bool:
    plain = "".join(text.lower().split())
    return any(word in plain for word in HANDMADE)


def group_name(group: str) -> str:
    """What the markets call the group; a group without a name is named by the group above it."""
    names = {line["group"]: line["name"] for line in _lines() if line["name"]}
    while group and group not in names:
        group = group.rpartition(".")[0]
    return names.get(group, "기타")
