"""The cohort: a row per merchant with any evidence, the same numbers as the diagnosis of each, kept and read back quickly."""
import csv
import json
import time
from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from data import kept
from data.store import Store
from data.workspace import Workspace
from diagnostics import cohort, cohorts
from diagnostics.__main__ import main
from diagnostics.diagnosis import diagnose
from diagnostics.model import DIMENSIONS
from tests.many_shops import DAY, IDLE, many_shops

SHOPS = 40
ISSUE = ["merchant_id", "as_of", "segment", "order_lines", "score", "low", "high", "coverage", "listing", "trust", "price",
         "sales", "service", "channel", "readiness", "risk_no_orders_90d", "risk_halved_90d", "risk_low_reviews_90d"]


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("cohort") / "shops.duckdb", SHOPS)


@pytest.fixture(scope="module")
def rows(shops):
    return cohorts.save(shops, [DAY])


def test_the_columns_are_those_that_scripts_rely_on(rows):
    assert list(rows.columns) == ISSUE == list(cohorts.COLUMNS)
    assert set(rows.as_of) == {DAY} and rows.merchant_id.is_monotonic_increasing and rows.merchant_id.is_unique


def test_a_row_for_everybody_of_whom_something_is_known(shops, rows):
    """Counted again over the raw tables."""
    known = shops.store.cursor().execute("""
        SELECT DISTINCT merchant_id FROM (
          SELECT merchant_id FROM order_lines WHERE ordered_at < TIMESTAMP '2026-09-01' UNION ALL
          SELECT merchant_id FROM settlements WHERE settled_on < DATE '2026-09-01' UNION ALL
          SELECT merchant_id FROM listings WHERE observed_on < DATE '2026-09-01' UNION ALL
          SELECT merchant_id FROM reviews WHERE created_at < TIMESTAMP '2026-09-01' UNION ALL
          SELECT merchant_id FROM costs WHERE valid_from < DATE '2026-09-01' UNION ALL
          SELECT merchant_id FROM answers WHERE answered_on < DATE '2026-09-01') ORDER BY 1""").fetchall()
    assert rows.merchant_id.tolist() == [k[0] for k in known]
    assert 0 < len(rows) < SHOPS + IDLE, "somebody is not known yet"
    counted = dict(shops.store.cursor().execute(
        "SELECT merchant_id, count(*) FROM order_lines WHERE ordered_at < TIMESTAMP '2026-09-01' GROUP BY 1").fetchall())
    assert dict(zip(rows.merchant_id, rows.order_lines, strict=True)) == {m: counted.get(m, 0) for m in rows.merchant_id}


@pytest.mark.parametrize("merchant", ["m0000", "m0001", "m0013", "m0029"])
def test_it_is_the_diagnosis_of_each_to_the_last_digit(shops, rows, merchant):
    row = rows.set_index("merchant_id").loc[merchant]
    result = diagnose(shops, merchant, DAY)
    summary = result["summary"]
    assert row.segment == result["segment"]
    for name, value in [*((n, summary[n]) for n in ("score", "low", "high", "coverage")),
                        *((d, summary["dimensions"][d]["score"]) for d in DIMENSIONS)]:
        assert (value is None and np.isnan(row[name])) or row[name] == value, name
    kept_row = kept.stored_cohort(shops, DAY).set_index("merchant_id").loc[merchant]
    assert list(kept_row.failing) == sorted(f["check"] for f in result["findings"] if f["status"] == "fail")
    assert list(kept_row.scored) == sorted(f["check"] for f in result["findings"] if f["score"] is not None)
    assert result["risk"]["available"] == any(not np.isnan(row[c]) for c in cohorts.risk.COLUMNS)


def test_a_score_stands_only_on_half_of_the_evidence(rows):
    assert rows.score.isna().equals(rows.coverage < 0.5)
    assert rows.score.notna().any() and rows.score.isna().any()
    shown = rows[rows.score.notna()]
    assert ((shown.low <= shown.score + 1e-9) & (shown.score <= shown.high + 1e-9)).all()


def test_many_days_are_the_days_one_after_the_other(shops, rows):
    earlier = date(2026, 3, 1)
    both = cohort(shops, [earlier, DAY])
    assert both.as_of.tolist() == sorted(both.as_of) and set(both.as_of) == {earlier, DAY}
    pd.testing.assert_frame_equal(both[both.as_of == DAY].reset_index(drop=True), rows, check_exact=True)
    assert not both[both.as_of == earlier].order_lines.reset_index(drop=True).equals(rows.order_lines)


def test_without_a_day_it_is_the_newest(shops):
    assert set(cohort(shops).as_of) == {shops.default_as_of()}


def test_what_is_kept_is_what_was_computed(shops, rows):
    found = kept.stored_cohort(shops)
    same = found[ISSUE].assign(as_of=pd.to_datetime(found.as_of).dt.date)
    pd.testing.assert_frame_equal(same, rows, check_exact=True, check_dtype=False)
    sales = shops.store.cursor().execute("""SELECT merchant_id, CAST(sum(amount) AS DOUBLE) FROM order_lines
        WHERE ordered_at < TIMESTAMP '2026-09-01' AND ordered_at >= TIMESTAMP '2026-09-01' - INTERVAL 90 DAY
          AND (status NOT IN ('cancelled', 'returned') OR cancelled_at >= TIMESTAMP '2026-09-01') GROUP BY 1""").fetchall()
    expected = dict(sales)
    assert found.sales_90.astype(float).tolist() == pytest.approx([expected.get(m, 0.0) for m in found.merchant_id])
    assert kept.cohort_days(shops)[0] == DAY
    assert kept.card(shops, DAY)["as_of"] == DAY.isoformat()


def test_saving_again_replaces_and_forgets_who_is_gone(tmp_path):
    workspace = many_shops(tmp_path / "again.duckdb", 6)
    before = len(cohorts.save(workspace, [DAY]))
    with workspace.store.transaction() as cursor:
        for table in ("order_lines", "settlements", "reviews", "listings", "costs", "answers"):
            cursor.execute(f"DELETE FROM {table} WHERE merchant_id = 'm0000'")
    cohorts.save(workspace, [DAY])
    assert len(kept.stored_cohort(workspace, DAY)) == before - 1
    assert "m0000" not in set(kept.stored_cohort(workspace, DAY).merchant_id)


def test_an_empty_store_has_an_empty_cohort(tmp_path):
    workspace = Workspace(Store.open(tmp_path / "empty.duckdb"))
    assert cohorts.save(workspace).empty and kept.stored_cohort(workspace).empty and kept.cohort_days(workspace) == []
    assert list(cohort(workspace, [DAY]).columns) == ISSUE
    workspace.save_merchant("m")
    assert cohort(workspace, [DAY]).empty


def test_ten_thousand_rows_are_read_within_a_second(tmp_path):
    workspace = Workspace(Store.open(tmp_path / "large.duckdb"))
    with workspace.store.transaction() as cursor:
        cursor.execute("""INSERT INTO cohort BY NAME SELECT 'm' || i AS merchant_id, DATE '2026-09-01' AS as_of, '가게' AS name,
            'struggling' AS segment, i AS order_lines, i % 100 AS score, CAST(range(12) AS VARCHAR[]) AS failing,
            CAST(range(40) AS VARCHAR[]) AS scored FROM range(10000) AS r(i)""")
    start = time.perf_counter()
    assert kept.cohort_days(workspace) == [DAY] and len(kept.stored_cohort(workspace)) == 10_000
    assert time.perf_counter() - start < 1.0


@pytest.mark.parametrize(("name", "days"), [("rows.parquet", ["2026-03-01", DAY.isoformat()]), ("rows.csv", [DAY.isoformat()])])
def test_the_command_writes_files(shops, rows, tmp_path, capsys, name, days):
    out = tmp_path / "folder" / name
    assert main(["cohort", "--db", str(shops.store.path), "--out", str(out), *(f"--as-of={d}" for d in days)]) == 0
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert answer["file"] == str(out) and answer["days"] == days and str(DAY) in said.err
    found = duckdb.connect().sql(f"SELECT * FROM '{out}' WHERE as_of = DATE '2026-09-01' ORDER BY merchant_id")
    assert found.columns == ISSUE and dict(zip(found.columns, map(str, found.types), strict=True))["as_of"] == "DATE"
    values = found.df()
    assert values.merchant_id.tolist() == rows.merchant_id.tolist()
    np.testing.assert_array_equal(values.score.to_numpy(dtype=float), rows.score.to_numpy(dtype=float))
    if name.endswith("csv"):
        with out.open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == ISSUE


def test_the_command_prints_rows_without_a_file(shops, rows, capsys):
    assert main(["cohort", "--db", str(shops.store.path), "--as-of", DAY.isoformat()]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [r["merchant_id"] for r in printed] == rows.merchant_id.tolist() and list(printed[0]) == ISSUE
    first = rows.iloc[0]
    assert printed[0]["as_of"] == DAY.isoformat() and printed[0]["low"] == first.low
    assert printed[0]["score"] is None or printed[0]["score"] == first.score


@pytest.mark.parametrize("arguments", [["--as-of", "yesterday"], ["--out", "rows.txt"], ["--as-of", "2026-13-01"]])
def test_wrong_usage_is_a_sentence(shops, capsys, arguments):
    assert main(["cohort", "--db", str(shops.store.path), *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.strip() and "Traceback" not in said.err


def test_the_scores_alone_are_the_same_scores(shops, rows, tmp_path):
    """And nothing is kept: the forecasts of the day stay."""
    same, before = [c for c in ISSUE if not c.startswith("risk_")], kept.made_at(shops, DAY)
    out = tmp_path / "scores.parquet"
    assert main(["cohort", "--db", str(shops.store.path), "--scores-only", "--as-of", DAY.isoformat(), "--out", str(out)]) == 0
    for alone in (cohort(shops, [DAY], forecast=False), pd.read_parquet(out)):
        assert list(alone.columns) == ISSUE and alone.filter(like="risk_").isna().all().all()
        pd.testing.assert_frame_equal(alone[same[2:]], rows[same[2:]], check_exact=True, check_dtype=False)
    assert kept.made_at(shops, DAY) == before is not None
