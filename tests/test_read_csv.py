"""CSV and TSV in every encoding and shape that programs write."""
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import InputProblem
from data.read import Upload, read

ENCODINGS = ("utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be")


def one(content: bytes):
    (sheet,) = read(Upload("주문.csv", content))
    return sheet


def cells(content: bytes) -> list[list[str | None]]:
    return one(content).top(100_000)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_encodings_and_delimiters(encoding, delimiter):
    rows = [["주문번호", "상품명", "금액"], ["2026091800000012", "감말랭이 (국산); 1kg, 특대", "12,000"], ["3", "뚝배기", "-1"]]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    text = out.getvalue()
    if encoding == "utf-8-sig":
        found = one(text.encode("utf-8-sig"))
        assert found.encoding == "utf-8-sig"
    else:
        found = one(text.encode(encoding))
    assert found.top(9) == rows


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_inside_and_between_cells(newline):
    text = newline.join(["주문번호,메시지", '1,"문 앞에\n놓아 ""주세요"""', "2,", "3,끝"])
    assert cells(text.encode()) == [["주문번호", "메시지"], ["1", '문 앞에\n놓아 "주세요"'], ["2", None], ["3", "끝"]]


def test_the_line_that_names_its_delimiter_keeps_its_row():
    assert cells("sep=;\r\n가,나;다\r\n1;2\r\n".encode("utf-8-sig")) == [["sep=", None], ["가,나", "다"], ["1", "2"]]


def test_rows_of_other_lengths_stand_where_they_stood():
    above, same = "주문 내역\n\n조회기간,2026-09-01 ~ 2026-09-30\n가,나,다\n", "1,2,3\n" * 50
    text = above + same + "4,5\n6,7,8,9\n" + same + "합계,300\n"
    found = cells(text.encode("cp949"))
    assert found[:4] == [["주문 내역", None, None, None], [None] * 4, ["조회기간", "2026-09-01 ~ 2026-09-30", None, None],
                         ["가", "나", "다", None]]
    assert found[54:56] == [["4", "5", None, None], ["6", "7", "8", "9"]] and found[-1] == ["합계", "300", None, None]
    assert len(found) == 107 and found.count(["1", "2", "3", None]) == 100


def test_rows_that_all_differ():
    rows = [[str(n)] * (n % 7 + 1) for n in range(20_000)]
    found = cells("\n".join(map(",".join, rows)).encode())
    assert [[c for c in row if c is not None] for row in found] == rows


def test_an_odd_row_far_down():
    text = "가,나\n" + "1,2\n" * 700_000 + "1,2,3\n" + "1,2\n" * 10
    sheet = one(text.encode())
    assert sheet.cells.num_rows == 700_012
    assert sheet.cells.slice(700_001, 1).to_pylist() == [{"0": "1", "1": "2", "2": "3"}]


def test_zeros_between_letters_are_left_out():
    assert cells(b"a,b\n1\x00,2\n" + b"3,4\n" * 20)[1] == ["1", "2"]


def test_letters_that_a_system_has_cut_in_half_lose_only_themselves():
    body = ("주문번호,상품명\n" + "1,국산 감말랭이\n" * 200).encode("cp949") + "2,뚝배".encode("cp949") + b"\xb1\n"
    found = cells(body)
    assert found[:2] == [["주문번호", "상품명"], ["1", "국산 감말랭이"]] and str(found[-1][1]).startswith("뚝배")
    late = "주문번호,상품명\n".encode() + "1,국산 감말랭이\n".encode() * 60_000 + b"2,\xea\xb0\n"
    sheet = one(late)
    assert sheet.cells.num_rows == 60_002 and sheet.cells.column(1)[60_000].as_py() == "국산 감말랭이"


@pytest.mark.parametrize(("first", "then"), [("utf-8", "latin-1"), ("cp949", "latin-1"), ("utf-8", "cp1252")])
def test_korean_saved_in_a_wrong_encoding_is_put_right(first, then):
    text = "주문번호,상태,수량\n1,배송,3\nabc,취소,4\n"
    if then == "cp1252":  # only letters that this code page holds
        text = "가격,수량\n1,2\n"
    assert cells(text.encode(first).decode(then).encode()) == [line.split(",") for line in text.split()]


def test_korean_that_is_lost_is_said_so():
    text = "상품주문번호,상품명,수량,주문상태\n1,감말랭이,2,구매확정\n"
    with pytest.raises(InputProblem, match="was lost when another program saved it"):
        cells(text.encode().decode("cp949", "replace").encode())


def test_korean_as_it_is_stays():
    text = "뷁,똠방각하,펲시\nÄrger,café,한글\n漢字,中文,ひらがな\n"
    assert cells(text.encode()) == [line.split(",") for line in text.split()]



@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from(["가", "나 다", '"', ",", "1,2", "\n", "a;b", "=1+1", "\t", " "])] * 3), min_size=1,
                max_size=30))
def test_what_a_csv_writer_wrote_comes_back(rows):
    rows = [["머리", "둘", "셋"], *map(list, rows)]
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    for encoding in ("utf-8", "cp949"):
        assert cells(out.getvalue().encode(encoding)) == rows
