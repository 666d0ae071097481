"""Reads one file in a process of its own and hands its cells over as text; run as a script, never imported by others.

Spreadsheet readers reserve the whole grid that a file speaks of and abort when there is no memory for it, and a password
check can be made to last for hours. Here that ends this process and nobody else's. Nothing touches the disk.

In (stdin): one JSON line of options (see `data.reading.apart`), then the bytes of the file.
Out (stdout): per sheet one JSON line {"sheet", "encoding"} and an Arrow stream of text columns "0", "1", …, whose first row is
row 1 of the sheet; per file of an archive {"member", "size"} and its bytes; at last {"end": true}. Or {"problem": a word}.
"""
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

sys.path.insert(0, str(Path(__file__).parents[2]))

sys.modules["numpy"] = None  # type: ignore[assignment]  # not needed here, and a third of the time to start

from data.reading.refused import Refused  # noqa: E402 - what stands above must come first

READERS = {"book": "book", "html": "webpage", "spreadsheetml": "spreadsheetml", "parquet": "parquet", "ragged": "ragged"}


def main() -> None:
    options = json.loads(sys.stdin.buffer.readline())
    out = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(2, 1)  # what a library prints must not get between the cells
    try:
        content = sys.stdin.buffer.read()
        if options["kind"] == "zip":
            hand_over_members(content, options, out)
        else:
            hand_over_sheets(content, options, out)
    except Refused as refused:
        say(out, problem=str(refused))
    except MemoryError:
        say(out, problem="memory")
    out.flush()


def bounded(options: dict[str, Any]) -> None:
    """Set the limits of this process, once its libraries are loaded: they count from what is reserved by now."""
    whole, held = memory()
    for kind, size in ((resource.RLIMIT_DATA, held), (resource.RLIMIT_AS, whole)):
        resource.setrlimit(kind, (size + options["reserved"], size + options["reserved"]))
    resource.setrlimit(resource.RLIMIT_CPU, (options["seconds"], options["seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, options["patience"])


def memory() -> tuple[int, int]:
    """Bytes reserved by this process: all, and of its own data."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()
    except OSError:  # a system without /proc: libraries take about this much
        return 1_000_000_000, 300_000_000
    return int(pages[0]) * resource.getpagesize(), int(pages[5]) * resource.getpagesize()


def say(out: IO[bytes], **what: Any) -> None:
    out.write(json.dumps(what).encode() + b"\n")


def hand_over_members(content: bytes, options: dict[str, Any], out: IO[bytes]) -> None:
    from data.reading import archive

    bounded(options)
    for name, body in archive.members(content, options):
        say(out, member=name, size=len(body))
        out.write(body)
    say(out, end=True)


def hand_over_sheets(content: bytes, options: dict[str, Any], out: IO[bytes]) -> None:
    import pyarrow as pa

    handed, sink = 0, pa.PythonFile(out, mode="w")  # one for all: it closes what it writes to when it goes
    for name, table, encoding in tables(content, options):
        handed += table.nbytes
        if handed > options["handed"]:
            raise Refused("memory")
        if table.num_columns > options["columns"]:
            raise Refused("columns")
        if table.num_rows > options["rows"]:
            raise Refused("rows")
        say(out, sheet=name, encoding=encoding)
        with pa.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        del table
    say(out, end=True)
    out.flush()


def tables(content: bytes, options: dict[str, Any]) -> Iterator[tuple[str | None, Any, str | None]]:
    """Name, cells and encoding of the sheets; libraries are loaded before the limits are set."""
    import pyarrow.compute  # noqa: F401 - counts as a library

    from data.reading.mojibake import mended

    reader = importlib.import_module(f"data.reading.{READERS[options['kind']]}")
    bounded(options)
    for name, table, encoding in reader.tables(content, options):
        yield name, mended(table), encoding


if __name__ == "__main__":
    main()
