"""A CSV whose rows differ much in length, in the reading process; `data.reading.delimited` reads the others."""
import csv
import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from data.reading.cells import Rows
from data.reading.refused import Refused


def tables(content: bytes, options: dict[str, Any]) -> Iterator[tuple[None, pa.Table, None]]:
    """The rows of a CSV in UTF-8; `options["delimiter"]` parts its cells."""
    rows = Rows(options["columns"], options["rows"])
    try:
        for row in csv.reader(io.TextIOWrapper(io.BytesIO(content), "utf-8", newline=""), delimiter=options["delimiter"]):
            rows.add(row)
    except csv.Error:
        raise Refused("csv") from None
    yield None, rows.table(), None
