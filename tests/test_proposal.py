"""A file that no format knows: what its columns are taken for, measured on the layouts of marketplaces that are unlearned."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from data.errors import FormatUnclear, InputProblem
from data.mapping import formats, personal_looking, plain_header
from data.read import Upload, read
from data.recognition.detecting import of_proposal
from data.recognition.finding import find, find_as
from data.recognition.header_rows import join
from data.recognition.header_rules import meanings
from data.recognition.header_words import words_of
from data.recognition.proposal import propose
from data.samples import layouts, writers
from tests.planted import planted

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "formats" / "headers_only"
MATTER = {
    *("order_id", "line_id", "product_id", "ordered_at", "paid_at", "settled_on", "product_name", "title", "quantity"),
    *("amount", "gross", "net", "sales", "status", "fee_sales", "fee_payment", "fee_other"),
}


def table(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def sheets(rows: list[list[str]]):
    return read(Upload("x.csv", table(rows)))


def without(market: str):
    return [f for f in formats() if not f.id.startswith(f"{market}_")]


def unlearned(upload: Upload, password: str | None = None):
    """Format, the proposal with its whole marketplace unlearned, and {header: column} of what matters in it."""
    found = read(upload, password)
    match = find(found, upload.name)[0]
    others = without(match.format.id.split("_")[0])
    assert find(found, upload.name, others) == [], "no other marketplace may claim the file"
    want = {
        match.header[place]: name
        for name, place in match.format.columns_of(match.header).items()
        if name in MATTER and match.format.serves(name) == name
    }
    return match, propose(found, "x.xlsx", others), want


@pytest.mark.parametrize(
    ("header", "of", "column"),
    [
        ("주문번호", "order_lines", "order_id"),
        ("상품주문번호", "order_lines", "line_id"),
        ("주문상품번호", "order_lines", "line_id"),
        ("상품번호", "order_lines", "product_id"),
        ("판매자 상품코드", "order_lines", "sku"),
        ("결제일", "order_lines", "paid_at"),
        ("주문일시", "order_lines", "ordered_at"),
        ("실 결제금액", "order_lines", "amount"),
        ("배송비 합계", "order_lines", "shipping_fee"),
        ("Lineitem quantity", "order_lines", "quantity"),
        ("orderId", "order_lines", "order_id"),
        ("Created at", "order_lines", "ordered_at"),
        ("구매확정일", "order_lines", "confirmed_at"),
        ("취소완료일", "order_lines", "cancelled_at"),
        ("정산예정일", "settlements", "settled_on"),
        ("판매수수료", "settlements", "fee_sales"),
        ("판매가", "listings", "price"),
        ("소비자가", "listings", "list_price"),
        ("잔여수량(재고)", "listings", "stock"),
        ("방문자수", "statistics", "visitors"),
        ("매입원가", "costs", "unit_cost"),
        ("별점", "reviews", "rating"),
    ],
)
def test_words_of_a_header(header, of, column):
    found = meanings(header, of)
    assert max(found, key=found.get) == column and found[column] >= 0.7


@pytest.mark.parametrize(
    "header",
    ["배송비 유형", "배송비결제방식", "수수료율", "판매수수료율(%,VAT별도)", "기본서비스이용료(율)", "주문확인여부", "정산유형"],
)
def test_rates_types_and_flags_are_no_money_and_no_day(header):
    wrong = {"amount", "shipping_fee", "unit_price", "gross", "net", "fee_sales", "fee_payment", "fee_other", "ordered_at"}
    assert not wrong & {*meanings(header, "order_lines"), *meanings(header, "settlements")}


def test_the_last_word_decides_and_brackets_only_add():
    assert (words_of("판매수수료").head, words_of("판매수수료율").head, words_of("수수료 금액").head) == ("fee", "rate", "money")
    assert words_of("구매수(수량)").head == "count" and "pay" in words_of("발생일(결제완료일)").aside
    assert words_of(unicodedata.normalize("NFD", "주문번호")) == words_of("주문번호") == words_of("주문 번호")


@pytest.mark.skipif(not REAL.is_dir(), reason="the header lists of real formats are not here")
def test_nine_of_ten_on_real_headers_of_an_unlearned_marketplace():
    right, whole, report = defaultdict(int), defaultdict(int), []
    for path in sorted(REAL.iterdir()):
        match, proposal, want = unlearned(Upload(path.name, path.read_bytes()))
        market, got = match.format.id.split("_")[0], proposal.columns()
        assert (proposal.table, proposal.row) == (match.format.table, match.row), path.name
        right[market] += sum(got.get(h) == c for h, c in want.items())
        whole[market] += len(want)
        report += [f"{path.name}: {h} is {c}, not {got.get(h)}" for h, c in want.items() if got.get(h) != c]
        assert not [h for h in got if match.format.is_personal(h)], path.name
    assert sum(right.values()) >= 0.9 * sum(whole.values()), report
    assert all(right[m] >= 0.65 * whole[m] for m in whole), report


def test_nine_of_ten_with_values_and_nothing_of_a_person():
    right, whole, report, seen = 0, 0, [], set()
    for name, shop in sorted(planted().items()):
        for file, content in shop.files.items():
            if shop.formats[file] in seen:
                continue
            seen.add(shop.formats[file])
            match, proposal, want = unlearned(Upload(file, content), shop.password)
            got = proposal.columns()
            right += sum(got.get(h) == c for h, c in want.items())
            whole += len(want)
            report += [f"{name}/{file}: {h} is {c}, not {got.get(h)}" for h, c in want.items() if got.get(h) != c]
            assert not [h for h in got if match.format.is_personal(h)], file
            shown = json.dumps(of_proposal(proposal), ensure_ascii=False)
            assert not [p for p in shop.persons if p in shown], file
    assert whole >= 30 and right >= 0.9 * whole, report


@pytest.mark.parametrize("name", ["NAVER_ORDER", "COUPANG_ORDER", "COUPANG_SETTLE", "NAVER_SETTLE", "NAVER_PRODUCT"])
def test_own_layouts_unlearned(name):
    match, proposal, want = unlearned(Upload("x.csv", writers.csv_text(getattr(layouts, name), [])))
    got = proposal.columns()
    assert proposal.table == match.format.table
    assert sum(got.get(h) == c for h, c in want.items()) >= 0.9 * len(want)


@pytest.mark.slow
@pytest.mark.parametrize("market", ["naver", "coupang"])
def test_the_command_with_the_files_of_a_marketplace_deleted(market, tmp_path):
    for part in ("data", "diagnostics"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (tmp_path / "data" / "formats").glob(f"{market}_*.py"):
        path.unlink()
    headers = {"naver": layouts.NAVER_ORDER, "coupang": layouts.COUPANG_ORDER}[market]
    (tmp_path / "file.csv").write_bytes(writers.csv_text(headers, []))
    done = subprocess.run(
        [sys.executable, "-m", "diagnostics", "detect", "file.csv"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["format"] is None and found["table"] == "order_lines" and "주문번호" in found["columns"]
    line = "상품주문번호" if market == "naver" else "옵션ID"
    assert {found["columns"][h] for h in ("주문번호", line)} == {"order_id", "line_id"}


def test_the_header_row_among_titles_notices_and_values():
    head = ["주문번호", "주문일자", "상품명", "주문수량", "결제금액", "진행상태"]
    rows = [
        ["우리몰 주문 목록", "", "", "", "", ""],
        ["2026-09-01 ~ 2026-09-30", "", "", "", "", ""],
        [],
        head,
        ["A1", "2026-09-01", "감", "1", "1,000원", "배송완료"],
        ["A2", "2026-09-02", "배", "2", "2,000원", "배송중"],
    ]
    found = propose(sheets(rows))
    assert found.row == 3 and found.header == tuple(head)
    assert list(found.columns().values()) == ["order_id", "ordered_at", "product_name", "quantity", "amount", "status"]
    assert found.channel is None and 0.5 < found.confidence < 1


def test_two_rows_are_one_header():
    above = ("주문정보", None, None, "금액정보", None, "상태")
    below = ("주문번호", "주문일", "상품명", "결제금액", "배송비", None)
    assert join(above, below) == ("주문번호", "주문일", "상품명", "결제금액", "배송비", "상태")
    rows = [[c or "" for c in above], [c or "" for c in below], ["1", "2026-09-01", "감", "1000", "0", "배송중"]]
    found = propose(sheets(rows))
    assert found.row == 1 and found.columns()["상태"] == "status" and found.columns()["주문번호"] == "order_id"
    assert join(("현재", None, "변경", None), ("가격", "재고", "가격", "재고")) == ("가격", "재고", "변경 가격", "변경 재고")
    assert join(("안내문", None, None), ("가격", "재고", "상태")) is None, "one cell is a title, no group"


def test_a_known_format_under_two_rows_of_header():
    """RocketGrowth: groups above names, and names that stand above with nothing below them; the second row is no data."""
    names = ["정산유형", "정산주기(종료일)", "발생일(결제완료일)", "주문ID", "거래유형"]
    names += ["등록상품 ID", "옵션ID", "등록상품명", "판매가(A)", "판매수량(B)"]
    names += ["판매액(A*B)", "쿠팡지원할인(C)", "매출금액(A*B-C)", "정산대상액", "판매수수료", "판매수수료 VAT"]
    above = [*names[:8], "매출", "", "", "", "", "정산", "", ""]
    below = [*[""] * 8, *names[8:]]
    data = ["판매", "20260930", "2026-09-01", "1", "주문", "2", "3", "감", "1000", "1", "1000", "0", "1000", "890", "100", "10"]
    match = find(sheets([["정산 현황"], above, below, data]), "x.csv")[0]
    assert (match.format.id, match.row) == ("coupang_rg_fee", 2)
    assert set(match.format.columns_of(match.header)) >= {"order_id", "line_id", "gross", "net", "fee_sales", "fee_vat"}


def test_a_column_goes_to_the_best_not_to_the_first():
    rows = [
        ["옵션코드", "거래번호", "주문번호", "상품금액", "총금액", "실결제금액"],
        *[[f"O{n}", f"{n}", f"2026{n:04}", "900", "950", "930"] for n in range(12)],
    ]
    columns = propose(sheets(rows)).columns()
    assert columns["주문번호"] == "order_id" and columns["실결제금액"] == "amount"
    assert len(set(columns.values())) == len(columns), "no canonical column is taken twice"


def test_values_overrule_words():
    rows = [["주문번호", "주문일", "수량", "금액"], *[[f"A{n}", "확인", "2026-09-01", "1000"] for n in range(10)]]
    found = {g.header: g for g in propose(sheets(rows)).guesses}
    assert found["주문일"].column is None and found["수량"].column != "quantity"
    assert found["주문번호"].column == "order_id" and found["금액"].column == "amount"


def test_what_speaks_of_persons_is_told_by_name_or_by_value():
    people = ["김민수", "이서연", "박지훈", "최유진", "정하늘", "한도윤"]
    head = ["주문번호", "주문일", "비밀칸", "칸2", "칸3", "상품명", "받는분", "배송지연일", "구매자부담금액"]
    rows = [
        [f"A{n}", "2026-09-01", name, f"010-1234-{5678 + n}", f"서울특별시 중구 을지로 {n + 1}", "김치찌개", "x", "", "100"]
        for n, name in enumerate(people)
    ]
    found = propose(sheets([head, *rows]))
    told = [g.header for g in found.guesses if g.personal]
    assert told == ["비밀칸", "칸2", "칸3", "받는분"] and found.columns()["상품명"] == "product_name"
    shown = json.dumps(of_proposal(found), ensure_ascii=False)
    assert not [v for row in rows for v in row[2:5] if v in shown]
    assert all(g["samples"] == [] for g in of_proposal(found)["proposals"] if g["header"] in told)
    assert not personal_looking("배송지연일") and not personal_looking("상품이름") and personal_looking("고객명")


def test_a_proposal_says_why_and_shows_no_long_numbers():
    rows = [["주문번호", "무엇", "수량"], *[[f"20260901{n:08}", "가나다라마바사", "1"] for n in range(5)]]
    shown = of_proposal(propose(sheets(rows), "쿠팡 주문.csv"))
    assert shown["channel"] == "coupang" and set(shown) >= {"format", "confidence", "columns", "unknown", "personal", "table"}
    first, second, third = shown["proposals"]
    assert first["column"] == "order_id" and all("…" in s for s in first["samples"]) and third["column"] == "quantity"
    assert second["column"] is None and second["samples"] == ["가나…"] and second["confidence"] == 0
    assert all(set(p["why"]) == {"text", "params"} for p in shown["proposals"]) and shown["unknown"] == ["무엇"]


def test_a_signature_that_was_left_out():
    """A merchant's choice of columns that lacks what tells the format: known all the same, and less sure."""
    chosen = ["상품주문번호", "주문번호", "상품번호", "상품명", "옵션정보", "수량", "주문상태", "결제일", "발송기한"]
    match = find(sheets([chosen]), "x.csv")[0]
    assert match.format.id == "naver_order" and not match.signed and match.confidence <= 0.75
    assert find(sheets([[h for h in chosen if h != "상품주문번호"]]), "x.csv") == [], "without its line it is none"
    assert find(sheets([[*chosen, *(f"내 칸 {n}" for n in range(9))]]), "x.csv") == [], "too much that nobody knows"
    assert find(sheets([["주문번호", "주문일시", "상품명", "옵션정보", "수량", "결제금액", "판매자 상품코드"]]), "x.csv") == []


def test_several_formats_in_one_file_and_one_sheet_that_two_claim():
    both = [*layouts.NAVER_SETTLE, *(h for h in layouts.COUPANG_SETTLE if h not in layouts.NAVER_SETTLE)]
    with pytest.raises(FormatUnclear) as asked:
        find(sheets([both]), "x.csv")
    assert set(asked.value.options) == {"coupang_settle", "naver_settle_case"}
    assert find_as(sheets([both]), "x.csv", "coupang_settle")[0].format.id == "coupang_settle"
    two = [*sheets([list(layouts.NAVER_SETTLE)]), *sheets([list(layouts.COUPANG_ORDER)])]
    assert [m.format.id for m in find(two, "x.xlsx")] == ["naver_settle_case", "coupang_order"]
    with pytest.raises(InputProblem, match="does not hold the columns of naver_order"):
        find_as(sheets([["가", "나", "다"]]), "x.csv", "naver_order")
    with pytest.raises(InputProblem, match="no format nonsense"):
        find_as(sheets([["가", "나", "다"]]), "x.csv", "nonsense")


def test_plain_headers_agree():
    assert plain_header("주문 번호\n") == plain_header(unicodedata.normalize("NFD", "주문번호")) == "주문번호"
    assert plain_header("ＩＤ∙코드") == plain_header("id·코드")
