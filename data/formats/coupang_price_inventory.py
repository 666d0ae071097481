"""Coupang price_inventory: one row per option, made into one listing per product.

판매가격, 할인율기준가 and 판매상태 stand there twice: the left columns are what is, the right ones what the seller asks for.
"""

from data.mapping import Format, Output
from data.text import _

_PRODUCT = "coalesce(ident(product_id), ident(own_id))"
_BY = f"PARTITION BY {_PRODUCT}"
_OPEN = "coalesce(squeezed(on_sale) IN ('판매중', 'onsale', 'y'), false)"

FORMAT = Format(
    id="coupang_price_inventory",
    channel="coupang",
    title=_("Coupang prices and stock (price_inventory)"),
    all_of=("업체상품 ID", "잔여수량(재고)"),
    one_of=("Product ID", "옵션 ID"),
    fields={
        "own_id": ("업체상품 ID",),
        "product_id": ("Product ID",),
        "option_id": ("옵션 ID",),
        "sku": ("업체상품코드",),
        "title": ("쿠팡 노출 상품명", "쿠팡 노출상품명"),
        "own_title": ("업체 등록 상품명",),
        "price": ("판매가격",),
        "list_price": ("할인율기준가",),
        "on_sale": ("판매상태",),
        "stock": ("잔여수량(재고)",),
    },
    feeds={"own_id": "product_id", "option_id": "option_count", "own_title": "title"},
    unused=("상품상태", "바코드", "등록 옵션명", "판매수량", "승인상태", "잔여수량"),
    across={
        "again": f"row_number() OVER ({_BY}, ident(option_id) ORDER BY row_no)",
        # The price that buyers see first is the lowest of the options that they can buy.
        "open": f"bool_or({_OPEN}) OVER ({_BY})",
        "lowest": f"coalesce(min(money(price)) FILTER (WHERE {_OPEN}) OVER ({_BY}), min(money(price)) OVER ({_BY}))",
        "before": f"min(money(list_price)) FILTER (WHERE money(price) = lowest) OVER ({_BY})",
        "pieces_left": f"sum(pieces(stock)) FILTER (WHERE again = 1) OVER ({_BY})",
        "options": f"count(DISTINCT ident(option_id)) OVER ({_BY})",
        "one_title": f"coalesce(min(words(title)) OVER ({_BY}), min(words(own_title)) OVER ({_BY}))",
        "one_sku": f"min(code(sku)) OVER ({_BY})",
        "codes": f"count(DISTINCT code(sku)) OVER ({_BY})",
    },
    outputs=(
        Output(
            "listings",
            essential=("price",),
            columns={
                "product_id": _PRODUCT,
                "sku": "CASE WHEN codes = 1 THEN one_sku END",
                "title": "one_title",
                "price": "lowest",
                "list_price": "before",
                "stock": "pieces_left",
                "on_sale": "CASE WHEN NOT blank(on_sale) THEN open END",
                "option_count": "options",
            },
        ),
    ),
)
