"""The allocation of a store: what is asked, who may be chosen, the command, the file, the page."""
import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from data import allocations
from data.errors import AccessDenied, InputProblem
from data.workspace import Viewer, Workspace
from diagnostics import allocate, units
from diagnostics.__main__ import main
from diagnostics.allocation import export
from diagnostics.allocation.asked import province, quota
from diagnostics.allocation.problem import Quota
from diagnostics.diagnosis import diagnose
from diagnostics.planning import programme
from diagnostics.texts import Texts
from tests.demo_store import demo
from tests.pages import App

BUDGET = 3_000_000


@pytest.fixture(scope="module")
def made():
    return allocate(demo().workspace, BUDGET, 200.0, {"platform.education": 5},
                    ["segment=unlisted>=50%", "region=전라남도>=20% money"], shop_cost=0)


def test_limits_and_quotas_hold(made):
    assert made["feasible"]
    assert made["spent"] == sum(r["cost"] for r in made["list"]) <= BUDGET
    assert sum(r["hours"] for r in made["list"]) == pytest.approx(made["consultant_hours"])
    assert made["consultant_hours"] <= 200
    given = [(r["merchant_id"], x["treatment"]) for r in made["list"] for x in r["treatments"]]
    assert len(given) == len(set(given))
    assert sum(t == "platform.education" for _m, t in given) <= 5
    assert max(len(r["treatments"]) for r in made["list"]) <= 3
    assert 2 * sum(r["segment"] == "unlisted" for r in made["list"]) >= len(made["list"]) == made["helped"] > 0
    assert 5 * sum(r["cost"] for r in made["list"] if r["region"] == "전남") >= made["spent"]
    assert made["gap"] <= 0.005
    assert made["gain"] == pytest.approx(sum(r["gain"] for r in made["list"]))


def test_gain_is_what_the_diagnosis_counts_as_lost(made):
    """Of some merchants of the list, the gain anew from the full diagnosis."""
    for row in made["list"][:2]:
        lost = {f["check"]: f["points_lost"] for f in diagnose(demo().workspace, row["merchant_id"],
                                                               date.fromisoformat(made["as_of"]))["findings"]
                if f["status"] in ("warn", "fail")}
        best: dict[str, float] = {}
        for given in row["treatments"]:
            for cure in units.treatments()[given["treatment"]].cures:
                best[cure.check] = max(best.get(cure.check, 0.0), lost.get(cure.check, 0.0) * cure.share)
        assert row["gain"] == pytest.approx(sum(best.values()), abs=0.01)


def test_same_input_same_result_and_a_quota_is_never_free_of_sense(made):
    again = allocate(demo().workspace, BUDGET, 200.0, {"platform.education": 5},
                     ["segment=unlisted>=50%", "region=전라남도>=20% money"], shop_cost=0)
    assert json.dumps(again, default=str) == json.dumps(made, default=str)
    free = allocate(demo().workspace, BUDGET, 200.0, {"platform.education": 5}, shop_cost=0)
    assert free["gain"] >= made["gain"] - 1e-9
    assert all(q["price"] >= 0 and q["price_low"] <= q["price"] <= q["price_high"] for q in made["quotas"])


def test_clash_is_named_in_one_sentence():
    clash = allocate(demo().workspace, BUDGET, quotas=["segment=unlisted>=60%", "segment=growing>=60%", "region=서울<=90%"])
    assert not clash["feasible"]
    assert [c["rule"] for c in clash["clash"]] == ["quota:0", "quota:1"]
    said = Texts("ko").say(clash["answer"])
    assert "미입점" in said or "60" in said


def test_received_treatments_are_not_given_again():
    space = demo().workspace
    first = allocate(space, BUDGET, shop_cost=0)
    row = first["list"][0]
    with space.store.transaction() as cursor:
        cursor.execute("INSERT INTO treatments_done (merchant_id, treatment, started_on) VALUES (?, ?, ?)",
                       [row["merchant_id"], row["treatments"][0]["treatment"], date(2026, 1, 1)])
    try:
        after = allocate(space, BUDGET, shop_cost=0)
        assert (row["merchant_id"], row["treatments"][0]["treatment"]) not in {
            (r["merchant_id"], x["treatment"]) for r in after["list"] for x in r["treatments"]}
    finally:
        with space.store.transaction() as cursor:
            cursor.execute("DELETE FROM treatments_done WHERE merchant_id = ? AND treatment = ? AND started_on = ? "
                           "AND programme IS NULL", [row["merchant_id"], row["treatments"][0]["treatment"], date(2026, 1, 1)])


def test_few_helped_are_not_shown(made):
    for row in made["fairness"]:
        assert row["applicants"] is None or row["applicants"] >= 5 or row["applicants"] == 0
        assert row["helped"] is None or row["helped"] >= 5 or row["helped"] == 0
    for by in ("segment", "region", "size"):
        assert sum(r["by"] == by and r["helped"] is None for r in made["fairness"]) != 1


@pytest.mark.parametrize(("budget", "more"), [
    (-1, {}), (True, {}), (1, {"most": 0}), (1, {"slots": {"nothing.here": 1}}), (1, {"consultant_hours": float("nan")}),
    (1, {"quotas": ["nonsense"]}), (1, {"quotas": ["region=없는곳>=10%"]}), (1, {"quotas": [">=10%"]}), (1, {"goal": "fame"}),
    (1, {"shop_cost": -1}), (1, {"shop_cost": 1.5}), (1, {"programme": "없는 사업"}),
    (1, {"quotas": ["segment=unlisted>=130%"]})])
def test_wrong_values_end_in_one_sentence(budget, more):
    with pytest.raises(InputProblem):
        allocate(demo().workspace, budget, **more)


def test_quotas_are_read():
    assert quota("segment=unlisted>=30%") == Quota("least", "helped", "segment", "unlisted", 3000)
    assert quota("region=전라남도 <= 12.5% of money") == Quota("most", "money", "region", "전남", 1250)
    assert quota(">=100 helped") == Quota("least", "helped", None, None, None, 100)
    assert quota({"by": "size", "value": "영세", "least": 0.5}) == Quota("least", "helped", "size", "영세", 5000)
    for long, short in {"서울특별시": "서울", "경기도": "경기", "전북특별자치도": "전북", "제주": "제주",
                        "수도권": "수도권"}.items():
        assert province(long) == short


def test_command_writes_the_list(tmp_path, capsys):
    db = str(demo().home / "demo.duckdb")
    for form in ("xlsx", "csv"):
        out = tmp_path / f"list.{form}"
        assert main(["allocate", "--db", db, "--budget", "2000000", "--shop-cost", "0", "--consultant-hours", "100", "--slots",
                     "platform.education=3", "platform.onboarding=4", "--out", str(out)]) == 0
        told = json.loads(capsys.readouterr().out)
        if form == "xlsx":
            rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
        else:
            rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
        assert len(rows) == told["helped"] + 1
        assert sum(int(r[6]) for r in rows[1:]) == told["spent"] <= 2_000_000
    assert main(["allocate", "--db", db, "--budget", "1000000", "--quota", "segment=unlisted>=60%",
                 "--quota", "segment=growing>=60%"]) == 2
    assert "cannot hold together" in capsys.readouterr().err


def test_three_hundred_million_won_do_not_suffice_and_a_quota_costs():
    """On the demo the budget binds: taking in a shop costs what the programme's rules say, and a region's quota has a price."""
    made = allocate(demo().workspace, 300_000_000, quotas=["region=전남>=15%"])
    base = programme.read(demo().workspace).rules.shop_cost
    assert base is not None and made["shop_cost"] == base > 1_000_000
    assert made["spent"] == sum(base + sum(x["cost"] for x in r["treatments"]) for r in made["list"]) <= 300_000_000
    assert made["helped"] < made["considered"] and len(made["just_missed"]) > 5
    assert 100 * sum(r["region"] == "전남" for r in made["list"]) >= 15 * made["helped"]
    assert made["quotas"][0]["price"] > 0.05 * made["gain"] and made["gap"] <= 0.005


def test_kept_only_by_who_may_see_all():
    space = demo().workspace
    found = allocate(space, 1_000_000, keep=True, shop_cost=0)
    newest = allocations.newest(space)
    assert newest is not None
    assert newest["allocation_id"] == found["allocation_id"]
    assert newest["result"]["spent"] == found["spent"]
    few = Workspace(space.store, Viewer("few", frozenset({found["list"][0]["merchant_id"]})))
    with pytest.raises(AccessDenied):
        allocations.newest(few)
    assert allocate(few, 1_000_000)["considered"] == 1


def test_formulas_in_names_stay_text():
    row = {"merchant_id": "m", "name": "=1+1", "region": None, "segment": None, "treatments": [], "consultant": None, "cost": 1,
           "hours": 1.0, "gain": 1.0, "why": {"text": "x", "params": {}}}
    book = openpyxl.load_workbook(io.BytesIO(export.xlsx({"list": [row]}, Texts("en"))))
    assert book.active["B2"].data_type == "s"
    assert "'=1+1" in export.csv({"list": [row]}, Texts("en")).decode("utf-8-sig")


def test_page_makes_a_list_and_shows_it_after_a_refresh(monkeypatch):
    monkeypatch.setenv("DIGITAL_DOCTOR_DB", str(demo().home / "demo.duckdb"))
    app = App(view="consultant").open("pages/programme/allocation.py")
    app.at.number_input(key="budget").set_value(40_000_000)
    app.at.slider(key="unlisted").set_value(50)
    app.at.selectbox(key="region").set_value("경남")
    app.at.slider(key="part").set_value(35)
    app.at.selectbox(key="scarce_0").set_value("platform.education")
    app.at.number_input(key="slots_0").set_value(3)
    app.at.text_area(key="more").set_value(">=5 helped")
    app.at.number_input(key="shop_cost").set_value(1_000_000)
    next(b for b in app.at.button if b.label == "명단 만들기").click().run(timeout=60)
    app.all_right()
    shown = [m.value for m in app.at.metric]
    newest = allocations.newest(demo().workspace)
    assert newest is not None
    assert newest["request"]["budget"] == 40_000_000 and newest["request"]["slots"] == {"platform.education": 3}
    assert newest["result"]["shop_cost"] == 1_000_000
    assert shown[0] == str(newest["result"]["helped"])
    again = App(view="consultant").open("pages/programme/allocation.py")
    again.all_right()
    assert [m.value for m in again.at.metric] == shown
    assert again.at.number_input(key="budget").value == 40_000_000
    assert (again.at.slider(key="unlisted").value, again.at.selectbox(key="region").value) == (50, "경남")
    assert (again.at.slider(key="part").value, again.at.number_input(key="shop_cost").value) == (35, 1_000_000)
    assert (again.at.selectbox(key="scarce_0").value, again.at.number_input(key="slots_0").value) == ("platform.education", 3)
    assert again.at.text_area(key="more").value == ">=5 helped"
    assert any("할당 조건" in text for text in again.texts())
