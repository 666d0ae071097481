"""Coupang WING DeliveryList: the orders, one row per option; there is no status column, the dates tell the state."""
from data.mapping import Format, Output
from data.text import _

FORMAT = Format(
    id="coupang_order", channel="coupang", title=_("Coupang orders (배송 목록 DeliveryList)"),
    all_of=("묶음배송번호", "주문번호"), one_of=("옵션판매가(판매단가)", "노출상품명(옵션명)", "노출상품ID"),
    fields={
        "order_id": ("주문번호",), "line_id": ("옵션ID", "옵션 ID"), "ordered_at": ("주문일",),
        "ship_due_at": ("주문시 출고예정일",), "split_due_at": ("분리배송 출고예정일",), "shipped_at": ("출고일(발송일)",),
        "delivered_at": ("배송완료일",), "confirmed_at": ("구매확정일자", "구매확정일"), "product_id": ("노출상품ID",),
        "sku": ("업체상품코드",), "product_name": ("등록상품명",), "shown_name": ("노출상품명(옵션명)",), "option_name": ("등록옵션명",),
        "first_name": ("최초등록등록상품명/옵션명", "최초등록옵션명"), "quantity": ("구매수(수량)",),
        "unit_price": ("옵션판매가(판매단가)",), "amount": ("결제액",), "shipping_fee": ("배송비",),
        "remote_fee": ("도서산간 추가배송비",), "parcel": ("묶음배송번호",), "status": ("주문상태", "배송상태"),
        "buyer_id": ("구매자이메일",), "buyer_phone": ("구매자전화번호",), "buyer_name": ("구매자",), "address": ("수취인 주소",)},
    feeds={"split_due_at": "ship_due_at", "shown_name": "product_name", "first_name": "product_name", "remote_fee": "shipping_fee",
           "parcel": "shipping_fee"},
    personal=("수취인이름", "수취인전화번호", "우편번호", "배송메세지", "배송메시지", "상품별 추가메시지", "주문자 추가메시지",
              "개인통관번호(PCCC)", "통관용수취인전화번호", "통관용구매자전화번호", "운송장번호"),
    unused=("번호", "택배사", "분리배송 Y/N", "바코드", "배송비구분", "기타", "결제위치", "배송유형"),
    outputs=(Output("order_lines", essential=("amount", "quantity"), added_up=("quantity", "amount", "discount"), columns={
        # An older list without 옵션ID still tells its lines apart by the option's name.
        "line_id": "coalesce(ident(line_id), words(shown_name), words(first_name))",
        "ordered_at": "moment(ordered_at)", "ship_due_at": "coalesce(moment(split_due_at), moment(ship_due_at))",
        "product_name": "coalesce(words(product_name), words(shown_name), words(first_name))",
        "amount": "coalesce(money(amount), money(unit_price) * pieces(quantity))",
        "discount": "greatest(money(unit_price) * pieces(quantity) - money(amount), 0)",
        "report": """CASE WHEN status_state IS NOT NULL THEN status WHEN NOT blank(confirmed_at) THEN '구매확정'
          WHEN NOT blank(delivered_at) THEN '배송완료' WHEN NOT blank(shipped_at) THEN '배송중' ELSE '결제완료' END""",
        "parcel": "coalesce(ident(parcel), ident(order_id))",
        "parcel_fee": "money(shipping_fee) + coalesce(money(remote_fee), 0)"}),),
)
