"""Commands about what was loaded: the list, the way back, orders against settlements."""
import json
from pathlib import Path

import pytest

from data.store import Store
from diagnostics.__main__ import main
from tests.intake_shop import coupang_files


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, object, str]:
    code = main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, err


@pytest.fixture
def loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A store with two Coupang order exports and the settlement of the same sales, loaded by the command."""
    paths = []
    for name, content in coupang_files().items():
        (tmp_path / name).write_bytes(content)
        paths.append(tmp_path / name)
    code, entries, err = said(capsys, "intake", "--db", tmp_path / "store.duckdb", "--merchant", "m", *paths)
    assert (code, len(entries)) == (0, 3), err
    return tmp_path / "store.duckdb"


def rows(db: Path, sql: str) -> list[tuple]:
    return Store.open(db).cursor().execute(sql).fetchall()


def test_the_list_the_way_back_and_the_list_again(capsys, loaded):
    code, imports, err = said(capsys, "imports", "--db", loaded, "--merchant", "m")
    assert (code, err) == (0, "")
    assert sorted(i["file"] for i in imports) == sorted(coupang_files())
    assert all(i["undone_at"] is None and i["imported_by"] and i["imported_at"] for i in imports)
    settled = next(i for i in imports if i["table"] == "settlements")
    before = rows(loaded, "SELECT count(*), sum(amount) FROM order_lines WHERE status NOT IN ('cancelled', 'returned')")
    gone = rows(loaded, "SELECT count(*) FROM settlements")[0][0]
    code, answer, err = said(capsys, "undo", "--db", loaded, "--merchant", "m", "--import", settled["import_id"])
    assert (code, err) == (0, "")
    assert answer["file"] == settled["file"] and answer["removed"] == gone > 0
    assert answer["change"]["sales_before"] == float(before[0][1])
    assert rows(loaded, "SELECT count(*) FROM settlements") == [(0,)]
    after = said(capsys, "imports", "--db", loaded, "--merchant", "m")[1]
    assert [i["import_id"] for i in after if i["undone_at"]] == [settled["import_id"]]
    again = said(capsys, "undo", "--db", loaded, "--merchant", "m", "--import", settled["import_id"])
    assert again[0] == 2 and again[1] is None and len(again[2].splitlines()) == 1


@pytest.mark.parametrize("command", [["imports"], ["undo", "--import", "x"], ["reconcile"]])
def test_a_merchant_or_a_store_that_is_not_there_is_one_sentence(capsys, loaded, tmp_path, command):
    code, out, err = said(capsys, command[0], "--db", loaded, "--merchant", "nobody", *command[1:])
    assert (code, out, err) == (2, None, "There is no merchant nobody. Load a file for it first.\n")
    code, out, err = said(capsys, command[0], "--db", tmp_path / "missing.duckdb", "--merchant", "m", *command[1:])
    assert (code, out, err) == (2, None, "There is no store missing.duckdb. Load files into it first.\n")
    assert not (tmp_path / "missing.duckdb").exists()


def test_an_import_that_is_not_there_is_one_sentence(capsys, loaded):
    code, out, err = said(capsys, "undo", "--db", loaded, "--merchant", "m", "--import", "none")
    assert (code, out) == (2, None) and len(err.splitlines()) == 1
