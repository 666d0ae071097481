"""G마켓/옥션 (ESM PLUS) 신규주문: paid orders of both sites in one file; 판매아이디 says which, as 지마켓(id) or 옥션(id).

주문번호 is the line, 장바구니번호(결제번호) what was paid together. Numbers are stored as floats, days as serials of Excel.
판매금액 is the money of the line with its options; this list knows of no discounts, the dispatch list does.
"""

from data.mapping import Format, Output, Refusal
from data.text import _

# Without the site, the number of the product tells: those of 옥션 begin with a letter, those of G마켓 are all digits.
ACROSS = {
    "site_word": "regexp_extract(squeezed(site), '^[^(（]*')",
    "sold_on": """CASE WHEN starts_with(site_word, '옥션') OR site_word IN ('auction', 'a', 'iac') THEN 'auction'
      WHEN starts_with(site_word, '지마켓') OR site_word IN ('g마켓', 'gmarket', 'g', 'gmkt') THEN 'gmarket'
      WHEN regexp_full_match(ident(product_id), '[A-Za-z]\\d+') THEN 'auction'
      WHEN regexp_full_match(ident(product_id), '\\d+') THEN 'gmarket' END""",
}
SITE_UNKNOWN = Refusal(
    "sold_on IS NULL",
    "site",
    _("The row does not say whether it was sold on G마켓 or on 옥션. Download the list again with the column 판매아이디."),
)
# 착불 is paid to the carrier; 배송비 alone is the way of payment in most lists, and the fee in a few.
PARCEL_FEE = """CASE WHEN contains(squeezed(shipping_payment), '착불') OR contains(squeezed(shipping_payment), '무료') THEN 0
  ELSE coalesce(money(shipping_fee), money(shipping_payment)) END"""
COLUMNS = {
    "channel": "sold_on",
    "order_id": "coalesce(ident(order_id), ident(line_id))",
    "ordered_at": "coalesce(moment(ordered_at), moment(paid_at))",
    "ship_due_at": "coalesce(moment(ship_due_at), moment(ship_planned_at))",
    "sku": "coalesce(code(sku), code(detail_code))",
    "option_name": "nullif(concat_ws(' / ', words(option_name), words(first_name)), '')",
    "parcel": "coalesce(ident(parcel), ident(order_id), ident(line_id))",
    "parcel_fee": PARCEL_FEE,
}
FIELDS = {
    "site": ("판매아이디", "아이디"),
    "order_id": ("장바구니번호(결제번호)", "장바구니번호"),
    "line_id": ("주문번호",),
    "ordered_at": ("주문일자(결제확인전)", "주문일자"),
    "paid_at": ("결제완료일", "결제일자"),
    "ship_due_at": ("발송마감일",),
    "ship_planned_at": ("발송예정일",),
    "product_id": ("상품번호",),
    "sku": ("판매자관리코드",),
    "detail_code": ("판매자상세관리코드",),
    "product_name": ("상품명",),
    "option_name": ("옵션", "주문옵션"),
    "first_name": ("추가구성",),
    "quantity": ("수량",),
    "unit_price": ("판매단가",),
    "amount": ("판매금액",),
    "shipping_fee": ("배송비 금액",),
    "shipping_payment": ("배송비 결제방법", "배송비"),
    "parcel": ("배송번호",),
    "buyer_id": ("구매자아이디", "구매자ID"),
    "buyer_phone": ("구매자 휴대폰", "구매자 전화번호"),
    "buyer_name": ("구매자명",),
    "address": ("주소",),
}
FEEDS = {
    "site": "channel",
    "ship_planned_at": "ship_due_at",
    "detail_code": "sku",
    "first_name": "option_name",
    "shipping_payment": "shipping_fee",
    "parcel": "shipping_fee",
}
PERSONAL = (
    "수령인명",
    "수령인 휴대폰",
    "수령인 전화번호",
    "수령인 통관정보",
    "수령인 통관번호",
    "수취인 통관번호",
    "구매자 휴대폰",
    "구매자 전화번호",
    "우편번호",
    "배송시 요구사항",
    "송장번호",
)
UNUSED = (
    "발송정책",
    "사은품",
    "사은품 관리코드",
    "덤",
    "덤 관리코드",
    "SKU번호 및 수량",
    "배송점포",
    "판매방식",
    "주문종류",
    "SSG 원주문번호",
)

FORMAT = Format(
    id="esm_new_order",
    channel="gmarket",
    title=_("G마켓/옥션 new orders (ESM 신규주문)"),
    all_of=("판매아이디", "장바구니번호(결제번호)"),
    one_of=("주문일자(결제확인전)", "선물주문여부", "첫구매여부"),
    none_of=("택배사명(발송방법)",),
    fields=FIELDS,
    feeds=FEEDS,
    personal=PERSONAL,
    unused=(
        *UNUSED,
        "선물주문여부",
        "선물주문상태",
        "선물수락일시",
        "선물수락기한",
        "설치주문여부",
        "설치예정일",
        "첫구매여부",
        "배송지변경 여부",
    ),
    refuse=(SITE_UNKNOWN,),
    across=ACROSS,
    outputs=(
        Output(
            "order_lines",
            essential=("amount", "quantity"),
            columns=COLUMNS | {"amount": "coalesce(money(amount), money(unit_price) * pieces(quantity))", "report": "'신규주문'"},
        ),
    ),
)
