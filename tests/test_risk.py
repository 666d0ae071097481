"""Forecasts: values and outcomes against plain pandas, the fit against scikit-learn, refusals with reasons, one way per value."""
import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.store import Store
from data.workspace import Workspace
from diagnostics import cohorts, risk, risk_check, risk_drivers, risk_features, risk_history, risk_model
from diagnostics.texts import Texts
from tests import oracles_risk as oracle
from tests.many_shops import DAY, many_shops

SHARED = Path(__file__).parents[2] / "shared" / "real"
OLIST, JUDGE = SHARED / "olist_half", SHARED / "score_forecasts.py"
NO_ORDERS, HALVED, LOW = risk_model.TARGETS


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("risk") / "shops.duckdb")


@pytest.fixture(scope="module")
def made(shops):
    return risk.forecasts(shops, DAY)


@pytest.fixture(scope="module")
def tables(shops):
    cursor = shops.store.cursor()
    return {name: cursor.execute(f"SELECT * FROM {name}").df() for name in ("order_lines", "reviews")}


@pytest.fixture(scope="module")
def past(shops):
    return risk_history.history(shops, shops.tables(DAY))


# -- what goes in ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("day", [DAY, DAY - timedelta(days=210)])
def test_values_are_what_they_say(shops, tables, day):
    """Each value worked out again from the raw rows, in pandas."""
    found = risk_features.features(shops.tables(day))
    expected = oracle.features(tables["order_lines"], tables["reviews"], day)
    assert found.index.tolist() == expected.index.tolist() and len(found) > 60
    assert set(risk_model.FEATURES) <= set(found) and set(found) == set(expected)
    for name in found:
        np.testing.assert_allclose(found[name], expected[name], rtol=1e-12, err_msg=name)


@pytest.mark.parametrize("knower", [DAY, DAY - timedelta(days=120)])
def test_outcomes_are_those_of_the_definition_as_known_on_a_day(past, tables, knower):
    """What happened at every cut-off that was over, cancellations and reviews of later days left out."""
    rows = past.rows(knower)
    cutoffs = rows.index.get_level_values("cutoff")
    assert cutoffs.max() + timedelta(days=90) <= knower and cutoffs.nunique() >= 4
    for cutoff in cutoffs.unique():
        mine = rows[cutoffs == cutoff].droplevel("cutoff")
        expected = oracle.outcomes(tables["order_lines"], tables["reviews"], cutoff, knower).reindex(mine.index)
        for target, name in zip(risk_model.TARGETS, ("no_orders", "halved", "low_reviews"), strict=True):
            np.testing.assert_array_equal(target.happened(mine), expected[name], err_msg=f"{name} {cutoff}")
    assert LOW.happened(rows).notna().sum() > 100


def test_late_knowledge_changes_earlier_outcomes(past):
    """Some line was cancelled, and some review written, between two days: outcomes known then are not those known now."""
    early, late = past.rows(DAY - timedelta(days=120)), past.rows(DAY)
    both = late.loc[early.index]
    assert (early.sold >= both.sold).all() and (early.sold > both.sold).any()
    assert (early.rated != both.rated).any()


def test_training_windows_end_before_what_they_judge(made, past):
    cutoffs = [date.fromisoformat(c) for c in made.card["cutoffs"]]
    assert len(cutoffs) >= 4 and all(c + timedelta(days=90) <= DAY for c in cutoffs) and cutoffs == sorted(cutoffs, reverse=True)
    for target in risk_model.TARGETS:
        for cutoff in risk._raw(past, target):
            learned = risk._happened(past, target, cutoff)[0].index.get_level_values("cutoff")
            assert learned.max() + timedelta(days=90) <= cutoff
        assert made.card["risks"][target.column]["window"][1] <= DAY.isoformat()


# -- the fit ---------------------------------------------------------------------------------------------------------

def test_the_fit_is_that_of_scikit_learn(past):
    from sklearn.linear_model import LogisticRegression

    rows, happened = risk._happened(past, NO_ORDERS, DAY)
    fitted = risk_model.fit(rows, happened, NO_ORDERS)
    x = np.column_stack([oracle.scale(n, rows[n]) for n in fitted.names])
    z = (x - x.mean(axis=0)) / x.std(axis=0)
    theirs = LogisticRegression(C=risk_model.INVERSE_PULL, tol=1e-10, max_iter=10_000).fit(z, happened.astype(int))
    np.testing.assert_allclose(fitted.weight, theirs.coef_[0], atol=2e-4)
    np.testing.assert_allclose(fitted(rows), theirs.predict_proba(z)[:, 1], atol=2e-4)


def test_levels_of_cutoffs_are_weights_of_their_own_columns():
    """The levels are what a column per cut-off with the same pull would get."""
    random = np.random.default_rng(3)
    groups, x = np.repeat([0, 1, 2], 200), random.normal(size=600)
    y = (random.random(600) < risk_model.share(x + np.array([-1.0, 0.0, 2.0])[groups])).astype(float)
    ours = risk_model.newton([np.ones(600), x], y, np.array([0.0, 10.0]), groups)
    columns = [np.ones(600), x, *((groups == g).astype(float) for g in range(3))]
    pulls = np.array([0.0, 10.0] + [risk_model.LEVEL_PULL] * 3)
    theirs = risk_model.newton(columns, y, pulls, np.zeros(600, dtype=int), level_pull=1e9)
    np.testing.assert_allclose(ours, theirs[:2], atol=1e-6)


def shuffled(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    return rows.sample(frac=1, random_state=seed)


def random_rows(n: int, names: dict[str, float], seed: int = 1) -> tuple[pd.DataFrame, pd.Series]:
    """Rows of values that push an outcome by the given weights."""
    random = np.random.default_rng(seed)
    index = pd.MultiIndex.from_arrays([[DAY] * n, [f"m{i:04}" for i in range(n)]], names=["cutoff", "merchant_id"])
    rows = pd.DataFrame({name: np.exp(random.normal(size=n)) for name in names}, index=index)
    odds = sum(w * np.log(rows[name]) for name, w in names.items())
    return rows, pd.Series((random.random(n) < risk_model.share(odds)).astype(float), index=index)


def test_a_value_against_its_sense_is_left_out():
    rows, y = random_rows(600, {"recency": 1.0, "handling": 1.0})
    target = lambda sense: risk_model.Target("risk", "", lambda d: d, sense)  # noqa: E731
    assert risk_model.fit(rows, y, target({"recency": 1, "handling": 1})).names == ("recency", "handling")
    assert risk_model.fit(rows, y, target({"recency": 1, "handling": -1})).names == ("recency",)
    alone = risk_model.fit(rows, y, target({"handling": -1}))
    assert alone.weight.tolist() == [0.0] and alone(rows)[0] == pytest.approx(y.mean(), abs=1e-6)


def test_each_value_pushes_one_way(made, shops):
    now = risk_features.able(risk_features.features(shops.tables(DAY)))
    for target in risk_model.TARGETS:
        weights = {row["feature"]: row["weight"] for row in made.card["risks"][target.column]["features"]}
        assert weights and set(weights) <= set(target.sense)
        assert all(w * target.sense[name] >= 0 for name, w in weights.items())
    assert made.probabilities.risk_no_orders_90d.corr(now.recency, method="spearman") > 0.3


def test_the_correction_takes_back_what_was_said_too_boldly():
    random = np.random.default_rng(5)
    truth = random.normal(size=4000)
    y, groups = (random.random(4000) < risk_model.share(truth)).astype(float), np.arange(4000) % 4
    zero = np.zeros(4000)
    assert risk_model.correction(y, 2 * truth, zero, groups) == pytest.approx(0.5, abs=0.06)
    assert risk_model.correction(y, truth, zero, groups) == pytest.approx(1, abs=0.08)
    assert risk_model.correction(y, -truth, zero, groups) == risk_model.FLATTEST, "never turned round"
    few = risk_model.correction(y[:40], 2 * truth[:40], zero[:40], groups[:40])
    assert few > 0.7, "a few forecasts change little"


# -- what comes out --------------------------------------------------------------------------------------------------

def test_forecasts_are_probabilities_for_those_with_a_rhythm(shops, tables, made):
    lines = oracle.features(tables["order_lines"], tables["reviews"], DAY).lines_180
    forecast = made.probabilities.risk_no_orders_90d.dropna()
    assert sorted(forecast.index) == sorted(lines.index[lines >= 3]) and (lines < 3).any()
    for column in risk.COLUMNS:
        known = made.probabilities[column].dropna()
        assert len(known) > 50 and known.between(0, 1).all() and known.nunique() > 20
    told = made.told.set_index(["merchant_id", "risk"])
    for merchant in lines.index[lines < 3]:
        said = Texts("ko").say(json.loads(told.loc[(merchant, "risk_no_orders_90d")].refused))
        assert f"{int(lines[merchant])}줄" in said and "3줄" in said


def test_who_sold_nothing_in_90_days_has_no_sales_to_halve(shops, made):
    now = risk_features.able(risk_features.features(shops.tables(DAY)))
    silent = now.index[now.amount_90 == 0]
    assert len(silent) and made.probabilities.loc[silent, "risk_halved_90d"].isna().all()
    told = made.told.set_index(["merchant_id", "risk"])
    assert "cannot halve" in told.loc[(silent[0], "risk_halved_90d")].refused
    assert made.probabilities.loc[silent, "risk_no_orders_90d"].notna().all()


def test_reasons_add_up_to_the_distance_from_the_typical_shop(shops, past):
    """All effects of a shop together are its forecast less that of the typical shop; with two values, against all orders."""
    now = risk_features.able(risk_features.features(shops.tables(DAY)))
    usual = risk_drivers.typical(now)
    for target in risk_model.TARGETS:
        fitted = risk._learn(past, target)[1]
        moved = risk_drivers.effects(fitted, now, usual)
        typical = fitted(usual.to_frame().T)[0]
        np.testing.assert_allclose(moved.sum(axis=1), 100 * (fitted(now) - typical), atol=1e-9)
        shop = now.iloc[[7]]
        by_hand = dict.fromkeys(fitted.names, 0.0)
        orders = list(permutations(fitted.names))
        for order in orders:
            mixed = usual.to_frame().T
            for name in order:
                before = fitted(mixed)[0]
                mixed = mixed.assign(**{name: shop[name].iloc[0]})
                by_hand[name] += 100 * (fitted(mixed)[0] - before) / len(orders)
        np.testing.assert_allclose(moved.iloc[7], [by_hand[n] for n in fitted.names], atol=1e-9)


def test_the_strongest_reasons_come_first(made):
    for _key, rows in made.drivers.groupby(["merchant_id", "risk"]):
        assert len(rows) <= 3 and rows.place.tolist() == sorted(rows.place)
        assert rows.effect.abs().is_monotonic_decreasing and (rows.effect.abs() >= risk_drivers.SMALLEST).all()
    senses = {(t.column, n): s for t in risk_model.TARGETS for n, s in t.sense.items()}
    for row in made.drivers.to_dict("records"):
        push = senses[row["risk"], row["feature"]] * np.sign(row["value"] - row["typical"])
        assert push == 0 or push == np.sign(row["effect"]), "a longer silence never speaks for a shop"


def test_how_often_such_forecasts_came_true_is_that_of_its_group(made):
    bins = made.card["risks"]["risk_no_orders_90d"]["check"]["bins"]
    told = made.told[made.told.risk == "risk_no_orders_90d"].set_index("merchant_id")
    for merchant, p in made.probabilities.risk_no_orders_90d.dropna().items():
        group = next(b for b in bins if b["from"] <= p < b["to"] or b is bins[-1])
        assert (told.n[merchant], told.happened[merchant]) == (group["n"], group["happened"])


# -- the same digits, and nothing of the future ----------------------------------------------------------------------

def test_the_same_rows_give_the_same_digits(shops, made, tmp_path):
    """In another order, and on one thread and on four."""
    shops.store.cursor().execute("CHECKPOINT")
    shutil.copy(shops.store.path, tmp_path / "mixed.duckdb")
    mixed = Workspace(Store.open(tmp_path / "mixed.duckdb"))
    with mixed.store.transaction() as cursor:
        for table in ("order_lines", "reviews", "listings", "merchants"):
            cursor.execute(f"CREATE TEMP TABLE mixed AS SELECT * FROM {table} ORDER BY hash(concat_ws('|', *COLUMNS(*)))")
            cursor.execute(f"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM mixed; DROP TABLE mixed")
    for threads in (1, 4):
        mixed.store.cursor().execute(f"SET threads = {threads}")
        again = risk.forecasts(mixed, DAY)
        pd.testing.assert_frame_equal(again.probabilities, made.probabilities, check_exact=True)
        pd.testing.assert_frame_equal(again.drivers, made.drivers, check_exact=True)
        assert again.card == made.card


def test_what_happens_later_changes_nothing(shops, made, tmp_path):
    """Orders, reviews and cancellations of that day and after it are added: not one digit moves."""
    shops.store.cursor().execute("CHECKPOINT")
    shutil.copy(shops.store.path, tmp_path / "later.duckdb")
    later = Workspace(Store.open(tmp_path / "later.duckdb"))
    with later.store.transaction() as cursor:
        cursor.execute("""INSERT INTO order_lines BY NAME SELECT * REPLACE (line_id || 'x' AS line_id,
            TIMESTAMP '2026-09-01' AS ordered_at, amount * 100 AS amount) FROM order_lines""")
        cursor.execute("""INSERT INTO reviews BY NAME SELECT * REPLACE (review_id || 'x' AS review_id, 1.0 AS rating,
            TIMESTAMP '2026-09-02' AS created_at) FROM reviews""")
        cursor.execute("""UPDATE order_lines SET status = 'cancelled', cancelled_at = TIMESTAMP '2026-09-01'
            WHERE status IN ('delivered', 'confirmed') AND hash(order_id) % 2 = 0""")
    again = risk.forecasts(later, DAY)
    pd.testing.assert_frame_equal(again.probabilities, made.probabilities, check_exact=True)
    assert again.card == made.card
    assert risk.forecasts(later, DAY + timedelta(days=30)).card != made.card


# -- when there is none ----------------------------------------------------------------------------------------------

def outcomes_of(shops: int, each: int, happened: int) -> pd.Series:
    index = pd.MultiIndex.from_product([range(each), range(shops)], names=["cutoff", "merchant_id"])
    return pd.Series((index.get_level_values("merchant_id") < happened).astype(float), index=index)


@pytest.mark.parametrize(("shops_", "each", "happened", "said"), [
    (60, 4, 30, None), (59, 4, 30, "59"), (60, 3, 30, "180"), (100, 2, 30, None), (199, 1, 60, "199"), (200, 1, 30, None),
    (200, 1, 29, "29"), (200, 1, 171, "29"), (200, 1, 170, None), (100, 3, 10, None), (100, 4, 9, "36 times in 9 shops"),
    (100, 4, 91, "36 times in 9"), (1, 300, 1, "only one shop"), (0, 0, 0, "0 shops")])
def test_what_is_too_little(shops_, each, happened, said):
    y = outcomes_of(shops_, each, happened) if shops_ else pd.Series(dtype=float)
    reason = risk_model.refusal(y)
    assert reason is None if said is None else said in Texts("en").say(reason)


def test_too_little_history_is_refused_with_a_reason(tmp_path):
    workspace = many_shops(tmp_path / "few.duckdb", 12)
    made = risk.forecasts(workspace, DAY)
    assert made.probabilities.isna().all().all() and len(made.probabilities) > 0 and made.drivers.empty
    for card in made.card["risks"].values():
        for language in ("ko", "en"):
            said = Texts(language).say(card["refused"])
            assert "60" in said and str(card["merchants"]) in said
    assert cohorts.cohort(workspace, [DAY])[list(risk.COLUMNS)].isna().all().all()


def test_an_empty_store_is_refused(tmp_path):
    made = risk.forecasts(Workspace(Store.open(tmp_path / "empty.duckdb")), DAY)
    assert made.probabilities.empty and all(c["refused"] for c in made.card["risks"].values())


# -- how well it does ------------------------------------------------------------------------------------------------

def test_figures_of_the_card_against_scikit_learn():
    from sklearn.metrics import brier_score_loss, roc_auc_score

    random = np.random.default_rng(2)
    p = np.round(random.random(500), 2)
    y = (random.random(500) < p).astype(float)
    assert risk_check.auc(y, p) == pytest.approx(roc_auc_score(y, p))
    weight = random.integers(0, 4, 500).astype(float)
    assert risk_check._Ranking(y, p).auc(weight) == pytest.approx(roc_auc_score(y, p, sample_weight=weight))
    assert risk_check.skill(y, p) == pytest.approx(1 - brier_score_loss(y, p) / brier_score_loss(y, np.full(500, y.mean())))
    assert risk_check.auc(np.zeros(3), np.ones(3)) is None and risk_check.skill(np.ones(3), np.ones(3)) is None
    assert risk_check.ece(np.array([1, 0] * 50), np.full(100, 0.5)) == pytest.approx(0.0)
    assert risk_check.ece(np.ones(100), np.full(100, 0.7)) == pytest.approx(0.3)


def test_intervals_hold_their_value_and_narrow_with_more_shops():
    random = np.random.default_rng(4)

    def width(n: int) -> float:
        p = random.random(n)
        y = (random.random(n) < p).astype(float)
        found = risk_check.intervals(y, p, random.random(n), np.arange(n))
        low, high = found["auc_95"]
        assert low < risk_check.auc(y, p) < high and found["gain_95"][0] > 0
        return high - low

    assert width(4000) < width(250) / 2


def test_groups_hold_every_forecast_once():
    random = np.random.default_rng(6)
    p = random.random(405)
    y = (random.random(405) < p).astype(float)
    bins = risk_check.bins(y, p)
    assert len(bins) == 10 and sum(b["n"] for b in bins) == 405 and min(b["n"] for b in bins) >= 40
    assert sum(b["n"] * b["happened"] for b in bins) == pytest.approx(y.sum())
    assert all(b["low"] <= b["happened"] <= b["high"] for b in bins)
    assert [b["forecast"] for b in bins] == sorted(b["forecast"] for b in bins)
    assert len(risk_check.bins(y[:50], p[:50])) == 1


def test_the_card_judges_only_what_it_had_not_seen(made):
    for column in risk.COLUMNS:
        one = made.card["risks"][column]
        assert one["merchants"] >= 60 and one["rows"] >= 200 and 0 < one["base_rate"] < 1
    check = made.card["risks"]["risk_no_orders_90d"]["check"]
    assert check["n"] == sum(m["n"] for m in check["months"]) and check["merchants"] > 50
    assert [m["day"] for m in check["months"]] == made.card["cutoffs"][:len(check["months"])]
    assert check["auc"] > 0.7 and check["auc_95"][0] < check["auc"] < check["auc_95"][1]
    assert check["base_rate"] == pytest.approx(sum(m["n"] * m["base_rate"] for m in check["months"]) / check["n"])
    json.dumps(made.card, allow_nan=False)


# -- real merchants --------------------------------------------------------------------------------------------------

def judged(folder: Path, tmp_path: Path, where: str = "true") -> dict[str, dict]:
    """What the script says of forecasts at the first of January to May 2018, made from the merchants of `where` alone."""
    workspace = Workspace(Store.open(tmp_path / "real.duckdb"))
    half = tmp_path / "half"
    half.mkdir()
    with workspace.store.transaction() as cursor:
        for name in ("merchants", "order_lines", "listings", "reviews"):
            cursor.execute(f"COPY (SELECT * FROM '{folder / name}.parquet' WHERE {where}) TO '{half / name}.parquet'")
            cursor.execute(f"INSERT INTO {name} BY NAME SELECT * FROM '{half / name}.parquet'")
    days = [date(2018, month, 1) for month in range(1, 6)]
    parts = [risk.forecasts(workspace, day).probabilities.reset_index().assign(as_of=day) for day in days]
    pd.concat(parts).to_parquet(tmp_path / "made.parquet")
    done = subprocess.run([sys.executable, str(JUDGE), str(half), str(tmp_path / "made.parquet"), "--json"],
                          capture_output=True, text=True, check=True, timeout=120)
    return {name.split()[0]: line for name, line in json.loads(done.stdout).items()}


@pytest.mark.slow
@pytest.mark.skipif(not JUDGE.exists(), reason="the real merchants are not on this machine")
def test_real_merchants(tmp_path):
    report = judged(OLIST, tmp_path)
    orders, halved, low = (report[name] for name in ("no_orders", "halved", "low_reviews"))
    assert orders["auc"] >= 0.865 and orders["gain_95"][0] > 0 and orders["ece"] <= 0.03 and orders["brier_skill"] >= 0.30
    assert halved["auc"] >= 0.67 and halved["gain_95"][0] > 0
    assert low["auc"] >= 0.60 and low["gain_95"][0] > 0
    assert orders["unscored"] == halved["unscored"] == low["unscored"] == 0


@pytest.mark.slow
@pytest.mark.skipif(not JUDGE.exists(), reason="the real merchants are not on this machine")
@pytest.mark.parametrize("part", [0, 1])
def test_half_of_the_real_merchants(tmp_path, part):
    """Some 790 merchants learn from one another: weaker, but still better than the days since the last order."""
    report = judged(OLIST, tmp_path, f"hash(merchant_id || '0') % 2 = {part}")
    orders, halved, low = (report[name] for name in ("no_orders", "halved", "low_reviews"))
    assert orders["auc"] >= 0.84 and orders["gain_95"][0] > 0 and orders["ece"] <= 0.045
    assert halved["auc"] >= 0.64 and halved["auc"] > halved["recency_auc"]
    assert low["auc"] >= 0.57
