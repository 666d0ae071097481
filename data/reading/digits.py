"""Numbers of more than 15 digits in an xlsx, in the reading process: their digits as they stand in the file.

Readers hold a number as a float64, which keeps 15 to 17 digits; an order number of 17 that a program wrote as a number would
come out with its last digits changed, and two orders could become one. Only where such a number has come out is the sheet's
XML looked at again: all digits are taken where they are written, and 2.026112312345679E+16 stays that, so that the loss shows.
"""
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

import pyarrow as pa
import pyarrow.compute as pc

from data.reading.archive import opened

_EXACT = 2 ** 53
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?v>'
                   rb'(-?\d{16,20}|-?\d(?:\.\d+)?[eE]\+?\d\d)</')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?\br="(\d{1,7})"')
_CHUNK, _LAP = 1 << 22, 400
_SAMPLE = 200
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"


def exact(content: bytes, name: str, table: pa.Table) -> pa.Table:
    """The table with the digits of long numbers as they are written in the sheet called `name`."""
    doubtful = {n: _doubtful(column) for n, column in enumerate(table.columns)}
    doubtful = {n: rows for n, rows in doubtful.items() if rows}
    if not doubtful:
        return table
    try:
        early = max(sorted(rows)[:_SAMPLE][-1] for rows in doubtful.values())
        written = list(_written(content, name, early))
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, OSError, NotImplementedError):
        return table  # the reader has understood it in another way than we would; its digits stand
    shift = _shift(written, doubtful)
    changes: dict[int, dict[int, str]] = {}
    for column, row, digits in written:
        if row in doubtful.get(column - shift, {}):
            changes.setdefault(column - shift, {})[row] = digits
    for place, told in changes.items():
        values = table.column(place).to_pylist()
        for row, digits in told.items():
            values[row] = digits
        table = table.set_column(place, table.schema.field(place), pa.array(values, pa.string()))
    return table


def _doubtful(column: pa.ChunkedArray) -> dict[int, str]:
    """Row → text of the cells that may be a number which a float64 cannot hold; none where the column holds ids as text.

    What has been a float comes out unchanged when it is made one again; of ids as text at most one in four does.
    """
    lengths = pc.binary_length(column)
    rows = pc.indices_nonzero(pc.fill_null(pc.and_(pc.greater_equal(lengths, 16), pc.less_equal(lengths, 20)), False))
    if not len(rows):
        return {}
    texts = column.take(rows)
    large = pc.and_(pc.match_substring_regex(texts, r"^\d{16,20}$"),
                    pc.or_(pc.greater(pc.binary_length(texts), 16), pc.greater_equal(texts, str(_EXACT))))
    rows, texts = rows.filter(large), texts.filter(large)
    sample = texts[:_SAMPLE].to_pylist()
    if 2 * sum(map(_from_float, sample)) < len(sample):
        return {}
    return dict(zip(rows.to_pylist(), texts.to_pylist(), strict=True))


def _from_float(text: str) -> bool:
    shortest = repr(float(text)).partition("e")[0].replace(".", "").rstrip("0")
    return text.rstrip("0") == shortest or int(float(text)) == int(text)


def _shift(written: list[tuple[int, int, str]], doubtful: dict[int, dict[int, str]]) -> int:
    """How many empty columns the reader has left out at the left: the shift with which the cells agree as floats."""
    def agreeing(shift: int) -> int:
        return sum(float(doubtful.get(column - shift, {}).get(row, "nan")) == float(digits)
                   for column, row, digits in written[:1000])

    return max(range(min((column for column, _r, _d in written), default=0) + 1), key=lambda s: (agreeing(s), -s))


def _written(content: bytes, name: str, early: int) -> Iterator[tuple[int, int, str]]:
    """Column and row, from 0, and digits of the long numbers of a sheet; given up where none stands up to the row `early`."""
    found = False
    with opened(content) as archive, archive.open(_part(archive, name)) as stream:
        rest = b""
        while chunk := stream.read(_CHUNK):
            block = rest + chunk
            for match in _CELL.finditer(block):
                letters, row, digits = match.groups()
                column = 0
                for letter in letters:
                    column = column * 26 + letter - 64
                if abs(float(digits)) >= _EXACT:
                    found = True
                    yield column - 1, int(row) - 1, whole(digits.decode())
            if not found and any(int(row) > early + 1 for row in _ROW.findall(block)[-1:]):
                return  # the long ids are text
            rest = block[-_LAP:]  # a cell that lies over two blocks; one that is found twice does no harm


def whole(number: str) -> str:
    """A number without its power of ten where all its digits are told, else as it is written."""
    mantissa, mark, power = number.lower().partition("e")
    digits = mantissa.replace(".", "")
    return digits if mark and len(digits.lstrip("-")) == int(power) + 1 else number.upper()


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """Where in the package the sheet of this name lies. Raises KeyError."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith(" sheet"):
            ids[attributes.get("name", "")] = attributes.get(_RELATION, "")
        elif tag.endswith(" Relationship"):
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        parser = expat.ParserCreate(None, " ")
        parser.StartElementHandler = start
        parser.Parse(archive.read(part), True)
    target = targets[ids[name]]
    return target.lstrip("/") if target.startswith("/") else "xl/" + target
