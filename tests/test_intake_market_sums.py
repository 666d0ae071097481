"""Lists that add up in one way or another: amounts, discounts, shipping and fees come out the same, to the won."""

import pytest

from data.intake import Upload, intake
from data.samples.writers import csv_text
from data.store import Store
from data.workspace import Workspace
from tests.planted import elevenst, esm, lotteon, ohouse, ssg


@pytest.fixture
def workspace(tmp_path):
    store = Store.open(tmp_path / "store.duckdb")
    yield Workspace(store)
    store.close()


def load(workspace, header, rows, name="list.csv", merchant="m"):
    return intake(workspace, merchant, [Upload(name, csv_text(list(header), rows))])[0]


def rows(workspace, sql):
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql).fetchall()
    finally:
        cursor.close()


SALE = {
    "주문번호": "20261019001",
    "주문순번": 1,
    "결제완료일": "2026/10/19",
    "송금완료일": "2026/11/03",
    "상품명": "감귤",
    "수량": 2,
}


def settled(workspace, **cells):
    header = [*elevenst.SETTLED, *(h for h in cells if h not in elevenst.SETTLED)]
    entry = load(workspace, header, [{**SALE, **cells}])
    assert entry["rejected"] == 0
    fees = "coalesce(fee_payment, 0) + coalesce(fee_sales, 0) + coalesce(fee_other, 0)"
    found = rows(workspace, f"SELECT kind, gross, coalesce(seller_discount, 0), {fees}, net FROM settlements ORDER BY kind")
    assert all(gross - off - fee == net for _kind, gross, off, fee, net in found), "every row closes"
    return {kind: tuple(map(int, amounts)) for kind, *amounts in found}


@pytest.mark.parametrize(
    ("cells", "want"),
    [
        # 판매가 is the money of the line or the price of a piece; shipping is in the sum of the sale.
        ({"판매금액합계": 23000, "판매가": 20000, "선결제배송비": 3000, "공제금액합계": 2600, "정산금액": 20400,
            "서비스이용료": 2600},
         {"goods": (20000, 0, 2600, 17400), "shipping": (3000, 0, 0, 3000)}),
        ({"판매금액합계": 23000, "판매가": 10000, "선결제배송비": 3000, "공제금액합계": 2600, "정산금액": 20400,
            "서비스이용료": 2600},
         {"goods": (20000, 0, 2600, 17400), "shipping": (3000, 0, 0, 3000)}),
        # Shipping is among the additions, beside what a buyer paid for an exchange.
        ({"판매금액합계": 20000, "판매가": 20000, "선결제배송비": 3000, "추가정산금액합계": 8000, "공제금액합계": 2600,
          "정산금액": 25400, "서비스이용료": 2600},
         {"goods": (20000, 0, 2600, 17400), "shipping": (3000, 0, 0, 3000), "other": (5000, 0, 0, 5000)}),
        # The names of 2026: fees of goods and of shipping apart, advertising, discounts told once in whole and once in parts.
        ({"판매금액합계": 23000, "판매가": 20000, "선결제배송비": 3000, "공제금액합계": 5799, "정산금액": 17201,
          "서비스이용료(상품)": 2600, "서비스이용료(선결제배송비)": 99, "후불광고비": 600, "할인쿠폰이용료": 2000,
          "판매자기본할인": 1500, "판매자추가할인": 500, "복수구매할인비용": 500, "11번가할인": 1000},
         {"goods": (20000, 2500, 3200, 14300), "shipping": (3000, 0, 99, 2901)}),
        # Every discount is one of its own.
        ({"판매금액합계": 20000, "판매가": 20000, "공제금액합계": 6100, "정산금액": 13900, "서비스이용료": 2600,
            "할인쿠폰이용료": 2000,
          "판매자기본할인": 1500}, {"goods": (20000, 3500, 2600, 13900)}),
        # A refund whose charges have no sign, and one that gives shipping back.
        ({"수량": -1, "판매금액합계": -10000, "판매가": -10000, "공제금액합계": 1300, "정산금액": -8700, "서비스이용료": 1300},
         {"goods": (-10000, 0, -1300, -8700)}),
        ({"수량": 1, "판매금액합계": 10000, "판매가": 10000, "공제금액합계": 3800, "정산금액": 6200, "서비스이용료": 1300,
          "반품선결제배송비": 2500}, {"goods": (10000, 0, 1300, 8700), "shipping": (-2500, 0, 0, -2500)}),
        # Rows without pieces: shipping with its fee, and a charge that belongs to no goods.
        ({"수량": 0, "판매금액합계": 3000, "공제금액합계": 99, "정산금액": 2901, "서비스이용료": 99},
         {"shipping": (3000, 0, 99, 2901)}),
        ({"수량": 0, "판매금액합계": 0, "공제금액합계": 5500, "정산금액": -5500, "후불광고비": 5500}, {"other": (0, 0,
            5500, -5500)}),
    ],
)  # fmt: skip
def test_settlement_of_11st_closes(workspace, cells, want):
    assert settled(workspace, **cells) == want


LINE = {"주문번호": "20261019001", "주문순번": 1, "배송번호": "77", "결제일시": "2026/10/19 10:00",
    "주문상태": "구매확정", "수량": 2,
        "판매단가": 10000, "옵션가": 500, "판매자기본할인금액": 1500, "판매자 추가할인금액": 500}  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "amount"),
    [({"주문금액": 21000}, 19000), ({"주문금액": 19000}, 19000), ({"주문금액": 20500}, 18500), ({"주문금액": ""}, 19000)],
    ids=["before discounts", "after them", "option once", "no money"],
)
def test_money_of_11st_before_and_after_discounts(workspace, cells, amount):
    load(workspace, elevenst.ORDER, [{**LINE, **cells}])
    assert rows(workspace, "SELECT amount, discount, unit_price FROM order_lines") == [(amount, 2000, 10500)]


def test_shipping_of_11st_without_what_the_buyer_paid(workspace):
    header = [h for h in elevenst.ORDER if h != "고객결제배송비"]
    cells = {"배송비": 3000, "도서산간 배송비": 2000, "배송비쿠폰": 1000}
    parts = [
        {**LINE, "주문순번": n, "배송번호": str(n), **cells, "배송비결제방식": way} for n, way in enumerate(("선결제", "착불"), 1)
    ]
    load(workspace, header, parts)
    assert rows(workspace, "SELECT shipping_fee FROM order_lines ORDER BY line_id") == [(4000,), (0,)]


def test_lines_of_one_order_meet_however_they_are_numbered(workspace):
    """주문순번, 주문상세번호 as a number, and with the order number before it; the list of 2015 counts them itself."""
    load(workspace, elevenst.ORDER, [{**LINE, "주문순번": n, "상품번호": f"9{n}"} for n in (1, 2)], "a.csv")
    sold = {"주문번호": "20261019001", "주문일시": "2026/10/19", "수량": 2, "주문금액": 21000, "판매단가": 10500}
    load(workspace, elevenst.SOLD, [{**sold, "주문상세번호": "1.0"}, {**sold, "주문상세번호": "2026101900102"}], "b.csv")
    old = ["번호", "배송번호", "주문번호", "상품번호", "판매자상품코드", "상품명", "옵션", "수량", "옵션가",
        "추가구성상품", "판매단가",
           "주문금액", "전세계배송"]  # fmt: skip
    cells = {"주문번호": "20261019001", "배송번호": "77", "판매단가": 10000, "수량": 2, "주문금액": 20000}
    entry = load(workspace, old, [{**cells, "상품번호": f"9{n}", "번호": n} for n in (1, 2)], "c.csv")
    assert entry["format"] == "elevenst_order"
    assert rows(workspace, "SELECT order_id, line_id FROM order_lines ORDER BY line_id") == [
        ("20261019001", "1"), ("20261019001", "2")]  # fmt: skip


def test_site_of_each_row_of_esm(workspace):
    line = {"주문일자(결제확인전)": "2026-09-01", "수량": 1, "판매금액": 1000, "장바구니번호(결제번호)": "5",
        "배송시 요구사항": "",
            "택배사명(발송방법)": "", "주문상태": "3"}  # fmt: skip
    sites = [
        ("지마켓(a)", ""),
        ("옥션(옥션왕)", ""),
        ("G마켓 (b)", "B123456789"),
        ("", "B123456789"),
        ("myid", "2877661122"),
        ("x", ""),
    ]
    given = [{**line, "아이디": site, "상품번호": product, "주문번호": n} for n, (site, product) in enumerate(sites, 1)]
    entry = load(workspace, esm.DISPATCH, given)
    assert [(r["row"], r["column"]) for r in entry["rejects"]] == [(7, "아이디")]
    assert "G마켓" in entry["rejects"][0]["reason"]
    assert rows(workspace, "SELECT channel, status FROM order_lines ORDER BY line_id") == [
        (site, "shipping") for site in ("gmarket", "auction", "gmarket", "auction", "gmarket")]  # fmt: skip


def test_listings_of_esm_per_site(workspace):
    product = {"상품명": "사과", "A ID": "B123456789", "G ID": "orchard", "A 판매가": 20000, "G 판매가": 18000,
        "G 할인유형": "정률(%)",
               "G 할인가": 10, "A 할인유형": "정액(원)", "A 할인가": 3000, "A 재고": 5, "G 재고": 7,
                   "추가이미지": "a.jpg,b.jpg",
               "기본이미지": "m.jpg", "상품상세설명": "<p>달아요</p><img src=x>",
                   "옵션\n입력값": "대,정상\n소,정상"}  # fmt: skip
    load(workspace, dict.fromkeys(esm.BULK), [product])
    found = rows(workspace, "SELECT channel, product_id, list_price, price, stock, image_count, option_count, detail_text,"
                            " detail_image_count FROM listings ORDER BY channel")  # fmt: skip
    assert found == [("auction", "B123456789", 20000, 17000, 5, 3, 2, "달아요", 1),
                     ("gmarket", "사과", 18000, 16200, 7, 3, 2, "달아요", 1)]  # fmt: skip


def test_payment_of_lotte_with_shipping_in_it(workspace):
    line = {"주문번호": "2026100112345", "주문상태": "배송완료", "주문접수일시": "2026-10-01", "판매단가": 10000, "수량": 2,
            "상품별 총 할인금액": 1000, "배송비": 3000, "합배송그룹번호": "G"}  # fmt: skip
    paid = (22000, 19000, 18500, "")
    given = [{**line, "주문순번": n, "실 결제금액": money} for n, money in enumerate(paid, 1)]
    load(workspace, lotteon.HEADER, given)
    assert rows(workspace, "SELECT amount, shipping_fee FROM order_lines ORDER BY line_id") == [
        (19000, 3000), (19000, 0), (18500, 0), (19000, 0)]  # fmt: skip


def test_return_at_ssg_belongs_to_the_first_order(workspace):
    sale = {
        "정산일자": "2026-09-30",
        "원주문ID": "20260903001111",
        "원주문순번": 1,
        "주문ID": "20260903001111",
        "주문순번": 1,
        "상품코드": "9",
        "수량": 1,
        "정산금액(VAT포함)": 7000,
        "상품대총판매가": 10000,
        "순판매액": 10000,
        "판매수수료": 3000,
    }
    back = {**sale, "정산일자": "2026-10-31", "주문ID": "20261001009999", "주문순번": 4, "수량": -1, "정산금액(VAT포함)": -7000,
            "상품대총판매가": -10000, "순판매액": -10000, "판매수수료": 3000}  # fmt: skip
    load(workspace, ssg.HEADER, [back], "ssg_2610.csv")
    load(workspace, ssg.HEADER, [sale], "ssg_2609.csv")
    assert rows(workspace, "SELECT order_id, line_id, status, CAST(ordered_at AS DATE)::VARCHAR FROM order_lines") == [
        ("20260903001111", "1", "returned", "2026-09-03")]  # fmt: skip
    assert rows(workspace, "SELECT sum(fee_sales), sum(net), count(*) FROM settlements") == [(0, 0, 2)]


def test_ohouse_without_the_price_of_the_goods(workspace):
    header = [*(h for h in ohouse.HEADER if h != "판매가 * 수량"), "배송비", "조립비"]
    row = {"주문결제완료일": "2026-10-11", "주문번호": 1, "묶음배송그룹": 5, "상품명": "책상", "수량": 1,
           "판매가*수량 + 조립비 + 배송비": 200000, "배송비": 30000, "조립비": 20000}  # fmt: skip
    load(workspace, header, [row])
    assert rows(workspace, "SELECT amount, shipping_fee FROM order_lines") == [(150000, 30000)]
