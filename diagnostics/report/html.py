"""Writes a report document as one self-contained HTML file: no script, nothing fetched, prints on A4."""

from collections.abc import Sequence
from html import escape as _escape
from pathlib import Path

from diagnostics.report.charts import svg
from diagnostics.report.model import Block, Bullets, Card, Chart, Document, Facts, Paragraph, Section, Table
from diagnostics.report.plain import clean

STYLE = Path(__file__).with_name("report.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Even if something slipped through the escaping, the browser would not run or fetch it."""
NUMERIC, SUM = ' class="num"', ' class="sum"'


def escape(text: str) -> str:
    """Text for HTML: marks escaped; control characters, which cannot be shown and which can turn the writing round, gone."""
    return _escape(clean(text))


def write_html(document: Document) -> bytes:
    """The whole page as a file."""
    return render(document).encode()


def render(document: Document) -> str:
    """The whole page."""
    numbered = list(enumerate(document.sections, start=1))
    meta = _pairs(document.meta)
    contents = "".join(f'<li><a href="#s{i}">{escape(s.title)}</a></li>' for i, s in numbered)
    sections = "".join(_section(i, s) for i, s in numbered)
    title, shop = escape(document.title), escape(document.subtitle)
    kind = f"{title} · {escape(document.number)}" if document.number else title
    return f"""<!doctype html>
<html lang="{escape(document.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} – {shop}</title>
<style>{STYLE.read_text("utf-8")}</style>
</head>
<body>
<header><p class="kind">{kind}</p><h1>{shop}</h1><dl class="meta">{meta}</dl>
<nav aria-label="{escape(document.contents)}"><ol>{contents}</ol></nav></header>
<main>{sections}</main>
<footer>{escape(document.footer)}</footer>
</body>
</html>
"""


def _section(number: int, section: Section) -> str:
    return (
        f'<section id="s{number}"><h2><span class="no">{number}</span> {escape(section.title)}</h2>'
        f"{''.join(map(block, section.blocks))}</section>\n"
    )


def block(part: Block) -> str:
    """One block of the model as HTML."""
    match part:
        case Paragraph():
            return f'<p class="{escape(part.kind)}">{escape(part.text)}</p>'
        case Bullets():
            tag = "ol" if part.numbered else "ul"
            style = ' class="ticks"' if part.ticks else ""
            return f"<{tag}{style}>{''.join(f'<li>{escape(i)}</li>' for i in part.items)}</{tag}>"
        case Facts():
            return f'<dl class="facts">{_pairs(part.items)}</dl>'
        case Table():
            return _table(part)
        case Chart():
            return f"<figure><figcaption>{escape(part.title)}</figcaption>{svg(part)}</figure>"
        case Card():
            mark = f'<span class="mark">{escape(part.mark)}</span> ' if part.mark else ""
            tag = f'<span class="tag">{escape(part.tag)}</span>' if part.tag else ""
            return (
                f'<article class="card {escape(part.tone)}"><h3>{mark}{escape(part.title)}{tag}</h3>'
                f"{''.join(map(block, part.blocks))}</article>"
            )


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    return "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs)


def _table(table: Table) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    body = "".join(_row(table, row, "td", i in table.strong) for i, row in enumerate(table.rows))
    return f'<div class="wide"><table>{caption}<thead>{_row(table, table.head, "th")}</thead><tbody>{body}</tbody></table></div>'


def _row(table: Table, row: Sequence[str], tag: str, strong: bool = False) -> str:
    cells = []
    for i, text in enumerate(row):
        # A narrow screen shows each row as a small list: then the cell needs its heading beside it.
        beside = ' scope="col"' if tag == "th" else f' data-head="{escape(table.head[i])}"'
        cells.append(f"<{tag}{beside}{NUMERIC if i in table.numeric else ''}>{escape(text)}</{tag}>")
    return f"<tr{SUM if strong else ''}>{''.join(cells)}</tr>"
