"""Repeated parts of an aggregation become columns: the digits stay, the SQL shrinks, what a condition guards stays guarded."""

import ibis
import pandas as pd
import pytest

from data import known
from diagnostics import hoist, units
from diagnostics.measure import aggregate, by_relation
from diagnostics.metrics.relations import Relations
from tests.many_shops import DAY, many_shops

GROUPS = by_relation(units.metrics().values())


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return many_shops(tmp_path_factory.mktemp("hoist") / "shops.duckdb", 8).tables(DAY)


def plainly(relations: Relations, relation: str) -> ibis.Table:
    rows = getattr(relations, relation)
    columns = {f"v {m.id}": m.value(rows).cast("float64") for m in GROUPS[relation]}
    columns |= {f"n {m.id}": m.n(rows).cast("int64") for m in GROUPS[relation]}
    columns |= {f"s {m.id}": m.spread(rows).cast("float64") for m in GROUPS[relation] if m.spread is not None}
    return rows.group_by("merchant_id").aggregate(**columns)


@pytest.mark.parametrize("relation", GROUPS)
def test_every_metric_to_the_last_digit(relation, tables):
    relations = Relations(known.unbound())
    wanted = plainly(relations, relation)
    found = aggregate(relation, GROUPS[relation], True)(relations)
    assert found.schema() == wanted.schema()
    frames = [tables.sql(known.compiled(one)).df().sort_values("merchant_id").reset_index(drop=True) for one in (found, wanted)]
    pd.testing.assert_frame_equal(*frames, check_exact=True)


def test_the_listings_are_asked_a_fifth_of_what_they_were():
    relations = Relations(known.unbound())
    found, wanted = (len(known.compiled(one)) for one in (aggregate("listings", GROUPS["listings"])(relations),
                                                          plainly(relations, "listings")))
    assert found < 0.3 * wanted


def test_what_a_condition_guards_is_not_reckoned_without_it():
    t = ibis.memtable({"merchant_id": ["a", "a", "b"], "text": ["1", "none", "3"]})
    number = ibis.ifelse(t.text.re_search("^[0-9]+$"), t.text.cast("int64"), None)
    columns = {"most": number.max(), "sum": number.sum(), "more": (number + 1).sum(where=number > 0), "rows": t.count()}
    found = hoist.aggregate(t, "merchant_id", columns).order_by("merchant_id").to_pyarrow().to_pylist()
    assert [list(row.values()) for row in found] == [["a", 1, 1, 2, 2], ["b", 3, 3, 4, 1]]


def test_a_column_alone_and_no_column_at_all():
    t = ibis.memtable({"merchant_id": ["a", "a"], "x": [1, 2]})
    found = hoist.aggregate(t, "merchant_id", {"x": t.x.sum(), "one": ibis.literal(1), "n": t.count()})
    assert found.to_pyarrow().to_pylist() == [{"merchant_id": "a", "x": 3, "one": 1, "n": 2}]
    assert hoist.aggregate(t, "merchant_id", {"n": t.count()}).to_pyarrow().to_pylist() == [{"merchant_id": "a", "n": 2}]
