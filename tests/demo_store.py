"""The demo, loaded once per test run by its command; the tests that look at it share it."""
import atexit
import contextlib
import fcntl
import io
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.store import Store
from data.workspace import Workspace
from diagnostics.__main__ import main


@dataclass(frozen=True)
class Demo:
    """`summary` is what the command printed; below `home` lie demo.duckdb and the folder files."""

    workspace: Workspace
    summary: dict[str, Any]
    said: str
    home: Path

    def rows(self, sql: str, *params: object) -> list[tuple[Any, ...]]:
        return self.workspace.store.cursor().execute(sql, list(params)).fetchall()


def shared_folder(process: int) -> Path:
    """Where the processes of one run, started by `process`, share the loaded demo."""
    return Path(tempfile.gettempdir()) / f"digital-doctor-demo-{process}"


def _load(home: Path) -> None:
    """Run the command once; what it printed is kept beside the store."""
    out, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = main(["demo", "--db", str(home / "demo.duckdb"), "--files", str(home / "files")])
    assert code == 0, said.getvalue()
    Store.open(home / "demo.duckdb").close()
    (home / "summary.json").write_text(out.getvalue())
    (home / "said.txt").write_text(said.getvalue())


@cache
def demo() -> Demo:
    """The demo in a store of this process: loaded by the first process of the run, copied by the others."""
    shared = shared_folder(os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid())
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "said.txt").exists():
            _load(shared)
    home = Path(tempfile.mkdtemp(prefix="demo-")) / "home"
    shutil.copytree(shared, home)
    store = Store.open(home / "demo.duckdb")
    atexit.register(shutil.rmtree, home.parent, ignore_errors=True)
    atexit.register(store.close)
    summary = json.loads((home / "summary.json").read_text())
    return Demo(Workspace(store), summary, (home / "said.txt").read_text(), home)
