"""11번가 정산 확정건: what was paid out per 주문순번. 정산금액 = 판매금액합계 + 추가정산금액합계 − 공제금액합계, fees with VAT.

A refund is a row of negative numbers; a row without pieces is shipping, or a charge that belongs to no goods. 할인쿠폰이용료
is the seller's share of discounts and holds 판매자기본할인 and 판매자추가할인 already; what 11번가 gave the buyer (11번가할인)
is in no sum. Where a file adds up in another way its own sums decide, so that every row closes to the won.
"""

from collections.abc import Iterable

from data.mapping import Format, Output
from data.text import _

_GOODS_FEES = {"service": ("서비스이용료", "서비스이용료(상품)"), "affiliate": ("제휴마케팅(상품)", "제휴마케팅")}
_SHIPPING_FEES = {
    "shipping_service": ("서비스이용료(선결제배송비)", "서비스이용료(배송비)"),
    "shipping_affiliate": ("제휴마케팅(선결제배송비)", "제휴마케팅(배송비)"),
}
_OTHER_FEES = {
    "points": ("포인트이용료",),
    "chips": ("칩이용료",),
    "instalments": ("무이자할부이용료",),
    "advertising": ("후불광고비",),
    "cashback": ("OK캐쉬백 적립부담액",),
    "courier": ("지정택배이용료",),
    "world_return": ("전세계배송 판매자책임반품",),
    "export_agency": ("수출대행수수료",),
    "logistics": ("물류이용수수료",),
    "ticket": ("티켓예매수수료",),
    "ticket_cancelled": ("티켓취소예매수수료",),
}
_DISCOUNTS = {
    "coupon": ("할인쿠폰이용료",),
    "basic_discount": ("판매자기본할인",),
    "extra_discount": ("판매자추가할인",),
    "multi_discount": ("복수구매할인비용",),
}
_SHIPPED = {"prepaid": ("선결제배송비",), "remote_fee": ("도서산간배송비",)}
_SENT_BACK = {"back_prepaid": ("반품선결제배송비",), "back_remote": ("반품도서산간배송비",), "back_abroad": ("해외취소배송비",)}


def _sum(names: Iterable[str]) -> str:
    return "(" + " + ".join(f"coalesce(money({n}), 0)" for n in names) + ")"


_GOODS = "coalesce(money(price), 0) + coalesce(money(option_price), 0)"
ACROSS = {
    "pieces_sold": "pieces(quantity)",
    "shipped": _sum(_SHIPPED),
    "sent_back": _sum(_SENT_BACK),
    "goods_fee": _sum(_GOODS_FEES),
    "shipping_fees": _sum(_SHIPPING_FEES),
    "fees": f"goods_fee + shipping_fees + {_sum(_OTHER_FEES)}",
    "parts": f"{_sum(('basic_discount', 'extra_discount'))}",
    "multi": _sum(("multi_discount",)),
    "coupons": _sum(("coupon",)),
    # One of them is the whole and the other its parts, or only one is filled in.
    "off_once": "CASE WHEN abs(coupons) >= abs(parts) THEN coupons ELSE parts END + multi",
    "added": "coalesce(money(additions), 0)",
    "total": f"coalesce(money(gross), {_GOODS} + shipped)",
    "deducted": "coalesce(money(deductions), fees + off_once + sent_back)",
    # Some write the charges of a refund without a sign: what was paid out tells which way they went.
    "turn": """CASE WHEN money(net) IS NOT NULL AND total + added - deducted <> money(net)
      AND total + added + deducted = money(net) THEN -1 ELSE 1 END""",
    "payout": "coalesce(money(net), total + added - deducted * turn)",
    "off": """CASE WHEN deducted - fees IN (off_once, off_once + sent_back) THEN off_once
      WHEN deducted - fees IN (0, sent_back) THEN 0
      WHEN deducted - fees IN (coupons + parts + multi, coupons + parts + multi + sent_back) THEN coupons + parts + multi
      ELSE off_once END""",
    "gave_back": "CASE WHEN sent_back <> 0 AND deducted - fees - off = sent_back THEN sent_back ELSE 0 END",
    # Shipping stands in a row of its own without pieces, in the sum of the sale, or among the additions.
    "apart": f"""shipped <> 0 AND total IN ({_GOODS}, ({_GOODS}) * coalesce(pieces_sold, 1),
      coalesce(money(price), 0) * coalesce(pieces_sold, 1) + coalesce(money(option_price), 0))""",
    "of_shipping": """CASE WHEN pieces_sold = 0 THEN total WHEN NOT apart THEN shipped
      WHEN abs(added) >= abs(shipped) AND added * shipped > 0 THEN shipped ELSE 0 END""",
    "of_goods": "CASE WHEN pieces_sold = 0 THEN 0 WHEN apart THEN total ELSE total - shipped END",
    "of_others": "added - CASE WHEN pieces_sold = 0 OR NOT apart THEN 0 ELSE of_shipping END",
    "charge_alone": "coalesce(pieces_sold = 0, false) AND total = 0",
    "shipping_row": "coalesce(pieces_sold = 0, false) AND total <> 0",
    "shipping_charge": "CASE WHEN shipping_row THEN deducted * turn - gave_back * turn ELSE shipping_fees * turn END",
    "shipping_net": "of_shipping - gave_back * turn - shipping_charge",
    "paid_back": "bool_or(total < 0) OVER (PARTITION BY order_id, line_id)",
    "parcel_shipping": "max(shipped) OVER (PARTITION BY order_id, parcel)",
}
_DAY = "CAST(coalesce(moment(settled_on), moment(confirmed_at), moment(delivered_at), moment(paid_at)) AS DATE)"

FORMAT = Format(
    id="elevenst_settle",
    channel="elevenst",
    title=_("11번가 settlement (정산 확정건)"),
    all_of=("송금완료일", "공제금액합계"),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("주문순번",),
        "line_detail": ("주문상세번호",),
        "settled_on": ("송금완료일",),
        "ordered_at": ("주문일시", "주문일"),
        "paid_at": ("결제완료일", "결제일시"),
        "shipped_at": ("발송처리일",),
        "delivered_at": ("배송완료일",),
        "confirmed_at": ("수취확인일", "구매확정일"),
        "product_id": ("상품번호",),
        "sku": ("판매자 상품코드",),
        "product_name": ("상품명",),
        "option_name": ("옵션명", "옵션"),
        "quantity": ("수량",),
        "net": ("정산금액",),
        "gross": ("판매금액합계",),
        "additions": ("추가정산금액합계",),
        "deductions": ("공제금액합계",),
        "price": ("판매가",),
        "option_price": ("옵션가",),
        "parcel": ("배송번호",),
        "status": ("주문상태",),
        **_SHIPPED,
        **_SENT_BACK,
        **_GOODS_FEES,
        **_SHIPPING_FEES,
        **_OTHER_FEES,
        **_DISCOUNTS,
    },
    feeds={
        "line_detail": "line_id",
        "additions": "gross",
        "deductions": "fee_other",
        "price": "gross",
        "option_price": "gross",
        "parcel": "shipping_fee",
        **dict.fromkeys(_SHIPPED, "gross"),
        **dict.fromkeys(_SENT_BACK, "gross"),
        **dict.fromkeys((*_GOODS_FEES, *_SHIPPING_FEES), "fee_sales"),
        **dict.fromkeys(_OTHER_FEES, "fee_other"),
        **dict.fromkeys(_DISCOUNTS, "seller_discount"),
    },
    personal=("구매자명", "구매자ID", "송장번호"),
    # 구매자부담 반품/교환배송비 and 반품/교환추가금 are parts of 추가정산금액합계.
    unused=(
        "번호",
        "NO",
        "구매자부담 반품/교환배송비",
        "반품/교환추가금",
        "티켓취소위약금",
        "여행취소위약금",
        "서비스이용료정책",
        "기본서비스이용율",
        "11번가할인",
    ),
    across=ACROSS,
    outputs=(
        Output(
            "settlements",
            essential=("gross", "net"),
            where="NOT charge_alone AND NOT shipping_row",
            columns={
                "line_id": "coalesce(ident(line_id), ident(line_detail))",
                "kind": "'goods'",
                "settled_on": _DAY,
                "gross": "of_goods",
                "seller_discount": "off * turn",
                "fee_sales": "goods_fee * turn",
                "fee_other": "(deducted - goods_fee - shipping_fees - off - gave_back) * turn",
                "net": "payout - of_others - shipping_net",
            },
        ),
        Output(
            "settlements",
            where="shipping_row OR (NOT charge_alone AND (of_shipping <> 0 OR gave_back <> 0 OR shipping_fees <> 0))",
            columns={
                "line_id": "coalesce(ident(line_id), ident(line_detail))",
                "kind": "'shipping'",
                "settled_on": _DAY,
                "gross": "of_shipping - gave_back * turn",
                "fee_sales": "shipping_charge",
                "net": "CASE WHEN shipping_row THEN payout - of_others ELSE shipping_net END",
            },
        ),
        Output(
            "settlements",
            where="charge_alone OR of_others <> 0",
            columns={
                "line_id": "coalesce(ident(line_id), ident(line_detail))",
                "kind": "'other'",
                "settled_on": _DAY,
                "gross": "of_others",
                "fee_sales": "NULL",
                "fee_other": "CASE WHEN charge_alone THEN deducted * turn ELSE 0 END",
                "net": "CASE WHEN charge_alone THEN payout ELSE of_others END",
            },
        ),
        Output(
            "order_lines",
            rank=1,
            where="coalesce(pieces_sold <> 0, true)",
            columns={
                "line_id": "coalesce(ident(line_id), ident(line_detail))",
                "ordered_at": "coalesce(moment(ordered_at), moment(paid_at), day_of_id(order_id), moment(settled_on))",
                "quantity": "CASE WHEN pieces_sold > 0 THEN pieces_sold END",
                "amount": "NULL",
                # What was paid back is told by the negative rows; the word alone cannot say whether it was a part or all.
                "report": """CASE WHEN NOT paid_back AND status_state IN ('cancelled', 'returned') THEN status
          WHEN status_state IN ('shipping', 'delivered') AND blank(confirmed_at) THEN status ELSE '구매확정' END""",
                "parcel": "ident(parcel)",
                # Nothing beside a refund is no word on what the parcel of the sale cost.
                "parcel_fee": "nullif(greatest(parcel_shipping, 0), 0)",
            },
        ),
    ),
)
