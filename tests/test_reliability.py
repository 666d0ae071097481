"""Cronbach's alpha and what goes with it: against published figures, an independent formula and simulated answers."""
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from data.store import Store
from data.workspace import FORM_ROW, Viewer, Workspace
from diagnostics import reliability
from diagnostics.questions import FIRST_FORM, QUESTIONS, UNKNOWN

ASKED = [q.id for q in QUESTIONS if q.check]
DAY = date(2026, 11, 20)

LSAT6 = """00000:3 00001:6 00010:2 00011:11 00100:1 00101:1 00110:3 00111:4 01000:1 01001:8 01011:16 01101:3 01110:2 01111:15
10000:10 10001:29 10010:14 10011:81 10100:3 10101:28 10110:15 10111:80 11000:16 11001:56 11010:21 11011:173 11100:11 11101:61
11110:28 11111:298"""
"""Section 6 of the Law School Admission Test, 1,000 persons (Bock & Lieberman 1970): right and wrong answers and how often."""


def lsat() -> np.ndarray:
    cells = [cell.split(":") for cell in LSAT6.split()]
    return np.array([[int(c) for c in pattern] for pattern, n in cells for _again in range(int(n))], dtype=float)


def test_alpha_of_a_published_example() -> None:
    """0.295 in the manual of the R package ltm (cronbach.alpha(LSAT): 5 items, 1,000 sample units)."""
    values = lsat()
    assert values.shape == (1000, 5)
    assert round(reliability.alpha(np.cov(values, rowvar=False)), 3) == 0.295


def test_alpha_worked_out_by_hand() -> None:
    """Three items, four persons. Variances 20/12, 11/12 and 19/12, together 25/6; sums 3, 6, 6, 11 with variance 11:
    3/2 (1 - 25/66) = 41/44."""
    values = np.array([[1, 1, 1], [2, 2, 2], [3, 1, 2], [4, 3, 4]], dtype=float)
    assert values.var(axis=0, ddof=1).tolist() == pytest.approx([5 / 3, 11 / 12, 19 / 12])
    total = values.sum(axis=1)
    assert total.tolist() == [3, 6, 6, 11] and total.var(ddof=1) == pytest.approx(11)
    assert reliability.alpha(np.cov(values, rowvar=False)) == pytest.approx(41 / 44)


def answers(n: int, seed: int = 0, loading: float = 0.8, unknown: float = 0.05) -> pd.DataFrame:
    """Rows as the store has them: answers around a level of each merchant's own, some not known."""
    rng = np.random.default_rng(seed)
    level = rng.normal(size=(n, 1))
    worth = np.clip(np.round(2 + loading * level + rng.normal(size=(n, len(ASKED)))), 0, 4).astype(int)
    rows = []
    for i in range(n):
        for j, id in enumerate(ASKED):
            question = next(q for q in QUESTIONS if q.id == id)
            values = [c.value for c in question.choices[:-1]]
            place = worth[i, j] if question.reverse else min(worth[i, j] * len(values) // 5, len(values) - 1)
            value = values[::-1][place] if question.reverse else values[place]
            rows.append((f"m{i:04d}", id, UNKNOWN if rng.random() < unknown else value))
    return pd.DataFrame(rows, columns=["merchant_id", "question_id", "value"])


def correlation_alpha(frame: pd.DataFrame) -> float:
    """The same coefficient by its other formula: k * mean covariance / (mean variance + (k - 1) * mean covariance)."""
    c = frame.cov().to_numpy()
    k = len(c)
    between = c[~np.eye(k, dtype=bool)].mean()
    return k * between / (np.diag(c).mean() + (k - 1) * between)


@pytest.fixture(scope="module")
def seen() -> tuple[pd.DataFrame, pd.DataFrame, reliability.Reliability]:
    worth, unknown = reliability.tables(answers(400))
    return worth, unknown, reliability.reliability(worth, unknown)


def test_every_scale_against_another_formula(seen) -> None:
    worth, _unknown, found = seen
    assert [s.id for s in found.scales] == ["environment", "information", "making", "mindset", "total"]
    for scale in found.scales:
        columns = [q.id for q in QUESTIONS if q.check and scale.id in (q.factor, "total")]
        complete = worth[columns].dropna()
        assert (scale.items, scale.n, scale.reason) == (len(columns), len(complete), None)
        assert scale.alpha == pytest.approx(correlation_alpha(complete))
        assert scale.pairwise == pytest.approx(correlation_alpha(worth[columns])), "pandas takes covariances of pairs"
        assert scale.pairs == min((worth[a].notna() & worth[b].notna()).sum() for a in columns for b in columns)
        k, n = scale.items, scale.n
        low, high = (1 - (1 - scale.alpha) * stats.f.ppf(p, n - 1, (n - 1) * (k - 1)) for p in (0.975, 0.025))
        assert (scale.low, scale.high) == pytest.approx((low, high)) and scale.low < scale.alpha < scale.high


def test_every_item_against_pandas(seen) -> None:
    worth, unknown, found = seen
    total = worth.dropna()
    for item in found.items:
        question = next(q for q in QUESTIONS if q.id == item.id)
        part = worth[[q.id for q in QUESTIONS if q.factor == question.factor]].dropna()
        others = part.drop(columns=item.id)
        assert item.rest == pytest.approx(part[item.id].corr(others.sum(axis=1)))
        assert item.alpha_without == pytest.approx(correlation_alpha(others))
        assert item.rest_total == pytest.approx(total[item.id].corr(total.drop(columns=item.id).sum(axis=1)))
        assert item.alpha_without_total == pytest.approx(correlation_alpha(total.drop(columns=item.id)))
        known = worth[item.id].dropna()
        assert (item.n, item.said) == (len(known), len(known) + unknown[item.id].sum())
        assert item.unknown == pytest.approx(unknown[item.id].sum() / item.said) and item.unknown > 0
        assert (item.floor, item.ceiling) == pytest.approx(((known == 0).mean(), (known == 4).mean()))
        assert item.mean == pytest.approx(known.mean())
    assert all(item.rest > 0.3 for item in found.items), "the turned question goes with the others, not against them"
    assert [item.id for item in found.items if item.reverse] == ["missed"]


def test_a_question_that_is_not_turned_would_show() -> None:
    rows = answers(400)
    swap = {"never": "often", "once": "weekly", "weekly": "once", "often": "never"}
    wrong = rows.assign(value=rows.value.where(rows.question_id != "missed", rows.value.replace(swap)))
    found = {i.id: i for i in reliability.reliability(*reliability.tables(wrong)).items}
    scale = next(s for s in reliability.reliability(*reliability.tables(wrong)).scales if s.id == "information")
    assert found["missed"].rest < -0.3 and found["missed"].alpha_without > scale.alpha


@pytest.mark.parametrize("loading", [0.5, 1.0])
def test_the_interval_covers_as_often_as_it_says(loading: float) -> None:
    """Five items of one factor and noise: true alpha is 25 l2 / (25 l2 + 5). 1,000 samples of 60 merchants."""
    rng = np.random.default_rng(5)
    true = 5 / 4 * (1 - 5 * (loading**2 + 1) / (25 * loading**2 + 5))
    held = 0
    for _sample in range(1000):
        values = loading * rng.normal(size=(60, 1)) + rng.normal(size=(60, 5))
        low, high = reliability.interval(reliability.alpha(np.cov(values, rowvar=False)), 60, 5)
        held += low <= true <= high
    assert 930 <= held <= 970


def test_too_few_and_too_like() -> None:
    few = reliability.reliability(*reliability.tables(answers(29, unknown=0)))
    assert all(s.alpha is None and s.n == 29 and s.reason["params"] == {"n": 29, "needed": 30} for s in few.scales)
    assert few.merchants == 29 and few.items[0].mean is not None and few.items[0].rest is None
    assert reliability.reliability(*reliability.tables(answers(30, unknown=0))).scales[-1].alpha is not None
    alike = answers(40).assign(value="4")
    assert {s.reason["text"] for s in reliability.reliability(*reliability.tables(alike)).scales if s.id == "making"} == {
        reliability.ALIKE}


def test_of_fewer_than_five_nothing_is_told() -> None:
    found = reliability.reliability(*reliability.tables(answers(4, unknown=0)))
    assert found.merchants is None and all(s.alpha is None and s.n == 0 for s in found.scales)
    assert all((i.said, i.n, i.unknown, i.mean, i.floor, i.ceiling) == (None,) * 6 for i in found.items)
    empty = reliability.reliability(*reliability.tables(answers(0)))
    assert empty.merchants is None and len(empty.items) == 20
    some = answers(40, unknown=0)
    hidden = some[(some.question_id != "goal") | (some.merchant_id < "m0004")]
    item = next(i for i in reliability.reliability(*reliability.tables(hidden)).items if i.id == "goal")
    assert item.said is None and item.mean is None


def test_answers_on_the_older_form_stay_out() -> None:
    rows = answers(50, unknown=0)
    old = rows[rows.merchant_id < "m0010"].groupby("merchant_id").head(1).assign(question_id=FORM_ROW, value=FIRST_FORM)
    words = rows.assign(value=rows.value.where((rows.question_id != "helper") | (rows.merchant_id != "m0020"), "yes"))
    worth, _unknown = reliability.tables(pd.concat([words, old], ignore_index=True))
    assert set(rows.merchant_id) - set(worth.index) == {*(f"m{i:04d}" for i in range(10)), "m0020"}


def test_only_what_the_viewer_may_see(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store.duckdb")
    rows = answers(60, unknown=0).assign(stage="intake", answered_on=DAY)
    with store.transaction() as cursor:
        cursor.register("given", rows)
        cursor.execute("INSERT INTO answers BY NAME SELECT * FROM given")
        cursor.execute("INSERT INTO merchants (merchant_id) SELECT DISTINCT merchant_id FROM given")
        cursor.unregister("given")
    everybody = reliability.of(Workspace(store))
    assert everybody.merchants == 60 and everybody.scales[-1].alpha is not None
    mine = frozenset(f"m{i:04d}" for i in range(40))
    some = reliability.of(Workspace(store, Viewer("one", mine)))
    assert some.merchants == 40
    direct = reliability.reliability(*reliability.tables(rows[rows.merchant_id.isin(mine)]))
    assert some == direct
    assert reliability.of(Workspace(store, Viewer("one", frozenset({"m0001"})))).merchants is None
    assert reliability.of(Workspace(store), stage="exit").merchants is None
    assert reliability.of(Workspace(store), date(2026, 11, 20)).merchants is None, "not yet answered then"
