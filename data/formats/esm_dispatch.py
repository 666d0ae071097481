"""G마켓/옥션 (ESM PLUS) 발송관리: orders of both sites on their way; sellers choose the columns of this grid.

판매금액 is before discounts. What the buyer paid is what is left after all of them, whoever bears them: 판매자쿠폰할인 and
복수구매할인 are the seller's, 구매쿠폰적용금액 and (옥션)우수회원할인 the site's. 스마일캐시적립 is a reward for later, so the
buyer paid that money. 정산예정금액 and 서비스이용료 are plans, without a day of payout, and no settlement.
"""

from data.formats.esm_new_order import ACROSS, COLUMNS, FEEDS, FIELDS, PERSONAL, SITE_UNKNOWN, UNUSED
from data.mapping import Format, Output
from data.text import _

_OWN = "coalesce(money(coupon), 0) + coalesce(money(multi_discount), 0)"
_SITES = "coalesce(money(buyer_coupon), 0) + coalesce(money(member_discount), 0)"

FORMAT = Format(
    id="esm_dispatch",
    channel="gmarket",
    title=_("G마켓/옥션 dispatch list (ESM 발송관리)"),
    all_of=("주문번호", "배송시 요구사항", "택배사명(발송방법)"),
    one_of=("판매아이디", "아이디", "판매자 관리코드"),
    fields=FIELDS
    | {
        "accepted_at": ("주문확인일자",),
        "shipped_at": ("발송일자", "발송처리일"),
        "delivered_at": ("배송완료일자", "배송완료일"),
        "confirmed_at": ("구매결정일자", "구매결정일"),
        "coupon": ("판매자쿠폰할인",),
        "multi_discount": ("복수구매할인", "(옥션)복수구매할인"),
        "buyer_coupon": ("구매쿠폰적용금액",),
        "member_discount": ("(옥션)우수회원할인",),
        "status": ("주문상태", "배송상태"),
    },
    feeds=FEEDS
    | {
        "accepted_at": "status",
        "coupon": "discount",
        "multi_discount": "discount",
        "buyer_coupon": "discount",
        "member_discount": "discount",
    },
    personal=PERSONAL,
    unused=(*UNUSED, "택배사명(발송방법)", "배송지연사유", "정산예정금액", "서비스이용료", "스마일캐시적립", "제휴사명"),
    refuse=(SITE_UNKNOWN,),
    across=ACROSS
    | {
        "taken_off": f"abs({_OWN})",
        "given": f"abs({_SITES})",
        "worth": "money(unit_price) * pieces(quantity)",
    },
    outputs=(
        Output(
            "order_lines",
            essential=("amount", "quantity"),
            columns=COLUMNS
            | {
                "discount": "taken_off",
                "amount": "greatest(coalesce(money(amount), worth) - taken_off - given, 0)",
                # The interface behind the list numbers the states.
                "report": """CASE trim(status) WHEN '1' THEN '신규주문' WHEN '2' THEN '발송대기중' WHEN '3' THEN '배송중'
          WHEN '4' THEN '배송완료' WHEN '5' THEN '구매결정완료' ELSE CASE WHEN NOT blank(status) THEN status
          WHEN NOT blank(confirmed_at) THEN '구매결정' WHEN NOT blank(delivered_at) THEN '배송완료'
          WHEN NOT blank(shipped_at) THEN '배송중' ELSE '발송대기' END END""",
            },
        ),
    ),
)
