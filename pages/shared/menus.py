"""Where each file is found in the seller centres, as the menus are called there."""
from data.text import _

MENUS = {
    "order_lines": (
        ("naver", _("Naver SmartStore: 판매관리 > 발주(주문)확인/발송관리 > 엑셀다운 (orders; set a password when asked)")),
        ("coupang", _("Coupang Wing: 주문/배송 > 배송관리 > 엑셀 다운로드 (orders)")),
        ("naver", _("Naver SmartStore: 취소관리, 반품관리 > 엑셀다운 (cancellations and returns)")),
        ("elevenst", _("11번가 셀러오피스: 발송/배송관리 or 배송전체내역 > 엑셀 다운로드 (orders)")),
        ("gmarket", _("G마켓·옥션 ESM PLUS: 신규주문 or 발송처리 > 엑셀 다운로드 (orders of both)")),
        ("cafe24", _("카페24: 주문 목록 > 엑셀 다운로드 (orders; choose all columns)")),
        ("kakao", _("카카오 톡스토어: 주문 목록 > 엑셀 다운로드 (orders)")),
        ("lotteon", _("롯데ON: 주문 목록 > 엑셀 다운로드 (orders)")),
        ("toss", _("토스쇼핑: 주문 목록 > 엑셀 다운로드 (orders)")),
        ("ohouse", _("오늘의집: 주문배송 내역 > 엑셀 다운로드 (orders)")),
        ("shopify", _("Shopify: Orders > Export (CSV for Excel)")),
    ),
    "settlements": (
        ("naver", _("Naver SmartStore: 정산관리 > 정산 내역(건별) > 엑셀다운 (settlement by case)")),
        ("coupang", _("Coupang Wing: 정산 > 매출내역 > 엑셀 다운로드 (settlement)")),
        ("elevenst", _("11번가 셀러오피스: 정산 내역 > 엑셀 다운로드 (settlement)")),
        ("ssg", _("SSG: 정산 내역 > 엑셀 다운로드 (settlement)")),
        ("cafe24", _("KG이니시스: 정산 내역 > 엑셀 다운로드 (card payments of your own shop)")),
    ),
    "listings": (
        ("naver", _("Naver SmartStore: 상품관리 > 상품 조회/수정 > 엑셀다운로드 (product list)")),
        ("coupang", _("Coupang Wing: 상품관리 > 가격/재고 엑셀 다운로드 (prices and stock)")),
        ("cafe24", _("카페24: 상품 목록 > 엑셀 다운로드 (product list)")),
    ),
    "statistics": (
        ("naver", _("Naver SmartStore: 통계 > 상품성과, 판매분석 > 다운로드 (visits and sales)")),
        ("coupang", _("Coupang Wing: 판매분석 > 엑셀 다운로드 (visits and sales)")),
    ),
}
"""Table to (channel, menu path): what most shops have first."""
FIRST = 2
"""So many are shown at once, the rest when it is asked for."""
TEMPLATES = ("order_lines", "listings", "settlements", "reviews", "costs")
"""Our own tables that can be filled in by hand."""
