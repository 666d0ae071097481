"""Why this score: three axes that mean one thing each, the shortest way to the next ten, remedies with prices, the scale."""
import itertools
import json
import math
from datetime import date

import pytest

from diagnostics import figures_explain, labels, units
from diagnostics.axes import AXES, NO_FORECAST, axes
from diagnostics.clinic import clinic
from diagnostics.comparison import compare
from diagnostics.comparison_words import readable, rounded, signed
from diagnostics.diagnosis import diagnose
from diagnostics.explain import explain
from diagnostics.first_products import first_products
from diagnostics.goals import goals
from diagnostics.model import Segment
from diagnostics.overview import waterfall
from diagnostics.planning.programme import check
from diagnostics.remedies import remedies
from diagnostics.scale import scale
from diagnostics.texts import PSEUDO, Texts
from diagnostics.whatif import what_if
from tests.demo_store import demo

KO, EN = Texts("ko"), Texts("en")
SHOPS = ("demo-unlisted", "demo-struggling", "demo-growing")


@pytest.fixture(scope="module")
def results():
    space = demo().workspace
    return {m: diagnose(space, m) for m in SHOPS}


@pytest.mark.parametrize("shop", SHOPS)
def test_an_axis_is_the_weighted_mean_of_its_parts(results, shop):
    findings = {f["check"]: f for f in results[shop]["findings"]}
    for found in axes(results[shop], EN):
        parts = [findings[p["check"]] for p in found["parts"]]
        assert {p["check"] for p in parts} == {c for a in AXES if a.id == found["id"] for c in a.checks
                                                if findings[c]["status"] != "not_applicable"}
        known = [p for p in parts if p["score"] is not None]
        if not known:
            assert found["score"] is found["low"] is None and found["tone"] == "quiet"
            continue
        mean = sum(p["weight"] * p["score"] for p in known) / sum(p["weight"] for p in known)
        assert found["score"] == pytest.approx(100 * mean)
        assert 0 <= found["low"] <= found["high"] <= 100 and found["n"] == max(p["n"] for p in known)
        missing = sum(p["weight"] for p in parts if p["score"] is None) / sum(p["weight"] for p in parts)
        assert found["high"] - found["low"] >= 100 * missing - 1e-9


def test_axes_exist_and_have_parts_of_one_kind():
    for axis in AXES:
        assert all(c in units.checks() for c in axis.checks), axis.id
    ids = [set(a.checks) for a in AXES]
    assert not any(a & b for a, b in itertools.combinations(ids, 2))


def test_too_wide_a_range_gets_no_word(results):
    """An interval that reaches from weak to good says that nothing can be told."""
    result = json.loads(json.dumps(results["demo-struggling"]))
    for finding in result["findings"]:
        if finding["check"] in AXES[1].checks:
            finding["params"] |= {"low": 0.0, "high": 1.0}
    trend = axes(result, EN)[1]
    assert (trend["word"], trend["tone"]) == ("Too few observations to tell", "quiet")
    assert trend["low"] < 50 and trend["high"] >= 90


def test_the_total_is_never_called_a_forecast():
    assert "no forecast" in NO_FORECAST and KO(NO_FORECAST) != NO_FORECAST


@pytest.mark.parametrize("shop", SHOPS)
def test_the_shortest_way_to_the_next_ten(results, shop):
    """Against trying all sets of findings, and against the judge itself."""
    result = results[shop]
    score = result["summary"]["score"]
    found = goals(result, EN)
    assert found[0]["target"] == (round(score) // 10 + 1) * 10
    gains = {f["check"]: f["points_lost"] * (0.9 - f["score"]) / (1 - f["score"]) for f in result["findings"]
             if f["status"] in ("warn", "fail") and f["points_lost"]}
    for goal in found:
        chosen = [p["check"] for p in goal["findings"]]
        total = score + sum(p["points"] for p in goal["findings"])
        printed = round(score, 1) + sum(p["shown"] for p in goal["findings"])
        assert printed == pytest.approx(round(total, 1), abs=0.051)
        assert f"{round(printed, 1):g}" in goal["sentence"].replace(",", "")
        if not goal["reached"]:
            assert total < goal["target"] and len(chosen) == len(gains)
            continue
        assert total >= goal["target"] - 1e-9
        if not goal["full"]:
            fewer = sorted(gains.values(), reverse=True)[:len(chosen) - 1]
            assert score + sum(fewer) < goal["target"], "one finding less would do as well"
            assert {c: pytest.approx(gains[c]) for c in chosen} == {p["check"]: p["points"] for p in goal["findings"]}


def test_a_finding_at_its_goal_brings_what_the_goal_says(results):
    """The arithmetic of the sentence is that of the judge: the value set to its good point."""
    result = results["demo-struggling"]
    part = next(p for p in goals(result, EN)[0]["findings"] if units.checks()[p["check"]].judge is None)
    check_ = units.checks()[part["check"]]
    assert what_if(result, {check_.metric: check_.curve.good})["gain"] == pytest.approx(part["points"], abs=1e-9)


def test_no_goal_without_a_score(results):
    result = results["demo-struggling"]
    assert goals({**result, "summary": {**result["summary"], "score": None}}, EN) == []
    assert goals({**result, "summary": {**result["summary"], "score": 99.8}}, EN) == []


@pytest.mark.parametrize("shop", SHOPS)
def test_remedies_stand_with_price_hours_and_what_they_bring(results, shop):
    terms = check({"detail_page.rebuild": {"cost": 700_000, "subsidised": 0.5}}).terms
    for finding in results[shop]["findings"]:
        found = remedies(finding, results[shop]["segment"], EN, terms)
        assert [(r["own_cost"], r["merchant_hours"], r["id"]) for r in found] == sorted(
            (r["own_cost"], r["merchant_hours"], r["id"]) for r in found)
        for r in found:
            treatment = units.treatments()[r["id"]]
            assert Segment(results[shop]["segment"]) in treatment.segments
            if r["id"] == "detail_page.rebuild":
                assert (r["cost"], r["own_cost"]) == (700_000, 350_000) and "₩350,000" in r["price_text"]
            if finding["status"] in ("warn", "fail") and finding["points_lost"]:
                assert r["points"] == pytest.approx(finding["points_lost"] * r["share"])
            else:
                assert r["points"] is None and r["regain"] is None


@pytest.mark.parametrize("shop", SHOPS)
def test_the_scale_shows_the_outcome_where_the_value_lies(results, shop):
    seen = 0
    for finding in results[shop]["findings"]:
        found = scale(finding, EN)
        check_ = units.checks()[finding["check"]]
        assert (found is None) == (finding["value"] is None or check_.judge is not None)
        if found is None:
            continue
        assert found["least"] <= found["value"] <= found["most"]
        edges = [z["from"] for z in found["zones"]] + [found["zones"][-1]["to"]]
        assert edges == sorted(edges) and edges[0] == found["least"] and edges[-1] == found["most"]
        at = {z["outcome"] for z in found["zones"] if z["from"] - 1e-9 <= found["value"] <= z["to"] + 1e-9}
        if finding["status"] in ("pass", "warn", "fail"):
            assert finding["status"] in at, (finding["check"], finding["value"], found["zones"])
        seen += 1
        assert figures_explain.scale(found, "x", EN).alt
    assert seen > 10


def test_three_products_are_named_with_money_reason_and_step(results):
    space = demo().workspace
    for shop in ("demo-struggling", "demo-growing"):
        found = first_products(space, results[shop], EN)
        worst = clinic(space, shop)["worst"][:3]
        assert [(p["channel"], p["product_id"]) for p in found] == [(w["channel"], w["product_id"]) for w in worst]
        for product, listed in zip(found, worst, strict=True):
            assert product["reasons"] and product["next_step"] and "{" not in product["next_step"]
            assert product["law"] == (listed["blocks"] > 0) and product["stake"] == pytest.approx(listed["stake"])
    assert first_products(space, results["demo-unlisted"], EN) == []


def test_without_a_product_list_the_rows_behind_the_findings_name_products(results):
    result = results["demo-struggling"]
    bare = {**result, "summary": {**result["summary"], "rows": {**result["summary"]["rows"], "listings": 0}}}
    found = first_products(demo().workspace, bare, KO)
    assert len(found) == 3 and len({p["name"] for p in found}) == 3
    amounts = [p["amount"] or 0 for p in found]
    assert amounts == sorted(amounts, reverse=True) and amounts[0] > 0
    assert all(p["reasons"] and p["product_id"] is None for p in found)


@pytest.mark.parametrize("shop", SHOPS)
@pytest.mark.parametrize("by_finding", [False, True])
def test_the_steps_end_at_the_score_with_twelve_bars_at_most(results, shop, by_finding):
    rows = waterfall(results[shop], EN)
    figure = figures_explain.steps(rows, results[shop]["summary"], EN, by_finding=by_finding).figure
    bars = figure.data[0]
    assert len(bars.x) <= figures_explain.BARS + 3
    tops = [round(base + width, 1) for base, width in zip(bars.base, bars.x, strict=True)]
    for above, below in itertools.pairwise(range(len(bars.x) - 1)):
        assert tops[below] == pytest.approx(bars.base[above] if above else 100.0, abs=0.06)
    assert bars.base[len(bars.x) - 2] == pytest.approx(bars.x[-1], abs=0.06)
    assert bars.x[-1] == pytest.approx(results[shop]["summary"]["score"], abs=0.051)


@pytest.mark.parametrize("parts", [[1.04, -0.26, 0.33], [0.0, 0.0, 0.0], [-8.84, 0.36], [0.05, 0.05, 0.05], [-0.04, 3.0]])
def test_tenths_of_either_sign_add_up(parts):
    whole = round(10 * math.fsum(parts))
    for off in (-1, 0, 1):
        found = rounded(parts, whole + off)
        assert sum(found) == whole + off and all(abs(f - 10 * p) <= 1.5 for f, p in zip(found, parts, strict=True))
    assert [signed(x, EN) for x in (1.26, -0.51, 0.04)] == ["+1.3", "−0.5", "0"]


@pytest.mark.parametrize("texts", [KO, EN], ids=["ko", "en"])
def test_a_comparison_in_words(texts):
    found = compare(demo().workspace, "demo-struggling", date(2026, 8, 1), date(2026, 11, 1))
    said = readable(found, texts)
    assert sum(round(10 * c["points"]) for c in said["causes"]) == round(10 * found["to"]["score"]) - round(
        10 * found["from"]["score"])
    kinds = {c["check"]: c["kind"] for c in found["checks"]}
    assert {kinds[c["check"]] for c in said["checks"]} <= {"better", "worse"}
    listed = sum(len(k["names"]) for k in said["kinds"])
    assert listed == sum(k not in ("better", "worse", "same") for k in kinds.values())
    assert all("{" not in x for x in [said["headline"], *said["facts"], *said["notes"]])
    figure = figures_explain.dumbbell(said["dimensions"], said["headline"], said["ends"], texts)
    for row in said["dimensions"]:
        assert row["name"] in figure.alt


def test_what_is_said_of_a_finding_is_in_the_catalogues(results):
    texts = Texts(PSEUDO)
    result = results["demo-struggling"]
    for axis in axes(result, texts):
        assert axis["word"].startswith("⟦") and axis["title"].startswith("⟦") and axis["question"].startswith("⟦")
    for goal in goals(result, texts):
        assert goal["sentence"].startswith("⟦") and goal["title"].startswith("⟦")
    for finding in explain(result, texts):
        for remedy in finding["treatments"]:
            assert remedy["effort_text"].startswith("⟦") and remedy["hurdle_text"].startswith("⟦")
    assert labels.name("dimension", "listing", texts).startswith("⟦")
