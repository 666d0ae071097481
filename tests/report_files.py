"""Reads the files of a report back, each with a reader that had no part in writing it."""
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import hwpforge
import openpyxl
import pypdf
from selectolax.lexbor import LexborHTMLParser

A4 = (595.28, 841.89)


def squeezed(text: str) -> str:
    """Without gaps: files break lines where they like."""
    return re.sub(r"[\s\u200b\u2060]+", "", text)


def pdf_pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def docx_text(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    # One text per paragraph, in the order of the file, those within tables too.
    return "\n".join(node.text or "" for node in file.element.body.iter() if node.tag.endswith("}t"))


def hwpx_open(content: bytes, folder: Path) -> hwpforge.Document:
    path = folder / "read.hwpx"
    path.write_bytes(content)
    return hwpforge.Document.open(str(path))


def hwpx_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(re.sub(r"<[^>]+>", "", found) for found in
                         re.findall(r"<hp:t>.*?</hp:t>", package.read("Contents/section0.xml").decode(), re.DOTALL))


def html_text(content: bytes) -> str:
    return LexborHTMLParser(content.decode()).body.text(separator="\n")


def cells(content: bytes, values: bool = False) -> dict[tuple[str, str], object]:
    """(sheet, address) to what stands in the cell: formulas as text, or with `values` what they came to."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    return {(sheet.title, cell.coordinate): cell.value for sheet in book for row in sheet.iter_rows() for cell in row
            if cell.value is not None}


def reckoned(content: bytes) -> dict[tuple[str, str], float]:
    """Every formula of a workbook worked out anew from the other cells, by rules written here: SUM, ROUND, product."""
    known = cells(content)

    def value(sheet: str, text: str) -> float:
        text = text.strip()
        if text.startswith("-"):
            return -value(sheet, text[1:])
        if found := re.fullmatch(r"SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)", text):
            assert found[1] == found[3]
            return sum(value(sheet, f"{found[1]}{row}") for row in range(int(found[2]), int(found[4]) + 1))
        if found := re.fullmatch(r"ROUND\((.+)\*(.+),0\)", text):
            product = value(sheet, found[1]) * value(sheet, found[2])
            return int(abs(product) + 0.5 + 1e-9) * (1 if product >= 0 else -1)
        if re.fullmatch(r"[\d.]+", text):
            return float(text)
        inside = known[sheet, text]
        return value(sheet, inside[1:]) if isinstance(inside, str) and inside.startswith("=") else float(inside)

    return {place: value(place[0], inside[1:]) for place, inside in known.items()
            if isinstance(inside, str) and inside.startswith("=")}


def emptied(content: bytes) -> bytes:
    """The workbook without the results of its formulas, so that whoever opens it must reckon."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part.filename)
            if part.filename.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            new.writestr(part.filename, data)
    return made.getvalue()


def by_office(content: bytes, folder: Path, ending: str, to: str) -> bytes:
    """The file as LibreOffice writes it in another type."""
    path = folder / f"given.{ending}"
    path.write_bytes(content)
    subprocess.run([shutil.which("soffice") or "soffice", "--headless", f"-env:UserInstallation=file://{folder}/office",
                    "--convert-to", to, "--outdir", str(folder / "out"), str(path)], check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"given.{to}").read_bytes()


def words_on_pages(content: bytes, folder: Path) -> list[tuple[float, float, float, float, str]]:
    """Each word with its box, as poppler finds them: left, top, right, bottom in points."""
    path = folder / "read.pdf"
    path.write_bytes(content)
    found = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, timeout=60).stdout.decode()
    boxes = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', found)
    return [(*map(float, box[:4]), box[4]) for box in boxes]
