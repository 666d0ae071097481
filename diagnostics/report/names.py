"""What a file of the report is called: readable in Korean, allowed on every computer."""

import re

from diagnostics.report.model import Document
from diagnostics.report.plain import clean, shortened

FORBIDDEN = r'[\\/:*?"<>|\s.]+'
"""Marks that Windows does not allow in a name; a full stop, which would look like an ending; and gaps."""


def file_name(document: Document, format: str) -> str:
    """`가온예시농원_진단_보고서_DD-20261101-T0-5AB1C7.pdf`: shop, kind, number, ending."""
    parts = (shortened(clean(document.subtitle), 30), document.title, document.number)
    kept = (re.sub(FORBIDDEN, "_", part).strip("_…") for part in parts)
    return f"{'_'.join(filter(None, kept)) or 'report'}.{format}"
