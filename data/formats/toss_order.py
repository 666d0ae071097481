"""토스쇼핑 주문내역: the orders, one row per 주문상품번호; below the header a row says which columns may be changed.

주문금액 is what the buyer paid for the goods of the line; shipping stands beside it, once per 배송비 묶음 번호.
"""

from data.mapping import Format, Output
from data.text import _

FORMAT = Format(
    id="toss_order",
    channel="toss",
    title=_("Toss Shopping orders (주문내역)"),
    all_of=("주문상품번호",),
    one_of=("주문건수", "거래금액"),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("주문상품번호",),
        "ordered_at": ("주문일시", "주문일자"),
        "ship_due_at": ("발송기한",),
        "shipped_at": ("발송처리일시",),
        "delivered_at": ("배송완료일시",),
        "confirmed_at": ("구매확정일", "구매확정일시"),
        "cancelled_at": ("취소일시",),
        "product_id": ("상품ID",),
        "sku": ("옵션 관리 코드", "옵션코드"),
        "product_code": ("상품 관리 코드",),
        "product_name": ("상품명",),
        "option_name": ("옵션명",),
        "quantity": ("주문건수", "수량"),
        "amount": ("주문금액", "거래금액"),
        "shipping_fee": ("배송비 합계",),
        "parcel": ("배송비 묶음 번호",),
        "status": ("주문상태",),
        "buyer_phone": ("구매자 연락처",),
        "buyer_name": ("구매자명",),
        "address": ("배송지", "주소"),
    },
    feeds={"product_code": "sku", "parcel": "shipping_fee"},
    personal=("수령인명", "수령인 연락처", "우편번호", "주문요청사항", "요청사항", "송장번호", "개인통관고유부호"),
    unused=("배송속성", "받은 혜택", "물류사", "택배사", "옵션 ID", "희망배송일"),
    guide="squeezed(coalesce(line_id, order_id)) IN ('수정가능', '수정불가')",
    outputs=(
        Output(
            "order_lines",
            essential=("amount", "quantity"),
            columns={
                "order_id": "coalesce(ident(order_id), ident(line_id))",
                "sku": "coalesce(code(sku), code(product_code))",
                "report": """CASE WHEN NOT blank(status) THEN status WHEN NOT blank(cancelled_at) THEN '취소완료'
          WHEN NOT blank(confirmed_at) THEN '구매확정' WHEN NOT blank(delivered_at) THEN '배송완료'
          WHEN NOT blank(shipped_at) THEN '배송중' ELSE '결제완료' END""",
                "parcel": "coalesce(ident(parcel), ident(order_id))",
                "parcel_fee": "money(shipping_fee)",
            },
        ),
    ),
)
