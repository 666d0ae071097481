"""500 damaged files: each is taken or refused in one sentence, soon, and a refused one leaves the store as it was."""
import os
import time
from collections import Counter
from datetime import date

import pytest

from data.errors import FormatUnclear, FormatUnknown, InputProblem, PasswordNeeded
from data.intake import Upload, intake
from data.store import Store
from data.workspace import Workspace
from diagnostics.texts import Texts
from tests.mutations import PASSWORD, damaged, sound

TODAY = date(2026, 11, 23)
HANG = 10
"""Seconds on the processor, of this process and the reading one; on the clock of a busy machine it may be more."""
STUCK = 60


def spent() -> float:
    return sum(os.times()[:4])


def state(workspace: Workspace) -> dict[str, tuple]:
    """What stands in each table: rows, and a digest of all their cells whatever their order."""
    cursor = workspace.store.cursor()
    try:
        names = [name for (name,) in cursor.execute("SELECT table_name FROM information_schema.tables").fetchall()]
        return {name: cursor.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {name} AS t").fetchone() for name in names}
    finally:
        cursor.close()


def attempt(workspace: Workspace, number: int) -> str:
    """Take one damaged file in, for a merchant of its own; says what became of it."""
    file, before, started, begun = damaged(number), state(workspace), time.monotonic(), spent()
    try:
        entries = intake(workspace, f"m{number}", [Upload(file.name, file.content)], PASSWORD, today=TODAY)
    except InputProblem as problem:
        said = Texts("ko")(problem.message, **problem.params)
        assert said.endswith((".", "요")) and "\n" not in said and "{" not in said.replace(file.name, ""), (file.done, said)
        assert state(workspace) == before, file.done
        outcome = next(kind.__name__ for kind in (PasswordNeeded, FormatUnknown, FormatUnclear, InputProblem)
                       if isinstance(problem, kind))
    else:
        after = state(workspace)
        assert after["imports"][0] == before["imports"][0] + len(entries), file.done
        assert after["merchants"][0] == before["merchants"][0] + 1, file.done
        outcome = "taken"
    assert spent() - begun < HANG and time.monotonic() - started < STUCK, file.done
    return outcome


def attempts(tmp_path, numbers: range) -> Counter:
    store = Store.open(tmp_path / "store.duckdb")
    workspace = Workspace(store)
    for name, content in sound()[:3]:
        intake(workspace, "sound", [Upload(name, content)], today=TODAY)
    try:
        return Counter(attempt(workspace, number) for number in numbers)
    finally:
        store.close()


def test_a_sample_of_damaged_files(tmp_path):
    found = attempts(tmp_path, range(0, 500, 13))
    assert found["taken"] >= 5 and found.total() - found["taken"] >= 10


@pytest.mark.long
def test_500_damaged_files(tmp_path, capsys):
    started = time.monotonic()
    found = attempts(tmp_path, range(500))
    with capsys.disabled():
        print(f"\n500 damaged files in {time.monotonic() - started:.0f} s: {dict(found)}")
    assert found["taken"] >= 50 and found.total() - found["taken"] >= 150
