"""Forecasts: features and outcomes against plain SQL, refusals with reasons, one way per feature, the real merchants."""
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import kept
from data.store import Store
from data.workspace import Workspace
from diagnostics import cohorts, risk, risk_features, risk_model
from diagnostics.diagnosis import diagnose
from diagnostics.texts import Texts
from tests.many_shops import DAY, many_shops

SHARED = Path(__file__).parents[2] / "shared" / "real"
OLIST, JUDGE = SHARED / "olist_half", SHARED / "score_forecasts.py"
LIVE = "(status NOT IN ('cancelled', 'returned') OR cancelled_at >= {day})"


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("risk") / "shops.duckdb")


@pytest.fixture(scope="module")
def made(shops):
    return risk.forecasts(shops, DAY)


def query(workspace: Workspace, sql: str, day: date = DAY) -> pd.DataFrame:
    filled = sql.replace("{live}", LIVE).replace("{day}", f"TIMESTAMP '{day}'")
    return workspace.store.cursor().execute(filled).df().set_index("merchant_id")


def test_features_are_what_they_say(shops):
    """Each feature worked out again from the raw rows."""
    found = risk_features.features(shops.tables(DAY))
    lines = query(shops, """SELECT merchant_id, count(*) AS n180,
          count(*) FILTER (ordered_at >= {day} - INTERVAL 30 DAY) AS n30,
          date_diff('day', CAST(max(ordered_at) AS DATE), CAST({day} AS DATE)) AS recency,
          CAST(sum(amount) FILTER (ordered_at >= {day} - INTERVAL 90 DAY) AS DOUBLE) AS a90, CAST(sum(amount) AS DOUBLE) AS a180,
          count(DISTINCT (date_diff('day', CAST(ordered_at AS DATE), CAST({day} AS DATE)) - 1) // 7)
            FILTER (ordered_at >= {day} - INTERVAL 91 DAY) AS weeks,
          sum(greatest(0, date_diff('second', ordered_at, shipped_at))) FILTER (shipped_at < {day}) / 86400 AS days,
          count(*) FILTER (shipped_at < {day}) AS shipped
        FROM order_lines WHERE {live} AND ordered_at < {day} AND ordered_at >= {day} - INTERVAL 180 DAY
        GROUP BY 1 HAVING count(*) >= 3""")
    stars = query(shops, """SELECT merchant_id, sum(rating) AS stars, count(*) AS n,
          coalesce(sum(rating) FILTER (created_at >= {day} - INTERVAL 90 DAY), 0) AS stars90,
          count(*) FILTER (created_at >= {day} - INTERVAL 90 DAY) AS n90
        FROM reviews WHERE created_at < {day} GROUP BY 1""")
    expected = lines.join(stars).fillna(0).sort_index()
    assert found.index.tolist() == expected.index.tolist() and len(found) > 60
    e = expected
    for name, values in {
            "log_recency": np.log(1 + e.recency), "orders_30": np.log(1 + e.n30), "active_weeks": e.weeks / 13,
            "fading": np.log((1 + e.n180) / (1 + e.n30)), "amount_90": e.a90,
            "rising": np.log((e.a90 + 0.1 * e.a180) / (e.a180 - e.a90 + 0.1 * e.a180)),
            "rating": (e.stars + 5 * 4.2) / (e.n + 5), "rating_90": (e.stars90 + 5 * 4.2) / (e.n90 + 5),
            "handling": np.log(1 + (e.days + 5 * 3.0) / (e.shipped + 5))}.items():
        np.testing.assert_allclose(found[name], values, rtol=1e-12, err_msg=name)
    assert found.best_day.between(0, 1).all() and (found.best_day[found.amount_90 == 0] == 1).all()


def test_outcomes_are_those_of_the_definition(shops):
    """No live line; sales below half of those before; mean rating of the orders placed below 3.5 from three reviews on."""
    cutoff = DAY - timedelta(days=120)
    found = risk_features.outcomes(shops.tables(DAY), (120, 150)).loc[cutoff]
    after = f"ordered_at >= TIMESTAMP '{cutoff}' AND ordered_at < TIMESTAMP '{cutoff}' + INTERVAL 90 DAY"
    before = f"ordered_at < TIMESTAMP '{cutoff}' AND ordered_at >= TIMESTAMP '{cutoff}' - INTERVAL 90 DAY"
    sales = query(shops, f"""SELECT merchant_id, count(*) FILTER ({after}) AS sold, coalesce(CAST(sum(amount) FILTER ({after}) AS
        DOUBLE), 0) AS amount, coalesce(CAST(sum(amount) FILTER ({before}) AS DOUBLE), 0) AS before
        FROM order_lines WHERE {{live}} AND ordered_at < {{day}} GROUP BY 1""")
    rated = query(shops, f"""SELECT o.merchant_id, count(*) AS rated, sum(rating) AS stars FROM reviews r JOIN
        (SELECT merchant_id, order_id, min(ordered_at) AS ordered_at FROM order_lines WHERE {{live}} GROUP BY 1, 2) o
        USING (merchant_id, order_id) WHERE {after} AND r.created_at < {{day}} GROUP BY 1""")
    expected = sales.join(rated).fillna(0).loc[found.index]
    for name in found:
        np.testing.assert_allclose(found[name], expected[name].astype(float), err_msg=name)
    no_orders, halved, low = (t.happened(found) for t in risk_model.TARGETS)
    assert no_orders.equals((expected.sold == 0).astype(float))
    assert halved.isna().equals(expected.before == 0)
    assert (halved.dropna() == (expected.amount < expected.before / 2)[expected.before > 0]).all()
    assert low.notna().equals(expected.rated >= 3)
    assert (low.dropna() == (expected.stars / expected.rated < 3.5)[expected.rated >= 3]).all()


def test_forecasts_are_probabilities_for_those_with_a_rhythm(shops, made):
    eligible = query(shops, """SELECT merchant_id, count(*) AS n FROM order_lines WHERE {live} AND ordered_at < {day}
        AND ordered_at >= {day} - INTERVAL 180 DAY GROUP BY 1 HAVING count(*) >= 3""")
    assert sorted(made.probabilities.index) == sorted(eligible.index)
    for column in risk.COLUMNS:
        known = made.probabilities[column].dropna()
        assert len(known) > 50 and known.between(0, 1).all() and known.nunique() > 20
    assert made.probabilities.risk_no_orders_90d.notna().all()


def test_the_same_store_gives_the_same_digits(shops, made):
    again = risk.forecasts(shops, DAY)
    pd.testing.assert_frame_equal(again.probabilities, made.probabilities, check_exact=True)
    assert again.card == made.card


def test_outcomes_are_complete_before_the_day(made):
    cutoffs = [date.fromisoformat(c) for c in made.card["cutoffs"]]
    assert len(cutoffs) >= 4 and all(c + timedelta(days=90) <= DAY for c in cutoffs)


def test_each_feature_pushes_one_way(made):
    for target in risk_model.TARGETS:
        weights = made.card["risks"][target.column]["weights"]
        assert weights and set(weights) <= set(target.sense)
        assert all(w * target.sense[name] >= 0 for name, w in weights.items())
    rows = pd.DataFrame({"log_recency": [1.0, 4.0], "orders_30": [1.0, 1.0], "active_weeks": [0.5, 0.5], "fading": [0.5, 0.5]})
    y = pd.Series(np.tile([0, 1], 100))
    fitted = risk_model.fit(pd.concat([rows] * 100, ignore_index=True), y, risk_model.TARGETS[0].sense)
    calm, silent = fitted(rows)
    assert calm < 0.5 < silent


def test_a_feature_against_its_sense_is_left_out():
    random = np.random.default_rng(1)
    x = pd.DataFrame({"good": random.normal(size=400), "odd": random.normal(size=400)})
    y = pd.Series((x.good + x.odd + random.normal(size=400) > 0).astype(int))
    assert risk_model.fit(x, y, {"good": 1, "odd": 1}).names == ("good", "odd")
    assert risk_model.fit(x, y, {"good": 1, "odd": -1}).names == ("good",)
    alone = risk_model.fit(x, y, {"odd": -1})
    assert alone.weight.tolist() == [0.0] and alone(x)[0] == pytest.approx(y.mean(), abs=0.05)


def test_too_little_history_is_refused_with_a_reason(tmp_path):
    workspace = many_shops(tmp_path / "few.duckdb", 12)
    made = risk.forecasts(workspace, DAY)
    assert made.probabilities.isna().all().all() and len(made.probabilities) > 0
    for card in made.card["risks"].values():
        for language in ("ko", "en"):
            said = Texts(language).say(card["refused"])
            assert "200" in said and str(card["rows"]) in said
    assert cohorts.cohort(workspace, [DAY])[list(risk.COLUMNS)].isna().all().all()


@pytest.mark.parametrize(("n", "happened", "refused"), [
    (199, 60, True), (200, 29, True), (200, 30, False), (200, 170, False), (200, 171, True), (0, 0, True)])
def test_what_is_too_little(n, happened, refused):
    y = pd.Series([1.0] * happened + [0.0] * (n - happened), dtype=float)
    assert (risk_model.refusal(y) is not None) == refused


def test_an_empty_store_is_refused(tmp_path):
    made = risk.forecasts(Workspace(Store.open(tmp_path / "empty.duckdb")), DAY)
    assert made.probabilities.empty and all(c["refused"] for c in made.card["risks"].values())


def test_figures_of_the_card():
    y, p = np.array([0, 0, 1, 1]), np.array([0.1, 0.4, 0.35, 0.8])
    assert risk_model.auc(y, p) == 0.75 and risk_model.auc(np.zeros(3), np.ones(3)) is None
    assert risk_model.ece(np.array([1, 0] * 50), np.full(100, 0.5)) == pytest.approx(0.0)
    assert risk_model.ece(np.ones(100), np.full(100, 0.7)) == pytest.approx(0.3)


def test_the_card_checks_the_forecast_on_outcomes_that_it_did_not_see(made):
    check = made.card["risks"]["risk_no_orders_90d"]["check"]
    assert check["day"] == made.card["cutoffs"][0] and check["n"] > 50 and check["auc"] > 0.7


def test_the_diagnosis_reads_its_own_kept_row(shops, made):
    merchant = made.probabilities.dropna().index[0]
    first = diagnose(shops, merchant, DAY)
    assert not first["risk"]["available"] and Texts("ko").say(first["risk"]["reason"])
    cohorts.save(shops, [DAY])
    row = kept.stored_cohort(shops, DAY).set_index("merchant_id").loc[merchant]
    second = diagnose(shops, merchant, DAY)
    assert second["risk"]["available"] and second["risk"]["as_of"] == DAY.isoformat()
    assert {c: second["risk"][c] for c in risk.COLUMNS} == {c: row[c] for c in risk.COLUMNS}
    later, much_later = DAY + timedelta(days=risk.FRESH), DAY + timedelta(days=risk.FRESH + 1)
    assert risk.forecast(shops, merchant, later)["available"] and not risk.forecast(shops, merchant, much_later)["available"]
    assert not risk.forecast(shops, merchant, DAY - timedelta(days=1))["available"], "a later forecast is not known yet"
    assert not risk.forecast(shops, "m0120", DAY)["available"], "who never sold is not forecast"


@pytest.mark.slow
@pytest.mark.skipif(not JUDGE.exists(), reason="the real merchants are not on this machine")
def test_real_merchants(tmp_path):
    """At the first of January, March and May 2018, judged by the script that compares with what really happened."""
    workspace = Workspace(Store.open(tmp_path / "real.duckdb"))
    with workspace.store.transaction() as cursor:
        for name in ("merchants", "order_lines", "listings", "reviews"):
            cursor.execute(f"INSERT INTO {name} BY NAME SELECT * FROM '{OLIST / name}.parquet'")
    days = [date(2018, month, 1) for month in (1, 3, 5)]
    parts = [risk.forecasts(workspace, day).probabilities.reset_index().assign(as_of=day) for day in days]
    pd.concat(parts).to_parquet(tmp_path / "made.parquet")
    done = subprocess.run([sys.executable, str(JUDGE), str(OLIST), str(tmp_path / "made.parquet"), "--json"], capture_output=True,
                          text=True, check=True, timeout=120)
    report = json.loads(done.stdout)
    names = ("no_orders", "halved", "low_reviews")
    orders, halved, low = (report[f"{name} by {column}"] for name, column in zip(names, risk.COLUMNS, strict=True))
    assert orders["auc"] >= 0.86 and orders["gain_95"][0] > 0 and orders["ece"] <= 0.04 and orders["unscored"] == 0
    assert halved["auc"] >= 0.67 and halved["ece"] <= 0.06
    assert low["auc"] >= 0.57 and low["ece"] <= 0.05
