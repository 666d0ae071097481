"""Writes a report document as PDF by typst: tagged (PDF/UA), A4, the same bytes for the same content. Charts as pictures too.

Every text travels as JSON and is set as a string: nothing that a merchant typed is ever read as typst code.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from diagnostics.report.glyphs import fonts, printable
from diagnostics.report.model import Block, Bullets, Card, Chart, Document, Facts, Paragraph, Table
from diagnostics.report.plain import ACROSS, TICK, clean, shares, shortened

TEMPLATE, PICTURES = Path(__file__).with_name("report.typ"), Path(__file__).with_name("charts.typ")
LONG_WORD, LONG_IN_FACT = 30, 20
"""Words without a break longer than this may be broken, in prose and in a fact."""
PIXELS_PER_INCH = 200


def write_pdf(document: Document) -> bytes:
    """The whole document as a PDF file."""
    day = document.made_on
    made: bytes = _compile(
        TEMPLATE,
        _document(document),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(day, time(), UTC) if day else datetime(2000, 1, 1, tzinfo=UTC),
    )
    return made


def pictures(charts: Sequence[Chart]) -> list[bytes]:
    """Each chart as a PNG picture, all in one go."""
    if not charts:
        return []
    made = _compile(PICTURES, {"charts": [_block(c) for c in charts]}, format="png", ppi=PIXELS_PER_INCH)
    return [made] if isinstance(made, bytes) else list(made)


def _compile(template: Path, data: Mapping[str, Any], **how: Any) -> Any:
    import typst

    # The two templates share their charts, so both are read from their own folder.
    return typst.compile(
        str(template), root=str(template.parent), font_paths=fonts(), ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, **how,
    )


def _say(text: str, longest: int = LONG_WORD) -> str:
    """Letters that the font has, with places to break where a word would run out of its column."""
    shown = printable(clean(text))

    def broken(found: re.Match[str]) -> str:
        word = found.group()
        return "\u200b".join(word[i : i + longest] for i in range(0, len(word), longest))

    # Korean may be broken between any two syllables; only a run of other letters cannot.
    return re.sub(rf"[^\s\u1100-\uffdc]{{{longest + 1},}}", broken, shown)


def _document(document: Document) -> dict[str, Any]:
    return {
        "language": document.language if document.language in ("ko", "en") else "ko",
        "title": _say(document.title),
        "subtitle": _say(document.subtitle),
        "plain_title": printable(clean(f"{document.title} – {document.subtitle}")),
        "running": printable(shortened(clean(f"{document.title} – {document.subtitle}"), 46)),
        "number": printable(clean(document.number)),
        "meta": [[_say(k), _say(v, LONG_IN_FACT)] for k, v in document.meta],
        "footer": _say(document.footer),
        "foot": printable(shortened(clean(document.footer), 62)),
        "contents": _say(document.contents),
        "one_page": document.one_page,
        "sections": [{"title": _say(s.title), "blocks": [_block(b) for b in s.blocks]} for s in document.sections],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"is": "paragraph", "text": _say(block.text), "kind": block.kind}
        case Bullets():
            mark = TICK if block.ticks else "·"
            marks = [f"{i}." if block.numbered else mark for i in range(1, len(block.items) + 1)]
            return {"is": "bullets", "items": [[m, _say(i)] for m, i in zip(marks, block.items, strict=True)]}
        case Facts():
            return {"is": "facts", "items": [[_say(k), _say(v, LONG_IN_FACT)] for k, v in block.items]}
        case Table():
            parts = shares(block) if block.head else []
            # A letter takes up to 0.75 of a syllable: as many as surely fit into the column stay together.
            fit = [max(3, min(int(part * (ACROSS - 4) / 0.75), LONG_WORD)) for part in parts]
            return {
                "is": "table",
                "head": [_say(h, n) for h, n in zip(block.head, fit, strict=True)],
                "rows": [[_say(c, n) for c, n in zip(row, fit, strict=False)] for row in block.rows],
                "caption": _say(block.caption),
                "numeric": sorted(block.numeric),
                "strong": sorted(block.strong),
                "shares": [f"{100 * s:.3f}" for s in parts],
            }
        case Chart():
            bars = [
                {"label": printable(shortened(clean(b.label), 44)), "text": _say(b.text), "tone": b.tone}
                | {"start": b.start, "end": b.end, "low": b.low, "high": b.high}
                for b in block.bars
            ]
            return {"is": "chart", "title": _say(block.title), "alt": printable(clean(block.alt)), "unit": _say(block.unit)} | {
                "bars": bars, "least": block.least, "most": block.most, "ticks": [[v, _say(x)] for v, x in block.ticks],
            }
        case Card():
            return {
                "is": "card", "title": _say(block.title), "mark": _say(block.mark), "tag": _say(block.tag), "tone": block.tone,
                "blocks": [_block(b) for b in block.blocks],
            }
