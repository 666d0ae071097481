"""11번가 발송/배송관리: the orders, one row per 주문순번; a real .xls with a title above the header.

주문금액 is (판매단가 + 옵션가) × 수량 before the seller's discounts; what the buyer paid for the goods is what is left after
them. Some lists write it with the discounts taken off already, which unit price and quantity of the same row tell.
"""

from dataclasses import replace

from data.mapping import Format, Output
from data.text import _

ACROSS = {
    "taken_off": "coalesce(money(basic_discount), 0) + coalesce(money(extra_discount), 0) + coalesce(money(multi_discount), 0)",
    "worth": "(money(unit_price) + coalesce(money(option_price), 0)) * pieces(quantity)",
    "worth_too": "money(unit_price) * pieces(quantity) + coalesce(money(option_price), 0)",
}
"""The seller's discounts of a line, and its money before them: per piece, or with the price of the option given for the line."""
PAID = """CASE WHEN money(amount) IS NULL THEN worth - taken_off
  WHEN money(amount) NOT IN (worth, worth_too) AND money(amount) + taken_off IN (worth, worth_too) THEN money(amount)
  ELSE money(amount) - taken_off END"""
# 고객결제배송비 is what the buyer paid. Without it, fee and surcharge less the coupon; 착불 is paid to the carrier.
PARCEL_FEE = """coalesce(money(paid_shipping),
  CASE WHEN contains(squeezed(shipping_payment), '착불') OR contains(squeezed(shipping_payment), '무료') THEN 0
  ELSE greatest(money(shipping_fee) + coalesce(money(remote_fee), 0) - coalesce(money(shipping_coupon), 0), 0) END)"""
# 주문상세번호 counts the products of an order 1, 2, 3 …, as 주문순번 does; some lists write it behind the order number.
LINE = """coalesce(ident(line_id), CASE
  WHEN starts_with(ident(line_detail), ident(order_id)) AND ident(line_detail) <> ident(order_id)
  THEN ltrim(substr(ident(line_detail), length(ident(order_id)) + 1), '-_0') ELSE ident(line_detail) END)"""
COLUMNS = {
    "line_id": LINE,
    "ordered_at": "coalesce(moment(ordered_at), moment(paid_at), day_of_id(order_id))",
    "paid_at": "coalesce(moment(paid_at), moment(reserved_at))",
    "sku": "coalesce(code(sku), code(stock_code))",
    "unit_price": "money(unit_price) + coalesce(money(option_price), 0)",
    "discount": "taken_off",
    "amount": PAID,
    "report": """CASE WHEN NOT blank(status) THEN status WHEN flag(delivered) THEN '배송완료'
          WHEN NOT blank(shipped_at) THEN '배송중' WHEN NOT blank(accepted_at) THEN '배송준비중' ELSE '결제완료' END""",
    "parcel": "coalesce(ident(parcel), ident(order_id))",
    "parcel_fee": PARCEL_FEE,
}

ORDER = Format(
    id="elevenst_order",
    channel="elevenst",
    title=_("11번가 orders (발송/배송관리)"),
    all_of=("주문순번", "배송번호"),
    one_of=("배송주체", "서비스이용료 정책", "셀러재고코드", "고객결제배송비", "배송완료여부", "판매자기본할인금액"),
    none_of=("단품번호", "합배송그룹번호", "출고지시일시", "송금완료일", "공제금액합계", "서비스이용료(상품)"),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("주문순번",),
        "line_detail": ("주문상세번호",),
        "ordered_at": ("주문일시", "주문일"),
        "paid_at": ("결제일시", "결제일", "결제완료일"),
        "reserved_at": ("예약결제완료일시",),
        "ship_due_at": ("발송마감일",),
        "accepted_at": ("발주확인일",),
        "shipped_at": ("발송처리일",),
        "delivered": ("배송완료여부",),
        "delivered_at": ("배송완료일",),
        "confirmed_at": ("구매확정일", "수취확인일"),
        "product_id": ("상품번호",),
        "sku": ("판매자 상품코드",),
        "stock_code": ("셀러재고코드",),
        "product_name": ("상품명",),
        "option_name": ("옵션",),
        "quantity": ("수량",),
        "unit_price": ("판매단가",),
        "option_price": ("옵션가",),
        "amount": ("주문금액",),
        "basic_discount": ("판매자기본할인금액",),
        "extra_discount": ("판매자 추가할인금액",),
        "multi_discount": ("복수구매할인금액",),
        "paid_shipping": ("고객결제배송비",),
        "shipping_fee": ("배송비",),
        "remote_fee": ("도서산간 배송비",),
        "shipping_coupon": ("배송비쿠폰",),
        "shipping_payment": ("배송비결제방식", "배송비 결제방법"),
        "parcel": ("배송번호",),
        "status": ("주문상태",),
        "buyer_id": ("구매자ID",),
        "buyer_name": ("구매자", "구매자명"),
        "address": ("주소",),
    },
    feeds={
        "line_detail": "line_id",
        "reserved_at": "paid_at",
        "accepted_at": "status",
        "delivered": "status",
        "stock_code": "sku",
        "option_price": "unit_price",
        "basic_discount": "discount",
        "extra_discount": "discount",
        "multi_discount": "discount",
        "paid_shipping": "shipping_fee",
        "remote_fee": "shipping_fee",
        "shipping_coupon": "shipping_fee",
        "shipping_payment": "shipping_fee",
        "parcel": "shipping_fee",
    },
    personal=(
        "수취인",
        "수취인명",
        "휴대폰번호",
        "전화번호",
        "우편번호",
        "배송메시지",
        "배송메세지",
        "송장번호",
        "개인통관고유부호",
    ),
    # The fee and the payout that are planned here are told for certain by the settlement.
    unused=(
        "번호",
        "바코드",
        "판매자/공급업체",
        "배송방법",
        "택배사코드",
        "예상발송일",
        "묶음여부",
        "배송주체",
        "선물포장",
        "선물주문",
        "판매방식",
        "서비스이용료 정책",
        "기본서비스이용료(율)",
        "서비스이용료",
        "서비스이용료(상품)",
        "정산예정금액",
    ),
    across=ACROSS,
    outputs=(Output("order_lines", essential=("amount", "quantity"), columns=COLUMNS),),
)

# The 배송처리 list of 2015 has no 주문순번. Its lines are counted within their order, as 주문순번 counts them, so that a
# settlement of the same sales meets them; one product and option of an order is one line.
OLD = replace(
    ORDER,
    all_of=("배송번호", "주문번호", "판매자상품코드", "판매단가", "주문금액"),
    one_of=("추가구성상품", "전세계배송"),
    none_of=("주문순번", "주문상세번호", "송금완료일", "공제금액합계", "판매아이디"),
    unused=(*ORDER.unused, "추가구성상품", "전세계배송"),
    across=ACROSS
    | {
        "first_row": "min(row_no) OVER (PARTITION BY order_id, product_id, option_name)",
        "counted": "dense_rank() OVER (PARTITION BY order_id ORDER BY first_row)",
    },
    outputs=(Output("order_lines", essential=("amount", "quantity"), columns=COLUMNS | {"line_id": "CAST(counted AS VARCHAR)"}),),
)
FORMATS = (ORDER, OLD)
