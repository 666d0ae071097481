"""The plan of a merchant, from answers in the store to chosen, not chosen, and what the next money would buy."""
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from data.errors import AccessDenied, InputProblem
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics import plan, units
from diagnostics.__main__ import main
from diagnostics.diagnosis import diagnose
from diagnostics.planning import programme, timeline
from diagnostics.planning.gains import Situation, needs
from diagnostics.questions import POINTS, QUESTIONS
from diagnostics.texts import Texts

DAY = date(2026, 11, 20)
Plan = dict[str, Any]


def answer(workspace: Workspace, merchant: str, pick: dict[str, str]) -> None:
    """The weakest answer to every question, but `pick`."""
    workspace.save_merchant(merchant, name=merchant)
    for question in QUESTIONS:
        worst = min((c.value for c in question.choices[:-1]), key=POINTS.__getitem__)
        workspace.save_answer(merchant, "intake", question.id, pick.get(question.id, worst), DAY)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """new: never sold, weakest answers · listed: the same with a shop · ready: never sold, best answers · blank: nothing."""
    workspace = Workspace(Store.open(tmp_path_factory.mktemp("plan") / "plan.duckdb"))
    answer(workspace, "new", {})
    answer(workspace, "listed", {"where": "online_one"})
    best = {q.id: max((c.value for c in q.choices[:-1]), key=POINTS.__getitem__) for q in QUESTIONS}
    answer(workspace, "ready", {**best, "where": "none"})
    workspace.save_merchant("blank", name="blank")
    yield workspace


def chosen(result: Plan) -> dict[str, Any]:
    return {row["treatment"]: row for row in result["chosen"]}


def holds(workspace: Workspace, result: Plan) -> None:
    """Every rule, from the answer alone and the declared treatments; gains from the diagnosis."""
    rows, known = chosen(result), units.treatments()
    lost = {f["check"]: f["points_lost"] for f in diagnose(workspace, result["merchant_id"])["findings"]}
    assert result["spent"] + result["left"] == result["budget"]
    assert sum(r["cost"] for r in rows.values()) == result["spent"] <= result["budget"]
    assert sum(r["hours"] for r in rows.values()) == pytest.approx(result["hours_spent"]) and result["hours_left"] >= 0
    assert sum(r["points"] for r in rows.values()) == pytest.approx(result["points"])
    credited = [c for r in rows.values() for c in r["checks"]]
    assert len(credited) == len(set(credited)), "no cure counts twice"
    for id, row in rows.items():
        share = {c.check: c.share for c in known[id].cures}
        assert row["points"] == pytest.approx(sum(lost[c] * share[c] for c in row["checks"]), abs=1e-3)
        assert row["end_week"] - row["start_week"] == known[id].weeks
        assert row["start_week"] >= 1 and row["end_week"] <= result["settings"]["horizon_weeks"] + 1
        assert not set(known[id].excludes) & set(rows)
        for need in row["needs"]:
            assert rows[need]["end_week"] <= row["start_week"]
    for week in range(1, result["settings"]["horizon_weeks"] + 1):
        assert sum(r["start_week"] <= week < r["end_week"] for r in rows.values()) <= result["max_open"]
    assert set(rows) | {r["treatment"] for r in result["not_chosen"]} == set(known)
    assert not set(rows) & {r["treatment"] for r in result["not_chosen"]}


@pytest.mark.parametrize("merchant", ["new", "listed", "ready", "blank"])
@pytest.mark.parametrize(("budget", "hours", "max_open"), [(0, 0, 1), (100_000, 12, 1), (1_000_000, 40, 3), (20_000_000, 500, 3)])
def test_every_rule_holds(workspace: Workspace, merchant: str, budget: int, hours: float, max_open: int) -> None:
    result = plan(workspace, merchant, budget, hours, max_open)
    holds(workspace, result)
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    assert plan(workspace, merchant, budget, hours, max_open) == result


def test_without_money_and_time_nothing_is_chosen(workspace: Workspace) -> None:
    result = plan(workspace, "new", 0, 0)
    assert result["chosen"] == [] and result["points"] == 0 and result["left"] == 0


def test_with_all_money_and_time_all_that_can_be_won_back_is(workspace: Workspace) -> None:
    """The points are then the best share of each finding, computed here without the solver."""
    result = plan(workspace, "listed", 50_000_000, 5_000, 3, horizon_weeks=104)
    best: dict[str, float] = {}
    for f in diagnose(workspace, "listed")["findings"]:
        if f["status"] in ("warn", "fail"):
            shares = [c.share for t in units.treatments().values() for c in t.cures
                      if c.check == f["check"] and "struggling" in {s.value for s in t.segments}]
            best[f["check"]] = f["points_lost"] * max(shares, default=0.0)
    assert result["points"] == pytest.approx(sum(best.values()), abs=1e-2)
    assert result["points"] > 20
    assert result["next_step"]["points"] == 0 and result["next_step"]["in"] == []
    assert "all that can be won back" in Texts("en").say(result["next_step"]["text"])


def test_more_money_or_time_never_wins_back_less(workspace: Workspace) -> None:
    for grid in ([(b, 30.0) for b in range(0, 800_000, 100_000)], [(200_000, float(h)) for h in range(0, 60, 10)]):
        points = [plan(workspace, "new", budget, hours)["points"] for budget, hours in grid]
        assert points == sorted(points) and points[-1] > points[0]


def test_the_next_step_is_what_the_larger_budget_gives(workspace: Workspace) -> None:
    now, then = plan(workspace, "listed", 0, 60), plan(workspace, "listed", 500_000, 60)
    step = now["next_step"]
    assert step["extra"] == 500_000
    assert step["points"] == pytest.approx(then["points"] - now["points"]) and step["points"] > 0
    assert {r["treatment"] for r in step["in"]} == set(chosen(then)) - set(chosen(now))
    assert {r["treatment"] for r in step["out"]} == set(chosen(now)) - set(chosen(then))
    assert step["cost"] == then["spent"] - now["spent"]


def test_pins_and_bans_hold_and_say_so(workspace: Workspace) -> None:
    free = plan(workspace, "listed", 1_000_000, 60)
    first = free["chosen"][0]["treatment"]
    without = plan(workspace, "listed", 1_000_000, 60, bans=[first])
    holds(workspace, without)
    assert first not in chosen(without) and without["points"] <= free["points"]
    reason = next(r for r in without["not_chosen"] if r["treatment"] == first)
    assert reason["why"] == "You took it out of the plan."
    pinned = plan(workspace, "listed", 1_000_000, 60, pins=["branding.place_brand"])
    holds(workspace, pinned)
    assert chosen(pinned)["branding.place_brand"]["pinned"]
    assert pinned["points"] <= free["points"]


@pytest.mark.parametrize(("kwargs", "words"), [
    ({"pins": ["nothing.here"]}, "There is no treatment nothing.here."),
    ({"pins": ["branding.name"], "bans": ["branding.name"]}, "cannot be asked for and left out"),
    ({"pins": ["packaging.redesign"], "budget": 1000}, "the budget is 1,000 won"),
    ({"pins": ["platform.education"], "hours": 2}, "takes 16 hours"),
    ({"pins": ["branding.joint_brand", "branding.trademark"]}, "do not go together"),
    ({"pins": ["platform.live_phone"], "bans": ["platform.onboarding"], "merchant": "new"}, "left out or not offered"),
    ({"pins": ["platform.education"], "horizon_weeks": 3}, "does not fit into 3 weeks"),
    ({"budget": -1}, "budget must be"), ({"budget": 1.5}, "budget must be"), ({"budget": True}, "budget must be"),
    ({"hours": -1}, "hours must be"), ({"hours": float("nan")}, "hours must be"), ({"max_open": 0}, "At least one"),
    ({"horizon_weeks": 0}, "1 to 104 weeks"), ({"merchant": "nobody"}, "nobody"),
])
def test_what_cannot_be_is_said_in_a_sentence(workspace: Workspace, kwargs: dict[str, Any], words: str) -> None:
    values = {"merchant": "listed", "budget": 5_000_000, "hours": 200, **kwargs}
    merchant, budget, hours = values.pop("merchant"), values.pop("budget"), values.pop("hours")
    with pytest.raises(InputProblem) as caught:
        plan(workspace, merchant, budget, hours, **values)
    assert words in str(caught.value)


def test_others_merchants_stay_closed(workspace: Workspace) -> None:
    with pytest.raises(AccessDenied):
        plan(Workspace(workspace.store, Viewer("x", frozenset({"new"}))), "listed", 0, 0)


def test_the_first_shop_comes_after_the_registrations(workspace: Workspace) -> None:
    rows = chosen(plan(workspace, "new", 3_000_000, 100, pins=["platform.onboarding"]))
    assert rows["platform.legal_basics"]["end_week"] <= rows["platform.onboarding"]["start_week"]
    # Whoever is registered already need not do it again; whoever sells already needs no first shop.
    ready = plan(workspace, "ready", 3_000_000, 100)
    assert "platform.onboarding" in chosen(ready) and "platform.legal_basics" not in chosen(ready)
    live = units.treatments()["platform.live_phone"]
    assert needs(live, Situation.of(diagnose(workspace, "new"))) == ("platform.onboarding",)
    assert needs(live, Situation.of(diagnose(workspace, "listed"))) == ()


def test_whoever_is_unknown_is_told_what_to_bring(workspace: Workspace) -> None:
    result = plan(workspace, "blank", 3_000_000, 100)
    assert result["spent"] == 0 and len(result["bring"]) >= 3
    assert "Nothing has been scored yet" in Texts("en").say(result["notes"][0])
    assert all(r["why"] for r in result["not_chosen"])


def test_reasons_are_true(workspace: Workspace) -> None:
    """What is said about missing money and hours is checked against the plan that has them."""
    result = plan(workspace, "new", 100_000, 30)
    spoken = {r["treatment"]: r for r in result["not_chosen"]}
    assert "already sell online" in spoken["platform.restart"]["why"]
    seen = 0
    for row in result["not_chosen"]:
        params = row["why_text"]["params"]
        if "short" in params and "short_hours" in params:
            more_money = max(0, params["short"])
            more_hours = max(0.0, params["short_hours"])
            more = plan(workspace, "new", 100_000 + more_money, 30 + more_hours)
            assert more["points"] >= result["points"] + params["points"] - 1e-6
            assert more_money or more_hours
            seen += 1
    assert seen >= 3
    for row in result["not_chosen"]:
        assert Texts("en").say(row["why_text"]) == row["why"]
        assert Texts("ko").say(row["why_text"]) != row["why"]


def test_every_sentence_is_there_in_korean(workspace: Workspace) -> None:
    korean = Texts("ko")
    for merchant in ("new", "listed", "blank"):
        result = plan(workspace, merchant, 300_000, 30)
        messages = [m for r in result["chosen"] for m in (r["title"], r["why"], r["hurdle_word"], r["by_word"], *r["tasks"])]
        messages += [r["why_text"] for r in result["not_chosen"]] + [result["next_step"]["text"], *result["notes"]]
        for message in messages:
            assert any("가" <= letter <= "힣" for letter in korean.say(message)), message


def test_the_timeline_has_the_weeks_of_the_plan(workspace: Workspace) -> None:
    result = plan(workspace, "new", 1_000_000, 60)
    rows = timeline(result)
    assert [(r["treatment"], r["start_week"], r["end_week"]) for r in rows] \
        == [(c["treatment"], c["start_week"], c["end_week"]) for c in result["chosen"]]
    assert {r["family"] for r in rows} <= {"detail_page", "branding", "packaging", "platform"}


@pytest.fixture
def usual_terms(workspace: Workspace) -> Iterator[None]:
    yield
    workspace.save_setting(programme.SETTING, {})


@pytest.mark.usefixtures("usual_terms")
def test_the_programme_may_change_prices_and_caps(workspace: Workspace) -> None:
    before = plan(workspace, "listed", 400_000, 60)
    protection = chosen(before)["packaging.protection"]
    assert protection["cost"] == 150_000 and protection["subsidy"] == 75_000
    programme.save(workspace, {"price": "own", "packaging.protection": {"cost": 200_001, "subsidised": 0.5, "cap": 60_000}})
    after = plan(workspace, "listed", 400_000, 60)
    row = chosen(after)["packaging.protection"]
    assert (row["full_cost"], row["subsidy"], row["own_cost"], row["cost"]) == (200_001, 60_000, 140_001, 140_001)
    assert after["settings"]["price"] == "own" and after["settings"]["changed"] == ["packaging.protection"]
    assert after["points"] >= before["points"] and after["spent"] + after["left"] == 400_000
    programme.save(workspace, {"packaging.protection": {"offered": False}})
    gone = plan(workspace, "listed", 400_000, 60)
    assert next(r["why"] for r in gone["not_chosen"] if r["treatment"] == "packaging.protection") \
        == "The programme does not offer it at present."
    assert {r["treatment"] for r in programme.rows(programme.read(workspace))} == set(units.treatments())


def test_half_won_is_rounded_once() -> None:
    assert programme.Terms(200_001, 0.5).subsidy == 100_001
    assert programme.Terms(200_001, 0.5).own == 100_000
    assert programme.Terms(333_333, 0.8).subsidy + programme.Terms(333_333, 0.8).own == 333_333


@pytest.mark.parametrize(("values", "words"), [
    ({"no.such": {}}, "There is no treatment no.such."), ({"price": "half"}, "choose full or own"), ([1], "not a list"),
    ({"branding.name": {"cost": -1}}, "The cost of branding.name"), ({"branding.name": {"cost": 1.5}}, "The cost of"),
    ({"branding.name": {"subsidised": 1.2}}, "subsidised share"), ({"branding.name": {"cap": "x"}}, "The cap of"),
    ({"branding.name": {"offered": 1}}, "is offered"), ({"branding.name": {"colour": 1}}, "nothing else"),
])
def test_terms_that_cannot_be_are_refused(values: Any, words: str) -> None:
    with pytest.raises(InputProblem, match=words):
        programme.check(values)


def test_the_command_line(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["plan", "--db", str(workspace.store.path), "--merchant", "new"]
    assert main([*common, "--budget", "1,000,000", "--hours", "40", "--max-open", "2"]) == 0
    assert json.loads(capsys.readouterr().out) == plan(workspace, "new", 1_000_000, 40, 2)
    for wrong, words in ((["--budget=-5", "--hours", "40"], "is not an amount in won"),
                         (["--budget", "5", "--hours", "x"], "is not a number of hours"),
                         (["--budget", "5", "--hours", "4", "--max-open", "0"], "is not a whole number of 1 or more"),
                         (["--budget", "5", "--hours", "4", "--pin", "x.y"], "There is no treatment x.y.")):
        assert main([*common, *wrong]) == 2
        said = capsys.readouterr()
        assert words in said.err and said.out == ""
