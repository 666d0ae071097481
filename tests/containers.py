"""Workbooks in the containers that seller centres really hand out under the name .xls, and damaged or odd ones.

Rows are lists of cells: text, numbers, dates, datetimes, booleans or None. Nothing of the product is used here.
"""
import html
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import msoffcrypto.format.ooxml
import xlsxwriter
import xlwt

Rows = Sequence[Sequence[Any]]


def as_biff(rows: Rows, sheet: str = "Sheet0", *, mojibake: bool = False, more: dict[str, Rows] | None = None) -> bytes:
    """A real .xls (BIFF8 in OLE2). With `mojibake`, Korean is written as cp949 bytes read as latin-1, as Kakao does."""
    book = xlwt.Workbook(encoding="utf-8")
    times = {datetime: xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss"), date: xlwt.easyxf(num_format_str="yyyy-mm-dd")}
    for name, lines in {sheet: rows, **(more or {})}.items():
        page = book.add_sheet(name, cell_overwrite_ok=True)
        for r, line in enumerate(lines):
            for c, value in enumerate(line):
                if value is None:
                    continue
                if mojibake and isinstance(value, str):
                    value = value.encode("cp949").decode("latin-1")
                style = times.get(type(value))
                page.write(r, c, value, style) if style else page.write(r, c, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_xlsx(rows: Rows, sheet: str = "Sheet1", *, more: dict[str, Rows] | None = None) -> bytes:
    """A plain xlsx; text stays text whatever it looks like."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        moment, day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}), book.add_format({"num_format": "yyyy-mm-dd"})
        for name, lines in {sheet: rows, **(more or {})}.items():
            page = book.add_worksheet(name)
            for r, line in enumerate(lines):
                for c, value in enumerate(line):
                    if isinstance(value, str):
                        page.write_string(r, c, value)
                    elif isinstance(value, datetime):
                        page.write_datetime(r, c, value, moment)
                    elif isinstance(value, date):
                        page.write_datetime(r, c, datetime(value.year, value.month, value.day), day)
                    elif value is not None:
                        page.write(r, c, value)
    return out.getvalue()


def as_html_xls(rows: Rows, encoding: str = "utf-8", *, header_rows: int = 1, charset: bool = True) -> bytes:
    """An .xls that is a web page with one table, as Java and PHP back ends make it; "utf-8-sig" gives it a BOM."""
    named = "euc-kr" if encoding == "cp949" else encoding.replace("-sig", "")
    meta = f'<meta http-equiv="Content-Type" content="application/vnd.ms-excel; charset={named}">' if charset else ""
    lines = []
    for r, line in enumerate(rows):
        tag = "th" if r < header_rows else "td"
        cells = (f'<{tag} style="mso-number-format:\'\\@\'">{html.escape(_shown(v))}</{tag}>' for v in line)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    page = (f"<html><head>{meta}<style>td {{mso-number-format:'\\@'}}</style></head><body>"
            f'<table border="1">{"".join(lines)}</table></body></html>')
    return page.encode(encoding)


def as_spreadsheetml(rows: Rows, sheet: str = "Sheet1", encoding: str = "utf-8") -> bytes:
    """An .xls that is "XML Spreadsheet 2003"; cells that are None are left out, so that ss:Index bridges the gap."""
    lines = []
    for line in rows:
        cells, gap = [], False
        for c, value in enumerate(line, 1):
            if value is None:
                gap = True
                continue
            kind = ("Boolean" if isinstance(value, bool) else "Number" if isinstance(value, int | float)
                    else "DateTime" if isinstance(value, date) else "String")
            shown = value.isoformat() if isinstance(value, date) else str(int(value)) if isinstance(value, bool) else str(value)
            index = f' ss:Index="{c}"' if gap else ""
            cells.append(f'<Cell{index}><Data ss:Type="{kind}">{escape(shown)}</Data></Cell>')
            gap = False
        lines.append(f"<Row>{''.join(cells)}</Row>")
    page = (f'<?xml version="1.0" encoding="{encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
            f'<Worksheet ss:Name="{escape(sheet)}"><Table>{"".join(lines)}</Table></Worksheet></Workbook>')
    return page.encode(encoding)


def encrypted(xlsx: bytes, password: str) -> bytes:
    """An xlsx with a password: an OLE2 container with an encrypted package inside."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(xlsx)).encrypt(password, out)
    return out.getvalue()


def repacked(package: bytes, change: Callable[[str, bytes], bytes | None] | dict[str, bytes],
             more: dict[str, bytes] | None = None) -> bytes:
    """An xlsx with some of its parts changed: by {end of the part's name: new bytes}, or by a function; None drops a part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body: bytes | None = old.read(name)
            if callable(change):
                body = change(name, body or b"")
            else:
                body = next((made for end, made in change.items() if name.endswith(end)), body)
            if body is not None:
                new.writestr(name, body)
        for name, made in (more or {}).items():
            new.writestr(name, made)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    """A plain .zip of several files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat(sep=" ") if isinstance(value, datetime) else str(value)
