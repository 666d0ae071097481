"""Naver SmartStore: a shop with orders, search, claims and settlements; another with product lists and statistics."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from data.samples import writers
from data.samples.layouts import NAVER_ORDER
from tests.planted import Planted, Truth

PASSWORD = "0928"
BUYERS = (
    ("강나래숨김", "010-7345-1122", "제주특별자치도 제주시 감춘로 11 202호", "nara****"),
    ("민들레숨김", "010-8111-9922", "서울특별시 마포구 안보이는길 5", "mind****"),
    ("하늘빛숨김", "0508-1234-7788", "(48059) 부산 해운대구 몰래로 77", "haneul****"),
)
SEARCH = """상품주문번호 | 주문번호 | 주문일시 | 주문상태 | 배송속성 | 풀필먼트사(주문 기준) | 클레임상태 |
수량클레임 여부 | 상품번호 | 상품명 | 옵션정보 | 수량 | 구매자명 | 구매자ID | 수취인명 | 구독신청회차 |
구독진행회차"""
CANCEL = "상품주문번호 | 주문번호 | 주문상태 | 취소 처리상태 | 결제일 | 취소요청일 | 접수채널 | 취소사유"
RETURN = """상품주문번호 | 주문번호 | 주문상태 | 반품 처리상태 | 수거방법 | 수거상태 | 결제일 | 반품요청일 | 환불일 |
반품사유 | 판매자 상품코드"""
SETTLE_OLD = """주문번호 | 상품주문번호 | 구분 | 상품명 | 구매자명 | 정산기준일 | 정산예정일 | 정산완료일 | 세금신고기준일 |
정산기준금액(A) | 네이버페이 주문관리 수수료(B) | 매출연동 수수료(C) | 정산상태 | 계약번호"""
STATS = """상품카테고리(대) | 상품카테고리(중) | 상품카테고리(소) | 상품카테고리(세) | 상품명 | 상품ID | 결제수 |
결제상품수량 | 결제금액 | 환불금액 | 환불수량 | 환불건수 | 상품상세조회수 | 상품쿠폰합계 | 주문쿠폰합계"""
SALES = """날짜 | 채널상품명 | 채널상품번호 | 상품결제건수 | 환불건수 | 판매금액(총) | 판매금액(순) | 환불금액 |
결제상품수량 | 환불상품수량"""
BULK = """판매자 상품코드 | 카테고리코드 | 상품명 | 상품상태 | 판매가 | 부가세 | 재고수량 | 옵션형태 | 옵션명 | 옵션값 |
대표이미지 | 추가이미지 | 상세설명 | 브랜드 | 제조사 | 원산지코드 | 수입사 | 원산지 직접입력 |
배송비 템플릿코드 | 배송비유형 | 기본배송비 | 구간별-\n2구간수량 | 반품배송비 | 상품정보제공고시 템플릿코드 |
상품정보제공고시\n품명 | 상품정보제공고시\n모델명 | 상품정보제공고시\n인증허가사항 | 상품정보제공고시\n제조자 |
A/S 템플릿코드 | A/S 전화번호 | A/S 안내 | 즉시할인 값\n(기본할인) | 즉시할인 단위\n(기본할인)"""


def columns(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


@dataclass(frozen=True)
class Line:
    """One line as it was ordered, and what became of it; `back` won were paid back while it lived on."""

    number: int
    parcel: int
    end: str = "confirmed"
    pieces: int = 1
    price: int = 12_000
    option: int = 0
    off: int = 0
    back: int = 0

    @property
    def paid(self) -> int:
        return (self.price + self.option) * self.pieces - self.off

    @property
    def dead(self) -> bool:
        return self.end in ("cancelled", "asked", "returned", "settled back")

    @property
    def left(self) -> int:
        return 0 if self.dead else self.paid - self.back

    @property
    def day(self) -> date:
        return date(2026, 8, 20) + timedelta(days=self.parcel)

    @property
    def id(self) -> str:
        return f"{self.day:%Y%m%d}{30_000_000 + 7 * self.number + 1}"

    @property
    def order(self) -> str:
        return f"{self.day:%Y%m%d}{50_000_000 + 3 * self.parcel + 1}"


LINES = (
    Line(1, 1, pieces=2, option=1_500, off=700),
    Line(2, 1, price=33_000),
    Line(3, 1, "cancelled", price=8_900),
    Line(4, 2, "withdrawn", price=19_900, option=-1_000),
    Line(5, 3, "asked", price=25_500),
    Line(6, 4, "returned", pieces=3, price=7_300),
    Line(7, 5, "return asked", price=41_000),
    Line(8, 6, "part settled", pieces=3, price=10_000, back=10_000),
    Line(9, 7, "part of pieces", pieces=4, price=5_250, back=10_500),
    Line(10, 8, "settled back", price=15_000),
    Line(11, 8, price=64_000, off=6_400),
    Line(12, 9, "shipping", price=22_000),
)
PARCELS = {
    1: (3_000, 0, 0),
    2: (3_000, 3_000, 0),
    3: (2_500, 0, 0),
    4: (0, 0, 0),
    5: (3_000, 0, 1_000),
    6: (3_000, 0, 0),
    7: (3_500, 5_000, 500),
    8: (0, 3_000, 0),
    9: (3_000, 0, 0),
}
"""Shipping, what the islands cost more, and what was taken off it, per parcel; files repeat all three on each line."""


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour, 17))


def _order(line: Line, early: bool) -> dict:
    name, phone, address, buyer = BUYERS[line.parcel % 3]
    fee, remote, taken_off = PARCELS[line.parcel]
    late = {"cancelled": "취소", "asked": "결제완료", "returned": "구매확정", "shipping": "배송중", "return asked": "배송완료"}
    state = ("취소요청" if line.end == "withdrawn" else "배송중") if early else late.get(line.end, "구매확정")
    part = line.end == "part of pieces" and not early
    gone = line.end == "cancelled" and not early
    return {
        "상품주문번호": line.id,
        "주문번호": line.order,
        "구매자명": name,
        "구매자ID": buyer,
        "수취인명": name,
        "주문상태": "결제완료" if early and line.end in ("cancelled", "asked") else state,
        "수량클레임 여부": "Y" if part else "N",
        "결제일": _at(line.day, 10),
        "상품번호": str(7_000_000 + line.number % 4),
        "상품명": f"말린 감귤 {line.number % 4}",
        "상품종류": "조합형옵션상품",
        "옵션정보": f"무게: {line.number}00g",
        "수량": line.pieces,
        "옵션가격": line.option,
        "상품가격": line.price,
        "최종 상품별 할인액": line.off,
        "최초 상품별 할인액": line.off,
        "최종 상품별 총 주문금액": 0 if gone else line.paid - (line.back if part else 0),
        "최초 상품별 총 주문금액": line.paid,
        "배송비 묶음번호": f"9{line.order}",
        "배송비 합계": fee,
        "제주/도서 추가배송비": remote,
        "배송비 할인액": taken_off,
        "판매자 상품코드": f"GAM-{line.number % 4}",
        "수취인연락처1": phone,
        "통합배송지": address,
        "구매자연락처": phone,
        "우편번호": "06234",
        "배송메세지": f"{name} 문 앞",
        "주문일시": _at(line.day, 9),
        "발송처리일": None if line.end in ("cancelled", "asked") or early else _at(line.day + timedelta(days=1), 15),
    }


def _unpaid(number: int, state: str) -> dict:
    return {**_order(Line(number, 9), True), "주문상태": state, "배송비 묶음번호": f"8{number}"}


def _orders(early: bool) -> bytes:
    rows = [_order(x, early) for x in LINES if (x.number <= 10 if early else x.number >= 2)]
    if early:
        rows[3:3] = [{}, _unpaid(90, "결제대기"), rows[0]]
    else:
        rows += [_unpaid(91, "미결제취소"), {"상품주문번호": "합계", "최종 상품별 총 주문금액": sum(x.paid for x in LINES)}]
        return writers.naver_order_xlsx(rows)
    # A merchant's own choice of the columns, in an order of their own, without the first amounts and the flag of part claims.
    left_out = ("최초 상품별 총 주문금액", "최초 상품별 할인액", "수량클레임 여부", "개인통관고유부호")
    chosen = [h for h in reversed(NAVER_ORDER) if h not in left_out]
    rows = [{h: v for h, v in row.items() if h in chosen} for row in rows]
    return writers.encrypted(writers.xlsx(chosen, rows, "발주발송관리", above=(writers.NAVER_NOTICE,)), PASSWORD)


def _search() -> bytes:
    words = {
        "cancelled": ("취소", "취소완료"),
        "asked": ("결제완료", "취소처리중"),
        "withdrawn": ("구매확정", "취소철회"),
        "returned": ("반품", "반품완료"),
        "return asked": ("배송완료", "반품요청"),
        "part of pieces": ("구매확정", "취소완료"),
    }
    rows = []
    for x in LINES:
        state, claim = words.get(x.end, ("배송중" if x.end == "shipping" else "구매확정", ""))
        rows.append(
            {
                "상품주문번호": x.id,
                "주문번호": x.order,
                "주문일시": f"{_at(x.day, 9):%Y.%m.%d %H:%M:%S}",
                "주문상태": state,
                "클레임상태": claim,
                "수량클레임 여부": "Y" if x.end == "part of pieces" else "N",
                "상품명": "말린 감귤",
                "수량": x.pieces,
                "구매자명": BUYERS[x.parcel % 3][0],
                "구매자ID": BUYERS[x.parcel % 3][3],
                "수취인명": BUYERS[x.parcel % 3][0],
            }
        )
    return writers.csv_text(columns(SEARCH), rows, "cp949")  # saved again by Korean Excel


def _cancels() -> bytes:
    words = {
        "cancelled": ("취소", "취소완료", "상품 품절"),
        "asked": ("결제완료", "취소처리중", "구매 의사 취소"),
        "withdrawn": ("배송중", "취소철회", "배송 지연"),
    }
    rows = [
        {
            "상품주문번호": x.id,
            "주문번호": x.order,
            "주문상태": words[x.end][0],
            "취소 처리상태": words[x.end][1],
            "결제일": f"{_at(x.day, 10):%Y/%m/%d %H:%M}",
            "취소요청일": f"{_at(x.day, 20):%Y-%m-%d %H:%M:%S}",
            "접수채널": "구매회원",
            "취소사유": words[x.end][2],
        }
        for x in LINES
        if x.end in words
    ]
    rows.append(
        {
            "상품주문번호": "2026090139999991",
            "주문번호": "2026090159999991",
            "주문상태": "미결제취소",
            "취소 처리상태": "취소완료",
        }
    )
    return writers.xlsx(columns(CANCEL), rows, "취소관리", above=("취소 목록",))


def _returns() -> bytes:
    words = {"returned": ("반품", "반품완료"), "return asked": ("배송완료", "반품요청")}
    rows = [
        {
            "상품주문번호": x.id,
            "주문번호": x.order,
            "주문상태": words[x.end][0],
            "반품 처리상태": words[x.end][1],
            "수거상태": "수거완료",
            "결제일": _at(x.day, 10),
            "반품요청일": _at(x.day + timedelta(days=6), 9),
            "반품사유": "상품 파손",
            "환불일": _at(x.day + timedelta(days=9), 9) if x.end == "returned" else None,
            "판매자 상품코드": "GAM",
        }
        for x in LINES
        if x.end in words
    ]
    return writers.xlsx(columns(RETURN), rows, "반품관리")


def _settled() -> list[tuple[bool, dict]]:
    """Rows of both settlement files, each with whether it is of the later one."""
    rows: list[tuple[bool, dict]] = []

    def row(line: Line, kind: str, number: str, gross: int, fees: tuple[int, int], later: bool = False) -> None:
        rows.append(
            (
                later,
                {
                    "주문번호": line.order,
                    "상품주문번호": number,
                    "구분": kind,
                    "상품명": "말린 감귤",
                    "구매자명": BUYERS[line.parcel % 3][0],
                    "정산기준일": line.day + timedelta(days=8),
                    "정산예정일": line.day + timedelta(days=25 if later else 9),
                    "정산기준금액(A)": gross,
                    "fee B": fees[0],
                    "fee C": fees[1],
                    "정산상태": "정산후 취소" if later else "일반정산",
                },
            )
        )

    for x in LINES:
        if x.end in ("confirmed", "withdrawn", "part settled", "settled back"):
            row(x, "상품주문", x.id, x.paid, (-(x.paid * 363 // 10_000), -(x.paid // 33)))
        if x.end in ("part settled", "settled back"):
            given = x.back or x.paid
            row(x, "상품주문", x.id, -given, (given * 363 // 10_000, given // 33), later=True)
    for parcel in (1, 2, 6):
        of = next(x for x in LINES if x.parcel == parcel)
        row(of, "배송비", f"7{of.order}", PARCELS[parcel][0] + PARCELS[parcel][1], (-109, 0))
    rows.append(
        (
            True,
            {
                "구분": "충전",
                "정산예정일": date(2026, 9, 20),
                "정산기준금액(A)": -20_000,
                "fee B": 0,
                "fee C": 0,
                "계약번호": "C-77",
            },
        )
    )
    return rows


def _settlement(later: bool) -> bytes:
    rows = [row for is_later, row in _settled() if is_later == later]
    names = (
        {"fee B": "Npay 수수료(B)", "fee C": "매출연동 수수료 합계(C)"}
        if later
        else {"fee B": "네이버페이 주문관리 수수료(B)", "fee C": "매출연동 수수료(C)"}
    )
    rows = [{names.get(h, h): v for h, v in row.items()} for row in rows]
    if later:
        return writers.naver_settle_xlsx(rows)
    dotted = [{h: f"{v:%Y.%m.%d}" if isinstance(v, date) else v for h, v in row.items()} for row in rows]
    return writers.csv_text(columns(SETTLE_OLD), [*dotted, dotted[0]])


def _orders_shop() -> Planted:
    settled = [row for _later, row in _settled()]
    early = [x for x in LINES if x.number <= 10]
    shipping = {p: max(sum(fees[:2]) - fees[2], 0) for p, fees in PARCELS.items()}
    ended = {x.number for x in LINES if x.end == "settled back"}
    sold = [x for x in LINES if x.end in ("confirmed", "withdrawn", "part settled", "settled back")]
    files = {
        "스마트스토어_선택주문발주발송관리_20260912_0901.xlsx": _orders(True),
        "스마트스토어_전체주문발주발송관리_20261002_1830.xlsx": _orders(False),
        "스마트스토어_주문조회_20261003_0900.csv": _search(),
        "스마트스토어_취소관리_20260913_1100.xlsx": _cancels(),
        "스마트스토어_반품관리_20261001_1200.xlsx": _returns(),
        "PaySettleDetail_1.csv": _settlement(False),
        "PaySettleDetail_2.xlsx": _settlement(True),
    }
    kinds = (
        "naver_order",
        "naver_order",
        "naver_order_search",
        "naver_cancel",
        "naver_return",
        "naver_settle_case",
        "naver_settle_case",
    )
    names = list(files)
    return Planted(
        name="naver orders",
        files=files,
        formats=dict(zip(names, kinds, strict=True)),
        password=PASSWORD,
        persons=tuple(text for person in BUYERS for text in person[:3]),
        truth=Truth(
            lines=sum(not x.dead for x in LINES),
            sales=sum(x.left for x in LINES),
            dead=sum(x.dead for x in LINES),
            shipping=sum(shipping.values()),
            refunded=sum(x.back for x in LINES if not x.dead),
            fees=-sum(row["fee B"] + row["fee C"] for row in settled),
            net=sum(row["정산기준금액(A)"] + row["fee B"] + row["fee C"] for row in settled),
        ),
        alone={
            # 취소요청 is all that the early export knows of the line that lived on.
            names[0]: Truth(
                lines=9,
                dead=1,
                sales=sum(x.paid for x in early if x.end != "withdrawn"),
                shipping=sum(shipping[p] for p in {x.parcel for x in early}),
            ),
            names[2]: Truth(
                lines=sum(not x.dead or x.number in ended for x in LINES),
                sales=0,
                dead=sum(x.dead and x.number not in ended for x in LINES),
            ),
            names[3]: Truth(lines=1, dead=2, sales=0),
            names[4]: Truth(lines=1, dead=1, sales=0),
            names[5]: Truth(lines=len(sold), dead=0, sales=sum(x.paid for x in sold)),
        },
        rejected={names[0]: 2, names[1]: 2, names[3]: 1},
    )


def _catalogue_shop() -> Planted:
    goods = [(str(7_000_000 + n), f"말린 감귤 {n}", 12_000 + 1_000 * n) for n in range(4)]
    products = [
        {
            "상품번호(스마트스토어)": number,
            "상품명": name,
            "판매가": f"{price:,}원",
            "할인가(모바일)": price - 500,
            "대분류": "식품",
            "중분류": "농산물",
            "소분류": "과일",
            "판매상태": "판매중",
            "재고수량": 9,
            "판매자상품코드": f"GAM-{name[-1]}",
        }
        for number, name, price in goods
    ]
    guide = [
        {"판매자 상품코드": "선택", "카테고리코드": "필수", "상품명": "필수", "판매가": "필수"},
        {"카테고리코드": "카테고리 코드 입력", "상품명": "100자 이내", "판매가": "10원 단위로 입력"},
        {"판매자 상품코드": "예) A-1", "상품명": "예) 티셔츠", "판매가": "숫자만"},
        {"상품명": "아래부터 입력해 주세요"},
    ]
    forms = [
        {
            "판매자 상품코드": f"NEW-{n}",
            "카테고리코드": "50000803",
            "상품명": f"새 감귤칩 {n}",
            "판매가": 9_900,
            "재고수량": 50,
            "옵션형태": "조합형",
            "옵션명": "맛\n무게",
            "옵션값": "단맛,새콤\n100g,200g,300g",
            "대표이미지": "m.jpg",
            "추가이미지": "a.jpg\nb.jpg",
            "상세설명": "<p>달고 <b>맛있는</b> 감귤</p><img src='x.jpg'>",
            "원산지코드": "0001234",
            "배송비유형": "유료",
            "기본배송비": 3_000,
            "반품배송비": 4_000,
            "상품정보제공고시\n품명": "감귤칩",
            "상품정보제공고시\n제조자": "감귤상회",
            "A/S 전화번호": "064-700-0000",
            "즉시할인 값\n(기본할인)": 10,
            "즉시할인 단위\n(기본할인)": "%",
        }
        for n in (1, 2)
    ]
    stats = [
        {
            "상품카테고리(대)": "식품",
            "상품명": name,
            "상품ID": number,
            "결제수": 3,
            "결제상품수량": 4,
            "결제금액": 4 * price,
            "환불금액": 1_000,
            "환불수량": 1,
            "상품상세조회수": 120,
        }
        for number, name, price in goods
    ]
    renamed = {**stats[1], "상품명": "말린 감귤 새 이름", "결제금액": 5_000, "상품상세조회수": 30}
    days = [
        {
            "날짜": f"2026.09.0{n % 3 + 1}.",
            "채널상품명": name,
            "채널상품번호": number,
            "상품결제건수": 1,
            "판매금액(총)": f"{price:,}",
            "판매금액(순)": price - 100,
            "환불금액": 100,
            "결제상품수량": 1,
            "환불상품수량": 0,
        }
        for n, (number, name, price) in enumerate(goods)
    ]
    last = {"날짜": "합계", "판매금액(총)": sum(price for _n, _t, price in goods)}
    files = {
        "Product_20261001_101112.csv": writers.naver_product_csv(products),
        "ExcelSaveTemplate_20260930.xlsx": writers.xlsx(columns(BULK), [*guide, *forms], "일괄등록", above=("상품 기본정보",)),
        "상품성과_2026-08-01_2026-08-31.xlsx": writers.xlsx(
            columns(STATS), [*stats, renamed, stats[0], {"상품명": "합계"}], "상품성과"
        ),
        "판매분석_20260901_20260903.xlsx": writers.xlsx(columns(SALES), [*days, last], "Sheet1"),
    }
    kinds = ("naver_product_csv", "naver_bulk", "naver_stats_product", "naver_stats_sales")
    names = list(files)
    return Planted(
        name="naver catalogue",
        files=files,
        formats=dict(zip(names, kinds, strict=True)),
        truth=Truth(
            listings=6,
            statistics=8,
            views=4 * 120 + 30,
            stat_sales=sum(4 * price for _n, _t, price in goods) + 5_000 + sum(price for _n, _t, price in goods),
        ),
        alone={names[1]: Truth(listings=2), names[2]: Truth(statistics=4, views=510)},
        rejected={names[2]: 1, names[3]: 1},
    )


def shops() -> list[Planted]:
    return [_orders_shop(), _catalogue_shop()]
