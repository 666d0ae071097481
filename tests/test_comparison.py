"""Two days: the parts add up to the change, each cause is told from the others, and knowing more is no improvement."""
import json
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from data import diagnosed
from data.errors import AccessDenied, InputProblem
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import rubric, sources, units
from diagnostics.__main__ import main
from diagnostics.comparison import CAUSES, compare
from diagnostics.curves import rising
from diagnostics.diagnosis import compute, diagnose, rescore
from diagnostics.model import DIMENSIONS
from diagnostics.questions import QUESTIONS
from diagnostics.result import to_json
from tests.many_shops import DAY, many_shops

THEN = date(2026, 5, 1)
LATE = """INSERT INTO reviews BY NAME SELECT 'm0009' AS merchant_id, 'naver' AS channel, 'late' || i AS review_id,
    TIMESTAMP '2026-04-01 10:00:00' AS created_at, 1.0 AS rating FROM range(40) AS r(i)"""


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    """Shops that only tests without writing look at."""
    return many_shops(tmp_path_factory.mktemp("comparison") / "shops.duckdb", 20)


@pytest.fixture
def own(tmp_path):
    """Shops of one's own, for tests that write."""
    return many_shops(tmp_path / "shops.duckdb", 12)


def adds_up(found):
    """Every sum that a reader could check."""
    for check in found["checks"]:
        assert sum(check["parts"].values()) == pytest.approx(check["points"], abs=1e-9), check
    for row in found["dimensions"]:
        assert (row["change"] is None) == (row["parts"] is None)
        assert row["parts"] is None or sum(row["parts"].values()) == pytest.approx(row["change"], abs=1e-9)
    if found["change"] is not None:
        assert found["change"] == pytest.approx(found["to"]["score"] - found["from"]["score"], abs=1e-9)
        assert sum(found["parts"].values()) == pytest.approx(found["change"], abs=1e-9)
        assert sum(c["points"] for c in found["checks"]) == pytest.approx(found["change"], abs=1e-9)
        assert sum(r["points"] for r in found["dimensions"]) == pytest.approx(found["change"], abs=1e-9)
        for cause in CAUSES:
            assert sum(c["parts"][cause] for c in found["checks"]) == pytest.approx(found["parts"][cause], abs=1e-9), cause
    json.dumps(found, allow_nan=False)


@pytest.mark.parametrize("merchant", ["m0003", "m0004", "m0005", "m0008", "m0009", "m0011", "m0015", "m0020", "m0024"])
def test_the_parts_add_up(shops, merchant):
    found = compare(shops, merchant, THEN, DAY)
    adds_up(found)
    ends = [to_json(compute(shops, merchant, day, "intake")) for day in (THEN, DAY)]
    assert [found["from"]["score"], found["to"]["score"]] == [e["summary"]["score"] for e in ends]
    scores = [{f["check"]: f["score"] for f in e["findings"]} for e in ends]
    for check in found["checks"]:
        assert (check["score_from"], check["score_to"]) == tuple(s[check["check"]] for s in scores)
        known = (check["score_from"] is not None, check["score_to"] is not None)
        expected = {(True, True): {"better", "worse", "same"}, (False, True): {"now_known", "now_applies"},
                    (True, False): {"no_longer_known", "no_longer_applies"}}[known]
        assert check["kind"] in expected
    assert [r["dimension"] for r in found["dimensions"]] == list(DIMENSIONS)
    assert found["parts"] is None or found["parts"]["data"] == found["parts"]["rubric"] == 0.0


def test_what_became_known_is_no_improvement(own):
    """The same orders, and a product list that is there on the second day only: nothing got better."""
    with own.store.transaction() as cursor:
        cursor.execute("DELETE FROM listings WHERE merchant_id = 'm0004' AND observed_on < DATE '2026-08-31'")
        cursor.execute("""INSERT INTO listings BY NAME SELECT 'm0004' AS merchant_id, 'naver' AS channel, 'x' || i AS product_id,
            DATE '2026-08-31' AS observed_on, '예시 상품 국내산 500g ' || i AS title, 9 AS image_count, true AS on_sale
            FROM range(9) AS r(i)""")
    found = compare(own, "m0004", date(2026, 8, 31), DAY)
    adds_up(found)
    listed = [c for c in found["checks"] if c["dimension"] == "listing"]
    assert listed and {c["kind"] for c in listed} == {"now_known"}
    assert all(abs(c["parts"]["behaviour"]) < 1e-9 for c in listed)
    row = next(r for r in found["dimensions"] if r["dimension"] == "listing")
    assert (row["kind"], row["change"]) == ("now_known", None)
    assert found["change"] is None or abs(found["parts"]["known"]) > 1e-6


def test_late_files_about_the_old_days_are_data_and_not_behaviour(own):
    before = diagnose(own, "m0009", THEN)
    with own.store.transaction() as cursor:
        cursor.execute(LATE)
        cursor.execute("INSERT INTO imports (import_id, merchant_id, file, sha256, format, \"table\") "
                       "VALUES ('i', 'm0009', '늦은 리뷰.csv', 'ab', 'canonical', 'reviews')")
    found = compare(own, "m0009", THEN, date(2026, 5, 2))
    adds_up(found)
    assert found["from"]["kept"] and found["from"]["score"] == before["summary"]["score"]
    now = {f["check"]: f["score"] for f in to_json(compute(own, "m0009", THEN, "intake"))["findings"]}
    old = {f["check"]: f["score"] for f in before["findings"]}
    level = next(c for c in found["checks"] if c["check"] == "trust.review_level")
    assert now["trust.review_level"] != old["trust.review_level"]
    assert level["cause"] == "data" and level["kind"] in ("worse", "now_known")
    assert found["files_added"] == [{"file": "늦은 리뷰.csv", "table": "reviews"}] and not found["mixed"]
    if found["parts"] is not None:
        recomputed = to_json(compute(own, "m0009", THEN, "intake"))["summary"]["score"]
        assert found["parts"]["data"] == pytest.approx(recomputed - before["summary"]["score"], abs=1e-9)


def test_another_rubric_is_told_from_another_shop(own, monkeypatch):
    before = diagnose(own, "m0004", THEN)
    ours = rubric.in_force(own)
    strict = replace(ours.checks["trust.review_level"], curve=rising(half=4.9, good=5.0))
    new = replace(ours, name="2099.1", fingerprint="f" * 12, checks={**ours.checks, strict.id: strict})
    monkeypatch.setattr(rubric, "in_force", lambda workspace=None: new)
    found = compare(own, "m0004", THEN, DAY)
    adds_up(found)
    assert (found["from"]["rubric"], found["to"]["rubric"]) == (before["rubric"], "2099.1")
    assert found["parts"]["data"] == pytest.approx(0.0, abs=1e-9)
    again = rescore(before, own)["summary"]["score"]
    assert found["parts"]["rubric"] == pytest.approx(again - before["summary"]["score"], abs=1e-9)
    assert found["parts"]["rubric"] < -0.1 and not found["mixed"]
    level = next(c for c in found["checks"] if c["check"] == strict.id)
    assert (level["cause"], level["kind"]) == ("rubric", "worse")


def test_a_check_that_did_not_exist_then_is_called_new(own):
    before = diagnose(own, "m0004", THEN)
    old = json.loads(json.dumps(before))
    gone = "trust.review_level"
    lost = next(f for f in old["findings"] if f["check"] == gone)
    old["findings"].remove(lost)
    del old["measurements"][units.checks()[gone].metric]
    old["fingerprint"] = "0" * 12
    with own.store.transaction() as cursor:
        cursor.execute("UPDATE diagnoses SET result = ?, fingerprint = ? WHERE merchant_id = 'm0004'",
                       [json.dumps(old), old["fingerprint"]])
    found = compare(own, "m0004", THEN, DAY)
    level = next(c for c in found["checks"] if c["check"] == gone)
    assert (level["kind"], level["cause"], level["status_from"]) == ("new_check", "rubric", None)
    # It lies in the change of the rubric, not in that of the data.
    assert found["parts"] is None or found["parts"]["data"] == pytest.approx(0.0, abs=1e-9)


def test_answers_are_told_from_the_shop(tmp_path):
    """A shop of which nothing but answers is known: better answers are all that changed."""
    space = Workspace(Store.open(tmp_path / "answers.duckdb"))
    space.save_merchant("m", name="가게")
    for q in QUESTIONS:
        if q.id != "where":
            space.save_answer("m", "intake", q.id, q.choices[1].value, date(2026, 3, 1))
            space.save_answer("m", "exit", q.id, q.choices[0].value, date(2026, 8, 1))
    found = compare(space, "m", date(2026, 3, 2), date(2026, 8, 2), ("intake", "exit"))
    adds_up(found)
    assert found["change"] is not None and abs(found["change"]) > 1
    assert found["parts"]["answers"] == pytest.approx(found["change"], abs=1e-9)
    assert {c["cause"] for c in found["checks"] if c["kind"] != "same"} == {"answers"}
    assert (found["from"]["stage"], found["to"]["stage"]) == ("intake", "exit")


def test_an_answer_given_anew_does_not_look_like_lost_data(tmp_path):
    """The first answers are overwritten by the later ones; the kept diagnosis still knows them."""
    space = Workspace(Store.open(tmp_path / "answers.duckdb"))
    space.save_merchant("m", name="가게")
    for q in QUESTIONS:
        space.save_answer("m", "intake", q.id, q.choices[1].value, date(2026, 3, 1))
    first = diagnose(space, "m", date(2026, 3, 2))
    for q in QUESTIONS:
        if q.id != "where":
            space.save_answer("m", "intake", q.id, q.choices[0].value, date(2026, 8, 1))
    found = compare(space, "m", date(2026, 3, 2), date(2026, 8, 2))
    adds_up(found)
    assert found["from"]["score"] == first["summary"]["score"]
    assert found["parts"]["answers"] == pytest.approx(found["change"], abs=1e-9)
    assert not [c for c in found["checks"] if c["kind"] in ("now_known", "no_longer_known")]


def test_orders_between_the_days_are_behaviour(own):
    """What is known on both days, oracle: only these checks judged, the later minus the earlier."""
    found = compare(own, "m0004", THEN, DAY)
    ends = [to_json(compute(own, "m0004", day, "intake")) for day in (THEN, DAY)]
    scores = [{f["check"]: f["score"] for f in e["findings"] if f["score"] is not None} for e in ends]
    weight = {f["check"]: f["weight"] for f in ends[0]["findings"]}
    common = [c for c in scores[0] if c in scores[1] and weight[c] > 0]
    answers = {c.id for c in units.checks().values() if sources.main_table(c.metric) == "answers"}
    assert not answers & set(common)
    totals = []
    for one in scores:
        means = [np.average([one[c] for c in common if c.startswith(d + ".")],
                            weights=[weight[c] for c in common if c.startswith(d + ".")])
                 for d in DIMENSIONS if any(c.startswith(d + ".") for c in common)]
        totals.append(100 * float(np.mean(means)))
    assert found["parts"]["behaviour"] == pytest.approx(totals[1] - totals[0], abs=1e-9)


def test_what_stands_for_a_day_is_how_its_first_session_left_it(own):
    diagnose(own, "m0004", THEN)
    with own.store.transaction() as cursor:
        for n, (made, score) in enumerate([("2026-05-01 09:00", 10), ("2026-05-01 17:00", 20), ("2026-06-01 09:00", 30)]):
            cursor.execute("INSERT INTO diagnoses SELECT ?, merchant_id, as_of, 'mid', ?, rubric, fingerprint, "
                           "json_merge_patch(result, ?), CAST(? AS TIMESTAMP) FROM diagnoses WHERE merchant_id = 'm0004' "
                           "AND stage = 'intake'", [f"d{n}", f"d{n}", json.dumps({"summary": {"score": score}}), made])
    rows = diagnosed.days(own, "m0004")
    assert list(zip(rows.as_of, rows.stage, strict=True)) == [(THEN, "intake"), (THEN, "mid")]
    kept = diagnosed.of_day(own, "m0004", THEN, "mid")
    assert kept is not None and kept["result"]["summary"]["score"] == 20
    assert kept["made_at"] == datetime(2026, 5, 1, 17).isoformat()
    assert diagnosed.of_day(own, "m0004", DAY, "mid") is None
    with pytest.raises(AccessDenied):
        diagnosed.days(Workspace(own.store, Viewer("other", frozenset({"m0001"}))), "m0004")


def test_nothing_is_kept_by_comparing(own):
    compare(own, "m0004", THEN, DAY)
    assert diagnosed.days(own, "m0004").empty


@pytest.mark.parametrize(("first", "second", "stages", "said"), [
    (DAY, THEN, ("intake", "exit"), "must lie before"), (DAY, DAY, ("intake", "intake"), "must lie before"),
    (THEN, DAY, ("intake", "never"), "two stages"), (THEN, DAY, ("intake",), "two stages")])
def test_days_and_stages_that_make_no_comparison(shops, first, second, stages, said):
    with pytest.raises(InputProblem, match=said):
        compare(shops, "m0004", first, second, stages)
    with pytest.raises(InputProblem):
        compare(shops, "nobody", THEN, DAY)
    with pytest.raises(AccessDenied):
        compare(Workspace(shops.store, Viewer("other", frozenset({"m0001"}))), "m0004", THEN, DAY)


def test_the_command_says_the_same(shops, capsys):
    where = ["compare", "--db", str(shops.store.path), "--from", THEN.isoformat(), "--to", DAY.isoformat()]
    assert main([*where[:1], "m0004", *where[1:], "--stages", "intake", "intake"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(compare(shops, "m0004", THEN, DAY)))
    assert main([*where, "--merchant", "m0004"]) == 0
    capsys.readouterr()
    assert main(where) == 2 and main([*where, "nobody"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2
