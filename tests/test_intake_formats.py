"""The formats: one contract for all, headers that are shuffled, renamed and shifted, and files that are none or two of them."""

import random
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import contract, mapping
from data.errors import InputProblem
from data.file_names import made_at, period_of
from data.intake import Upload, detect
from data.mapping import formats, plain_header
from data.merging import merge
from data.samples import layouts, writers
from data.templates import template
from tests.intake_shop import naver_orders, truth

LAYOUTS = {
    "naver_order": layouts.NAVER_ORDER,
    "naver_settle_case": layouts.NAVER_SETTLE,
    "naver_product_csv": layouts.NAVER_PRODUCT,
    "coupang_order": layouts.COUPANG_ORDER,
    "coupang_settle": layouts.COUPANG_SETTLE,
}


@pytest.mark.parametrize("form", formats(), ids=lambda f: f"{f.id}-{f.table}")
def test_every_format_keeps_the_contract(form):
    assert form.outputs and form.title and form.all_of
    for output in form.outputs:
        table = contract.TABLES[output.table]
        beside = {"report", "first_amount", "parcel", "parcel_fee"} if output.table == "order_lines" else set()
        assert set(output.columns) <= {*table.names, *merge.HIDDEN.get(output.table, ()), *beside}
        assert set(output.essential) <= set(table.names)
        for column in table.columns:  # a required column comes from somewhere
            assert not column.required or column.name in {"merchant_id", "channel", "status"} | set(output.columns) | set(
                form.fields
            )
    for name in form.fields:
        serves = form.serves(name)
        assert serves is None or any(serves in contract.TABLES[o.table].names for o in form.outputs), name
    headers = [plain_header(h) for names in form.fields.values() for h in names]
    personal = {plain_header(h) for f in mapping.PERSONAL_FIELDS for h in form.fields.get(f, ())} | {
        plain_header(h) for h in form.personal
    }
    kept = {plain_header(h) for f, names in form.fields.items() if f not in mapping.PERSONAL_FIELDS for h in names}
    assert headers and not personal & kept, "a personal column is read for something else"
    assert {plain_header(h) for h in form.all_of} <= form.known()


def test_a_format_that_calls_itself_something_else_stops_the_start(monkeypatch):
    import data.formats.naver_order as module

    monkeypatch.setattr(module, "FORMAT", replace(module.FORMAT, id="other"))
    formats.cache_clear()
    try:
        with pytest.raises(ValueError, match="calls itself other"):
            formats()
    finally:
        monkeypatch.undo()
        formats.cache_clear()


@pytest.mark.parametrize("name", LAYOUTS)
def test_real_layouts_are_recognised_whole(name):
    found = detect(Upload("x.csv", writers.csv_text(LAYOUTS[name], [])))
    assert (found["format"], found["confidence"], found["unknown"]) == (name, 1.0, [])
    for header in LAYOUTS[name]:
        if any(word in header for word in ("구매자", "수취인", "배송지", "우편번호", "메세지", "메시지", "통관", "출입방법")):
            assert header in found["personal"] or header == "배송방법(구매자 요청)", header


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_columns_shuffled_dropped_added_and_shifted(data):
    """Neither order, extra columns, rows above, NFD, spaces nor line breaks in headers change what is found."""
    name = data.draw(st.sampled_from(sorted(LAYOUTS)))
    form = next(f for f in formats() if f.id == name)
    key = {plain_header(h) for h in (*form.all_of, *form.one_of)}
    headers = [h for h in LAYOUTS[name] if plain_header(h) in key or data.draw(st.booleans())] + ["메모칸", "내 표시"]
    data.draw(st.randoms()).shuffle(headers)
    dressed = [
        data.draw(st.sampled_from([h, f" {h} ", unicodedata.normalize("NFD", h), h.replace("(", "\n("), h.replace("(", "（")]))
        for h in headers
    ]
    above = [["안내"] + [""] * (len(headers) - 1)] * data.draw(st.integers(0, 12))
    text = writers.csv_text([f"c{n}" for n in range(len(headers))], [])[3:].split(b"\r\n")[0]
    assert text  # the writer makes one header line
    content = "\r\n".join(",".join('"' + c + '"' for c in row) for row in [*above, dressed]).encode("utf-8-sig")
    found = detect(Upload("whatever.bin", content))
    assert found["format"] == name and found["header_row"] == len(above) + 1
    want = {h: form.serves(f) for f, place in form.columns_of(dressed).items() for h in [dressed[place]] if form.serves(f)}
    assert {k.strip(): v for k, v in found["columns"].items()} == {k.strip(): v for k, v in want.items()}
    assert [h.strip() for h in found["unknown"]] and {"메모칸", "내 표시"} == {
        unicodedata.normalize("NFC", h.strip()) for h in found["unknown"]
    }


def test_old_names_of_columns():
    old = [
        "주문번호",
        "상품주문번호",
        "구분",
        "정산예정일",
        "정산기준금액(A)",
        "네이버페이 주문관리 수수료(B)",
        "매출연동 수수료(C)",
    ]
    found = detect(Upload("x.csv", writers.csv_text(old, [])))
    assert found["format"] == "naver_settle_case" and found["columns"]["네이버페이 주문관리 수수료(B)"] == "fee_payment"
    old = ["상품주문번호", "주문번호", "수취인연락처1", "배송지", "상품별 총 주문금액", "주문상태"]
    found = detect(Upload("x.csv", writers.csv_text(old, [])))
    assert (
        found["format"] == "naver_order" and found["columns"]["상품별 총 주문금액"] == "amount" and "배송지" in found["personal"]
    )


def test_two_formats_that_match_are_asked_about():
    both = [*layouts.NAVER_SETTLE, *(h for h in layouts.COUPANG_SETTLE if h not in layouts.NAVER_SETTLE)]
    with pytest.raises(InputProblem, match="coupang_settle or naver_settle_case"):
        detect(Upload("x.csv", writers.csv_text(both, [])))


def test_an_unknown_file_gets_a_proposal():
    headers = ["오픈몰 순번", "주문번호", "주문일시", "상품명", "수량", "결제액", "받는분", "받는분 연락처", "비밀칸"]
    found = detect(Upload("x.csv", writers.csv_text(headers, [{"주문번호": "1", "수량": "2"}])))
    assert found["format"] is None and 0 < found["confidence"] < 1
    assert found["columns"] == {
        "주문번호": "order_id",
        "주문일시": "ordered_at",
        "상품명": "product_name",
        "수량": "quantity",
        "결제액": "amount",
    }
    assert set(found["personal"]) == {"받는분", "받는분 연락처"} and set(found["unknown"]) == {"오픈몰 순번", "비밀칸"}


def test_our_own_templates_are_recognised_and_empty():
    for table in contract.TABLES:
        found = detect(Upload("x.xlsx", template(table)))
        assert (found["format"], found["table"], found["unknown"]) == ("canonical", table, [])


def test_workbook_with_notice_and_cp949_csv():
    rows = naver_orders(truth()[:3], True)
    found = detect(Upload("지난달.bin", writers.naver_order_xlsx(rows, "1234")), "1234")
    assert (found["format"], found["sheet"], found["header_row"], found["encoding"]) == ("naver_order", "발주발송관리", 2, None)
    found = detect(Upload("a.txt", writers.naver_product_csv([{"상품번호(스마트스토어)": "1", "상품명": "감"}], "cp949")))
    assert (found["format"], found["encoding"], found["header_row"]) == ("naver_product_csv", "cp949", 1)


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("스마트스토어_전체주문발주발송관리_20260918_0901.xlsx", "2026-09-18T09:01:00"),
        ("Product_20260918_101112.csv", "2026-09-18T10:11:12"),
        ("DeliveryList(2026-09-18)_(0).xlsx", "2026-09-18T00:00:00"),
        ("정산 20260801_20260831.xlsx", "2026-08-31T00:00:00"),
        ("주문.xlsx", None),
        ("order_2026091812345678.xlsx", None),
        ("99999999.csv", None),
        ("price_inventory_260918 (1).xlsx", "2026-09-18T00:00:00"),
        ("Product_20260918_231112.csv", "2026-09-18T23:11:12"),
        ("매출 2026.08.01~2026.08.31.xlsx", "2026-08-31T00:00:00"),
    ],
)
def test_day_of_a_file(name, want):
    found = made_at(unicodedata.normalize("NFD", name))
    assert (found and found.isoformat()) == want


def test_seeded_shuffle_is_not_position(tmp_path):
    """The same rows under another order of columns give the same mapping."""
    headers = list(layouts.COUPANG_ORDER)
    random.Random(3).shuffle(headers)
    assert (
        detect(Upload("x.csv", writers.csv_text(headers, [])))["columns"]
        == detect(Upload("y.csv", writers.csv_text(layouts.COUPANG_ORDER, [])))["columns"]
    )


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("상품성과_20260901_20260930.xlsx", ("2026-09-01", "2026-09-30")),
        ("스마트스토어_상품성과_2026-09-01~2026-09-30_20261002_0901.xlsx", ("2026-09-01", "2026-09-30")),
        ("METRICS-260901-260930 (1).xlsx", ("2026-09-01", "2026-09-30")),
        ("상품성과_2026-02.xlsx", ("2026-02-01", "2026-02-28")),
        ("2026년 9월 상품성과.xlsx", ("2026-09-01", "2026-09-30")),
        ("상품성과_20260930.xlsx", ("2026-09-30", "2026-09-30")),
        ("상품성과 (55).xlsx", (None, None)),
    ],
)
def test_period_in_the_name_of_a_file(name, want):
    assert tuple(day and day.isoformat() for day in period_of(name)) == want
