"""Cafe24 order download of an own mall: one row per 품목별 주문번호, with the columns that the merchant chose.

Money of the order stands on each of its lines (총 주문금액, 총 결제금액) or on the first alone (some shipping columns), so it is
never added up by line: `data.staging.cafe24_money` gives discounts, points and refunds of the order to its lines, to the won.
"""

from data.mapping import Format, Output, Refusal
from data.staging import cafe24_money
from data.text import _

_NAME = "coalesce(words(product_name), words(shown_name))"
_OPTIONS = r"\s*\(([^()=]*=(?:[^()]|\([^()]*\))*)\)\s*$"
"""Options inside the name: 상품명(색상=워시드차콜, 사이즈=M)."""


def _won(*names: str) -> tuple[str, ...]:
    """Headers of money: newer files write the currency behind them."""
    return tuple(h for name in names for h in (name, f"{name}(KRW)"))


FORMAT = Format(
    id="cafe24_order",
    channel="cafe24",
    title=_("Cafe24 orders of an own mall (주문 내역)"),
    all_of=("주문번호", "품목별 주문번호"),
    none_of=("상품주문번호",),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("품목별 주문번호",),
        "ordered_at": ("주문일시", "주문일", "주문일자"),
        "paid_at": ("결제일시(입금확인일)", "결제일시", "결제일", "입금확인일"),
        "placed_on": ("발주일",),
        "shipped_at": ("배송시작일", "배송시작일시", "발송일", "배송일"),
        "delivered_at": ("배송완료일", "배송완료일시"),
        "confirmed_at": ("구매확정일", "구매확정일시"),
        "cancelled_at": ("취소완료일", "반품완료일", "취소일"),
        "refunded_at": ("환불완료일", "취소처리중[환불완료] 처리일"),
        "product_id": ("상품코드",),
        "item": ("상품품목코드",),
        "number": ("상품번호",),
        "sku": ("자체 상품코드",),
        "item_sku": ("자체품목코드", "자체 품목코드"),
        "product_name": ("주문상품명", "상품명(한국어 쇼핑몰)", "상품명", "주문상품명(기본)"),
        "shown_name": ("주문상품명(옵션포함)", "상품명(옵션포함)"),
        "option_name": ("상품옵션", "옵션", "상품옵션(기본)"),
        "quantity": ("수량", "주문수량"),
        "unit_price": _won("옵션+판매가"),
        "shop_price": _won("판매가", "상품가격"),
        "option_price": _won("옵션추가 가격", "옵션추가가격"),
        "amount": _won("품목별 결제금액"),
        "bought": _won("상품구매금액"),
        "discount": _won("상품별 추가할인금액"),
        "order_worth": _won("총 주문금액", "총 상품구매금액"),
        "order_paid": _won("총 결제금액", "총 실결제금액"),
        "coupon": _won("쿠폰 할인금액(최종)", "쿠폰 할인금액(최초)", "쿠폰 할인금액"),
        "points": _won("사용한 적립금액(최종)", "사용한 적립금액(최초)", "사용한 적립금액"),
        "grade": _won("회원등급 추가할인금액(최종)", "회원등급 추가할인금액(최초)", "회원등급 추가할인금액"),
        "app": _won("앱 상품할인 금액(최종)", "앱 상품할인 금액(최초)", "앱 상품할인 금액"),
        "refunded": _won("환불금액"),
        "actual_back": _won("실제 환불금액"),
        "total_back": _won("총 실제 환불금액"),
        "shipping_fee": (*_won("총 배송비 (첫 품목에만 표시)", "총 배송비"), *_won("배송비")),
        "status": ("주문 상태", "주문상태"),
        "claim": ("취소구분",),
        "detail": ("결제구분", "결제상태"),
        "buyer_id": ("주문자ID", "주문자 아이디", "회원ID", "회원 아이디", "주문자 이메일"),
        "buyer_phone": ("주문자 휴대전화", "주문자 핸드폰번호", "주문자 전화번호"),
        "buyer_name": ("주문자명", "주문자"),
        "address": ("수령인 주소(전체)", "수령인 주소"),
    },
    feeds={
        "placed_on": "ordered_at",
        "item": "product_id",
        "number": "product_id",
        "item_sku": "sku",
        "shown_name": "product_name",
        "shop_price": "unit_price",
        "option_price": "unit_price",
        "bought": "amount",
        "order_worth": "amount",
        "order_paid": "amount",
        "coupon": "discount",
        "points": "discount",
        "grade": "discount",
        "app": "discount",
        "actual_back": "refunded",
        "total_back": "refunded",
        "claim": "status",
        "detail": "status",
    },
    personal=(
        "수령인", "수령인명", "수령인 휴대전화", "수령인 전화번호", "수령인 우편번호", "수령인 상세 주소",
        "수령인 이메일", "주문자 주소", "주문자 주소(전체)", "주문자 우편번호", "주문자 상세 주소",
        "주문자 일반전화", "배송메시지", "배송메세지", "추가입력옵션", "추가입력옵션(상세)", "운송장번호",
        "개인통관고유부호", "핸드폰", "수령지전화", "비고", "입금자명", "입금자", "환불계좌", "사용자 메모",
        "관리자 메모",
    ),
    unused=(
        "쇼핑몰", "쇼핑몰 번호", "결제수단", "배송번호", "배송업체", "배송업체번호", "배송국가", "배송비 정보",
        "주문경로", "유입경로", "회원등급", "사업자 등록번호", "브랜드", "제조사", "공급사", "공급사명", "환불상태",
        "환불 적립금 금액", "주문 시 적립금", "발송기한", "배송희망일", "매출경로", "상품분류", "상품 무게",
        "교환구분", "반품구분",
    ),
    refuse=(
        Refusal("NOT blank(shop_price) AND price IS NULL AND gross IS NULL AND net IS NULL", "shop_price",
                _("The value cannot be read.")),
    ),
    across=cafe24_money.STEPS,
    outputs=(
        Output(
            "order_lines",
            essential=("amount", "quantity"),
            columns={
                # The number of an order begins with its day; it is nearer than the day of the payment.
                "ordered_at": """coalesce(moment(ordered_at), day_of_id(order_id), day_of_id(line_id), moment(paid_at),
          moment(placed_on))""",
                # 상품품목코드 is the 상품코드 with four letters that tell the option.
                "product_id": """coalesce(code(product_id),
          nullif(regexp_extract(upper(code(item)), '^(P[0-9A-Z]{7})[0-9A-Z]{4}$', 1), ''), code(item), code(number))""",
                "sku": r"coalesce(code(sku), nullif(regexp_replace(code(item_sku), '\s*\+\s*사은품.*$', ''), ''))",
                "product_name": f"coalesce(nullif(regexp_replace({_NAME}, '{_OPTIONS}', ''), ''), {_NAME})",
                "option_name": f"""coalesce(words(option_name),
          nullif(regexp_extract(coalesce(words(shown_name), words(product_name)), '{_OPTIONS}', 1), ''),
          nullif(regexp_extract(words(product_name), '{_OPTIONS}', 1), ''))""",
                "unit_price": "coalesce(price, gross / nullif(pieces(quantity), 0))",
                "discount": "greatest(gross - share, 0)",
                "first_amount": "share",
                "amount": "CASE WHEN gone THEN share ELSE share - back END",
                "refunded": "CASE WHEN NOT gone THEN nullif(back, 0) END",
                "refunded_at": "CASE WHEN NOT gone AND back > 0 THEN moment(refunded_at) END",
                "cancelled_at": "coalesce(moment(cancelled_at), moment(refunded_at))",
                "report": cafe24_money.REPORT,
                "parcel": "order_no",
                "parcel_fee": "whole_shipping",
            },
        ),
    ),
)
