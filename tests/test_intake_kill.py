"""A process that is killed while it imports, undoes or makes the store leaves all of a file or nothing; the retry is right."""

import os
import random
import resource
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from data import contract
from data.errors import StoreProblem
from data.intake import Upload, intake
from data.keys import key_path
from data.merging.undo import undo
from data.store import Store
from data.workspace import Workspace
from tests.told_shop import any_csv, shown

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 1)
LINES = 2_000
NAMES = ("orders_20260930.csv", "정산_건별.csv")
# Imports everything once, then makes a child for each store that it is told of: nothing is open yet when the child is made.
FORKS = """
import os, sys
from tests.test_intake_kill import steps
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        steps(line.strip())
        os._exit(0)
    print(pid, flush=True)
    print("ended", os.waitpid(pid, 0)[1], flush=True)
"""


@cache
def files() -> dict[str, bytes]:
    orders, settled = [], []
    for n in range(LINES):
        ids = {"상품주문번호": f"2026090110{n:06}", "주문번호": f"2026090120{n // 2:06}"}
        orders.append({**ids, "주문일시": "2026-09-01 09:00", "수취인연락처1": "", "상품명": f"예시 {n % 7}", "수량": 1,
                       "주문상태": "구매확정", "최종 상품별 총 주문금액": 1000 + n, "배송비 합계": 3000,
                       "배송비 묶음번호": f"B{n // 2}"})
        settled.append({**ids, "구분": "상품주문", "정산예정일": "2026-09-12", "정산기준일": "2026-09-11",
                        "정산기준금액(A)": 1000 + n, "Npay 수수료(B)": -n // 50, "매출연동 수수료 합계(C)": -n // 40,
                        "정산상태": "일반정산"})
        if n % 3 == 0:
            settled.append({**settled[-1], "정산예정일": "2026-09-20", "정산기준금액(A)": -500})
    return dict(zip(NAMES, (any_csv(orders), any_csv(settled)), strict=True))


def steps(path: str) -> None:
    """What the process does that is killed: two imports, an undo, an import again."""
    workspace = Workspace(Store.open(path))
    one, two = (Upload(name, (Path(path).parent / name).read_bytes()) for name in NAMES)
    first = intake(workspace, "m", [one], today=TODAY)[0]["import_id"]
    intake(workspace, "m", [two], today=TODAY)
    undo(workspace, "m", first)
    intake(workspace, "m", [one], today=TODAY)


@contextmanager
def forks(folder: Path):
    """A process that makes children which do `steps` on a store; yields a call that starts one, killed after some seconds."""
    for name, content in files().items():
        (folder / name).write_bytes(content)
    with subprocess.Popen([sys.executable, "-c", FORKS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as maker:

        def run(path: Path, seconds: float) -> bool:
            """Whether the child was still at work when it was killed."""
            print(path, file=maker.stdin, flush=True)
            pid = int(maker.stdout.readline())
            ready, _, _ = select.select([maker.stdout], [], [], seconds)
            if not ready:
                os.kill(pid, signal.SIGKILL)
            return int(maker.stdout.readline().split()[1]) != 0

        yield run
        maker.stdin.close()


def whole_states(folder: Path) -> list[dict]:
    """What the store may show: before the first file, and after each step."""
    workspace = Workspace(Store.open(folder / "whole.duckdb"))
    (orders, one), (settled, two) = files().items()
    states = [shown(workspace)]
    first = intake(workspace, "m", [Upload(orders, one)], today=TODAY)[0]["import_id"]
    states.append(shown(workspace))
    intake(workspace, "m", [Upload(settled, two)], today=TODAY)
    states.append(shown(workspace))
    undo(workspace, "m", first)
    states.append(shown(workspace))
    workspace.store.close()
    live = sum(1000 + n - (500 if n % 3 == 0 else 0) for n in range(LINES))
    amount = contract.ORDER_LINES.names.index("amount")
    assert sum(row[amount] for row in states[2]["order_lines"]) == live, "the whole is right before parts of it are looked at"
    return states


def killed(folder: Path, moments: int, seed: int) -> set[int]:
    """Kill at random moments; which states were seen."""
    states, seen, at_work = whole_states(folder), set(), 0
    dice = random.Random(seed)
    with forks(folder) as run:
        begun = time.monotonic()
        assert not run(folder / "timed.duckdb", 120.0)
        length = time.monotonic() - begun
        for n in range(moments):
            path = folder / f"{n}.duckdb"
            at_work += run(path, dice.uniform(0.02, 0.9) * length)
            workspace = Workspace(Store.open(path))
            found = shown(workspace)
            assert found in states, f"moment {n}: the store shows a part of a file"
            seen.add(states.index(found))
            listed = workspace.imports("m")
            assert len(found["order_lines"]) == 0 or len(listed) >= 1, "rows and their import come together"
            assert not key_path(path).exists() or len(key_path(path).read_bytes()) == 32
            for name, content in files().items():
                intake(workspace, "m", [Upload(name, content)], today=TODAY)
            assert shown(workspace) == states[2], f"moment {n}: the retry"
            assert workspace.imports("m").undone_at.isna().all() and len(workspace.imports("m")) == 2
            workspace.store.close()
            for part in folder.glob(f"{n}.duckdb*"):
                part.unlink()
    assert at_work >= moments // 3, "many were killed at work"
    return seen


def test_killed_at_a_few_moments(tmp_path):
    killed(tmp_path, 4, 1)


@pytest.mark.long
def test_killed_at_fifty_moments(tmp_path):
    assert len(killed(tmp_path, 50, 2)) >= 3, "before, between and after the steps"


def test_a_full_disk_is_a_sentence_and_nothing_is_kept(tmp_path):
    """The size of files is limited in the place of a disk that is full."""
    path = tmp_path / "full.duckdb"
    workspace = Workspace(Store.open(path))
    (name, content), _settled = files().items()
    size, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 100_000, hard))
    try:
        with pytest.raises(StoreProblem, match="cannot be written"):
            intake(workspace, "m", [Upload(name, content)], today=TODAY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert not any(shown(workspace).values()) and workspace.imports("m").empty
    assert intake(workspace, "m", [Upload(name, content)], today=TODAY)[0]["loaded"] == LINES
    workspace.store.close()
