"""What is kept and told of forecasts: each shop its own, the card for those from whom it was made, words, page and command."""
import json
from datetime import timedelta

import pandas as pd
import pytest

from data import kept
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import cohorts, risk, risk_card, risk_figures, risk_model, risk_words
from diagnostics.__main__ import main
from diagnostics.diagnosis import diagnose
from diagnostics.texts import Texts
from tests.many_shops import DAY, many_shops
from tests.pages import App

FORECASTS = "pages/about/forecast.py"


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("told") / "shops.duckdb")


@pytest.fixture(scope="module")
def before(shops):
    """What was said of a shop before any cohort was worked out."""
    return risk.forecast(shops, "m0003", DAY)


@pytest.fixture(scope="module")
def made(shops, before):
    cohorts.save(shops, [DAY])
    return risk.forecasts(shops, DAY)


def test_without_a_cohort_there_is_none(before):
    assert not before["available"] and "전체 가게를 한 번 진단" in Texts("ko").say(before["reason"])


def test_the_diagnosis_reads_its_own_kept_row(shops, made):
    merchant = made.probabilities.dropna().index[0]
    told = diagnose(shops, merchant, DAY)["risk"]
    assert told["available"] and told["as_of"] == DAY.isoformat() and told["refused"] == {}
    assert {c: told[c] for c in risk.COLUMNS} == made.probabilities.loc[merchant].to_dict()
    mine = made.drivers[made.drivers.merchant_id == merchant]
    for column in risk.COLUMNS:
        rows = mine[mine.risk == column]
        assert [d["feature"] for d in told["drivers"].get(column, [])] == rows.feature.tolist()
        assert [d["effect"] for d in told["drivers"].get(column, [])] == rows.effect.tolist()
        for d in told["drivers"].get(column, []):
            assert {"feature", "text", "params", "value", "typical", "effect"} == set(d)
    like = told["seen"]["risk_no_orders_90d"]
    assert 0 <= like["low"] <= like["happened"] <= like["high"] <= 1 and like["n"] >= 40
    assert risk.listed(made, merchant) == [{"merchant_id": merchant, **{k: v for k, v in told.items()
                                                                        if k not in ("available", "as_of")}}]


def test_a_forecast_is_of_its_day(shops, made):
    merchant = made.probabilities.dropna().index[0]
    later, much_later = DAY + timedelta(days=risk.FRESH), DAY + timedelta(days=risk.FRESH + 1)
    assert risk.forecast(shops, merchant, later)["available"]
    old = risk.forecast(shops, merchant, much_later)
    assert not old["available"] and "too old" in Texts("en").say(old["reason"])
    assert not risk.forecast(shops, merchant, DAY - timedelta(days=1))["available"], "a later forecast is not known yet"


def test_a_shop_that_sells_too_seldom_is_told_why(shops, made):
    seldom = made.told[made.told.refused.notna() & (made.told.risk == "risk_no_orders_90d")].merchant_id.iloc[0]
    told = risk.forecast(shops, seldom, DAY)
    assert not told["available"] and "at least 3 order lines" in Texts("en").say(told["reason"])
    unsold = cohorts.evidence(shops.tables(DAY)).query("order_lines == 0").index
    if len(unsold):
        assert "here there are 0" in Texts("en").say(risk.forecast(shops, unsold[0], DAY)["reason"])


def test_one_risk_may_be_refused_alone(shops, made):
    silent = made.probabilities.index[made.probabilities.risk_no_orders_90d.notna() & made.probabilities.risk_halved_90d.isna()]
    told = risk.forecast(shops, silent[0], DAY)
    assert told["available"] and told["risk_halved_90d"] is None and set(told["refused"]) == {"risk_halved_90d"}
    said = {w["risk"]: w for w in risk.words(told, Texts("ko"))}
    assert "판 것이 없어서" in said["risk_halved_90d"]["refused"] and said["risk_halved_90d"]["headline"] is None
    assert said["risk_no_orders_90d"]["headline"] is not None


def test_a_store_of_one_shop_says_why_there_is_none(tmp_path):
    alone = Workspace(Store.open(tmp_path / "alone.duckdb"))
    alone.save_merchant("m", name="혼자 가게")
    told = risk.forecast(alone, "m", DAY)
    assert not told["available"] and "한 곳뿐" in Texts("ko").say(told["reason"])
    assert "one shop alone" in Texts("en").say(told["reason"])
    alone.save_merchant("n")
    assert "one shop alone" not in Texts("en").say(risk.forecast(alone, "m", DAY)["reason"])


def test_a_store_whose_cohort_is_one_shop_says_why_there_is_none(tmp_path):
    workspace = many_shops(tmp_path / "one.duckdb", 1)
    cohorts.save(workspace, [DAY])
    told = risk.forecast(workspace, "m0000", DAY)
    assert not told["available"] and "only one shop" in Texts("en").say(told["reason"])


# -- who may see what ------------------------------------------------------------------------------------------------

def test_a_limited_view_changes_neither_card_nor_forecasts_of_all(shops, made):
    mine = Workspace(shops.store, Viewer("consultant", frozenset(made.probabilities.dropna().index[:3])))
    merchant = sorted(mine.viewer.merchants)[0]
    whole, told = kept.card(shops, DAY), risk.forecast(shops, merchant, DAY)
    assert kept.card(mine) is None, "the card of all merchants is not theirs"
    cohorts.save(mine, [DAY])
    own = kept.card(mine)
    assert own["merchants"] == 3 and all(r["refused"] for r in own["risks"].values())
    assert kept.card(shops, DAY) == whole
    assert risk.forecast(shops, merchant, DAY) == told == risk.forecast(mine, merchant, DAY), "three shops train no forecast"
    other = Workspace(shops.store, Viewer("other", frozenset({"m0001"})))
    assert kept.card(other) is None
    cohorts.save(shops, [DAY])
    assert {k: v for k, v in kept.card(shops, DAY).items() if k != "made_at"} == made.card


def test_forecasts_kept_by_an_older_version_are_still_read(tmp_path):
    workspace = Workspace(Store.open(tmp_path / "old.duckdb"))
    workspace.save_merchant("m")
    with workspace.store.transaction() as cursor:
        cursor.execute("INSERT INTO cohort (merchant_id, as_of, risk_no_orders_90d) VALUES ('m', ?, 0.25)", [DAY])
    told = risk.forecast(workspace, "m", DAY)
    assert told["available"] and told["risk_no_orders_90d"] == 0.25 and told["drivers"] == {}
    said = risk.words(told, Texts("en"))
    assert said[0]["seen_text"] == risk_words.UNSEEN and said[0]["reasons"] == []


# -- words -----------------------------------------------------------------------------------------------------------

TOLD = {"available": True, "as_of": "2026-09-01", "risk_no_orders_90d": 0.238, "risk_halved_90d": None,
        "risk_low_reviews_90d": 0.1, "seen": {"risk_no_orders_90d": {"n": 341, "happened": 0.2493, "low": 0.206, "high": 0.298},
                                              "risk_low_reviews_90d": None},
        "drivers": {"risk_no_orders_90d": [
            {"feature": "recency", "text": risk_model.FEATURES["recency"].reason, "params": {"value": 41.0, "typical": 6.0},
             "value": 41.0, "typical": 6.0, "effect": 14.4},
            {"feature": "weeks", "text": risk_model.FEATURES["weeks"].reason, "params": {"value": 9.0, "typical": 4.0},
             "value": 9.0, "typical": 4.0, "effect": -3.2}]}}


def test_a_forecast_in_words():
    orders, halved, low = risk.words(TOLD, Texts("ko"))
    assert "24 %" in orders["headline"] and "가능성" in orders["headline"]
    assert orders["seen_text"] == "이런 예측을 받은 가게 100곳 중 실제로 25곳쯤 그랬어요(21~30곳, 지난 예측 341건)."
    assert [r["text"] for r in orders["up"]] == ["마지막 주문이 41일 전이에요(보통 6일)."]
    assert [r["effect_text"] for r in orders["reasons"]] == ["가능성 14%p 높임", "가능성 3%p 낮춤"]
    assert [r["text"] for r in orders["down"]] == ["최근 13주 중 9주에 주문이 있었어요(보통 4주)."]
    assert halved["share"] is None and low["seen_text"].startswith("이런 예측이 얼마나 맞는지는 아직 몰라요")
    assert risk.words({"available": False}, Texts("ko")) == []


def test_every_value_has_a_reason_in_both_languages():
    for name, feature in risk_model.FEATURES.items():
        for language in ("ko", "en"):
            said = Texts(language)(feature.reason, value=0.41, typical=0.06)
            assert "{" not in said and said != "", name
        assert Texts("ko")(feature.reason, value=1, typical=2) != Texts("en")(feature.reason, value=1, typical=2)


@pytest.mark.parametrize(("gain", "said"), [
    ([0.01, 0.03], "95 % sure"), ([-0.01, 0.03], "not proven"), ([-0.03, -0.01], "rather")])
def test_the_headline_says_no_more_than_is_proven(gain, said):
    assert said in risk_card.headline({"auc": 0.86, "recency_auc": 0.84, "gain_95": gain}, Texts("en"))
    assert risk_card.headline(None, Texts("en")) == risk_card.NOT_CHECKED


def test_charts_say_the_figures_of_the_card(made):
    check = made.card["risks"]["risk_no_orders_90d"]["check"]
    for language in ("ko", "en"):
        t = Texts(language)
        reliability, months = risk_figures.reliability(check, t), risk_figures.months(check, t)
        assert all(f"n={b['n']}" in reliability.alt for b in check["bins"])
        assert len(reliability.figure.data[1].x) == len(check["bins"])
        assert all(t("{d:date}", d=m["day"]) in months.alt for m in check["months"])
        worst = max(check["months"], key=lambda m: abs(m["base_rate"] - m["forecast"]))
        assert f"{100 * abs(worst['base_rate'] - worst['forecast']):.0f}" in months.alt.split(".")[0]


# -- command and page ------------------------------------------------------------------------------------------------

def said(capsys, *arguments: object):
    code = main([str(a) for a in arguments])
    return code, *capsys.readouterr()


def test_the_command_prints_card_and_forecasts(capsys, shops, made):
    db = shops.store.path
    code, out, _err = said(capsys, "forecast", "--db", db, "--as-of", DAY, "--card")
    assert code == 0 and json.loads(out) == json.loads(json.dumps(made.card))
    code, out, _err = said(capsys, "forecast", "--db", db, "--as-of", DAY)
    rows = pd.DataFrame(json.loads(out)["merchants"]).set_index("merchant_id")
    expected = made.probabilities.risk_no_orders_90d.reindex(rows.index)
    pd.testing.assert_series_equal(rows.risk_no_orders_90d.astype(float), expected, check_exact=True)
    assert code == 0 and all(r["refused"]["risk_no_orders_90d"] for r in json.loads(out)["merchants"]
                             if r["risk_no_orders_90d"] is None)
    code, out, err = said(capsys, "forecast", "--db", db, "--merchant", "nobody")
    assert (code, out) == (2, "") and len(err.splitlines()) == 1
    code, out, _err = said(capsys, "forecast", "--db", db, "--as-of", DAY, "--merchant", rows.index[0])
    assert code == 0 and [r["merchant_id"] for r in json.loads(out)["merchants"]] == [rows.index[0]]


@pytest.mark.parametrize("language", ["ko", "en", "xx"])
def test_the_page_shows_what_was_kept(shops, made, monkeypatch, language):
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(shops.store.path))
    monkeypatch.setattr(risk, "forecasts", None)  # nothing may be computed here
    app = App(lang=language, view="consultant").open(FORECASTS)
    app.all_right()
    text = " ".join(app.texts())
    card = kept.card(shops)
    check = card["risks"]["risk_no_orders_90d"]["check"]
    assert len(app.at.get("plotly_chart")) == 2 * sum(r["check"] is not None for r in card["risks"].values())
    assert f"{100 * check['auc']:.0f}" in text
    if language == "ko":
        assert "예측은 얼마나 맞나요?" in text and "성장을 예측하지 않아요" in text


def test_an_empty_page_says_what_to_do(tmp_path, monkeypatch):
    path = tmp_path / "empty.duckdb"
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(path))
    workspace = Workspace(Store.open(path))
    try:
        app = App(lang="ko", view="consultant").open(FORECASTS)
        app.all_right()
        assert "지금 전체 가게 진단하기" in " ".join(app.texts())
        workspace.save_merchant("m")
        app = App(lang="ko", view="consultant").open(FORECASTS)
        assert "한 곳뿐" in " ".join(app.texts())
    finally:
        workspace.store.close()


def test_a_page_of_refusals_says_why(tmp_path, monkeypatch):
    path = tmp_path / "few.duckdb"
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(path))
    workspace = many_shops(path, 12)
    try:
        cohorts.save(workspace, [DAY])
        app = App(lang="en", view="consultant").open(FORECASTS)
        app.all_right()
        text = " ".join(app.texts())
        assert text.count("There is no such forecast here.") == 3 and "at least 60 shops" in text
        assert not app.at.get("plotly_chart")
    finally:
        workspace.store.close()
