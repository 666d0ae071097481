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


def test_orders_against_settlements(capsys, loaded, tmp_path):
    code, answer, err = said(capsys, "reconcile", "--db", loaded, "--merchant", "m")
    assert (code, err) == (0, "")
    live, sales = rows(loaded, "SELECT count(*), sum(amount) FROM order_lines WHERE status NOT IN ('cancelled', 'returned')")[0]
    net, fees = rows(loaded, "SELECT sum(net), sum(coalesce(fee_sales, 0) + coalesce(fee_payment, 0) + coalesce(fee_other, 0)) "
                     "FROM settlements")[0]
    months = answer["months"]
    assert sum(m["live"] for m in months) == live and sum(m["sales"] for m in months) == float(sales)
    assert sum(m["net"] for m in months) == float(net)
    assert sum(m["fee_sales"] + m["fee_payment"] + m["fee_other"] for m in months) == float(fees)
    month = months[0]["month"]
    out = tmp_path / "맞춤.csv"
    code, one, err = said(capsys, "reconcile", "--db", loaded, "--merchant", "m", "--month", month, "--out", out)
    assert (code, err) == (0, "") and [m["month"] for m in one["months"]] == [month]
    told = sum(m["unsettled"] + m["only_settlements"] + m["differing"] for m in one["months"])
    assert len(one["unmatched"]) == told
    lines = out.read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == (told + 1 if told else 1)


@pytest.mark.parametrize(("option", "word"), [(["--month", "2026-13"], "2026-13"), (["--out", "x.txt"], "x.txt")])
def test_a_month_or_a_file_that_cannot_be_is_one_sentence(capsys, loaded, option, word):
    code, out, err = said(capsys, "reconcile", "--db", loaded, "--merchant", "m", *option)
    assert (code, out) == (2, None) and len(err.splitlines()) == 1 and word in err
