"""Orders against settlements on the files page: the sentence, the months, the lines that do not match, the downloads."""
import csv
import io
from datetime import date

import pytest

from data.intake import Upload, intake
from data.samples import writers
from data.store import Store
from data.workspace import Workspace
from diagnostics.texts import Texts
from pages.shared import filecards, loading, reconciliation
from tests.intake_shop import coupang_orders, coupang_settlements, truth
from tests.pages import App

pytest_plugins = ("tests.pages",)
PAGE = "pages/session/files.py"
LEFT_OUT = {2, 10}
"""Lines of the shop that the settlement file does not tell of."""


@pytest.fixture
def shop(store: Store) -> str:
    lines = [line for line in truth() if line.end != "cancelled"]
    orders = writers.coupang_order_xlsx(coupang_orders(lines, True))
    settled = writers.coupang_settle_xlsx(coupang_settlements([line for line in lines if line.number not in LEFT_OUT]))
    space = Workspace(store)
    space.save_merchant("shop-r", name="맞춤 가게")
    intake(space, "shop-r", [Upload("DeliveryList(2026-10-01)_(0).xlsx", orders),
                             Upload("MSF_PAYMENT_REVENUE_DETAIL-1.xlsx", settled)], today=date(2026, 11, 20))
    return "shop-r"


def test_the_sentence_and_the_lines_that_are_not_settled(shop: str) -> None:
    lines = [line for line in truth() if line.end not in ("cancelled", "returned")]
    missing = [line for line in lines if line.number in LEFT_OUT]
    total = sum(line.live_amount for line in missing)
    app = App(view="merchant", merchant=shop, lang="ko").open(PAGE)
    app.all_right()
    shown = " ".join(app.texts())
    wanted = (f"2026년 9월 쿠팡 마켓플레이스: 주문 {len(lines)}건 중 {len(lines) - len(missing)}건이 정산됐어요. "
              f"{len(missing)}건, ₩{total:,}이 아직 정산 파일에 없어요.")
    assert wanted in shown.replace("\\", "")
    app.at.session_state["reconcile"] = True
    app.at.run()
    app.all_right()
    tables = [t.value for t in app.at.table]
    months = next(t for t in tables if "맞지 않는 줄" in t.columns)
    assert list(months["달"]) == ["2026년 9월"] and list(months["맞지 않는 줄"]) == ["2"]
    assert list(months["판매"] if "판매" in months else months["매출"]) == [f"₩{sum(line.live_amount for line in lines):,}"]
    drill = next(t for t in tables if "어느 파일에" in t.columns)
    assert sorted(drill["주문 번호"]) == sorted(line.order_id for line in missing)


def test_refused_rows_are_told_and_taken_along_without_formulas_and_persons(store: Store) -> None:
    heads = ["channel", "order_id", "line_id", "ordered_at", "product_name", "amount", "status", "수취인명", "=2+3"]
    rows = [["own_mall", f"T{n}", "1", "2026-10-01", "=cmd|' /C calc'!A0", "1000", "delivered", "김숨은", "x"] for n in range(8)]
    for n in range(1, 8):
        rows[n][5] = "1.2.3"
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    Workspace(store).save_merchant("shop-x", name="가게")
    app = App(view="consultant", merchant="shop-x", lang="ko").open(PAGE)
    app.at.file_uploader[0].upload("주문.csv", out.getvalue().encode())
    app.at.run()
    app.all_right()
    import_id = Workspace(store).imports("shop-x").import_id[0]
    table = next(t.value for t in app.at.table if "적힌 내용" in t.value.columns)
    assert len(table) == loading.REJECTS_KEPT and set(table["적힌 내용"]) == {r"0\.0\.0"}, "by its shape"
    rows_told = taken_along(store, import_id)
    assert len(rows_told) == 8 and "김숨은" not in str(rows_told)
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows_told for cell in row)


def taken_along(store: Store, import_id: str) -> list[list[str]]:
    """The download of the refused rows, read as a table program reads it."""
    from data.safe_csv import as_csv

    rejects = Workspace(store).rejects(import_id).to_dict("records")
    content = as_csv(filecards.rejects_table(Texts("ko"), rejects))
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_month_without_settlements_is_not_called_zero() -> None:
    t = Texts("ko")
    row = {"channel": "naver", "month": "2026-08", "live": 3, "settlements": False, "unsettled": 3, "unsettled_sales": 9,
           "only_settlements": 0, "differing": 0, "difference": 0, "only_orders": 3, "matched": 0}
    assert reconciliation.takeaway(t, row) == "2026년 8월 네이버 스마트스토어: 주문 3건이 있고, 정산 파일은 아직 없어요."
    settled = {**row, "settlements": True, "unsettled": 0, "matched": 3, "only_orders": 0}
    assert reconciliation.takeaway(t, settled) == "2026년 8월 네이버 스마트스토어: 주문 3건이 모두 정산 파일에 있어요."
    alone = {**settled, "matched": 0, "only_settlements": 3}
    assert reconciliation.takeaway(t, alone) == "2026년 8월 네이버 스마트스토어: 정산 3건이 있고, 주문 파일은 아직 없어요."
