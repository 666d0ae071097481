"""What single rows of the files of Naver and Coupang come to: claims, kinds of payouts, lists, statistics."""

import json
from datetime import date

import pytest

from data.errors import InputProblem, PeriodNeeded
from data.intake import Choice, Upload, detect, intake
from data.samples import layouts, writers
from data.store import Store
from data.workspace import Workspace
from tests.planted import coupang, naver, planted

TODAY = date(2026, 11, 20)
LINE, ORDER = "2026090130000011", "2026090150000011"


@pytest.fixture
def workspace(tmp_path):
    store = Store.open(tmp_path / "store.duckdb")
    yield Workspace(store)
    store.close()


def rows(workspace: Workspace, sql: str) -> list[tuple]:
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql).fetchall()
    finally:
        cursor.close()


def load(workspace: Workspace, merchant: str, *files: tuple[str, bytes]) -> list[dict]:
    return [entry for name, content in files for entry in intake(workspace, merchant, [Upload(name, content)], today=TODAY)]


def order(state: str, day: str, **more: object) -> tuple[str, bytes]:
    row = {
        "상품주문번호": LINE,
        "주문번호": ORDER,
        "주문상태": state,
        "최종 상품별 총 주문금액": 10_000,
        "최초 상품별 총 주문금액": 10_000,
        "수량": 2,
        "상품가격": 5_000,
        **more,
    }
    return f"발주발송관리_{day}_0900.csv", writers.csv_text(layouts.NAVER_ORDER, [row])


def cancel(claim: str, day: str, state: str = "결제완료", **more: object) -> tuple[str, bytes]:
    row = {
        "상품주문번호": LINE,
        "주문번호": ORDER,
        "주문상태": state,
        "취소 처리상태": claim,
        "취소요청일": "2026-09-02 10:00:00",
        "취소사유": "구매 의사 취소",
        **more,
    }
    return f"취소관리_{day}_0900.csv", writers.csv_text((*naver.columns(naver.CANCEL), "수량클레임 여부"), [row])


def returned(claim: str, day: str, state: str = "배송완료") -> tuple[str, bytes]:
    row = {
        "상품주문번호": LINE,
        "주문번호": ORDER,
        "주문상태": state,
        "반품 처리상태": claim,
        "반품요청일": "2026-09-08",
        "환불일": "2026-09-12" if claim == "반품완료" else None,
        "반품사유": "상품 불량",
    }
    return f"반품관리_{day}_0900.csv", writers.csv_text(naver.columns(naver.RETURN), [row])


@pytest.mark.parametrize(
    ("files", "want"),
    [
        ((order("결제완료", "20260903"), cancel("취소요청", "20260902")), "cancelled"),
        ((order("결제완료", "20260902"), cancel("취소처리중", "20260903")), "cancelled"),
        ((order("발송대기", "20260903"), cancel("취소완료", "20260902")), "cancelled"),
        ((order("배송중", "20260904"), cancel("취소요청", "20260902")), "shipping"),
        ((cancel("취소요청", "20260902"), cancel("취소철회", "20260904")), "paid"),
        ((cancel("취소철회", "20260902"), cancel("취소요청", "20260904")), "cancelled"),
        ((cancel("취소요청", "20260902"), cancel("취소철회", "20260904"), order("배송완료", "20260909")), "delivered"),
        ((order("취소요청", "20260902"), cancel("취소철회", "20260903"), order("구매확정", "20260920")), "confirmed"),
        ((cancel("CANCEL_REQUEST", "20260902"), order("PAYED", "20260901")), "cancelled"),
        ((cancel("취소완료", "20260902", "배송준비중", **{"수량클레임 여부": "Y"}), order("발송대기", "20260903")), "preparing"),
        ((order("구매확정", "20260920"), returned("반품완료", "20260913")), "returned"),
        ((order("배송완료", "20260907"), returned("반품요청", "20260909")), "delivered"),
        ((order("구매확정", "20260920"), returned("수거완료", "20260910")), "confirmed"),
        ((order("배송완료", "20260907"), returned("반품보류", "20260909")), "delivered"),
        ((order("배송완료", "20260907"), returned("반품철회", "20260909")), "delivered"),
    ],
)
def test_the_state_of_a_claim_wins_whichever_file_comes_first(files, want, workspace):
    for n, way in enumerate((files, files[::-1])):
        load(workspace, f"m{n}", *way)
        found = rows(workspace, f"SELECT status, claim_reason FROM order_lines WHERE merchant_id = 'm{n}'")
        assert [status for status, _reason in found] == [want], [name for name, _content in way]
        if want in ("cancelled", "returned"):
            assert found[0][1] == ("buyer" if want == "cancelled" else "defect")


def test_claims_alone_make_lines_that_are_dead_or_live(workspace):
    load(workspace, "m", cancel("취소철회", "20260904", "배송중"))
    assert rows(workspace, "SELECT status, cancelled_at, buyer_key FROM order_lines") == [("shipping", None, None)]
    load(workspace, "n", returned("반품완료", "20260913"))
    found = rows(
        workspace, "SELECT status, CAST(cancelled_at AS DATE), CAST(ordered_at AS DATE) FROM order_lines WHERE merchant_id = 'n'"
    )
    assert found == [("returned", date(2026, 9, 12), date(2026, 9, 1))]


def test_shipping_counts_once_with_what_islands_cost_more(workspace):
    def row(number: int) -> dict:
        return {
            "상품주문번호": f"{LINE}{number}",
            "주문번호": ORDER,
            "주문상태": "배송중",
            "최종 상품별 총 주문금액": 5_000,
            "배송비 묶음번호": "B1",
            "배송비 합계": "₩3,000",
            "제주/도서 추가배송비": "5,000원",
            "배송비 할인액": "-1,000",
        }

    load(workspace, "m", ("a.csv", writers.csv_text(layouts.NAVER_ORDER, [row(1), row(2), row(3)])))
    assert sorted(int(fee) for (fee,) in rows(workspace, "SELECT shipping_fee FROM order_lines")) == [0, 0, 7_000]


def test_orders_with_columns_that_the_seller_chose():
    chosen = (
        "상품명",
        "옵션정보",
        "수량",
        "6개월 주문금액",
        "우편번호",
        "기본배송지",
        "상세배송지",
        "수취인연락처2",
        "수취인연락처1",
        "배송메세지",
        "상품주문번호",
        "주문번호",
        "수취인명",
        "구매자ID",
        "주문상태",
        "결제일",
        "(수취인연락처1)",
        "(기본주소)",
        "수수료 과금구분",
    )
    found = detect(Upload("a.csv", writers.csv_text(chosen, [])))
    assert (found["format"], found["unknown"], found["confidence"]) == ("naver_order", [], 1.0)
    assert {"(수취인연락처1)", "(기본주소)", "상세배송지", "우편번호"} <= set(found["personal"])


def settle(*given: dict) -> tuple[str, bytes]:
    made = [{"주문번호": ORDER, "상품주문번호": LINE, "정산예정일": "2026.09.20", "Npay 수수료(B)": 0, **row} for row in given]
    return "정산.csv", writers.csv_text(layouts.NAVER_SETTLE, made)


KINDS = {
    "goods": ("상품주문", "PROD_ORDER", "수량취소", "빠른정산", "", "구매자 환불", "REFUND"),
    "shipping": ("배송비", "DELIVERY", "반품 배송비"),
    "other": ("충전금", "우대 수수료 환급", "리뷰 적립", "EXTRAFEE", "후불 결제 환불"),
}


def test_kinds_of_payouts(workspace):
    given = [(kind, word) for kind, words in KINDS.items() for word in words]
    made = [{"상품주문번호": f"{LINE}{n:02}", "구분": word, "정산기준금액(A)": 7_000} for n, (_kind, word) in enumerate(given)]
    load(workspace, "m", settle(*made))
    found = rows(workspace, "SELECT kind FROM settlements ORDER BY line_id")
    assert [kind for (kind,) in found] == [kind for kind, _word in given]
    lines = {line for (line,) in rows(workspace, "SELECT line_id FROM order_lines")}
    sold = [n for n, (kind, word) in enumerate(given) if kind == "goods" and word not in ("구매자 환불", "REFUND")]
    assert lines == {f"{LINE}{n:02}" for n in sold}, "only what was sold makes a line"


def test_a_refund_of_its_own_kind_lowers_the_line(workspace):
    sale, back = (
        {"구분": "상품주문", "정산기준금액(A)": 9_000},
        {"구분": "REFUND", "정산기준금액(A)": -4_000, "정산예정일": "2026.09.27"},
    )
    for merchant, way in (("m", (sale, back)), ("n", (back, sale))):
        load(workspace, merchant, *(settle(row) for row in way))
        found = rows(workspace, f"SELECT CAST(amount AS INTEGER), status FROM order_lines WHERE merchant_id = '{merchant}'")
        assert found == [(5_000, "confirmed")]


def test_daily_totals_are_told_from_settlement_by_case(workspace):
    days = [{"정산예정일": "2026.09.20", "정산기준금액(A)": 900_000, "Npay 수수료(B)": -9_000}]
    entry = load(workspace, "m", ("일별.csv", writers.csv_text(("정산예정일", "정산기준금액(A)", "Npay 수수료(B)"), days)))[0]
    assert entry["loaded"] == 0 and "several orders" in entry["rejects"][0]["reason"]


def test_a_product_of_the_registration_form(workspace):
    load(workspace, "m", ("ExcelSaveTemplate.xlsx", planted()["naver catalogue"].files["ExcelSaveTemplate_20260930.xlsx"]))
    found = rows(
        workspace,
        """SELECT product_id, sku, title, CAST(price AS INTEGER), CAST(list_price AS INTEGER), stock, image_count,
      detail_image_count, detail_text, option_count, origin, notice_group, notice, CAST(return_fee AS INTEGER) FROM listings
      WHERE sku = 'NEW-1'""",
    )[0]
    assert found[:12] == ("NEW-1", "NEW-1", "새 감귤칩 1", 8_910, 9_900, 50, 3, 1, "달고 맛있는 감귤", 6, "국산", "ETC")
    assert json.loads(found[12]) == {"품명": "감귤칩", "제조자(수입자)": "감귤상회", "A/S 책임자와 전화번호": "064-700-0000"}
    assert found[13] == 4_000


def test_a_template_for_the_notice_leaves_it_unknown(workspace):
    row = {
        "판매자 상품코드": "A",
        "카테고리코드": "50000803",
        "상품명": "감귤",
        "판매가": 1_000,
        "상품정보제공고시 템플릿코드": "12345",
        "상품정보제공고시\n품명": "감귤",
        "원산지코드": "0200037",
        "수입사": "제주무역",
        "배송비유형": "무료",
        "기본배송비": 3_000,
        "옵션형태": "단독형",
        "옵션값": "빨강,파랑\nS,M,L",
    }
    load(workspace, "m", ("a.xlsx", writers.xlsx(naver.columns(naver.BULK), [row], "일괄등록", above=("그룹",))))
    found = rows(workspace, "SELECT notice, notice_group, origin, CAST(shipping_fee AS INTEGER), option_count FROM listings")
    assert found == [(None, None, "수입산 (수입사 제주무역)", 0, 5)]


def test_prices_are_those_of_today_and_of_what_can_be_bought(workspace):
    load(workspace, "m", ("price_inventory_260918.xlsx", planted()["coupang lists"].files["price_inventory_260918.xlsx"]))
    found = rows(
        workspace,
        """SELECT product_id, CAST(price AS INTEGER), CAST(list_price AS INTEGER), stock, on_sale, option_count, sku,
      observed_on FROM listings ORDER BY 1""",
    )
    day = date(2026, 9, 18)
    assert found == [
        ("881", 11_000, 21_000, 30, True, 2, "CHIP-1", day),
        ("882", 21_000, 41_000, 30, True, 2, "CHIP-2", day),
        ("883", 32_000, 62_000, 30, True, 2, "CHIP-3", day),
    ]


@pytest.mark.parametrize("sign", [1, -1])
def test_rocket_cancellations_with_either_sign(sign, workspace):
    sale = {
        "정산주기(종료일)": "2026-09-07~2026-09-13",
        "주문ID": "1",
        "옵션ID": "2",
        "거래유형": "주문 정산",
        "판매가(A)": "10,000",
        "판매수량(B)": 3,
        "판매액(A*B)": "30,000",
        "판매자할인쿠폰(D+E)": 0,
        "정산대상액": "26,535",
        "판매수수료": "3,150",
        "판매수수료 VAT": 315,
        "발생일(결제완료일)": "2026-09-03",
        "매출인식일": "2026-09-10",
    }
    back = {
        **sale,
        "거래유형": "주문 정산취소",
        "판매수량(B)": sign,
        "판매액(A*B)": sign * 10_000,
        "정산대상액": sign * 8_845,
        "판매수수료": sign * 1_050,
        "판매수수료 VAT": sign * 105,
        "발생일(결제완료일)": "2026-09-09",
    }
    load(workspace, "m", ("a.csv", writers.csv_text(coupang.columns(coupang.ROCKET), [back, sale])))
    assert rows(workspace, """SELECT CAST(amount AS INTEGER), quantity, status, CAST(ordered_at AS DATE) FROM order_lines""") == [
        (20_000, 3, "confirmed", date(2026, 9, 3))
    ]
    assert rows(
        workspace,
        """SELECT CAST(gross AS INTEGER), CAST(fee_sales AS INTEGER), CAST(net AS INTEGER), settled_on
      FROM settlements""",
    ) == [(20_000, 2_310, 17_690, date(2026, 9, 13))]


@pytest.mark.parametrize("shop", ["naver", "coupang"])
def test_statistics_without_a_period_ask_for_it(shop, workspace):
    files = planted()["naver catalogue" if shop == "naver" else "coupang lists"].files
    content = next(c for name, c in files.items() if name.startswith(("상품성과", "SELLER")))
    upload = Upload("SELLER_INSIGHTS (0) (55).xlsx", content)
    with pytest.raises(PeriodNeeded):
        intake(workspace, "m", [upload])
    with pytest.raises(InputProblem, match="in this order"):
        intake(workspace, "m", [upload], choices={upload.name: Choice(first_day=date(2026, 9, 30), last_day=date(2026, 9, 1))})
    assert rows(workspace, "SELECT * FROM statistics") == [] and rows(workspace, "SELECT * FROM imports") == []
    said = Choice(first_day=date(2026, 8, 1), last_day=date(2026, 8, 31))
    assert intake(workspace, "m", [upload], choices={upload.name: said})[0]["loaded"] > 0
    assert rows(workspace, "SELECT DISTINCT first_day, last_day FROM statistics") == [(date(2026, 8, 1), date(2026, 8, 31))]


def test_statistics_of_coupang_before_cancellations(workspace):
    name = "SELLER_INSIGHTS_VENDOR_ITEM_METRICS_20260901_20260930.xlsx"
    load(workspace, "m", (name, planted()["coupang lists"].files[name]))
    found = rows(
        workspace,
        """SELECT product_id, first_day, last_day, visitors, views, orders, quantity, CAST(sales AS INTEGER),
      CAST(refunds AS INTEGER), refunded_quantity FROM statistics ORDER BY 1""",
    )
    days = (date(2026, 9, 1), date(2026, 9, 30))
    assert found == [("771", *days, 60, 83, 4, 4, 20_000, 4_000, 2), ("772", *days, 30, 41, 2, 2, 10_000, 2_000, 1)]
