"""Files that are read by `data.reading.child` in a process of its own: how it is started, watched, ended and heard.

Whatever ends that process (memory, time, a fault of a library) becomes one sentence here.
"""
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from data.reading import limits
from data.reading.kinds import File
from data.reading.refusals import refusal

_SCRIPT = Path(__file__).with_name("child.py")
_SPARING = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
_PAGE = os.sysconf("SC_PAGE_SIZE")
_CHUNK = 1 << 20
_SLOTS = threading.BoundedSemaphore(4)
"""How many files are read at once: each may take a GiB."""


def sheets(file: File, kind: str, password: str | None = None,
           **options: Any) -> list[tuple[str | None, pa.Table, str | None]]:
    """Name, cells and encoding of each sheet. Raises `InputProblem`, `PasswordNeeded`."""
    found = []
    with _SLOTS, _reader(file, kind, {"password": password, **options}) as (out, answers):
        stream = pa.PythonFile(out, mode="r")  # one for all: it closes what it reads when it goes
        for answer in answers:
            found.append((answer["sheet"], pa.ipc.open_stream(stream).read_all(), answer["encoding"]))
    return found


def members(file: File) -> list[tuple[str, bytes]]:
    """Name and bytes of each file in a plain archive, folders and what systems leave there left out."""
    found = []
    with _SLOTS, _reader(file, "zip", {}) as (out, answers):
        for answer in answers:
            found.append((answer["member"], _exactly(out, answer["size"])))
    return found


def _exactly(out: IO[bytes], size: int) -> bytes:
    content = out.read(size)
    if len(content) != size:
        raise EOFError
    return content


@contextmanager
def _reader(file: File, kind: str, options: dict[str, Any]) -> Iterator[tuple[IO[bytes], Iterator[dict[str, Any]]]]:
    size = len(file.content)
    given = {**options, "kind": kind, "reserved": limits.reserved(size), "handed": limits.handed(size),
             "seconds": limits.seconds(size), "patience": limits.patience(size), "expanded": limits.EXPANDED,
             "ratio": limits.RATIO, "rows": limits.MAX_ROWS, "columns": limits.MAX_COLUMNS, "sheets": limits.SHEETS,
             "members": limits.MEMBERS, "parts": limits.PARTS, "spins": limits.SPINS}
    # Our own script, by our own interpreter, with fixed arguments.
    child = subprocess.Popen([sys.executable, "-I", str(_SCRIPT)], stdin=subprocess.PIPE,  # noqa: S603
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, **_SPARING})
    assert child.stdin is not None and child.stdout is not None  # noqa: S101 - pipes were asked for
    watch = _Watch(child, limits.resident(size), limits.patience(size))
    try:
        with suppress(BrokenPipeError):
            child.stdin.write(json.dumps(given).encode() + b"\n")
            view = memoryview(file.content)
            for at in range(0, size, _CHUNK):
                child.stdin.write(view[at:at + _CHUNK])
            child.stdin.close()
        yield child.stdout, _answers(child.stdout, file.name)
    except (EOFError, OSError, pa.ArrowException, json.JSONDecodeError) as error:
        with suppress(subprocess.TimeoutExpired):  # it has closed its end, so it is about to go; how it goes tells why
            child.wait(1)
        child.kill()
        raise refusal(watch.why or _cause(child.wait()), file.name) from error
    finally:
        watch.over.set()
        child.kill()
        with suppress(BrokenPipeError):
            child.stdin.close()
        child.stdout.close()
        child.wait()
        watch.join()


def _answers(out: IO[bytes], name: str) -> Iterator[dict[str, Any]]:
    while True:
        line = out.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        answer = json.loads(line)
        if "problem" in answer:
            raise refusal(answer["problem"], name)
        if "end" in answer:
            return
        yield answer


def _cause(code: int) -> str:
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return "time"
    return "memory" if code < 0 else "broken"


class _Watch(threading.Thread):
    """Ends the reading process when it holds more memory, or takes longer, than it may; `why` says which."""

    def __init__(self, child: subprocess.Popen[bytes], resident: int, seconds: float):
        super().__init__(daemon=True)
        self.child, self.resident = child, resident
        self.until = time.monotonic() + seconds
        self.over, self.why = threading.Event(), ""
        self.start()

    def run(self) -> None:
        while not self.over.wait(0.01) and self.child.poll() is None:
            if time.monotonic() > self.until:
                self.why = "time"
            elif self._held() > self.resident:
                self.why = "memory"
            if self.why:
                self.child.kill()
                return

    def _held(self) -> int:
        try:
            pages = Path(f"/proc/{self.child.pid}/statm").read_text("ascii").split()[1]
        except (OSError, IndexError):  # it has just ended, or this system has no /proc: the limits of the child itself hold
            return 0
        return int(pages) * _PAGE
