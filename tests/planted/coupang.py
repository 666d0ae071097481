"""Coupang: a WING shop with deliveries and settlement; RocketGrowth fees; product lists and statistics."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta

from data.samples import writers
from data.samples.layouts import COUPANG_ORDER
from tests.planted import Planted, Truth

BUYERS = (
    ("고은별숨김", "0503-1111-2222", "경기도 수원시 팔달구 가려진로 9"),
    ("나무늘숨김", "010-6060-7070", "대전 유성구 몰라로 31"),
)
ROCKET = """정산유형 | 정산주기(종료일) | 세금계산서 발행월 | 발생일(결제완료일) | 매출인식일 | 주문ID | 거래유형 |
카테고리ID | 카테고리명 | 과세유형 | 등록상품 ID | 옵션ID | SKU ID | 등록상품명 | 옵션명 | 판매가(A) |
판매수량(B) | 판매액(A*B) | 쿠팡지원할인(C) | 매출금액(A*B-C) | 즉시할인쿠폰(D) | 다운로드쿠폰(E) |
판매자할인쿠폰(D+E) | 정산대상액 | 판매수수료율(%,VAT별도) | 할인적용 판매수수료율(%,VAT별도) | 판매수수료 |
판매수수료 VAT"""
STATS = """옵션 ID | 옵션명 | 상품명 | 등록상품ID | 카테고리 | 판매방식 | 매출(원) | 주문 | 판매량 | 방문자 | 조회 |
장바구니 | 구매전환율 | 아이템위너 비율(%) | 총 매출(원) | 총 판매수 | 총 취소 금액(원) | 총 취소된 상품수 |
즉시 취소된 상품수"""
PRICES = """업체상품 ID | Product ID | 옵션 ID | 상품상태 | 바코드 | 업체상품코드 | 쿠팡 노출 상품명 | 업체 등록 상품명 |
등록 옵션명 | 판매가격 | 할인율기준가 | 판매상태 | 잔여수량(재고) | 판매수량 | 승인상태"""
ASKED = ("판매가격", "할인율기준가", "판매상태", "잔여수량")
"""The columns on the right, whose names repeat those on the left: what the seller asks to be changed."""
CATALOGUE = """등록상품ID | 등록상품명 | 카테고리 | 승인상태 | 판매상태 | 노출상품ID | 옵션 ID | 등록 옵션명 |
쿠팡 노출상품명 | 제조사 | 브랜드 | 검색어 | 성인상품여부(Y/N) | 모델번호 | 바코드"""
BULK = """카테고리 | 등록상품명 | 판매시작일 | 상품상태 | 브랜드 | 제조사 | 검색어 | 옵션유형1 | 옵션값1 | 옵션유형1 |
옵션값1 | 판매가격 | 할인율기준가 | 재고수량 | 출고리드타임 | 업체상품코드 | 모델번호 | 인증∙신고 등 정보유형 |
인증∙신고 등 정보값 | 인증∙신고 등 정보유형 | 상품고시정보 카테고리 | 상품고시정보값1 | 대표(옵션)이미지 |
추가이미지 | 상세 설명 | 구비서류값1"""


def columns(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


@dataclass(frozen=True)
class Line:
    """One option of an order: pieces, price, what coupons of the seller took off, and what was given back of it."""

    number: int
    parcel: int
    pieces: int = 1
    price: int = 10_000
    coupon: int = 0
    back: int = 0
    end: str = "confirmed"

    @property
    def gross(self) -> int:
        return self.pieces * self.price

    @property
    def paid(self) -> int:
        return self.gross - self.coupon

    @property
    def dead(self) -> bool:
        return self.end == "returned"

    @property
    def left(self) -> int:
        return 0 if self.dead else self.paid - self.back

    @property
    def order(self) -> str:
        return str(31_000_000_000_000 + self.parcel)

    @property
    def day(self) -> date:
        return date(2026, 8, 25) + timedelta(days=self.parcel)


LINES = (
    Line(1, 1, pieces=2, coupon=1_500),
    Line(2, 1, price=23_140, coupon=2_780),
    Line(3, 2),
    Line(4, 2, pieces=3, price=4_900, back=4_900),
    Line(5, 3, price=54_000, end="returned"),
    Line(6, 4, price=18_300, coupon=300, end="returned"),
    Line(7, 5, price=7_770),
    Line(8, 6, pieces=5, price=3_100),
    Line(9, 7, price=99_000, end="shipping"),
)
PARCELS = {1: (3_000, 0), 2: (2_500, 5_000), 3: (0, 0), 4: (2_500, 0), 5: (3_000, 0), 6: (0, 3_000), 7: (3_000, 0)}
"""Shipping and what remote places cost more, per parcel; the delivery list repeats both on each line."""
SPLIT = 8
"""This line leaves in two parcels of the list, 3 and 2 pieces."""


def _delivery(line: Line, final: bool) -> list[dict]:
    name, phone, address = BUYERS[line.parcel % 2]
    fee, remote = PARCELS[line.parcel]
    done = final and line.end != "shipping"
    row = {
        "묶음배송번호": f"7{line.order}",
        "주문번호": line.order,
        "주문일": f"{line.day} 11:20:00",
        "등록상품명": f"감귤칩 {line.number % 3}",
        "등록옵션명": f"{line.number}봉",
        "노출상품명(옵션명)": f"감귤칩, {line.number}봉",
        "노출상품ID": f"88{line.number % 3}",
        "옵션ID": f"99{line.number}",
        "업체상품코드": f"CHIP-{line.number % 3}",
        "결제액": line.paid,
        "구매수(수량)": line.pieces,
        "옵션판매가(판매단가)": line.price,
        "배송비": fee,
        "도서산간 추가배송비": remote,
        "구매자": name,
        "구매자전화번호": phone,
        "수취인이름": name,
        "수취인전화번호": phone,
        "우편번호": "6234",
        "수취인 주소": address,
        "배송메세지": f"{name} 현관 앞",
        "출고일(발송일)": f"{line.day + timedelta(days=1)}",
        "배송완료일": f"{line.day + timedelta(days=3)}" if done else None,
        "구매확정일자": f"{line.day + timedelta(days=10)}" if done else None,
    }
    if line.number != SPLIT:
        return [row]
    return [
        {**row, "묶음배송번호": f"7{line.order}A", "구매수(수량)": 3, "결제액": 3 * line.price},
        {
            **row,
            "묶음배송번호": f"7{line.order}B",
            "구매수(수량)": 2,
            "결제액": 2 * line.price,
            "배송비": 0,
            "도서산간 추가배송비": 0,
        },
    ]


def _fee(amount: int) -> int:
    """10.5 % and 10 % VAT on it, as real rows have it: 20,360 won cost 2,352."""
    return round(amount * 1155 / 10_000)


def _settled(line: Line) -> list[dict]:
    if line.end == "shipping":
        return []
    shared = {
        "주문번호": line.order,
        "과세유형": "TAX",
        "상품 ID": f"88{line.number % 3}",
        "상품명": "감귤칩",
        "옵션 ID": f"99{line.number}",
        "옵션명": f"{line.number}봉",
        "판매가": line.price,
        "마이샵수수료할인": 0,
        "구매자명": BUYERS[line.parcel % 2][0],
        "결제완료일": str(line.day),
        "배송완료일": str(line.day + timedelta(days=3)),
        "구매확정일": str(line.day + timedelta(days=10)),
        "구매확정(출고)유형": "수동",
    }
    first = line.parcel != 6 and min(x.number for x in LINES if x.parcel == line.parcel) == line.number
    fee, shop = _fee(line.paid), 120 if line.number == 7 else 0
    rows = [
        {
            **shared,
            "판매수량": line.pieces,
            "환불수량": 0,
            "판매액": line.gross,
            "판매자 할인쿠폰(A+B)": line.coupon,
            "판매자 할인쿠폰(A.즉시할인)": line.coupon,
            "판매수수료": fee,
            "서비스이용율(%,VAT별도)": 10.5,
            "마이샵수수료할인": shop,
            "정산금액": line.paid - fee + shop,
            "정산예정일": str(line.day + timedelta(days=20)),
            "기본배송료": PARCELS[line.parcel][0] if first else 0,
            "추가배송료": PARCELS[line.parcel][1] if first else 0,
        }
    ]
    back = line.paid if line.dead else line.back
    if back:
        gross, coupon = back + (line.coupon if line.dead else 0), line.coupon if line.dead else 0
        rows.append(
            {
                **shared,
                "판매수량": 0,
                "환불수량": -1,
                "판매액": -gross,
                "판매자 할인쿠폰(A+B)": -coupon,
                "판매수수료": -_fee(back),
                "정산금액": -back + _fee(back),
                "취소완료일": str(line.day + timedelta(days=15)),
                "정산예정일": str(line.day + timedelta(days=20 if line.number == 5 else 27)),
            }
        )
    return rows


def _shop() -> Planted:
    """Deliveries twice, overlapping, and the settlement of all but what is still on its way."""
    settled = [row for x in LINES for row in _settled(x)]
    goods_net = sum(row["정산금액"] for row in settled)
    shipped = [paid for row in settled for paid in (row.get("기본배송료", 0), row.get("추가배송료", 0)) if paid]
    kept = [(paid * 33 + 500) // 1000 for paid in shipped]
    early, late = [x for x in LINES if x.number <= 6], [x for x in LINES if x.number >= 3]
    files = {
        "DeliveryList(2026-09-02)_(0).xlsx": writers.coupang_order_xlsx([r for x in early for r in _delivery(x, False)]),
        "DeliveryList(2026-10-05)_(0).xlsx": writers.xlsx(
            [h for h in COUPANG_ORDER[::-1] if h not in ("번호", "배송유형")],
            [r for x in late for r in _delivery(x, True)] + [_delivery(LINES[6], True)[0]],
            "Delivery",
        ),
        "MSF_PAYMENT_REVENUE_DETAIL-2026.xlsx": writers.coupang_settle_xlsx(settled),
    }
    names = list(files)
    known = [x for x in LINES if x.end != "shipping"]
    return Planted(
        name="coupang wing",
        files=files,
        formats=dict(zip(names, ("coupang_order", "coupang_order", "coupang_settle"), strict=True)),
        persons=tuple(text for person in BUYERS for text in person),
        truth=Truth(
            lines=sum(not x.dead for x in LINES),
            dead=sum(x.dead for x in LINES),
            sales=sum(x.left for x in LINES),
            refunded=sum(x.back for x in LINES if not x.dead),
            shipping=sum(map(sum, PARCELS.values())),
            fees=sum(row["판매수수료"] - row["마이샵수수료할인"] for row in settled) + sum(kept),
            net=goods_net + sum(shipped) - sum(kept),
        ),
        alone={
            names[0]: Truth(
                lines=6,
                dead=0,
                sales=sum(x.paid for x in early),
                shipping=sum(sum(PARCELS[p]) for p in {x.parcel for x in early}),
            ),
            names[2]: Truth(lines=sum(not x.dead for x in known), dead=2, sales=sum(x.left for x in known)),
        },
    )


def _rocket() -> Planted:
    """RocketGrowth: sales and cancellations as rows of their own, one of them in the next cycle; the group names in row 1."""
    rows, gross_left, fees, net, live, dead, back = [], 0, 0, 0, 0, 0, 0
    sold = [(1, 2, 15_900, 1_000, 0), (2, 1, 30_000, 0, 1), (3, 3, 8_800, 600, 0), (4, 4, 5_000, 0, 1), (5, 1, 12_345, 0, 0)]
    for number, pieces, price, coupon, given in sold:

        def row(sign: int, pieces: int, coupon: int, cycle: str, number: int = number, price: int = price) -> dict:
            gross = pieces * price
            fee = round((gross - coupon) * 0.105)
            vat = round(fee * 0.1)
            helped = 300 if number == 1 else 0
            return {
                "정산유형": "주정산",
                "정산주기(종료일)": cycle,
                "발생일(결제완료일)": "2026-09-03",
                "매출인식일": "2026-09-10",
                "주문ID": str(41_000_000_000 + number),
                "거래유형": "주문 정산" if sign > 0 else "주문 정산취소",
                "등록상품 ID": f"77{number}",
                "옵션ID": f"66{number}",
                "SKU ID": f"5{number}",
                "등록상품명": "감귤청",
                "옵션명": f"{number}병",
                "판매가(A)": price,
                "판매수량(B)": sign * pieces,
                "판매액(A*B)": sign * gross,
                "쿠팡지원할인(C)": sign * helped,
                "매출금액(A*B-C)": sign * (gross - helped),
                "즉시할인쿠폰(D)": sign * coupon,
                "다운로드쿠폰(E)": 0,
                "판매자할인쿠폰(D+E)": sign * coupon,
                "정산대상액": sign * (gross - coupon - fee - vat),
                "판매수수료율(%,VAT별도)": "10.5",
                "판매수수료": sign * fee,
                "판매수수료 VAT": sign * vat,
            }

        mine = [row(1, pieces, coupon, "2026-09-13")]
        if given:
            mine.append(row(-1, given, coupon, "2026-09-20" if number == 2 else "2026-09-13"))
        rows += mine
        left = pieces * price - coupon - given * price
        gross_left += left
        dead += left == 0
        live += left > 0
        back += given * price if left else 0
        fees += sum(r["판매수수료"] + r["판매수수료 VAT"] for r in mine)
        net += sum(r["정산대상액"] for r in mine)
    content = writers.xlsx(
        columns(ROCKET), [*rows, rows[0], {"정산유형": "합계", "정산대상액": net}], "주문내역, 판매수수료", above=("정산정보",)
    )
    return Planted(
        name="coupang rocket growth",
        files={"A00123-CATEGORY_TR-20260913.xlsx": content},
        formats={"A00123-CATEGORY_TR-20260913.xlsx": "coupang_rg_fee"},
        truth=Truth(lines=live, dead=dead, sales=gross_left, fees=fees, net=net, refunded=back),
        rejected={"A00123-CATEGORY_TR-20260913.xlsx": 1},
    )


def _lying(content: bytes) -> bytes:
    """The workbook with a <dimension> that ends at its header row, as Coupang's own have it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data, n = re.subn(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:S3"', data)
                assert n == 1
            new.writestr(name, data)
    return out.getvalue()


def _prices() -> bytes:
    """The right-hand columns carry other figures than the left-hand ones; the writer knows each name once."""
    left, marked = columns(PRICES), [f"{h}*" for h in ASKED]
    rows = [
        {
            "업체상품 ID": f"77{p}",
            "Product ID": f"88{p}",
            "옵션 ID": f"99{p}{o}",
            "업체상품코드": f"CHIP-{p}",
            "쿠팡 노출 상품명": f"감귤칩 {p}",
            "업체 등록 상품명": "감귤칩",
            "등록 옵션명": f"{o}봉",
            "판매가격": 10_000 * p + 1_000 * o,
            "할인율기준가": 20_000 * p + 1_000 * o,
            "판매상태": "판매중지" if (p, o) == (3, 1) else "판매중",
            "잔여수량(재고)": 10 * o,
            "판매가격*": 1,
            "할인율기준가*": 2,
            "판매상태*": "판매중지",
            "잔여수량*": 77,
        }
        for p in (1, 2, 3)
        for o in (1, 2)
    ]
    content = writers.xlsx([*left, *marked], rows, "data", above=("가격은 10원 단위, 최대 1500개", "상품정보 조회결과"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"*</t>", b"</t>"))
    return _lying(out.getvalue())


def _lists() -> Planted:
    catalogue = [
        {
            "등록상품ID": f"77{p}",
            "등록상품명": f"감귤칩 등록 {p}",
            "카테고리": "식품>스낵>칩",
            "승인상태": "승인완료",
            "판매상태": "판매중",
            "노출상품ID": "" if p == 4 else f"88{p}",
            "옵션 ID": f"99{p}{o}",
            "등록 옵션명": f"{o}봉",
            "쿠팡 노출상품명": f"감귤칩 {p}",
            "제조사": "감귤상회",
            "브랜드": "감귤상회",
            "검색어": "감귤,귤칩, 제주 ,간식,선물",
        }
        for p in (1, 2, 4)
        for o in (1, 2, 3)
    ]
    stats = [
        {
            "옵션 ID": f"99{p}{o}",
            "옵션명": f"감귤칩, {o}봉",
            "상품명": f"감귤칩 {p}",
            "등록상품ID": f"77{p}",
            "카테고리": "식품",
            "판매방식": way,
            "매출(원)": "8,000",
            "주문": "2",
            "판매량": "1",
            "방문자": "30",
            "조회": f"{40 + o}",
            "장바구니": "5",
            "구매전환율": "11.11%",
            "아이템위너 비율(%)": "1.10000000000000008881",
            "총 매출(원)": "10,000",
            "총 판매수": "2",
            "총 취소 금액(원)": "-2,000",
            "총 취소된 상품수": "-1",
        }
        for p, o, way in ((1, 1, "판매자배송"), (1, 2, "로켓그로스"), (2, 1, "판매자배송"))
    ]
    bulk = [
        {"등록상품명": "필수", "카테고리": "필수", "판매가격": "필수", "상품고시정보 카테고리": "필수"},
        {"등록상품명": "발주서에 사용되는 이름", "카테고리": "다운로드할 때 고른 카테고리", "판매가격": "10원 단위"},
        *(
            {
                "카테고리": "[105790] 식품>스낵/간식>감귤칩",
                "등록상품명": "새 감귤칩",
                "브랜드": "감귤상회",
                "검색어": "감귤/칩/간식",
                "옵션값1": f"{o}봉",
                "판매가격": 9_900 + o,
                "할인율기준가": 12_000,
                "재고수량": 5,
                "대표(옵션)이미지": "a.jpg",
                "추가이미지": "b.jpg,c.jpg",
                "상세 설명": "https://img.kr/1.jpg,https://img.kr/2.jpg",
            }
            for o in (1, 2)
        ),
    ]
    files = {
        "price_inventory_260918.xlsx": _prices(),
        "Coupang_detailinfo_260920.xlsx": _lying(
            writers.xlsx(columns(CATALOGUE), catalogue, "Template", above=("Catalog Template_Ver.1.2", "안내", ""))
        ),
        "SELLER_INSIGHTS_VENDOR_ITEM_METRICS_20260901_20260930.xlsx": writers.xlsx(columns(STATS), stats, "vendor item metrics"),
        "sellertool_upload.xlsx": writers.xlsx(columns(BULK), bulk, "data", above=("상품 기본정보",)),
    }
    names = list(files)
    kinds = ("coupang_price_inventory", "coupang_catalog_edit", "coupang_stats", "coupang_bulk")
    return Planted(
        name="coupang lists",
        files=files,
        formats=dict(zip(names, kinds, strict=True)),
        truth=Truth(listings=5, statistics=2, views=41 + 42 + 41, stat_sales=30_000),
        alone={names[0]: Truth(listings=3), names[1]: Truth(listings=3), names[3]: Truth(listings=1)},
    )


def shops() -> list[Planted]:
    return [_shop(), _rocket(), _lists()]
