"""Writes a report document as HWPX, the format of 한글 that Korean offices ask for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from diagnostics.report.flow import Heading, Item, Line, charts_of, items, line
from diagnostics.report.model import Chart, Document, Paragraph, Table
from diagnostics.report.packing import settled
from diagnostics.report.pdf import pictures
from diagnostics.report.plain import chart_words, clean, shares, shortened, wide

FONT = "함초롬돋움"
MARGIN_MM = 17
TEXT_WIDTH = int((210 - 2 * MARGIN_MM) / 25.4 * 7200)
"""Room between the margins of A4 in HWPUNIT (1/7200 inch)."""
SYLLABLES = 58
"""Syllables of a table's letters that fit across that room."""
LINE, EDGE = 1350, 282
"""Height of a line in a table and of the cell's edges, in HWPUNIT."""
SIZES = {0: 18, 1: 14, 2: 11}
PICTURE_MM = 130


def write_hwpx(document: Document) -> bytes:
    """The whole document as an HWPX package."""
    return settled(_Writer(document).written())


class _Writer:
    def __init__(self, document: Document):
        from hwpx import HwpxDocument

        self.document = document
        self.small = 0.9 if document.one_page else 1.0
        self.file: Any = HwpxDocument.new()
        self.drawn: Iterator[bytes] = iter(pictures(charts_of(document)))
        self.styles: dict[tuple[float, bool, str], str] = {}
        self.head_fill = self.file.styles.ensure_border_fill(border_color="#C9D2CF", fill_color="#F1F5F4")
        self.body_fill = self.file.styles.ensure_border_fill(border_color="#C9D2CF")
        self.first = True
        # 바탕글, the style of plain text, by its numbers: looked up by name for each line it would cost half of the time.
        base = next(style for style in self.file.styles.values() if style.name == "바탕글")
        self.plain = {"style_id_ref": base.id, "para_pr_id_ref": base.para_pr_id_ref}

    def written(self) -> bytes:
        document = self.document
        self.file.page.setup(
            paper_size="A4", margins_mm={"left": MARGIN_MM, "right": MARGIN_MM, "top": 12, "bottom": 12, "header": 8, "footer": 8}
        )
        title = line(f"{document.title} – {document.subtitle}")
        self.file.page.set_header(text=shortened(title, 50))
        self.file.page.set_page_number(target="footer", prefix="", suffix="")
        day = (document.made_on or date(2000, 1, 1)).isoformat()
        self.file.parts.set_document_metadata(
            title=title, creator="Digital Doctor", created_date=f"{day}T00:00:00Z", modified_date=f"{day}T00:00:00Z"
        )
        for item in items(document):
            self.put(item)
        found: bytes = self.file.to_bytes()
        return found

    def put(self, item: Item) -> None:
        match item:
            case Heading():
                self.heading(item)
            case Paragraph():
                size, bold = {"lead": (11, True), "small": (8.5, False)}.get(item.kind, (10, False))
                self.text(item.text, size, bold, "#4D5B59" if item.kind == "small" else "#000000")
            case Line():
                self.text(f"{item.mark} {item.text}", 10)
            case Table():
                self.table(item)
            case Chart():
                self.chart(item)

    def style(self, size: float, bold: bool = False, color: str = "#000000") -> str:
        key = (round(size * self.small, 1), bold, color)
        if key not in self.styles:
            self.styles[key] = self.file.styles.ensure_run(size=key[0], bold=bold, color=color, font=FONT)
        return self.styles[key]

    def text(self, text: str, size: float = 10, bold: bool = False, color: str = "#000000") -> Any:
        style = self.style(size, bold, color)
        if self.first:  # a new file begins with one empty paragraph, which holds the page's settings
            self.first = False
            found = self.file.paragraphs[0]
            found.add_run(text, char_pr_id_ref=style)
            return found
        # A paragraph takes over the shape of the one before unless it is told not to.
        return self.file.add_paragraph(text, **self.plain, inherit_style=False, char_pr_id_ref=style)

    def heading(self, item: Heading) -> None:
        # The outline styles of a new file number by themselves ("1.", "가."); the numbers here are part of the text.
        if item.level < 2:
            self.text("", 6)
        self.text(item.text, SIZES[item.level], True)

    def chart(self, item: Chart) -> None:
        picture = next(self.drawn)
        self.text(line(item.title), 10, True)
        width, height = size_of(picture)
        self.file.add_picture(picture, "png", width_mm=PICTURE_MM, height_mm=PICTURE_MM * height / width, **self.plain)
        self.text(line(chart_words(item)), 8.5, False, "#4D5B59")

    def table(self, item: Table) -> None:
        if not item.head:
            return
        if item.caption:
            self.text(item.caption, 8.5, False, "#4D5B59")
        rows = [list(item.head), *map(list, item.rows)]
        parts = shares(item)
        heights = [_height(row, parts) for row in rows]
        table = self.file.add_table(
            len(rows), len(item.head), width=TEXT_WIDTH, height=sum(heights), border_fill_id_ref=self.body_fill
        )
        # Standing like a letter it could not be split over two pages.
        table.set_treat_as_char(False)
        table.element.set("repeatHeader", "1")
        widths = [round(TEXT_WIDTH * part) for part in parts]
        plain, strong = self.style(8.5), self.style(8.5, True)
        for r, (row, cells) in enumerate(zip(rows, table.rows, strict=True)):
            bold = r == 0 or r - 1 in item.strong
            for c, (text, cell) in enumerate(zip(row, cells.cells, strict=True)):
                cell.set_size(widths[c], heights[r])
                cell.paragraphs[0].add_run(str(text), char_pr_id_ref=strong if bold else plain)
                if r == 0:
                    cell.element.set("header", "1")
                    cell.element.set("borderFillIDRef", self.head_fill)


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG picture in pixels: they stand in its first block."""
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")


def _height(row: list[str], parts: list[float]) -> int:
    """Height that the fullest cell of a row asks for."""
    lines = max(-(-wide(clean(text)) // max(part * SYLLABLES - 1.5, 1)) for text, part in zip(row, parts, strict=True))
    return int(max(lines, 1)) * LINE + EDGE
