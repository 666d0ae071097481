"""Coupang RocketGrowth sales and fees per order (CATEGORY_TR): the only file that tells of these orders at all.

정산대상액 = 판매액(A*B) − 판매자할인쿠폰(D+E) − 판매수수료 − 판매수수료 VAT. What Coupang adds to a discount,
쿠팡지원할인(C), is no loss of the seller. A cancelled order is a row of its own (주문 정산취소), whatever signs it carries.
"""

from data.mapping import Format, Output
from data.text import _

_BACK = """(regexp_matches(coalesce(squeezed(deal), ''), '취소|환불|반품|cancel|refund')
  OR coalesce(money(gross) < 0, pieces(quantity) < 0, false))"""
_SIGN = f"CASE WHEN {_BACK} THEN -1 ELSE 1 END"
_GROSS = "abs(coalesce(money(gross), money(unit_price) * pieces(quantity)))"
_COUPON = "abs(coalesce(money(seller_discount), coalesce(money(coupon_d), 0) + coalesce(money(coupon_e), 0)))"
_FEE = "abs(coalesce(money(fee_sales), 0)) + abs(coalesce(money(fee_vat), 0))"
_NET = f"coalesce(abs(money(net)), {_GROSS} - {_COUPON} - ({_FEE}))"
# The cycle may be written as its two days.
_CYCLE = "coalesce(moment(settled_on), moment(regexp_extract(settled_on, '(\\d{4}[-./]\\d{1,2}[-./]\\d{1,2})\\D*$', 1)))"

FORMAT = Format(
    id="coupang_rg_fee",
    channel="coupang",
    title=_("Coupang RocketGrowth sales and fees (로켓그로스 판매수수료)"),
    all_of=("매출금액(A*B-C)",),
    one_of=("정산유형", "거래유형", "주문ID", "판매액(A*B)"),
    fields={
        "order_id": ("주문ID",),
        "line_id": ("옵션ID",),
        "deal": ("거래유형",),
        "settled_on": ("정산주기(종료일)",),
        "paid_at": ("발생일(결제완료일)",),
        "counted_at": ("매출인식일",),
        "product_id": ("등록상품 ID", "등록상품ID"),
        "sku": ("SKU ID", "SKUID"),
        "product_name": ("등록상품명",),
        "option_name": ("옵션명",),
        "unit_price": ("판매가(A)",),
        "quantity": ("판매수량(B)",),
        "gross": ("판매액(A*B)",),
        "seller_discount": ("판매자할인쿠폰(D+E)",),
        "coupon_d": ("즉시할인쿠폰(D)",),
        "coupon_e": ("다운로드쿠폰(E)",),
        "net": ("정산대상액",),
        "fee_sales": ("판매수수료",),
        "fee_vat": ("판매수수료 VAT",),
    },
    feeds={
        "deal": "status",
        "counted_at": "confirmed_at",
        "coupon_d": "seller_discount",
        "coupon_e": "seller_discount",
        "fee_vat": "fee_sales",
    },
    unused=(
        "정산유형",
        "세금계산서 발행월",
        "카테고리ID",
        "카테고리명",
        "과세유형",
        "쿠팡지원할인(C)",
        "매출금액(A*B-C)",
        "판매수수료율(%,VAT별도)",
        "할인적용 판매수수료율(%,VAT별도)",
    ),
    outputs=(
        Output(
            "settlements",
            essential=("gross", "net", "fee_sales"),
            columns={
                "kind": "'goods'",
                "settled_on": f"CAST(coalesce({_CYCLE}, moment(counted_at), moment(paid_at)) AS DATE)",
                "gross": f"({_SIGN}) * {_GROSS}",
                "seller_discount": f"({_SIGN}) * {_COUPON}",
                "fee_sales": f"({_SIGN}) * ({_FEE})",
                # What closes the sum where the identity does not hold.
                "fee_other": f"({_SIGN}) * ({_GROSS} - {_COUPON} - ({_FEE}) - {_NET})",
                "net": f"({_SIGN}) * {_NET}",
            },
        ),
        Output(
            "order_lines",
            rank=1,
            columns={
                "ordered_at": "coalesce(moment(paid_at), moment(counted_at), moment(settled_on))",
                "paid_at": f"CASE WHEN NOT ({_BACK}) THEN moment(paid_at) END",
                "confirmed_at": f"CASE WHEN NOT ({_BACK}) THEN moment(counted_at) END",
                "quantity": f"CASE WHEN NOT ({_BACK}) THEN pieces(quantity) END",
                "unit_price": "abs(nullif(money(unit_price), 0))",
                "discount": f"CASE WHEN NOT ({_BACK}) THEN {_COUPON} END",
                "sku": "NULL",
                # What was paid back is taken off by the settlement; the row of it says little about the order.
                "report": f"CASE WHEN {_BACK} THEN '결제완료' ELSE '구매확정' END",
            },
        ),
    ),
)
