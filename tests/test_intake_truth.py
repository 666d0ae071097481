"""One truth from several files: whatever comes first, the planted shop comes out to the won."""

import itertools
import random
from datetime import date

import pytest

from data.intake import Upload, _keep, _understand, intake
from data.samples import layouts, writers
from data.store import Store
from data.workspace import Workspace
from tests.intake_shop import coupang_files, naver_files, naver_orders, truth

TODAY = date(2026, 11, 1)
LINES = """SELECT order_id, line_id, ordered_at, shipped_at, delivered_at, confirmed_at, cancelled_at, quantity, amount,
  shipping_fee, status, buyer_key, region, product_id FROM order_lines ORDER BY ALL"""
SETTLED = (
    "SELECT order_id, line_id, kind, settled_on, gross, fee_payment, fee_sales, fee_other, net FROM settlements ORDER BY ALL"
)


def rows(workspace: Workspace, sql: str) -> list[tuple]:
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql).fetchall()
    finally:
        cursor.close()


@pytest.fixture
def store(tmp_path):
    made = []

    def open_one(name: str = "store") -> Workspace:
        made.append(Store.open(tmp_path / f"{name}.duckdb"))
        return Workspace(made[-1])

    yield open_one
    for one in made:
        one.close()


def orders_csv(made: list[dict]) -> bytes:
    """The order export as CSV: the layout counts, not the container, and no workbook has to be read."""
    return writers.csv_text(layouts.NAVER_ORDER, made)


def live_sales(workspace: Workspace) -> int:
    return int(
        rows(workspace, "SELECT coalesce(sum(amount), 0) FROM order_lines WHERE status NOT IN ('cancelled', 'returned')")[0][0]
    )


@pytest.mark.parametrize("channel", ["naver", "coupang"])
def test_the_order_of_upload_does_not_matter(channel, store):
    files = naver_files() if channel == "naver" else coupang_files()
    base = store("read")
    ready = {name: _understand(base, "m", Upload(name, content), None, TODAY) for name, content in files.items()}
    ways = list(itertools.permutations(ready))
    chosen = ways if len(ways) < 10 else [ways[0], ways[-1], *random.Random(7).sample(ways[1:-1], 4)]
    true = sum(line.live_amount for line in truth())
    parcels = {line.order_id for line in truth() if channel == "naver" or line.end != "cancelled"}
    seen = set()
    for n, way in enumerate(chosen):
        workspace = store(f"way{n}")
        for name in way:
            # buyers are keyed per store; the key of the first one stands for all
            _keep(workspace, "m", ready[name], TODAY)
        assert live_sales(workspace) == true, way
        assert int(rows(workspace, "SELECT sum(shipping_fee) FROM order_lines")[0][0]) == len(parcels) * (
            3000 if channel == "naver" else 2500
        )
        seen.add((tuple(rows(workspace, LINES)), tuple(rows(workspace, SETTLED))))
    assert len(seen) == 1


@pytest.mark.parametrize("channel", ["naver", "coupang"])
def test_settlements_alone_tell_the_same_sales(channel, store):
    files = naver_files() if channel == "naver" else coupang_files()
    workspace = store()
    intake(workspace, "m", [Upload(n, c) for n, c in files.items() if "DeliveryList" not in n and "발주" not in n], today=TODAY)
    assert live_sales(workspace) == sum(line.live_amount for line in truth())
    ended = dict(rows(workspace, "SELECT line_id, status FROM order_lines WHERE status IN ('cancelled', 'returned')"))
    want = {line.line_id if channel == "naver" else f"66{line.number}" for line in truth() if line.end == "returned"}
    assert set(ended) == want and set(ended.values()) == {"returned"}


def test_settlement_sums_and_signs(store):
    """Fees are costs whatever their sign in the file; a refund takes its fee back; net is what the channel pays."""
    workspace = store()
    intake(workspace, "m", [Upload(n, c) for n, c in naver_files().items() if "PaySettle" in n], today=TODAY)
    kept = [line for line in truth() if line.end != "cancelled"]
    goods = sum(line.amount - line.back for line in kept)
    fee_sales = sum(line.amount // 40 - line.back // 40 for line in kept)
    fee_payment = sum(line.amount // 50 - line.back // 50 for line in kept)
    found = rows(
        workspace, "SELECT sum(gross), sum(fee_payment), sum(fee_sales), sum(net) FROM settlements WHERE kind = 'goods'"
    )[0]
    assert [int(v) for v in found] == [goods, fee_payment, fee_sales, goods - fee_payment - fee_sales]
    shipping = rows(workspace, "SELECT count(*), sum(gross), sum(fee_payment) FROM settlements WHERE kind = 'shipping'")[0]
    orders = len({line.order_id for line in kept})
    assert [int(v) for v in shipping] == [orders, 3000 * orders, 59 * orders]
    assert rows(workspace, "SELECT count(*) FROM order_lines WHERE line_id LIKE '8%'")[0][0] == 0  # shipping is no product


def test_coupang_sums_and_pseudo_rows(store):
    workspace = store()
    intake(workspace, "m", [Upload(n, c) for n, c in coupang_files().items() if "MSF" in n], today=TODAY)
    kept = [line for line in truth() if line.end != "cancelled"]
    net = sum(line.amount - line.amount * 1155 // 10_000 - line.back + line.back * 1155 // 10_000 for line in kept)
    found = rows(
        workspace, "SELECT sum(net), sum(gross) - sum(fee_sales) - sum(fee_other) FROM settlements WHERE kind = 'goods'"
    )[0]
    assert [int(v) for v in found] == [net, net]
    names = {r[0] for r in rows(workspace, "SELECT line_id FROM settlements WHERE kind = 'shipping'")}
    assert names == {"<기본배송료>", "<추가배송료>"}
    assert not rows(workspace, "SELECT 1 FROM order_lines WHERE line_id LIKE '<%'")


def test_the_same_file_again_changes_nothing(store):
    workspace = store()
    for name, content in [*list(naver_files().items())[1:3], list(coupang_files().items())[2]]:
        first = intake(workspace, "m", [Upload(name, content)], today=TODAY)[0]
        before = workspace.version("m"), rows(workspace, LINES), len(workspace.imports("m"))
        again = intake(workspace, "m", [Upload(name, content)], today=date(2026, 11, 9))[0]
        assert (again["loaded"], again["updated"], again["unchanged"]) == (0, 0, first["read"] - first["rejected"])
        assert (workspace.version("m"), rows(workspace, LINES), len(workspace.imports("m"))) == before
        assert first["read"] == first["loaded"] + first["updated"] + first["unchanged"] + first["rejected"]


def state_of(workspace: Workspace, merchant: str) -> str:
    return rows(workspace, f"SELECT status FROM order_lines WHERE merchant_id = '{merchant}'")[0][0]


@pytest.mark.parametrize(
    ("early", "late", "want"),
    [
        ("배송중", "구매확정", "confirmed"),
        ("배송중", "취소", "cancelled"),
        ("취소요청", "배송중", "shipping"),
        ("결제완료", "취소요청", "cancelled"),
        ("취소요청", "결제완료", "paid"),
        ("취소요청", "취소철회", "paid"),
        ("구매확정", "반품", "returned"),
        ("배송완료", "교환", "exchanged"),
        ("결제대기", "결제완료", "paid"),
    ],
)
def test_state_of_two_exports_in_either_order(early, late, want, store):
    line = truth()[:1]
    workspace, files = store(), []
    for day, word in (("20260903", early), ("20260909", late)):
        row = {**naver_orders(line, True)[0], "주문상태": word, "발송처리일": None}
        files.append(Upload(f"스마트스토어_전체주문발주발송관리_{day}_0900.csv", orders_csv([row])))
    for merchant, way in (("forth", files), ("back", files[::-1])):
        intake(workspace, merchant, way, today=TODAY)
        assert state_of(workspace, merchant) == want


def test_states_without_a_day_in_the_file_name(store):
    """Nothing says which export is newer: the more certain state wins, and a shipment takes a mere request back."""
    row = naver_orders(truth()[:1], True)[0]
    workspace = store()
    for first, second, want in (
        ("구매확정", "배송중", "confirmed"),
        ("취소", "배송완료", "cancelled"),
        ("배송중", "취소요청", "shipping"),
    ):
        files = [Upload(f"orders{n}.csv", orders_csv([{**row, "주문상태": word}])) for n, word in enumerate((first, second))]
        intake(workspace, first, files, today=TODAY)
        assert state_of(workspace, first) == want


def test_words_that_contain_cancel_but_are_live(store):
    lines = truth()[:6]
    words = ["취소철회", "취소안함", "구매확정", "미결제취소", "결제대기", "취소"]
    made = [{**row, "주문상태": word} for row, word in zip(naver_orders(lines, True), words, strict=True)]
    workspace = store()
    entry = intake(workspace, "m", [Upload("a.csv", orders_csv(made))], today=TODAY)[0]
    assert live_sales(workspace) == sum(line.amount for line in lines[:3])
    assert [(r["row"], r["column"]) for r in entry["rejects"]] == [(5, "주문상태"), (6, "주문상태")]
    assert all("never paid" in r["reason"] for r in entry["rejects"])


def test_nothing_known_is_erased_by_an_emptier_export(store):
    row = naver_orders(truth()[:1], True)[0]
    poorer = {
        k: v for k, v in row.items() if k not in ("상품명", "통합배송지", "발송처리일", "구매자ID", "구매자명", "구매자연락처")
    }
    workspace = store()
    intake(workspace, "m", [Upload("a_20260905.csv", orders_csv([row]))], today=TODAY)
    before = rows(workspace, LINES)
    intake(workspace, "m", [Upload("b_20260906.csv", orders_csv([poorer]))], today=TODAY)
    assert rows(workspace, LINES) == before


def test_an_order_export_that_already_states_the_lower_amount(store):
    """최종 금액 already knows of the partial refund: the settlement must not take it off again."""
    line = truth()[8]
    row = {**naver_orders([line], True)[0], "최종 상품별 총 주문금액": line.amount - line.back}
    files = [("o.csv", orders_csv([row])), *((n, c) for n, c in naver_files().items() if "PaySettle" in n)]
    workspace = store()
    ready = [_understand(workspace, "m", Upload(*one), None, TODAY) for one in files]
    for n, way in enumerate((ready, ready[::-1], ready[1:] + ready[:1])):
        workspace = store(f"way{n}")
        for one in way:
            _keep(workspace, "m", one, TODAY)
        assert rows(workspace, f"SELECT amount FROM order_lines WHERE line_id = '{line.line_id}'")[0][0] == line.live_amount


def test_as_of_before_a_refund_the_line_is_live(store):
    """A line that was returned later counts with its whole amount as of an earlier day."""
    workspace = store()
    intake(workspace, "m", [Upload(*list(naver_files().items())[n]) for n in (1, 3)], today=TODAY)
    line = next(one for one in truth() if one.end == "returned")
    table = workspace.tables(date(2026, 9, 20), ["m"]).order_lines
    found = table.filter(table.line_id == line.line_id).execute()
    assert found.status.iat[0] == "paid" and int(found.amount.iat[0]) == line.amount
