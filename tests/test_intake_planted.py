"""Each marketplace's files with planted orders come out with the planted totals to the won: alone, together, in every order."""

import itertools
import random
from datetime import date

import pytest

from data.intake import Upload, detect, intake
from data.store import Store
from data.workspace import Workspace
from tests.planted import Truth, planted

TODAY = date(2026, 11, 20)
ORDERS = 8
"""Orders of upload that are tried at length: all where there are fewer."""
SUMS = {
    "lines": "SELECT count(*) FROM order_lines WHERE merchant_id = $m AND status NOT IN ('cancelled', 'returned')",
    "sales": "SELECT coalesce(sum(amount), 0) FROM order_lines WHERE merchant_id = $m "
    "AND status NOT IN ('cancelled', 'returned')",
    "dead": "SELECT count(*) FROM order_lines WHERE merchant_id = $m AND status IN ('cancelled', 'returned')",
    "shipping": "SELECT coalesce(sum(shipping_fee), 0) FROM order_lines WHERE merchant_id = $m",
    "fees": "SELECT coalesce(sum(coalesce(fee_payment, 0) + coalesce(fee_sales, 0) + coalesce(fee_other, 0)), 0) "
    "FROM settlements WHERE merchant_id = $m",
    "net": "SELECT coalesce(sum(net), 0) FROM settlements WHERE merchant_id = $m",
    "refunded": "SELECT coalesce(sum(refunded), 0) FROM order_lines WHERE merchant_id = $m "
    "AND status NOT IN ('cancelled', 'returned')",
    "listings": "SELECT count(DISTINCT (channel, product_id)) FROM listings WHERE merchant_id = $m",
    "statistics": "SELECT count(*) FROM statistics WHERE merchant_id = $m",
    "views": "SELECT coalesce(sum(views), 0) FROM statistics WHERE merchant_id = $m",
    "stat_sales": "SELECT coalesce(sum(sales), 0) FROM statistics WHERE merchant_id = $m",
}


def found(workspace: Workspace, merchant: str, wanted: Truth) -> Truth:
    """What stands in the store of the figures that `wanted` states."""
    cursor = workspace.store.cursor()
    try:
        return Truth(
            **{
                name: int(cursor.execute(sql, {"m": merchant}).fetchall()[0][0])
                for name, sql in SUMS.items()
                if getattr(wanted, name) is not None
            }
        )
    finally:
        cursor.close()


def load(workspace: Workspace, merchant: str, names: tuple[str, ...], shop: str) -> list[dict]:
    one = planted()[shop]
    return [
        entry
        for name in names
        for entry in intake(workspace, merchant, [Upload(name, one.files[name])], one.password, TODAY)
    ]


@pytest.fixture
def workspace(tmp_path):
    return Workspace(Store.open(tmp_path / "store.duckdb"))


@pytest.mark.parametrize("shop", sorted(planted()))
def test_together_and_again(shop, workspace):
    """In the natural order and the other way round."""
    one = planted()[shop]
    together(workspace, shop, list(dict.fromkeys((tuple(one.files), tuple(one.files)[::-1]))))


@pytest.mark.long
@pytest.mark.parametrize("shop", sorted(s for s, one in planted().items() if len(one.files) > 2))
def test_together_in_every_order_of_upload(shop, workspace):
    orders = list(itertools.permutations(planted()[shop].files))
    few = len(orders) <= ORDERS
    together(workspace, shop, orders if few else [orders[0], orders[-1], *random.Random(7).sample(orders[1:-1], ORDERS - 2)])


def together(workspace: Workspace, shop: str, orders: list[tuple[str, ...]]) -> None:
    one = planted()[shop]
    for n, order in enumerate(orders):
        entries = load(workspace, f"m{n}", order, shop)
        assert found(workspace, f"m{n}", one.truth) == one.truth, order
        assert {e["file"]: e["rejected"] for e in entries if e["rejected"]} == dict(one.rejected)
    again = load(workspace, "m0", tuple(one.files), shop)
    assert all(e["loaded"] == e["updated"] == 0 for e in again), "loading again changes nothing"
    assert found(workspace, "m0", one.truth) == one.truth


@pytest.mark.parametrize(("shop", "name"), [(s, f) for s, one in sorted(planted().items()) for f in one.alone])
def test_each_file_alone(shop, name, workspace):
    one = planted()[shop]
    load(workspace, "m", (name,), shop)
    assert found(workspace, "m", one.alone[name]) == one.alone[name]


@pytest.mark.parametrize(("shop", "name"), [(s, f) for s, one in sorted(planted().items()) for f in one.files])
def test_recognised_by_its_headers(shop, name):
    one = planted()[shop]
    assert detect(Upload("파일.bin", one.files[name]), one.password)["format"] == one.formats[name]


@pytest.mark.parametrize("shop", sorted(s for s, one in planted().items() if one.persons))
def test_no_person_reaches_the_store(shop, workspace):
    one = planted()[shop]
    load(workspace, "m", tuple(one.files), shop)
    cursor = workspace.store.cursor()
    try:
        for (table,) in cursor.execute("SELECT table_name FROM information_schema.tables").fetchall():
            text = str(cursor.execute(f'SELECT * FROM "{table}"').fetchall())
            assert not [p for p in one.persons if p in text], table
    finally:
        cursor.close()
