"""Writes files in the layout that the marketplaces' seller centres hand out, from plain rows.

A row is {header: value}; a header that the layout lacks is a mistake of the caller (ValueError), a header that the row
lacks stays empty. Values are text, numbers, dates or datetimes, written as the real files write them.
"""
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msoffcrypto.format.ooxml
import xlsxwriter

from data.samples import layouts

Row = Mapping[str, Any]
NAVER_NOTICE = "다운로드 받은 파일로 '엑셀 일괄발송' 처리하는 방법: 1행을 삭제하고 시트 이름을 '발송처리'로 바꿔 주세요."
SHIPPING_FEE_RATE = Decimal("0.033")
"""What Coupang keeps of shipping fees: 3 % and 10 % VAT on it (real settlement rows of 2026)."""

_OF_THE_ORDER = ("과세유형", "구매자명", "결제완료일", "배송완료일", "구매확정일", "구매확정(출고)유형", "정산예정일")
_ZERO_FOR_SHIPPING = ("판매가", "판매수량", "환불수량", "판매자 할인쿠폰(A+B)", "판매자 할인쿠폰(A.즉시할인)",
                      "판매자 할인쿠폰(B.다운로드)", "서비스이용료소급분", "마이샵수수료할인")


def xlsx(headers: Sequence[str], rows: Iterable[Row], sheet: str, *, above: Sequence[str] = (), money: Sequence[str] = (),
         times: str = "yyyy/mm/dd hh:mm") -> bytes:
    """One sheet: the lines `above` in a row each, the header, then the rows; `money` columns get the ₩ format."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        page = book.add_worksheet(sheet)
        won, moment = book.add_format({"num_format": "₩#,##0"}), book.add_format({"num_format": times})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, text in enumerate(above):
            page.write_string(number, 0, text)
        for column, header in enumerate(headers):
            page.write_string(len(above), column, header)
        for number, row in enumerate(rows, len(above) + 1):
            _known(row, headers)
            for column, header in enumerate(headers):
                value = row.get(header)
                if value is None:
                    continue
                if isinstance(value, datetime):
                    page.write_datetime(number, column, value, moment)
                elif isinstance(value, date):
                    page.write_datetime(number, column, datetime(value.year, value.month, value.day), day)
                elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
                    page.write_number(number, column, value, won if header in money else None)
                else:
                    page.write_string(number, column, str(value))
    return buffer.getvalue()


def encrypted(content: bytes, password: str) -> bytes:
    """An xlsx as the seller centre hands it out with a password: an OLE2 container with an encrypted package inside."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


def csv_text(headers: Sequence[str], rows: Iterable[Row], encoding: str = "utf-8-sig") -> bytes:
    """A CSV with a header line and CRLF; every value quoted that needs it. cp949 is the encoding of Korean Excel."""
    buffer = io.StringIO(newline="")
    out = csv.writer(buffer)
    out.writerow(headers)
    for row in rows:
        _known(row, headers)
        out.writerow(["" if row.get(h) is None else str(row[h]) for h in headers])
    return buffer.getvalue().encode(encoding)


def naver_order_xlsx(rows: Iterable[Row], password: str | None = None) -> bytes:
    """주문발주발송관리: 72 columns, a notice in row 1, the header in row 2; encrypted where a password is given."""
    money = [h for h in layouts.NAVER_ORDER if h.endswith(("금액", "가격", "할인액", "수수료", "배송비", "합계"))]
    content = xlsx(layouts.NAVER_ORDER, rows, "발주발송관리", above=(NAVER_NOTICE,), money=money)
    return content if password is None else encrypted(content, password)


def naver_settle_xlsx(rows: Iterable[Row], password: str | None = None) -> bytes:
    """정산 내역 (건별): 15 columns, header in row 1; fees are negative, A < 0 is a refund, 구분 is 상품주문 or 배송비.

    A 배송비 row has a 상품주문번호 of its own. Dates are text such as 2026.09.28.
    """
    dotted = ({h: v.strftime("%Y.%m.%d") if isinstance(v, date) else v for h, v in row.items()} for row in rows)
    content = xlsx(layouts.NAVER_SETTLE, dotted, "정산내역")
    return content if password is None else encrypted(content, password)


def naver_product_csv(rows: Iterable[Row], encoding: str = "utf-8-sig") -> bytes:
    """Product_YYYYMMDD_HHMMSS.csv, the product list; `encoding` may be cp949 for a file that Excel has saved again."""
    return csv_text(layouts.NAVER_PRODUCT, rows, encoding)


def coupang_order_xlsx(rows: Iterable[Row]) -> bytes:
    """DeliveryList: 40 columns, sheet Delivery, header in row 1, no status column; 번호 is counted where it is missing."""
    numbered = ({"번호": str(n), **row} for n, row in enumerate(rows, 1))
    return xlsx(layouts.COUPANG_ORDER, numbered, "Delivery", times="yyyy-mm-dd hh:mm:ss")


def coupang_settle_xlsx(rows: Iterable[Row]) -> bytes:
    """MSF_PAYMENT_REVENUE_DETAIL: 25 columns, sheet Order Detail Report, header in row 1, three rows per order.

    Each row given is a product or a refund of one (판매수량 0, 환불수량 and amounts negative). After the rows of an order
    come `<기본배송료>` and `<추가배송료>` (in 옵션 ID), 0 unless a row carries the shipping paid under the keys 기본배송료
    and 추가배송료, which are no columns; the fee on it is 3 % and VAT.
    """
    out: list[dict[str, Any]] = []
    orders: dict[Any, list[Row]] = {}
    for row in rows:
        orders.setdefault(row["주문번호"], []).append(row)
    for order, lines in orders.items():
        out += [{h: v for h, v in line.items() if h not in ("기본배송료", "추가배송료")} for line in lines]
        shared = {h: lines[0].get(h) for h in _OF_THE_ORDER}
        for kind in ("기본배송료", "추가배송료"):
            paid = sum(int(line.get(kind) or 0) for line in lines)
            fee = int((paid * SHIPPING_FEE_RATE).to_integral_value(ROUND_HALF_UP))
            out.append({**shared, **dict.fromkeys(("상품 ID", "상품명", "옵션 ID", "옵션명"), f"<{kind}>"),
                        **dict.fromkeys(_ZERO_FOR_SHIPPING, 0), "주문번호": order, "판매액": paid, "판매수수료": fee,
                        "서비스이용율(%,VAT별도)": 3.0 if paid else 0, "정산금액": paid - fee})
    return xlsx(layouts.COUPANG_SETTLE, out, "Order Detail Report")


def _known(row: Row, headers: Sequence[str]) -> None:
    unknown = set(row) - set(headers)
    if unknown:
        raise ValueError(f"no such column in this layout: {', '.join(sorted(unknown))}")
