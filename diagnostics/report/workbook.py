"""Writes a report document as XLSX: one sheet per section, numbers as numbers, the money's sums as live formulas."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from diagnostics.report.flow import Heading, Item, Line, charts_of, cover, flow, line
from diagnostics.report.hancom import size_of
from diagnostics.report.model import Chart, Document, Figure, Paragraph, Table
from diagnostics.report.pdf import pictures
from diagnostics.report.plain import shortened, wide

LEAST_WIDTH, MOST_WIDTH, SHEET_WIDTH = 9, 46, 92
"""Of a column and of a sheet's used columns, in letters of the sheet."""
PICTURE_PIXELS = 520
ROW = 15.0
UNITS = {"won": '"₩"#,##0;-"₩"#,##0', "share": "0.0## %", "date": "yyyy-mm-dd", "pixels": '#,##0" px"', "letters": "#,##0"}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 18}, "section": {"bold": True, "font_size": 14, "bottom": 2, "bottom_color": "#C9D2CF"},
    "card": {"bold": True, "font_size": 11}, "lead": {"bold": True}, "small": {"font_color": "#4D5B59", "font_size": 9},
    "head": {"bold": True, "font_color": "#4D5B59", "bg_color": "#F1F5F4", "border": 1, "border_color": "#C9D2CF"},
    "cell": {"border": 1, "border_color": "#C9D2CF"}, "sum": {"border": 1, "border_color": "#C9D2CF", "bold": True},
    "input": {"border": 1, "border_color": "#C9D2CF", "bg_color": "#FFF8E1", "font_color": "#1F4E99"},
}


def write_xlsx(document: Document) -> bytes:
    """The whole document as a workbook."""
    return _Book(document).written()


class _Book:
    def __init__(self, document: Document):
        import xlsxwriter

        self.document, self.made = document, io.BytesIO()
        # What a merchant typed stays text: neither a formula nor a link.
        self.book = xlsxwriter.Workbook(
            self.made, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
        )
        day = document.made_on
        made_at = datetime.combine(day, time()) if day else datetime(2000, 1, 1)
        self.book.set_properties({"title": line(f"{document.title} – {document.subtitle}")[:250], "created": made_at})
        self.formats: dict[tuple[str, str, bool], Any] = {}
        self.drawn: Iterator[bytes] = iter(pictures(charts_of(document)))
        self.names: set[str] = set()

    def written(self) -> bytes:
        document = self.document
        _Sheet(self, document.title, [*cover(document), Paragraph(line(document.footer), "small")])
        for i, section in enumerate(document.sections, start=1):
            title = line(section.title)
            _Sheet(self, f"{i} {title}", [Heading(f"{i} {title}", 1), *flow(section.blocks)])
        self.book.close()
        return self.made.getvalue()

    def format(self, look: str, number: str = "", right: bool = False) -> Any:
        key = (look, number, right)
        if key not in self.formats:
            asked = {"font_name": "Malgun Gothic", "font_size": 10, "text_wrap": True, "valign": "top", **LOOKS.get(look, {})}
            asked |= ({"num_format": number} if number else {}) | ({"align": "right"} if right else {})
            self.formats[key] = self.book.add_format(asked)
        return self.formats[key]

    def name(self, wanted: str) -> str:
        """A name that a sheet may have: no marks of formulas, at most 31 letters, each once."""
        plain = re.sub(r"[\[\]:*?/\\']", " ", line(wanted))[:28].strip() or "-"
        found, n = plain, 2
        while found.lower() in self.names:
            found, n = f"{plain} {n}", n + 1
        self.names.add(found.lower())
        return found


class _Sheet:
    def __init__(self, book: _Book, name: str, items: list[Item]):
        self.book, self.sheet, self.row = book, book.book.add_worksheet(book.name(name)), 0
        self.widths = _widths(items)
        for i, width in enumerate(self.widths):
            self.sheet.set_column(i, i, width)
        frozen = False
        for item in items:
            if isinstance(item, Table) and item.head and not frozen and self.row < 5:
                self.sheet.freeze_panes(self.row + 1 + bool(item.caption), 0)
                frozen = True
            self.put(item)
        if not frozen:
            self.sheet.freeze_panes(1, 0)
        self.sheet.set_paper(9)
        self.sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        if sum(self.widths) > 110:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)
        foot = shortened(line(book.document.footer), 60).replace("&", "&&")
        self.sheet.set_footer(f"&L&8{' ' if foot[:1].isdigit() else ''}{foot}&R&8&P / &N")

    def put(self, item: Item) -> None:
        match item:
            case Heading():
                self.across(item.text, {0: "title", 1: "section", 2: "card"}[item.level], {0: 1.8, 1: 1.4, 2: 1.1}[item.level])
            case Paragraph():
                self.across(item.text, item.kind)
            case Line():
                self.across(f"{item.mark} {item.text}", "text")
            case Table():
                self.table(item)
            case Chart():
                self.chart(item)

    def across(self, text: str, look: str, tall: float = 1.0) -> None:
        """A text over the whole width, as high as it needs."""
        last, style = len(self.widths) - 1, self.book.format(look)
        if last:
            self.sheet.merge_range(self.row, 0, self.row, last, "", style)
        self.sheet.write_string(self.row, 0, text, style)
        lines = -(-wide(text) * 2.1 * tall // sum(self.widths))
        self.sheet.set_row(self.row, ROW * tall * max(lines, 1))
        self.row += 1

    def chart(self, item: Chart) -> None:
        self.across(line(item.title), "lead")
        picture = next(self.book.drawn)
        width, height = size_of(picture)
        scale = PICTURE_PIXELS / width
        shown = {"x_scale": scale, "y_scale": scale, "description": line(item.alt), "object_position": 1}
        self.sheet.insert_image(self.row, 0, "chart.png", {"image_data": io.BytesIO(_at_screen(picture)), **shown})
        self.row += int(height * scale / 20) + 2
        self.table(Table(["", line(item.unit)], [[line(b.label), line(b.text)] for b in item.bars], numeric=frozenset({1})))

    def table(self, item: Table) -> None:
        if not item.head:
            return
        if item.caption:
            self.across(item.caption, "small")
        first = self.row + 1
        inputs = list(dict.fromkeys(n for row in item.rows for c in row if isinstance(c, Figure) for n, _v, _u in c.inputs))
        wide_cells = {(r, c): str(text) for r, row in enumerate([item.head, *item.rows]) for c, text in enumerate(row)}
        for c, text in enumerate([*item.head, *inputs]):
            self.sheet.write_string(self.row, c, text, self.book.format("head", right=c in item.numeric or c >= len(item.head)))
        for r, row in enumerate(item.rows):
            look = "sum" if r in item.strong else "cell"
            for c, cell in enumerate(row):
                self.cell(first + r, c, cell, look, c in item.numeric, (first, len(item.head), inputs))
        for r in range(len(item.rows) + 1):
            lines = max(-(-wide(wide_cells[r, c]) * 2.0 // self.widths[c]) for c in range(len(item.head)))
            self.sheet.set_row(self.row + r, ROW * max(lines, 1))
        self.row = first + len(item.rows) + 1

    def cell(self, row: int, column: int, cell: str, look: str, right: bool, table: tuple[int, int, list[str]]) -> None:
        if not isinstance(cell, Figure):
            self.sheet.write_string(row, column, cell, self.book.format(look, right=right))
            return
        style = self.book.format(look, number_format(cell), right)
        value: Any = cell.value
        if cell.formula:
            self.sheet.write_formula(row, column, self.formula(cell, row, table), style, value)
        elif cell.unit == "date":
            self.sheet.write_datetime(row, column, value, style)
        else:
            self.sheet.write_number(row, column, float(value), style)

    def formula(self, cell: Figure, row: int, table: tuple[int, int, list[str]]) -> str:
        """The formula with its places put in; what it starts from is written beside the table."""
        from xlsxwriter.utility import xl_rowcol_to_cell as at

        first, columns, inputs = table
        places: dict[str, str] = {}
        for letter, (name, value, unit) in zip("abcdefgh", cell.inputs, strict=False):
            column = columns + inputs.index(name)
            self.sheet.write_number(row, column, value, self.book.format("input", number_format(Figure("", value, unit)), True))
            places[letter] = at(row, column)

        def put(found: re.Match[str]) -> str:
            if found.group(1):
                return places[found.group(1)]
            return str(at(first + int(found.group(2)), int(found.group(3))))

        return "=" + re.sub(r"\{(?:([a-h])|(\d+),(\d+))\}", put, cell.formula)


def number_format(cell: Figure) -> str:
    """How a workbook shows a number so that it reads as the text does."""
    if cell.unit in UNITS:
        return UNITS[cell.unit]
    digits = len(f"{float(cell.value):.2f}".rstrip("0").partition(".")[2]) if not hasattr(cell.value, "year") else 0
    form = "#,##0" + ("." + "0" * digits if digits else "")
    return form + ('"일"' if cell.unit == "days" and "일" in cell else '" days"' if cell.unit == "days" else "")


def _widths(items: list[Item]) -> list[float]:
    """Columns as wide as their fullest cell, within reason, and together wide enough to read a sentence."""
    widths: list[float] = [LEAST_WIDTH]
    for item in items:
        rows = []
        if isinstance(item, Table):
            rows = [item.head, *item.rows]
        elif isinstance(item, Chart):
            rows = [(b.label, b.text) for b in item.bars]
        for row in rows:
            widths += [LEAST_WIDTH] * (len(row) - len(widths))
            for c, text in enumerate(row):
                widths[c] = max(widths[c], min(wide(text) * 2 + 2, MOST_WIDTH))
    widths[-1] += max(SHEET_WIDTH - sum(widths), 0)
    return widths


def _at_screen(picture: bytes) -> bytes:
    """The picture without its resolution: the scale is then counted in its pixels."""
    kept, at = [picture[:8]], 8
    while at < len(picture):
        size = int.from_bytes(picture[at : at + 4], "big") + 12
        if picture[at + 4 : at + 8] != b"pHYs":
            kept.append(picture[at : at + size])
        at += size
    return b"".join(kept)
