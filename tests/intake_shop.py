"""A small shop with planted orders, written as the files that its seller centres would hand out, and what is true of it.

The truth stands in plain rows; the files are made from them; the tests add the truth up by themselves.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from data.samples import writers

PERSONS = [
    ("홍길동비밀", "010-8765-4321", "서울특별시 비밀구 숨은로 77-1 1203호"),
    ("김춘향비밀", "010-2345-6789", "전라북도 남원시 몰래길 5"),
    ("이몽룡비밀", "050-1111-2222", "경기 성남시 분당구 감춘로 9"),
    ("성춘향비밀", "010-9999-0001", "제주특별자치도 제주시 은밀로 3"),
]


@dataclass
class Line:
    """One true order line: what was paid at first, what was paid back, what it became."""

    number: int
    amount: int
    end: str  # confirmed, cancelled, returned, part, withdrawn
    back: int = 0

    @property
    def day(self) -> date:
        return date(2026, 9, 1) + timedelta(days=self.number % 10)

    @property
    def line_id(self) -> str:
        return f"{self.day:%Y%m%d}{10_000_000 + self.number}"

    @property
    def order_id(self) -> str:
        """Two lines share an order where both were ordered on one day."""
        return f"{self.day:%Y%m%d}{20_000_000 + self.number // 20}"

    @property
    def live_amount(self) -> int:
        return 0 if self.end in ("cancelled", "returned") else self.amount - self.back

    @property
    def person(self) -> tuple[str, str, str]:
        return PERSONS[self.number % len(PERSONS)]


def truth() -> list[Line]:
    lines = [Line(n, 10_000 + 1_370 * n, "confirmed") for n in range(1, 31)]
    for n in (3, 17):
        lines[n].end = "cancelled"
    for n in (5, 22):
        lines[n].end, lines[n].back = "returned", lines[n].amount
    for n in (8, 25):
        lines[n].end, lines[n].back = "part", 4_300 + n
    lines[11].end = "withdrawn"
    return lines


def naver_orders(lines: list[Line], final: bool) -> list[dict]:
    """The order export before (`final` False: all on their way, one cancellation asked for) or after all is settled.

    The shipping fee of a parcel stands on each of its lines; lines of one order travel in one parcel.
    """
    rows = []
    for line in lines:
        name, phone, address = line.person
        early = "취소요청" if line.end in ("cancelled", "withdrawn") else "배송중"
        state = {"cancelled": "취소", "returned": "구매확정", "part": "구매확정", "withdrawn": "구매확정"}.get(
            line.end, "구매확정"
        )
        rows.append(
            {
                "상품주문번호": line.line_id,
                "주문번호": line.order_id,
                "구매자명": name,
                "구매자ID": f"{line.number % 4}abc****",
                "수취인명": name + "님",
                "수취인연락처1": phone,
                "구매자연락처": phone,
                "통합배송지": address,
                "배송메세지": f"{name} 문앞",
                "주문상태": state if final else early,
                "주문일시": datetime.combine(line.day, datetime.min.time()) + timedelta(hours=9),
                "결제일": datetime.combine(line.day, datetime.min.time()) + timedelta(hours=9, minutes=5),
                "상품번호": f"900{line.number % 3}",
                "상품명": f"예시 {line.number % 3}",
                "옵션정보": "색상: 파랑",
                "수량": 1,
                "상품가격": line.amount,
                "옵션가격": 0,
                "최종 상품별 총 주문금액": line.amount,
                "최초 상품별 총 주문금액": line.amount,
                "배송비 합계": 3000,
                "배송비 묶음번호": f"B{line.order_id}",
                "발송처리일": datetime.combine(line.day + timedelta(days=1), datetime.min.time()),
            }
        )
    return rows


def naver_settlements(lines: list[Line]) -> tuple[list[dict], list[dict]]:
    """The payouts of the sales, and, in a later file, what was paid back; with one shipping row per order."""
    sales, refunds, shipped = [], [], set()
    for line in lines:
        if line.end == "cancelled":
            continue
        row = {
            "주문번호": line.order_id,
            "상품주문번호": line.line_id,
            "구분": "상품주문",
            "상품명": "예시",
            "구매자명": line.person[0],
            "정산예정일": line.day + timedelta(days=9),
            "정산완료일": line.day + timedelta(days=9),
            "정산상태": "일반정산",
            "정산기준일": line.day + timedelta(days=8),
            "정산기준금액(A)": line.amount,
            "Npay 수수료(B)": -(line.amount // 50),
            "매출연동 수수료 합계(C)": -(line.amount // 40),
            "무이자할부 수수료(D)": 0,
        }
        sales.append(row)
        if line.order_id not in shipped:
            shipped.add(line.order_id)
            sales.append(
                {
                    **row,
                    "상품주문번호": f"8{line.order_id}",
                    "구분": "배송비",
                    "정산기준금액(A)": 3000,
                    "Npay 수수료(B)": -59,
                    "매출연동 수수료 합계(C)": 0,
                }
            )
        if line.back:
            refunds.append(
                {
                    **row,
                    "정산예정일": line.day + timedelta(days=20),
                    "정산완료일": None,
                    "정산기준금액(A)": -line.back,
                    "Npay 수수료(B)": line.back // 50,
                    "매출연동 수수료 합계(C)": line.back // 40,
                }
            )
    return sales, refunds


def coupang_orders(lines: list[Line], final: bool) -> list[dict]:
    rows = []
    for line in lines:
        name, phone, address = line.person
        if line.end == "cancelled":
            continue  # cancelled before it was sent: the list of deliveries never has it
        rows.append(
            {
                "묶음배송번호": f"7{line.order_id}",
                "주문번호": line.order_id,
                "주문일": f"{line.day} 09:30:00",
                "등록상품명": f"예시 {line.number % 3}",
                "노출상품명(옵션명)": "예시, 파랑",
                "노출상품ID": f"55{line.number % 3}",
                "옵션ID": f"66{line.number}",
                "결제액": line.amount,
                "구매수(수량)": 1,
                "옵션판매가(판매단가)": line.amount,
                "배송비": 2500,
                "구매자": name,
                "구매자전화번호": phone,
                "수취인이름": name,
                "수취인전화번호": phone,
                "수취인 주소": address,
                "배송메세지": f"{name} 경비실",
                "출고일(발송일)": f"{line.day + timedelta(days=1)}",
                "배송완료일": f"{line.day + timedelta(days=2)}" if final else None,
                "구매확정일자": f"{line.day + timedelta(days=7)}" if final else None,
            }
        )
    return rows


def coupang_settlements(lines: list[Line]) -> list[dict]:
    """One file with sales and refunds; a refund may fall on the same payout day as its sale."""
    rows = []
    for line in lines:
        if line.end == "cancelled":
            continue
        fee = line.amount * 1155 // 10_000
        row = {
            "주문번호": line.order_id,
            "상품 ID": f"55{line.number % 3}",
            "상품명": "예시",
            "옵션 ID": f"66{line.number}",
            "옵션명": "파랑",
            "판매가": line.amount,
            "판매수량": 1,
            "환불수량": 0,
            "판매액": line.amount,
            "판매자 할인쿠폰(A+B)": 0,
            "판매수수료": fee,
            "마이샵수수료할인": 0,
            "정산금액": line.amount - fee,
            "구매자명": line.person[0],
            "결제완료일": str(line.day),
            "배송완료일": str(line.day + timedelta(days=2)),
            "구매확정일": str(line.day + timedelta(days=7)),
            "정산예정일": str(line.day + timedelta(days=25)),
            "기본배송료": 2500 if line.number % 20 == 1 else 0,
        }
        rows.append(row)
        if line.back:
            given = line.back * 1155 // 10_000
            rows.append(
                {
                    **row,
                    "판매수량": 0,
                    "환불수량": -1,
                    "판매액": -line.back,
                    "판매수수료": -given,
                    "정산금액": -line.back + given,
                    "취소완료일": str(line.day + timedelta(days=12)),
                    "기본배송료": 0,
                }
            )
    return rows


@cache
def naver_files(password: str | None = None) -> dict[str, bytes]:
    lines = truth()
    sales, refunds = naver_settlements(lines)
    return {
        "스마트스토어_전체주문발주발송관리_20260912_0901.xlsx": writers.naver_order_xlsx(
            naver_orders(lines[:24], False), password
        ),
        "스마트스토어_전체주문발주발송관리_20261001_0901.xlsx": writers.naver_order_xlsx(naver_orders(lines[6:], True), password),
        "PaySettleDetail_a.xlsx": writers.naver_settle_xlsx(sales),
        "PaySettleDetail_b.xlsx": writers.naver_settle_xlsx(refunds),
    }


@cache
def coupang_files() -> dict[str, bytes]:
    lines = truth()
    return {
        "DeliveryList(2026-09-12)_(0).xlsx": writers.coupang_order_xlsx(coupang_orders(lines[:24], False)),
        "DeliveryList(2026-10-01)_(0).xlsx": writers.coupang_order_xlsx(coupang_orders(lines[6:], True)),
        "MSF_PAYMENT_REVENUE_DETAIL-1.xlsx": writers.coupang_settle_xlsx(coupang_settlements(lines)),
    }
