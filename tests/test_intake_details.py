"""Detail pages as text with their pictures counted, and the reasons of claims in our words."""

import duckdb
import pyarrow as pa
import pytest

from data import contract
from data.staging import values
from data.staging.details import PICTURES, plain, read_pages
from data.staging.reasons import REASONS, reason

CONNECTION = duckdb.connect()
values.define(CONNECTION)


def one(sql: str, *given: str | None):
    return CONNECTION.execute(sql, list(given)).fetchall()[0][0]


@pytest.mark.parametrize(
    ("html", "text", "pictures"),
    [
        ("<p>제주 <b>감귤</b></p><p>3kg&nbsp;한 상자</p>", "제주 감귤\n3kg 한 상자", 0),
        ('<div>앞<img src="a.jpg" alt="감귤 상자">뒤<br>다음</div>', "앞 감귤 상자 뒤\n다음", 1),
        ("<script>alert('x')</script><style>p{color:red}</style><!-- 숨김 --><p>본문</p>", "본문", 0),
        ("<table><tr><td>무게</td><td>3kg</td></tr><tr><td>산지</td><td>제주</td></tr></table>", "무게 3kg\n산지 제주", 0),
        ("<center><img src='1.jpg'><img src='2.jpg'></center>", None, 2),
        ("https://a.kr/1.jpg,\nhttps://a.kr/2.png?v=3", None, 2),
        ("첫째.jpg, second.PNG", None, 2),
        ("3 < 4 이고 5 > 2 입니다", "3 < 4 이고 5 > 2 입니다", 0),
        ("그냥 글\n둘째 줄", "그냥 글\n둘째 줄", 0),
        ("<p>닫히지 않은 <b>글", "닫히지 않은 글", 0),
        ("<p></p>", None, 0),
        ("  ", None, None),
        (None, None, None),
    ],
)
def test_detail_page(html, text, pictures):
    assert plain(html) == (text, pictures)


def test_pages_that_repeat_and_none():
    read = read_pages(pa.chunked_array([["<p>가</p>", None], ["<p>가</p><img width=900>", "글"]]))
    assert read[""].to_pylist() == ["가", None, "가", "글"]
    assert read["_images"].to_pylist() == ["0", None, "1", "0"]
    assert read["_width"].to_pylist() == ["0", None, "900", None], "text without mark-up says nothing of its layout"
    assert read["_font"].to_pylist() == ["0.0", None, "0.0", None]
    assert all(column.to_pylist() == [] for column in read_pages(pa.chunked_array([], pa.string())).values())


def test_lists_of_pictures():
    sql = "SELECT " + PICTURES.format("x") + " FROM (SELECT ?::VARCHAR AS x)"
    cases = ("a.jpg", "a.jpg,b.jpg", "a.jpg\nb.jpg\r\n c.jpg", "a.jpg, b.jpg,", None, " ")
    assert [one(sql, x) for x in cases] == [1, 2, 3, 2, 0, 0]


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("구매 의사 취소", "buyer"),
        ("단순 변심", "buyer"),
        ("색상 및 사이즈 변경", "buyer"),
        ("다른 상품 잘못 주문", "buyer"),
        ("상품 품절", "stock_out"),
        ("재고 부족으로 인한 판매 불가", "stock_out"),
        ("배송 지연", "late"),
        ("배송 누락", "late"),
        ("상품 파손", "defect"),
        ("상품 정보 상이", "defect"),
        ("오배송", "defect"),
        ("DELAYED_DELIVERY", "late"),
        ("INTENT_CHANGED", "buyer"),
        ("기타", "other"),
        ("-", None),
        (None, None),
    ],
)
def test_reasons_of_claims(words, want):
    assert one(f"SELECT {reason('x')} FROM (SELECT ?::VARCHAR AS x)", words) == want
    assert want is None or want in contract.CLAIM_REASONS


def test_every_reason_is_one_of_the_contract():
    assert {name for name, _words in REASONS} | {"other"} == set(contract.CLAIM_REASONS)
