"""Puts texts into a language: gettext catalogues, and fields that know money, shares, days and Korean particles.

A message has named fields; after the colon stands how the value is written:
{amount:won} ₩12,345,678 · {amount:won_words} 1,235만 원 · {rate:percent} 12.3 % · {day:date} · {n:number} · {x:decimal} 4.5
{d:days} 3일 · in Korean catalogues {name:은/는}, {name:이/가}, {name:을/를}, {name:와/과}, {name:으로/로} put the particle
that fits.
"""
import io
import string
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = {"ko": "한국어", "en": "English"}
PSEUDO = "xx"
"""Language of the tests: every message that a catalogue knows comes out in double brackets."""
LOCALE = Path(__file__).with_name("locale")
PARTICLES = {"은/는", "이/가", "을/를", "와/과", "으로/로"}


@cache
def catalogue(language: str) -> NullTranslations:
    """All .po files of a language, read once; English is the source text."""
    found: NullTranslations = NullTranslations()
    for path in sorted((LOCALE / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            compiled = io.BytesIO()
            write_mo(compiled, read_po(file, locale=language))
        compiled.seek(0)
        part = GNUTranslations(compiled)
        part.add_fallback(found)
        found = part
    return found


def won_words(amount: float, language: str) -> str:
    """Money in prose: 1,235만 원, 3억 2,000만 원, or ₩12.3 million."""
    sign, whole = ("-" if amount < 0 else ""), abs(round(amount))
    if language != "ko":
        if whole < 1_000_000:
            return f"{sign}₩{whole:,}"
        return f"{sign}₩{whole / 1e6:,.1f} million" if whole < 1_000_000_000 else f"{sign}₩{whole / 1e9:,.2f} billion"
    if whole < 10_000:
        return f"{sign}{whole:,}원"
    man = round(whole / 10_000)
    eok, rest = divmod(man, 10_000)
    words = [f"{eok:,}억"] if eok else []
    if rest:
        words.append(f"{rest:,}만")
    return f"{sign}{' '.join(words)} 원"


def particle(word: str, pair: str) -> str:
    """`word` with the particle of `pair` (such as 은/는) that its last sound asks for."""
    with_final, without = pair.split("/")
    last = next((c for c in reversed(word) if c.isalnum()), "")
    if "가" <= last <= "힣":
        final = (ord(last) - 0xAC00) % 28
    else:  # digits as they are read, Latin letters as they are named: l, m, n, r end in a consonant
        final = {"0": 1, "1": 8, "3": 1, "6": 1, "7": 8, "8": 8, "l": 8, "m": 1, "n": 1, "r": 8}.get(last.lower(), 0)
    if pair == "으로/로":
        return word + (without if final in (0, 8) else with_final)
    return word + (with_final if final else without)


class _Formatter(string.Formatter):
    def __init__(self, language: str):
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        ko = self.language == "ko"
        if value is None or value != value:
            return "모름" if ko else "not known"
        locale = "ko_KR" if ko else "en_US"
        match format_spec:
            case "won":
                return f"{'-' if value < 0 else ''}₩{abs(round(value)):,}"
            case "won_words":
                return won_words(float(value), self.language)
            case "percent":
                return f"{format_decimal(round(100 * float(value), 1), '#,##0.#', locale=locale)} %"
            case "number":
                return format_decimal(round(value), locale=locale)
            case "decimal":
                return format_decimal(round(float(value), 2), "#,##0.##", locale=locale)
            case "days":
                text = format_decimal(round(float(value), 1), "#,##0.#", locale=locale)
                return f"{text}일" if ko else (f"{text} day" if text == "1" else f"{text} days")
            case "date":
                day = date.fromisoformat(value[:10]) if isinstance(value, str) else value
                form = "y년 M월 d일" if ko else "d MMM y"
                return format_date(day.date() if isinstance(day, datetime) else day, form, locale=locale)
            case pair if pair in PARTICLES:
                return particle(str(value), pair)
        return super().format_field(value, format_spec)


class Texts:
    """Texts in one language. Call it with a message id and its fields: `t("{n} orders", n=3)`."""

    def __init__(self, language: str):
        self.language = language if language in (*LANGUAGES, PSEUDO) else "ko"
        self._formatter = _Formatter(self.language)

    def __call__(self, message: str, **fields: Any) -> str:
        return self._fill(self._lookup(message), fields)

    def many(self, one: str, other: str, n: int, **fields: Any) -> str:
        """The message for one or for many things; {n} is the number."""
        if self.language == PSEUDO:
            # Catalogues know a plural by its singular.
            chosen = one if n == 1 else other
            text = f"⟦{chosen}⟧" if self._lookup(one) != one else chosen
        elif self.language == "en":
            text = one if n == 1 else other
        else:
            text = catalogue(self.language).ngettext(one, other, n)
            if text in (one, other):  # each form was marked as a message of its own; Korean has one form
                text = catalogue(self.language).gettext(other)
        return self._fill(text, {"n": n, **fields})

    def say(self, message: Mapping[str, Any]) -> str:
        """A message as results keep it: {"text": id, "params": {field: value}}; a value may be a message itself,
        or a list of messages."""
        return self(message["text"], **{k: self._said(v) for k, v in (message.get("params") or {}).items()})

    def _said(self, value: Any) -> Any:
        if isinstance(value, list | tuple) and value and all(isinstance(x, Mapping) and "text" in x for x in value):
            return ", ".join(self.say(x) for x in value)
        return self.say(value) if isinstance(value, Mapping) and "text" in value else value

    def value(self, number: float | None, unit: str) -> str:
        """A measured number with its unit."""
        form = {"won": "{v:won}", "share": "{v:percent}", "days": "{v:days}", "count": "{v:decimal}", "stars": "{v:decimal}",
                "pixels": "{v:number} px", "letters": "{v:number}", "ratio": "{v:decimal}", "points": "{v:decimal}"}[unit]
        return self._formatter.vformat(form, (), {"v": number})

    def _lookup(self, message: str) -> str:
        if self.language == "en" or not message:
            return message
        if self.language == PSEUDO:
            known = catalogue("ko")
            return f"⟦{message}⟧" if known.gettext(message) != message or message in _untranslated() else message
        return catalogue(self.language).gettext(message)

    def _fill(self, text: str, fields: Mapping[str, Any]) -> str:
        return self._formatter.vformat(text, (), fields) if fields else text


@cache
def _untranslated() -> frozenset[str]:
    """Messages whose Korean is the same as the English on purpose (names of laws and markets): known all the same."""
    same = set()
    for path in (LOCALE / "ko" / "LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            same |= {m.id for m in read_po(file, locale="ko") if isinstance(m.id, str) and m.id == m.string}
    return frozenset(same)
