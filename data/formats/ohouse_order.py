"""오늘의집 주문배송 내역: the orders, without a status and without a number of the line, so product and option tell lines apart.

판매가 * 수량 is the goods; 판매가*수량 + 조립비 + 배송비 is all that was paid. What is over is shipping, apart from the assembly
where the list names it.
"""

from data.mapping import Format, Output
from data.text import _

FORMAT = Format(
    id="ohouse_order",
    channel="ohouse",
    title=_("Ohouse orders (주문배송 내역)"),
    all_of=("묶음배송그룹", "수취인 주소상세"),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("주문옵션번호", "주문상품번호"),
        "ordered_at": ("주문결제완료일",),
        "ship_due_at": ("출고예정일",),
        "shipped_at": ("출고일", "배송시작일"),
        "delivered_at": ("배송완료일",),
        "confirmed_at": ("구매확정일",),
        "product_id": ("상품아이디", "상품번호"),
        "option_id": ("옵션아이디", "옵션번호"),
        "sku": ("상품자체관리코드", "옵션자체관리코드"),
        "product_name": ("상품명",),
        "option_name": ("옵션명",),
        "quantity": ("수량",),
        "unit_price": ("판매가",),
        "amount": ("판매가 * 수량",),
        "whole": ("판매가*수량 + 조립비 + 배송비",),
        "assembly": ("조립비",),
        "shipping_fee": ("배송비",),
        "parcel": ("묶음배송그룹",),
        "status": ("주문상태", "배송상태"),
        "buyer_phone": ("주문자 연락처", "구매자 연락처"),
        "buyer_name": ("주문자명", "구매자명"),
        "address": ("수취인 주소",),
    },
    feeds={
        "option_id": "line_id",
        "whole": "shipping_fee",
        "assembly": "shipping_fee",
        "parcel": "shipping_fee",
    },
    personal=(
        "수취인명",
        "수취인 연락처",
        "수취인 우편번호",
        "수취인 주소상세",
        "배송메모",
        "주문메모",
        "운송장번호",
        "개인통관고유부호",
    ),
    unused=("배송방법", "택배사", "정산예정금액"),
    across={
        "goods": "coalesce(money(amount), money(unit_price) * pieces(quantity))",
        "beside": "coalesce(money(assembly), 0)",
    },
    outputs=(
        Output(
            "order_lines",
            essential=("amount", "quantity"),
            columns={
                "line_id": "coalesce(ident(line_id), ident(option_id), "
                "left(md5(coalesce(squeezed(product_name), '') || '|' || coalesce(squeezed(option_name), '')), 12))",
                "ordered_at": "coalesce(moment(ordered_at), day_of_id(order_id))",
                "amount": "coalesce(goods, money(whole) - coalesce(money(shipping_fee), 0) - beside)",
                "paid_at": "moment(ordered_at)",
                "unit_price": "coalesce(money(unit_price), money(amount) / nullif(pieces(quantity), 0))",
                "report": """CASE WHEN NOT blank(status) THEN status WHEN NOT blank(confirmed_at) THEN '구매확정'
          WHEN NOT blank(delivered_at) THEN '배송완료' WHEN NOT blank(shipped_at) THEN '배송중' ELSE '결제완료' END""",
                "parcel": "coalesce(ident(parcel), ident(order_id))",
                "parcel_fee": "coalesce(money(shipping_fee), greatest(money(whole) - goods - beside, 0))",
            },
        ),
    ),
)
