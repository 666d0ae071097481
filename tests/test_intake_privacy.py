"""What buyers type into a shop, and what tables of our own carry in the place of a hash, tells nobody who they are."""
import io
from pathlib import Path

import duckdb
import openpyxl
import pytest

from data.intake import Upload, intake, intake_cohort
from data.staging import values
from data.store import Store
from data.workspace import Workspace

NAME, PHONE, ADDRESS = "제갈독고", "010-9753-8642", "전주시 완산구 비밀의숲길 4242"
HEADER = ["상품주문번호", "주문번호", "주문상태", "주문일시", "수량", "최종 상품별 총 주문금액", "상품명", "옵션정보",
          "구매자명", "구매자연락처", "수취인명", "수취인연락처1", "통합배송지"]
OPTIONS = [f"각인문구: {NAME} / 색상: 검정", f"받는분 휴대폰 {PHONE}", "색상 검정 01097538642", f"축하해요 {NAME}", ADDRESS,
           "mail me@shop.example"]


@pytest.fixture
def workspace(tmp_path):
    store = Store.open(tmp_path / "store.duckdb")
    yield Workspace(store)
    store.close()


def rows(workspace: Workspace, sql: str) -> list[tuple]:
    return workspace.store.cursor().execute(sql).fetchall()


def test_what_buyers_typed_into_options_is_left_out(workspace):
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    for n, option in enumerate(OPTIONS):
        book.active.append([f"20260901{n:08d}", f"20260902{n:08d}", "구매확정", "2026/09/01 10:00", 1, 1000,
                            f"{NAME}님 개인결제창", option, NAME, PHONE, NAME, PHONE, ADDRESS])
    file = io.BytesIO()
    book.save(file)
    (entry,) = intake(workspace, "m", [Upload("orders.xlsx", file.getvalue())])
    assert (entry["loaded"], entry["rejected"]) == (len(OPTIONS), 0)
    kept = " ".join(str(row) for row in rows(workspace, "SELECT * FROM order_lines"))
    assert not [word for word in (NAME, PHONE, "01097538642", "비밀의숲길", "shop.example") if word in kept]
    assert rows(workspace, "SELECT count(DISTINCT buyer_key), min(region), max(region) FROM order_lines") == [(1, None, None)]
    assert "색상: 검정" in kept  # the rest of the option stays


def test_a_name_in_the_place_of_a_hash_is_hashed(workspace, tmp_path):
    hashed = "0123456789abcdef01234567"
    lines = ["merchant_id,channel,order_id,line_id,ordered_at,status,buyer_key,region,product_name,buyer_name"]
    for n, (merchant, buyer) in enumerate([("a", NAME), ("a", NAME), ("b", NAME), ("a", PHONE), ("a", hashed)]):
        lines.append(f"{merchant},naver,o{n},l{n},2026-09-01,paid,{buyer},경기도 {ADDRESS},사과 {PHONE},{NAME}")
    folder = tmp_path / "cohort"
    folder.mkdir()
    (folder / "order_lines.csv").write_text("\n".join(lines), "utf-8")
    intake_cohort(workspace, folder)
    intake(workspace, "a", [Upload("order_lines.csv", "\n".join([lines[0], *lines[1:3]]).encode())])
    found = dict(rows(workspace, "SELECT order_id, buyer_key FROM order_lines"))
    assert found["o0"] == found["o1"] != found["o2"] and found["o4"] == hashed
    assert len(set(found.values())) == 4
    kept = " ".join(str(row) for row in rows(workspace, "SELECT * FROM order_lines"))
    assert not [word for word in (NAME, PHONE, "비밀의숲길") if word in kept]
    assert rows(workspace, "SELECT DISTINCT region FROM order_lines") == [("경기도",)]


@pytest.mark.parametrize("text", ["맛: 사과 / 수량: 2개", "가로 3000 세로 2000", "2026년 신상 1004호",
                                  "모델 20240101234567", None])
def test_other_options_stay_as_they_are(text):
    connection = duckdb.connect()
    values.define(connection)
    assert connection.execute("SELECT unnamed(?)", [text]).fetchall() == [(text,)]


def test_no_word_is_left_in_the_store_file(workspace, tmp_path: Path):
    test_what_buyers_typed_into_options_is_left_out(workspace)
    workspace.store.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert not [word for word in (NAME, PHONE, "비밀의숲길") if word.encode() in written]
