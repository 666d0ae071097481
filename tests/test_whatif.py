"""What if: the same judge on other numbers, parts that add up, and nothing that is healed twice."""
import copy
import json

import pytest

from data.errors import InputProblem
from diagnostics import rejudge, units
from diagnostics.__main__ import main
from diagnostics.diagnosis import diagnose, rescore
from diagnostics.model import DIMENSIONS, Status, Unit
from diagnostics.whatif import levers, what_if
from tests.many_shops import DAY, many_shops

MERCHANTS = ("m0004", "m0005", "m0011", "m0012")


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("whatif") / "shops.duckdb", 20)


@pytest.fixture(scope="module")
def results(shops):
    return {m: diagnose(shops, m, DAY) for m in MERCHANTS}


def by_hand(result, scores):
    """The total of check scores (None: not known), as design.md says it: mean of dimensions, each a weighted mean."""
    weight = {f["check"]: f["weight"] for f in result["findings"]}
    means = []
    for dimension in DIMENSIONS:
        own = [(weight[c], s) for c, s in scores.items() if c.startswith(f"{dimension}.") and s is not None and weight[c] > 0]
        if own:
            means.append(100 * sum(w * s for w, s in own) / sum(w for w, _s in own))
    return sum(means) / len(means)


@pytest.mark.parametrize("merchant", MERCHANTS)
def test_nothing_changed_is_the_same_diagnosis(results, merchant):
    result = results[merchant]
    found = what_if(result)
    assert found["gain"] == 0 and found["checks"] == []
    assert {k: result["summary"][k] for k in ("score", "low", "high", "coverage")} | {"segment": result["segment"]} \
        == found["before"] == found["after"]


@pytest.mark.parametrize("merchant", MERCHANTS)
def test_each_value_alone_gives_what_its_curve_says(results, merchant):
    """One lever at a time, against the total worked out by hand from the scores."""
    result = results[merchant]
    scores = {f["check"]: f["score"] for f in result["findings"]}
    status = {f["check"]: f["status"] for f in result["findings"]}
    simple = [lever for lever in levers(result) if lever["metric"] not in ("sales.orders_30", "sales.orders_90", "listing.count")]
    assert len(simple) > 20
    for lever in simple[:25]:
        metric = lever["metric"]
        judging = [c for c in units.checks().values() if c.metric == metric]
        if any(c.judge for c in judging):
            continue
        wanted = lever["low"] if lever["value"] == lever["target"] else lever["target"]
        changed = scores | {c.id: float(c.curve(wanted)) for c in judging if status[c.id] != Status.NOT_APPLICABLE}
        found = what_if(result, {metric: wanted})
        assert found["after"]["segment"] == result["segment"]
        assert found["after"]["score"] == pytest.approx(by_hand(result, changed), abs=1e-9), metric
        assert found["gain"] == pytest.approx(sum(c["points"] for c in found["checks"]), abs=1e-9)


@pytest.mark.parametrize("merchant", MERCHANTS)
def test_several_at_once_add_up_and_say_what_they_cross(results, merchant):
    result = results[merchant]
    wanted = {lever["metric"]: lever["target"] for lever in levers(result)[:6]}
    found = what_if(result, wanted)
    assert found["gain"] == pytest.approx(sum(c["points"] for c in found["checks"]), abs=1e-9)
    assert found["gain"] > 0
    for change in found["checks"]:
        if change["score_before"] == change["score_after"]:
            continue
        assert change["status_after"] == Status.PASS, change
        assert change["crosses"] == ("known" if change["score_before"] is None else "pass")
    assert found["values"].keys() == wanted.keys()
    json.dumps(found, allow_nan=False)


def test_a_value_that_was_not_known_is_called_known(results):
    result = results["m0005"]
    lever = next(x for x in levers(result) if not x["known"])
    found = what_if(result, {lever["metric"]: lever["target"]})
    change = next(c for c in found["checks"] if c["check"] == lever["check"])
    assert (change["crosses"], change["score_before"], change["better"]) == ("known", None, None)
    assert found["after"]["coverage"] > found["before"]["coverage"]


@pytest.mark.parametrize("treatment", sorted(units.treatments()))
def test_a_treatment_gives_back_the_share_that_its_cures_name(results, treatment):
    result = results["m0004"]
    lost = {f["check"]: f["points_lost"] or 0 for f in result["findings"] if f["status"] in ("warn", "fail")}
    cured = units.treatments()[treatment]
    expected = sum(lost.get(c.check, 0.0) * c.share for c in cured.cures) if result["segment"] in cured.segments else 0.0
    assert what_if(result, treatments=[treatment])["gain"] == pytest.approx(expected, abs=1e-9)


def test_a_check_that_two_treatments_heal_is_healed_once(results):
    result = results["m0004"]
    lost = {f["check"]: f["points_lost"] or 0 for f in result["findings"] if f["status"] in ("warn", "fail")}
    every = [t for t in units.treatments().values() if result["segment"] in t.segments]
    best = {}
    for treatment in every:
        for cure in treatment.cures:
            best[cure.check] = max(best.get(cure.check, 0.0), cure.share)
    found = what_if(result, treatments=[t.id for t in every])
    assert found["gain"] == pytest.approx(sum(lost[c] * share for c, share in best.items() if c in lost), abs=1e-9)
    assert found["after"]["score"] <= 100


def test_the_result_is_left_as_it_was(results):
    result = results["m0004"]
    before = copy.deepcopy(result)
    what_if(result, {levers(result)[0]["metric"]: levers(result)[0]["target"]}, ["detail_page.photography"])
    assert result == before


@pytest.mark.parametrize("merchant", MERCHANTS)
def test_levers_stand_within_sensible_limits(results, merchant):
    found = levers(results[merchant])
    assert len({x["metric"] for x in found}) == len(found)
    lost = [x["points_lost"] for x in found]
    assert lost == sorted(lost, reverse=True)
    for x in found:
        assert x["low"] < x["high"] and x["step"] > 0, x
        assert x["value"] is None or x["low"] - 1e-9 <= x["value"] <= x["high"] + 1e-9, x
        assert x["low"] <= x["target"] <= x["high"], x
        assert (x["high"] - x["low"]) / x["step"] <= 501, x
        if x["unit"] == Unit.SHARE and min(x["half"], x["good"], x["value"] or 0) >= 0:
            assert (x["low"] >= 0 and x["high"] <= 1) or (x["value"] or 0) > 1, x
        found_at = [what_if(results[merchant], {x["metric"]: end}) for end in (x["low"], x["high"])]
        assert all(f["after"]["low"] is not None for f in found_at)


@pytest.mark.parametrize(("values", "treatments", "said"), [
    ({"nothing.here": 1.0}, [], "nothing.here"), ({"service.ship_on_time": 1.5}, [], "service.ship_on_time"),
    ({"service.ship_on_time": float("nan")}, [], "service.ship_on_time"), ({"trust.review_level": 0.5}, [], "trust.review_level"),
    ({}, ["detail_page.magic"], "detail_page.magic")])
def test_what_cannot_be_is_refused_with_a_sentence(results, values, treatments, said):
    with pytest.raises(InputProblem, match=said.replace(".", r"\.")):
        what_if(results["m0004"], values, treatments)


def test_the_states_are_those_of_the_diagnosis(results):
    for result in results.values():
        again = rescore(result)
        measured = rejudge.measurements(result)
        state = rejudge.state(measured, rejudge.segments(result, measured), units.checks())
        assert state.summary() == rejudge.of_result(again).summary() and state.dimensions == rejudge.of_result(again).dimensions
        assert state.scores == rejudge.of_result(again).scores and state.statuses == rejudge.of_result(again).statuses


def test_the_command_lists_changes_and_judges(shops, capsys, results):
    db = str(shops.store.path)
    where = ["whatif", "--db", db, "--merchant", "m0004", "--as-of", DAY.isoformat()]
    assert main(where) == 0
    listed = json.loads(capsys.readouterr().out)["values"]
    assert [x["metric"] for x in listed] == [x["metric"] for x in levers(results["m0004"])]
    first = listed[0]
    assert main([*where, "--set", f"{first['metric']}={first['target']}", "--treatment", "detail_page.photography"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["gain"] == what_if(results["m0004"], {first["metric"]: first["target"]}, ["detail_page.photography"])["gain"]
    assert main([*where, "--set", "nonsense"]) == 2
    assert main([*where, "--set", "nothing.here=1"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2
