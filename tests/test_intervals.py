"""Intervals of what was measured: against scipy's own, by simulation, and from the rows of shops up to the result JSON."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data.store import Store
from data.workspace import Workspace
from diagnostics import intervals, units
from diagnostics.diagnosis import compute, rescore
from diagnostics.measure import measure
from diagnostics.metrics import tools
from diagnostics.model import Basis, Metric, Prior, Sampling, Unit
from diagnostics.result import to_json
from tests import shops

WHY = Basis.judgement("a test")


def metric(sampling, prior=None, unit=Unit.SHARE, spread=None):
    return Metric("test.m", "lines", lambda t: t.count(), lambda t: t.count(), unit, "m", prior, sampling, spread)


def one(m, raw, n, spread=None):
    low, high = intervals.interval(m, np.array([raw]), np.array([n]), None if spread is None else np.array([spread]))
    return low[0], high[0]


@given(yes=st.integers(0, 400), no=st.integers(0, 400))
def test_a_rate_without_a_prior_is_wilsons(yes, no):
    n = yes + no
    low, high = one(metric(Sampling.RATE), yes / n if n else np.nan, n)
    if not n:
        assert np.isnan(low) and np.isnan(high)
        return
    expected = stats.binomtest(yes, n).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(yes=st.integers(0, 300), no=st.integers(0, 300), mean=st.floats(0.005, 0.995), strength=st.floats(1, 40))
def test_a_rate_with_a_prior_is_the_beta_posterior(yes, no, mean, strength):
    n = yes + no
    if not n:
        return
    low, high = one(metric(Sampling.RATE, Prior(mean, strength, WHY)), yes / n, n)
    posterior = stats.beta(yes + strength * mean, no + strength * (1 - mean))
    assert (low, high) == pytest.approx(posterior.interval(0.95), abs=1e-7)
    assert 0 <= low <= (yes + strength * mean) / (n + strength) + 1e-9 or low <= 1e-6


@given(st.lists(st.integers(-500, 500), min_size=2, max_size=60).filter(lambda v: len(set(v)) > 1))
def test_a_mean_is_students(values):
    found = one(metric(Sampling.MEAN, unit=Unit.RATIO, spread=lambda t: t.count()), float(np.mean(values)), len(values),
                float(np.var(values, ddof=1) / len(values)))
    assert found == pytest.approx(stats.t.interval(0.95, len(values) - 1, np.mean(values), stats.sem(values)), rel=1e-6, abs=1e-6)


def test_a_mean_with_a_usual_deviation_does_not_look_exact():
    """Five times five stars are not five stars for certain, and one observation has an interval too."""
    stars = metric(Sampling.MEAN, Prior(4.1, 10, WHY, deviation=1.3), Unit.STARS, spread=lambda t: t.count())
    low, high = one(stars, 5.0, 5, 0.0)
    assert low == pytest.approx((5 * 5 + 10 * 4.1) / 15 - stats.t.ppf(0.975, 14) * np.sqrt(10 * 1.3**2 / 14 / 15))
    assert 3.7 < low < 4.4 < high <= 5.0
    assert np.isfinite(one(stars, 5.0, 1, np.nan)).all()
    unheld = metric(Sampling.MEAN, Prior(4.1, 10, WHY), Unit.STARS, spread=lambda t: t.count())
    assert np.isnan(one(unheld, 5.0, 1, np.nan)).all()


def test_nothing_is_said_of_counts_and_of_what_is_not_known():
    assert np.isnan(one(metric(None), 0.3, 10)).all()
    assert np.isnan(one(metric(Sampling.RATE), np.nan, 10)).all()
    assert np.isnan(one(metric(Sampling.RATE), 0.3, 0)).all()
    assert np.isnan(one(metric(Sampling.RATE, spread=lambda t: t.count()), 0.3, 10)).all(), "a spread that was not measured"


def test_weighted_shares_are_worth_fewer_observations():
    equal = metric(Sampling.RATE)
    weighted = metric(Sampling.RATE, spread=lambda t: t.count())
    assert one(weighted, 0.5, 100, 100.0) == pytest.approx(one(equal, 0.5, 100))
    assert one(weighted, 0.5, 100, 4.0) == pytest.approx(one(equal, 0.5, 4))
    assert one(weighted, 0.5, 3, 900.0) == pytest.approx(one(equal, 0.5, 3)), "never more than the rows that there are"


@pytest.mark.parametrize(("truth", "n"), [(0.5, 20), (0.1, 60), (0.9, 40)])
def test_nineteen_of_twenty_intervals_hold_the_truth(truth, n):
    """Coverage of the rate over the exact binomial, no luck involved."""
    k = np.arange(n + 1)
    low, high = intervals.interval(metric(Sampling.RATE), k / n, np.full(n + 1, n))
    assert 0.92 < stats.binom.pmf(k, n, truth)[(low <= truth) & (truth <= high)].sum() < 0.99


def test_coverage_of_ratios_of_sums():
    """Simulated shops whose orders vary in size: the linearised error holds the true margin about nineteen times in twenty."""
    rng, held = np.random.default_rng(3), 0
    m = metric(Sampling.MEAN, spread=lambda t: t.count())
    for _run in range(600):
        x = rng.lognormal(10, 0.6, 60)
        y = x * 0.2 + rng.normal(0, 3000, 60)
        r = y.sum() / x.sum()
        low, high = one(m, r, 60, float(((y - r * x) ** 2).sum() / x.sum() ** 2 * 60 / 59))
        held += low <= 0.2 <= high
    assert 0.92 <= held / 600 <= 0.975


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("intervals") / "shops.duckdb")
    shops.load(store, {"a": shops.random_shop(1), "b": shops.random_shop(2, 60)})
    yield Workspace(store)
    store.close()


def test_spreads_of_rows_against_numpy(workspace):
    share = metric(Sampling.RATE, spread=lambda t: tools.worth(t.amount))
    ratio = Metric("test.r", "lines", lambda t: t.count(), lambda t: t.count(), Unit.SHARE, "r", None, Sampling.MEAN,
                   lambda t: tools.ratio_spread(t.discount, t.amount, t.live))
    mean = Metric("test.a", "lines", lambda t: t.count(), lambda t: t.count(), Unit.RATIO, "a", None, Sampling.MEAN,
                  lambda t: tools.mean_spread(t.quantity))
    found = measure(workspace.tables(shops.AS_OF), [share, ratio, mean], spread=True).spread
    for merchant, seed, orders in (("a", 1, 400), ("b", 2, 60)):
        t = shops.known(shops.random_shop(seed, orders))["order_lines"]
        x = t.amount.astype(float)
        assert found.at[merchant, "test.m"] == pytest.approx(x.sum() ** 2 / (x**2).sum())
        t = t[t.discount.notna() & ~t.status.isin(["cancelled", "returned"])]
        y, x = t.discount.astype(float), t.amount.astype(float)
        r = y.sum() / x.sum()
        assert found.at[merchant, "test.r"] == pytest.approx(((y - r * x) ** 2).sum() / x.sum() ** 2 * len(t) / (len(t) - 1))
        q = shops.known(shops.random_shop(seed, orders))["order_lines"].quantity.astype(float)
        assert found.at[merchant, "test.a"] == pytest.approx(q.var() / len(q))


def test_the_scores_of_a_cohort_do_not_pay_for_intervals(workspace):
    assert measure(workspace.tables(shops.AS_OF)).spread is None


def test_results_carry_their_intervals_and_keep_them_when_judged_again(workspace):
    result = to_json(compute(workspace, "a", shops.AS_OF, "intake"))
    held = 0
    for name, kept in result["measurements"].items():
        m = units.metrics()[name]
        assert {"raw", "value", "n", "low", "high"} <= set(kept)
        assert (kept["low"] is None) == (kept["high"] is None)
        if m.sampling is None or kept["raw"] is None:
            assert kept["low"] is None
        elif kept["low"] is not None:
            held += 1
            assert kept["low"] <= kept["value"] + 1e-9 and kept["value"] - 1e-9 <= kept["high"], name
    for finding in result["findings"]:
        kept = result["measurements"][units.checks()[finding["check"]].metric]
        assert (finding["params"]["low"], finding["params"]["high"]) == (kept["low"], kept["high"])
    again = rescore(result)
    for name, kept in result["measurements"].items():
        assert again["measurements"][name] == pytest.approx(kept, nan_ok=True), name
