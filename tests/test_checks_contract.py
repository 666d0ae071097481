"""One contract for every check and every metric: what a unit promises by being there."""
import string
from datetime import date

import numpy as np
import pandas as pd
import pytest

from data import known
from data.store import Store
from data.workspace import Workspace
from diagnostics import labels, queries, units
from diagnostics.metrics.relations import Relations
from diagnostics.model import DIMENSIONS, Basis, Check, Metric, Unit
from diagnostics.texts import catalogue

CHECKS, METRICS = units.checks(), units.metrics()
UNBOUND = Relations(known.unbound())
FIELDS = {"value", "n", "target", "count", "first"}
"""What a next step may name; all of them are written out beforehand, so none carries a form."""


def every_check(function):  # type: ignore[no-untyped-def]
    return pytest.mark.parametrize("check", CHECKS.values(), ids=lambda c: c.id)(function)


def every_metric(function):  # type: ignore[no-untyped-def]
    return pytest.mark.parametrize("metric", METRICS.values(), ids=lambda m: m.id)(function)


def fields(text: str) -> dict[str, str]:
    return {name: form for _text, name, form, _c in string.Formatter().parse(text) if name is not None for form in (form or "",)}


def korean(text: str) -> str:
    return catalogue("ko").gettext(text)


def dated(basis: Basis) -> bool:
    parts = basis.as_of.split("-")
    date(*[int(p) for p in (*parts, *["1"] * (3 - len(parts)))])
    return bool(basis.source.strip())


def test_there_are_enough() -> None:
    by_dimension = pd.Series([c.dimension for c in CHECKS.values()]).value_counts()
    assert len(CHECKS) >= 45
    assert set(by_dimension.index) == set(DIMENSIONS)
    assert sum(c.judge is not None for c in CHECKS.values()) * 8 < len(CHECKS), "too many checks judge by code of their own"


@every_check
def test_texts(check: Check) -> None:
    texts = [check.title, check.failing, check.why, *check.next_step.values()]
    assert all(t.strip() for t in texts) and len(set(texts)) == len(texts)
    assert not any(fields(t) for t in (check.title, check.failing, check.why))
    assert "fail" in check.next_step, "what fails has a next step; an answer of yes or no never only warns"
    assert set(check.next_step) <= {"fail", "warn"}
    for step in check.next_step.values():
        known = fields(step)
        assert set(known) <= FIELDS and not any(known.values())
        if "first" in known or "count" in known:
            assert check.evidence is not None


@every_check
def test_korean(check: Check) -> None:
    for text in (check.title, check.failing, check.why, *check.next_step.values(), check.basis.source):
        translated = korean(text)
        assert any("가" <= letter <= "힣" for letter in translated), text
        assert set(fields(translated)) <= set(fields(text)), text
    for text in (check.title, check.failing, check.why, *check.next_step.values(), *[check.missing][: bool(check.missing)]):
        assert korean(text) != text


@every_check
def test_identity(check: Check) -> None:
    assert check.dimension in DIMENSIONS
    assert check.metric in METRICS
    assert dated(check.basis)
    assert check.min_n >= 1
    assert check.applies


@every_check
def test_curve(check: Check) -> None:
    curve = check.curve
    assert curve(curve.half) == pytest.approx(0.5)
    assert curve(curve.good) == pytest.approx(0.9)
    reach = abs(curve.good - curve.half) * np.linspace(-6, 6, 241)
    middle = curve((curve.half + curve.good) / 2 + reach)
    assert middle.min() >= 0 and middle.max() <= 1
    if curve.upper is None:
        steps = np.diff(middle)
        assert (steps >= -1e-12).all() if curve.good > curve.half else (steps <= 1e-12).all()
    assert np.isnan(curve(np.nan))


@every_check
def test_treatments(check: Check) -> None:
    assert check.treatments, "a finding that nothing cures helps nobody"
    assert set(check.treatments) <= set(units.treatments())
    assert len(set(check.treatments)) == len(check.treatments)


@every_check
def test_shrinkage_alone_is_no_fault(check: Check) -> None:
    """Who is expected to be like the peers, because little is known of him, must not fail for that."""
    prior = METRICS[check.metric].prior
    if prior is not None and check.judge is None:
        assert check.curve(prior.mean) >= 0.5
        assert prior.strength > 0 and dated(prior.basis)


@every_metric
def test_metric(metric: Metric) -> None:
    assert metric.meaning.strip() and isinstance(metric.unit, Unit)
    assert korean(metric.meaning) != metric.meaning
    relation = getattr(UNBOUND, metric.relation)
    assert "merchant_id" in relation.columns
    assert metric.n(relation).type().is_integer() or metric.n(relation).type().is_decimal()
    assert metric.value(relation).type().is_numeric() or metric.value(relation).type().is_boolean()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    store = Store.open(tmp_path_factory.mktemp("contract") / "empty.duckdb")
    yield Workspace(store).tables(date(2026, 11, 1))
    store.close()


@every_check
def test_evidence_runs_on_nothing(check: Check, empty: known.Tables) -> None:
    """The evidence of an empty store is empty; its first column names the row, each column is headed."""
    if check.evidence is None:
        return
    rows = check.evidence(UNBOUND)
    assert queries.rows(empty, check.evidence) == []
    label, *rest = [c for c in rows.columns if c != "merchant_id"]
    assert "merchant_id" in rows.columns
    assert rows[label].type().is_string()
    assert not label.endswith("_id") or label == "order_id"
    assert {label, *rest} <= set(labels.COLUMNS), "a column without a heading"
