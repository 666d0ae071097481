"""Naver SmartStore 주문통합검색: orders of every state with what became of their claims, but without money."""

from data.mapping import Format, Output
from data.text import _

_ALIVE = "('paid', 'preparing', 'shipping', 'delivered', 'confirmed')"

FORMAT = Format(
    id="naver_order_search",
    channel="naver",
    title=_("Naver SmartStore order search (주문통합검색)"),
    all_of=("상품주문번호", "클레임상태"),
    # What only the list for dispatch has; that one may carry 클레임상태 as well.
    none_of=(
        "수취인연락처1",
        "통합배송지",
        "배송지",
        "최종 상품별 총 주문금액",
        "최초 상품별 총 주문금액",
        "상품별 총 주문금액",
        "배송비 묶음번호",
        "발주확인일",
        "주문세부상태",
        "취소 처리상태",
        "반품 처리상태",
        "정산기준금액(A)",
    ),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("상품주문번호",),
        "ordered_at": ("주문일시", "주문일"),
        "paid_at": ("결제일", "결제일시"),
        "product_id": ("상품번호",),
        "product_name": ("상품명",),
        "option_name": ("옵션정보",),
        "sku": ("판매자 상품코드",),
        "quantity": ("수량",),
        "status": ("주문상태",),
        "claim": ("클레임상태",),
        "part_claim": ("수량클레임 여부",),
        "buyer_id": ("구매자ID",),
        "buyer_name": ("구매자명",),
    },
    feeds={"claim": "status", "part_claim": "status"},
    personal=("수취인명", "구매자연락처"),
    unused=("배송속성", "풀필먼트사(주문 기준)", "구독신청회차", "구독진행회차", "판매채널", "주문세부상태"),
    outputs=(
        Output(
            "order_lines",
            essential=("quantity",),
            columns={
                "order_id": "coalesce(ident(order_id), ident(line_id))",
                "ordered_at": "coalesce(moment(ordered_at), moment(paid_at), day_of_id(order_id), day_of_id(line_id))",
                # A claim wins over the state of the order, unless it is about some of the pieces only and the rest lives on.
                "report": f"""CASE WHEN status_state = 'unpaid' THEN status
          WHEN coalesce(flag(part_claim), false) AND status_state IN {_ALIVE} THEN status
          WHEN claim_state = 'withdrawn' THEN '클레임철회'
          WHEN claim_state = 'cancelled' AND regexp_matches(squeezed(claim), '요청|접수|신청|처리중|취소중|request|canceling')
            AND status_state IS DISTINCT FROM 'cancelled' THEN '클레임취소요청'
          WHEN claim_state IN ('cancelled', 'returned', 'exchanged') THEN claim ELSE coalesce(status, claim) END""",
            },
        ),
    ),
)
