"""An own mall on Cafe24: columns as the merchant chose them, totals of the order on every line or on the first alone."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from tests.containers import as_xlsx
from tests.planted import Planted, Truth


def columns(text: str) -> list[str]:
    return text.split(" | ")


PERSON, PHONE, ADDRESS, WISH = (
    "남궁보리",
    "010-7391-2846",
    "전북특별자치도 남원시 광한루길 771",
    "경비실 옆 파란 상자에 놓아 주세요",
)

CHOSEN = columns(
    "쇼핑몰 | 쇼핑몰 번호 | 주문번호 | 품목별 주문번호 | 배송메시지 | 총 주문금액 | 총 결제금액 | 상품품목코드 | "
    "주문상품명 | 상품옵션 | 수량 | 판매가 | 수령인 | 수령인 휴대전화 | 수령인 우편번호 | 수령인 주소 | 발주일 | "
    "취소구분 | 주문 상태 | 총 실제 환불금액 | 총 배송비(KRW)"
)
OTHER = columns(
    "배송번호 | 운송장번호 | 주문번호 | 주문상품명(옵션포함) | 자체품목코드 | 수량 | 주문자명 | 주문자 이메일 | "
    "수령인 | 수령인 휴대전화 | 수령인 주소(전체) | 품목별 주문번호 | 배송메세지 | 결제구분 | 추가입력옵션 | "
    "상품구매금액(KRW) | 총 주문금액(KRW) | 총 결제금액(KRW) | 쿠폰 할인금액(최초) | 총 배송비 (첫 품목에만 표시) | "
    "배송완료일 | 결제일시(입금확인일) | 취소구분 | 실제 환불금액 | 환불완료일"
)
BARE = ["주문번호", "품목별 주문번호", "주문상품명", "수량", "총 결제금액", "결제일시(입금확인일)"]


@dataclass(frozen=True)
class Line:
    name: str
    price: int
    pieces: int = 1
    option: str = ""
    end: str = "live"  # live, cancelled, returned, partial or unpaid
    back: int = 0

    @property
    def worth(self) -> int:
        return self.price * self.pieces


@dataclass(frozen=True)
class Order:
    number: str
    lines: tuple[Line, ...]
    shipping: int = 3000
    coupon: int = 0

    @property
    def worth(self) -> int:
        return sum(line.worth for line in self.lines) + self.shipping

    @property
    def paid(self) -> int:
        return self.worth - self.coupon

    def shares(self, total: int) -> list[int]:
        """`total` over the lines by what they are worth, by largest remainder."""
        exact = [Fraction(total * line.worth, sum(one.worth for one in self.lines)) for line in self.lines]
        found = [floor(x) for x in exact]
        for n in sorted(range(len(exact)), key=lambda n: (found[n] - exact[n], n))[: total - sum(found)]:
            found[n] += 1
        return found

    @property
    def amounts(self) -> list[int]:
        return [line.worth - off for line, off in zip(self.lines, self.shares(self.coupon), strict=True)]

    @property
    def back(self) -> int:
        """All that was paid back for the order: what its dead lines were paid, and the parts of others."""
        return sum(
            paid if line.end in ("cancelled", "returned") else line.back
            for line, paid in zip(self.lines, self.amounts, strict=True)
            if line.end != "unpaid"
        )


ORDERS = (
    Order("20260901-0000011", (Line("제주 감귤", 12_900, 2, "무게=3kg"),)),
    Order("20260901-0000027", (Line("한라봉", 23_500, 1, "무게=5kg"), Line("감귤칩", 4_700, 3), Line("귤청", 9_900))),
    Order("20260903-0000004", (Line("감귤칩", 4_700), Line("한라봉", 23_500, 1, "무게=5kg", "cancelled")), 0),
    Order("20260904-0000019", (Line("귤청", 9_900, 2, "", "partial", 9_900), Line("제주 감귤", 12_900))),
    Order("20260905-0000008", (Line("천혜향", 31_000, 1, "", "returned"),)),
    Order("20260906-0000031", (Line("한라봉", 23_500, 1, "", "unpaid"),)),
    Order("20260908-0000002", (Line("제주 감귤", 12_900, 1, "무게=3kg"), Line("천혜향", 31_000)), 3000),
)
COUPONS = (
    Order("20260911-0000015", (Line("곶감", 10_000), Line("말린 나물", 10_000), Line("산나물 꾸러미", 10_000)), 3000, 5_000),
    Order("20260912-0000006", (Line("곶감", 19_800, 2, "포장=선물"),), 0, 1_000),
    Order("20260913-0000044", (Line("도라지청", 27_300, 1), Line("곶감", 19_800, 1, "포장=선물", "partial", 4_000)), 2_500),
    Order("20260914-0000001", (Line("말린 나물", 8_800, 1, "", "cancelled"), Line("도라지청", 27_300)), 3_000),
    Order("20260915-0000009", (Line("말린 나물", 8_800, 3, "", "cancelled"),), 3_000),
)


def won(value: int) -> str:
    return f"{value:,}.00"


def chosen_rows(orders: Sequence[Order], final: bool) -> list[dict[str, str]]:
    """Totals repeat on each line. Before the end of the story nothing is cancelled."""
    rows = []
    for order in orders:
        for n, line in enumerate(order.lines, 1):
            end = line.end if final or line.end == "unpaid" else "live"
            rows.append(
                {
                    "쇼핑몰": "한국어 쇼핑몰",
                    "쇼핑몰 번호": "1",
                    "주문번호": order.number,
                    "품목별 주문번호": f"{order.number}-{n:02d}",
                    "배송메시지": WISH,
                    "총 주문금액": won(order.worth),
                    "총 결제금액": won(order.paid),
                    "상품품목코드": f"P000{n:04d}000A",
                    "주문상품명": line.name,
                    "상품옵션": line.option,
                    "수량": str(line.pieces),
                    "판매가": won(line.price),
                    "수령인": PERSON,
                    "수령인 휴대전화": PHONE,
                    "수령인 우편번호": "55787",
                    "수령인 주소": ADDRESS,
                    "발주일": "2026-09-10",
                    "취소구분": {"cancelled": "취소", "partial": "부분취소"}.get(end, "취소안함"),
                    "주문 상태": {"cancelled": "취소완료", "returned": "반품완료", "unpaid": "입금전"}.get(end, "배송완료"),
                    "총 실제 환불금액": won(order.back if final else 0),
                    "총 배송비(KRW)": won(order.shipping),
                }
            )
    return rows


def other_rows(orders: Sequence[Order]) -> list[dict[str, str]]:
    """Shipping on the first line alone, options inside the name, refunds and coupons of the order on each line."""
    rows = []
    for order in orders:
        for n, line in enumerate(order.lines, 1):
            rows.append(
                {
                    "배송번호": f"D-{order.number}-00",
                    "운송장번호": "688801234567",
                    "주문번호": order.number,
                    "주문상품명(옵션포함)": f"{line.name}({line.option})" if line.option else line.name,
                    "자체품목코드": f"NW-{line.price}+사은품",
                    "수량": str(line.pieces),
                    "주문자명": PERSON,
                    "주문자 이메일": "bori@mail.example",
                    "수령인": PERSON,
                    "수령인 휴대전화": PHONE,
                    "수령인 주소(전체)": ADDRESS,
                    "품목별 주문번호": f"{order.number}-{n:02d}",
                    "배송메세지": WISH,
                    "결제구분": "T",
                    "추가입력옵션": f"각인: {PERSON}",
                    "상품구매금액(KRW)": won(line.worth),
                    "총 주문금액(KRW)": won(order.worth),
                    "총 결제금액(KRW)": won(order.paid),
                    "쿠폰 할인금액(최초)": won(order.coupon),
                    "총 배송비 (첫 품목에만 표시)": won(order.shipping) if n == 1 else "",
                    "배송완료일": "" if line.end == "cancelled" else "2026-09-19",
                    "결제일시(입금확인일)": f"{order.number[:4]}-09-16 10:2{n}:33",
                    "취소구분": {"cancelled": "취소", "partial": "부분취소"}.get(line.end, "취소안함"),
                    "실제 환불금액": won(order.back),
                    "환불완료일": "2026-09-20" if line.end in ("cancelled", "partial") else "",
                }
            )
    return rows


def cells(headers: Sequence[str], rows: Sequence[dict[str, str]]) -> list[list[str | None]]:
    return [list(headers), *([row.get(h) for h in headers] for row in rows)]


def csv_file(headers: Sequence[str], rows: Sequence[dict[str, str]], encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(cells(headers, rows))
    return out.getvalue().encode(encoding)


def truth(orders: Sequence[Order], final: bool = True) -> Truth:
    lines = [
        (order, line, paid)
        for order in orders
        for line, paid in zip(order.lines, order.amounts, strict=True)
        if line.end != "unpaid"
    ]
    dead = [one for one in lines if final and one[1].end in ("cancelled", "returned")]
    back = sum(line.back for _order, line, _paid in lines) if final else 0
    return Truth(
        lines=len(lines) - len(dead),
        dead=len(dead),
        sales=sum(paid for _o, _l, paid in lines) - sum(paid for _o, _l, paid in dead) - back,
        shipping=sum(order.shipping for order in {order.number: order for order, _l, _p in lines}.values()),
        refunded=back,
    )


def paid_only() -> tuple[bytes, int]:
    """No prices, only what the orders were paid: shared over the lines, which sum to it again."""
    rows = [
        {
            "주문번호": order.number,
            "품목별 주문번호": f"{order.number}-{n:02d}",
            "주문상품명": line.name,
            "수량": str(line.pieces),
            "총 결제금액": won(order.paid),
            "결제일시(입금확인일)": "2026.09.16 11:00",
        }
        for order in COUPONS
        for n, line in enumerate(order.lines, 1)
    ]
    return as_xlsx(cells(BARE, rows)), sum(order.paid for order in COUPONS)


def shops() -> list[Planted]:
    early, late = chosen_rows(ORDERS[:3], False), chosen_rows(ORDERS, True)
    totals = {"쇼핑몰": "합계", "총 결제금액": won(sum(order.paid for order in ORDERS))}
    files = {
        "최근 주문내역_20260907.csv": csv_file(CHOSEN, [*early, early[0], {}, totals], "cp949"),
        "결제완료내역_20260921.xlsx": as_xlsx(cells(CHOSEN[::-1], [*late, late[3], totals]), "주문"),
    }
    coupons = {"cafe24_0921.csv": csv_file(OTHER, [*other_rows(COUPONS), other_rows(COUPONS)[1]], "utf-8-sig")}
    bare, paid = paid_only()
    persons = (PERSON, PHONE, PHONE.replace("-", ""), ADDRESS, "광한루길", WISH, "bori@mail.example")
    return [
        Planted(
            "cafe24: two exports",
            files,
            truth(ORDERS),
            dict.fromkeys(files, "cafe24_order"),
            {"최근 주문내역_20260907.csv": truth(ORDERS[:3], False), "결제완료내역_20260921.xlsx": truth(ORDERS)},
            {"최근 주문내역_20260907.csv": 2, "결제완료내역_20260921.xlsx": 2},
            persons=persons,
        ),
        Planted(
            "cafe24: coupons and first lines", coupons, truth(COUPONS), dict.fromkeys(coupons, "cafe24_order"), persons=persons
        ),
        Planted(
            "cafe24: totals alone",
            {"주문.xlsx": bare},
            Truth(lines=sum(len(order.lines) for order in COUPONS), sales=paid),
            {"주문.xlsx": "cafe24_order"},
        ),
        products(),
    ]


PRODUCTS = columns(
    "상품코드 | 자체 상품코드 | 진열상태 | 판매상태 | 상품분류 번호 | 상품명 | 상품 상세설명 | 모바일 상품 상세설명 | "
    "검색어설정 | 소비자가 | 공급가 | 상품가 | 판매가 | 옵션사용 | 옵션입력 | 이미지등록(상세) | 이미지등록(추가) | "
    "제조사 | 브랜드 | 원산지 | 배송비 구분 | 배송비입력 | 상품 전체중량(kg) | 메모"
)


def products() -> Planted:
    rows = [
        {
            "상품코드": f"P0000{c}",
            "자체 상품코드": f"NW-{n}",
            "진열상태": "Y",
            "판매상태": "Y" if n else "N",
            "상품분류 번호": "24|25",
            "상품명": f"상품 {c}",
            "상품 상세설명": "<p>첫째 줄</p><img src='a.jpg'><img src='b.jpg'>",
            "검색어설정": "감귤,제주",
            "소비자가": "0.00",
            "판매가": "12900.00",
            "옵션사용": "Y",
            "옵션입력": "무게{3kg|5kg}//포장{기본|선물|보자기}",
            "이미지등록(상세)": "m.jpg",
            "이미지등록(추가)": "x.jpg|y.jpg",
            "제조사": "M0000000",
            "브랜드": "느린농장",
            "원산지": "국내산",
            "배송비입력": "3000",
            "상품 전체중량(kg)": "3.20",
        }
        for n, c in enumerate(("JTA", "JTB", "JTC"))
    ]
    name = "slowfarm_20260920_171_ab12_producr_template.csv"
    return Planted(
        "cafe24: products", {name: csv_file(PRODUCTS, rows, "utf-8-sig")}, Truth(listings=3), {name: "cafe24_product_csv"}
    )
