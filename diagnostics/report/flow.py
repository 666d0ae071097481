"""A document as one stream of headings, lines, tables and charts: what office files are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diagnostics.report.model import Block, Bullets, Card, Chart, Document, Facts, Figure, Paragraph, Table
from diagnostics.report.plain import TICK, clean

FACTS_BESIDE = 4
"""Facts that stand side by side before a new row begins."""


@dataclass(frozen=True)
class Heading:
    """`level` 1 is a section, 2 a card within it."""

    text: str
    level: int


@dataclass(frozen=True)
class Line:
    """One line of a list with what stands before it."""

    mark: str
    text: str


Item = Heading | Paragraph | Line | Table | Chart


def line(text: str) -> str:
    """Cleaned text on one line; the number behind a figure stays with it."""
    shown = " ".join(clean(text).split())
    if isinstance(text, Figure):
        return Figure(shown, text.value, text.unit, text.formula, text.inputs)
    return shown


def flow(blocks: Sequence[Block]) -> Iterator[Item]:
    """The blocks in reading order; facts become tables of one row, cards a heading and what stands in them."""
    for block in blocks:
        match block:
            case Paragraph():
                yield Paragraph(line(block.text), block.kind)
            case Bullets():
                for i, text in enumerate(block.items, start=1):
                    yield Line(f"{i}." if block.numbered else TICK if block.ticks else "·", line(text))
            case Facts():
                for first in range(0, len(block.items), FACTS_BESIDE):
                    part = block.items[first : first + FACTS_BESIDE]
                    yield Table([line(name) for name, _value in part], [[line(value) for _name, value in part]])
            case Table():
                rows = [[line(cell) for cell in row] for row in block.rows]
                yield replace(block, head=[line(h) for h in block.head], rows=rows, caption=line(block.caption))
            case Chart():
                yield block
            case Card():
                yield Heading(line(f"{block.mark} {block.title}"), 2)
                if block.tag:
                    yield Paragraph(line(block.tag), "small")
                yield from flow(block.blocks)


def charts_of(document: Document) -> list[Chart]:
    """All charts in reading order, so that their pictures are drawn in one go."""
    return [item for section in document.sections for item in flow(section.blocks) if isinstance(item, Chart)]


def cover(document: Document) -> list[Item]:
    """What stands before the first section: number, facts, and the contents."""
    facts: list[Item] = list(flow([Facts(document.meta)])) if document.meta else []
    kind = line(f"{document.title} · {document.number}" if document.number else document.title)
    above: list[Item] = [Paragraph(kind, "small"), Heading(line(document.subtitle), 0), *facts]
    if document.contents and len(document.sections) > 1 and not document.one_page:
        above.append(Heading(line(document.contents), 2))
        above += [Line(f"{i}.", line(s.title)) for i, s in enumerate(document.sections, start=1)]
    return above


def items(document: Document) -> Iterator[Item]:
    """The whole document, its sections numbered by their place."""
    yield from cover(document)
    for i, section in enumerate(document.sections, start=1):
        yield Heading(line(f"{i} {section.title}" if len(document.sections) > 1 else section.title), 1)
        yield from flow(section.blocks)
    if document.footer:
        yield Paragraph(line(document.footer), "small")
