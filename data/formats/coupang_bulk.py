"""Coupang WING bulk registration (sellertool_upload): the form that products are registered with, one row per option.

It was filled in before Coupang gave the products their numbers, so a product goes by the name that the seller registers it under.
"""

from data.mapping import Format, Output
from data.staging.details import PICTURES
from data.text import _

_BY = "PARTITION BY words(title)"
_LIST = "list_transform(string_split_regex(keywords, '[/,\\r\\n]+'), lambda w: trim(w))"
_IMAGES = f"{PICTURES.format('main_image')} + {PICTURES.format('more_images')}"

FORMAT = Format(
    id="coupang_bulk",
    channel="coupang",
    title=_("Coupang bulk registration (sellertool_upload)"),
    all_of=("등록상품명", "판매가격", "상품고시정보 카테고리"),
    one_of=("출고리드타임", "구비서류값1", "대표(옵션)이미지"),
    fields={
        "category": ("카테고리",),
        "title": ("등록상품명",),
        "brand": ("브랜드",),
        "maker": ("제조사",),
        "keywords": ("검색어",),
        "price": ("판매가격",),
        "list_price": ("할인율기준가",),
        "stock": ("재고수량",),
        "sku": ("업체상품코드",),
        "certification": ("인증∙신고 등 정보값",),
        "main_image": ("대표(옵션)이미지",),
        "more_images": ("추가이미지",),
        "detail_text": ("상세 설명",),
    },
    feeds={"main_image": "image_count", "more_images": "image_count"},
    html=("detail_text",),
    unused=(
        *("판매시작일", "판매종료일", "상품상태", "상태설명", "브랜드 ID", "판매대행수수료", "출고리드타임", "인당최대구매수량"),
        *("최대구매수량기간(일)", "성인상품(19)", "과세여부", "병행수입여부", "해외구매대행", "모델번호", "바코드"),
        *(f"옵션{what}{n}" for n in range(1, 21) for what in ("유형", "값")),
        *("인증∙신고 등 정보유형", "인증∙이동통신 사전승낙서 또는 인증대리점 인증서", "주문 추가메시지"),
        *("인증∙판매점 사전승낙 인증마크 또는 이동통신사 대리점 인증마크", "상품고시정보 카테고리"),
        *(f"상품고시정보값{n}" for n in range(1, 15)),
        *("대표이미지(직사각형)", "상태이미지(중고상품)", "중복 이미지", "이미지 퀄리티"),
        *(f"구비서류값{n}" for n in range(1, 8)),
    ),
    # Below the header stand what is compulsory and how to fill it in.
    guide="""row_no - (SELECT min(row_no) FROM raw) < 3 AND NOT blank_row AND money(price) IS NULL
      AND NOT regexp_matches(coalesce(category, ''), '^\\s*\\[\\d+\\]')""",
    across={
        "lowest": f"min(money(price)) OVER ({_BY})",
        "before": f"min(money(list_price)) FILTER (WHERE money(price) = lowest) OVER ({_BY})",
        "pieces_left": f"sum(pieces(stock)) OVER ({_BY})",
        "options": f"count(*) FILTER (WHERE NOT blank_row) OVER ({_BY})",
        "one_sku": f"CASE WHEN count(DISTINCT code(sku)) OVER ({_BY}) = 1 THEN min(code(sku)) OVER ({_BY}) END",
        "pictures": f"max({_IMAGES}) OVER ({_BY})",
    },
    outputs=(
        Output(
            "listings",
            essential=("price",),
            columns={
                "product_id": "words(title)",
                "sku": "one_sku",
                # [105790] 식품>스낵/간식: the number says nothing about its depth.
                "category": "nullif(trim(regexp_replace(category, '^\\s*\\[\\d+\\]', '')), '')",
                "price": "lowest",
                "list_price": "before",
                "stock": "pieces_left",
                "option_count": "options",
                "image_count": "pictures",
                "detail_image_count": "pieces(detail_text_images)",
                "detail_width_px": "pieces(detail_text_width)",
                "detail_font_px": "realnum(detail_text_font)",
                "keywords": f"nullif(array_to_string(list_filter({_LIST}, lambda w: w <> ''), ', '), '')",
            },
        ),
    ),
)
