"""The file types of a document: which there are, and one way to write each of them."""

import importlib
from dataclasses import dataclass

from data.errors import InputProblem
from data.text import _
from diagnostics.report.model import Document


@dataclass(frozen=True)
class Format:
    """One file type: its name for people, its MIME type, and the writer as module and function."""

    title: str
    mime: str
    writer: tuple[str, str]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "pdf": Format("PDF", "application/pdf", ("diagnostics.report.pdf", "write_pdf")),
    "hwpx": Format("HWPX · 한글", "application/hwp+zip", ("diagnostics.report.hancom", "write_hwpx")),
    "xlsx": Format("XLSX · Excel", f"{_OFFICE}.spreadsheetml.sheet", ("diagnostics.report.workbook", "write_xlsx")),
    "docx": Format("DOCX · Word", f"{_OFFICE}.wordprocessingml.document", ("diagnostics.report.word", "write_docx")),
    "html": Format("HTML", "text/html", ("diagnostics.report.html", "write_html")),
}
"""By the ending of the file's name; in the order in which they are offered."""


def write(document: Document, format: str) -> bytes:
    """A document as a file of that type. Writers are loaded only when they are asked for.

    Raises `InputProblem` for a file type that is not known.
    """
    found = FORMATS.get(format)
    if found is None:
        raise InputProblem(_("There is no file type {format}. Choose one of {known}."), format=format, known=", ".join(FORMATS))
    module, function = found.writer
    written: bytes = getattr(importlib.import_module(module), function)(document)
    return written
