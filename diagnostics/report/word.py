"""Writes a report document as DOCX."""

import io
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from diagnostics.report.flow import Heading, Item, Line, charts_of, items, line
from diagnostics.report.model import Chart, Document, Paragraph, Table
from diagnostics.report.packing import settled
from diagnostics.report.pdf import pictures
from diagnostics.report.plain import chart_words, clean, shares, shortened

FONT = "Malgun Gothic"
MARGIN_CM, TEXT_CM, PICTURE_CM = 1.8, 17.4, 13.0
SOFT = "4D5B59"
SIZES = {0: 20, 1: 14, 2: 11}


def write_docx(document: Document) -> bytes:
    """The whole document as a DOCX package."""
    return settled(_Writer(document).written())


class _Writer:
    def __init__(self, document: Document):
        import docx

        self.document = document
        self.small, self.tight = (0.8, 0.25) if document.one_page else (1.0, 1.0)
        self.file: Any = docx.Document()
        self.drawn: Iterator[bytes] = iter(pictures(charts_of(document)))

    def written(self) -> bytes:
        self._page()
        for item in items(self.document):
            self.put(item)
        made = io.BytesIO()
        self.file.save(made)
        return made.getvalue()

    def _page(self) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm, Pt

        document, page = self.document, self.file.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(MARGIN_CM)
        page.top_margin = page.bottom_margin = Cm(1.3 if document.one_page else 2)
        page.header_distance = page.footer_distance = Cm(0.7)
        for name in ("Normal", "Heading 1", "Heading 2", "Title", "List Paragraph"):
            font = self.file.styles[name].font
            font.name = FONT
            # Word takes Korean letters from a font of their own, which python-docx does not set.
            fonts = self.file.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("w:eastAsia", "w:hAnsi", "w:ascii", "w:cs"):
                fonts.set(qn(script), FONT)
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(theme), None)
        for name, before in (("Title", 0), ("Heading 1", 14), ("Heading 2", 9)):
            shape = self.file.styles[name].paragraph_format
            shape.space_before, shape.space_after = Pt(before * self.tight), Pt(4 * self.tight)
        normal = self.file.styles["Normal"]
        normal.font.size = Pt(10 * self.small)
        normal.paragraph_format.space_after = Pt(3 * self.tight)
        normal.paragraph_format.line_spacing = 1.0 if document.one_page else 1.15
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), "en-US")
        lang.set(qn("w:eastAsia"), "ko-KR")
        normal.element.get_or_add_rPr().append(lang)
        title = clean(f"{document.title} – {document.subtitle}")
        core = self.file.core_properties
        core.title, core.author, core.language = title[:250], "Digital Doctor", document.language
        core.created = core.modified = datetime.combine(document.made_on, time()) if document.made_on else datetime(2000, 1, 1)
        if not document.one_page:
            self._run(page.header.paragraphs[0], shortened(line(title), 50), 8, color=SOFT)
        foot = page.footer.paragraphs[0]
        self._run(foot, shortened(line(document.footer), 60) + "   ", 8, color=SOFT)
        for i, field in enumerate(("PAGE", "NUMPAGES")):
            if i:
                self._run(foot, " / ", 8, color=SOFT)
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            foot._p.append(simple)

    def put(self, item: Item) -> None:
        match item:
            case Heading():
                where = self.file.add_paragraph(style="Title" if item.level == 0 else f"Heading {item.level}")
                self._run(where, item.text, SIZES[item.level], bold=True, color="1D2A28")
            case Paragraph():
                size = {"lead": 11, "small": 8.5}.get(item.kind, 10)
                where = self.file.add_paragraph()
                self._run(where, item.text, size, bold=item.kind == "lead", color=SOFT if item.kind == "small" else "")
            case Line():
                self._line(item)
            case Table():
                self._table(item)
            case Chart():
                self._chart(item)

    def _line(self, item: Line) -> None:
        from docx.shared import Cm

        where = self.file.add_paragraph()
        where.paragraph_format.left_indent, where.paragraph_format.first_line_indent = Cm(0.6), Cm(-0.6)
        self._run(where, f"{item.mark}\t{item.text}", 10)
        where.paragraph_format.tab_stops.add_tab_stop(Cm(0.6))

    def _run(self, where: Any, text: str, size: float, bold: bool = False, color: str = "") -> None:
        from docx.shared import Pt, RGBColor

        run = where.add_run(text)
        run.font.size, run.font.bold = Pt(size * self.small), bold or None
        if color:
            run.font.color.rgb = RGBColor.from_string(color)

    def _chart(self, item: Chart) -> None:
        from docx.shared import Cm

        where = self.file.add_paragraph()
        where.paragraph_format.keep_with_next = True
        self._run(where, line(item.title), 10, bold=True)
        shown = self.file.add_picture(io.BytesIO(next(self.drawn)), width=Cm(PICTURE_CM))
        shown._inline.docPr.set("descr", line(item.alt))
        self._run(self.file.add_paragraph(), line(chart_words(item)), 8.5, color=SOFT)

    def _table(self, item: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.shared import Cm, Pt

        if not item.head:
            return
        if item.caption:
            where = self.file.add_paragraph()
            where.paragraph_format.keep_with_next = True
            self._run(where, item.caption, 8.5, color=SOFT)
        rows = [list(item.head), *map(list, item.rows)]
        table = self.file.add_table(len(rows), len(item.head), style="Table Grid")
        table.autofit = False
        widths = [Cm(TEXT_CM * part) for part in shares(item)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        cells = table._cells  # reading cells one by one walks the whole table each time
        for r, row in enumerate(rows):
            bold = r == 0 or r - 1 in item.strong
            for c, text in enumerate(row):
                cell = cells[r * len(item.head) + c]
                cell.width = widths[c]
                where = cell.paragraphs[0]
                where.paragraph_format.space_after = Pt(0)
                if c in item.numeric:
                    where.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                self._run(where, str(text), 8.5, bold=bold, color=SOFT if r == 0 else "")
        for r, row_element in enumerate(table._tbl.tr_lst):
            row_element.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            if r == 0:
                row_element.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        after = self.file.add_paragraph()  # Word joins two tables that follow each other
        after.paragraph_format.space_after = Pt(0)
        after.paragraph_format.line_spacing = Pt(5 * self.small)
