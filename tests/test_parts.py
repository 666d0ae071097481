"""A cohort measured in parts of whole merchants is the cohort measured whole."""
from datetime import date

import pandas as pd
import pytest

from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import cohorts
from diagnostics.measure import joined, measure
from tests.bench_cohort_store import AS_OF, write_store

SHOPS, LINES = 30, 1_500


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("parts") / "parts.duckdb"
    write_store(path, SHOPS, LINES)
    made = Store.open(path)
    with made.transaction() as cursor:
        # Neither has sold: one before all others by its id, one behind them.
        cursor.execute("INSERT INTO merchants (merchant_id) VALUES ('0 first'), ('꽃집')")
    yield made
    made.close()


def _lines(tables):
    return tables.sql("SELECT count(*) FROM known_order_lines").fetchall()[0][0]


@pytest.mark.parametrize("most", [1, 100, 400, 10**9])
def test_the_parts_are_the_whole(store, most):
    space = Workspace(store)
    whole = measure(space.tables(AS_OF), spread=True)
    parts = joined(measure(part, spread=True) for part in space.parts(AS_OF, most))
    assert len(whole.merchants) == SHOPS + 2
    for name in ("raw", "value", "n", "spread"):
        pd.testing.assert_frame_equal(getattr(parts, name), getattr(whole, name), check_exact=True)
    assert parts.broken == whole.broken


def test_a_part_holds_some_lines_and_at_most_those_of_one_merchant_more(store):
    space = Workspace(store)
    whole = space.tables(AS_OF)
    largest = whole.sql("SELECT max(n) FROM (SELECT count(*) AS n FROM known_order_lines GROUP BY merchant_id)").fetchall()[0][0]
    seen = [_lines(part) for part in space.parts(AS_OF, 200)]
    assert len(seen) > 3
    assert max(seen) <= 200 + largest
    assert sum(seen) == _lines(whole)


def test_a_viewer_of_few_gets_parts_of_these_alone(store):
    mine = frozenset({"m00003", "m00017"})
    space = Workspace(store, Viewer("c", mine))
    seen = [row[0] for part in space.parts(AS_OF, 1) for row in part.sql("SELECT merchant_id FROM known_merchants").fetchall()]
    assert sorted(seen) == sorted(mine)
    assert set(cohorts.scores(space, AS_OF).rows.merchant_id) == mine


def test_nobody_is_one_empty_part(store):
    space = Workspace(store, Viewer("nobody", frozenset()))
    assert [_lines(part) for part in space.parts(AS_OF)] == [0]


def test_before_all_evidence_everyone_is_still_measured(store):
    space = Workspace(store)
    found = joined(measure(part) for part in space.parts(date(2001, 1, 1), 100))
    assert len(found.merchants) == SHOPS + 2
