"""The self-check: the form, the score, three next steps, and that it says the same as the diagnosis."""
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.store import Store
from data.workspace import Workspace
from diagnostics import readiness, selfcheck, units
from diagnostics.diagnosis import diagnose
from diagnostics.model import Segment
from diagnostics.questions import FACTORS, POINTS, QUESTIONS, UNKNOWN, points
from diagnostics.texts import Texts

ASKED = [q for q in QUESTIONS if q.check]
DAY = date(2026, 11, 23)


def every(level: float) -> dict[str, str]:
    """For each question the answer nearest to `level` (0 worst, 1 best)."""
    return {q.id: min((c.value for c in q.choices if points(c.value) is not None), key=lambda v: abs(POINTS[v] - 4 * level))
            for q in ASKED}


def step_ids(found: dict[str, Any]) -> list[str]:
    return [s["treatment"] for s in found["steps"]]


def test_twenty_questions_in_four_factors_and_two_for_the_triage() -> None:
    assert [sum(q.factor == f for q in QUESTIONS) for f in FACTORS] == [5, 5, 5, 5, 2]
    assert len({q.id for q in QUESTIONS}) == 22 and set(FACTORS) == {q.factor for q in QUESTIONS}
    for q in QUESTIONS:
        assert q.choices[-1].value == UNKNOWN and points(UNKNOWN) is None
        worth = [points(c.value) for c in q.choices[:-1]]
        assert None not in worth and len(set(worth)) == len(worth) >= 2
        if q.check:
            assert {0, 4} <= set(worth), "nothing and everything can be said"
            assert worth == sorted(worth, reverse=q.reverse), "answers run from the worst to the best; one question the other way"
    assert [q.id for q in QUESTIONS if q.reverse] == ["missed"]


@pytest.mark.parametrize("q", QUESTIONS, ids=lambda q: q.id)
def test_each_question_is_there_in_korean(q: selfcheck.Question) -> None:
    korean = Texts("ko")
    for text in (q.text, q.help, *(c.text for c in q.choices)):
        assert any("가" <= c <= "힣" for c in korean(text)) and korean(text) != text, text
    assert korean(q.text).endswith("?") and len({korean(c.text) for c in q.choices}) == len(q.choices)


def test_each_question_has_its_check_and_metric() -> None:
    assert {q.check for q in ASKED} == {c for c in units.checks() if c.startswith("readiness.")}
    assert {f"readiness.{q.id}" for q in QUESTIONS} == {m for m in units.metrics() if m.startswith("readiness.")}
    assert all(units.checks()[q.check].applies == frozenset(Segment) for q in ASKED if q.check)


@pytest.mark.parametrize(("level", "stage"), [(0.0, "seed"), (1.0, "fruit")])
def test_all_the_worst_and_all_the_best(level: float, stage: str) -> None:
    found = selfcheck.result(every(level))
    assert found["score"] == pytest.approx(100 * level) and found["low"] == found["high"] == pytest.approx(100 * level)
    assert found["coverage"] == 1 and found["answered"] == found["of"] == 20 and found["stage"]["id"] == stage
    assert [f["score"] for f in found["factors"]] == pytest.approx([100 * level] * 4)
    assert (found["strongest"] is None) == (level == 0)


def test_the_score_is_the_mean_of_the_points() -> None:
    answers = {**every(0.0), "device": "3", "hours": "2", "photos": "4", "helper": "4"}
    found = selfcheck.result(answers)
    assert found["score"] == pytest.approx(100 * (3 + 2 + 4 + 4) / 80)
    assert {f["id"]: f["score"] for f in found["factors"]} == pytest.approx(
        {"environment": 25, "information": 0, "making": 20, "mindset": 20})
    assert found["strongest"]["check"] == "readiness.photos", "of two that are perfect the one asked first"


@pytest.mark.parametrize(("score", "stage"), [
    (0, "seed"), (25.0, "seed"), (25.4, "seed"), (25.6, "sprout"), (26, "sprout"), (50.0, "sprout"), (51, "stem"), (75.0, "stem"),
    (75.5, "fruit"), (76, "fruit"), (100, "fruit")])
def test_bands_of_twenty_five(score: float, stage: str) -> None:
    """Of the number as it is shown: 25.4 is read as 25."""
    assert readiness.band_of(score) == stage


def test_not_knowing_is_no_zero() -> None:
    known = {q.id: v for q in ASKED[:10] for v in [every(1.0)[q.id]]}
    found = selfcheck.result({**known, **{q.id: UNKNOWN for q in ASKED[10:]}})
    assert found["score"] == pytest.approx(100) and found["coverage"] == pytest.approx(10 / 20)
    assert found["low"] == pytest.approx(100 * 10 / 20) and found["high"] == pytest.approx(100)
    assert found["unknown"] == [q.id for q in ASKED[10:]] and found["open"] == ["supply", "where"]


def test_with_few_answers_there_is_a_range_and_no_number() -> None:
    found = selfcheck.result({"device": "4"})
    assert found["score"] is None and found["stage"] is None
    assert (found["low"], found["high"]) == (pytest.approx(100 / 20), pytest.approx(100))
    nothing = selfcheck.result({})
    assert nothing["score"] is None and (nothing["low"], nothing["high"], nothing["coverage"]) == (0, 100, 0)
    assert nothing["strongest"] is None and len(nothing["steps"]) == 3 and nothing["route"]["id"] == "unknown"


def test_what_is_no_answer_counts_nowhere() -> None:
    assert selfcheck.result({"device": "7", "hours": "", "photos": None, "nonsense": "4"}) == selfcheck.result({}) | {
        "unknown": ["device"], "answered": 1, "open": [q.id for q in QUESTIONS if q.id != "device"]}
    assert selfcheck.result({"device": 4})["low"] == selfcheck.result({"device": " 4 "})["low"] > 0


@pytest.mark.parametrize("level", [0.0, 0.25, 0.5, 0.75, 1.0])
@pytest.mark.parametrize("where", ["none", "offline", "online_one", "online_many"])
def test_three_different_steps_with_cost_time_and_hurdle(level: float, where: str) -> None:
    found = selfcheck.result({**every(level), "where": where})
    assert len(found["steps"]) == len(set(step_ids(found))) == 3
    for step in found["steps"]:
        treatment = units.treatments()[step["treatment"]]
        assert Segment(found["segment"]) in treatment.segments
        assert (step["cost"], step["hurdle"]) == (treatment.cost, treatment.hurdle)
        assert step["minutes"] == round(60 * treatment.merchant_hours)
        assert 0 <= step["own_cost"] <= step["cost"] and step["why"]["text"] and step["first"]["text"]
        assert not set(treatment.excludes) & set(step_ids(found))
        assert all(Texts("ko").say(step[k]) for k in ("title", "what", "why", "first", "hurdle_text"))


def test_steps_answer_what_is_missing() -> None:
    assert "platform.legal_basics" in step_ids(selfcheck.result({**every(1.0), "registration": "0"}))
    photos = selfcheck.result({**every(1.0), "photos": "0"})
    first = photos["steps"][0]
    assert first["treatment"] == "detail_page.photography" and first["checks"] == ["readiness.photos"]
    assert first["why"]["text"] == units.checks()["readiness.photos"].why


def test_what_a_step_needs_comes_before_it() -> None:
    chosen = step_ids(selfcheck.result({**every(1.0), "registration": "0", "product_chosen": "0", "where": "none"}))
    assert "platform.onboarding" in chosen
    assert chosen.index("platform.legal_basics") < chosen.index("platform.onboarding")
    ready = step_ids(selfcheck.result({**every(1.0), "product_chosen": "0", "where": "none"}))
    assert "platform.legal_basics" not in ready, "what the answers say is done is not prescribed"


def test_in_under_a_second() -> None:
    selfcheck.result(every(0.5))
    start = time.perf_counter()
    selfcheck.result(every(0.25))
    assert time.perf_counter() - start < 1


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = Workspace(Store.open(tmp_path / "store.duckdb"))
    found.save_merchant("m", name="가게")
    return found


def test_the_diagnosis_says_the_same(workspace: Workspace) -> None:
    answers = {**every(0.5), "photos": "0", "helper": UNKNOWN, "supply": "4", "where": "offline"}
    for id, value in answers.items():
        workspace.save_answer("m", "intake", id, value, DAY)
    result = diagnose(workspace, "m", date(2026, 11, 24))
    found = selfcheck.result(answers)
    assert result["segment"] == found["segment"] == "unlisted"
    assert result["summary"]["score"] == pytest.approx(found["score"])
    assert result["summary"]["coverage"] == pytest.approx(found["coverage"]) == pytest.approx(19 / 20)
    scores = {f["check"]: f["score"] for f in result["findings"] if f["dimension"] == "readiness"}
    assert scores["readiness.photos"] == 0 and scores["readiness.helper"] is None
    assert result["profile"]["self_check"] == json.loads(json.dumps(readiness.read(answers)))
    assert result["profile"]["self_check"]["score"] == pytest.approx(found["score"]), "one number, wherever it is shown"
    assert result["profile"]["route"] == found["route"] and result["profile"]["axes"] == found["axes"]


def test_a_full_self_check_is_a_full_diagnosis_of_who_is_not_listed(workspace: Workspace) -> None:
    for id, value in every(0.75).items():
        workspace.save_answer("m", "intake", id, value, DAY)
    summary = diagnose(workspace, "m", date(2026, 11, 24))["summary"]
    assert summary["coverage"] == 1 and summary["low"] == summary["high"] == pytest.approx(summary["score"])
    assert summary["score"] > 50
    later = diagnose(workspace, "m", date(2026, 11, 24), "exit")["summary"]
    assert later["score"] is None, "the exit form has not been answered"
