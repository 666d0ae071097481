"""LOTTE ON 배송관리: the orders, one row per 주문순번.

실 결제금액 is what the buyer paid for the goods of the line, after the discounts of both sides; where a list adds the shipping
to it, price and discounts of the same row tell. 입력형추가옵션 is what buyers type in, so it is left out.
"""

from data.mapping import Format, Output
from data.text import _

_OWN = "coalesce(money(own_discount), 0) + coalesce(money(program_discount), 0)"

FORMAT = Format(
    id="lotteon_order",
    channel="lotteon",
    title=_("LOTTE ON orders (배송관리)"),
    all_of=("주문순번", "단품번호", "출고지시일시"),
    one_of=("합배송그룹번호", "실 결제금액", "롯데온부담 할인금액"),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("주문순번",),
        "ordered_at": ("주문접수일시", "주문일시"),
        "directed_at": ("출고지시일시",),
        "ship_due_at": ("발송약속일",),
        "ship_planned_at": ("발송예정일",),
        "promised_at": ("도착예정일",),
        "accepted_at": ("상품준비일시",),
        "shipped_at": ("발송완료일시",),
        "delivered_at": ("배송완료일시",),
        "confirmed_at": ("구매확정일시", "구매확정일"),
        "product_id": ("상품번호",),
        "sku": ("판매자 내부 단품번호",),
        "product_code": ("판매자 내부 상품번호",),
        "product_name": ("상품명",),
        "option_name": ("옵션명",),
        "quantity": ("수량",),
        "unit_price": ("판매단가",),
        "worth": ("판매가",),
        "own_discount": ("판매자부담 할인금액",),
        "program_discount": ("판매자부담 지원할인 프로그램 할인금액",),
        "site_discount": ("롯데온부담 할인금액",),
        "all_discounts": ("상품별 총 할인금액",),
        "amount": ("실 결제금액",),
        "shipping_fee": ("배송비",),
        "parcel": ("합배송그룹번호",),
        "status": ("주문상태",),
        "buyer_id": ("주문자ID",),
        "buyer_phone": ("주문자 휴대폰번호",),
        "buyer_name": ("주문자명",),
        "address": ("수취인 배송지",),
    },
    feeds={
        "directed_at": "ordered_at",
        "ship_planned_at": "ship_due_at",
        "accepted_at": "status",
        "product_code": "sku",
        "worth": "amount",
        "own_discount": "discount",
        "program_discount": "discount",
        "site_discount": "amount",
        "all_discounts": "amount",
        "parcel": "shipping_fee",
    },
    personal=(
        "수취인명",
        "수취인 휴대폰번호",
        "우편번호",
        "우편번호순번",
        "배송메세지",
        "배송메시지",
        "개인통관번호",
        "해외배송인증번호",
        "송장번호",
        "입력형추가옵션",
    ),
    unused=(
        "단품번호",
        "발송지연여부",
        "배송희망일/배송예약일",
        "합배송가능여부",
        "배송상품유형",
        "배송예약구분",
        "판매유형",
        "선물여부",
        "선물포장요청여부",
        "명절상품여부",
        "해외배송여부",
        "배송수단",
        "배송사",
        "운송장규칙 위배사유",
        "송장개수",
        "기배송",
        "도서산간 추가여부",
        "제주지역 추가여부",
        "하위거래처",
    ),
    across={
        "own_off": _OWN,
        "off": f"coalesce(money(all_discounts), {_OWN} + coalesce(money(site_discount), 0))",
        "whole": "coalesce(money(unit_price) * pieces(quantity), money(worth))",
        "shipped": "coalesce(money(shipping_fee), 0)",
    },
    outputs=(
        Output(
            "order_lines",
            essential=("amount", "quantity"),
            columns={
                "ordered_at": "coalesce(moment(ordered_at), moment(directed_at), day_of_id(order_id))",
                "ship_due_at": "coalesce(moment(ship_due_at), moment(ship_planned_at))",
                "sku": "coalesce(code(sku), code(product_code))",
                "discount": "own_off",
                "amount": """CASE WHEN shipped > 0 AND money(amount) = whole - off + shipped THEN whole - off
          ELSE coalesce(money(amount), whole - off) END""",
                # 출고지시 is the order to ship, 회수 the way back of goods that are not yet taken back.
                "report": """CASE WHEN contains(squeezed(status), '출고지시') THEN '상품준비중'
          WHEN contains(squeezed(status), '회수') THEN '수거중' WHEN NOT blank(status) THEN status
          WHEN NOT blank(confirmed_at) THEN '구매확정' WHEN NOT blank(delivered_at) THEN '배송완료'
          WHEN NOT blank(shipped_at) THEN '배송중' WHEN NOT blank(accepted_at) THEN '상품준비중' ELSE '결제완료' END""",
                "parcel": "coalesce(ident(parcel), ident(order_id))",
                "parcel_fee": "money(shipping_fee)",
            },
        ),
    ),
)
