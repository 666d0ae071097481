"""What a person says of a file: checked, read to the won, remembered for its header set, and applied without a question."""

import csv
import io
import json
import random
from datetime import date

import pytest

from data.errors import AccessDenied, FormatUnclear, FormatUnknown, InputProblem
from data.intake import Choice, Upload, detect, intake
from data.recognition import mappings
from data.samples import layouts, writers
from data.store import Store
from data.workspace import Viewer, Workspace
from diagnostics.__main__ import main

TODAY = date(2026, 11, 20)
HEAD = (
    *("주문번호", "주문일", "상품명", "옵션", "수량", "판매단가", "결제금액", "진행상태"),
    *("주문자", "주문자 연락처", "배송지 주소", "배송비"),
)
PERSON = ("홍길동비밀", "010-8765-4321", "서울특별시 비밀구 숨은로 77-1")
ROWS = (
    ("A-1", "2026-09-01 10:00", "사과", "3kg", "2", "10,000", "20,000원", "배송완료", *PERSON, "3000"),
    ("A-1", "2026-09-01 10:00", "배", "5kg", "1", "15,000", "15000", "배송완료", *PERSON, "3000"),
    ("A-2", "2026.09.02", "사과", "3kg", "1", "10000", "10000", "주문취소", *PERSON, "0"),
    ("A-3", "2026.09.03", "사과", "3kg", "3", "10000", "28000", "구매확정", *PERSON, "2500"),
    ("A-4", "2026.09.04", "배", "5kg", "1", "15000", "15000", "입금대기", *PERSON, "0"),
    ("A-5", "2026.09.05", "배", "5kg", "1", "15000", "15000", "배송중", *PERSON, "0"),
)
LIVE = 20_000 + 15_000 + 28_000 + 15_000
MEANT = {
    "주문번호": "order_id",
    "주문일": "ordered_at",
    "상품명": "product_name",
    "옵션": "option_name",
    "수량": "quantity",
    "판매단가": "unit_price",
    "결제금액": "amount",
    "진행상태": "status",
    "배송비": "shipping_fee",
}
CHOICE = Choice(table="order_lines", channel="own_mall", columns=MEANT)


def file(rows, head=HEAD, name="행복몰.csv", above=(), order=None) -> Upload:
    out = io.StringIO()
    order = order or range(len(head))
    csv.writer(out).writerows([*above, *([row[n] for n in order] for row in [head, *rows])])
    return Upload(name, out.getvalue().encode("utf-8-sig"))


@pytest.fixture
def workspace(tmp_path):
    return Workspace(Store.open(tmp_path / "store.duckdb"))


def take(workspace, upload, choice=CHOICE, merchant="m"):
    return intake(workspace, merchant, [upload], today=TODAY, choices={upload.name: choice} if choice else None)[0]


def ask(workspace, sql, merchant="m"):
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(sql, {"m": merchant} if "$m" in sql else None).fetchall()
    finally:
        cursor.close()


def live(workspace, merchant="m"):
    """Live lines, what was paid for them, and shipping."""
    return tuple(
        int(v)
        for v in ask(
            workspace,
            "SELECT count(*) FILTER (status NOT IN ('cancelled', 'returned')), coalesce(sum(amount) FILTER "
            "(status NOT IN ('cancelled', 'returned')), 0), coalesce(sum(shipping_fee), 0) FROM order_lines "
            "WHERE merchant_id = $m",
            merchant,
        )[0]
    )


def test_an_unknown_file_asks_and_what_is_said_is_read(workspace):
    upload = file([*ROWS, ("합계", *[""] * 5, "103000", *[""] * 5)], above=[["행복몰 주문내역"]])
    with pytest.raises(FormatUnknown) as asked:
        take(workspace, upload, None)
    assert asked.value.proposal == detect(upload) and asked.value.proposal["columns"] == MEANT
    assert ask(workspace, "SELECT count(*) FROM imports") == [(0,)] and mappings.listed(workspace) == []
    entry = take(workspace, upload)
    assert (entry["format"], entry["table"], entry["loaded"], entry["rejected"]) == ("mapped", "order_lines", 5, 2)
    assert live(workspace) == (4, LIVE, 3000 + 2500)
    found = ask(workspace, "SELECT DISTINCT channel, region, buyer_key IS NOT NULL FROM order_lines")
    assert found == [("own_mall", "서울특별시", True)]
    whole = str([ask(workspace, f'SELECT * FROM "{t}"') for (t,) in ask(workspace, "SELECT table_name FROM duckdb_tables()")])
    assert not [word for word in PERSON if word in whole]


def test_the_next_file_needs_no_question_whatever_the_order_of_its_columns(workspace):
    take(workspace, file(ROWS))
    order = list(range(len(HEAD)))
    random.Random(5).shuffle(order)
    again = take(workspace, file(ROWS, name="시월.csv", above=[["제목"], []], order=order), None)
    assert (again["format"], again["loaded"], again["updated"], again["unchanged"]) == ("mapped", 0, 0, 5)
    more = (("A-6", "2026-10-01", "감", "1kg", "1", "7000", "7000", "배송완료", *PERSON, "0"),)
    assert take(workspace, file(more, name="시월.csv"), None)["loaded"] == 1
    assert live(workspace)[:2] == (5, LIVE + 7000)
    with pytest.raises(FormatUnknown):
        take(workspace, file(ROWS, (*HEAD[:-1], "운송비")), None)


def test_overlapping_exports_know_their_lines_again(workspace):
    """The numbers that we give lines hold when an export begins elsewhere, is in another order and states moved on."""
    take(workspace, file(ROWS[:4], name="a.csv"))
    later = [(*row[:7], "구매확정" if row[7] == "배송중" else row[7], *row[8:]) for row in reversed(ROWS)]
    entry = take(workspace, file(later, name="b.csv"))
    assert (entry["loaded"], entry["unchanged"]) == (1, 4) and live(workspace)[:2] == (4, LIVE)
    assert ask(workspace, "SELECT status FROM order_lines WHERE order_id = 'A-5'") == [("confirmed",)]


def test_one_product_several_times_in_an_order(workspace):
    twice = [
        ("B-1", "2026-09-01", "감", "1kg", "1", "5000", "5000", "배송완료", *PERSON, "0"),
        ("B-1", "2026-09-01", "감", "1kg", "2", "5000", "10000", "배송완료", *PERSON, "0"),
        ("B-1", "2026-09-01", "감", "1kg", "2", "5000", "10000", "배송완료", *PERSON, "0"),
    ]
    entry = take(workspace, file(twice))
    assert (entry["loaded"], entry["unchanged"]) == (2, 1), "a row that is written twice is one row"
    assert live(workspace)[:2] == (2, 15_000)
    assert take(workspace, file(twice[::-1], name="c.csv"))["loaded"] == 0


def test_refunds_as_negative_rows_and_as_a_column(workspace):
    rows = [
        ("C-1", "2026-09-01", "감", "1kg", "3", "10000", "30000", "배송완료", *PERSON, "0"),
        ("C-1", "2026-09-05", "감", "1kg", "-1", "10000", "-10000", "환불", *PERSON, "0"),
        ("C-2", "2026-09-01", "배", "1kg", "1", "8000", "8000", "배송완료", *PERSON, "0"),
        ("C-2", "2026-09-05", "배", "1kg", "-1", "8000", "(8,000)", "환불", *PERSON, "0"),
        ("C-3", "2026-09-05", "배", "1kg", "-1", "8000", "-8000", "환불", *PERSON, "0"),
    ]
    take(workspace, file(rows))
    found = ask(workspace, "SELECT order_id, status, amount, refunded FROM order_lines ORDER BY 1")
    assert [(o, s, int(a), r and int(r)) for o, s, a, r in found] == [
        ("C-1", "delivered", 20_000, 10_000),
        ("C-2", "returned", 8000, None),
        ("C-3", "returned", 8000, None),
    ]
    head = ("주문번호", "주문일", "상품명", "결제금액", "환불금액")
    rows = [("D-1", "2026-09-01", "감", "30000", "10000"), ("D-2", "2026-09-01", "감", "9000", "9000")]
    meant = dict(zip(head, ("order_id", "ordered_at", "product_name", "amount", "refunded"), strict=True))
    take(workspace, file(rows, head), Choice(table="order_lines", channel="x", columns=meant), "n")
    assert live(workspace, "n")[:2] == (1, 20_000)


@pytest.mark.parametrize("everywhere", [True, False])
def test_money_of_the_order_on_its_lines_is_shared(workspace, everywhere):
    """28,000 paid for goods of 30,000, shipping apart: on each line of the order, or on its first alone."""
    rows = [
        ("E-1", "2026-09-01", "감", "1", "20000", "31000", "3000"),
        ("E-1", "2026-09-01", "배", "1", "10000", "31000" if everywhere else "", "3000"),
        ("E-2", "2026-09-02", "감", "2", "20000", "40000", "0"),
        ("E-3", "2026-09-03", "배", "1", "10000", "18000", "0"),
        ("E-3", "2026-09-03", "귤", "2", "5000", "18000" if everywhere else "", "0"),
    ]
    head = ("주문번호", "주문일", "상품명", "수량", "단가", "총 결제금액", "배송비")
    names = ("order_id", "ordered_at", "product_name", "quantity", "unit_price", "amount", "shipping_fee")
    take(workspace, file(rows, head), Choice(table="order_lines", channel="x", columns=dict(zip(head, names, strict=True))))
    assert live(workspace) == (5, 28_000 + 40_000 + 18_000, 3000)
    found = ask(workspace, "SELECT product_name, amount FROM order_lines WHERE order_id = 'E-1' ORDER BY 2 DESC")
    assert [(p, int(a)) for p, a in found] == [("감", 18_667), ("배", 9_333)]


def test_states_by_dates_and_amounts_by_prices(workspace):
    head = ("주문번호", "결제일", "상품명", "수량", "단가", "할인금액", "배송완료일", "취소일", "판매처")
    names = ("order_id", "paid_at", "product_name", "quantity", "unit_price", "discount", "delivered_at", "cancelled_at")
    names = (*names, "channel")
    rows = [
        ("F-1", "20260901101500", "감", "2", "5000", "1000", "2026-09-03", "", "스마트스토어"),
        ("F-2", "2026/09/01", "감", "1", "5000", "0", "", "2026-09-02", "쿠팡"),
        ("F-3", "2026-09-01", "감", "1", "5000", "", "", "", "우리집"),
    ]
    take(workspace, file(rows, head), Choice(table="order_lines", columns=dict(zip(head, names, strict=True))))
    found = ask(workspace, "SELECT order_id, channel, status, CAST(amount AS INT) FROM order_lines ORDER BY 1")
    assert found == [
        ("F-1", "naver", "delivered", 9000),
        ("F-2", "coupang", "cancelled", 5000),
        ("F-3", "other", "paid", 5000),
    ]


def test_settlements_statistics_listings_costs_and_reviews(workspace):
    def load(table, head, names, rows, name="f.csv"):
        choice = Choice(table=table, channel="x", columns=dict(zip(head, names, strict=True)))
        return take(workspace, file(rows, head, name), choice)

    load(
        "settlements",
        ("주문번호", "정산일", "판매액", "수수료", "구분"),
        ("order_id", "settled_on", "gross", "fee_sales", "kind"),
        [
            ("G-1", "2026-09-10", "10000", "-1000", "상품"),
            ("G-1", "2026-09-10", "3000", "-90", "배송비"),
            ("G-2", "2026-09-11", "-4000", "400", "환불"),
        ],
    )
    found = ask(workspace, "SELECT kind, gross, fee_sales, net FROM settlements ORDER BY 2")
    assert [(kind, *map(int, money)) for kind, *money in found] == [
        ("goods", -4000, -400, -3600),
        ("shipping", 3000, 90, 2910),
        ("goods", 10_000, 1000, 9000),
    ]
    rows = [("P1", "100", "3", "9000"), ("P1", "50", "1", "3000"), ("P2", "7", "0", "0"), ("합계", "157", "4", "12000")]
    load(
        "statistics",
        ("상품번호", "조회수", "결제수량", "매출"),
        ("product_id", "views", "quantity", "sales"),
        rows,
        "상품별 20260901_20260930.csv",
    )
    found = ask(workspace, "SELECT product_id, views, CAST(sales AS INT), first_day, last_day FROM statistics ORDER BY 1")
    assert found == [
        ("P1", 150, 12_000, date(2026, 9, 1), date(2026, 9, 30)),
        ("P2", 7, 0, date(2026, 9, 1), date(2026, 9, 30)),
    ]
    rows = [("P1", "감", "판매중", "5,000", "3"), ("P2", "배", "판매중지", "7000", "0")]
    names = ("product_id", "title", "on_sale", "price", "stock")
    load("listings", ("상품번호", "상품명", "판매상태", "판매가", "재고"), names, rows)
    found = ask(workspace, "SELECT product_id, on_sale, CAST(price AS INT), stock FROM listings ORDER BY 1")
    assert found == [("P1", True, 5000, 3), ("P2", False, 7000, 0)]
    load("costs", ("상품코드", "매입가"), ("sku", "unit_cost"), [("S1", "1200"), ("S2", "900")])
    assert ask(workspace, "SELECT sku, CAST(unit_cost AS INT) FROM costs ORDER BY 1") == [("S1", 1200), ("S2", 900)]
    names = ("product_id", "rating", "created_at")
    rows = [("P1", "5", "2026-09-01"), ("P1", "2", "2026-09-02"), ("P1", "5", "2026-09-01")]
    load("reviews", ("상품번호", "별점", "작성일"), names, rows)
    assert ask(workspace, "SELECT count(*), sum(rating) FROM reviews") == [(2, 7.0)]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"주문번호": None}, "Say which column of the file is order_id."),
        ({"주문일": None}, "Say which column of the file is ordered_at/paid_at."),
        ({"판매단가": "amount"}, "“판매단가” and “결제금액” cannot both be amount."),
        ({"진행상태": "mood"}, "“진행상태” cannot be mood"),
        ({"주문자 연락처": "sku"}, "“주문자 연락처” speaks of a person"),
        ({"없는 칸": "sku"}, "The file has no column “없는 칸”."),
        ({"주문 번호": "sku"}, "“주문 번호” is named twice."),
    ],
)
def test_a_choice_that_cannot_be_used_is_one_sentence(workspace, change, sentence):
    columns = {h: c for h, c in {**MEANT, **change}.items() if c}
    with pytest.raises(InputProblem) as refused:
        take(workspace, file(ROWS), Choice(table="order_lines", channel="x", columns=columns))
    assert sentence in str(refused.value)
    assert ask(workspace, "SELECT count(*) FROM imports") == [(0,)] and mappings.listed(workspace) == []


def test_values_of_persons_are_refused_under_any_name(workspace):
    head = ("주문번호", "주문일", "칸", "결제금액")
    rows = [(f"H-{n}", "2026-09-01", f"010-2222-{1000 + n}", "1000") for n in range(5)]
    columns = dict(zip(head, ("order_id", "ordered_at", "product_name", "amount"), strict=True))
    with pytest.raises(InputProblem, match="“칸” speaks of a person"):
        take(workspace, file(rows, head), Choice(table="order_lines", channel="x", columns=columns))
    with pytest.raises(InputProblem, match="Say what the file holds"):
        take(workspace, file(rows, head), Choice(table="merchants", columns={"칸": "name"}))


def test_whose_mapping_counts(tmp_path):
    """What staff say holds for all; a merchant's own comes first and is seen by nobody else."""
    store = Store.open(tmp_path / "store.duckdb")
    staff, one, two = (
        Workspace(store, Viewer("staff")),
        Workspace(store, Viewer("one", frozenset({"a"}))),
        Workspace(store, Viewer("two", frozenset({"b"}))),
    )
    own = Choice(table="order_lines", channel="own", columns=MEANT)
    mappings.save(one, "a", HEAD, own)
    assert mappings.find(one, "a", reversed(HEAD)).channel == "own"
    assert mappings.find(two, "b", HEAD) is None and mappings.listed(two) == []
    with pytest.raises(AccessDenied):
        mappings.find(two, "a", HEAD)
    mappings.save(staff, "b", HEAD, CHOICE)
    assert (mappings.find(one, "a", HEAD).channel, mappings.find(two, "b", HEAD).channel) == ("own", "own_mall")
    mappings.save(staff, "a", HEAD, CHOICE)
    assert mappings.find(one, "a", HEAD).channel == "own_mall", "staff put right what this merchant said"
    (kept,) = mappings.listed(staff)
    assert (kept.merchant_id, kept.made_by, kept.choice.columns["진행상태"]) == (None, "staff", "status")
    with pytest.raises(InputProblem, match="holds for all shops"):
        mappings.forget(one, kept.header, None)
    mappings.forget(staff, kept.header, None)
    assert mappings.listed(staff) == []


def test_a_known_format_wins_unless_the_person_says_otherwise(workspace):
    rows = [{"주문번호": "1", "묶음배송번호": "9", "옵션ID": "7", "주문일": "2026-09-01", "결제액": 5000, "구매수(수량)": 1}]
    upload = Upload("x.csv", writers.csv_text(layouts.COUPANG_ORDER, rows))
    columns = {"주문번호": "order_id", "주문일": "ordered_at", "결제액": "amount"}
    said = Choice(table="order_lines", channel="other", columns=columns)
    mappings.save(workspace, "m", layouts.COUPANG_ORDER, said)
    assert take(workspace, upload, None)["format"] == "coupang_order"
    assert take(workspace, upload, said, "n")["format"] == "mapped"
    assert take(workspace, upload, Choice(format="coupang_order"), "o")["format"] == "coupang_order"


def test_two_formats_are_asked_about_and_the_answer_counts(workspace):
    both = [*layouts.NAVER_SETTLE, *(h for h in layouts.COUPANG_SETTLE if h not in layouts.NAVER_SETTLE)]
    upload = Upload("둘.csv", writers.csv_text(both, []))
    with pytest.raises(FormatUnclear):
        take(workspace, upload, None)
    assert take(workspace, upload, Choice(format="naver_settle_case"))["format"] == "naver_settle_case"


def test_the_command_line_from_detect_to_the_store(tmp_path, capsys):
    path, store = tmp_path / "몰.csv", str(tmp_path / "s.duckdb")
    path.write_bytes(file(ROWS).content)
    load = ["intake", "--db", store, "--merchant", "m", str(path)]
    assert main(load) == 2
    said = capsys.readouterr().err.strip()
    assert "detect 몰.csv" in said and "--mapping" in said and "\n" not in said
    assert main(["detect", str(path)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["format"], printed["table"], printed["columns"]) == (None, "order_lines", MEANT)
    assert {p["header"] for p in printed["proposals"]} == set(HEAD)
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps(printed, ensure_ascii=False), "utf-8")
    assert main([*load, "--mapping", str(mapping), "--channel", "own_mall"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["format"], entry["loaded"], entry["warnings"]) == ("mapped", 5, [])
    assert main([*load[:4], "other", str(path)]) == 0, "said once, known from then on"
    capsys.readouterr()
    empty = '{"table": "order_lines", "columns": {}}'
    for text, part in (("[]", "is no mapping"), (empty, "names no column"), ("{", "no mapping")):
        mapping.write_text(text, "utf-8")
        assert main([*load, "--mapping", str(mapping)]) == 2 and part in capsys.readouterr().err
    assert main([*load, "--channel", "x"]) == 2 and main([*load, "--format", "nonsense"]) == 2


def test_sheets_of_two_known_formats_are_both_read(workspace):
    import xlsxwriter

    day, line = "2026-09-01", "2026090110000001"
    orders = ("상품주문번호", "주문번호", "결제일", "최종 상품별 총 주문금액", "주문상태", "수취인연락처1", "통합배송지")
    settled = ("주문번호", "상품주문번호", "구분", "정산예정일", "정산기준금액(A)", "Npay 수수료(B)", "매출연동 수수료 합계(C)")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in (
            ("주문", [orders, (line, "20260901200001", day, 12_000, "구매확정", PERSON[1], PERSON[2])]),
            ("정산", [settled, ("20260901200001", line, "상품주문", "2026-09-09", 12_000, -240, -300)]),
        ):
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    entry = take(workspace, Upload("둘.xlsx", out.getvalue()), None)
    assert (entry["format"], entry["table"], entry["read"]) == ("naver_order", "order_lines", 2)
    assert [(a["table"], a["loaded"]) for a in entry["also"]] == [("settlements", 1)]
    assert live(workspace)[:2] == (1, 12_000)
    assert [int(v) for v in ask(workspace, "SELECT net, fee_sales FROM settlements")[0]] == [11_460, 300]


def test_sheets_that_repeat_the_same_rows_are_counted_once(workspace):
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in ("통합", "원본"):
            sheet = book.add_worksheet(name)
            for n, row in enumerate([HEAD, *ROWS[:3]]):
                sheet.write_row(n, 0, row)
    entry = take(workspace, Upload("몰.xlsx", out.getvalue()))
    assert (entry["read"], entry["loaded"], entry["unchanged"]) == (6, 3, 3) and live(workspace)[:2] == (2, 35_000)
