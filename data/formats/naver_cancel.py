"""Naver SmartStore 취소관리: cancellations that were asked for, done or withdrawn. 주문상태 may still say 결제완료."""

from data.mapping import Format, Output
from data.staging.reasons import reason
from data.text import _

_ASKED = "regexp_matches(squeezed(claim), '요청|접수|신청|처리중|취소중|request|canceling')"

_ALIVE = "('paid', 'preparing', 'shipping', 'delivered', 'confirmed')"
"""A claim on some of the pieces (수량클레임) leaves the line in the state of its order."""

FORMAT = Format(
    id="naver_cancel",
    channel="naver",
    title=_("Naver SmartStore cancellations (취소관리)"),
    all_of=("상품주문번호", "취소 처리상태"),
    none_of=("반품 처리상태", "정산기준금액(A)"),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("상품주문번호",),
        "ordered_at": ("주문일시", "주문일"),
        "paid_at": ("결제일", "결제일시"),
        "cancelled_at": ("취소완료일", "취소 완료일", "취소처리일", "환불완료일", "환불일"),
        "asked_at": ("취소요청일", "취소접수일", "클레임요청일"),
        "claim_reason": ("취소사유", "취소 사유", "클레임 사유"),
        "product_id": ("상품번호",),
        "sku": ("판매자 상품코드", "판매자상품코드"),
        "product_name": ("상품명",),
        "option_name": ("옵션정보",),
        "quantity": ("수량",),
        "unit_price": ("상품가격",),
        "option_price": ("옵션가격",),
        "amount": ("최초 상품별 총 주문금액", "최종 상품별 총 주문금액", "상품별 총 주문금액"),
        "status": ("주문상태",),
        "claim": ("취소 처리상태",),
        "part_claim": ("수량클레임 여부",),
    },
    feeds={"asked_at": "cancelled_at", "option_price": "unit_price", "claim": "status", "part_claim": "status"},
    personal=(
        "구매자명",
        "구매자ID",
        "구매자연락처",
        "수취인명",
        "수취인연락처1",
        "수취인연락처2",
        "통합배송지",
        "배송지",
        "기본배송지",
        "상세배송지",
        "우편번호",
        "배송메세지",
        "취소상세사유",
        "취소 상세사유",
        "상세사유",
    ),
    unused=(
        "접수채널",
        "톡톡하기",
        "배송속성",
        "주문세부상태",
        "환불예정일",
        "환불 처리상태",
        "결제수단",
        "배송비 묶음번호",
        "배송비 합계",
        "옵션관리코드",
    ),
    outputs=(
        Output(
            "order_lines",
            rank=1,
            columns={
                "order_id": "coalesce(ident(order_id), ident(line_id))",
                "ordered_at": "coalesce(moment(ordered_at), moment(paid_at), day_of_id(order_id), day_of_id(line_id))",
                "cancelled_at": "coalesce(moment(cancelled_at), moment(asked_at))",
                "claim_reason": f"CASE WHEN 'cancelled' IN (claim_state, status_state) THEN {reason('claim_reason')} END",
                "unit_price": "money(unit_price) + coalesce(money(option_price), 0)",
                "amount": "nullif(money(amount), 0)",
                "first_amount": "nullif(money(amount), 0)",
                # The state of the claim wins; what is only asked for can still be withdrawn.
                "report": f"""CASE WHEN status_state = 'unpaid' THEN status
          WHEN coalesce(flag(part_claim), false) AND status_state IN {_ALIVE} THEN status
          WHEN claim_state = 'withdrawn' THEN '클레임철회'
          WHEN claim_state = 'cancelled' AND {_ASKED} AND status_state IS DISTINCT FROM 'cancelled' THEN '클레임취소요청'
          WHEN claim_state = 'cancelled' THEN '취소완료' ELSE coalesce(status, claim) END""",
            },
        ),
    ),
)
