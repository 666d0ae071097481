"""Outcomes on simulated programmes whose effect is known, on small cases reckoned by hand, and on an experiment of the
literature: the same code as for the programme's own shops."""
import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.errors import InputProblem
from diagnostics.outcomes import checks, core, did, matching, sensitivity, stacks
from diagnostics.outcomes.design import OUTCOMES, Design
from tests.outcome_sims import SCENARIOS, Scenario, simulate

EXACT = ("segment", "industry")


def runs(scenario: Scenario, count: int, first: int) -> pd.DataFrame:
    """A row per run and outcome: effect, low, high, truth."""
    rows = []
    for seed in range(first, first + count):
        sales, shops, truth = simulate(scenario, seed)
        design = Design(draws=499)
        made = stacks.make(sales.to_numpy(), shops.assign(untreated_until=shops.start), EXACT, ["age"], design)
        matched = matching.match(made, design).only(made)
        for name in ("log_sales", "sells"):
            found = did.estimate(made, matched, OUTCOMES[name], len(shops))
            low, high = did.interval(found, design)
            rows.append((name, found.values[0], low, high, truth[name]))
    return pd.DataFrame(rows, columns=["name", "effect", "low", "high", "truth"])


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.name)
def test_200_programmes_bias_coverage_and_false_alarms(scenario: Scenario) -> None:
    for name, found in runs(scenario, 200, 1000).groupby("name"):
        truth = found.truth.mean()
        covered = ((found.low <= truth) & (truth <= found.high)).mean()
        assert 0.90 <= covered <= 0.98, (name, covered)
        if scenario.sells or scenario.sales:
            assert abs(found.effect.mean() - truth) < 0.1 * truth, (name, found.effect.mean(), truth)
        else:
            assert truth == 0 and ((found.low > 0) | (found.high < 0)).mean() <= 0.07, name


def test_a_few_programmes_land_near_the_truth_and_naive_comparison_does_not() -> None:
    found = runs(SCENARIOS[3], 8, 0)
    means = found[found.name == "log_sales"].mean(numeric_only=True)
    # The mean of eight runs has a standard error of about 0.17.
    assert abs(means.effect - means.truth) < 0.5
    sales, shops, truth = simulate(SCENARIOS[3], 0)
    naive = np.log1p(sales.loc[shops[shops.start.notna()].merchant_id].iloc[:, 20:]).to_numpy().mean() \
        - np.log1p(sales.loc[shops[shops.start.isna()].merchant_id].iloc[:, 20:]).to_numpy().mean()
    assert naive > 1.5 * truth["log_sales"]


def frames(rows: dict[str, list[float]], **columns: list[object]) -> tuple[pd.DataFrame, pd.DataFrame]:
    sales = pd.DataFrame.from_dict(rows, orient="index", dtype=float)
    return sales, pd.DataFrame({"merchant_id": list(rows), **columns})


def test_whoever_was_treated_before_or_within_the_window_is_never_compared() -> None:
    rows = {f"m{i}": [float(100 + i)] * 12 for i in range(4)}
    sales, shops = frames(rows, start=[6.0, 4.0, 8.0, 9.0])
    made = stacks.make(sales.to_numpy(), shops.assign(untreated_until=shops.start), (), (), Design(before=4, after=3))
    pairs = {(int(s), int(u)) for s, u, treated in zip(made.start, made.unit, made.treated, strict=True) if not treated}
    # Start 4 (window to 6): those of 8 and 9; start 6 (window to 8): only that of 9; starts 8 and 9: nobody.
    assert pairs == {(4, 2), (4, 3), (6, 3)}


def test_another_treatment_takes_a_shop_out_of_the_comparison_from_its_own_month() -> None:
    sales, shops = frames({f"m{i}": [1.0] * 10 for i in range(3)}, start=[5.0, np.nan, np.nan],
                          untreated_until=[5.0, 6.0, np.nan])
    made = stacks.make(sales.to_numpy(), shops, (), (), Design(before=4, after=3))
    assert made.unit[~made.treated].tolist() == [2]


def many(size: int = 40, after: float = 0.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Treated and untreated shops in two strata, alike but for noise; `after` is added to the logs of the treated."""
    random = np.random.default_rng(4)
    logs = 10 + random.normal(0, 0.1, (2 * size, 16))
    logs[:size, 12:] += after
    names = [f"m{i:03d}" for i in range(2 * size)]
    shops = pd.DataFrame({"merchant_id": names, "start": [12.0] * size + [np.nan] * size,
                          "segment": ["a", "b"] * size, "industry": "food"})
    return pd.DataFrame(np.expm1(logs), index=names), shops


def test_a_whole_study_finds_a_clear_effect_and_passes_its_own_checks() -> None:
    sales, shops = many(after=0.5)
    found = core.study(sales, shops)
    assert found["kind"] == "compared" and found["n"] + found["unmatched"] == 40
    number = found["outcomes"]["log_sales"]
    assert number["low"] < 0.5 < number["high"] and number["high"] - number["low"] < 0.4 and number["significant"]
    assert found["pre_trend"]["held"] and found["placebo"]["passed"] and found["sensitivity"]["log_sales"] > 2
    after = [row["log_sales"]["effect"] for row in found["events"] if row["used"] == "after"]
    assert np.mean(after) == pytest.approx(number["effect"], abs=1e-9)
    assert found["outcomes"]["sells"]["effect"] == pytest.approx(0, abs=1e-9)
    without = number["effect"]
    assert found["percent"]["effect"] == pytest.approx(100 * np.expm1(without), abs=12)


def test_matching_is_exact_in_the_strata_and_its_weights_add_up() -> None:
    sales, shops = many()
    design = Design()
    made = stacks.make(sales.to_numpy(), shops.assign(untreated_until=shops.start), EXACT, (), design)
    matched = matching.match(made, design)
    rows, columns = matched.weights.nonzero()
    assert (made.stratum[matched.treated[rows]] == made.stratum[columns]).all() and not made.treated[columns].any()
    assert np.asarray(matched.weights.sum(axis=1)).ravel() == pytest.approx(1.0)
    assert matched.control.sum() == pytest.approx(len(matched.treated))


def test_without_comparison_there_is_before_and_after_and_no_effect() -> None:
    sales, shops = many()
    found = core.study(sales, shops[shops.start.notna()])
    assert found["kind"] == "before_after" and "outcomes" not in found and found["n"] == 40
    assert found["treated"]["before"]["zero_share"] == 0


def test_fewer_than_five_treated_are_not_shown() -> None:
    sales, shops = many(4)
    assert core.study(sales, shops)["kind"] == "too_few"


def test_paths_that_part_before_are_seen() -> None:
    sales, shops = many()
    values = sales.to_numpy().copy()
    values[:40, 9:12] *= 2.0
    values[:40, 5] *= 0.3
    found = core.study(pd.DataFrame(values, index=sales.index), shops)
    assert found["pre_trend"]["held"] is False


def test_a_placebo_start_is_untouched_by_what_comes_after() -> None:
    sales, shops = many(after=1.0)
    quiet, _shops = many(after=0.0)
    until = shops.assign(untreated_until=shops.start)
    loud = checks.placebo(sales.to_numpy(), until, EXACT, (), Design())
    assert loud == checks.placebo(quiet.to_numpy(), until, EXACT, (), Design())
    assert loud["passed"]


def test_bounds_of_rosenbaum_against_the_exact_tail() -> None:
    # Ten differences, all positive: the signed-rank sum is the largest there is, its chance p^10 for p = gamma / (1 + gamma).
    exact = max(g for g in np.arange(1, 10, 0.05) if (g / (1 + g)) ** 10 <= 0.025)
    assert sensitivity.gamma(np.arange(1.0, 11.0)) == pytest.approx(exact, abs=0.5)
    assert sensitivity.gamma(np.array([1.0, -1.1, 2.0, -2.1, 3.0, -3.1])) is None


def test_lost_shops_widen_the_bounds() -> None:
    sales, shops = many(after=0.5)
    sales.iloc[40:60, 14:] = np.nan
    found = core.study(sales, shops)
    low, high = found["bounds"]["log_sales"]
    assert found["attrition"]["others_lost"] == 20 and low < found["outcomes"]["log_sales"]["effect"] < high


def test_frames_that_do_not_fit_are_refused_in_a_sentence() -> None:
    sales, shops = many()
    with pytest.raises(InputProblem):
        core.study(sales, shops.drop(columns="segment"))
    with pytest.raises(InputProblem):
        core.study(sales, pd.concat([shops, shops.head(1)]))


def test_the_order_of_rows_changes_nothing() -> None:
    sales, shops, _truth = simulate(SCENARIOS[4], 2, 300)
    mixed = shops.sample(frac=1, random_state=1)
    one, other = (core.study(sales, s)["outcomes"]["log_sales"] for s in (shops, mixed))
    assert one["effect"] == pytest.approx(other["effect"], rel=1e-9)


def shipped(name: str) -> pd.DataFrame:
    found = importlib.util.find_spec("causaldata")
    if found is None or not found.submodule_search_locations:
        pytest.skip("causaldata is not installed; it is among the libraries of requirements-dev.txt")
    return pd.read_stata(Path(found.submodule_search_locations[0]) / name / f"{name}.dta")


def test_job_training_of_lalonde_matched_estimate_beside_the_experiment() -> None:
    """Dehejia and Wahba's men of the experiment (185 trained, 260 drawn as controls) and 15,992 of a survey: the survey's men in
    the place of the drawn controls must bring back about what the experiment found (1,794 dollars)."""
    trial, survey = shipped("nsw_mixtape"), shipped("cps_mixtape")
    experiment = trial[trial.treat == 1].re78.mean() - trial[trial.treat == 0].re78.mean()
    assert experiment == pytest.approx(1794.34, abs=0.01)
    men = pd.concat([trial[trial.treat == 1], survey], ignore_index=True)
    men["merchant_id"] = men.index.astype(str)
    men["start"] = np.where(men.treat == 1, 2.0, np.nan)
    earned = men[["re74", "re75", "re78"]].set_index(men.merchant_id)
    naive = men[men.treat == 1].re78.mean() - men[men.treat == 0].re78.mean()
    found = core.study(earned, men, ("black",), ("age", "educ", "hisp", "marr", "nodegree"), Design(before=2, after=1))
    number = found["outcomes"]["sales"]
    assert naive < -8000 and abs(number["effect"] - experiment) < 700
    assert number["low"] < experiment < number["high"] and found["n"] == 185
    known_before = [row for row in found["balance"] if row["feature"] != "trend_before"]
    assert max(abs(row["before"]) for row in known_before) > 1 and all(row["balanced"] for row in known_before)
