"""A payment company settles whole orders: each sale is told once, in every order of upload, and after every undo."""

import itertools
from datetime import date, datetime

import pytest

from data.intake import Upload, intake
from data.merging.undo import undo
from data.store import Store
from data.workspace import Workspace
from tests.containers import as_xlsx
from tests.planted.cafe24 import CHOSEN, Line, Order, cells, chosen_rows
from tests.planted.inicis import HEADERS, payout

TODAY = date(2026, 11, 20)
GONE = Order("20260910-0000005", (Line("두릅", 20_000), Line("더덕", 10_000)), 3_000)
PART = Order("20260911-0000006", (Line("두릅", 20_000), Line("더덕", 10_000), Line("쑥", 3_333)), 3_000)
SOLD = Order("20260912-0000007", (Line("두릅", 20_000),), 0)
ORDERS = (GONE, PART, SOLD)
PAID, BACK = date(2026, 9, 20), date(2026, 9, 29)
LINES = (
    "SELECT order_id, line_id, status, amount, refunded, refunded_at, cancelled_at, shipping_fee FROM order_lines ORDER BY ALL"
)


def orders() -> Upload:
    return Upload("주문내역_20260913.xlsx", as_xlsx(cells(CHOSEN, chosen_rows(ORDERS, False))))


def paid() -> Upload:
    rows = [payout(n, order, order.paid, PAID, False) for n, order in enumerate(ORDERS)]
    return Upload("지급내역_20260921.xlsx", as_xlsx([HEADERS, *rows]))


def back() -> Upload:
    rows = [payout(8, GONE, GONE.paid, BACK, True), payout(9, PART, 7_000, BACK, True)]
    return Upload("지급내역_20260930.xlsx", as_xlsx([HEADERS, *rows]))


@pytest.fixture
def open_store(tmp_path):
    made = []

    def open_one(name: str) -> Workspace:
        made.append(Store.open(tmp_path / f"{name}.duckdb"))
        return Workspace(made[-1])

    yield open_one
    for one in made:
        one.close()


def rows(workspace: Workspace, sql: str = LINES) -> list[tuple]:
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql).fetchall()
    finally:
        cursor.close()


def load(workspace: Workspace, *uploads: Upload) -> list[str]:
    return [intake(workspace, "m", [one], today=TODAY)[0]["import_id"] for one in uploads]


def want() -> list[tuple]:
    """All of one order went back; 7,000 won of the other, 4200 + 2100 + 700 by what its lines are worth."""
    ended = datetime(2026, 9, 29)
    less = {"두릅": 4_200, "더덕": 2_100, "쑥": 700}
    found = []
    for order in ORDERS:
        for n, line in enumerate(order.lines, 1):
            off = less[line.name] if order is PART else None
            gone = order is GONE
            state, shipping = "returned" if gone else "delivered", order.shipping if n == 1 else 0
            days = (ended if off else None, ended if gone else None)
            found.append((order.number, f"{order.number}-{n:02d}", state, line.worth - (off or 0), off, *days, shipping))
    return sorted(found)


def test_refunds_of_the_payment_company_reach_the_lines_in_every_order_of_upload(open_store):
    for n, way in enumerate(itertools.permutations((orders(), paid(), back()))):
        workspace = open_store(f"way{n}")
        load(workspace, *way)
        assert rows(workspace) == want()


def test_alone_the_payment_company_tells_the_sale(open_store):
    workspace = open_store("alone")
    load(workspace, back(), paid())
    found = rows(
        workspace, "SELECT order_id, line_id, status, amount, refunded, CAST(ordered_at AS DATE) FROM order_lines ORDER BY ALL"
    )
    assert found == [
        (GONE.number, "*", "returned", 33_000, None, date(2026, 9, 10)),
        (PART.number, "*", "paid", 36_333 - 7_000, 7_000, date(2026, 9, 11)),
        (SOLD.number, "*", "paid", 20_000, None, date(2026, 9, 12)),
    ]


def test_undo_in_either_way(open_store):
    """Without the order file the whole orders stand again; without the payment company nothing was paid back."""
    workspace, other = open_store("orders"), open_store("company")
    first, _paid, _back = load(workspace, orders(), paid(), back())
    undo(workspace, "m", first)
    alone = open_store("alone")
    load(alone, paid(), back())
    assert rows(workspace) == rows(alone) and len(rows(alone)) == len(ORDERS)
    company = load(other, paid(), back(), orders())
    for one in company[:2]:
        undo(other, "m", one)
    bare = open_store("bare")
    load(bare, orders())
    assert rows(other) == rows(bare) and {r[2] for r in rows(other)} == {"delivered"}


def test_a_later_order_file_that_knows_of_the_refund_is_not_taken_off_twice(open_store):
    """Of the order two lines are cancelled now, and the company gave back their price with the shipping."""
    order = Order("20260913-0000001", (Line("두릅", 20_000, 1, "", "cancelled"), Line("더덕", 10_000)), 3_000)
    files = (
        Upload("주문_20260930.xlsx", as_xlsx(cells(CHOSEN, chosen_rows([order], True)))),
        Upload(
            "지급_20260930.xlsx",
            as_xlsx([HEADERS, payout(1, order, order.paid, PAID, False), payout(2, order, 23_000, BACK, True)]),
        ),
    )
    for n, way in enumerate(itertools.permutations(files)):
        workspace = open_store(f"way{n}")
        load(workspace, *way)
        found = rows(workspace, "SELECT line_id, status, amount, refunded, cancelled_at FROM order_lines ORDER BY line_id")
        assert found == [
            (f"{order.number}-01", "cancelled", 20_000, None, datetime(2026, 9, 29)),
            (f"{order.number}-02", "delivered", 10_000, None, None),
        ]


def test_other_orders_are_left_alone(open_store):
    """A refund of an order whose lines nobody told touches no other order."""
    workspace = open_store("apart")
    load(workspace, Upload("주문.xlsx", as_xlsx(cells(CHOSEN, chosen_rows([SOLD], False)))), paid(), back())
    found = rows(workspace, "SELECT order_id, line_id, status, amount FROM order_lines ORDER BY ALL")
    assert found == [
        (GONE.number, "*", "returned", 33_000),
        (PART.number, "*", "paid", 29_333),
        (SOLD.number, f"{SOLD.number}-01", "delivered", 20_000),
    ]
