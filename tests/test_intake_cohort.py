"""Canonical tables of many merchants from a folder, and the two commands."""

import csv
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from data.errors import InputProblem
from data.intake import intake_cohort
from data.samples import layouts, writers
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics.__main__ import main
from tests.intake_shop import naver_files, naver_orders, truth

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "real" / "olist_half"
TODAY = date(2026, 11, 1)


@pytest.fixture
def workspace(tmp_path):
    store = Store.open(tmp_path / "store.duckdb")
    yield Workspace(store)
    store.close()


def rows(workspace: Workspace, sql: str) -> list[tuple]:
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql).fetchall()
    finally:
        cursor.close()


def write(folder: Path, name: str, header: list[str], lines: list[list[object]]) -> None:
    folder.mkdir(exist_ok=True)
    with (folder / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *lines])


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_dir(), reason="the real merchants are not beside this repository")
def test_real_merchants_load_whole_and_a_second_run_changes_nothing(workspace):
    want = {"merchants": 1578, "order_lines": 56263, "listings": 17380, "reviews": 49642}
    first = {e["table"]: e for e in intake_cohort(workspace, REAL, today=TODAY)}
    assert {t: (e["read"], e["loaded"], e["rejected"]) for t, e in first.items()} == {t: (n, n, 0) for t, n in want.items()}
    versions = rows(workspace, "SELECT sum(version), count(*) FROM versions")
    for entry in intake_cohort(workspace, REAL, today=date(2026, 11, 20)):
        assert (entry["loaded"], entry["updated"], entry["unchanged"]) == (0, 0, want[entry["table"]])
    assert rows(workspace, "SELECT sum(version), count(*) FROM versions") == versions
    assert {t: rows(workspace, f"SELECT count(*) FROM {t}")[0][0] for t in want} == want
    source = duckdb.connect().sql(
        f"SELECT CAST(sum(CAST(amount AS DECIMAL(18,2))) AS VARCHAR), count(*) FILTER (status = 'cancelled') "
        f"FROM '{REAL / 'order_lines.parquet'}'"
    ).fetchall()
    assert (
        rows(workspace, "SELECT CAST(sum(amount) AS VARCHAR), count(*) FILTER (status = 'cancelled') FROM order_lines") == source
    )


def test_csv_with_faults_extra_columns_and_new_merchants(tmp_path, workspace):
    folder = tmp_path / "in"
    write(
        folder,
        "order_lines.csv",
        ["Merchant_ID", "channel", "order_id", "line_id", "ordered_at", "amount", "status", "memo", "quantity"],
        [
            ["a", "naver", "001", "1", "2026-09-01 10:00:00", "12,345원", "delivered", "x", "2"],
            ["a", "naver", "001", "2", "2026/09/02", "5000.5", "Cancelled", "", ""],
            ["b", "naver", "", "3", "2026-09-01", "1", "paid", "", "1"],
            ["b", "naver", "2", "3", "someday", "1", "paid", "", "1"],
            ["b", "naver", "3", "3", "2026-09-01", "lots", "paid", "", "1"],
            ["b", "naver", "4", "3", "2026-09-01", "", "sold", "", "1"],
            ["", "naver", "5", "3", "2026-09-01", "", "paid", "", "1"],
        ],
    )
    entry = intake_cohort(workspace, folder, today=TODAY)[0]
    assert (entry["read"], entry["loaded"], entry["rejected"]) == (7, 2, 5)
    assert [(r["row"], r["column"]) for r in entry["rejects"]] == [
        (4, "order_id"),
        (5, "ordered_at"),
        (6, "amount"),
        (7, "status"),
        (8, "merchant_id"),
    ]
    assert entry["warnings"][0]["params"] == {"columns": "memo"}
    assert rows(workspace, "SELECT order_id, line_id, amount, status FROM order_lines ORDER BY line_id") == [
        ("001", "1", Decimal("12345.00"), "delivered"),
        ("001", "2", Decimal("5000.50"), "cancelled"),
    ]
    assert rows(workspace, "SELECT merchant_id FROM merchants") == [("a",)]
    assert (entry["first_day"], entry["last_day"]) == (date(2026, 9, 1), date(2026, 9, 2))


def test_refunds_of_a_cohort_reach_the_lines_in_either_order(tmp_path, workspace):
    lines = (
        ["merchant_id", "channel", "order_id", "line_id", "ordered_at", "amount", "status"],
        [["m", "c", str(n), "1", "2026-09-01", "1000", "confirmed"] for n in range(3)],
    )
    paid = (
        ["merchant_id", "channel", "order_id", "line_id", "kind", "settled_on", "gross", "net"],
        [
            ["m", "c", "0", "1", "goods", "2026-09-20", "1000", "950"],
            ["m", "c", "1", "1", "goods", "2026-09-20", "1000", "950"],
            ["m", "c", "1", "1", "goods", "2026-09-25", "-1000", "-950"],
            ["m", "c", "2", "1", "goods", "2026-09-25", "-400", "-380"],
        ],
    )
    for merchant, order in (("m", ("order_lines", "settlements")), ("n", ("settlements", "order_lines"))):
        for name in order:
            header, body = lines if name == "order_lines" else paid
            folder = tmp_path / f"{merchant}-{name}"
            write(folder, f"{name}.csv", header, [[merchant, *row[1:]] for row in body])
            intake_cohort(workspace, folder, today=TODAY)
        found = rows(
            workspace,
            "SELECT order_id, status, amount, CAST(cancelled_at AS DATE) FROM order_lines "
            f"WHERE merchant_id = '{merchant}' ORDER BY 1",
        )
        assert [(o, s, int(a), c) for o, s, a, c in found] == [
            ("0", "confirmed", 1000, None),
            ("1", "returned", 1000, date(2026, 9, 25)),
            ("2", "confirmed", 600, None),
        ]


def test_costs_answers_and_limits_of_the_viewer(tmp_path, workspace):
    folder = tmp_path / "in"
    write(
        folder,
        "costs.csv",
        ["merchant_id", "sku", "valid_from", "unit_cost"],
        [["a", "001", "2026-01-01", "3000"], ["b", "001", "2026-01-01", "1"]],
    )
    write(
        folder,
        "answers.csv",
        ["merchant_id", "stage", "question_id", "value", "answered_on"],
        [
            ["a", "intake", "photos", "many", "2026-02-01"],
            ["a", "intake", "photos", "few", "2026-01-01"],
            ["a", "later", "photos", "few", "2026-01-01"],
        ],
    )
    small = Workspace(workspace.store, Viewer("c", frozenset({"a"})))
    entries = {e["table"]: e for e in intake_cohort(small, folder, today=TODAY)}
    assert entries["costs"]["rejects"] == [
        {"row": 3, "column": "merchant_id", "reason": "The row belongs to another merchant.", "params": {}}
    ]
    assert (entries["answers"]["loaded"], entries["answers"]["unchanged"], entries["answers"]["rejected"]) == (1, 1, 1)
    assert rows(workspace, "SELECT value FROM answers") == [("many",)]  # the newer answer, wherever it stands in the file


def test_folders_that_cannot_be_read(tmp_path, workspace):
    with pytest.raises(InputProblem, match="no folder"):
        intake_cohort(workspace, tmp_path / "none")
    with pytest.raises(InputProblem, match="none of our tables"):
        intake_cohort(workspace, tmp_path)
    (tmp_path / "reviews.parquet").write_bytes(b"no parquet at all")
    with pytest.raises(InputProblem, match=r"reviews\.parquet cannot be read"):
        intake_cohort(workspace, tmp_path)
    assert not rows(workspace, "SELECT 1 FROM imports")


# -- the command line --------------------------------------------------------------------------------------------------


def test_detect_and_intake_commands(tmp_path, capsys):
    path = tmp_path / "스마트스토어_전체주문발주발송관리_20260912_0901.xlsx"
    path.write_bytes(writers.naver_order_xlsx(naver_orders(truth()[:5], True), "1234"))
    db = str(tmp_path / "store.duckdb")
    assert main(["detect", str(path)]) == 2 and "is locked" in capsys.readouterr().err
    assert main(["detect", str(path), "--password", "1234"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found)[:8] == ["format", "confidence", "sheet", "header_row", "encoding", "columns", "unknown", "personal"]
    assert (found["format"], found["header_row"], found["columns"]["상품주문번호"]) == ("naver_order", 2, "line_id")
    settle = tmp_path / "PaySettleDetail.xlsx"
    settle.write_bytes(naver_files()["PaySettleDetail_a.xlsx"])
    assert main(["intake", "--db", db, "--merchant", "m", str(path), str(settle), "--password", "1234"]) == 0
    entries = json.loads(capsys.readouterr().out)
    want = {"file", "format", "table", "read", "loaded", "updated", "unchanged", "rejected", "rejects"}
    assert all(want <= set(e) for e in entries) and [e["format"] for e in entries] == ["naver_order", "naver_settle_case"]
    assert entries[0]["loaded"] == 5 and entries[1]["table"] == "settlements"
    Store.open(db).close()


@pytest.mark.parametrize(
    "arguments",
    [
        ["intake", "--merchant", "m"],
        ["intake", "--db", "DB"],
        ["intake", "--db", "DB", "--merchant", "m"],
        ["intake", "--db", "DB", "--merchant", "m", "none.xlsx"],
        ["detect", "none.xlsx"],
        ["intake", "--db", "DB", "--cohort", "nowhere"],
    ],
)
def test_bad_usage_is_a_sentence_and_exit_2(arguments, tmp_path, capsys):
    assert main([a.replace("DB", str(tmp_path / "s.duckdb")) for a in arguments]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.strip() and "Traceback" not in said.err


@pytest.mark.slow
def test_a_whole_process_speaks_json(tmp_path):
    path = tmp_path / "주문.csv"
    path.write_bytes(
        writers.csv_text(
            layouts.NAVER_ORDER,
            [*naver_orders(truth()[:2], True), {**naver_orders(truth()[:1], True)[0], "주문상태": "결제대기"}],
        )
    )
    done = subprocess.run(
        [sys.executable, "-m", "diagnostics", "intake", "--db", str(tmp_path / "s.duckdb"), "--merchant", "m", str(path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    entry = json.loads(done.stdout)[0]
    assert (entry["read"], entry["loaded"], entry["rejected"], entry["rejects"]) == (
        3,
        2,
        1,
        [{"row": 4, "column": "주문상태", "reason": "The order was never paid, so it is no sale."}],
    )
