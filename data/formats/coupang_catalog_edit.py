"""Coupang catalogue edit (Coupang_detailinfo): names, brand, maker, search words; a row per option, one listing per product."""

from data.mapping import Format, Output
from data.text import _

_PRODUCT = "coalesce(ident(product_id), ident(own_id))"
_BY = f"PARTITION BY {_PRODUCT}"
_LIST = "list_transform(string_split_regex(keywords, '[,\\r\\n]+'), lambda w: trim(w))"
_WORDS = f"nullif(array_to_string(list_filter({_LIST}, lambda w: w <> ''), ', '), '')"

FORMAT = Format(
    id="coupang_catalog_edit",
    channel="coupang",
    title=_("Coupang catalogue edit (상품정보 수정)"),
    all_of=("등록상품ID", "검색어"),
    one_of=("노출상품ID", "쿠팡 노출상품명", "승인상태"),
    none_of=("상품고시정보 카테고리",),
    fields={
        "own_id": ("등록상품ID",),
        "own_title": ("등록상품명",),
        "category": ("카테고리",),
        "on_sale": ("판매상태",),
        "product_id": ("노출상품ID",),
        "option_id": ("옵션 ID", "옵션ID"),
        "title": ("쿠팡 노출상품명", "쿠팡 노출 상품명"),
        "maker": ("제조사",),
        "brand": ("브랜드",),
        "keywords": ("검색어",),
        "option_name": ("등록 옵션명",),
        "sku": ("업체상품코드",),
    },
    feeds={"own_id": "product_id", "own_title": "title", "option_id": "option_count", "option_name": "option_count"},
    unused=("승인상태", "성인상품여부(Y/N)", "모델번호", "바코드"),
    across={
        "open": f"bool_or(coalesce(squeezed(on_sale) IN ('판매중', 'onsale', 'y'), false)) OVER ({_BY})",
        "options": f"count(DISTINCT coalesce(ident(option_id), words(option_name))) OVER ({_BY})",
        **{f"one_{name}": f"min(words({name})) OVER ({_BY})" for name in ("title", "own_title", "category", "maker", "brand")},
        "one_keywords": f"max_by({_WORDS}, length({_WORDS})) OVER ({_BY})",
        "one_sku": f"CASE WHEN count(DISTINCT code(sku)) OVER ({_BY}) = 1 THEN min(code(sku)) OVER ({_BY}) END",
    },
    outputs=(
        Output(
            "listings",
            columns={
                "product_id": _PRODUCT,
                "sku": "one_sku",
                "title": "coalesce(one_title, one_own_title)",
                "brand": "one_brand",
                "maker": "one_maker",
                "category": "one_category",
                "on_sale": "CASE WHEN NOT blank(on_sale) THEN open END",
                "keywords": "one_keywords",
                "option_count": "nullif(options, 0)",
            },
        ),
    ),
)
