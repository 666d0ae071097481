"""Korean that was read in a wrong encoding before it was saved (ÁÖ¹®¹øÈ£ for 주문번호), put right for a whole sheet.

Decided by the first rows together, never by a single cell, and only where the letters that come out are Hangul.
"""
import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from data.reading.refused import Refused

_ROWS = 40
_ENOUGH = 0.9
_LOST = 0.5
_FEW_WORDS = 3
_HANGUL = re.compile("[가-힣]")
_STRANGE = re.compile("[\x80-\uffff]")
_WINDOWS = {ord(bytes([n]).decode("cp1252")): chr(n) for n in range(0x80, 0xa0) if n not in (0x81, 0x8d, 0x8f, 0x90, 0x9d)}
"""What Windows shows for bytes 80 to 9F, back to the byte itself."""


def _western(encoding: str) -> Callable[[str], str]:
    return lambda text: text.translate(_WINDOWS).encode("latin-1").decode(encoding)


_WAYS: tuple[Callable[[str], str], ...] = (
    _western("utf-8"), _western("cp949"), lambda text: text.encode("cp949").decode("utf-8"))


def mended(table: pa.Table) -> pa.Table:
    """The same cells in Korean where they are mojibake; the table itself where they are not.

    Raises `Refused` ("garbled") where letters have been lost for good on the way.
    """
    way = _way(table)
    if way is None:
        return table
    columns = []
    for column in table.columns:
        coded = pc.dictionary_encode(column).combine_chunks() if column.num_chunks > 1 else pc.dictionary_encode(column)
        coded = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) and coded.num_chunks else coded
        if not len(coded):
            columns.append(column)
            continue
        values = pa.array([text and _tried(way, text) for text in coded.dictionary.to_pylist()], pa.string())
        columns.append(values.take(coded.indices))
    return pa.table(columns, names=table.column_names)


def _way(table: pa.Table) -> Callable[[str], str] | None:
    """How the strange words of the first rows become Hangul, if nearly all of them do."""
    head = table.slice(0, _ROWS)
    words = {text for column in head.columns for text in column.to_pylist() if text and _STRANGE.search(text)}
    if not words:
        return None
    best: tuple[float, Callable[[str], str]] | None = None
    for way in _WAYS:
        good = sum(bool(_HANGUL.search(told)) and not _doubtful(told) for word in words
                   if (told := _tried(way, word)) != word)
        share = good / len(words)
        if share >= _ENOUGH and (best is None or share > best[0]):
            best = share, way
    if best is None and _lost(words):
        raise Refused("garbled")
    return best[1] if best else None


def _lost(words: set[str]) -> bool:
    """Whether most words were Korean once and have been saved with holes."""
    broken = 0
    for word in words:
        western = word.translate(_WINDOWS).encode("latin-1", "ignore").decode("utf-8", "ignore")
        holes = len(_HANGUL.findall(western)) >= 2 and not _HANGUL.search(word)
        broken += holes or "\ufffd" in word or any(not _usual(letter) for letter in _HANGUL.findall(word))
    return len(words) >= _FEW_WORDS and broken >= _LOST * len(words)


def _usual(syllable: str) -> bool:
    """Whether this is one of the 2,350 syllables of the old Korean standard: words hardly have others, mojibake does."""
    return len(syllable.encode("euc_kr")) == 2  # Python writes the others as eight bytes


def _doubtful(text: str) -> bool:
    return "\ufffd" in text or any("\x80" <= letter < "\xa0" for letter in text)


def _tried(way: Callable[[str], str], text: str) -> str:
    try:
        return way(text)
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text
