"""Naver SmartStore 정산 내역 (건별): what was settled per line. Fees are written as negative numbers, A < 0 is a refund."""

from data.mapping import Format, Output, Refusal
from data.text import _

# A charge is positive and a charge given back negative, whichever sign the file uses: it follows the sign of A.
_FEE = "CASE WHEN coalesce(money(gross), 0) = 0 THEN -money({0}) ELSE abs(money({0})) * sign(money(gross)) END"
# 구분 has some 25 kinds. Goods are what an order line is paid or paid back with; 충전, 리뷰 적립, 우대 수수료 환급 are not.
_WORD = "coalesce(squeezed(kind), '')"
_SOLD = f"(blank(kind) OR regexp_matches({_WORD}, '상품|주문|수량취소|빠른정산|prod_|_order|quantity_cancel|quick_settle'))"
_PAID_BACK = f"{_WORD} IN ('환불', '구매자환불', 'refund')"
_KIND = f"""CASE WHEN regexp_matches({_WORD}, '배송|delivery') THEN 'shipping'
  WHEN {_SOLD} OR {_PAID_BACK} THEN 'goods' ELSE 'other' END"""

FORMAT = Format(
    id="naver_settle_case",
    channel="naver",
    title=_("Naver SmartStore settlement by case (정산 내역 건별)"),
    all_of=("정산기준금액(A)",),
    one_of=("Npay 수수료(B)", "네이버페이 주문관리 수수료(B)", "매출연동 수수료 합계(C)", "매출연동 수수료(C)"),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("상품주문번호",),
        "kind": ("구분",),
        "product_name": ("상품명",),
        # The planned day stays the same when the payout is done, so a later export meets the same row.
        "settled_on": ("정산예정일",),
        "done_on": ("정산완료일",),
        "based_on": ("정산기준일",),
        "gross": ("정산기준금액(A)",),
        "fee_payment": ("Npay 수수료(B)", "네이버페이 주문관리 수수료(B)"),
        "fee_sales": ("매출연동 수수료 합계(C)", "매출연동 수수료(C)"),
        "fee_other": ("무이자할부 수수료(D)",),
        "net": ("정산금액", "정산예정금액", "정산 예정 금액"),
        "payout": ("정산상태",),
        "paid_at": ("결제일",),
        "product_id": ("상품번호",),
        "contract_no": ("계약번호",),
    },
    feeds={"done_on": "settled_on", "based_on": "settled_on", "payout": "status", "contract_no": "line_id"},
    personal=("구매자명",),
    unused=("세금신고기준일",),
    refuse=(
        Refusal(
            "blank(order_id) AND blank(line_id) AND blank(kind)",
            "line_id",
            _("The row is a sum of several orders. Bring the settlement by case (건별), which names each order."),
        ),
    ),
    outputs=(
        Output(
            "settlements",
            essential=("gross", "fee_payment", "fee_sales"),
            columns={
                # A charge of the shop's own account belongs to no order: it goes by its kind.
                "order_id": f"""coalesce(ident(order_id), ident(line_id),
          CASE WHEN ({_KIND}) = 'other' THEN coalesce(ident(contract_no), '-') END)""",
                "line_id": f"""coalesce(ident(line_id), ident(order_id),
          CASE WHEN ({_KIND}) = 'other' THEN words(kind) END)""",
                "kind": _KIND,
                "settled_on": "CAST(coalesce(moment(settled_on), moment(done_on), moment(based_on)) AS DATE)",
                "fee_payment": _FEE.format("fee_payment"),
                "fee_sales": _FEE.format("fee_sales"),
                "fee_other": _FEE.format("fee_other"),
                "net": f"""coalesce(money(net), money(gross) - coalesce({_FEE.format("fee_payment")}, 0)
              - coalesce({_FEE.format("fee_sales")}, 0) - coalesce({_FEE.format("fee_other")}, 0))""",
            },
        ),
        Output(
            "order_lines",
            rank=1,
            where=f"({_KIND}) = 'goods' AND {_SOLD}",
            columns={
                "order_id": "coalesce(ident(order_id), ident(line_id))",
                "ordered_at": """coalesce(day_of_id(order_id), day_of_id(line_id), moment(paid_at), moment(based_on),
          moment(settled_on))""",
                # 빠른정산 is paid out at dispatch, every other settlement after the purchase was confirmed.
                "report": "CASE WHEN contains(squeezed(payout), '빠른') THEN '배송중' ELSE '구매확정' END",
            },
        ),
    ),
)
