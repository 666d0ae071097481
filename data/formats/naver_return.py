"""Naver SmartStore 반품관리: only 반품완료 is a return; asked for, collected or held back, the line lives."""

from data.mapping import Format, Output
from data.staging.reasons import reason
from data.text import _

_FINISHED = "regexp_matches(squeezed(claim), '완료|return_done') AND NOT contains(squeezed(claim), '수거')"
_DONE = f"({_FINISHED} OR status_state = 'returned')"

_ALIVE = "('paid', 'preparing', 'shipping', 'delivered', 'confirmed')"
"""A claim on some of the pieces (수량클레임) leaves the line in the state of its order."""

FORMAT = Format(
    id="naver_return",
    channel="naver",
    title=_("Naver SmartStore returns (반품관리)"),
    all_of=("상품주문번호", "반품 처리상태"),
    none_of=("취소 처리상태", "정산기준금액(A)"),
    fields={
        "order_id": ("주문번호",),
        "line_id": ("상품주문번호",),
        "ordered_at": ("주문일시", "주문일"),
        "paid_at": ("결제일", "결제일시"),
        "cancelled_at": ("환불일", "환불완료일", "환불처리일"),
        "finished_at": ("반품완료일", "반품 완료일"),
        "asked_at": ("반품요청일", "반품접수일"),
        "claim_reason": ("반품사유", "반품 사유", "클레임 사유"),
        "product_id": ("상품번호",),
        "sku": ("판매자 상품코드", "판매자상품코드"),
        "product_name": ("상품명",),
        "option_name": ("옵션정보",),
        "quantity": ("수량",),
        "unit_price": ("상품가격",),
        "option_price": ("옵션가격",),
        "amount": ("최초 상품별 총 주문금액", "최종 상품별 총 주문금액", "상품별 총 주문금액"),
        "status": ("주문상태",),
        "claim": ("반품 처리상태",),
        "part_claim": ("수량클레임 여부",),
    },
    feeds={
        "finished_at": "cancelled_at",
        "asked_at": "cancelled_at",
        "option_price": "unit_price",
        "claim": "status",
        "part_claim": "status",
    },
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
        "수거지",
        "수거지 주소",
        "수거송장번호",
        "수거 송장번호",
        "반품상세사유",
        "반품 상세사유",
        "상세사유",
    ),
    unused=(
        "수거방법",
        "수거상태",
        "수거상황",
        "수거완료일",
        "수거 택배사",
        "접수채널",
        "톡톡하기",
        "배송속성",
        "반품배송비",
        "반품비용",
        "반품배송비 지불방법",
        "환불보류 여부",
        "옵션관리코드",
        "결제수단",
        "배송비 묶음번호",
        "배송비 합계",
    ),
    outputs=(
        Output(
            "order_lines",
            rank=1,
            columns={
                "order_id": "coalesce(ident(order_id), ident(line_id))",
                "ordered_at": "coalesce(moment(ordered_at), moment(paid_at), day_of_id(order_id), day_of_id(line_id))",
                "cancelled_at": "coalesce(moment(cancelled_at), moment(finished_at), moment(asked_at))",
                "claim_reason": f"CASE WHEN {_DONE} THEN {reason('claim_reason')} END",
                "unit_price": "money(unit_price) + coalesce(money(option_price), 0)",
                "amount": "nullif(money(amount), 0)",
                "first_amount": "nullif(money(amount), 0)",
                "report": f"""CASE WHEN status_state IN ('unpaid', 'cancelled') THEN status
          WHEN coalesce(flag(part_claim), false) AND status_state IN {_ALIVE} THEN status
          WHEN claim_state = 'withdrawn' THEN '클레임철회' WHEN {_DONE} THEN '반품완료'
          WHEN blank(claim) THEN status ELSE '반품요청' END""",
            },
        ),
    ),
)
