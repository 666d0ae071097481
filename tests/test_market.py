"""The market: hand-worked statistics, cells against plain pandas, suppression, survey and co-growth index, command and page."""
import io
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import diagnostics
from data import surveys
from data.cohort_intake import intake_cohort
from data.errors import AccessDenied, InputProblem
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics.__main__ import main
from diagnostics.markets import cells, cogrowth, fairness, statistics
from tests.pages import App

pytest_plugins = ("tests.pages",)
DAY = date(2026, 11, 1)


def test_statistics_by_hand() -> None:
    values = np.array([0.0, 0.0, 1.0, 3.0])
    # Mean absolute difference: pairs (i<j) 0 1 3 1 3 2 = 10, so 20 / (2 * 16 * 1) = 0.625.
    assert statistics.gini(values) == pytest.approx(0.625)
    assert statistics.hhi(values) == pytest.approx(25**2 + 75**2)
    assert statistics.top_share(values, 1) == pytest.approx(0.75)
    assert np.isnan(statistics.gini(np.zeros(4))) and np.isnan(statistics.hhi(np.zeros(4)))
    # Shares of the FTC's list of 2022-23 as the domain README squares them.
    assert sum(s * s for s in (24.5, 23.3, 10.1, 7, 5)) == pytest.approx(1319.15)


def test_median_interval_is_the_bootstrap() -> None:
    for n in (24, 25):
        values = np.random.default_rng(3).lognormal(size=n)
        drawn = np.median(np.random.default_rng(5).choice(values, size=(20_000, n)), axis=1)
        low, high = statistics.median_interval(values, draws=20_000) or (0, 0)
        assert low == pytest.approx(np.percentile(drawn, 2.5), rel=0.06)
        assert high == pytest.approx(np.percentile(drawn, 97.5), rel=0.06)


def test_survival_two_by_two() -> None:
    whole = {"running_months": 10.0, "closed_months": 5.0}
    codes = {(12, 6): "HH", (12, 4): "HL", (8, 6): "LH", (8, 4): "LL", (10, 5): "HH"}
    for (running, closed), code in codes.items():
        found = cells.survival({"running_months": running, "closed_months": closed}, whole)
        assert (found["code"], found["kind"]) == (code, cells.KINDS[code])
    assert cells.survival({"running_months": 9.0, "closed_months": None}, whole)["code"] is None


def test_what_may_not_be_shown_is_not_found_by_subtraction() -> None:
    found = [{"channel": "a", "category": c, "sellers": n} for c, n in (("x", 9), ("y", 6), ("z", 3))]
    assert [c["category"] for c in cells.unrevealing(found)] == ["x"]
    two = [*found, {"channel": "a", "category": "w", "sellers": 4}]
    assert [c["category"] for c in cells.unrevealing(two)] == ["x", "y"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty shops: two categories on two channels, some who never sold, some who stopped, some who are new."""
    home, rng = tmp_path_factory.mktemp("market"), np.random.default_rng(1)
    merchants, lines, listings, settled = [], [], [], []
    for n in range(80):
        shop, channel, category = f"m{n:02d}", ("naver", "coupang")[n % 2], ("식품>김치", "패션>가방")[n // 2 % 2]
        merchants.append({"merchant_id": shop, "industry": "반찬"})
        begin = DAY - timedelta(days=int(rng.integers(30, 900)))
        stop = DAY - timedelta(days=int(rng.integers(200, 350))) if n % 5 == 0 else DAY
        # Who has stopped began before; a listing is seen once, on the first day.
        begin = min(begin, stop - timedelta(days=20))
        listings.append({"merchant_id": shop, "channel": channel, "product_id": "p", "observed_on": begin, "category": category,
                         "price": 1000, "on_sale": True, "review_count": n})
        if n % 4 == 3:
            listings.append({**listings[-1], "observed_on": DAY - timedelta(days=3)})
            continue
        for k in range(12):
            day = begin + (stop - timedelta(days=1) - begin) * k / 11
            line = {"merchant_id": shop, "channel": channel, "order_id": f"{shop}-{k}", "line_id": "1", "product_id": "p",
                    "ordered_at": f"{day} 10:00:00", "amount": int(rng.integers(1, 90)) * 1000 * (1 + n % 7),
                    "status": "cancelled" if k == 5 else "confirmed"}
            lines.append(line)
            pay = day + timedelta(days=3 + n // 10)
            if k != 5 and pay < DAY:
                settled.append({"merchant_id": shop, "channel": channel, "order_id": line["order_id"], "line_id": "1",
                                "kind": "goods", "settled_on": pay, "gross": line["amount"],
                                "fee_sales": round(line["amount"] * 0.05), "net": round(line["amount"] * 0.95)})
    for name, rows in (("merchants", merchants), ("order_lines", lines), ("listings", listings), ("settlements", settled)):
        pd.DataFrame(rows).to_csv(home / f"{name}.csv", index=False)
    store = Store.open(home / "store.duckdb")
    intake_cohort(Workspace(store), home)
    store.close()
    return home


def test_cells_as_pandas_counts_them(folder: Path) -> None:
    store = Store.open(folder / "store.duckdb")
    found = diagnostics.market(Workspace(store), DAY)
    lines = pd.read_csv(folder / "order_lines.csv", parse_dates=["ordered_at"])
    lines = lines[lines.status != "cancelled"]
    seen = pd.read_csv(folder / "listings.csv", parse_dates=["observed_on"])
    day = pd.Timestamp(DAY)
    signs = pd.concat([lines[["merchant_id", "ordered_at"]].set_axis(["m", "on"], axis=1),
                       seen[["merchant_id", "observed_on"]].set_axis(["m", "on"], axis=1)])
    t = signs.assign(on=signs.on.dt.normalize()).groupby("m").on.agg(["min", "max"])
    about = seen.drop_duplicates("merchant_id").set_index("merchant_id")
    t["channel"], t["category"] = about.channel, about.category.str.split(">").str[0]
    recent = lines[lines.ordered_at >= day - pd.Timedelta(days=90)]
    t["sales"] = recent.groupby("merchant_id").amount.sum().reindex(t.index).fillna(0)
    silent, since = (day - t["max"]).dt.days, (day - t["min"]).dt.days
    t["seller"], t["left"], t["entered"] = silent <= 365, silent > 180, since <= 365
    t["months"] = np.where(t.left, since - silent, since) / (365.25 / 12)
    expected = {(c, k): g for (c, k), g in t[t.seller].groupby(["category", "channel"])}
    assert len(found["cells"]) == len(expected) == 4 and found["hidden"]["cells"] == 0
    for cell in found["cells"]:
        g = expected[cell["category"], cell["channel"]]
        assert cell["sellers"] == len(g) and cell["median_sales"] == pytest.approx(g.sales.median())
        for name, count in (("entered", g.entered.sum()), ("left", g.left.sum())):
            assert cell[name] == (None if 0 < count < 5 else count)
        nothing = int((g.sales == 0).sum())
        assert cell["zero_sale"]["n"] == (None if 0 < nothing < 5 else nothing)
    assert found["whole"]["closed_months"] == pytest.approx(t.months[t.left].mean())
    assert found["whole"]["running_months"] == pytest.approx(t.months[~t.left].mean())
    # 5 % on each settled line, all rounded to whole won; waits grow with the number of the shop.
    assert all(g["value"] == pytest.approx(0.05, abs=1e-4) and g["n"] >= 5 for g in found["fees"]["groups"])
    assert found["keyword_competition"] is None and found["cogrowth"] is None
    store.close()


def test_by_size_by_hand() -> None:
    t = pd.DataFrame({"merchant_id": [f"m{i:02d}" for i in range(100)], "gross": range(1, 101)})
    t["fees"] = t.gross * np.where(t.gross <= 50, 20, 10)
    found = fairness.by_size(t.assign(gross=t.gross * 100), "fees", "gross", "gross")
    assert [g["n"] for g in found["groups"]] == [10] * 10
    assert [round(g["value"], 12) for g in found["groups"]] == [0.2] * 5 + [0.1] * 5
    assert found["gap"] == pytest.approx(0.1) and found["gap_interval"] == pytest.approx([0.1, 0.1])
    assert len(fairness.by_size(t.head(23), "fees", "gross", "gross")["groups"]) == 4
    assert fairness.by_size(t.head(9), "fees", "gross", "gross")["groups"] == []


def answers(count: int) -> bytes:
    rows = [{"응답자": i, "채널": "네이버", "응답일": "2026-10-01", "계약 이행": 5, "변경 고지": 3, "정산 준수": 4,
             "실적": 2, "거래관계": 4, "협력": 3, "동반성장체제": 1,
             "불공정 행위": "예" if i % 3 == 0 else "아니오", "전화": "010-0000-0000"}
            for i in range(count)]
    return pd.DataFrame(rows).to_csv(index=False).encode("utf-8-sig")


def test_cogrowth_by_hand(store: Store) -> None:
    space = Workspace(store)
    loaded = surveys.load(space, answers(30), "조사.csv")
    assert (loaded["loaded"], loaded["respondents"], loaded["left_out"]) == (240, 30, ["전화"])
    again = surveys.load(space, answers(30), "조사.csv")
    assert (again["loaded"], again["updated"], again["unchanged"]) == (0, 0, 240)
    found = cogrowth.index(space)
    # Parts: mean(100, 50, 75) = 75; 25; .4 * 75 + .3 * 50 + .3 * 0 = 45. Index: .5 * 75 + .15 * 25 + .35 * 45 = 57.
    assert found is not None and found["all"]["index"] == pytest.approx(57.0) and found["all"]["n"] == 30
    assert found["channels"][0]["channel"] == "naver" and found["unfair"]["share"] == pytest.approx(1 / 3)
    assert "010" not in json.dumps(surveys.answers(space).astype(str).to_dict("records"))
    assert cogrowth.index(space, date(2026, 10, 1)) is None
    with pytest.raises(AccessDenied):
        surveys.load(Workspace(store, Viewer("b", frozenset({"x"}))), answers(3), "a.csv")


def test_too_few_answers_give_no_index(store: Store) -> None:
    space = Workspace(store)
    surveys.load(space, answers(29), "a.csv")
    found = cogrowth.index(space)
    assert found is not None and found["all"]["index"] is None and found["all"]["n"] == 29


def test_bad_answers_are_refused_with_a_reason(store: Store) -> None:
    space = Workspace(store)
    file = "응답자,응답일,실적,협력\n1,2026-10-01,9,매우 그렇다\n2,2999-01-01,3,3\n".encode("cp949")
    loaded = surveys.load(space, file, "a.csv")
    assert loaded["loaded"] == 1 and [r["row"] for r in loaded["rejects"]] == [2, 3]
    long = surveys.load(space, b"respondent,question,answer\n1,felt.cooperation,2\n", "b.csv")
    assert long["loaded"] == 1
    with pytest.raises(InputProblem):
        surveys.load(space, b"a,b\n1,2\n", "c.csv")


def test_commands(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db, out = str(folder / "store.duckdb"), tmp_path / "cells.csv"
    assert main(["market", "--db", db, "--as-of", "2026-11-01", "--out", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["headline"]["n"] == 80 and len(pd.read_csv(io.BytesIO(out.read_bytes()))) == 4
    file = tmp_path / "조사.csv"
    file.write_bytes(answers(31))
    other = str(tmp_path / "s.duckdb")
    assert main(["survey", "--db", other, str(file)]) == 0
    capsys.readouterr()
    assert main(["survey", "--db", other]) == 0
    assert json.loads(capsys.readouterr().out)["all"]["index"] == pytest.approx(57.0)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_page(folder: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(folder / "store.duckdb"))
    app = App(lang=language, view="consultant").open("pages/programme/market.py")
    app.all_right()
    assert app.titles == [{"ko": "온라인 상권", "en": "Online market"}[language]]
    assert app.at.metric[0].value == "80"


def test_page_of_an_empty_store(store: Store) -> None:
    app = App(lang="ko", view="consultant").open("pages/programme/market.py")
    app.all_right()
