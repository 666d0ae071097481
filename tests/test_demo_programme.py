"""The programme of the demo: it joins once, and what was built into it is found while what was not is not."""
from datetime import date

import numpy as np
import pandas as pd
import pytest

from data.samples import cohort, joining, programme
from data.samples.days import DEMO_AS_OF
from diagnostics import evaluate
from diagnostics.outcomes import keeping
from tests.demo_store import demo

MEMBERS = range(1, cohort.SIZE + 1)


@pytest.fixture(scope="module")
def studies():
    result = evaluate(demo().workspace, DEMO_AS_OF)
    return {study["id"]: study for study in result["studies"]}


def _counted():
    return [demo().rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("roster", "treatments_done", "stages", "surveys")]


def test_joining_again_doubles_nothing():
    before = _counted()
    joining.join(demo().workspace)
    assert _counted() == before
    assert before[0] == cohort.SIZE and before[2] == 6 and all(before)


def test_two_programmes_with_packages_consultants_and_those_who_wait():
    rows = demo().rows("SELECT programme, count(DISTINCT consultant), count(*) FROM roster GROUP BY 1 ORDER BY 1")
    assert {row[0] for row in rows} == {programme.ONLINE, programme.BRANDS} and all(row[1] >= 5 for row in rows)
    given = demo().rows("SELECT package, count(DISTINCT merchant_id), count(DISTINCT started_on), sum(cost) FROM treatments_done "
                        "WHERE package IS NOT NULL GROUP BY 1")
    assert {row[0] for row in given} == set(programme.TREATMENTS) and all(row[1] >= 25 and row[2] >= 10 for row in given)
    assert demo().rows("SELECT count(*) FROM roster WHERE left_on IS NOT NULL")[0][0] >= 10
    assert demo().rows("SELECT count(*) FROM roster r WHERE NOT EXISTS (SELECT 1 FROM treatments_done t "
                       "WHERE t.merchant_id = r.merchant_id)")[0][0] >= 120
    trio = "('demo-unlisted', 'demo-struggling', 'demo-growing')"
    assert demo().rows(f"SELECT count(*) FROM roster WHERE merchant_id IN {trio}") == [(0,)]


def _monthly(n: int, lift: float) -> pd.Series:
    lines = cohort.merchant(n, lift).order_lines
    live = lines[~lines.status.isin(("cancelled", "returned"))]
    return live.groupby(live.ordered_at.dt.to_period("M")).amount.sum()


def _built_in() -> float:
    """What the detail-page package did to log(1 + sales): each of its shops beside itself without it, three months after."""
    changes = []
    for n in MEMBERS:
        better = cohort.part(n).better_from
        if better is None:
            continue
        first = pd.Period(better, "M") + int(better > date(better.year, better.month, 1))
        months = pd.period_range(first, periods=3, freq="M")
        with_, without = (np.log1p(_monthly(n, lift).reindex(months, fill_value=0).astype(float))
                          for lift in (programme.LIFT, 1.0))
        changes.append(float((with_ - without).mean()))
    assert len(changes) >= 25
    return float(np.mean(changes))


def test_the_detail_page_package_is_found_to_help(studies):
    study, truth = studies[programme.DETAIL], _built_in()
    assert truth == pytest.approx(np.log(programme.LIFT), abs=0.03)
    found = study["outcomes"]["log_sales"]
    assert found["low"] < truth < found["high"] and found["low"] > 0
    assert abs(found["effect"] - truth) < 0.1 * truth
    assert study["strength"] in ("strong", "likely") and study["n"] >= 20


@pytest.mark.parametrize("package", [programme.PACKAGING, programme.FIRST_STEPS])
def test_packages_that_do_nothing_are_not_found_to_help(studies, package):
    study = studies[package]
    assert study["kind"] == "compared" and study["strength"] == "unclear"
    assert all(number["low"] <= 0 <= number["high"] for name, number in study["outcomes"].items() if name != "sales")


def test_before_and_after_alone_would_have_misled():
    """Shops that received nothing grew too: who looks at one side alone calls growth an effect."""
    grew = []
    for n in MEMBERS:
        if cohort.kind(n) == programme.SELLS and cohort.part(n).package is None:
            months = _monthly(n, 1.0)
            grew.append(float(months["2026-06":"2026-08"].mean() / months["2025-11":"2026-01"].mean()))
    assert np.median(grew) > 1.1


def test_only_what_was_compared_reaches_plans(studies):
    usable = keeping.usable({"studies": list(studies.values()), "as_of": DEMO_AS_OF.isoformat()})
    assert {"detail_page.rebuild"} <= set(usable)
    assert all(not id.startswith("package") for id in usable)


def test_no_count_of_one_to_four_shops_is_told_nor_found_by_subtracting(studies):
    """In all studies of the demo, some of which lost one to four shops."""
    hidden = 0
    for study in studies.values():
        lost, counts = study["attrition"], [study[name] for name in ("n", "received", "ongoing", "unmatched", "too_short")]
        assert all(count is None or count == 0 or count >= 5 for count in (*counts, *lost.values()))
        assert study["received"] is None or study["received"] - study["n"] not in range(1, 5)
        hidden += lost["treated_lost"] is None
        assert lost["treated_lost"] is not None or lost["treated"] is None
        assert lost["others_lost"] is not None or lost["others"] is None
        for level in (study[group][when] for group in ("treated", "compared") for when in ("before", "after")):
            nothing = None if level["zero_share"] is None else round(level["zero_share"] * level["n"])
            assert level["n"] >= 5 and (nothing is None or min(nothing, level["n"] - nothing) not in range(1, 5))
    assert hidden


def test_what_all_shops_sold_is_said_in_percent(studies):
    text = studies[programme.DETAIL]["text"]["params"]["difference"]
    assert 30 < text["params"]["low"] < 50 < text["params"]["high"] < 70 and "%" in text["text"]


def test_all_stages_are_diagnosed():
    """On each of the programme's days, with the answers that each merchant gave when applying."""
    rows = demo().rows("SELECT s.stage, count(DISTINCT c.merchant_id) FROM stages s JOIN cohort c USING (as_of) GROUP BY 1")
    assert set(dict(rows)) == {"intake", "mid", "exit"} and all(n >= cohort.SIZE for _stage, n in rows)
