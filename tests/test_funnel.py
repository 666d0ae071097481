"""The programme's funnel and stages, against shops written by hand."""
from datetime import date, timedelta

import pandas as pd
import pytest

from data import roster
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import funnel

AS_OF, APPLIED = date(2026, 9, 1), date(2026, 1, 10)


def _day(n):
    return APPLIED + timedelta(days=n)


@pytest.fixture(scope="module")
def space(tmp_path_factory):
    made = Workspace(Store.open(tmp_path_factory.mktemp("funnel") / "funnel.duckdb"))
    # shop, days of orders after the application (negative: before it), treated on
    shops = {f"steady{i}": ([-5, 10, 40, 75, 95], 5) for i in range(7)}
    shops |= {f"once{i}": ([20], 5) for i in range(6)}
    shops |= {f"before{i}": ([-30, -1], None) for i in range(5)}
    shops |= {f"late{i}": ([200], None) for i in range(5)}
    shops |= {f"never{i}": ([], None) for i in range(8)}
    text = "가게 ID,신청일,지역,중단일,지원 항목,시작일\n" + "".join(
        f"{shop},{APPLIED},경남,{_day(60) if shop.startswith('never') else ''},{'detail_page.rebuild' if treated else ''},"
        f"{_day(treated) if treated else ''}\n" for shop, (_days, treated) in shops.items())
    assert roster.load(made, (text + "future,2026-10-01,경남,,,\n").encode(), "r.csv", "봄")["rejects"] == []
    lines = pd.DataFrame([{"merchant_id": shop, "channel": "naver", "order_id": f"{shop}{n}", "line_id": f"{shop}{n}",
                           "ordered_at": pd.Timestamp(_day(n)) + pd.Timedelta(hours=12), "quantity": 1, "amount": 1000,
                           "unit_price": 1000, "status": "cancelled" if dead else "confirmed"}
                          for shop, (days, _t) in shops.items() for n, dead in [*((d, False) for d in days), (2, True)]])
    with made.store.transaction() as cursor:
        cursor.register("hand", lines)
        cursor.execute("INSERT INTO order_lines BY NAME SELECT * FROM hand")
        cursor.unregister("hand")
    yield made
    made.store.close()


def test_the_steps_against_the_hand(space):
    found = {row["step"]: row for row in funnel.funnel(funnel.steps_of(space, AS_OF, "봄"))}
    assert list(found) == list(funnel.STEPS)
    assert (found["applied"]["n"], found["applied"]["share"]) == (31, 1.0)  # who applies in October has not applied yet
    assert (found["treated"]["n"], found["treated"]["known"]) == (13, 31)
    assert (found["sold"]["n"], found["diagnosed"]["n"]) == (18, 0)  # orders before the application do not count
    assert found["still"] == {"step": "still", "n": 7, "known": 13, "share": 7 / 13, "too_few": False}


def test_who_sells_since_yesterday_is_not_told_yet(space):
    reached = funnel.steps_of(space, AS_OF, "봄")
    assert set(reached.still[reached.index.str.startswith("late")]) == {None}
    later = funnel.steps_of(space, _day(200 + 92), "봄")
    assert not later.still[later.index.str.startswith("late")].astype(bool).any()


def test_nothing_of_the_future_is_in_it(space):
    early = funnel.steps_of(space, _day(8), "봄")
    assert not early.sold.any()
    assert early.treated.sum() == 13
    assert not funnel.steps_of(space, _day(5), "봄").treated.any()
    assert funnel.steps_of(space, APPLIED, "봄").empty


def test_one_to_four_are_not_told_not_even_by_subtraction(space):
    reached = funnel.steps_of(space, AS_OF, "봄")
    steady, once = (reached[reached.index.str.startswith(k)] for k in ("steady", "once"))
    few = {row["step"]: row for row in funnel.funnel(pd.concat([steady.head(3), once]))}
    assert (few["still"]["n"], few["still"]["share"], few["still"]["too_few"]) == (None, None, True)
    most = {row["step"]: row for row in funnel.funnel(pd.concat([steady, once.head(2)]))}
    assert (most["still"]["n"], most["still"]["too_few"]) == (None, True)


def test_a_viewer_of_few_sees_only_these(space):
    mine = frozenset({"steady1", "never2"})
    assert set(funnel.steps_of(Workspace(space.store, Viewer("c", mine)), AS_OF).index) == mine


def test_stages_and_changes_of_kept_cohorts(space):
    from diagnostics import cohorts

    before, after = _day(50), AS_OF
    for stage, day in (("intake", before), ("exit", after)):
        roster.set_stage(space, "봄", stage, day)
    cohorts.save(space, [before, after])
    everyone = list(roster.members(space, "봄").merchant_id)
    first, last = funnel.stages(space, "봄", everyone)
    # An order, even one that was cancelled, makes a shop known; who applies in October is the one of whom nothing is known.
    assert (first["n"], first["left"], first["no_data"]) == (31, 0, None)
    assert first["sold_nothing"] == pytest.approx(13 / 31)  # late and never
    assert (last["n"], last["left"], last["no_data"]) == (23, 8, None)
    assert last["sold_nothing"] == pytest.approx(18 / 23)  # only late sold in the last 90 days
    assert (first["median_sales"], last["median_sales"]) == (1000, 0)
    told = funnel.changes(space, before, after, everyone)
    assert (told["n"], told["missing"], told["began"], told["stopped"]) == (31, 0, 5, 18)
    assert funnel.changes(space, before, after, everyone[:3])["n"] is None
