"""The demo: real export files through the real intake, loaded once, nothing personal kept."""
import json
from decimal import ROUND_HALF_UP, Decimal

import holidays
import openpyxl
import pytest

from data import contract
from data.intake import Upload, intake
from data.read import OLE2
from data.samples import trio
from data.samples.days import DEMO_AS_OF, DEMO_DAY
from data.samples.demo import is_loaded, load_demo
from data.store import Store
from data.workspace import Workspace
from diagnostics import diagnose
from diagnostics.__main__ import main
from tests.demo_store import demo

TABLES = ("merchants", "order_lines", "settlements", "listings", "reviews", "costs", "answers")


def _state():
    """A digest of everything in the canonical tables, and how often each merchant's data changed."""
    content = [demo().rows("SELECT count(*), " + ", ".join(f"bit_xor(hash({n}))" for n in contract.TABLES[table].names)
                           + f" FROM {table}") for table in TABLES]
    return content, sorted(demo().rows("SELECT * FROM versions"))


def test_no_row_is_refused_and_every_file_says_something():
    summary = demo().summary
    entries = [e for m in summary["merchants"] for e in m["files"]] + summary["cohort"]
    assert [(e["file"], e["rejects"]) for e in entries if e["rejected"]] == []
    assert [e["file"] for e in entries if not e["read"]] == []
    assert {e["format"] for e in entries} == {"canonical", "naver_order", "naver_settle_case", "naver_product_csv",
                                              "coupang_order", "coupang_settle"}


def test_all_merchants_are_marked_as_demo_and_say_that_they_are_invented():
    merchants = demo().workspace.merchants()
    assert len(merchants) == 303
    assert merchants.merchant_id.str.startswith("demo-").all()
    assert merchants.name.str.contains(r"\(예시\)").all()


def test_loading_again_changes_nothing():
    workspace = demo().workspace
    before = _state()
    again = load_demo(workspace)
    assert is_loaded(workspace) and not again["loaded"] and again["merchants"] == again["cohort"] == []
    assert _state() == before


@pytest.mark.slow
def test_the_same_files_again_change_nothing():
    """Through the intake itself: what a person does who uploads them a second time."""
    before = _state()[0]
    again = [(trio.STRUGGLING, trio.struggling().files),
             (trio.GROWING, [f for f in trio.growing().files if f.name.startswith(("Delivery", "MSF"))])]
    for merchant, files in again:
        for entry in intake(demo().workspace, merchant, [Upload(f.name, f.content) for f in files], trio.PASSWORD):
            assert (entry["loaded"], entry["updated"], entry["rejected"]) == (0, 0, 0), entry["file"]
    assert _state()[0] == before


def _naver_cells(merchant, name):
    """The rows of an export as {header: value}, read without our own reader."""
    import io

    import msoffcrypto

    file = next(f for f in merchant.files if f.name.startswith(name))
    content = io.BytesIO(file.content)
    if file.password:
        plain = io.BytesIO()
        office = msoffcrypto.OfficeFile(content)
        office.load_key(password=file.password)
        office.decrypt(plain)
        plain.seek(0)
        content = plain
    rows = [["" if cell is None else cell for cell in row]
            for row in openpyxl.load_workbook(content).worksheets[0].iter_rows(values_only=True)]
    head = next(i for i, row in enumerate(rows) if "주문번호" in row)
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1:]]


def test_the_live_sales_of_the_store_are_those_of_the_file():
    """The struggling shop's one export, summed here."""
    rows = _naver_cells(trio.struggling(), "스마트스토어")
    live = sum(Decimal(str(r["최종 상품별 총 주문금액"])) for r in rows if r["주문상태"] not in ("취소", "반품"))
    found = demo().rows("SELECT sum(amount) FROM order_lines WHERE merchant_id = ? AND status NOT IN ('cancelled', 'returned')",
                  trio.STRUGGLING)[0][0]
    assert found == live > 0
    assert len(rows) == demo().rows("SELECT count(*) FROM order_lines WHERE merchant_id = ?", trio.STRUGGLING)[0][0]


def test_two_exports_that_overlap_count_once_and_the_later_state_wins():
    first, second = (_naver_cells(trio.growing(), f"스마트스토어_전체주문발주발송관리_{day}") for day in ("20260930", "20261031"))
    older, newer = ({r["상품주문번호"]: r["주문상태"] for r in rows} for rows in (first, second))
    both = set(older) & set(newer)
    assert len(both) > 50 and any(older[line] != newer[line] for line in both)
    assert len(set(older) | set(newer)) == demo().rows(
        "SELECT count(*) FROM order_lines WHERE merchant_id = ? AND channel = 'naver'", trio.GROWING)[0][0]
    words = {"배송완료": "delivered", "배송중": "shipping", "결제완료": "paid", "구매확정": "confirmed", "취소": "cancelled",
    "반품": "returned"}
    found = dict(demo().rows("SELECT line_id, status FROM order_lines WHERE merchant_id = ? AND channel = 'naver'", trio.GROWING))
    assert {line: found[line] for line in newer} == {line: words[state] for line, state in newer.items()}


@pytest.mark.slow
def test_overlapping_exports_in_the_other_order_give_the_same_sales(tmp_path):
    store = Store.open(tmp_path / "other.duckdb")
    try:
        workspace = Workspace(store)
        orders = [f for f in trio.growing().files if f.name.startswith(("스마트스토어", "DeliveryList"))]
        rest = [f for f in trio.growing().files if f.name.startswith(("PaySettle", "MSF"))]
        intake(workspace, trio.GROWING, [Upload(f.name, f.content) for f in [*rest, *reversed(orders)]], trio.PASSWORD)
        sql = "SELECT channel, line_id, status, amount FROM order_lines WHERE merchant_id = ? ORDER BY ALL"
        assert store.cursor().execute(sql, [trio.GROWING]).fetchall() == demo().rows(sql, trio.GROWING)
    finally:
        store.close()


def test_settlements_add_up_to_the_won():
    for row in _naver_cells(trio.struggling(), "PaySettleDetail"):
        assert row["Npay 수수료(B)"] <= 0 and row["매출연동 수수료 합계(C)"] <= 0 < row["정산기준금액(A)"]
        rate = Decimal("0.0198")
        assert -row["Npay 수수료(B)"] == (Decimal(str(row["정산기준금액(A)"])) * rate).quantize(Decimal(1), ROUND_HALF_UP)
    for row in _naver_cells(trio.growing(), "MSF_PAYMENT"):
        base = Decimal(str(row["판매액"])) - Decimal(str(row["판매자 할인쿠폰(A+B)"]))
        rate = Decimal(str(row["서비스이용율(%,VAT별도)"])) / 100 * Decimal("1.1")
        assert Decimal(str(row["판매수수료"])) == (base * rate).quantize(Decimal(1), ROUND_HALF_UP)
        assert Decimal(str(row["정산금액"])) == base - Decimal(str(row["판매수수료"]))


def test_money_is_paid_out_on_business_days_only():
    off = holidays.country_holidays("KR", years=(2025, 2026, 2027))
    sql = "SELECT DISTINCT settled_on FROM settlements WHERE merchant_id = ? AND channel = 'naver'"
    days = {row[0] for row in demo().rows(sql, trio.GROWING)}
    assert len(days) > 100
    assert [d for d in days if d.weekday() >= 5 or d in off or d > DEMO_DAY] == []


def test_nothing_personal_of_the_files_is_in_the_store():
    """Every buyer's data in every text of the three merchants; the marks of all of them in the bytes of the whole store."""
    needles = trio.planted_identities()
    assert all(len(needles[kind]) > 200 for kind in ("names", "phones", "addresses", "doors"))
    in_files = json.dumps(_naver_cells(trio.struggling(), "스마트스토어"), default=str, ensure_ascii=False)
    for b in trio.struggling().buyers:
        assert b.name in in_files and b.phone in in_files and b.address in in_files and b.door in in_files
    words = {x for kind in needles.values() for x in kind}
    columns = demo().rows("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND data_type = 'VARCHAR' "
                          "AND table_name IN (SELECT table_name FROM duckdb_columns() WHERE column_name = 'merchant_id')")
    kept: set[str] = set()
    for table, column in columns:
        sql = f'SELECT DISTINCT "{column}" FROM {table} WHERE "{column}" IS NOT NULL AND merchant_id IN (?, ?, ?)'
        kept |= {row[0] for row in demo().rows(sql, trio.UNLISTED, trio.STRUGGLING, trio.GROWING)}
    text = "\n".join(kept)
    assert trio.STRUGGLING in text and [w for w in words if w in text] == []
    demo().rows("CHECKPOINT")
    data = b"".join(p.read_bytes() for p in demo().home.iterdir() if p.is_file())
    marks = {"모의대로", "모의아파트", "공동현관", "0503-0000-", *(n[1:] for n in needles["names"])}
    assert [m for m in marks if m.encode() in data] == []


def test_buyers_are_invented():
    for merchant in trio.merchants():
        for buyer in merchant.buyers:
            assert buyer.phone.startswith("010-0000-") and buyer.safe_phone.startswith("0503-0000-")
            assert "모의대로" in buyer.address and "모의아파트" in buyer.detail and len(buyer.name) == 4


def test_the_written_files_can_be_tried():
    summary, home = demo().summary, demo().home
    folder = home / "files"
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert trio.PASSWORD in readme and "연습용" in readme and "invented" in readme
    written = {p.name for p in folder.rglob("*") if p.is_file()}
    assert {f.name for m in trio.merchants() for f in m.files} | {"README.md"} == written
    assert all(name in readme for name in written - {"README.md"})
    assert len(summary["files"]) == sum(len(m.files) for m in trio.merchants()) + 1
    locked = [f for m in trio.merchants() for f in m.files if f.password]
    assert len(locked) == 3 and all(f.content.startswith(OLE2) for f in locked)
    korean = next(f for f in trio.struggling().files if f.name.startswith("Product_"))
    assert "상품명" in korean.content.decode("cp949")


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, capsys):
    blocked = tmp_path / "taken"
    blocked.write_text("a file", encoding="utf-8")
    assert main(["demo", "--db", str(demo().home / "demo.duckdb"), "--files", str(blocked)]) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and "cannot be written" in captured.err.splitlines()[-1]


def test_the_three_stand_where_they_are_meant_to():
    found = {m: diagnose(demo().workspace, m, DEMO_AS_OF) for m in (trio.UNLISTED, trio.STRUGGLING, trio.GROWING)}
    assert [r["segment"] for r in found.values()] == ["unlisted", "struggling", "growing"]
    struggling = found[trio.STRUGGLING]
    assert ("CL001", "block") in {(g["rule"], g["severity"]) for g in struggling["gates"]}
    failing = {f["check"] for f in struggling["findings"] if f["status"] in ("fail", "warn")}
    assert {"listing.image_count", "listing.keyword_coverage", "service.ship_on_time", "price.contribution_margin",
            "sales.orders_30"} <= failing
    assert found[trio.GROWING]["summary"]["score"] > struggling["summary"]["score"]
    assert not any(f["status"] == "error" for r in found.values() for f in r["findings"])
