"""Rows as CSV for people: Excel opens it in Korean, and nothing that stands in it is run as a formula."""
import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Text that begins so is run as a formula by a spreadsheet; an apostrophe before it keeps it text."""


def as_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows with a heading of all their names, UTF-8 with a mark at the start. Headings may come from a file: they too are
    defused."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines: list[list[Any]] = [list(names), *([row.get(name) for name in names] for row in rows)]
    for values in lines:
        writer.writerow(["'" + v if isinstance(v, str) and v.startswith(RUNS) else v for v in values])
    return out.getvalue().encode("utf-8-sig")
