"""A text as the rules read it, with the way back: mark-up and invisible letters gone, letters composed, words joined that
were pulled apart to slip through.

Positions of what is found are positions in the text as it is stored, so that a page can mark the words where they stand.
"""
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape

INVISIBLE = "\u00ad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff"
SPECIAL = f"[<&{INVISIBLE}\u1100-\u11ff\u3131-\u318e\u2460-\u24ff\u3200-\u33ff\uff01-\uff5e\uffa0-\uffdc]"
"""What a text must hold to be read differently from how it is stored, apart from words that are pulled apart."""
BETWEEN = r"[\s.,·ㆍ・•‧∙⋅/\\|_*★☆♥♡♣♠◆◇■□●○※~^`'\"!@#$%&+=:;\-–—()\[\]{}]"
"""What is put between the syllables of a word that shall not be found."""
PULLED = ("당뇨", "항암", "고혈압", "고지혈", "면역력", "면역", "치료", "예방", "완치", "혈당", "혈압", "콜레스테롤",
          "아토피", "탈모",
          "다이어트", "디톡스", "해독", "변비", "염증", "여드름", "비염", "관절염", "치매", "약효", "특효", "만병통치",
          "살균", "재생",
          "보톡스", "줄기세포", "체지방", "항염", "소염", "불면증", "갱년기", "통증", "위고비", "노화", "숙취", "피로",
          "의약품", "효능")
"""Words that are worth hiding; joined again before the rules read the text."""
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{2,7}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8});")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SPECIAL = re.compile(SPECIAL)
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"))
Letter = tuple[str, int, int]


@dataclass(frozen=True)
class Plain:
    """`text` as the rules read it; its letter i was read from [starts[i], ends[i]) of the stored text (None: from i)."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The part of the stored text that [start, end) of `text` was read from."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def read(stored: str) -> Plain:
    """`stored` as the rules read it."""
    special = _SPECIAL.search(stored) is not None
    if not special and not _pulled_in(stored):
        return Plain(stored)
    letters = list(_letters(stored)) if special else [(c, i, i + 1) for i, c in enumerate(stored)]
    text = "".join(letter for letter, _start, _end in letters)
    away = _pulled_in(text)
    if away:
        letters = [letter for i, letter in enumerate(letters) if i not in away]
        text = "".join(letter for letter, _start, _end in letters)
    return Plain(text, tuple(start for _l, start, _e in letters), tuple(end for _l, _s, end in letters))


def _letters(stored: str) -> Iterator[Letter]:
    """Each letter as it is read, with the place that it was read from; what is neither mark-up nor invisible."""
    place = 0
    for tag in _TAG.finditer(stored):
        yield from _words(stored, place, tag.start())
        name = (tag.group(2) or tag.group(1) or "").lower()
        if name and name not in _INLINE:
            yield "\n", tag.start(), tag.end()
        place = tag.end()
    yield from _words(stored, place, len(stored))


def _words(stored: str, start: int, end: int) -> Iterator[Letter]:
    place = start
    while place < end:
        letter, after = stored[place], place + 1
        if letter == "&" and (entity := _ENTITY.match(stored, place, end)):
            letter, after = unescape(entity.group()), entity.end()
        elif _INVISIBLE.match(letter):
            letter = ""
        else:
            # Jamo of one syllable, or a letter with its marks, are composed together.
            while after < end and (unicodedata.combining(stored[after]) or "\u1161" <= stored[after] <= "\u11ff"):
                after += 1
            letter = stored[place:after]
        for read_as in unicodedata.normalize("NFKC", letter) if not letter.isascii() else letter:
            yield read_as, place, after
        place = after


def _pulled_in(text: str) -> set[int]:
    """The places of what was put between the syllables of `PULLED`."""
    away: set[int] = set()
    for word in _pulled().finditer(text):
        between = [i for i in range(word.start(), word.end()) if not "가" <= text[i] <= "힣"]
        hidden = any(not text[i].isspace() for i in between)
        # Spaces alone pull a word apart only where a word begins: 사항 암막 is no 항암.
        if hidden or word.start() == 0 or not "가" <= text[word.start() - 1] <= "힣":
            away.update(between)
    return away


@cache
def _pulled() -> re.Pattern[str]:
    return re.compile(pulled_pattern())


@cache
def pulled_pattern() -> str:
    """An expression, for engines without lookaround too, that finds words of `PULLED` with something between syllables."""
    found = []
    for word in PULLED:
        for gap in range(1, len(word)):
            # The first gap is here; those before it are closed, those after it may be open or closed.
            rest = "".join(f"{BETWEEN}{{0,3}}{letter}" for letter in word[gap + 1:])
            found.append(f"{word[:gap]}{BETWEEN}{{1,3}}{word[gap]}{rest}")
    return "|".join(found)
