"""Naver SmartStore 주문발주발송관리: the orders, one row per 상품주문번호; an encrypted xlsx with a notice above the header."""
from data.mapping import Format, Output
from data.text import _

FORMAT = Format(
    id="naver_order", channel="naver", title=_("Naver SmartStore orders (주문발주발송관리)"),
    # Sellers choose the columns of this export, so one that only this one has is enough.
    all_of=("상품주문번호",), one_of=("수취인연락처1", "통합배송지", "배송지", "최종 상품별 총 주문금액", "상품별 총 주문금액", "배송비 묶음번호"),
    none_of=("반품 처리상태", "취소 처리상태", "정산기준금액(A)"),
    fields={
        "order_id": ("주문번호",), "line_id": ("상품주문번호",), "ordered_at": ("주문일시",), "paid_at": ("결제일",),
        "ship_due_at": ("발송기한",), "shipped_at": ("발송처리일", "발송일"), "delivered_at": ("배송완료일",),
        "confirmed_at": ("구매확정일",), "product_id": ("상품번호",), "sku": ("판매자 상품코드",), "product_name": ("상품명",),
        "option_name": ("옵션정보",), "quantity": ("수량",), "unit_price": ("상품가격",), "option_price": ("옵션가격",),
        "discount": ("최종 상품별 할인액", "최초 상품별 할인액", "상품별 할인액"),
        "amount": ("최종 상품별 총 주문금액", "상품별 총 주문금액"), "first_amount": ("최초 상품별 총 주문금액",),
        "shipping_fee": ("배송비 합계",), "parcel": ("배송비 묶음번호",), "status": ("주문상태",), "detail": ("주문세부상태",),
        "claim": ("클레임상태", "취소 처리상태"), "buyer_id": ("구매자ID",), "buyer_phone": ("구매자연락처",),
        "buyer_name": ("구매자명",), "address": ("통합배송지", "배송지", "기본배송지")},
    feeds={"option_price": "unit_price", "first_amount": "amount", "parcel": "shipping_fee", "detail": "status", "claim": "status"},
    personal=(
        "수취인명", "수취인연락처1", "수취인연락처2", "상세배송지", "우편번호", "배송메세지", "배송메시지", "개인통관고유부호",
        "구매자 주민등록번호", "배송태그 유형", "출입방법 유형", "출입방법 내용", "수령위치 유형", "수령위치 내용", "송장번호"),
    unused=(
        "배송속성", "풀필먼트사(주문 기준)", "택배사(주문 기준)", "배송방법(구매자 요청)", "배송방법", "택배사", "판매채널",
        "수량클레임 여부", "결제위치", "상품종류", "반품안심케어", "멤버십N배송", "옵션관리코드", "판매자 부담 할인액", "사은품",
        "발주확인일", "송장출력일", "배송비 형태", "배송비 유형", "제주/도서 추가배송비", "배송비 할인액", "판매자 내부코드1",
        "판매자 내부코드2", "출고지", "결제수단", "네이버페이 주문관리 수수료", "Npay 수수료", "매출연동 수수료", "정산예정금액",
        "배송희망일", "구독신청회차", "구독진행회차", "구독배송희망일", "유입경로", "주문 유입경로", "6개월 주문금액"),
    outputs=(Output("order_lines", essential=("amount", "quantity"), columns={
        "order_id": "coalesce(ident(order_id), ident(line_id))",
        # A column that is too narrow shows ####; the number of the order begins with its day.
        "ordered_at": "coalesce(moment(ordered_at), moment(paid_at), day_of_id(order_id), day_of_id(line_id))",
        "unit_price": "money(unit_price) + coalesce(money(option_price), 0)",
        # A line that was cancelled as a whole may stand there with nothing left to pay; what it was worth is the first amount.
        "amount": """coalesce(CASE WHEN money(amount) = 0 AND status_state IN ('cancelled', 'returned') THEN money(first_amount) END,
          money(amount), money(first_amount),
          (money(unit_price) + coalesce(money(option_price), 0)) * pieces(quantity) - coalesce(money(discount), 0))""",
        "first_amount": "money(first_amount)",
        # A claim that came to something wins over the state of the order; a withdrawn one leaves the order alive.
        "report": """CASE WHEN claim_state IN ('cancelled', 'returned', 'exchanged', 'withdrawn') THEN claim
          WHEN status_state = 'paid' AND detail_state IN ('preparing', 'cancelled', 'returned', 'withdrawn') THEN detail
          ELSE status END""",
        "parcel": "coalesce(ident(parcel), ident(order_id))", "parcel_fee": "money(shipping_fee)"}),),
)
