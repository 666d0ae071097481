"""Where each file is found in the seller centres, as the menus are called there."""
from data.text import _

MENUS = {
    "order_lines": (
        ("naver", _("Naver SmartStore: 판매관리 > 발주(주문)확인/발송관리 > 엑셀다운 (orders; set a password when asked)")),
        ("coupang", _("Coupang Wing: 주문/배송 > 배송관리 > 엑셀 다운로드 (orders)")),
    ),
    "settlements": (
        ("naver", _("Naver SmartStore: 정산관리 > 정산 내역(건별) > 엑셀다운 (settlement by case)")),
        ("coupang", _("Coupang Wing: 정산 > 매출내역 > 엑셀 다운로드 (settlement)")),
    ),
    "listings": (
        ("naver", _("Naver SmartStore: 상품관리 > 상품 조회/수정 > 엑셀다운로드 (product list)")),
    ),
}
"""Table to (channel, menu path)."""
TEMPLATES = ("order_lines", "listings", "settlements", "reviews", "costs")
"""Our own tables that can be filled in by hand."""
