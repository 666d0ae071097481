"""Single files: what is refused and why, hostile files, privacy, and a store that is whole whatever happens."""

import hashlib
import io
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
import xlsxwriter

from data.errors import AccessDenied, InputProblem, PasswordNeeded
from data.intake import Upload, detect, intake
from data.samples import layouts, writers
from data.store import Store
from data.workspace import Viewer, Workspace
from tests.intake_shop import PERSONS, coupang_files, naver_files, naver_orders, truth

TODAY = date(2026, 11, 1)
ROOT = Path(__file__).parents[1]


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


# -- what is refused ---------------------------------------------------------------------------------------------------


def test_every_row_is_taken_or_refused_with_a_reason(workspace):
    good = naver_orders(truth()[:1], True)[0]
    made = [
        good,
        {},
        {**good, "상품주문번호": ""},
        {**good, "상품주문번호": "1.23E+15"},
        {**good, "최종 상품별 총 주문금액": "만원쯤"},
        {**good, "상품주문번호": "20260901999", "주문일시": "####", "결제일": "언젠가"},
        {"상품주문번호": "합계", "최종 상품별 총 주문금액": "99999"},
    ]
    content = b"\xef\xbb\xbf" + "안내문입니다,,\r\n".encode() + writers.csv_text(layouts.NAVER_ORDER, made)[3:]
    entry = intake(workspace, "m", [Upload("a.csv", content)], today=TODAY)[0]
    assert (entry["read"], entry["loaded"], entry["rejected"]) == (7, 2, 5)
    assert [(r["row"], r["column"]) for r in entry["rejects"]] == [
        (4, ""),
        (5, "상품주문번호"),
        (6, "상품주문번호"),
        (7, "최종 상품별 총 주문금액"),
        (9, ""),
    ]
    reasons = [r["reason"] for r in entry["rejects"]]
    assert reasons[0] == "The row is empty." and reasons[4] == "A row of totals, not of data." and "digits are lost" in reasons[2]
    assert rows(workspace, "SELECT ordered_at FROM order_lines WHERE line_id = '20260901999'")[0][0].date() == truth()[0].day
    kept = workspace.rejects(entry["import_id"])
    assert list(kept.row_no) == [4, 5, 6, 7, 9] and all(json.loads(p) == {} for p in kept.params)
    warned = {w["params"].get("column") for w in entry["warnings"]}
    assert warned == {"결제일"}  # #### says nothing; a word that is no day is told


def test_money_dates_and_ids_mixed_in_one_file(workspace):
    base = naver_orders(truth()[:1], True)[0]
    forms = [("12,345원", "46266.5"), ("₩12,345", "2026.09.01."), ("12345.00", "2026/09/01 12:00"), ("12345", "20260901120000")]
    made = [
        {
            **base,
            "상품주문번호": f"2026090100000{n}",
            "배송비 묶음번호": f"B{n}",
            "최종 상품별 총 주문금액": money,
            "주문일시": day,
            "판매자 상품코드": "00123",
        }
        for n, (money, day) in enumerate(forms)
    ]
    intake(workspace, "m", [Upload("a.csv", writers.csv_text(layouts.NAVER_ORDER, made))], today=TODAY)
    found = rows(workspace, "SELECT amount, CAST(ordered_at AS DATE), sku FROM order_lines")
    assert {(int(a), d, s) for a, d, s in found} == {(12345, date(2026, 9, 1), "00123")} and len(found) == 4


def test_numbers_of_a_workbook_stay_ids(workspace):
    """Cells that hold ids as numbers: 1.0, 2569834423.0 and 16 digits come out as text without a point."""
    row = {
        "묶음배송번호": 77,
        "주문번호": 2569834423,
        "옵션ID": 90001234567,
        "노출상품ID": 5,
        "주문일": "2026-09-01",
        "결제액": 5000,
        "구매수(수량)": 1.0,
    }
    intake(workspace, "m", [Upload("a.xlsx", writers.coupang_order_xlsx([row]))], today=TODAY)
    assert rows(workspace, "SELECT order_id, line_id, product_id, quantity FROM order_lines") == [
        ("2569834423", "90001234567", "5", 1)
    ]


def test_a_line_that_left_in_two_parcels_is_added_up(workspace):
    row = {
        "주문번호": "1",
        "옵션ID": "7",
        "주문일": "2026-09-01",
        "결제액": "6000",
        "구매수(수량)": "2",
        "옵션판매가(판매단가)": "3000",
        "배송비": "2500",
    }
    parts = [
        {**row, "묶음배송번호": "A", "출고일(발송일)": "2026-09-02"},
        {**row, "묶음배송번호": "B", "결제액": "3000", "구매수(수량)": "1", "배송비": "0"},
        {**row, "묶음배송번호": "A", "출고일(발송일)": "2026-09-02"},
    ]
    intake(workspace, "m", [Upload("a.csv", writers.csv_text(layouts.COUPANG_ORDER, parts))], today=TODAY)
    assert [tuple(map(int, r)) for r in rows(workspace, "SELECT quantity, amount, shipping_fee FROM order_lines")] == [
        (3, 9000, 2500)
    ]


def test_fee_of_a_parcel_counts_once_over_several_files(workspace):
    lines = naver_orders(truth()[:3], True)
    for row in lines:
        row |= {"배송비 묶음번호": "ONE", "주문번호": "2026090120000000"}
    for n, part in enumerate((lines[1:], lines[:2], lines)):
        intake(workspace, "m", [Upload(f"{n}.csv", writers.csv_text(layouts.NAVER_ORDER, part))], today=TODAY)
        assert int(rows(workspace, "SELECT sum(shipping_fee) FROM order_lines")[0][0]) == 3000


def test_listings_are_kept_by_what_changed(workspace):
    row = {
        "상품번호(스마트스토어)": "5",
        "상품명": "감말랭이",
        "판매가": "12,000",
        "할인가(모바일)": "10,900",
        "대분류": "식품",
        "중분류": "과일",
        "재고수량": "9",
        "판매상태": "판매중",
        "전시상태": "전시중",
    }

    def load(name, **changes):
        return intake(workspace, "m", [Upload(name, writers.naver_product_csv([{**row, **changes}]))], today=TODAY)[0]

    assert load("Product_20260901_101010.csv")["loaded"] == 1
    again = load("Product_20260915_101010.csv")
    assert (again["loaded"], again["updated"], again["unchanged"]) == (0, 0, 1)
    dearer = load("Product_20260920_101010.csv", 판매가="13,000", 재고수량="")
    assert (dearer["loaded"], dearer["updated"]) == (0, 1)
    found = rows(workspace, "SELECT observed_on, price, list_price, stock, category, on_sale FROM listings ORDER BY observed_on")
    assert [(str(d), int(p), int(lp), s, c, o) for d, p, lp, s, c, o in found] == [
        ("2026-09-01", 10900, 12000, 9, "식품>과일", True),
        ("2026-09-20", 10900, 13000, 9, "식품>과일", True),
    ]
    version = workspace.version("m")
    load("Product_20260901_101010.csv")
    assert workspace.version("m") == version


def test_canonical_tables_as_csv_xlsx_and_parquet(workspace):
    lines = [
        {
            "channel": "Own_Mall",
            "order_id": "007",
            "line_id": str(n),
            "ordered_at": "2026-09-01 10:00",
            "amount": 1000 * n,
            "status": "delivered",
            "quantity": n,
            "extra": "x",
        }
        for n in (1, 2)
    ]
    head = list(lines[0])
    sink = pa.BufferOutputStream()
    pa.parquet.write_table(pa.Table.from_pylist(lines), sink)
    for n, (name, content) in enumerate(
        (
            ("a.csv", writers.csv_text(head, lines, "cp949")),
            ("a.xlsx", writers.xlsx(head, lines, "rows")),
            ("a.parquet", sink.getvalue().to_pybytes()),
        )
    ):
        entry = intake(workspace, f"m{n}", [Upload(name, content)], today=TODAY)[0]
        assert (entry["format"], entry["table"], entry["loaded"], entry["rejected"]) == ("canonical", "order_lines", 2, 0)
        found = rows(
            workspace, f"SELECT channel, order_id, amount, status FROM order_lines WHERE merchant_id = 'm{n}' ORDER BY line_id"
        )
        assert [(c, o, int(a), s) for c, o, a, s in found] == [
            ("own_mall", "007", 1000, "delivered"),
            ("own_mall", "007", 2000, "delivered"),
        ]
    other = [{**lines[0], "merchant_id": "somebody"}, {**lines[1], "status": "who knows", "line_id": "9"}]
    entry = intake(workspace, "m0", [Upload("b.csv", writers.csv_text([*head, "merchant_id"], other))], today=TODAY)[0]
    assert [r["reason"] for r in entry["rejects"]] == ["The row belongs to another merchant.", "The status is none that we know."]


def test_nobody_loads_for_a_merchant_out_of_sight(workspace):
    small = Workspace(workspace.store, Viewer("c", frozenset({"mine"})))
    with pytest.raises(AccessDenied):
        intake(small, "yours", [Upload("a.csv", writers.csv_text(layouts.NAVER_ORDER, naver_orders(truth()[:1], True)))])
    assert not rows(workspace, "SELECT 1 FROM merchants")


# -- hostile and broken files ------------------------------------------------------------------------------------------


def corner() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "상품주문번호")
        sheet.write(1048575, 16383, "x")
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * 100_000_000)
    return out.getvalue()


def entities() -> bytes:
    source, out = io.BytesIO(writers.naver_settle_xlsx([])), io.BytesIO()
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]><worksheet><sheetData><row r="1">'
        '<c r="A1" t="str"><v>&l9;</v></c></row></sheetData></worksheet>'
    )
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            new.writestr(item, evil if item.endswith("sheet1.xml") else old.read(item))
    return out.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        corner,
        bomb,
        entities,
        lambda: b"",
        lambda: b"   \n",
        lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 100,
        lambda: b"PK\x03\x04" + os.urandom(500),
        lambda: writers.naver_settle_xlsx([])[:3000],
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 3000,
        lambda: b"PAR1" + b"\0" * 50,
        lambda: b"\xff\xfe\x00\xd8\x00\xd8",
        lambda: b"a,b\n\x00\x01,2\n",
        lambda: b"<html><table><tr><td>1</td></tr></table></html>",
        lambda: b"one,two\n1,2\n",
        lambda: b"\xff\xff\xff,\xfe\xfe\n",
        lambda: (",".join(["c"] * 5000) + "\n").encode(),
    ],
    ids=[
        "corner",
        "bomb",
        "entities",
        "empty",
        "blank",
        "picture",
        "zip",
        "cut",
        "ole",
        "parquet",
        "utf16",
        "zero",
        "html",
        "unknown",
        "bytes",
        "wide",
    ],
)
def test_hostile_files_get_one_sentence_and_change_nothing(make, workspace):
    started = time.monotonic()
    with pytest.raises(InputProblem) as found:
        intake(workspace, "m", [Upload("../../이상한 파일.xlsx", make())], today=TODAY)
    assert str(found.value).endswith(".") and "이상한 파일" in str(found.value) and time.monotonic() - started < 20
    assert not rows(workspace, "SELECT 1 FROM merchants UNION ALL SELECT 1 FROM imports")


def test_a_wrong_dimension_does_not_matter(workspace):
    source, out = (
        io.BytesIO(
            writers.coupang_order_xlsx(
                [
                    {"주문번호": str(n), "옵션ID": "1", "묶음배송번호": str(n), "주문일": "2026-09-01", "결제액": 100}
                    for n in range(50)
                ]
            )
        ),
        io.BytesIO(),
    )
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.namelist():
            body = old.read(item)
            if item.endswith("sheet1.xml"):
                assert b'<dimension ref="A1:AN51"/>' in body
                body = body.replace(b'<dimension ref="A1:AN51"/>', b'<dimension ref="A1:C1"/>')
            new.writestr(item, body)
    assert intake(workspace, "m", [Upload("a.xlsx", out.getvalue())], today=TODAY)[0]["loaded"] == 50


def test_an_unreadable_file_keeps_the_others_out(workspace):
    good = Upload("a.csv", writers.csv_text(layouts.NAVER_ORDER, naver_orders(truth()[:2], True)))
    with pytest.raises(InputProblem):
        intake(workspace, "m", [good, Upload("b.csv", b"x,y\n1,2\n")], today=TODAY)
    assert not rows(workspace, "SELECT 1 FROM order_lines")


def test_formulas_and_markup_stay_text(workspace):
    row = {**naver_orders(truth()[:1], True)[0], "상품명": "=cmd|'/c calc'!A1", "옵션정보": "<script>alert(1)</script>\x07"}
    intake(workspace, "m", [Upload("a.csv", writers.csv_text(layouts.NAVER_ORDER, [row]))], today=TODAY)
    assert rows(workspace, "SELECT product_name, option_name FROM order_lines") == [
        ("=cmd|'/c calc'!A1", "<script>alert(1)</script>")
    ]


# -- passwords and personal data ---------------------------------------------------------------------------------------


def test_password_missing_wrong_and_right(workspace):
    content = writers.naver_order_xlsx(naver_orders(truth()[:2], True), "열려라1234")
    for password in (None, "", "0000"):
        with pytest.raises(PasswordNeeded):
            detect(Upload("a.xlsx", content), password)
    assert intake(workspace, "m", [Upload("a.xlsx", content)], "열려라1234", today=TODAY)[0]["loaded"] == 2


def test_personal_data_reach_neither_store_nor_log_nor_disk(tmp_path, monkeypatch, caplog):
    """Names, phones, addresses, masked ids, messages and the password, searched in every byte that was written."""
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    caplog.set_level(logging.DEBUG)
    store = Store.open(tmp_path / "db" / "store.duckdb")
    workspace = Workspace(store)
    secret = "비밀번호9876"
    files = [Upload(n, c) for n, c in {**naver_files(), **coupang_files()}.items()]
    said = intake(
        workspace,
        "m",
        [*files, Upload("locked.xlsx", writers.naver_order_xlsx(naver_orders(truth(), True), secret))],
        secret,
        today=TODAY,
    )
    broken = {**naver_orders(truth()[:1], True)[0], "상품주문번호": "", "주문상태": "이상해요"}
    said += intake(workspace, "m", [Upload("b.csv", writers.csv_text(layouts.NAVER_ORDER, [broken]))], today=TODAY)
    wal = [p.read_bytes() for p in (tmp_path / "db").iterdir()]
    tables = [r[0] for r in rows(workspace, "SELECT table_name FROM information_schema.tables")]
    wal.append(repr([rows(workspace, f"FROM {name}") for name in tables]).encode())  # the file itself is compressed
    store.cursor().execute("CHECKPOINT")
    store.close()
    written = b"".join(
        [*wal, *(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()), repr(said).encode(), caplog.text.encode()]
    )
    needles = [secret, "abc****", "문앞", "경비실"]
    for name, phone, address in PERSONS:
        needles += [name, phone, phone.replace("-", ""), address, address.split()[1] + " " + address.split()[2]]
    assert len(written) > 100_000 and "예시 1".encode() in written
    assert [
        n for n in needles if n.encode() in written or n.encode("utf-16-le") in written or n.encode("cp949", "ignore") in written
    ] == []


def test_buyers_are_told_apart_and_only_the_province_is_kept(workspace):
    orders = Upload("a.csv", writers.csv_text(layouts.NAVER_ORDER, naver_orders(truth(), True)))
    intake(workspace, "m", [orders], today=TODAY)
    found = rows(workspace, "SELECT count(DISTINCT buyer_key), min(length(buyer_key)), count(*) FROM order_lines")[0]
    assert found == (4, 24, 30)
    assert {r[0] for r in rows(workspace, "SELECT DISTINCT region FROM order_lines")} == {
        "서울특별시",
        "전북특별자치도",
        "경기도",
        "제주특별자치도",
    }
    intake(workspace, "n", [orders], today=TODAY)
    assert not rows(
        workspace,
        "SELECT buyer_key FROM order_lines WHERE merchant_id = 'm' INTERSECT "
        "SELECT buyer_key FROM order_lines WHERE merchant_id = 'n'",
    )


# -- all or nothing ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_killed_import_leaves_all_or_nothing(tmp_path):
    """kill -9 at several moments: the store opens, holds the whole file or nothing of it, and the retry is right."""
    base = {"주문번호": "1", "묶음배송번호": "1", "주문일": "2026-09-01", "결제액": "1000", "구매수(수량)": "1"}
    made = [{**base, "옵션ID": str(n)} for n in range(20_000)]
    path = tmp_path / "a.csv"
    path.write_bytes(
        writers.csv_text(("주문번호", "묶음배송번호", "주문일", "결제액", "구매수(수량)", "옵션ID", "노출상품ID"), made)
    )
    db = tmp_path / "store.duckdb"
    Store.open(db).close()
    script = (
        "import sys, data.intake as i; from pathlib import Path\n"
        "from data.store import Store; from data.workspace import Workspace\n"
        "w = Workspace(Store.open(sys.argv[1])); print('go', flush=True)\n"
        "i.intake(w, 'm', [i.Upload('a.csv', Path(sys.argv[2]).read_bytes())])\nprint('done', flush=True)\n"
    )
    for wait in (0.3, 0.8):
        child = subprocess.Popen([sys.executable, "-c", script, str(db), str(path)], stdout=subprocess.PIPE, cwd=ROOT)
        assert child.stdout is not None and child.stdout.readline() == b"go\n"
        try:
            child.wait(wait)
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
        child.wait()
        store = Store.open(db)
        lines, imports = (
            store.cursor().execute("SELECT (SELECT count(*) FROM order_lines), (SELECT count(*) FROM imports)").fetchall()[0]
        )
        store.close()
        assert (lines, imports) in {(0, 0), (20_000, 1)}
    store = Store.open(db)
    intake(Workspace(store), "m", [Upload("a.csv", path.read_bytes())], today=TODAY)
    assert store.cursor().execute("SELECT count(*), sum(amount) FROM order_lines").fetchall()[0] == (20_000, 20_000_000)
    assert store.cursor().execute("SELECT sha256 FROM imports").fetchall() == [(hashlib.sha256(path.read_bytes()).hexdigest(),)]
    store.close()


def test_names_of_files_lose_folders_and_control_characters(workspace):
    content = writers.csv_text(layouts.NAVER_ORDER, naver_orders(truth()[:1], True))
    entry = intake(workspace, "m", [Upload("../../etc/주문\x00\x1b[2J.csv", content)], today=TODAY)[0]
    assert entry["file"] == "주문[2J.csv" and workspace.imports("m").file.iat[0] == entry["file"]


def test_reports_from_eight_threads_at_once(workspace):
    """One store, eight consultants: nothing is lost and nothing counted twice."""
    from concurrent.futures import ThreadPoolExecutor

    lines = truth()
    parts = [
        Upload(f"{n}.csv", writers.csv_text(layouts.NAVER_ORDER, naver_orders(lines[n : n + 16], True))) for n in range(0, 16, 2)
    ]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda upload: intake(workspace, "m", [upload], today=TODAY), parts))
    want = sum(line.amount for line in lines[:30] if line.end != "cancelled")
    assert rows(workspace, "SELECT count(*), sum(amount) FILTER (status <> 'cancelled') FROM order_lines") == [(30, want)]
    assert len(workspace.imports("m")) == 8
