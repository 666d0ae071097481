"""Reconciliation: orders and settlements side by side, to the won, and the lines that stand on one side only."""

from datetime import date

import pytest

from data.errors import AccessDenied
from data.intake import Upload, intake
from data.merging.reconcile import reconcile, unmatched
from data.store import Store
from data.workspace import Viewer, Workspace
from tests.told_shop import any_csv, files

TODAY = date(2026, 11, 1)


@pytest.fixture
def workspace(tmp_path):
    store = Store.open(tmp_path / "store.duckdb")
    yield Workspace(store)
    store.close()


def orders(rows: list[tuple]) -> Upload:
    """(line, order, day, status, amount)"""
    return Upload("orders_20261010.csv", any_csv([
        {"상품주문번호": line, "주문번호": order, "주문일시": day, "주문상태": status, "최종 상품별 총 주문금액": amount,
         "수량": 1, "수취인연락처1": "010-1111-2222", "구매자명": "홍길동비밀", "구매자ID": "hong", "상품명": "예시"}
        for line, order, day, status, amount in rows]))


def settled(rows: list[tuple]) -> Upload:
    """(line, order, day, kind, amount, fee)"""
    return Upload("정산.csv", any_csv([
        {"상품주문번호": line, "주문번호": order, "정산예정일": day, "정산기준일": day, "구분": kind, "정산기준금액(A)": amount,
         "Npay 수수료(B)": -fee, "매출연동 수수료 합계(C)": 0, "정산상태": "일반정산"}
        for line, order, day, kind, amount, fee in rows]))


@pytest.fixture
def shop(workspace):
    """Two months: settled as sold, settled for less, not settled, cancelled, refunded in part, settled without an order."""
    intake(workspace, "m", [
        orders([("2026090100000001", "2026090100000011", "2026-09-01", "구매확정", 10_000),
                ("2026090100000002", "2026090100000011", "2026-09-01", "구매확정", 5_000),
                ("2026090200000003", "2026090200000012", "2026-09-02", "배송중", 7_000),
                ("2026090300000004", "2026090300000013", "2026-09-03", "취소", 4_000),
                ("2026100100000005", "2026100100000014", "2026-10-01", "구매확정", 9_000)]),
        settled([("2026090100000001", "2026090100000011", "2026-10-02", "상품주문", 10_000, 300),
                 ("8888888888888888", "2026090100000011", "2026-10-02", "배송비", 3_000, 60),
                 ("2026090100000002", "2026090100000011", "2026-10-02", "상품주문", 4_500, 150),
                 ("2026100100000005", "2026100100000014", "2026-10-20", "상품주문", 9_000, 270),
                 ("2026100100000005", "2026100100000014", "2026-10-25", "상품주문", -2_000, 60),
                 ("2026090500000006", "2026090500000015", "2026-10-05", "상품주문", 6_000, 180),
                 ("7777777777777777", "9999999999999999", "2026-11-05", "배송비", 2_500, 50)])], today=TODAY)
    return workspace


def test_months_hold_what_was_sold_and_what_was_settled(shop):
    found = reconcile(shop, "m").set_index("month")
    assert list(found.index) == ["2026-09", "2026-10", "2026-11"] and set(found.channel) == {"naver"}
    # September: 10,000 and 5,000 settled (the latter 500 less), 7,000 not yet settled, 4,000 cancelled, 6,000 known by the payout
    want = {"lines": 5, "live": 4, "sales": 28_000, "gross": 23_500, "shipping": 3_000, "fee_payment": 690, "net": 22_810,
            "only_orders": 2, "unsettled": 1, "unsettled_sales": 7_000, "only_settlements": 1, "matched": 2, "differing": 1,
            "difference": -500, "seller_discount": 0, "fee_sales": 0, "fee_other": 0}
    assert {n: int(found.at["2026-09", n]) for n in want} == want
    # October: 2,000 of 9,000 were paid back, by the payout and so by the line
    want = {"lines": 1, "live": 1, "sales": 7_000, "gross": 7_000, "fee_payment": 210, "net": 6_790, "matched": 1, "differing": 0}
    assert {n: int(found.at["2026-10", n]) for n in want} == want
    # a payout of which no order is known stands in its own month
    want = {"lines": 0, "sales": 0, "gross": 2_500, "shipping": 2_500, "net": 2_450, "only_settlements": 0}
    assert {n: int(found.at["2026-11", n]) for n in want} == want


def test_the_lines_behind_a_month(shop):
    found = unmatched(shop, "m", "naver", "2026-09")
    found["settled"] = found.settled.fillna(0)
    assert [(row.found_in, row.line_id, row.amount, row.settled) for row in found.itertuples()] == [
        ("differs", "2026090100000002", 5_000, 4_500), ("orders", "2026090200000003", 7_000, 0),
        ("settlements", "2026090500000006", 6_000, 6_000)]
    assert found.difference.iloc[0] == -500
    assert not set(found.columns) & {"buyer_key", "region"} and "hong" not in found.to_csv() and "비밀" not in found.to_csv()
    assert unmatched(shop, "m", "naver", "2026-10").empty and unmatched(shop, "m", "coupang", "2026-09").empty


def test_totals_are_those_of_the_store(workspace):
    """With every kind of file of a shop: months add up to the sums of the tables, and lines to what the months count."""
    intake(workspace, "m", [Upload(n, c) for n, c in files().items()], today=TODAY)
    found = reconcile(workspace, "m")
    cursor = workspace.store.cursor()
    for channel in ("naver", "coupang"):
        mine = found[found.channel == channel]
        lines = cursor.execute("""SELECT count(*), count(*) FILTER (status NOT IN ('cancelled', 'returned')),
            sum(amount) FILTER (status NOT IN ('cancelled', 'returned')) FROM order_lines WHERE channel = ?""",
                               [channel]).fetchall()[0]
        assert tuple(int(mine[n].sum()) for n in ("lines", "live", "sales")) == tuple(map(int, lines))
        money = cursor.execute("""SELECT sum(gross), sum(net), sum(coalesce(seller_discount, 0)), sum(coalesce(fee_payment, 0)),
            sum(coalesce(fee_sales, 0)), sum(coalesce(fee_other, 0)), sum(gross) FILTER (kind = 'shipping')
            FROM settlements WHERE channel = ?""", [channel]).fetchall()[0]
        names = ("gross", "net", "seller_discount", "fee_payment", "fee_sales", "fee_other", "shipping")
        assert tuple(int(mine[n].sum()) for n in names) == tuple(int(m or 0) for m in money)
        assert (mine.only_orders + mine.only_settlements + mine.matched).sum() == mine.lines.sum() > 20
        for row in mine.itertuples():
            assert len(unmatched(workspace, "m", channel, row.month)) == row.unsettled + row.only_settlements + row.differing


def test_nothing_and_nobody(shop):
    assert reconcile(shop, "other").empty
    stranger = Workspace(shop.store, Viewer("c", frozenset({"other"})))
    with pytest.raises(AccessDenied):
        reconcile(stranger, "m")
    with pytest.raises(AccessDenied):
        unmatched(stranger, "m", "naver", "2026-09")
