"""The outcomes of a store: what is evaluated, kept, put into the plan and shown."""
import json
from datetime import date

import pytest

from data import evaluations
from data.errors import AccessDenied, InputProblem
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import evaluate
from diagnostics.__main__ import main
from diagnostics.outcomes import keeping
from diagnostics.planning import effects
from tests import pages
from tests.outcome_sims import Scenario
from tests.outcome_store import AS_OF, HELPS, PACKAGE, fill

store = pages.store
STRONG = Scenario("strong", sales=1.0, sells=0.3, staggered=True)
PAGE = "pages/programme/outcomes.py"


def test_the_study_of_a_store_finds_what_was_built_in(store: Store) -> None:
    space = Workspace(store)
    truth = fill(space, STRONG)
    result = evaluate(space, AS_OF)
    studies = {study["id"]: study for study in result["studies"]}
    assert set(studies) == {HELPS, PACKAGE}
    study = studies[PACKAGE]
    assert study["strength"] in ("strong", "likely") and study["gap"] == 1
    assert study["outcomes"]["sells"]["low"] < truth["sells"] < study["outcomes"]["sells"]["high"]
    assert study["outcomes"]["sells"]["low"] > 0
    cohort = result["cohort"]
    assert cohort["n"] == 600 and 0 < cohort["zero_share"] < 1
    assert json.loads(json.dumps(result)) == result


def test_nothing_that_happened_after_the_day_counts(store: Store) -> None:
    space = Workspace(store)
    fill(space, STRONG, merchants=300)
    early = date(2025, 3, 1)
    before = evaluate(space, early, package=PACKAGE)
    with store.transaction() as cursor:
        cursor.execute("DELETE FROM order_lines WHERE ordered_at >= ?", [early])
        cursor.execute("DELETE FROM treatments_done WHERE started_on >= ?", [early])
    assert evaluate(space, early, package=PACKAGE) == before


def test_effects_reach_the_plan_only_when_kept(store: Store) -> None:
    space = Workspace(store)
    fill(space, STRONG)
    result = evaluate(space, AS_OF)
    assert effects.read(space) == {}
    kept = keeping.keep(space, result)
    read = effects.read(space)
    assert set(read) == {HELPS} == set(kept) and read[HELPS].n == result["studies"][0]["n"]
    assert read[HELPS].as_of == AS_OF.isoformat() and 0 < read[HELPS].shrunk()[0] < read[HELPS].sales_pct


def test_without_comparison_no_effect_is_named(store: Store) -> None:
    space = Workspace(store)
    # All start in the same month: nobody is untreated.
    fill(space, Scenario("alone", staggered=False), compared=False)
    result = evaluate(space, AS_OF)
    assert {study["strength"] for study in result["studies"]} == {"before_after"}
    assert not keeping.usable(result)


def test_a_viewer_of_few_shops_neither_reads_nor_keeps_results_over_all(store: Store) -> None:
    space = Workspace(store)
    fill(space, STRONG, merchants=100)
    few = Workspace(store, Viewer("few", frozenset({"m00001"})))
    with pytest.raises(AccessDenied):
        evaluations.newest(few)
    with pytest.raises(AccessDenied):
        evaluations.save(few, AS_OF, {}, {})
    assert set(evaluations.members(few).merchant_id) == {"m00001"}


def test_asked_for_what_nobody_received(store: Store) -> None:
    space = Workspace(store)
    with pytest.raises(InputProblem):
        evaluate(space, AS_OF)
    fill(space, STRONG, merchants=100)
    with pytest.raises(InputProblem):
        evaluate(space, AS_OF, treatment="no.such")
    with pytest.raises(InputProblem):
        evaluate(space, AS_OF, package="no such")


def test_the_command_prints_and_keeps(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    fill(Workspace(store), STRONG, merchants=400)
    assert main(["evaluate", "--db", str(store.path), "--as-of", AS_OF.isoformat(), "--keep"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {study["what"] for study in told["studies"]} == {"treatment", "package"} and set(told["kept"]) == {HELPS}
    assert evaluations.newest(Workspace(store))["as_of"] == AS_OF.isoformat()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_measures_shows_and_keeps(store: Store, language: str) -> None:
    fill(Workspace(store), STRONG)
    app = pages.App(lang=language).open(PAGE)
    app.all_right()
    app.press("measure_outcomes").all_right()
    text = " ".join(app.texts())
    assert PACKAGE in text.replace("\\", "")
    assert ("Months with a sale" if language == "en" else "판매가 있는 달") in text
    app.press("keep_effects").all_right()
    assert set(effects.read(Workspace(store))) == {HELPS}


def test_the_page_without_treatments_says_what_to_bring(store: Store) -> None:
    app = pages.App(lang="en").open(PAGE)
    app.press("measure_outcomes").all_right()
    assert any("Nobody has received a treatment" in text for text in app.texts())
