"""Laws of the score, on seeded random findings over the real dimensions and weights."""
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from diagnostics.curves import Curve, band, falling, rising, share_of_yes
from diagnostics.judge import judge
from diagnostics.measure import Measurements
from diagnostics.model import DIMENSIONS, EVERYONE, LISTED, Basis, Check, Importance, Segment, Status

MERCHANTS = 60
SEEDS = range(8)


def check(number: int, dimension: str, importance: Importance, **more) -> Check:
    return Check(id=f"{dimension}.check_{number}", since="2026.1", importance=importance, metric=f"{dimension}.m{number}",
                 curve=share_of_yes(), basis=Basis.judgement("a test"), treatments=(), title="good", failing="bad", why="why",
                 next_step={}, applies=more.pop("applies", EVERYONE), **more)


def world(seed: int) -> tuple[list[Check], Measurements, pd.Series]:
    """Random checks, values (some missing) and segments. The curve of `share_of_yes` makes a value its own score."""
    random = np.random.default_rng(seed)
    checks = [check(i, str(random.choice(DIMENSIONS)), list(Importance)[random.integers(4)], trial=bool(random.random() < 0.1),
                    applies=LISTED if random.random() < 0.3 else EVERYONE) for i in range(40)]
    index = pd.Index([f"m{i:03}" for i in range(MERCHANTS)], name="merchant_id", dtype=object)
    metrics = [c.metric for c in checks]
    values = random.random((MERCHANTS, len(checks)))
    values[random.random(values.shape) < np.linspace(0, 1, MERCHANTS)[:, None]] = np.nan
    frame = pd.DataFrame(values, index=index, columns=metrics)
    segments = pd.Series(random.choice([s.value for s in Segment], MERCHANTS), index=index, dtype=object)
    return checks, Measurements(date(2026, 1, 1), frame, frame.copy(), frame.notna() * 10), segments


def with_values(measured: Measurements, values: pd.DataFrame) -> Measurements:
    return Measurements(measured.as_of, values, values, values.notna() * 10)


@pytest.mark.parametrize("seed", SEEDS)
def test_points_lost_add_up(seed):
    judged = judge(*world(seed)[1:], world(seed)[0])
    known = judged.total.notna()
    assert known.sum() > MERCHANTS / 2
    lost = judged.points_lost.sum(axis=1)
    np.testing.assert_allclose((100 - lost)[known], judged.total[known], atol=1e-9, rtol=0)
    assert (judged.points_lost.fillna(0) >= 0).all().all()
    assert judged.points_lost.isna().equals(judged.points_lost.where(judged.score.notna()).isna())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_total_is_the_mean_of_dimension_means(seed):
    """Worked out again, one merchant and one check after the other."""
    checks, measured, segments = world(seed)
    judged = judge(measured, segments, checks)
    for merchant in measured.merchants[::7]:
        means = []
        for dimension in DIMENSIONS:
            weighted = [(c.weight, measured.value.at[merchant, c.metric]) for c in checks
                        if c.dimension == dimension and segments[merchant] in {s.value for s in c.applies} and c.weight > 0]
            scored = [(w, v) for w, v in weighted if not np.isnan(v)]
            if scored:
                means.append(sum(w * v for w, v in scored) / sum(w for w, _v in scored))
        if means:
            assert judged.total[merchant] == pytest.approx(100 * sum(means) / len(means), abs=1e-9)
        else:
            assert np.isnan(judged.total[merchant])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_better_value_never_lowers_the_total(seed):
    checks, measured, segments = world(seed)
    before = judge(measured, segments, checks)
    for column in measured.value.columns[::5]:
        values = measured.value.copy()
        values[column] = np.minimum(1.0, values[column] + 0.2)
        after = judge(with_values(measured, values), segments, checks)
        assert (after.total >= before.total - 1e-12)[before.total.notna()].all()
        assert (after.low >= before.low - 1e-12).all() and (after.high >= before.high - 1e-12).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_less_evidence_widens_the_range_and_the_truth_stays_inside(seed):
    checks, measured, segments = world(seed)
    random = np.random.default_rng(seed + 100)
    full = with_values(measured, measured.value.fillna(0.5))
    truth = judge(full, segments, checks)
    inner, low, high = full.value, truth.low, truth.high
    assert np.allclose(low, truth.total) and np.allclose(high, truth.total)
    for _round in range(4):
        inner = inner.mask(random.random(inner.shape) < 0.3)
        judged = judge(with_values(full, inner), segments, checks)
        assert (judged.low <= low + 1e-9).all() and (judged.high >= high - 1e-9).all()
        assert (judged.low <= truth.total + 1e-9).all() and (judged.high >= truth.total - 1e-9).all()
        known = judged.total.notna()
        assert ((judged.low <= judged.total + 1e-9) & (judged.total <= judged.high + 1e-9))[known].all()
        low, high = judged.low, judged.high


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_checks_is_irrelevant(seed):
    checks, measured, segments = world(seed)
    one, other = judge(measured, segments, checks), judge(measured, segments, checks[::-1])
    for name in ("total", "low", "high", "coverage"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-9)
    np.testing.assert_allclose(one.points_lost, other.points_lost[one.points_lost.columns], atol=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_check_that_does_not_apply_changes_nothing(seed):
    checks, measured, segments = world(seed)
    nobody = check(99, "sales", Importance.CRITICAL, applies=frozenset())
    values = measured.value.assign(**{nobody.metric: 0.0})
    one, other = judge(measured, segments, checks), judge(with_values(measured, values), segments, [*checks, nobody])
    for name in ("total", "low", "high", "coverage"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-9)
    assert (other.status[nobody.id] == Status.NOT_APPLICABLE).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_trial_check_changes_nothing(seed):
    checks, measured, segments = world(seed)
    trial = check(99, "sales", Importance.CRITICAL, trial=True)
    values = measured.value.assign(**{trial.metric: 0.0})
    one, other = judge(measured, segments, checks), judge(with_values(measured, values), segments, [*checks, trial])
    for name in ("total", "low", "high", "coverage"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-9)
    assert (other.status[trial.id] == Status.FAIL).all()


def test_scaling_all_weights_changes_nothing(monkeypatch):
    checks, measured, segments = world(1)
    one = judge(measured, segments, checks)
    weight = Importance.weight.fget
    monkeypatch.setattr(Importance, "weight", property(lambda self: 3 * weight(self)))
    other = judge(measured, segments, checks)
    assert checks[0].weight in {3 * 10, 3 * 7.5, 3 * 5, 3 * 2.5, 0}
    for name in ("total", "low", "high", "coverage"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-9)


def test_nothing_known_is_not_zero():
    checks, measured, segments = world(2)
    judged = judge(with_values(measured, measured.value * np.nan), segments, checks)
    assert judged.total.isna().all() and not judged.shown.any()
    assert (judged.low == 0).all() and (judged.coverage == 0).all()
    assert np.allclose(judged.high, 100) and (judged.high <= 100).all()
    assert set(np.unique(judged.status.to_numpy().astype(str))) <= {"no_data", "not_applicable"}


def test_few_observations_are_no_finding():
    one = check(1, "sales", Importance.HIGH, min_n=11)
    index = pd.Index(["a", "b"], name="merchant_id", dtype=object)
    value = pd.DataFrame({one.metric: [0.95, 0.95]}, index=index)
    n = pd.DataFrame({one.metric: [10, 11]}, index=index)
    judged = judge(Measurements(date(2026, 1, 1), value, value, n), pd.Series("growing", index=index), [one])
    assert judged.status[one.id].tolist() == [Status.NO_DATA, Status.PASS]


def test_a_broken_check_is_an_error_and_takes_nothing_with_it():
    checks, measured, segments = world(3)

    def broken(_measured: Measurements) -> np.ndarray:
        raise ZeroDivisionError

    alone = judge(measured, segments, checks)
    bad = replace(check(98, "sales", Importance.HIGH), judge=broken)
    short = replace(check(97, "sales", Importance.HIGH), judge=lambda m: np.zeros(1))
    values = measured.value.assign(**{bad.metric: 1.0, short.metric: 1.0})
    judged = judge(with_values(measured, values), segments, [*checks, bad, short])
    assert (judged.status[[bad.id, short.id]] == Status.ERROR).all().all()
    np.testing.assert_allclose(judged.total, alone.total, atol=1e-9)
    assert (judged.high - judged.low > alone.high - alone.low - 1e-9).all()
    assert (judged.coverage <= alone.coverage + 1e-12).all()


def test_a_cohort_is_many_of_one():
    checks, measured, segments = world(4)
    together = judge(measured, segments, checks)
    for merchant in measured.merchants[::9]:
        rows = [merchant]
        alone = judge(Measurements(measured.as_of, *(f.loc[rows] for f in (measured.raw, measured.value, measured.n))),
                      segments.loc[rows], checks)
        for name in ("total", "low", "high", "coverage"):
            assert getattr(alone, name).equals(getattr(together, name)[rows]), "to the last digit"
        assert (alone.status == together.status.loc[rows]).all().all()


@pytest.mark.parametrize(("curve", "value", "score"), [
    (rising(4, 8), 4, 0.5), (rising(4, 8), 8, 0.9), (rising(4, 8), 6, 0.7), (rising(4, 8), 100, 1.0), (rising(4, 8), -9, 0.0),
    (falling(0.2, 0.05), 0.2, 0.5), (falling(0.2, 0.05), 0.05, 0.9), (falling(0.2, 0.05), 0.0, 1.0),
    (band(10, 20, 50, 80), 10, 0.5), (band(10, 20, 50, 80), 50, 0.9), (band(10, 20, 50, 80), 80, 0.5),
    (rising(5, 60, log=True), 5, 0.5), (rising(5, 60, log=True), 60, 0.9)])
def test_curves_pass_their_control_points(curve: Curve, value, score):
    assert float(curve(value)) == pytest.approx(score)


def test_a_missing_value_stays_missing():
    assert np.isnan(rising(1, 2)(np.nan)) and np.isnan(band(1, 2, 3, 4)(np.nan))


@pytest.mark.parametrize("make", [lambda: rising(4, 4), lambda: falling(1, 2), lambda: band(3, 2, 1, 0),
                                  lambda: rising(-1, 5, log=True)])
def test_impossible_control_points_are_refused(make):
    with pytest.raises(ValueError, match="needs"):
        make()


@pytest.mark.parametrize(("curve", "unit", "value", "target"), [
    (rising(5, 60, log=True), "count", 3, 60), (rising(0.5, 0.855), "share", 0.1, 0.86),
    (falling(0.2, 0.047), "share", 0.5, 0.04), (falling(0.02, 0.004), "share", 0.5, 0.004),
    (rising(3.9, 4.52), "stars", 3, 4.6), (falling(5, 2.3), "days", 9, 2.0), (rising(1, 2.25), "points", 1, 2.25),
    (band(10, 20.2, 50.7, 80), "letters", 3, 21), (band(10, 20.2, 50.7, 80), "letters", 99, 50)])
def test_a_target_is_a_number_that_people_count_in_and_it_passes(curve, unit, value, target):
    assert curve.target(value, unit) == pytest.approx(target)
    assert float(curve(curve.target(value, unit))) >= 0.9 - 1e-9
