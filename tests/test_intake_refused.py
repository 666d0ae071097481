"""Rows that are not taken: each with its own reason, what it held, and nothing that tells who bought."""

import csv
import io
import json
from datetime import date

import pytest

from data.intake import Upload, intake
from data.read import read
from data.recognition.finding import find
from data.staging import values
from data.staging.refusals import EMPTY, GUIDANCE, HEADER, MISSING, SLIPPED, TOTALS, UNREADABLE
from data.staging.shown import known_word, shape
from data.staging.stage import stage, without
from data.store import Store
from data.workspace import Workspace

DAY = date(2026, 11, 1)
HEADERS = ["상품주문번호", "주문번호", "주문상태", "주문일시", "상품명", "옵션정보", "수량", "최종 상품별 총 주문금액",
           "판매자 상품코드", "구매자명", "구매자연락처", "수취인명", "수취인연락처1", "통합배송지", "배송메세지",
           "배송비 합계"]
NAME, OTHER, PHONE, ADDRESS = "제갈독고", "남궁몰래", "010-9753-8642", "전주시 완산구 비밀의숲길 4242"
SECRETS = (NAME, OTHER, PHONE, PHONE.replace("-", ""), "비밀의숲길", "문 앞에 두세요")


def order(number: int, **changed: str) -> dict[str, str]:
    return {
        "상품주문번호": f"20260901{10_000_000 + number}", "주문번호": f"20260901{20_000_000 + number}",
        "주문상태": "구매확정", "주문일시": "2026/09/01 10:00", "상품명": "햇사과", "옵션정보": "색상: 검정",
        "수량": "2", "최종 상품별 총 주문금액": "12,000", "판매자 상품코드": "SKU-7", "구매자명": NAME,
        "구매자연락처": PHONE, "수취인명": OTHER, "수취인연락처1": PHONE, "통합배송지": ADDRESS,
        "배송메세지": "문 앞에 두세요", "배송비 합계": "3000",
    } | changed


def csv_of(rows: list[list[str]], headers: list[str] = HEADERS) -> Upload:
    file = io.StringIO()
    csv.writer(file).writerows([headers, *rows])
    return Upload("orders.csv", file.getvalue().encode("utf-8-sig"))


def listed(*rows: dict[str, str]) -> list[list[str]]:
    return [[row.get(h, "") for h in HEADERS] for row in rows]


def staged(rows: list[list[str]], headers: list[str] = HEADERS):
    upload = csv_of(rows, headers)
    (match,) = find(read(upload), upload.name)
    return stage(match, "m", b"k" * 32, DAY, None)


@pytest.mark.parametrize(("row", "reason"), [
    ({"상품주문번호": "합계", "최종 상품별 총 주문금액": "99,999"}, TOTALS),
    ({"상품주문번호": "합 계", "최종 상품별 총 주문금액": "99,999"}, TOTALS),
    ({"상품명": "총 합계", "최종 상품별 총 주문금액": "99,999"}, TOTALS),
    ({"배송메세지": "소계", "수량": "12"}, TOTALS),
    ({"주문번호": "Total", "수량": "12"}, TOTALS),
    ({"상품주문번호": "합계(3건)", "수량": "12"}, TOTALS),
    ({"수량": "12", "최종 상품별 총 주문금액": "99,999원", "배송비 합계": "(3,000)"}, TOTALS),
    (dict.fromkeys(HEADERS, "수정 불가") | {"주문상태": "수정 가능"}, GUIDANCE),
    (dict.fromkeys(HEADERS[:6], "필수") | dict.fromkeys(HEADERS[6:], "선택"), GUIDANCE),
    ({h: h for h in HEADERS}, HEADER),
    ({h: h.replace(" ", "\n") for h in HEADERS}, HEADER),
    ({"상품명": "상품명", "옵션정보": "옵션정보", "수량": "수량"}, HEADER),
    ({"상품명": "메모만 있는 줄"}, MISSING),
    ({"상품주문번호": ""}, EMPTY),
])
def test_rows_that_are_no_data_say_so(row, reason):
    found = staged(listed(order(1), row, order(2)))
    assert [(r["row"], r["reason"]) for r in found.rejects] == [(3, reason)]
    assert found.read == 3 and found.tables["order_lines"].num_rows == 2
    assert sum(found.tables["order_lines"]["amount"].to_pylist()) == 24_000


def test_a_product_that_is_called_total_is_sold():
    found = staged(listed(order(1, 상품명="합계", 옵션정보="Total"), order(2, 상품명="총계표 노트")))
    assert not found.rejects and found.tables["order_lines"]["product_name"].to_pylist() == ["합계", "총계표 노트"]


def test_a_refused_row_shows_what_it_held_without_its_persons():
    rows = listed(order(1, **{"최종 상품별 총 주문금액": "12,00"}), order(2, 주문일시="2026-13-40", 수량="둘"),
                  order(3, 상품주문번호="2.02609E+15"), order(4, 주문상태="입금대기", 상품명=f"{NAME}님 개인결제",
                                                                       옵션정보=f"각인: {NAME}"), order(5, 주문상태="결제오류"))
    one, two, three, four, five = [r["cells"] for r in staged(rows).rejects]
    assert one["최종 상품별 총 주문금액"] == "12,00"  # unreadable, and yet nothing but a number
    assert (two["주문일시"], two["상품명"], two["수량"]) == ("2026-13-40", "○○○", "○")  # the row may have slipped
    assert (five["상품명"], five["옵션정보"], five["최종 상품별 총 주문금액"]) == ("햇사과", "색상: 검정", "12,000")
    assert three["상품주문번호"] == "2.02609E+15" and three["판매자 상품코드"] == "SKU-7"
    assert four["주문상태"] == "입금대기" and four["상품주문번호"] == "2026090110000004"
    for cells in (one, two, three, four, five):
        assert not set(cells) & {"구매자명", "구매자연락처", "수취인명", "수취인연락처1", "통합배송지", "배송메세지"}
        assert not [secret for secret in SECRETS if secret in str(cells)]


def shifted(row: list[str], by: int, at: int = 0) -> list[str]:
    """The cells of a row from `at` on, slipped by some columns to the right or to the left."""
    moved = row[:at] + [""] * by + row[at:] if by > 0 else row[:at] + row[at - by:] + [""] * -by
    return moved[:len(row)]


@pytest.mark.parametrize("at", [0, 4, 6, 9, 12])
@pytest.mark.parametrize("by", [-3, -2, -1, 1, 2, 3])
def test_rows_that_slipped_show_no_person(by, at):
    rows = listed(order(1), order(2), order(3))
    rows[1] = shifted(rows[1], by, at)
    found = staged(rows)
    told = json.dumps([found.rejects, found.warnings], ensure_ascii=False)
    assert not [secret for secret in SECRETS if secret in told]
    kept = str(found.tables["order_lines"].to_pylist())
    assert not [secret for secret in SECRETS if secret in kept]


def test_a_phone_in_another_column_tells_that_the_row_slipped():
    rows = listed(order(1), order(2), order(3, 구매자연락처="안심번호 만료"))
    rows[1][9:14] = ["", NAME, PHONE, OTHER, PHONE]
    found = staged(rows)
    assert [(r["row"], r["reason"]) for r in found.rejects] == [(3, SLIPPED)]


def test_a_name_is_no_number_of_an_order():
    found = staged(listed(order(1, 주문번호=NAME), order(2, 상품주문번호=PHONE, 주문번호=PHONE)))
    assert [(r["row"], r["reason"]) for r in found.rejects] == [(2, UNREADABLE), (3, UNREADABLE)]
    assert [r["cells"]["주문번호"] for r in found.rejects] == ["○○○○", "000-0000-0000"]


def test_an_unknown_word_of_state_is_told_and_a_name_in_its_place_is_not():
    found = staged(listed(order(1, 주문상태="검수대기중"), order(2, 주문상태="주문보류"), order(3, 주문상태=NAME)))
    (warning,) = found.warnings
    assert warning["params"] == {"n": 3, "word": "○○○○, ○○○○○, 주문보류"}
    assert found.tables["order_lines"]["status"].to_pylist() == ["paid"] * 3
    assert known_word("301 배송 준비 중") and not known_word(f"취소 {NAME}") and shape("김a1-") == "○x0-"


def test_numbers_that_a_spreadsheet_rounded_are_warned_of():
    good = staged(listed(*(order(n) for n in range(1, 30))))
    assert not good.warnings
    rows = listed(*(order(n, 상품주문번호=f"2026090110{n:05d}0") for n in range(1, 4)))
    (warning,) = staged(rows).warnings
    assert "rounded" in warning["text"]
    mixed = listed(*(order(n, 상품주문번호=f"2026090110{n:05d}{0 if n % 3 else 7}") for n in range(1, 31)))
    assert ["rounded" in w["text"] for w in staged(mixed).warnings] == [True]


def test_what_was_refused_is_kept_beside_the_import(tmp_path):
    workspace = Workspace(Store.open(tmp_path / "store.duckdb"))
    rows = listed(order(1), order(2, 수량="두 개"), {"상품주문번호": "합계", "수량": "4"})
    (entry,) = intake(workspace, "m", [csv_of(rows)], today=DAY)
    assert entry["rejected"] == 2
    kept = workspace.store.cursor().execute('SELECT row_no, "column", cells FROM rejects ORDER BY 1').fetchall()
    assert [(row, column) for row, column, _cells in kept] == [(3, "수량"), (4, "")]
    assert json.loads(kept[0][2])["수량"] == "○ ○" and json.loads(kept[1][2]) == {"상품주문번호": "합계", "수량": "4"}
    workspace.store.close()


def test_many_refused_rows_are_all_counted(monkeypatch):
    monkeypatch.setattr("data.staging.stage.SHOWN", 2)
    found = staged(listed(*(order(n, 수량="두 개") for n in range(5)), order(9)))
    assert [r["row"] for r in found.rejects] == [2, 3, 4, 5, 6]
    assert [r["cells"] is None for r in found.rejects] == [False, False, True, True, True]


@pytest.mark.parametrize("places", [[], [0], [4], [1, 2, 3], [0, 1, 2, 3, 4]])
def test_rows_are_cut_out_whatever_their_number(places, monkeypatch):
    import numpy as np
    import pyarrow as pa

    table = pa.table({"n": pa.chunked_array([[0, 1], [2, 3, 4]])})
    wanted = [n for n in range(5) if n not in places]
    assert without(table, np.array(places, int))["n"].to_pylist() == wanted
    monkeypatch.setattr("data.staging.stage._SLICES", 0)
    assert without(table, np.array(places, int))["n"].to_pylist() == wanted


def test_words_of_nothing_are_never_masked():
    assert "-" in values.NOTHING and shape("") == ""
