"""What a plan is made of and how it is asked for: rules, times, effects, instalments, budgets side by side, flags, review."""
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from data import plans
from data.errors import InputProblem
from data.store import Store
from data.workspace import Workspace
from diagnostics import plan
from diagnostics.__main__ import main
from diagnostics.planning import compared, effects, paying, programme, rules, scenarios, timing
from diagnostics.questions import POINTS, QUESTIONS

DAY = date(2026, 11, 20)
KNOWN = DAY + timedelta(days=1)
"""The first day that knows of the answers."""
START = "2027-01-04"


def answer(workspace: Workspace, stage: str, best: bool) -> None:
    """Every question answered in the weakest or the best way."""
    for question in QUESTIONS:
        pick = (max if best else min)((c.value for c in question.choices[:-1]), key=POINTS.__getitem__)
        workspace.save_answer("shop", stage, question.id, pick, DAY)


def opened(folder: Any) -> Workspace:
    workspace = Workspace(Store.open(folder / "rest.duckdb"))
    workspace.save_merchant("shop", name="shop")
    answer(workspace, "intake", best=False)
    return workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield opened(tmp_path_factory.mktemp("rest"))


# -- what cannot be is one sentence ----------------------------------------------------------------------------------
RULES: list[tuple[Any, str]] = [
    ([1], "and nothing else"), ({"colour": 1}, "and nothing else"),
    ({"own_share": 1.2}, "share that a shop pays"), ({"own_share": True}, "share that a shop pays"),
    ({"own_share": "20"}, "share that a shop pays"), ({"refund_weeks": -1}, "weeks until the programme"),
    ({"refund_weeks": 53}, "weeks until the programme"), ({"refund_weeks": 1.5}, "weeks until the programme"),
    ({"merchant_cap": -1}, "A cap of the programme"), ({"merchant_cap": 1.5}, "A cap of the programme"),
    ({"family_caps": {"branding": "x"}}, "A cap of the programme"), ({"family_caps": {"travel": 1}}, "Caps are set for"),
    ({"family_caps": [1]}, "Caps are set for"), ({"families": ["travel"]}, "The lines that are paid for"),
    ({"families": "branding"}, "The lines that are paid for"), ({"instalments": []}, "Each instalment"),
    ({"instalments": [{"when": "later", "share": 1}]}, "Each instalment"), ({"instalments": [0.5, 0.5]}, "Each instalment"),
    ({"instalments": [{"when": "start", "share": 0.3}]}, "must add up to 100 percent"),
]
TIMES: list[tuple[Any, str]] = [
    ([1], "A calendar holds"), ({"weeks": 1}, "A calendar holds"), ({"treatments": [1]}, "A calendar holds"),
    ({"treatments": {"no.such": {}}}, "There is no treatment no.such"),
    ({"treatments": {"branding.name": {"colour": 1}}}, "The times of branding.name"),
    ({"treatments": {"branding.name": {"lead_weeks": -1}}}, "The weeks to wait for branding.name"),
    ({"treatments": {"branding.name": {"lead_weeks": None}}}, "The weeks to wait for branding.name"),
    ({"treatments": {"branding.name": {"before_feast": 99}}}, "The weeks to wait for branding.name"),
    ({"treatments": {"branding.name": {"months": [13]}}}, "The months of branding.name"),
    ({"treatments": {"branding.name": {"months": "5"}}}, "The months of branding.name"),
    ({"blocked": ["2026-02-30"]}, "2026-02-30 is not a day"), ({"blocked": [{"to": "2026-01-01"}]}, "is not a day"),
    ({"blocked": [("2026-01-05", "2026-01-01")]}, "must end on or after"),
    ({"blocked": [("2026-01-01", "2027-01-02")]}, "within a year"),
]
GOOD = {"sales_pct": 10.0, "low": 2.0, "high": 18.0, "n": 30}
EFFECTS: list[tuple[Any, str]] = [
    ([1], "are a list of treatments"), ({"no.such": GOOD}, "There is no treatment no.such"),
    ({"branding.name": {"sales_pct": 1}}, "needs sales_pct, low, high and n"),
    ({"branding.name": {**GOOD, "colour": 1}}, "needs sales_pct, low, high and n"),
    ({"branding.name": {**GOOD, "low": 11.0}}, "with low below"), ({"branding.name": {**GOOD, "high": True}}, "with low below"),
    ({"branding.name": {**GOOD, "high": float("inf")}}, "with low below"),
    ({"branding.name": {**GOOD, "n": 0}}, "the number of shops"), ({"branding.name": {**GOOD, "n": 2.5}}, "the number of shops"),
]


@pytest.mark.parametrize(("check", "values", "words"),
                         [(c, v, w) for c, cases in ((rules.check, RULES), (timing.check, TIMES), (effects.check, EFFECTS))
                          for v, w in cases])
def test_what_cannot_be_is_one_sentence(check: Callable[[Any], Any], values: Any, words: str) -> None:
    with pytest.raises(InputProblem, match=words) as told:
        check(values)
    said = str(told.value)
    assert said.rstrip().endswith(".") and "{" not in said and "\n" not in said


def test_nothing_is_kept_of_what_is_refused(workspace: Workspace) -> None:
    kept = {"branding.name": {"cost": 123_000}}
    programme.save(workspace, kept)
    with pytest.raises(InputProblem):
        programme.save(workspace, {"branding.name": {"cost": 5}, "rules": {"own_share": 2}})
    assert workspace.setting(programme.SETTING) == kept and programme.read(workspace).terms["branding.name"].cost == 123_000
    programme.save(workspace, {})
    days = {"blocked": [{"from": "2026-12-24", "to": "2026-12-26", "why": "김장"}]}
    timing.save(workspace, "shop", days)
    with pytest.raises(InputProblem):
        timing.save(workspace, "shop", {"treatments": {"branding.name": {"lead_weeks": 3}}, "blocked": ["soon"]})
    assert workspace.setting(timing.key("shop")) == days
    assert timing.read(workspace, "shop").blocked == ((date(2026, 12, 24), date(2026, 12, 26), "김장"),)
    timing.save(workspace, "shop", {})


# -- instalments -----------------------------------------------------------------------------------------------------
def test_shares_by_hand() -> None:
    assert paying.shares(100_001, (0.3, 0.7)) == [30_000, 70_001]
    assert paying.shares(10, (0.25, 0.25, 0.5)) == [3, 3, 4]  # halves are rounded up, the last takes what is left
    assert paying.shares(1, (0.5, 0.5)) == [1, 0] and paying.shares(0, (0.3, 0.7)) == [0, 0]


def test_months_of_two_treatments_by_hand() -> None:
    first = rules.check({"refund_weeks": 4})
    rows = [{"treatment": "a", "instalments": paying.instalments(date(2026, 11, 30), date(2026, 12, 18), 40_001, 60_000, first)},
            {"treatment": "b", "instalments": paying.instalments(date(2027, 2, 1), date(2027, 2, 19), 50_000, 0, first)}]
    # a: 30 % of 40,001 is 12,000.3 and of 60,000 is 18,000; all laid out first, 60,000 back four weeks after 18 December.
    assert paying.months(rows) == [
        {"month": "2026-11", "total": 30_000, "own": 12_000, "subsidy": 18_000, "out": 30_000, "back": 0, "net": -30_000,
         "treatments": ["a"]},
        {"month": "2026-12", "total": 70_001, "own": 28_001, "subsidy": 42_000, "out": 70_001, "back": 0, "net": -70_001,
         "treatments": ["a"]},
        {"month": "2027-01", "total": 0, "own": 0, "subsidy": 0, "out": 0, "back": 60_000, "net": 60_000, "treatments": ["a"]},
        {"month": "2027-02", "total": 50_000, "own": 50_000, "subsidy": 0, "out": 50_000, "back": 0, "net": -50_000,
         "treatments": ["b"]}]


@pytest.mark.parametrize("refund", [None, 0, 7])
def test_months_of_a_plan_add_up_to_the_won(workspace: Workspace, refund: int | None) -> None:
    programme.save(workspace, {"rules": {"refund_weeks": refund, "merchant_cap": 777_777, "own_share": 0.333, "instalments": [
        {"when": "start", "share": 1 / 3}, {"when": "delivery", "share": 1 / 3}, {"when": "delivery", "share": 1 / 3}]}})
    result = plan(workspace, "shop", 3_333_333, 90, as_of=KNOWN)
    programme.save(workspace, {})
    sums: Counter[str] = Counter()
    for month in result["months"]:
        assert month["net"] == month["back"] - month["out"] and month["total"] == month["own"] + month["subsidy"]
        sums.update({name: month[name] for name in ("total", "own", "subsidy", "out", "back", "net")})
    assert result["spent"] > 0 and 0 < result["subsidy"] <= 777_777
    assert sums["total"] == sum(r["full_cost"] for r in result["chosen"])
    assert (sums["own"], sums["subsidy"]) == (result["own_cost"], result["subsidy"])
    assert -sums["net"] == result["own_cost"], "in the end the shop has paid its own part"
    assert sums["back"] == (0 if refund is None else result["subsidy"])


# -- effects ---------------------------------------------------------------------------------------------------------
def test_effects_are_drawn_toward_none_by_hand() -> None:
    mean, low, high = effects.check({"branding.name": {"sales_pct": 10, "low": 2, "high": 18, "n": 10}})["branding.name"].shrunk()
    # 10 of 10 + 30: a quarter of the effect; the interval, 8 to each side, narrows by the root of a quarter.
    assert (mean, low, high) == pytest.approx((2.5, -1.5, 6.5))
    known = effects.check({"branding.name": {"sales_pct": 10, "low": 2, "high": 18, "n": 10},
                           "branding.place_brand": {"sales_pct": 4, "low": 0, "high": 8, "n": 90}})
    told = effects.expected(["branding.name", "branding.place_brand", "packaging.redesign"], known,
                            {"measurements": {effects.BASE: {"raw": 3_000_000}}})
    # A month sells 1,000,000: 2.5 % are 25,000; 90 of 120 are three quarters, so 3 % are 30,000, and 4 x root .75 to each side.
    side = round(10_000 * 4 * 0.75 ** 0.5)
    assert (told["base"], told["won"]) == (1_000_000, 55_000)
    assert (told["low"], told["high"]) == (-15_000 + 30_000 - side, 65_000 + 30_000 + side)
    assert told["without"] == ["packaging.redesign"]


@pytest.mark.parametrize("raw", [None, 0])
def test_without_sales_no_sum_is_promised(raw: int | None) -> None:
    told = effects.expected(["branding.name"], effects.check({"branding.name": GOOD}),
                            {"measurements": {effects.BASE: {"raw": raw}}})
    assert not told["known"] and told["won"] is told["low"] is told["high"] is None


# -- budgets side by side --------------------------------------------------------------------------------------------
def test_scenarios_rise_with_the_budget_and_agree_with_the_plan(workspace: Workspace) -> None:
    budgets = [2_000_000, 0, 500_000, 6_000_000]
    found = scenarios(workspace, "shop", budgets, 60, as_of=KNOWN)["scenarios"]
    assert [s["budget"] for s in found] == sorted(budgets)
    for before, now in pairwise(found):
        assert now["points"] >= before["points"] and now["extra"] == now["budget"] - before["budget"]
        assert now["step_points"] == pytest.approx(now["points"] - before["points"], abs=1e-3)
        had, have = ({r["treatment"] for r in s["chosen"]} for s in (before, now))
        assert (set(now["in"]), set(now["out"])) == (have - had, had - have)
    assert found[-1]["points"] > found[0]["points"] and found[0]["text"] is None
    for one in found:
        assert one["spent"] + one["left"] == one["budget"] and one["own_cost"] + one["subsidy"] >= one["spent"]
        assert sum(r["cost"] for r in one["chosen"]) == one["spent"] and one["hours"] <= 60
        assert sum(r["points"] for r in one["chosen"]) == pytest.approx(one["points"], abs=1e-3)
    alone = plan(workspace, "shop", 2_000_000, 60, as_of=KNOWN)
    assert (found[2]["spent"], found[2]["points"]) == (alone["spent"], alone["points"])
    for wrong in ([], [1] * 9, "100"):
        with pytest.raises(InputProblem, match="Compare 1 to 8 budgets"):
            scenarios(workspace, "shop", wrong, 60)  # type: ignore[arg-type]


# -- what happened ---------------------------------------------------------------------------------------------------
def test_a_later_stage_beside_the_plan(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = opened(tmp_path)
    review = ["plan", "--db", str(workspace.store.path), "--merchant", "shop", "--review"]
    assert compared(workspace, "shop") is None
    assert main(review) == 2
    said = capsys.readouterr()
    assert said.out == "" and "No plan was accepted" in said.err
    result = plan(workspace, "shop", 2_000_000, 60, as_of=KNOWN)
    plan_id = plans.keep(workspace, "shop", {"budget": 2_000_000}, result, accepted=True)
    same = compared(workspace, "shop", KNOWN)
    assert same is not None and same["score"] is None and same["points"]["comparable"] == 0, "one day tells of no change"
    done = result["chosen"][0]
    for number in range(len(done["tasks"])):
        plans.tick(workspace, "shop", plan_id, done["treatment"], number, True)
    answer(workspace, "exit", best=True)
    found = compared(workspace, "shop")
    assert found is not None and found["to"]["stage"] == "exit" and found["from"]["stage"] == "intake"
    assert found["tasks"] == {"done": len(done["tasks"]), "of": sum(len(r["tasks"]) for r in result["chosen"])}
    assert found["points"]["comparable"] > 0
    better = [c for c in found["checks"] if c["real"] is not None]
    assert all(c["real"] > 0 and c["kind"] == "better" for c in better), "all answers are the best ones now"
    assert found["points"]["real"] == pytest.approx(sum(c["real"] for c in better), abs=1e-3)
    assert found["points"]["expected"] == pytest.approx(sum(c["expected"] for c in better), abs=1e-3)
    assert found["score"]["to"] is None or found["score"]["from"] is None or found["score"]["to"] > found["score"]["from"]
    assert main(review) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(found))


# -- the command -----------------------------------------------------------------------------------------------------
def test_the_flags_of_the_command(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    common = ["plan", "--db", str(workspace.store.path), "--merchant", "shop", "--hours", "60", "--as-of", KNOWN.isoformat()]

    def told(*more: str) -> dict[str, Any]:
        assert main([*common, *more]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    free = told("--budget", "2000000")
    bound = told("--budget", "2000000", "--start", START, "--weekly-hours", "4", "--consultant-hours", "6",
                 "--weekly-consultant-hours", "2", "--blocked", "2027-01-11..2027-01-15", "--blocked", "2027-01-20")
    assert bound["points"] <= free["points"] and bound["chosen"]
    shut = {date(2027, 1, 11) + timedelta(days=n) for n in range(5)} | {date(2027, 1, 20)}
    for row in bound["chosen"]:
        first, last = date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"])
        assert date.fromisoformat(START) <= first <= last and not {first, last} & shut
        assert not {date.fromisoformat(day) for day in row["task_dates"]} & shut
    assert sum(r["consultant_hours"] for r in bound["chosen"]) <= 6 + 1e-9
    known: dict[str, Any] = {
        "start": date.fromisoformat(START), "weekly_hours": 4, "consultant_hours": 6, "weekly_consultant_hours": 2,
        "blocked": [(date(2027, 1, 11), date(2027, 1, 15)), (date(2027, 1, 20), date(2027, 1, 20))]}
    assert bound == json.loads(json.dumps(plan(workspace, "shop", 2_000_000, 60, as_of=KNOWN, **known)))
    side = told("--budgets", "0/500000/2,000,000")
    assert side == json.loads(json.dumps(scenarios(workspace, "shop", [0, 500_000, 2_000_000], 60, as_of=KNOWN)))


@pytest.mark.parametrize(("flags", "words"), [
    (["--budget", "5", "--start", "soon"], "soon"), (["--budget", "5", "--start", "0001-01-01"], "may start in the years"),
    (["--budget", "5", "--weekly-hours=-1"], "is not a number of hours"),
    (["--budget", "5", "--consultant-hours", "x"], "is not a number of hours"),
    (["--budget", "5", "--weekly-consultant-hours", "nan"], "is not a number of hours"),
    (["--budget", "5", "--blocked", "2027-01-09..2027-01-01"], "must end on or after"),
    (["--budget", "5", "--blocked", "2027-13-01"], "2027-13-01"), (["--budgets", "5/x"], "is not an amount in won"),
    (["--budget", "5", "--budgets", "5/6"], "one of --budget and --budgets"), ([], "one of --budget and --budgets"),
])
def test_flags_that_cannot_be(workspace: Workspace, capsys: pytest.CaptureFixture[str], flags: list[str], words: str) -> None:
    assert main(["plan", "--db", str(workspace.store.path), "--merchant", "shop", "--hours", "4", *flags]) == 2
    said = capsys.readouterr()
    assert words in said.err and said.out == "" and "Traceback" not in said.err
