"""Coupang WING settlement by order, MSF_PAYMENT_REVENUE_DETAIL: per order the goods, <기본배송료> and <추가배송료>.

A refund is a row of its own: 판매수량 0, 환불수량 and amounts negative. 정산금액 = 판매액 − 쿠폰 − 판매수수료 + 마이샵할인.
"""

from data.mapping import Format, Output
from data.text import _

_SHIPPING = "contains(coalesce(line_id, ''), '배송료') OR contains(coalesce(product_name, ''), '배송료>')"
_FEE = "CASE WHEN money(gross) = 0 THEN money(fee_sales) ELSE abs(money(fee_sales)) * sign(money(gross)) END"
_COUPON = "coalesce(money(seller_discount), money(coupon_a) + money(coupon_b), 0)"
# The coupon of a refund is given back as well, so it follows the sign of the sale.
_DISCOUNT = f"CASE WHEN money(gross) = 0 THEN {_COUPON} ELSE abs({_COUPON}) * sign(money(gross)) END"
_NET = f"coalesce(money(net), money(gross) - ({_DISCOUNT}) - coalesce({_FEE}, 0))"

FORMAT = Format(
    id="coupang_settle",
    channel="coupang",
    title=_("Coupang settlement by order (정산현황 주문 상세)"),
    all_of=("옵션 ID", "판매수량", "환불수량", "정산금액", "구매확정(출고)유형"),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("옵션 ID", "옵션ID"),
        "product_id": ("상품 ID",),
        "product_name": ("상품명",),
        "option_name": ("옵션명",),
        "unit_price": ("판매가",),
        "quantity": ("판매수량",),
        "back_quantity": ("환불수량",),
        "gross": ("판매액",),
        "seller_discount": ("판매자 할인쿠폰(A+B)",),
        "coupon_a": ("판매자 할인쿠폰(A.즉시할인)",),
        "coupon_b": ("판매자 할인쿠폰(B.다운로드)",),
        "fee_sales": ("판매수수료",),
        "net": ("정산금액",),
        "settled_on": ("정산예정일",),
        "paid_at": ("결제완료일",),
        "delivered_at": ("배송완료일",),
        "confirmed_at": ("구매확정일",),
        "cancelled_at": ("취소완료일",),
    },
    feeds={"back_quantity": "quantity", "coupon_a": "seller_discount", "coupon_b": "seller_discount"},
    personal=("구매자명",),
    unused=("과세유형", "서비스이용율(%,VAT별도)", "서비스이용료소급분", "마이샵수수료할인", "구매확정(출고)유형"),
    outputs=(
        Output(
            "settlements",
            essential=("gross", "net", "fee_sales"),
            columns={
                "line_id": "coalesce(ident(line_id), ident(product_id))",
                "kind": f"CASE WHEN {_SHIPPING} THEN 'shipping' ELSE 'goods' END",
                "settled_on": """CAST(coalesce(moment(settled_on), moment(confirmed_at), moment(cancelled_at),
                  moment(delivered_at)) AS DATE)""",
                "seller_discount": _DISCOUNT,
                "fee_sales": _FEE,
                # Corrections of the rate and discounts of the fee, whatever their sign in the file: what closes the sum.
                "fee_other": f"money(gross) - ({_DISCOUNT}) - coalesce({_FEE}, 0) - {_NET}",
                "net": _NET,
            },
        ),
        Output(
            "order_lines",
            rank=1,
            where=f"NOT ({_SHIPPING})",
            columns={
                "ordered_at": "coalesce(moment(paid_at), moment(delivered_at), moment(confirmed_at), moment(settled_on))",
                "quantity": "CASE WHEN pieces(quantity) > 0 THEN pieces(quantity) END",
                "amount": "NULL",
                "unit_price": "nullif(money(unit_price), 0)",
                "report": """CASE WHEN NOT blank(confirmed_at) OR blank(delivered_at) THEN '구매확정' ELSE '배송완료' END""",
            },
        ),
    ),
)
