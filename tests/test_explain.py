"""What people read about a result: sorted, complete, in both languages, with numbers that add up."""
import json
from datetime import date

import numpy as np
import pytest

from diagnostics import labels, sources, units
from diagnostics.diagnosis import diagnose, rescore
from diagnostics.explain import explain, three_first
from diagnostics.model import DIMENSIONS, STAGES, Basis, Segment, Status, Unit
from diagnostics.overview import coverage_text, law_strip, missing, overview, tenths_of, waterfall
from diagnostics.quantities import Quantity, cell
from diagnostics.texts import PSEUDO, Texts
from tests.many_shops import DAY, many_shops

KO, EN = Texts("ko"), Texts("en")
LANGUAGES = pytest.mark.parametrize("texts", [KO, EN], ids=["ko", "en"])


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("explain") / "shops.duckdb", 30)


@pytest.fixture(scope="module")
def results(shops):
    """Diagnoses of all kinds: much data, little, none but an answer, and nothing at all."""
    shops.save_merchant("empty", name="빈 가게")
    return {m: diagnose(shops, m, DAY) for m in ("m0000", "m0001", "m0004", "m0007", "m0030", "empty")}



MERCHANTS = ("m0000", "m0001", "m0004", "m0007", "m0030", "empty")


@LANGUAGES
@pytest.mark.parametrize("merchant", MERCHANTS)
def test_findings_come_sorted_and_complete(results, merchant, texts):
    found = explain(results[merchant], texts)
    assert {f["check"] for f in found} == set(units.checks())
    group = {"fail": 0, "warn": 0, "error": 1, "pass": 2, "no_data": 3, "not_applicable": 4}
    places = [group[f["status"]] for f in found]
    assert places == sorted(places)
    bad = [f["points_lost"] for f in found if f["status"] in ("fail", "warn")]
    assert bad == sorted(bad, reverse=True)
    for f in found:
        for name in ("headline", "title", "why", "dimension_name", "status_word", "basis"):
            assert f[name] and "{" not in f[name], (f["check"], name, f[name])
        assert f["next_step"] or f["status"] not in ("fail", "warn", "no_data")
        assert f["next_step"] is None or "{" not in f["next_step"]
        check = units.checks()[f["check"]]
        failing = f["status"] in ("fail", "warn")
        assert f["headline"] == texts(check.failing if failing else check.title)
        assert (f["regain"] is not None) == bool(failing and f["points_shown"])
        offered = [t for t in check.treatments if results[merchant]["segment"] in units.treatments()[t].segments]
        assert sorted(x["id"] for x in f["treatments"]) == sorted(offered)
        prices = [(x["own_cost"], x["merchant_hours"]) for x in f["treatments"]]
        assert prices == sorted(prices) and all(x["title"] != x["id"] for x in f["treatments"])
        assert f["provisional"] == check.basis.provisional
        assert not f["evidence"]["rows"] or failing
        for row in f["evidence"]["rows"]:
            assert len(row) == len(f["evidence"]["columns"]) and all(isinstance(c, str) for c in row)
    json.dumps(found)


@pytest.mark.parametrize("merchant", MERCHANTS)
def test_the_two_languages_differ_and_korean_is_korean(results, merchant):
    for ko, en in zip(explain(results[merchant], KO), explain(results[merchant], EN), strict=True):
        assert ko["check"] == en["check"] and ko["points_lost"] == en["points_lost"]
        assert ko["headline"] != en["headline"] and any("가" <= c <= "힣" for c in ko["headline"])


def test_values_are_written_with_their_unit(results):
    found = {f["check"]: f for f in explain(results["m0000"], EN)}
    for f in found.values():
        unit = units.metrics()[units.checks()[f["check"]].metric].unit
        if f["value"] is not None:
            assert unit is not Unit.SHARE or f["value"].endswith(" %")
            assert unit is not Unit.DAYS or f["value"].endswith(("day", "days"))
            assert unit is not Unit.WON or "₩" in f["value"]
            assert f["sample"].startswith("Judged from ")


def test_a_shrunken_value_says_so(results):
    found = {f["check"]: f for m in MERCHANTS for f in explain(results[m], EN)
             if f["value"] is not None and "nearer to what is usual" in f["sample"]}
    assert found
    for check in found:
        assert units.metrics()[units.checks()[check].metric].prior is not None


@LANGUAGES
@pytest.mark.parametrize("merchant", MERCHANTS)
def test_the_waterfall_adds_up(results, merchant, texts):
    result = results[merchant]
    rows = waterfall(result, texts)
    if result["summary"]["score"] is None:
        assert rows == []
        return
    *lost, last = rows
    assert last["points"] == result["summary"]["score"] and last["dimension"] is None
    assert 100 + sum(r["points"] for r in lost) == pytest.approx(result["summary"]["score"], abs=1e-9)
    tenths = [round(10 * r["shown"]) for r in lost]
    assert 1000 + sum(tenths) == round(10 * last["shown"])
    assert last["shown"] == pytest.approx(result["summary"]["score"], abs=0.051)
    for row, shown in zip(lost, tenths, strict=True):
        assert sum(round(10 * c["shown"]) for c in row["checks"]) == shown
        assert sum(c["points"] for c in row["checks"]) == pytest.approx(row["points"], abs=1e-9)
        assert all(abs(c["shown"] - c["points"]) < 0.2 for c in row["checks"])
    by_check = {c["check"]: -c["shown"] for r in lost for c in r["checks"]}
    for f in explain(result, texts):
        assert f["check"] not in by_check or f["points_shown"] == by_check[f["check"]]


@pytest.mark.parametrize("seed", range(20))
def test_tenths_add_up_to_what_they_are_parts_of(seed):
    random = np.random.default_rng(seed)
    parts = list(random.random(random.integers(1, 40)) * random.choice([0.01, 1.0, 9.0]))
    total = round(10 * sum(parts))
    found = tenths_of(parts, total)
    assert sum(found) == total and min(found) >= 0
    assert all(abs(t - 10 * p) < 1.0 + 1e-6 for t, p in zip(found, parts, strict=True))


@pytest.mark.parametrize("merchant", MERCHANTS)
def test_three_things_first_are_the_costliest_with_different_cures(results, merchant):
    found = explain(results[merchant], KO)
    first = three_first(found)
    bad = [f for f in found if f["status"] in ("fail", "warn") and f["points_lost"]]
    assert len(first) == min(3, len(bad))
    assert not first or first[0] is bad[0]
    cures = [f["treatments"][0]["id"] for f in first if f["treatments"]]
    different = {f["treatments"][0]["id"] if f["treatments"] else f["check"] for f in bad}
    assert len(set(cures)) == len(cures) or len(different) < 3


@LANGUAGES
def test_the_head_of_a_result(results, texts):
    for result in results.values():
        above = overview(result, texts, today=date(2026, 9, 10))
        assert [d["dimension"] for d in above["dimensions"]] == list(DIMENSIONS)
        assert above["headline"] and above["coverage_text"] and above["as_of_text"] and above["stage_name"]
        assert (above["band"] is None) == (result["summary"]["score"] is None)
        silence = result["measurements"]["sales.days_since_last_order"]["raw"]
        assert len(above["notes"]) == (silence is not None and silence > 14)
        if above["range_text"]:
            low, high = result["summary"]["low"], result["summary"]["high"]
            assert texts("{n:number}", n=int(np.floor(low + 1e-9))) in above["range_text"]
            assert texts("{n:number}", n=int(np.ceil(high - 1e-9))) in above["range_text"]
        assert len(overview(result, texts, today=date(2026, 12, 1))["notes"]) == len(result["notes"]) + 1


def test_no_number_below_half_coverage(results):
    hidden = [r for r in results.values() if r["summary"]["coverage"] < 0.5]
    shown = [r for r in results.values() if r["summary"]["coverage"] >= 0.5]
    assert hidden and shown
    assert all(r["summary"]["score"] is None and overview(r, EN)["score_text"] is None for r in hidden)
    assert all(r["summary"]["score"] is not None for r in shown)


def test_what_is_missing_is_named_with_what_to_bring(results):
    lacking = {m["table"]: m for m in missing(results["m0030"], KO)}
    assert lacking and all(m["bring"] and m["dimensions"] and m["checks"] > 0 for m in lacking.values())
    with_orders = {m["table"]: m["none"] for m in missing(results["m0000"], KO)}
    rows = results["m0000"]["summary"]["rows"]
    assert rows["order_lines"] > 0 and all(none == (rows[table] == 0) for table, none in with_orders.items())


def test_coverage_in_words():
    reviews = {"name": "리뷰", "none": True}
    assert coverage_text(0.784, [reviews], KO) == "점검에 필요한 자료 78 % – 리뷰가 없어요"
    assert coverage_text(0.999, [], KO).startswith("점검에 필요한 자료 99 %")
    assert coverage_text(1.0, [], EN) == "Data for 100 % of what the checks ask of such a shop"
    assert coverage_text(None, [reviews], EN) == "Data for 0 % of what the checks ask – missing: 리뷰"


def test_an_empty_merchant_gets_an_answer(results):
    above = overview(results["empty"], EN, today=DAY)
    assert above["score"] is None and "no data" in above["headline"]
    assert law_strip(results["empty"], EN)["must"] == []


def gate(severity: str, **more) -> dict:
    return {"rule": "R1", "severity": severity, "channel": "naver", "product_id": "p", "product_name": "<b>{x}</b>",
            "reason": "why", "basis": "law", "as_of": "2026-03", "matched": "", "where": "title", "params": {}, **more}


def test_the_law_strip_counts_and_sorts(results):
    result = {**results["m0000"], "gates": [gate("review"), gate("block"), gate("info"), gate("block")]}
    strip = law_strip(result, KO)
    assert [len(strip[k]) for k in ("must", "check", "info")] == [2, 1, 1]
    assert strip["headline"] == "법에 맞게 반드시 고칠 것 2가지"
    assert strip["must"][0]["product_name"] == "<b>{x}</b>" and strip["must"][0]["severity_word"] == "반드시 고칠 것"
    assert law_strip({**result, "gates": [gate("review")]}, EN)["headline"] == "1 point of the law is to be checked"


def test_names_of_goods_are_no_templates(results):
    finding = dict(next(f for f in results["m0000"]["findings"] if f["status"] == "fail"))
    finding["params"] = {**finding["params"], "first": "{value} {__class__} %s"}
    finding["evidence"] = [{"product_name": "{n} <script>", "amount": 1234.5}]
    shown = next(f for f in explain({**results["m0000"], "findings": [finding]}, EN))
    assert shown["evidence"]["rows"] == [["{n} <script>", "₩1,234"]]
    assert [c["label"] for c in shown["evidence"]["columns"]] == ["Product", "Sales"]


def test_a_check_that_is_gone_keeps_its_number(results):
    finding = {**results["m0000"]["findings"][0], "check": "sales.of_old", "status": "fail", "points_lost": 1.0}
    shown = explain({**results["m0000"], "findings": [finding]}, EN)[0]
    assert (shown["title"], shown["points_lost"], shown["next_step"]) == ("sales.of_old", 1.0, None)


def test_rescoring_by_the_same_rubric_changes_nothing(results):
    for result in results.values():
        again = rescore(result)
        assert again["summary"] == result["summary"] and again["findings"] == result["findings"]
        assert again["gates"] == result["gates"] and again["segment"] == result["segment"]
        assert again["rescored_from"]["fingerprint"] == result["fingerprint"]
        json.dumps(again, allow_nan=False)


def test_rescoring_judges_what_was_measured_then(results):
    old = json.loads(json.dumps(results["m0000"]))
    old["rubric"], old["fingerprint"] = "2020.1", "000000000000"
    old["measurements"] = {"sales.days_since_last_order": {"raw": 400.0, "value": 400.0, "n": 9}}
    again = rescore(old)
    status = {f["check"]: f["status"] for f in again["findings"]}
    assert status["sales.days_since_last_order"] == "fail"
    assert set(status.values()) <= {"fail", "no_data", "not_applicable"}
    assert again["rubric"] != "2020.1" and again["rescored_from"]["rubric"] == "2020.1"


@LANGUAGES
def test_everything_with_an_id_has_a_name(texts):
    for kind, values in (("dimension", DIMENSIONS), ("status", Status), ("segment", Segment), ("stage", STAGES),
                         ("severity", ("block", "review", "info")), ("table", labels.TABLES)):
        for value in values:
            name = labels.name(kind, str(value), texts)
            assert name and name != str(value)
    assert set(labels.ICONS) == set(Status) and len(set(labels.ICONS.values())) == len(Status)


def test_every_metric_has_a_table_and_every_table_something_to_bring():
    for metric in units.metrics():
        assert sources.main_table(metric) in labels.TABLES, metric
    waiting = {sources.main_table(c.metric) for c in units.checks().values()} - {"merchants"}
    assert waiting <= set(labels.BRING)
    assert sources.main_table("gone.metric") is None


def test_bases_say_where_they_come_from():
    from diagnostics.explain import basis

    assert basis(Basis("Survey", "2023", 40000), EN) == "Source: Survey (2023, n=40,000)"
    assert basis(Basis("전자상거래법", "2024-01-01"), KO) == "근거: 전자상거래법 (2024-01-01)"
    assert basis(Basis.judgement("why"), EN).startswith("Provisional")


@pytest.mark.parametrize(("value", "unit", "name", "text"), [
    (None, None, "x", "–"), (True, None, "has_video", "yes"), (1234.4, Unit.WON, "amount", "₩1,234"),
    (0.123, Unit.SHARE, "s", "12.3 %"), (3, None, "k", "3"),
    ("2026-03-01T10:00:00", None, "ordered_at", "1 Mar 2026"), ("2026-03-01", None, "settled_on", "1 Mar 2026"),
    ("2026-03", None, "month", "2026-03"), ("상품", None, "title", "상품")])
def test_cells(value, unit, name, text):
    assert cell(value, unit, name, EN) == text


def test_quantities_take_particles_and_forms():
    half = Quantity.of(0.5, Unit.SHARE, KO)
    assert f"{half}" == "50 %" and KO("{v:이/가}", v=Quantity.of(3, Unit.DAYS, KO)) == "3일이"
    assert KO("{v:number}", v=Quantity.of(3.4, Unit.COUNT, KO)) == "3" and Quantity.of(None, Unit.COUNT, KO) is None
    assert Quantity.of("text", Unit.COUNT, KO) == "text"


def test_no_text_is_unknown_to_the_catalogues(results):
    """In the pseudo-language every message that a catalogue knows stands in double brackets."""
    texts = Texts(PSEUDO)
    for f in explain(results["m0000"], texts):
        assert f["headline"].startswith("⟦") and f["why"].startswith("⟦") and f["basis"].startswith("⟦"), f["check"]
        for column in f["evidence"]["columns"]:
            assert column["label"].startswith("⟦"), (f["check"], column)
