"""Measuring: one query per relation, the same without our SQL, and a metric that breaks alone."""
from dataclasses import replace

import ibis
import pandas as pd
import pytest

from data import known
from diagnostics import queries, units
from diagnostics.judge import judge
from diagnostics.measure import aggregate, by_relation, measure, shrink
from diagnostics.model import Basis, Metric, Prior, Status, Unit
from tests.many_shops import DAY, many_shops


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("measure") / "shops.duckdb", 12)


def test_every_merchant_has_a_row_and_every_metric_a_column(shops):
    measured = measure(shops.tables(DAY))
    assert measured.merchants.tolist() == sorted(shops.merchants().merchant_id)
    assert list(measured.raw) == list(measured.value) == list(measured.n) == list(units.metrics())
    assert (measured.n >= 0).all().all() and not measured.broken
    assert measured.raw[measured.n == 0].isna().all().all()


def test_without_our_sql_the_same_numbers(shops):
    """On an engine that only knows Ibis, the expressions are executed as they are."""
    wanted = [m for m in units.metrics().values() if m.relation in ("days", "reviews", "merchants")]
    tables = shops.tables(DAY)
    one, other = measure(tables, wanted), measure(replace(tables, sql=None), wanted)
    pd.testing.assert_frame_equal(one.raw, other.raw, check_exact=True)
    pd.testing.assert_frame_equal(one.n, other.n)


def test_a_query_is_written_down_once_for_all_days(shops):
    group = next(iter(by_relation(units.metrics().values()).values()))
    before = queries._written.cache_info().misses
    for day in (DAY, DAY.replace(month=3), DAY.replace(year=2025)):
        measure(shops.tables(day), group)
    first = queries._written.cache_info().misses
    measure(shops.tables(DAY.replace(day=2)), group)
    assert queries._written.cache_info().misses == first <= before + 2


def test_the_day_is_put_into_every_query():
    """No metric and no evidence writes the placeholder down in a form that would stay there."""
    written = [queries.sql(aggregate(*group), "intake") for group in by_relation(units.metrics().values()).items()]
    written += [queries.sql(c.evidence, "intake") for c in units.checks().values() if c.evidence is not None]
    assert sum("1234, 5, 6" in sql for sql in written) > 10
    assert any("'mid'" in queries.sql(aggregate(*group), "mid") for group in by_relation(units.metrics().values()).items())
    for sql in written:
        assert queries.SOMESTAGE not in sql
        text = known.at(sql, DAY)
        assert "1234, 5, 6" not in text and known.SOMEDAY.isoformat() not in text


def test_a_metric_that_the_data_breaks_breaks_alone(shops):
    whole = Metric("test.lines", "lines", lambda t: t.count(), lambda t: t.count(), Unit.COUNT, "lines")
    bad = Metric("test.bad", "lines", lambda t: t.product_name.cast("int64").sum(), lambda t: t.count(), Unit.COUNT, "bad")
    measured = measure(shops.tables(DAY), [whole, bad])
    assert measured.broken == {"test.bad"}
    assert measured.raw["test.lines"].notna().sum() > 5 and measured.raw["test.bad"].isna().all()
    check = replace(next(iter(units.checks().values())), id="sales.test", metric="test.bad", judge=None)
    judged = judge(measured, pd.Series("growing", index=measured.merchants), [check])
    assert (judged.status["sales.test"] == Status.ERROR).all()


def test_shrinkage_pulls_few_observations_to_what_is_usual():
    prior = Prior(0.1, 10, Basis.judgement("a test"))
    metric = Metric("test.m", "lines", lambda t: ibis.literal(1), lambda t: t.count(), Unit.SHARE, "m", prior)
    raw, n = pd.Series([1.0, 1.0, 0.5]).to_numpy(), pd.Series([0, 10, 990]).to_numpy()
    assert shrink(raw, n, metric).tolist() == pytest.approx([0.1, 0.55, 0.496])
    assert shrink(raw, n, replace(metric, prior=None)).tolist() == raw.tolist()
