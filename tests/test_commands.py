"""What scripts rely on: exit codes, one plain sentence for what cannot be used, and nothing left behind."""
import json
import subprocess
import sys
from pathlib import Path

import pytest

from data.store import Store
from data.workspace import Workspace
from diagnostics.__main__ import main
from diagnostics.commands.shared import progress


def said(capsys, *arguments: object) -> tuple[int, str, str]:
    code = main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.duckdb"
    opened = Store.open(path)
    Workspace(opened).save_merchant("m", name="작은 가게")
    opened.close()
    return path


@pytest.mark.parametrize("command", [
    ["diagnose", "--merchant", "m"], ["channels", "--merchant", "m"], ["cohort"],
    ["plan", "--merchant", "m", "--budget", "1000", "--hours", "3"], ["report", "--merchant", "m", "--out", "report.html"]])
def test_a_command_that_reads_makes_no_store(capsys, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    code, out, err = said(capsys, command[0], "--db", "missing.duckdb", *command[1:])
    assert (code, out, err) == (2, "", "There is no store missing.duckdb. Load files into it first.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a table\nat all\n", b"\x89PNG\r\n\x1a\n" + bytes(200), b"PK\x03\x04" + bytes(90)])
def test_a_file_that_cannot_be_used_is_answered_with_one_line(capsys, tmp_path, content):
    file = tmp_path / "orders.xlsx"
    file.write_bytes(content)
    code, out, err = said(capsys, "intake", "--db", tmp_path / "store.duckdb", "--merchant", "m", file)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1 and "orders.xlsx" in err


@pytest.mark.parametrize("option", [["--budget", "-1"], ["--budget", "1.5"], ["--hours", "nan"], ["--hours", "-2"]])
@pytest.mark.parametrize("command", [["plan", "--budget", "1000", "--hours", "3"], ["report", "--out", "/dev/null/report.html"]])
def test_budgets_and_hours_below_nothing_are_refused(capsys, store, command, option):
    code, out, err = said(capsys, command[0], "--db", store, "--merchant", "m", *command[1:], *option)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert option[1] in err


def test_progress_is_told_once_the_work_takes_its_time(capsys):
    progress(quiet=60)(0.5, {"text": "Done", "params": {}})
    assert capsys.readouterr().err == ""
    progress(quiet=0)(0.5, {"text": "Done", "params": {}})
    assert capsys.readouterr().err == " 50% Done\n"


def test_a_budget_beyond_measure_is_refused_and_not_cut(capsys, store):
    code, out, err = said(capsys, "plan", "--db", store, "--merchant", "m", "--budget", "9" * 20, "--hours", "3")
    assert (code, out, err) == (2, "", "The budget may be 1,000,000,000,000 won at most.\n")


def test_what_a_compiled_library_prints_does_not_get_into_the_json(store):
    """The solver HiGHS prints past Python now and then; here something prints for it."""
    script = ("import os, sys, diagnostics.commands.plan as plan, diagnostics.__main__ as program\n"
              "plan.run = lambda options: os.write(1, b'Highs says something') and {'a': 1}\n"
              "sys.exit(program.main(sys.argv[1:]))")
    done = subprocess.run([sys.executable, "-c", script, "plan", "--db", str(store), "--merchant", "m"], capture_output=True,
                          text=True, check=True)
    assert json.loads(done.stdout) == {"a": 1}
    assert "Highs says something" in done.stderr
