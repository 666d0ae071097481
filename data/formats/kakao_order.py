"""Kakao 톡스토어/선물하기 orders (Sheet0): one row per 주문번호; an .xls whose Korean may come as latin-1.

정산기준금액 is what the buyer paid for the goods: the prices after the seller's discounts, shipping apart. The fees that stand
beside it are those that Kakao will take once the purchase is confirmed: the file has no day of payout and shows them for
orders that are cancelled later, so they are no settlement and are left out.
"""

from data.mapping import Format, Output
from data.text import _

_DISCOUNT = "coalesce(money(discount), 0) + coalesce(money(coupon), 0)"
_PRICE = "(money(unit_price) + coalesce(money(option_price), 0))"
# The prices may be those of a piece or of the whole line; what the line is settled by tells which.
_PIECE = f"""CASE WHEN pieces(quantity) > 1 AND {_PRICE} - ({_DISCOUNT}) = money(amount)
  THEN CAST(round({_PRICE} / pieces(quantity), 2) AS DECIMAL(18,2)) ELSE {_PRICE} END"""
_REMOTE = """CASE WHEN remote_order IS NULL OR flag(remote_order) OR regexp_matches(remote_order, '^\\s*(도서|산간|제주)')
  THEN coalesce(money(remote_fee), 0) ELSE 0 END"""
_BASIC = """CASE WHEN contains(coalesce(fee_paid_by, ''), '착불') THEN 0
  WHEN fee_type IS NULL OR squeezed(fee_type) = '유료' THEN coalesce(money(shipping_fee), 0) ELSE 0 END"""

FORMAT = Format(
    id="kakao_order",
    channel="kakao",
    title=_("Kakao orders (톡스토어, 선물하기)"),
    all_of=("채널상품번호",),
    # The older file of 45 columns has no 결제번호.
    one_of=("하이픈포함 수령인연락처1", "톡딜여부", "노출추가수수료", "추천리워드수수료", "최초배송비번호", "biz판매여부"),
    fields={
        "order_id": ("주문번호", "결제번호"),
        "ordered_at": ("주문일", "주문일시"),
        "paid_at": ("결제일", "결제일시"),
        "ship_due_at": ("발송예정일", "배송예정일"),
        "shipped_at": ("발송일", "발송일시"),
        "delivered_at": ("배송완료일", "배송완료일시"),
        "confirmed_at": ("구매결정일", "구매확정일"),
        "product_id": ("채널상품번호",),
        "sku": ("판매자상품번호",),
        "option_code": ("옵션코드",),
        "product_name": ("상품명",),
        "option_name": ("옵션",),
        "quantity": ("수량",),
        "unit_price": ("상품금액",),
        "option_price": ("옵션금액",),
        "discount": ("판매자할인금액",),
        "coupon": ("판매자쿠폰할인금액",),
        "amount": ("정산기준금액",),
        "parcel": ("최초배송비번호", "결제번호"),
        "fee_paid_by": ("배송비지불방법",),
        "fee_type": ("기본배송비 유형",),
        "shipping_fee": ("기본배송비 금액",),
        "remote_order": ("도서산간 주문 여부",),
        "remote_fee": ("도서산간 추가 배송비 금액",),
        "status": ("주문상태",),
        "address": ("배송지주소",),
    },
    feeds={
        "option_code": "option_name",
        "option_price": "unit_price",
        "coupon": "discount",
        "parcel": "shipping_fee",
        "fee_paid_by": "shipping_fee",
        "fee_type": "shipping_fee",
        "remote_order": "shipping_fee",
        "remote_fee": "shipping_fee",
    },
    personal=(
        "수령인명",
        "수령인연락처1",
        "하이픈포함 수령인연락처1",
        "수령인연락처2",
        "하이픈포함 수령인연락처2",
        "우편번호",
        "배송메세지",
        "배송메시지",
        "개인통관고유부호",
        "송장번호",
        "이메일 정보",
    ),
    unused=(
        "결제번호",
        "배송지/수신자정보 입력일",
        "배송방법",
        "택배사코드",
        "타입",
        "배송지연출고일",
        "기본수수료",
        "노출추가수수료",
        "추천리워드수수료",
        "수수료할인금액",
        "채널",
        "브랜드",
        "모델명",
        "유입경로",
        "톡딜여부",
        "상품유형",
        "biz판매여부",
        "순서",
    ),
    across={
        "bought": "concat_ws('-', ident(product_id), coalesce(ident(option_code), words(option_name)))",
        "mixed": "min(bought) OVER (PARTITION BY ident(order_id)) <> max(bought) OVER (PARTITION BY ident(order_id))",
    },
    outputs=(
        Output(
            "order_lines",
            essential=("amount", "quantity"),
            columns={
                # A number belongs to one product and option; should it hold several, these tell its lines apart.
                "line_id": "CASE WHEN mixed THEN concat_ws('-', ident(order_id), bought) ELSE ident(order_id) END",
                "ordered_at": "coalesce(moment(ordered_at), moment(paid_at))",
                "unit_price": _PIECE,
                "discount": _DISCOUNT,
                # A line that was cancelled may stand there with nothing left; it was worth its prices.
                "amount": f"""coalesce(CASE WHEN money(amount) = 0 AND status_state IN ('cancelled', 'returned')
            THEN greatest({_PRICE} * pieces(quantity) - ({_DISCOUNT}), 0) END, money(amount),
          {_PRICE} * pieces(quantity) - ({_DISCOUNT}))""",
                "report": "CASE WHEN squeezed(status) = '202배송요청' THEN '결제완료' ELSE status END",
                "parcel": "coalesce(ident(parcel), ident(order_id))",
                "parcel_fee": f"{_BASIC} + {_REMOTE}",
            },
        ),
    ),
)
