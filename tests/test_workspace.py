"""A workspace shows its viewer's merchants and nothing else, by every door that it has."""
import inspect
from datetime import date, datetime

import pytest

from data import contract, kept
from data.errors import AccessDenied, InputProblem
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import cohorts
from diagnostics.diagnosis import diagnose
from tests.many_shops import DAY, many_shops

MINE, THEIRS = "m0003", "m0004"


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    workspace = many_shops(tmp_path_factory.mktemp("workspace") / "shops.duckdb", 12)
    for merchant in (MINE, THEIRS):
        workspace.save_answer(merchant, "intake", "where", "1", date(2026, 8, 1))
        diagnose(workspace, merchant, DAY)
    with workspace.store.transaction() as cursor:
        for merchant in (MINE, THEIRS):
            cursor.execute("INSERT INTO imports (import_id, merchant_id, file, imported_at) VALUES (?, ?, 'orders.xlsx', ?)",
                           [f"i-{merchant}", merchant, datetime(2026, 8, 1)])
            cursor.execute("INSERT INTO statistics (merchant_id, channel, product_id, first_day, last_day) "
                           "VALUES (?, 'naver', 'p', '2026-07-01', '2026-07-31')", [merchant])
            cursor.execute("INSERT INTO rejects VALUES (?, ?, 1, 'amount', 'why', '{}', NULL)", [f"i-{merchant}", merchant])
    cohorts.save(workspace, [DAY])
    return workspace


@pytest.fixture(scope="module")
def mine(everything):
    return Workspace(everything.store, Viewer("consultant", frozenset({MINE})))


@pytest.fixture(scope="module")
def nobody(everything):
    return Workspace(everything.store, Viewer("nobody", frozenset()))


def test_lists_hold_the_viewers_merchants_only(everything, mine, nobody):
    assert len(everything.merchants()) > 10
    assert mine.merchants().merchant_id.tolist() == [MINE] and nobody.merchants().empty
    assert set(mine.imports().merchant_id) == {MINE} and nobody.imports().empty
    assert mine.rejects(f"i-{THEIRS}").empty and len(mine.rejects(f"i-{MINE}")) == 1
    assert set(kept.stored_cohort(mine, DAY).merchant_id) == {MINE} and kept.stored_cohort(nobody, DAY).empty
    assert kept.cohort_days(nobody) == [] and kept.cohort_days(mine) == [DAY]
    assert len(kept.stored_cohort(everything)) > 10


@pytest.mark.parametrize("name", list(contract.TABLES))
def test_tables_hold_the_viewers_merchants_only(everything, mine, nobody, name):
    def ids(workspace: Workspace) -> set[str]:
        tables = workspace.tables(date(2027, 6, 1))
        by_expression = set(getattr(tables, name).merchant_id.execute())
        assert by_expression == {row[0] for row in tables.sql(f"SELECT DISTINCT merchant_id FROM known_{name}").fetchall()}
        return by_expression

    assert ids(nobody) == set()
    assert ids(mine) <= {MINE} and (ids(mine) == {MINE} or MINE not in ids(everything))
    assert len(ids(everything)) > 1


def test_a_limited_viewer_cannot_ask_for_another_merchant(mine):
    refused = [lambda: mine.tables(DAY, [MINE, THEIRS]), lambda: mine.version(THEIRS), lambda: mine.last_day(THEIRS),
               lambda: mine.default_as_of(THEIRS), lambda: mine.answers(THEIRS, "intake"), lambda: mine.imports(THEIRS),
               lambda: mine.diagnoses(THEIRS), lambda: mine.diagnosis_by_digest(THEIRS, "x"), lambda: mine.has(THEIRS),
               lambda: mine.save_merchant(THEIRS, name="mine now"), lambda: kept.newest_row(mine, THEIRS, DAY),
               lambda: mine.save_answer(THEIRS, "intake", "where", "1", DAY), lambda: diagnose(mine, THEIRS, DAY),
               lambda: mine.save_diagnosis("x", {"merchant_id": THEIRS}, "x"), lambda: mine.check(THEIRS)]
    for ask in refused:
        with pytest.raises(AccessDenied):
            ask()


def test_every_method_that_names_a_merchant_checks_it():
    """Whoever adds a method with a merchant in it must let it refuse: the source says so."""
    for name, method in inspect.getmembers(Workspace, inspect.isfunction):
        if "merchant_id" in inspect.signature(method).parameters and name != "check":
            source = inspect.getsource(method)
            assert "self.check(" in source or "self._where(merchant_id)" in source or "self.last_day(merchant_id)" in source, name


def test_a_limited_cohort_is_the_same_rows_without_forecasts_of_others(everything, mine):
    all_rows = cohorts.cohort(everything, [DAY]).set_index("merchant_id")
    own = cohorts.cohort(mine, [DAY]).set_index("merchant_id")
    assert own.index.tolist() == [MINE]
    same = [c for c in cohorts.COLUMNS if c != "merchant_id" and not c.startswith("risk_")]
    assert own.loc[MINE, same].equals(all_rows.loc[MINE, same])
    # One merchant is too few to learn from: nothing of others has come through.
    assert own.loc[MINE, list(cohorts.risk.COLUMNS)].isna().all()


def test_saving_a_limited_cohort_leaves_the_others_rows(everything, mine):
    before = kept.stored_cohort(everything, DAY).set_index("merchant_id")
    cohorts.save(mine, [DAY])
    after = kept.stored_cohort(everything, DAY).set_index("merchant_id")
    assert after.index.tolist() == before.index.tolist()
    assert after.drop(index=MINE).made_at.equals(before.drop(index=MINE).made_at)
    cohorts.save(everything, [DAY])


def test_the_same_name_in_quotes_is_no_way_in(everything):
    sly = Workspace(everything.store, Viewer("sly", frozenset({"x') OR true --", "m'0"})))
    assert sly.tables(DAY).merchants.merchant_id.execute().tolist() == []
    assert sly.merchants().empty


def test_unknown_merchants_and_stages_are_sentences(everything):
    with pytest.raises(InputProblem, match="There is no merchant nobody"):
        diagnose(everything, "nobody")
    with pytest.raises(InputProblem, match="There is no stage later"):
        diagnose(everything, MINE, DAY, "later")


def test_a_change_counts_for_its_merchant_alone(everything):
    mine, theirs = everything.version(MINE), everything.version(THEIRS)
    everything.save_merchant(MINE, name="새 이름")
    assert (everything.version(MINE), everything.version(THEIRS)) == (mine + 1, theirs)


def test_an_answer_replaces_the_one_before_and_can_be_taken_back(everything):
    everything.save_answer(MINE, "mid", "hours", "1", DAY)
    everything.save_answer(MINE, "mid", "hours", "3", DAY)
    assert everything.answers(MINE, "mid") == {"hours": "3"}
    everything.save_answer(MINE, "mid", "hours", None, DAY)
    assert everything.answers(MINE, "mid") == {}


def test_planned_days_are_no_evidence(tmp_path):
    workspace = Workspace(Store.open(tmp_path / "planned.duckdb"))
    workspace.save_merchant("m")
    with workspace.store.transaction() as cursor:
        cursor.execute("INSERT INTO order_lines (merchant_id, channel, order_id, line_id, ordered_at, status) "
                       "VALUES ('m', 'naver', '1', '1', TIMESTAMP '2026-03-05 10:00:00', 'paid')")
        cursor.execute("INSERT INTO settlements (merchant_id, channel, order_id, line_id, kind, settled_on) "
                       "VALUES ('m', 'naver', '1', '1', 'goods', DATE '2999-01-01')")
    assert workspace.last_day("m") == date(2026, 3, 5) and workspace.default_as_of("m") == date(2026, 3, 6)
