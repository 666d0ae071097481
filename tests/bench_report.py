"""How long the files of a report take, from the finished document to the bytes: ten pages and more, without a browser."""
import io
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pypdf

from diagnostics.report import FORMATS, report, write
from diagnostics.report.model import Document
from tests.many_shops import DAY, many_shops

LIMIT = 2.0
PAGES = 10


def bench_report() -> None:
    """One line per file type, the first call (which loads the libraries) and a later one."""
    with tempfile.TemporaryDirectory() as folder:
        document = report(many_shops(Path(folder) / "shops.duckdb", 4), "m0002", as_of=DAY)
        long = ten_pages(document)
        pages = len(pypdf.PdfReader(io.BytesIO(write(document, "pdf"))).pages)
        sys.stdout.write(f"Report of one shop: {pages} pages; the limit is for one of {PAGES} pages\n")
        for name in FORMATS:
            first, again = _seconds(document, name), _seconds(document, name)
            short = _seconds(long, name)
            verdict = f"limit {LIMIT:g} s: {'held' if short <= LIMIT else 'MISSED'}"
            sys.stdout.write(f"report as {name:<5} whole {first:6.3f} s, again {again:6.3f} s; "
                             f"ten pages {short:6.3f} s  {verdict}\n")
        sys.stdout.flush()


def ten_pages(document: Document) -> Document:
    """The document without its last sections, so that about ten pages are left."""
    for kept in range(1, len(document.sections) + 1):
        cut = replace(document, sections=document.sections[:kept])
        if len(pypdf.PdfReader(io.BytesIO(write(cut, "pdf"))).pages) >= PAGES:
            return cut
    return document


def _seconds(document: Document, name: str) -> float:
    start = time.perf_counter()
    write(document, name)
    return time.perf_counter() - start


if __name__ == "__main__":
    bench_report()
