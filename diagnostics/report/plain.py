"""Text and measure that all file types of the report share: letters that can be shown, words of a chart, shares of columns."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from diagnostics.report.model import Block, Bullets, Card, Chart, Document, Facts, Paragraph, Table

TICK = "□"
"""Before a thing to do; every file type shows it."""
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Letters that cannot be shown, or that turn the writing round."""
ACROSS = 62.0
"""Syllables of a table across A4 in small print."""
NUMBER = 16
"""A number never asks for more than this, whatever stands in its column."""
WIDEST = 34
"""A column asks for no more room than this many syllables of Korean, however long its texts are."""


def clean(text: str) -> str:
    """`text` as it can be shown: composed letters, no control characters. Every file type writes exactly this."""
    composed = unicodedata.normalize("NFC", str(text))
    return "".join(c if c in "\n\t\u200d" or unicodedata.category(c) not in HIDDEN else " " for c in composed)


def wide(text: str) -> float:
    """Room that `text` takes, in syllables of Korean."""
    return sum(1.0 if ord(c) > 0x1100 else 0.56 for c in text)


def shortened(text: str, letters: float) -> str:
    """`text`, or as much of it as fits into the room of so many syllables, with an ellipsis."""
    if wide(text) <= letters:
        return text
    room, kept = letters - 1, []
    for c in text:
        room -= wide(c)
        if room < 0:
            break
        kept.append(c)
    return "".join(kept).rstrip() + "…"


def chart_words(chart: Chart) -> str:
    """What the bars of a chart say, in words."""
    return "; ".join(f"{bar.label}: {bar.text}" for bar in chart.bars)


def shares(table: Table) -> list[float]:
    """How much of the width each column takes; together 1. No column falls below its longest word, as far as there is room."""
    columns = [[clean(head), *(clean(row[i]) for row in table.rows)] for i, head in enumerate(table.head)]
    wants = [min(max(map(wide, texts)), WIDEST) + 1 for texts in columns]
    floors = [
        min(max(_word(texts[0]), *map(wide, texts[1:]), 1), NUMBER) + 1 if i in table.numeric else max(map(_least, texts)) + 1
        for i, texts in enumerate(columns)
    ]
    room = ACROSS
    if sum(floors) >= room or sum(wants) <= room:
        given = floors if sum(floors) >= room else wants
    else:
        free = (room - sum(floors)) / (sum(wants) - sum(floors))
        given = [floor + (want - floor) * free for want, floor in zip(wants, floors, strict=True)]
    return [g / sum(given) for g in given]


def _least(text: str) -> float:
    """Room below which a cell looks torn: a date or a short name stays on one line, of the rest the longest word."""
    return wide(text) if wide(text) <= 9.5 else _word(text)


def _word(text: str) -> float:
    """Room of the longest word; what is longer than nine syllables may be broken."""
    return min(max(wide(word) for word in re.split(r"\s", text)), 9)


def texts_of(document: Document) -> Iterator[str]:
    """Every text of a document in the order in which it is read, cleaned: what all file types must say."""
    yield from map(clean, (document.title, document.subtitle, *(t for pair in document.meta for t in pair)))
    for section in document.sections:
        yield clean(section.title)
        yield from _texts(section.blocks)
    yield clean(document.footer)


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield clean(block.text)
            case Bullets():
                yield from map(clean, block.items)
            case Facts():
                yield from (clean(text) for pair in block.items for text in pair)
            case Table():
                yield from map(clean, filter(None, (block.caption, *block.head)))
                yield from (clean(cell) for row in block.rows for cell in row if cell)
            case Chart():
                yield clean(block.title)
                yield from (clean(text) for bar in block.bars for text in (bar.label, bar.text))
            case Card():
                yield from map(clean, filter(None, (block.mark, block.title, block.tag)))
                yield from _texts(block.blocks)
