"""Shows the blocks of a document (`diagnostics.report.model`) on a page; whatever the data hold stays text."""

from collections.abc import Sequence

import streamlit as st

from diagnostics.report.model import Block, Bullets, Card, Chart, Facts, Paragraph, Table
from diagnostics.texts import Texts
from pages.shared import show

BOX = "☐ "


def blocks(t: Texts, found: Sequence[Block]) -> None:
    """The blocks below each other; a chart is said in its words, for the document that is printed draws it."""
    for block in found:
        match block:
            case Paragraph(text=text, kind="small"):
                show.quiet(show.safe(text))
            case Paragraph(text=text, kind="lead"):
                st.markdown(f"**{show.safe(text)}**")
            case Paragraph(text=text):
                st.markdown(show.safe(text))
            case Bullets():
                between = "  \n" if block.ticks else "\n"
                st.markdown(between.join(_item(block, i, text) for i, text in enumerate(block.items, start=1)))
            case Facts(items=items):
                for name, value in items:
                    show.labelled(show.safe(name), show.safe(value))
            case Table():
                _table(block)
            case Card():
                with st.container(border=True, gap="small"):
                    show.card(show.safe(f"{block.mark} {block.title}".strip()))
                    if block.tag:
                        show.quiet(show.safe(block.tag))
                    blocks(t, block.blocks)
            case Chart(title=title, alt=alt):
                st.markdown(f"**{show.safe(title)}**")
                show.quiet(show.safe(alt))


def _item(block: Bullets, number: int, text: str) -> str:
    mark = BOX if block.ticks else f"{number}. " if block.numbered else "- "
    return mark + show.safe(text)


def _table(table: Table) -> None:
    if table.caption:
        show.quiet(show.safe(table.caption))
    # On a phone the headings stand before the values by way of a style sheet, which reads no Markdown; they are ours.
    rows = [[show.safe(cell) for cell in row] for row in table.rows]
    show.grid(list(table.head), rows, alt=table.caption or ", ".join(table.head))
