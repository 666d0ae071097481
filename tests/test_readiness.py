"""The self-check as an instrument: factors, total, bands, sides that do not fit, forms, and one moment against another."""
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from data.store import Store
from data.workspace import FORM_ROW, Workspace
from diagnostics import readiness, readiness_stages, selfcheck
from diagnostics.diagnosis import diagnose
from diagnostics.questions import FIRST_FORM, FORM, POINTS, QUESTIONS, UNKNOWN, asked_in, form_of
from diagnostics.readiness_words import FACTOR_TEXTS, GAP_TEXTS
from diagnostics.texts import Texts

ASKED = [q for q in QUESTIONS if q.check]
FACTOR = {q.id: q.factor for q in ASKED}


def some(seed: int, known: float = 0.8) -> dict[str, str]:
    """Answers drawn anew: each with a choice of its own or "I do not know"."""
    rng = np.random.default_rng(seed)
    return {q.id: str(rng.choice([c.value for c in q.choices[:-1]])) if rng.random() < known else UNKNOWN for q in QUESTIONS}


def worth(answers: dict[str, str], id: str) -> float | None:
    """Points 0..100, written down by hand: how often something went wrong counts the other way."""
    turned = {"never": 100.0, "once": 75.0, "sometimes": 50.0, "weekly": 25.0, "often": 0.0}
    value = answers[id]
    return None if value == UNKNOWN else turned[value] if value in turned else 25.0 * int(value)


@pytest.mark.parametrize("seed", range(8))
def test_factors_are_means_of_answers_and_the_total_of_factors(seed: int) -> None:
    answers = some(seed)
    found = readiness.read(answers)
    means = []
    for factor in found["factors"]:
        values = [w for q in ASKED if q.factor == factor["id"] and (w := worth(answers, q.id)) is not None]
        assert (factor["n"], factor["of"]) == (len(values), 5)
        assert factor["score"] == pytest.approx(np.mean(values)) if values else factor["score"] is None
        means += [np.mean(values)] if values else []
    known = sum(f["n"] for f in found["factors"])
    assert (found["answered"], found["unknown"], found["said"], found["of"]) == (known, 20 - known, 20, 20)
    assert found["score"] == (pytest.approx(np.mean(means)) if known >= 10 else None)
    whole = selfcheck.result(answers)
    assert whole["score"] == (pytest.approx(found["score"]) if known >= 10 else None)
    assert whole["low"] - 1e-9 <= np.mean(means) <= whole["high"] + 1e-9, "the number lies within the range"
    lost = 100 - np.mean(means)
    assert sum(s["points"] for s in points_lost(answers)) == pytest.approx(lost), "100 minus the points lost is the score"


def points_lost(answers: dict[str, str]) -> list[dict[str, float]]:
    """Each known answer's share of what the mean of factors lacks, worked out from the rule alone."""
    groups: dict[str, list[float]] = {}
    for q in ASKED:
        value = worth(answers, q.id)
        if value is not None:
            groups.setdefault(q.factor, []).append(value)
    return [{"points": (100 - v) / len(values) / len(groups)} for values in groups.values() for v in values]


def test_a_factor_weighs_the_same_however_much_of_it_is_known() -> None:
    """One known answer of a factor stands for all five, in the self-check and in the diagnosis alike."""
    answers = {q.id: "0" if q.factor == "making" else "4" if q.id != "missed" else "never" for q in ASKED}
    answers |= {q.id: UNKNOWN for q in ASKED if q.factor == "making" and q.id != "photos"}
    assert readiness.read(answers)["score"] == pytest.approx(75) == selfcheck.result(answers)["score"]


def test_the_question_that_runs_the_other_way_is_turned() -> None:
    always = {q.id: q.choices[0].value for q in ASKED}  # whoever taps the first answer all the way
    found = {f["id"]: f["score"] for f in readiness.read(always)["factors"]}
    assert found == {"environment": 0, "information": 20, "making": 0, "mindset": 0}
    for value, points in (("never", 100), ("once", 75), ("sometimes", 50), ("weekly", 25), ("often", 0)):
        assert readiness.earned({"missed": value}, ["missed"]) == [points]


def test_no_band_without_half_of_the_answers() -> None:
    three = readiness.read({"device": "4", "hours": "4", "records": "4"})
    assert three["score"] is None and three["band"] is None
    assert [f["band"] and f["band"]["id"] for f in three["factors"]] == ["fruit", None, None, None]
    two = readiness.read({"device": "4", "hours": "4", "records": UNKNOWN})
    assert two["factors"][0]["score"] == 100 and two["factors"][0]["band"] is None


@pytest.mark.parametrize(("factor", "band"), list(product(FACTOR_TEXTS, readiness.BANDS)))
def test_every_factor_and_band_has_words_of_its_own(factor: str, band: str) -> None:
    everything = [texts[b] for texts in FACTOR_TEXTS.values() for b in readiness.BANDS]
    assert len(set(everything)) == 16
    korean = Texts("ko")(FACTOR_TEXTS[factor][band])
    assert korean != FACTOR_TEXTS[factor][band] and korean.rstrip(".").endswith("요")


def every(value: str, **answers: str) -> dict[str, str]:
    return {q.id: value for q in ASKED if q.id != "missed"} | {"missed": "sometimes"} | answers


def test_sides_that_do_not_fit_are_named_the_strongest_first() -> None:
    found = readiness.read(every("2", product_chosen="4", goal="4", budget="4", registration="0", parcel="0", packing="0",
                                 photos="0", device="4", records="4", video="4"))["gaps"]
    assert [g["id"] for g in found] == ["ambition", "people", "data"]
    ambition, people, data = found
    assert (ambition["first"], ambition["second"], ambition["gap"]) == (100, 0, 100)
    assert ambition["text"]["text"] == GAP_TEXTS["ambition"][1] and people["gap"] == 50
    assert people["text"]["text"].startswith("The tools")
    assert data["second"] == pytest.approx((100 + 50 + 50) / 3) and data["text"] is None, "less than a band apart"
    said = Texts("ko").say(ambition["text"])
    assert "100점" in said and "0점" in said
    other = readiness.read(every("2", product_chosen="0", goal="0", budget="0"))["gaps"][0]
    assert other["gap"] == -50 and other["text"]["text"] == GAP_TEXTS["ambition"][0]


def test_a_side_of_which_little_is_known_says_nothing() -> None:
    assert readiness.gaps({"product_chosen": "4", "goal": UNKNOWN, "budget": UNKNOWN, "registration": "0", "parcel": "0"}) == []
    two = readiness.gaps({"product_chosen": "4", "goal": "4", "registration": "0", "parcel": "0"})
    assert [g["id"] for g in two] == ["ambition"]


def test_the_form_is_named_and_told_by_its_words() -> None:
    assert form_of({}) == form_of({"device": "4", "records": "1"}) == FORM
    assert form_of({"helper": "yes"}) == FIRST_FORM == form_of({FORM_ROW: FIRST_FORM, "helper": "4"})
    assert form_of({FORM_ROW: "someone else's", "helper": "no"}) == FIRST_FORM
    assert readiness.read({FORM_ROW: FORM, "device": "4"})["form"] == FORM == selfcheck.result({})["form"]
    assert {q.id for q in QUESTIONS} - {q.id for q in asked_in(FIRST_FORM)} == {
        "records", "missed", "told", "goal", "product_chosen", "twenty_orders", "helper"}
    assert asked_in(FORM) == QUESTIONS


def test_one_moment_against_another() -> None:
    before = every("0", photos="2", helper=UNKNOWN)
    after = every("0", photos="4", helper="4", device="3", missed="never", video=UNKNOWN)
    (found,) = readiness_stages.compare({"intake": before, "exit": after})
    assert (found["from"], found["to"], found["items"], found["of"], found["same_form"]) == ("intake", "exit", 18, 20, True)
    assert found["left_out"] == [{"question": "video", "reason": "unknown"}, {"question": "helper", "reason": "unknown"}]
    factors = {f["id"]: (f["before"], f["after"], f["n"]) for f in found["factors"]}
    assert factors == {"environment": (0, 15, 5), "information": (10, 20, 5), "making": (12.5, 25, 4), "mindset": (0, 0, 4)}
    assert found["before"] == pytest.approx(22.5 / 4) and found["after"] == pytest.approx(15)
    assert found["change"] == pytest.approx(15 - 22.5 / 4)
    assert [(c["question"], c["points"]) for c in found["changed"]] == [("device", 3), ("missed", 2), ("photos", 2)]
    assert found["changed"][0]["before"]["text"] == "Not yet" and found["changed"][1]["after"]["text"] == "Never"


def test_three_moments_give_each_step_and_the_whole_way() -> None:
    moments = {"exit": every("4"), "intake": every("0"), "mid": every("2")}
    assert [(c["from"], c["to"]) for c in readiness_stages.compare(moments)] == [
        ("intake", "mid"), ("mid", "exit"), ("intake", "exit")]
    assert readiness_stages.compare({"intake": every("0"), "mid": {}}) == [] == readiness_stages.compare({})


def test_forms_with_other_words_are_compared_over_what_is_the_same() -> None:
    old = {q.id: "2" for q in asked_in(FIRST_FORM)} | {"helper": "no", "product_chosen": "yes", "twenty_orders": "2"}
    (found,) = readiness_stages.compare({"intake": old, "mid": every("4")})
    assert not found["same_form"] and found["items"] == 13 and found["change"] == pytest.approx(50)
    assert {r["question"] for r in found["left_out"] if r["reason"] == "form"} == {
        "records", "missed", "told", "goal", "product_chosen", "twenty_orders", "helper"}


def test_too_few_common_answers_give_no_total() -> None:
    few = {q.id: "2" for q in ASKED[:9]} | {"missed": "once"}
    (found,) = readiness_stages.compare({"intake": few, "mid": every("4")})
    assert found["items"] == 10 and found["before"] is not None
    del few["device"]
    (found,) = readiness_stages.compare({"intake": few, "mid": every("4")})
    assert found["items"] == 9 and (found["before"], found["after"], found["change"]) == (None, None, None)
    assert found["factors"][0]["before"] is not None, "the factors are said all the same"


def test_the_diagnosis_reads_the_answers_of_its_day_and_stage(tmp_path: Path) -> None:
    workspace = Workspace(Store.open(tmp_path / "store.duckdb"))
    workspace.save_merchant("m", name="가게")
    for id, value in {FORM_ROW: FORM, **every("2")}.items():
        workspace.save_answer("m", "intake", id, value, date(2026, 3, 1))
    workspace.save_answer("m", "intake", "device", "4", date(2026, 6, 1))
    late, early = (diagnose(workspace, "m", day)["profile"]["self_check"] for day in (date(2026, 7, 1), date(2026, 5, 1)))
    assert late["answered"] == 20 and late["form"] == FORM and late["factors"][0]["score"] == 60
    assert early["answered"] == 19, "an answer of June is not known in May"
    assert diagnose(workspace, "m", date(2026, 7, 1), "mid")["profile"]["self_check"] is None
    assert FORM_ROW not in workspace.answers("m", "intake") and workspace.answers_and_form("m", "intake")[FORM_ROW] == FORM


def test_every_answer_is_worth_something_known() -> None:
    assert {c.value for q in QUESTIONS for c in q.choices} - {UNKNOWN} <= set(POINTS)
