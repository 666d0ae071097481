"""The demo, loaded once per test run by its command; the tests that look at it share it."""
import atexit
import contextlib
import io
import json
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


@cache
def demo() -> Demo:
    home = Path(tempfile.mkdtemp(prefix="demo-"))
    out, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = main(["demo", "--db", str(home / "demo.duckdb"), "--files", str(home / "files")])
    store = Store.open(home / "demo.duckdb")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    atexit.register(store.close)
    assert code == 0, said.getvalue()
    return Demo(Workspace(store), json.loads(out.getvalue()), said.getvalue(), home)
