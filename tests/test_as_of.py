"""Nothing that happened or became known on or after the day may change a cohort, a forecast or a diagnosis: not one digit."""
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import contract
from data.store import Store
from data.workspace import Workspace
from diagnostics import cohorts
from diagnostics.diagnosis import compute
from diagnostics.result import plain, to_json
from tests.many_shops import DAY, many_shops

OLIST = Path(__file__).parents[2] / "shared" / "real" / "olist_half"
OLIST_DAY = date(2018, 1, 1)
UNDONE = ", status = CASE WHEN status IN ('cancelled', 'returned') THEN 'paid' ELSE status END, claim_reason = NULL"
DATED = [t for t in contract.TABLES.values() if t.dated_by is not None]


def forget_later_rows(cursor: duckdb.DuckDBPyConnection, day: date) -> int:
    """Delete everything dated on or after `day`; how many rows went."""
    gone = 0
    for table in DATED:
        before = cursor.execute(f"SELECT count(*) FROM {table.name}").fetchone()
        cursor.execute(f"DELETE FROM {table.name} WHERE {table.dated_by} >= CAST(? AS DATE)", [day])
        after = cursor.execute(f"SELECT count(*) FROM {table.name}").fetchone()
        gone += before[0] - after[0]
    return gone


def blank_later_times(cursor: duckdb.DuckDBPyConnection, day: date) -> int:
    """Blank every other time on or after `day`; how many rows were touched. A cancellation that is not known yet leaves a
    paid line without a reason."""
    touched = 0
    for table in contract.TABLES.values():
        for name in table.times:
            if name == table.dated_by:
                continue
            more = UNDONE if name == "cancelled_at" else ""
            done = cursor.execute(f"UPDATE {table.name} SET {name} = NULL{more} WHERE {name} >= CAST(? AS DATE)", [day])
            touched += done.fetchone()[0]
    return touched


def shuffle(cursor: duckdb.DuckDBPyConnection, _day: date) -> int:
    """The same rows in another order."""
    for table in contract.TABLES.values():
        cursor.execute(f"CREATE TEMP TABLE mixed AS SELECT * FROM {table.name} ORDER BY hash(concat({', '.join(table.key)}))")
        cursor.execute(f"DELETE FROM {table.name}")
        cursor.execute(f"INSERT INTO {table.name} SELECT * FROM mixed")
        cursor.execute("DROP TABLE mixed")
    return 1


CHANGES: dict[str, Callable[[duckdb.DuckDBPyConnection, date], int]] = {
    "later rows deleted": forget_later_rows, "later times blanked": blank_later_times, "rows in another order": shuffle}


def changed(original: Workspace, path: Path, how: Callable[[duckdb.DuckDBPyConnection, date], int], day: date) -> Workspace:
    """A copy of the store with one change; the change must have touched something."""
    original.store.cursor().execute("CHECKPOINT")
    shutil.copy(original.store.path, path)
    workspace = Workspace(Store.open(path))
    with workspace.store.transaction() as cursor:
        assert how(cursor, day) > 0
    return workspace


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("as_of") / "shops.duckdb")


@pytest.fixture(scope="module")
def expected(shops):
    return cohorts.compute(shops, DAY)


@pytest.mark.parametrize("change", CHANGES)
def test_a_cohort_does_not_know_the_future(shops, expected, tmp_path, change):
    found = cohorts.compute(changed(shops, tmp_path / "copy.duckdb", CHANGES[change], DAY), DAY)
    pd.testing.assert_frame_equal(found.rows, expected.rows, check_exact=True)
    assert found.card == expected.card
    # The comparison is about something: scores and forecasts are there.
    assert expected.rows.score.notna().sum() > 20
    assert expected.rows[list(cohorts.risk.COLUMNS)].notna().all(axis=1).sum() > 50


@pytest.fixture(scope="module")
def diagnosed(shops):
    return {m: plain(to_json(compute(shops, m, DAY, "intake"))) for m in ("m0000", "m0029")}


@pytest.mark.parametrize("change", CHANGES)
def test_a_diagnosis_does_not_know_the_future(shops, diagnosed, tmp_path, change):
    copy = changed(shops, tmp_path / "copy.duckdb", CHANGES[change], DAY)
    for merchant, then in diagnosed.items():
        assert plain(to_json(compute(copy, merchant, DAY, "intake"))) == then


def test_the_cohort_of_later_days_differs(shops, expected):
    later = cohorts.compute(shops, date(2026, 12, 1))
    assert not later.rows.set_index("merchant_id").order_lines.equals(expected.rows.set_index("merchant_id").order_lines)


@pytest.mark.slow
@pytest.mark.skipif(not OLIST.exists(), reason="the real merchants are not on this machine")
def test_real_merchants(tmp_path):
    workspace = Workspace(Store.open(tmp_path / "real.duckdb"))
    with workspace.store.transaction() as cursor:
        for name in ("merchants", "order_lines", "listings", "reviews"):
            cursor.execute(f"INSERT INTO {name} BY NAME SELECT * FROM '{OLIST / name}.parquet'")
    expected = cohorts.compute(workspace, OLIST_DAY).rows
    sold = workspace.store.cursor().execute(
        "SELECT count(DISTINCT merchant_id) FROM order_lines WHERE ordered_at < TIMESTAMP '2018-01-01'").fetchone()[0]
    assert (expected.order_lines > 0).sum() == sold
    for i, change in enumerate((forget_later_rows, blank_later_times)):
        found = cohorts.compute(changed(workspace, tmp_path / f"copy{i}.duckdb", change, OLIST_DAY), OLIST_DAY).rows
        pd.testing.assert_frame_equal(found, expected, check_exact=True)
