"""How large a file may be, and how much memory and time the process that reads it may take. Sizes in bytes, times in seconds.

A file gets memory and time by what it weighs, so that a small one can never hold the server up: a workbook of 200,000 rows
of 40 columns weighs about 45 MB, unpacks to 310 MB, needs 0.8 GB and 4 s.
"""
MAX_BYTES = 2_000_000_000
"""Of a CSV or Parquet file: five million order lines are about 1 GB."""
MAX_BOOK = 300_000_000
"""Of any other file."""
MAX_ROWS = 6_000_000
MAX_COLUMNS = 2_000
MAX_CELLS = 300_000_000
EXPANDED = 1_500_000_000
"""Of an archive, all parts unpacked."""
RATIO = 400
"""How many times larger an unpacked part of more than 50 MB may be than the packed one."""
MEMBERS = 200
"""Files in a plain .zip."""
PARTS = 10_000
"""Parts of a workbook."""
SHEETS = 200
_SMALL = 16_000_000
SPINS = 1_000_000
"""Rounds of a password check; Excel takes 100,000."""


def resident(size: int) -> int:
    """Memory that the reading process may really hold, its libraries included."""
    return 880_000_000 + 5 * max(0, size - 20_000_000)


def reserved(size: int) -> int:
    """Memory that the reading process may ask for beyond its libraries: readers double what they reserve."""
    return 1_600_000_000 + 10 * max(0, size - 20_000_000)


def handed(size: int) -> int:
    """Bytes of the cells that it may hand over."""
    return 250_000_000 + 6 * size


def seconds(size: int) -> int:
    """Time on the processor."""
    return 7 + max(0, size - _SMALL) // 4_000_000


def patience(size: int) -> float:
    """Time on the clock, for a machine that has much else to do."""
    return 9 + 1.5 * max(0, size - _SMALL) / 1_000_000
