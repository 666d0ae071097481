"""Calibration: control points are the quantiles of the cohort within bounds, one place puts them in force, reset undoes all."""
import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from data import calibrations
from data.errors import AccessDenied, InputProblem
from data.workspace import Viewer, Workspace
from diagnostics import calibration, calibration_shift, cohorts, rubric, triage, units
from diagnostics.__main__ import main
from diagnostics.diagnosis import diagnose, digest, rescore
from diagnostics.explain import explain
from diagnostics.measure import measure
from diagnostics.texts import Texts
from tests.many_shops import DAY, many_shops

SHOPS = 260


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("calibration") / "store.duckdb", SHOPS)


@pytest.fixture(scope="module")
def proposal(shops):
    return calibration.propose(shops, DAY, "2026년 상반기")


@pytest.fixture
def in_force(shops, proposal):
    entry = calibration.accept(shops, proposal)
    yield entry
    if (calibrations.newest(shops) or {}).get("action") == "accept":
        calibration.reset(shops)


def line(check, value):
    """The score of the rubric's own straight line, beyond 0 and 1 too."""
    x, half, good = (np.log1p([value, check.curve.half, check.curve.good]) if check.curve.log
                     else np.array([value, check.curve.half, check.curve.good], dtype=float))
    return 0.5 + 0.4 * (x - half) / (good - half)


def test_control_points_are_the_quantiles_of_the_cohort(shops, proposal):
    """Counted anew with pandas; where a quantile lies outside the bounds, the bound stands and the entry says so."""
    measured = measure(shops.tables(DAY))
    segments = triage.segments(measured)
    free = 0
    assert len(proposal.entry["checks"]) >= 5
    for id, points in proposal.entry["checks"].items():
        check = units.checks()[id]
        metric = units.metrics()[check.metric]
        rows = pd.DataFrame({"v": measured.value[check.metric], "n": measured.n[check.metric], "s": segments})
        least = max(check.min_n, metric.prior.strength if metric.prior else 1)
        rows = rows[(rows.n >= least) & rows.v.notna() & rows.s.isin(list(check.applies))]
        up = check.curve.good > check.curve.half
        expected = [rows.v.quantile(0.5), rows.v.quantile(0.75 if up else 0.25)]
        assert points["quantiles"] == pytest.approx(expected) and points["n"] == len(rows) >= 100
        for name, quantile, low, high in (("half", expected[0], 0.25, 0.75), ("good", expected[1], 0.5, 1.0)):
            if low <= line(check, quantile) <= high:
                assert points[name] == pytest.approx(quantile), id
                free += 1
            else:
                assert line(check, points[name]) == pytest.approx(low if line(check, quantile) < low else high, abs=1e-4), id
                assert points["bounded"]
    assert free >= 4, "some quantiles must lie inside the bounds, or this test shows little"


def test_orders_by_plain_sql(shops, proposal):
    """From the rows themselves: orders of 30 days of everybody who is listed, those without one included."""
    values = shops.store.cursor().execute("""
        WITH o AS (SELECT DISTINCT merchant_id, channel, order_id FROM order_lines
                   WHERE ordered_at < TIMESTAMP '2026-09-01' AND ordered_at >= TIMESTAMP '2026-09-01' - INTERVAL 30 DAY
                     AND (status NOT IN ('cancelled', 'returned') OR cancelled_at >= TIMESTAMP '2026-09-01')),
          ever AS (SELECT DISTINCT merchant_id FROM order_lines WHERE ordered_at < TIMESTAMP '2026-09-01')
        SELECT quantile_cont(coalesce(n, 0), 0.5), quantile_cont(coalesce(n, 0), 0.75), count(*)
        FROM ever LEFT JOIN (SELECT merchant_id, count(*) AS n FROM o GROUP BY 1) USING (merchant_id)""").fetchone()
    points = proposal.entry["checks"]["sales.orders_30"]
    assert [*points["quantiles"], points["n"]] == pytest.approx(list(values))


def test_only_judgements_on_behaviour_are_calibrated(proposal):
    for id in proposal.entry["checks"]:
        check = units.checks()[id]
        assert check.basis.provisional and check.dimension not in ("listing", "readiness")
        assert check.judge is None and check.curve.upper is None
    told = {k["check"] for k in proposal.kept} | set(proposal.entry["checks"])
    assert told == {c.id for c in units.checks().values() if c.dimension not in ("listing", "readiness")}


def test_a_statistic_of_others_is_replaced_when_asked_and_law_never(shops, proposal):
    wider = calibration.propose(shops, DAY, statistics=True).entry["checks"]
    assert set(wider) > set(proposal.entry["checks"])
    for id in set(wider) - set(proposal.entry["checks"]):
        assert units.checks()[id].basis.n is not None
    assert "trust.seller_identity" not in wider


@pytest.mark.parametrize("check", [c for c in units.checks().values() if c.curve.upper is None and c.judge is None
                                   and c.dimension in calibration.BEHAVIOUR], ids=lambda c: c.id)
def test_bounds_hold_whatever_the_cohort(check):
    """Checked on the values themselves: no cohort makes bad good, nor good bad."""
    rng = np.random.default_rng(3)
    scale = abs(check.curve.good - check.curve.half)
    ends = sorted((check.curve.half, check.curve.good))
    tried = np.linspace(ends[0] - 2 * scale, ends[1] + 2 * scale, 400)
    tried = tried[tried >= 0] if check.curve.log else tried
    own, calibrated = check.curve(tried), 0
    for centre in np.linspace(-3, 4, 29):
        values = check.curve.half + (check.curve.good - check.curve.half) * (centre + rng.normal(0, 1, 150))
        found = calibration.between(check, np.maximum(values, 0) if check.curve.log else values)
        if found is None:
            continue
        calibrated += 1
        new = replace(check.curve, half=found["half"], good=found["good"])(tried)
        assert not np.any((own < 0.5 - 1e-5) & (new >= 0.9 - 1e-12)), "what fails never passes"
        assert not np.any((own >= 0.9) & (new < 0.5 - 1e-12)), "what passes never fails"
        assert not np.any((own < 0.25 - 1e-5) & (new >= 0.5)), "what is worth less than a quarter never warns"
        assert not np.any((own >= 1 - 1e-12) & (new < 0.9 - 1e-4)), "what is worth everything always passes"
    assert calibrated >= 10


def test_like_merchants_give_no_curve():
    check = units.checks()["sales.orders_30"]
    assert calibration.between(check, np.full(200, 12.0)) is None
    values = np.r_[np.full(100, 6.0), np.full(100, 14.0)]
    assert calibration.between(check, np.full(200, 2.0)) is None, "the bounds do not make a step of what is alike"
    found = calibration.between(check, values)
    assert found is not None and (found["half"], found["good"], found["bounded"]) == (10.0, 14.0, False)


def test_the_shift_table_counts_what_really_moves(shops, proposal, in_force):
    after = cohorts.compute(shops, DAY)
    calibration.reset(shops)
    before = cohorts.compute(shops, DAY)
    for row in proposal.shift["checks"]:
        for made, name in ((before, "before"), (after, "after")):
            of = made.outcomes[made.outcomes.check == row["check"]]
            assert row[name]["fail"] == int(of.failing.sum()) and sum(row[name].values()) == len(of) == row["n"]
    assert any(row["moved"] for row in proposal.shift["checks"])
    for dimension, shift in proposal.shift["dimensions"].items():
        a, b = (made.rows.set_index("merchant_id")[dimension] for made in (before, after))
        if shift["n"]:
            assert shift["mean_shift"] == pytest.approx((b - a).mean()) and shift["n"] == a.notna().sum()
            if shift["rank_correlation"] is not None:
                assert shift["rank_correlation"] == pytest.approx(a.corr(b, method="spearman"))
    assert proposal.shift["dimensions"]["readiness"]["mean_shift"] in (None, 0.0)


def test_the_ranking_is_of_what_was_known_before(shops, proposal):
    found = proposal.shift["no_orders_90d"]
    assert found["as_of"] == (DAY - timedelta(days=90)).isoformat() and found["n"] > found["quiet"] > 0
    sales = found["dimensions"]["sales"]
    rows = cohorts.compute(shops, DAY - timedelta(days=90)).rows.set_index("merchant_id").sales
    known = shops.store.cursor().execute("""
        SELECT merchant_id, count(*) FILTER (ordered_at >= TIMESTAMP '2026-09-01' - INTERVAL 90 DAY) = 0 AS quiet
        FROM order_lines WHERE ordered_at < TIMESTAMP '2026-09-01' AND ordered_at >= TIMESTAMP '2026-09-01' - INTERVAL 270 DAY
          AND (status NOT IN ('cancelled', 'returned') OR cancelled_at >= TIMESTAMP '2026-09-01')
        GROUP BY 1 HAVING count(*) FILTER (ordered_at < TIMESTAMP '2026-09-01' - INTERVAL 90 DAY) >= 3""").df()
    score = known.merchant_id.map(rows)
    pairs = [(a < b) + (a == b) / 2 for a in score[known.quiet & score.notna()] for b in score[~known.quiet & score.notna()]]
    assert len(known) == found["n"] and sales["old"] == pytest.approx(np.mean(pairs))
    assert sales["gain_95"][0] <= sales["gain"] <= sales["gain_95"][1]
    assert found["worse"] == [d for d, s in found["dimensions"].items() if s and s["gain_95"][1] < 0]


def test_the_area_under_the_curve_counts_pairs():
    happened, sign = np.array([True, True, False, False, False]), np.array([3.0, 1.0, 1.0, 0.0, 2.0])
    assert calibration_shift.auc(happened, sign) == pytest.approx((3 + 1.5) / 6)


def test_accepted_points_are_in_force_everywhere_and_reset_is_exact(shops, proposal):
    merchant = "m0003"
    before, digest_before = diagnose(shops, merchant, DAY), digest(shops, merchant, DAY, "intake")
    entry = calibration.accept(shops, proposal)
    assert rubric.in_force(shops).name == f"{rubric.RUBRIC}+cal-{DAY.isoformat()}" == entry["name"]
    after = diagnose(shops, merchant, DAY)
    assert digest(shops, merchant, DAY, "intake") != digest_before
    assert (after["rubric"], after["fingerprint"]) == (entry["name"], entry["fingerprint"])
    assert after["summary"] != before["summary"]
    assert after["measurements"] == before["measurements"], "what was measured stays"
    row = cohorts.compute(shops, DAY).rows.set_index("merchant_id").loc[merchant]
    assert row.sales == after["summary"]["dimensions"]["sales"]["score"]
    again = rescore(before, shops)
    assert again["summary"] == after["summary"] and again["rubric"] == after["rubric"]
    assert rescore(after)["summary"] == before["summary"], "without a store, by the rubric in the code"

    said = {f["check"]: f for f in explain(after, Texts("ko"))}
    for finding in after["findings"]:
        points = proposal.entry["checks"].get(finding["check"])
        assert ("basis" in finding["params"]) == (points is not None)
        if points:
            basis = said[finding["check"]]["basis"]
            assert "이 기관" in basis and f"n={points['n']}" in basis and "2026-09-01" in basis
            assert finding["params"]["limits"] == [points["half"], points["good"]]
            if finding["value"] is not None and finding["score"] is not None:
                expected = replace(units.checks()[finding["check"]].curve, half=points["half"], good=points["good"])
                assert finding["score"] == pytest.approx(float(expected(finding["value"])))

    calibration.reset(shops)
    assert digest(shops, merchant, DAY, "intake") == digest_before
    assert json.dumps(diagnose(shops, merchant, DAY)) == json.dumps(before), "bit by bit"
    assert rubric.in_force(shops) == rubric.in_force()


def test_the_history_only_grows(shops, proposal):
    there = len(calibration.history(shops))
    calibration.accept(shops, proposal)
    calibration.reset(shops)
    found = calibration.history(shops)
    assert [e["action"] for e in found[:2]] == ["reset", "accept"] and len(found) == there + 2
    assert [e["number"] for e in found] == list(range(len(found), 0, -1))
    assert found[1]["by"] == "local" and found[1]["cohort"] == "2026년 상반기" and found[1]["at"] and found[1]["shift"]
    assert found[0]["takes_back"] == found[1]["number"]
    with pytest.raises(InputProblem):
        calibration.reset(shops)


def test_only_who_sees_everybody_may_calibrate(shops, proposal, in_force):
    some = Workspace(shops.store, Viewer("one", frozenset({"m0003"})))
    for refused in (lambda: calibration.propose(some, DAY), lambda: calibration.accept(some, proposal),
                    lambda: calibration.reset(some), lambda: calibration.history(some)):
        with pytest.raises(AccessDenied):
            refused()
    assert diagnose(some, "m0003", DAY)["rubric"] == in_force["name"], "everybody is judged by what is in force"


def test_a_calibration_holds_for_its_own_rubric(shops, in_force, monkeypatch):
    monkeypatch.setattr(rubric, "RUBRIC", "2999.1")
    assert rubric.in_force(shops).name == "2999.1" and not rubric.in_force(shops).calibrated


def test_too_few_merchants_change_nothing(tmp_path):
    few = many_shops(tmp_path / "few.duckdb", 20)
    made = calibration.propose(few, DAY)
    assert made.entry["checks"] == {} and all(k["reason"]["text"] for k in made.kept)
    with pytest.raises(InputProblem):
        calibration.accept(few, made)
    assert calibrations.newest(few) is None
    assert "reason" in made.shift["no_orders_90d"]


def test_the_command(shops, capsys):
    db = ["calibrate", "--db", str(shops.store.path)]
    assert main([*db, "--as-of", DAY.isoformat()]) == 0
    dry = json.loads(capsys.readouterr().out)
    assert not dry["accepted"] and not rubric.in_force(shops).calibrated and dry["shift"]["checks"] and dry["kept"][0]["reason"]
    assert main([*db, "--as-of", DAY.isoformat(), "--cohort-name", "시범", "--accept"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["accepted"] and made["rubric"] == rubric.in_force(shops).name and made["checks"].keys() == dry["checks"].keys()
    assert main([*db, "--reset"]) == 0
    assert json.loads(capsys.readouterr().out)["rubric"] == rubric.RUBRIC
    assert main([*db, "--reset"]) == 2
    assert main([*db, "--reset", "--accept"]) == 2
    assert main([*db, "--as-of", date(2020, 1, 1).isoformat(), "--accept"]) == 2
    assert "No check can be calibrated yet" in capsys.readouterr().err
