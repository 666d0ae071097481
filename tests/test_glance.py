"""The phone's view of a diagnosis: the same shape as the self-check, the findings' own words, three different steps."""
from pathlib import Path

import pytest

from data.read import Upload
from data.samples import trio
from data.store import Store
from data.workspace import Workspace
from diagnostics.diagnosis import diagnose
from diagnostics.explain import explain, three_first
from diagnostics.firststeps import first_plan
from diagnostics.glance import glance
from diagnostics.overview import overview
from diagnostics.selfcheck import result as selfcheck
from diagnostics.texts import Texts


@pytest.fixture(scope="module")
def diagnosed(tmp_path_factory: pytest.TempPathFactory) -> dict:
    from data.intake import intake

    store = Store.open(Path(tmp_path_factory.mktemp("glance")) / "store.duckdb")
    shop = next(m for m in trio.merchants() if m.merchant_id == trio.STRUGGLING)
    intake(Workspace(store), shop.merchant_id, [Upload(f.name, f.content) for f in shop.files], password=trio.PASSWORD)
    result = diagnose(Workspace(store), shop.merchant_id)
    store.close()
    return result


def test_it_has_the_keys_that_the_page_reads_of_a_self_check(diagnosed: dict) -> None:
    seen, asked = glance(diagnosed, Texts("ko")), selfcheck({"device": "3", "hours": "2"})
    assert set(seen) <= set(asked)
    assert {key for step in seen["steps"] for key in step} == {key for step in asked["steps"] for key in step}


def test_three_different_steps_begin_with_the_worst_finding(diagnosed: dict) -> None:
    texts = Texts("ko")
    steps = glance(diagnosed, texts)["steps"]
    assert len({step["treatment"] for step in steps}) == len(steps) == 3
    worst = three_first(explain(diagnosed, texts))[0]
    assert steps[0]["checks"] == [worst["check"]] and steps[0]["title"]["text"] == worst["headline"]


@pytest.mark.parametrize(("score", "stage"), [(0.0, "seed"), (25.4, "seed"), (25.6, "sprout"), (75.0, "stem"), (76.0, "fruit"),
                                              (None, None)])
def test_the_picture_follows_the_score(diagnosed: dict, score: float | None, stage: str | None) -> None:
    seen = glance({**diagnosed, "summary": {**diagnosed["summary"], "score": score}}, Texts("en"))["stage"]
    assert (seen and seen["id"]) == stage
    band = overview({**diagnosed, "summary": {**diagnosed["summary"], "score": score}}, Texts("en"))["band"]
    assert (band and band["id"]) == stage, "the consultant's page names the same"


def test_nothing_wrong_still_gives_three_steps(diagnosed: dict) -> None:
    steps = glance({**diagnosed, "findings": []}, Texts("en"))["steps"]
    assert len(steps) == 3 and all(step["first"]["text"] for step in steps)


def test_the_first_plan_lines_the_steps_up_without_a_gap(diagnosed: dict) -> None:
    steps = glance(diagnosed, Texts("en"))["steps"]
    plan = first_plan(steps)
    assert [row["treatment"] for row in plan["chosen"]] == [step["treatment"] for step in steps]
    assert plan["chosen"][0]["start_week"] == 1
    assert [row["start_week"] for row in plan["chosen"][1:]] == [row["end_week"] for row in plan["chosen"][:-1]]
    assert plan["spent"] == sum(step["own_cost"] for step in steps)
