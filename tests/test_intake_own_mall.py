"""Own malls and Kakao, column by column: what a line was paid, paid back and called, from whichever columns the file has."""

import csv
import io
from datetime import date

import pytest

from data.intake import Upload, intake
from data.store import Store
from data.workspace import Workspace

TODAY = date(2026, 11, 20)
KEYS = ("주문번호", "품목별 주문번호")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("mall") / "store.duckdb")
    yield Workspace(store)
    store.close()


def taken(workspace: Workspace, merchant: str, rows: list[dict[str, object]], columns: str) -> list[tuple]:
    """The lines of a file with these rows, in the order of their keys."""
    headers = list(dict.fromkeys(h for row in rows for h in row))
    out = io.StringIO()
    csv.writer(out).writerows([headers, *([row.get(h, "") for h in headers] for row in rows)])
    intake(workspace, merchant, [Upload(f"{merchant}.csv", out.getvalue().encode("cp949"))], today=TODAY)
    cursor = workspace.store.cursor()
    try:
        return cursor.execute(
            f"SELECT {columns} FROM order_lines WHERE merchant_id = ? ORDER BY order_id, line_id", [merchant]
        ).fetchall()
    finally:
        cursor.close()


def order(*lines: dict[str, object], number: str = "20260901-0000001", **of_all: object) -> list[dict[str, object]]:
    return [dict(zip(KEYS, (number, f"{number}-{n:02d}"), strict=True)) | of_all | line for n, line in enumerate(lines, 1)]


def line(price: int | str, pieces: int = 1, **more: object) -> dict[str, object]:
    return {"주문상품명": "감자", "수량": pieces, "판매가": price, **more}


TOTALS = {"총 주문금액": "33,000.00", "총 결제금액": "30,000.00"}
CASES = {
    # Σ 30,000 and shipping 3,000; what was paid less than the order was worth is a discount of the order
    "a coupon told by the totals": (order(line(10_000), line(20_000), **TOTALS), [9_000, 18_000], [None, None]),
    "the order paid as it was worth": (
        order(line(10_000), line(20_000), **{"총 주문금액": 33_000, "총 결제금액": 33_000}),
        [10_000, 20_000],
        [None, None],
    ),
    "totals without a discount and without shipping": (
        order(line(10_000), line(20_000), **{"총 주문금액": 30_000, "총 결제금액": 30_000, "총 배송비(KRW)": 3_000}),
        [10_000, 20_000],
        [None, None],
    ),
    "totals of the day after a cancellation": (
        order(line(10_000), line(3_000, 1, 취소구분="취소"), **{"총 주문금액": 13_000, "총 결제금액": 10_000}),
        [10_000, 3_000],
        [None, None],
    ),
    "discounts in columns of their own, the order's once": (
        order(line(10_000), line(20_000), **{"쿠폰 할인금액(최초)": 2_000, "사용한 적립금액(최종)": 1_000}),
        [9_000, 18_000],
        [None, None],
    ),
    "a discount of the line": (
        order(line(10_000, 2, **{"상품별 추가할인금액": 1_500}), line(20_000)),
        [18_500, 20_000],
        [None, None],
    ),
    "what is stated for the line itself": (
        order(line(10_000, 2, **{"품목별 결제금액": 17_777}), line(20_000, **{"품목별 결제금액": 20_000}), **TOTALS),
        [17_777, 20_000],
        [None, None],
    ),
    "the price of the option": (
        order(line(10_000, 2, **{"옵션추가 가격": 500}), line(1, 3, **{"옵션+판매가": 2_000})),
        [21_000, 6_000],
        [None, None],
    ),
    "no prices: the total by pieces": (
        order({"수량": 1}, {"수량": 2}, **{"총 결제금액": 10_000}),
        [3_333, 6_667],
        [None, None],
    ),
    "a refund of the order on each line, cancelled lines first": (
        order(
            line(10_000, 취소구분="취소"),
            line(20_000, 취소구분="부분취소"),
            line(5_000, 취소구분="취소안함"),
            **{"총 실제 환불금액": 14_000},
        ),
        [10_000, 16_000, 5_000],
        [None, 4_000, None],
    ),
    "a refund of the order on its first line alone": (
        order(line(10_000, 취소구분="취소안함", **{"실제 환불금액": 4_000}), line(20_000, 취소구분="부분취소")),
        [10_000, 16_000],
        [None, 4_000],
    ),
    "refunds of the lines": (
        order(
            line(10_000, 취소구분="부분취소", **{"실제 환불금액": 1_000}),
            line(20_000, 취소구분="부분취소", **{"실제 환불금액": 2_500}),
        ),
        [9_000, 17_500],
        [1_000, 2_500],
    ),
    "a refund on living lines": (
        order(line(10_000, 취소구분="취소안함"), line(20_000, 취소구분="취소안함"), **{"총 실제 환불금액": 3_000}),
        [9_000, 18_000],
        [1_000, 2_000],
    ),
    "cancelled in part, nobody says how much": (order(line(10_000, 2, 취소구분="부분취소")), [20_000], [None]),
    "rows that repeat": (
        [*order(line(10_000), line(20_000), **TOTALS), *order(line(10_000), **TOTALS)],
        [9_000, 18_000],
        [None, None],
    ),
}


@pytest.fixture(scope="module")
def one_file(workspace) -> dict[str, list[tuple]]:
    """All cases in one file, each as an order of its own: what stays empty in one is filled in another."""
    rows = [
        {**row, KEYS[0]: f"20260901-{n:07d}", KEYS[1]: f"20260901-{n:07d}{str(row[KEYS[1]])[-3:]}"}
        for n, (given, _amounts, _refunds) in enumerate(CASES.values())
        for row in given
    ]
    found = taken(workspace, "cases", rows, "order_id, amount, refunded")
    return {case: [row[1:] for row in found if int(row[0][-7:]) == n] for n, case in enumerate(CASES)}


def plain(found: list[tuple]) -> list[list[int | None]]:
    return [[int(amount) for amount, _back in found], [back and int(back) for _amount, back in found]]


@pytest.mark.parametrize("case", CASES)
def test_what_a_line_of_cafe24_was_paid(case, one_file):
    assert plain(one_file[case]) == list(CASES[case][1:])


@pytest.mark.parametrize("case", list(CASES)[::5])
def test_columns_that_are_missing_are_as_good_as_empty_ones(case, workspace):
    assert plain(taken(workspace, case, CASES[case][0], "amount, refunded")) == list(CASES[case][1:])


STATES = [
    ({"취소구분": "취소안함", "주문 상태": "배송중"}, "shipping"),
    ({"취소구분": "취소안함"}, "paid"),
    ({"취소구분": "취소안함", "배송완료일": "2026-09-04"}, "delivered"),
    ({"취소구분": "취소", "주문 상태": "배송준비중"}, "cancelled"),
    ({"취소구분": "부분취소", "주문 상태": "배송완료"}, "delivered"),
    ({"취소구분": "취소안함", "주문 상태": "반품완료"}, "returned"),
    ({"주문 상태": "구매확정"}, "confirmed"),
    ({"결제구분": "T"}, "paid"),
    ({"결제구분": "F"}, "cancelled"),
    ({"결제구분": "F", "취소구분": "취소"}, "cancelled"),
    ({"결제구분": "F", "취소구분": "취소안함"}, None),
    ({"주문 상태": "입금전"}, None),
    ({"주문 상태": "입금전 취소", "취소구분": "취소"}, None),
    ({"취소구분": "취소안함", "총 실제 환불금액": 10_000}, "returned"),
]


def test_states_of_lines_of_cafe24(workspace):
    """One file per set of columns: whether 취소구분 stands beside 결제구분 tells what F means."""
    for part in ({"취소구분"}, set()):
        chosen = [(n, cells, want) for n, (cells, want) in enumerate(STATES) if ("취소구분" in cells) == bool(part)]
        rows = [row for n, cells, _want in chosen for row in order(line(10_000, **cells), number=f"20260901-{n:07d}")]
        found = dict(taken(workspace, f"states {len(part)}", rows, "order_id, status"))
        assert {n: found.get(f"20260901-{n:07d}") for n, _c, _w in chosen} == {n: want for n, _cells, want in chosen}


def test_names_codes_and_days_of_cafe24(workspace):
    rows = order(
        {"주문상품명": "니트(국내산)(색상=워시드차콜, 사이즈=M)", "수량": 1, "판매가": 1, "상품품목코드": "P00000JT000A"},
        {"주문상품명": "사과 3kg (흠집)", "수량": 1, "판매가": 1, "자체품목코드": "AP-3+사은품", "상품옵션": "색상=빨강"},
    )
    found = taken(workspace, "names", rows, "product_name, option_name, product_id, sku, CAST(ordered_at AS DATE)")
    day = date(2026, 9, 1)
    assert found == [
        ("니트(국내산)", "색상=워시드차콜, 사이즈=M", "P00000JT", None, day),
        ("사과 3kg (흠집)", "색상=빨강", None, "AP-3", day),
    ]


def kakao(**cells: object) -> dict[str, object]:
    return {"주문번호": 2596171645, "채널상품번호": 41, "옵션": "", "옵션코드": "", "수량": 1, "주문일": "2026-09-05 10:11:12",
            "주문상태": "301 배송 준비 중", "톡딜여부": "N", **cells}  # fmt: skip


MONEY = [
    (
        {"수량": 2, "상품금액": 9_000, "옵션금액": 500, "판매자할인금액": 1_000, "정산기준금액": 18_000},
        (18_000, 9_500, 1_000),
    ),
    (
        {"수량": 2, "상품금액": 18_000, "옵션금액": 1_000, "판매자할인금액": 1_000, "정산기준금액": 18_000},
        (18_000, 9_500, 1_000),
    ),
    ({"수량": 2, "상품금액": 9_000, "판매자쿠폰할인금액": 300}, (17_700, 9_000, 300)),
    ({"상품금액": 9_000, "정산기준금액": 0, "주문상태": "취소 완료"}, (9_000, 9_000, 0)),
]


def test_money_of_kakao(workspace):
    rows = [kakao(**cells, 주문번호=n) for n, (cells, _want) in enumerate(MONEY)]
    found = taken(workspace, "money", rows, "amount, unit_price, discount")
    assert [tuple(map(int, row)) for row in found] == [want for _cells, want in MONEY]


FEES = [
    ({"기본배송비 유형": "유료", "기본배송비 금액": 3_000}, 3_000),
    ({"기본배송비 유형": "무료", "기본배송비 금액": 3_000}, 0),
    ({"기본배송비 유형": "유료", "기본배송비 금액": 3_000, "배송비지불방법": "착불"}, 0),
    (
        {"기본배송비 유형": "유료", "기본배송비 금액": 3_000, "도서산간 주문 여부": "N", "도서산간 추가 배송비 금액": 4_000},
        3_000,
    ),
    ({"기본배송비 유형": "무료", "도서산간 주문 여부": "도서산간", "도서산간 추가 배송비 금액": 4_000}, 4_000),
    ({"기본배송비 금액": 2_500, "도서산간 추가 배송비 금액": 4_000}, 6_500),
]


def test_shipping_of_kakao(workspace):
    rows = [kakao(정산기준금액=1_000, **cells, 주문번호=n) for n, (cells, _want) in enumerate(FEES)]
    found = taken(workspace, "fees", rows, "shipping_fee")
    assert [int(fee) for (fee,) in found] == [want for _cells, want in FEES]


def test_one_number_of_kakao_with_two_products(workspace):
    rows = [kakao(채널상품번호=41, 옵션="쑥", 정산기준금액=1_000), kakao(채널상품번호=42, 정산기준금액=2_000)]
    found = taken(workspace, "two", [*rows, rows[0]], "order_id, line_id, amount")
    assert found == [("2596171645", "2596171645-41-쑥", 1_000), ("2596171645", "2596171645-42", 2_000)]


WORDS = [
    ("201 결제 완료", "paid"),
    ("202 배송 요청", "paid"),
    ("301 배송 준비 중", "preparing"),
    ("304 배송 중", "shipping"),
    ("305 배송 완료", "delivered"),
    ("601 구매 결정", "confirmed"),
    ("취소 완료", "cancelled"),
    ("반품 완료", "returned"),
]


def test_states_of_kakao(workspace):
    rows = [kakao(정산기준금액=1_000, 주문상태=word, 주문번호=n) for n, (word, _want) in enumerate(WORDS)]
    assert [state for (state,) in taken(workspace, "words", rows, "status")] == [want for _word, want in WORDS]
