"""11번가 판매완료 내역 / 배송전체내역: what was sold, title in rows 1 to 5; 번호 counts rows of the file and is no id.

주문상세번호 counts the products within their order as 주문순번 does, so these lines are those of the order list and of the
settlement.
"""

from data.formats.elevenst_order import ACROSS, COLUMNS, ORDER
from data.mapping import Format, Output
from data.text import _

FORMAT = Format(
    id="elevenst_delivery_all",
    channel="elevenst",
    title=_("11번가 sales (판매완료 내역, 배송전체내역)"),
    all_of=("주문상세번호", "서비스이용료(상품)"),
    none_of=("송금완료일", "공제금액합계"),
    fields=ORDER.fields,
    feeds=ORDER.feeds,
    personal=ORDER.personal,
    unused=(*ORDER.unused, "서비스이용료(선결제배송비)"),
    across=ACROSS,
    outputs=(
        Output(
            "order_lines",
            essential=("amount", "quantity"),
            columns=COLUMNS
            | {
                # Everything in this list has at least been handed to the carrier; a list with a status says more.
                "report": """CASE WHEN NOT blank(status) THEN status WHEN NOT blank(confirmed_at) THEN '구매확정'
          WHEN NOT blank(delivered_at) OR flag(delivered) THEN '배송완료' ELSE '배송중' END""",
            },
        ),
    ),
)
