"""SSG.COM 위수탁 마감 상세내역: what was settled per item; negative numbers are a return. SSG hands out no order list.

A return has an order of its own (주문ID) and names the one that it belongs to (원주문ID), which is the sale's. What the buyer
paid is 순판매액, after the discounts of both sides; the discount of SSG comes back to the seller in the payout. 판매수수료 is
what is kept from 상품대총판매가, VAT included. What a partner such as 11번가 (제휴사 구분) sold, SSG settles as its own sale.
"""

from data.mapping import Format, Output
from data.text import _

_OWN = "coalesce(money(own_discount), 0)"
_SITES = "coalesce(money(site_discount), 0) + coalesce(money(card_discount), 0)"
_LINE = "coalesce(ident(line_id), ident(new_line_id), ident(product_id))"
_ORDER = "coalesce(ident(order_id), ident(new_order_id))"

FORMAT = Format(
    id="ssg_settle",
    channel="ssg",
    title=_("SSG settlement (위수탁 마감 상세내역)"),
    all_of=("원주문ID", "정산금액(VAT포함)", "순판매액"),
    fields={
        "order_id": ("원주문ID",),
        "new_order_id": ("주문ID",),
        "line_id": ("원주문순번",),
        "new_line_id": ("주문순번",),
        "settled_on": ("정산일자",),
        "product_id": ("상품코드",),
        "product_name": ("상품명",),
        "option_name": ("단품",),
        "quantity": ("수량",),
        "unit_price": ("판매단가",),
        "worth": ("상품대총판매가",),
        "own_discount": ("협력사 (할인부담금)",),
        "site_discount": ("SSG부담 (할인부담금)",),
        "card_discount": ("SSG부담 (청구할인)",),
        "all_discounts": ("할인부담금 (합계)",),
        "gross": ("순판매액",),
        "fee_sales": ("판매수수료",),
        "net": ("정산금액(VAT포함)",),
        "shipping_fee": ("고객부담 배송비",),
        "parcel": ("배송ID",),
        "buyer_name": ("주문자명",),
    },
    feeds={
        "new_order_id": "order_id",
        "new_line_id": "line_id",
        "worth": "gross",
        "own_discount": "seller_discount",
        "site_discount": "gross",
        "card_discount": "gross",
        "all_discounts": "gross",
        "parcel": "shipping_fee",
    },
    personal=("송장번호", "수취인명"),
    unused=(
        "순번",
        "협력사명",
        "하위업체명",
        "점포 (eCtax)",
        "점포 (영업점)",
        "과세구분",
        "택배사",
        "수수료율",
        "관세",
        "부가세",
        "배송비 (VAT포함)",
        "협력사 배송비(VAT포함)",
        "SSG배송비",
        "협력사배송비 쿠폰금액",
        "SSG배송비 쿠폰금액",
        "제휴사 구분",
    ),
    across={
        "sum_off": f"coalesce(money(all_discounts), {_OWN} + {_SITES})",
        "paid": "coalesce(money(gross), money(worth) - sum_off)",
        "shipped": "coalesce(money(shipping_fee), 0)",
        # Shipping in a row of its own: no pieces, or one that costs what the buyer paid for shipping and is paid out whole.
        "shipping_row": "coalesce(pieces(quantity) = 0, false) OR coalesce(shipped <> 0 AND money(net) = shipped "
        "AND abs(money(unit_price)) = abs(shipped), false)",
        "way": "CASE WHEN coalesce(nullif(money(worth), 0), nullif(paid, 0), money(net)) < 0 THEN -1 ELSE 1 END",
        "own_off": f"abs({_OWN}) * way",
        "fee": "abs(coalesce(money(fee_sales), 0)) * way",
        # Shipping paid for beside goods is in the payout where the payout is more than the goods alone give.
        "shipping_net": """CASE WHEN shipping_row THEN money(net)
          WHEN shipped <> 0 AND money(net) - (money(worth) - own_off - fee) = shipped THEN shipped ELSE 0 END""",
        "parcel_shipping": "max(shipped) OVER (PARTITION BY order_id, parcel)",
    },
    outputs=(
        Output(
            "settlements",
            essential=("gross", "net", "fee_sales"),
            where="NOT shipping_row",
            columns={
                "order_id": _ORDER,
                "line_id": _LINE,
                "kind": "'goods'",
                # The buyer's money and what the seller gave off, so that less the seller's discount it is what the buyer paid.
                "gross": "paid + own_off",
                "seller_discount": "own_off",
                "fee_sales": "fee",
                "net": "money(net) - shipping_net",
            },
        ),
        Output(
            "settlements",
            where="shipping_row OR shipping_net <> 0",
            columns={
                "order_id": _ORDER,
                "line_id": _LINE,
                "kind": "'shipping'",
                "gross": "CASE WHEN shipped <> 0 THEN shipped ELSE money(net) + fee END",
                "seller_discount": "NULL",
                "fee_sales": "CASE WHEN shipping_row THEN fee ELSE 0 END",
                "net": "shipping_net",
            },
        ),
        Output(
            "order_lines",
            rank=1,
            where="NOT shipping_row",
            columns={
                "order_id": _ORDER,
                "line_id": _LINE,
                "ordered_at": "coalesce(day_of_id(order_id), day_of_id(new_order_id), moment(settled_on))",
                "quantity": "CASE WHEN pieces(quantity) > 0 THEN pieces(quantity) END",
                "unit_price": "CASE WHEN money(unit_price) > 0 THEN money(unit_price) END",
                "discount": "CASE WHEN way > 0 THEN own_off END",
                "amount": "CASE WHEN way > 0 THEN paid END",
                "report": "'구매확정'",
                "parcel": "coalesce(ident(parcel), ident(order_id))",
                # Nothing beside a return or in another month's file is no word on what the sale's parcel cost.
                "parcel_fee": "nullif(greatest(parcel_shipping, 0), 0)",
            },
        ),
    ),
)
