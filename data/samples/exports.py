"""Order lines of a fictional shop as rows of the marketplaces' export files, buyers' personal data included."""
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data import contract
from data.samples.goods import Trade
from data.samples.people import Person
from data.samples.shop import won

Rows = list[dict[str, Any]]
Who = Callable[[int], Person]
"""From the number of a buyer in the order lines to the buyer."""
_NAVER_STATUS = {"paid": ("결제완료", "신규주문"), "preparing": ("결제완료", "발주확인"), "shipping": ("배송중", None),
                 "delivered": ("배송완료", None), "confirmed": ("구매확정", None), "cancelled": ("취소", None),
                 "returned": ("반품", None)}


def _each(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples())


def _time(value: Any) -> Any:
    return None if pd.isna(value) else value.to_pydatetime()


def _text(value: Any, form: str) -> str | None:
    return None if pd.isna(value) else value.strftime(form)


def naver_orders(lines: pd.DataFrame, who: Who) -> Rows:
    """주문발주발송관리. The shipping fee stands on each line of its bundle, as in the real file."""
    fee = lines.groupby("order_id").shipping_fee.transform("sum")
    rows: Rows = []
    for t, shipping in zip(_each(lines), fee, strict=True):
        p = who(t.buyer)
        state, detail = _NAVER_STATUS[t.status]
        rows.append({
            "상품주문번호": t.line_id, "주문번호": t.order_id, "배송속성": "일반배송", "배송방법(구매자 요청)": "택배,등기,소포",
            "배송방법": "택배,등기,소포" if pd.notna(t.shipped_at) else None,
            "택배사": "가상택배" if pd.notna(t.shipped_at) else None,
            "송장번호": f"9{t.line_id[4:]}" if pd.notna(t.shipped_at) else None, "발송일": _time(t.shipped_at),
            "판매채널": "스마트스토어",
            "구매자명": p.name, "구매자ID": p.login, "수취인명": p.name, "주문상태": state, "주문세부상태": detail,
            "수량클레임 여부": "N",
            "결제위치": "모바일", "결제일": _time(t.paid_at), "상품번호": t.product_id, "상품명": t.product_name,
            "상품종류": "조합형옵션상품",
            "옵션정보": f"구성: {t.option_name}", "수량": t.quantity, "옵션가격": 0, "상품가격": t.unit_price,
            "최종 상품별 할인액": t.discount, "최초 상품별 할인액": t.discount, "판매자 부담 할인액": t.discount,
            "최종 상품별 총 주문금액": t.amount, "최초 상품별 총 주문금액": t.amount,
            "발주확인일": _time(t.shipped_at.normalize() + pd.Timedelta(hours=9)) if pd.notna(t.shipped_at) else None,
            "발송기한": _time(t.ship_due_at), "발송처리일": _time(t.shipped_at), "배송비 형태": "선결제",
            "배송비 묶음번호": f"7{t.order_id[4:]}",
            "배송비 유형": "조건부무료", "배송비 합계": int(shipping), "제주/도서 추가배송비": 0, "배송비 할인액": 0,
            "판매자 상품코드": t.sku,
            "수취인연락처1": p.phone, "통합배송지": f"{p.address} {p.detail}", "기본배송지": p.address, "상세배송지": p.detail,
            "구매자연락처": p.phone, "우편번호": p.postcode, "배송메세지": "문 앞에 놓아 주세요", "결제수단": "신용카드 간편결제",
            "주문일시": _time(t.ordered_at), "출입방법 유형": "공동현관 비밀번호", "출입방법 내용": p.door})
    return rows


def naver_settlements(paid: pd.DataFrame, lines: pd.DataFrame, who: Who) -> Rows:
    """정산 내역 (건별): fees negative; a 배송비 row has a 상품주문번호 of its own."""
    buyer: dict[str, int] = dict(zip(lines.order_id, lines.buyer, strict=True))
    name: dict[str, str] = dict(zip(lines.line_id, lines.product_name, strict=True))
    confirmed: dict[str, Any] = dict(zip(lines.line_id, lines.confirmed_at, strict=True))
    rows: Rows = []
    for s in _each(paid):
        line = s.line_id.removeprefix("S")
        goods = s.kind == "goods"
        rows.append({
            "주문번호": s.order_id, "상품주문번호": line if goods else f"{line[:8]}3{line[9:]}",
            "구분": "상품주문" if goods else "배송비",
            "상품명": name[line] if goods else "배송비", "구매자명": who(buyer[s.order_id]).name,
            "정산기준일": confirmed[line].date(), "정산예정일": pd.Timestamp(s.settled_on).date(),
            "정산완료일": pd.Timestamp(s.settled_on).date(), "세금신고기준일": confirmed[line].date(),
            "정산기준금액(A)": int(s.gross),
            "Npay 수수료(B)": -int(s.fee_payment), "매출연동 수수료 합계(C)": -int(s.fee_sales), "무이자할부 수수료(D)": 0,
            "정산상태": "일반정산"})
    return rows


def naver_products(listings: pd.DataFrame, on: date) -> Rows:
    """The product list: names, prices, categories, stock; no detail pages."""
    rows: Rows = []
    for t in _each(listings):
        levels = [*t.category.split(">"), "", "", ""][:4]
        rows.append({
            "상품번호(스마트스토어)": t.product_id, "상품명": t.title, "판매가": t.price, "할인가(PC)": t.price,
            "판매자즉시할인(PC)": 0,
            "할인가(모바일)": t.price, "판매자즉시할인(모바일)": 0, "옵션": "Y", "대분류": levels[0], "중분류": levels[1],
            "소분류": levels[2],
            "세분류": levels[3], "대표이미지 URL": f"https://shop.example/{t.product_id}.jpg", "상품등록일": "2025.06.20.",
            "최종수정일": on.strftime("%Y.%m.%d."), "판매자상품코드": t.sku, "재고수량": t.stock,
            "판매상태": "판매중" if t.stock else "품절",
            "전시상태": "전시중"})
    return rows


def coupang_number(order_id: str) -> str:
    """Coupang's order numbers have 14 digits."""
    return f"3{order_id[2:8]}{order_id[8:15]}"


def coupang_shown(product_id: str) -> str:
    """The number under which buyers see the product (노출상품ID) of an option (옵션ID)."""
    return f"7{product_id[1:]}"


def coupang_orders(lines: pd.DataFrame, who: Who) -> Rows:
    """DeliveryList: what is on its way or has arrived. Cancelled orders are not in it; nothing says the state."""
    rows: Rows = []
    sent = lines[lines.status != "cancelled"]
    fee = sent.groupby("order_id").shipping_fee.transform("sum")
    for t, shipping in zip(_each(sent), fee, strict=True):
        p = who(t.buyer)
        rows.append({
            "묶음배송번호": f"6{t.order_id[2:]}", "주문번호": coupang_number(t.order_id),
            "택배사": "가상택배" if pd.notna(t.shipped_at) else None,
            "운송장번호": f"8{t.line_id[4:]}" if pd.notna(t.shipped_at) else None, "분리배송 Y/N": "N",
            "주문시 출고예정일": _text(t.ship_due_at, "%Y-%m-%d"), "출고일(발송일)": _text(t.shipped_at, "%Y-%m-%d %H:%M:%S"),
            "주문일": _text(t.ordered_at, "%Y-%m-%d %H:%M:%S"), "등록상품명": t.product_name, "등록옵션명": t.option_name,
            "노출상품명(옵션명)": f"{t.product_name}, {t.option_name}", "노출상품ID": coupang_shown(t.product_id),
            "옵션ID": t.product_id,
            "최초등록등록상품명/옵션명": f"{t.product_name}/{t.option_name}", "업체상품코드": t.sku, "결제액": t.amount,
            "배송비구분": "조건부무료배송", "배송비": int(shipping) if t.line == 0 else 0, "도서산간 추가배송비": 0,
            "구매수(수량)": t.quantity, "옵션판매가(판매단가)": t.unit_price, "구매자": p.name, "구매자전화번호": p.safe_phone,
            "수취인이름": p.name, "수취인전화번호": p.safe_phone, "우편번호": p.postcode,
            "수취인 주소": f"{p.address} {p.detail}",
            "배송메세지": p.door, "배송완료일": _text(t.delivered_at, "%Y-%m-%d %H:%M:%S"),
            "구매확정일자": _text(t.confirmed_at, "%Y-%m-%d %H:%M:%S"), "결제위치": "모바일앱", "배송유형": "판매자배송"})
    return rows


def coupang_settlements(paid: pd.DataFrame, lines: pd.DataFrame, trade: Trade, who: Who) -> Rows:
    """정산현황 주문 상세, to the won: 정산금액 = 판매액 - 쿠폰 - 수수료, 수수료 = (판매액 - 쿠폰) x rate x 1.1.

    What came back stands there twice: the sale, and a row of its own with negative amounts.
    """
    line = {t.line_id: t for t in _each(lines)}
    goods = paid[paid.kind == "goods"]
    parcel = paid[paid.kind == "shipping"].groupby("order_id").gross.sum()
    rows: Rows = []
    first = ~goods.duplicated("order_id")
    for s, leads in zip(_each(goods), first, strict=True):
        row = _coupang_sale(line[s.line_id], int(s.fee_sales), trade.coupang_rate, pd.Timestamp(s.settled_on), who)
        rows.append(row | {"기본배송료": int(parcel.get(s.order_id, 0))} if leads else row)
    for t in _each(lines[(lines.channel == "coupang") & (lines.status == "returned")]):
        fee = int(won(np.array([t.amount * trade.coupang_rate / 100 * 1.1]))[0])
        row = _coupang_sale(t, fee, trade.coupang_rate, t.cancelled_at + pd.Timedelta(days=21), who)
        back = {h: -row[h] for h in ("판매액", "판매자 할인쿠폰(A+B)", "판매자 할인쿠폰(A.즉시할인)", "판매수수료", "정산금액")}
        refund = {**row, **back, "판매수량": 0, "환불수량": -int(t.quantity), "취소완료일": _text(t.cancelled_at, "%Y-%m-%d")}
        if t.cancelled_at + pd.Timedelta(days=21) < lines.ordered_at.max():
            rows += [row, refund]
    return rows


def _coupang_sale(t: Any, fee: int, rate: float, paid_on: pd.Timestamp, who: Who) -> dict[str, Any]:
    full = int(t.unit_price * t.quantity)
    return {
        "주문번호": coupang_number(t.order_id), "과세유형": "TAX", "상품 ID": coupang_shown(t.product_id),
        "상품명": t.product_name,
        "옵션 ID": t.product_id, "옵션명": t.option_name, "판매가": int(t.unit_price), "판매수량": int(t.quantity), "환불수량": 0,
        "판매액": full, "판매자 할인쿠폰(A+B)": int(t.discount), "판매자 할인쿠폰(A.즉시할인)": int(t.discount),
        "판매자 할인쿠폰(B.다운로드)": 0, "판매수수료": fee, "서비스이용율(%,VAT별도)": rate, "서비스이용료소급분": 0,
        "마이샵수수료할인": 0, "정산금액": full - int(t.discount) - fee, "구매자명": who(int(t.buyer)).name,
        "결제완료일": _text(t.paid_at, "%Y-%m-%d"), "배송완료일": _text(t.delivered_at, "%Y-%m-%d"),
        "구매확정일": _text(t.confirmed_at, "%Y-%m-%d"), "구매확정(출고)유형": "수동", "정산예정일": paid_on.strftime("%Y-%m-%d")}


def canonical_rows(table: contract.Table, rows: pd.DataFrame) -> tuple[list[str], Rows]:
    """Our own table as headers and rows: the columns that hold anything, the merchant left out; flags as Y and N."""
    columns = [c.name for c in table.columns if c.name in rows and c.name != "merchant_id" and rows[c.name].notna().any()]
    plain = rows[columns].astype(object).where(rows[columns].notna(), None)
    out: Rows = []
    for record in plain.to_dict("records"):
        out.append({str(k): _cell(v) for k, v in record.items()})
    return columns, out


def _cell(value: Any) -> Any:
    if isinstance(value, bool | np.bool_):
        return "Y" if value else "N"
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value



