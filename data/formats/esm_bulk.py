"""G마켓/옥션 (ESM PLUS) bulk registration NEW 2.0: products with a price and stock per site, so one listing per site.

Header in row 4, three rows of explanations below it. A ID and G ID are the shop's own ids on the sites, so the product has no
number here and goes by its name, unless they hold numbers as the sites give them to products.
"""

from data.mapping import Format, Output
from data.staging.details import PICTURES
from data.text import _

_SHOWN = "regexp_replace(squeezed(coalesce(sites, '')), '지마켓|g마켓|gmarket', 'g', 'g')"


def _site(letter: str, words: str, number: str) -> dict[str, str]:
    other = "g" if letter == "a" else "a"
    shown = _SHOWN if letter == "g" else f"regexp_replace({_SHOWN}, '옥션|auction', 'a', 'g')"
    return {
        "where": f"coalesce(money({letter}_price) > 0, false) AND {shown} <> '{other}' AND {shown} NOT IN ({words})",
        "product_id": f"CASE WHEN regexp_full_match(ident({letter}_number), '{number}') THEN ident({letter}_number) "
        "ELSE words(title) END",
        "list_price": f"money({letter}_price)",
        # 할인유형 says whether the discount is in won or percent; a percentage is below 100.
        "price": f"""CASE WHEN coalesce(money({letter}_off), 0) <= 0 THEN money({letter}_price)
          WHEN contains({letter}_off_kind, '%') OR contains({letter}_off_kind, '률') OR contains({letter}_off_kind, '율')
            OR money({letter}_off) < 100 THEN round(money({letter}_price) * (100 - money({letter}_off)) / 100, 0)
          ELSE greatest(money({letter}_price) - money({letter}_off), 0) END""",
        "stock": f"pieces({letter}_stock)",
    }


def _output(letter: str, channel: str, words: str, number: str) -> Output:
    columns = _site(letter, words, number)
    where = columns.pop("where")
    return Output(
        "listings",
        where=where,
        columns=columns
        | {
            "channel": f"'{channel}'",
            "category": "coalesce(words(category), words(category_template))",
            "image_count": f"{PICTURES.format('main_image')} + {PICTURES.format('more_images')}",
            "option_count": "CASE WHEN blank(options) THEN 0 ELSE len(string_split_regex(trim(options), '\\s*\\n\\s*')) END",
            "detail_image_count": "pieces(detail_text_images)",
            "detail_width_px": "pieces(detail_text_width)",
            "detail_font_px": "realnum(detail_text_font)",
            "certification": "words(certification)",
        },
    )


FORMAT = Format(
    id="esm_bulk",
    channel="gmarket",
    title=_("G마켓/옥션 bulk registration (ESM 일괄등록)"),
    all_of=("A ID", "G ID", "A 판매가", "G 판매가"),
    fields={
        "sites": ("노출사이트",),
        "product_id": ("상품번호",),
        "a_number": ("A ID",),
        "g_number": ("G ID",),
        "title": ("상품명",),
        "category": ("카테고리 코드",),
        "category_template": ("카테고리 템플릿 코드",),
        "a_price": ("A 판매가",),
        "g_price": ("G 판매가",),
        "a_off_kind": ("A 할인유형",),
        "g_off_kind": ("G 할인유형",),
        "a_off": ("A 할인가",),
        "g_off": ("G 할인가",),
        "a_stock": ("A 재고",),
        "g_stock": ("G 재고",),
        "options": ("옵션입력값",),
        "main_image": ("기본이미지",),
        "more_images": ("추가이미지",),
        "detail_text": ("상품상세설명",),
        "return_fee": ("반품/교환배송비",),
        "notice_group": ("상품군코드",),
        "certification": ("인증코드",),
        "origin": ("원산지지역코드",),
    },
    feeds={
        "sites": "channel",
        "a_number": "product_id",
        "g_number": "product_id",
        "category_template": "category",
        "a_price": "price",
        "g_price": "price",
        "a_off_kind": "price",
        "g_off_kind": "price",
        "a_off": "price",
        "g_off": "price",
        "a_stock": "stock",
        "g_stock": "stock",
        "options": "option_count",
        "main_image": "image_count",
        "more_images": "image_count",
    },
    html=("detail_text",),
    guide="row_no < (SELECT min(row_no) FROM raw) + 3 AND coalesce(money(a_price), money(g_price), 0) = 0",
    unused=(
        "A프로모션 문구",
        "G프로모션 문구",
        "G 영문",
        "G 중문",
        "A 노출코드",
        "G 노출코드",
        "판매기간",
        "옵션타입",
        "옵션명",
        "배송정보 템플릿 코드",
        "배송방법",
        "출하지 코드",
        "배송정책번호",
        "반품/교환주소 코드",
        "A 발송정책",
        "G 발송정책",
        "택배사코드",
        "상품고시정보템플릿코드",
        "인증타입",
        "인증품목선택",
        "병행수입여부",
        "승인/신고번호",
        "원산지상품타입",
        "원산지지역타입",
        "복수원산지여부",
        "사은품/덤 템플릿 코드",
        "사은품",
        "덤",
        "소비기한",
        "제조일자",
        "청소년구매불가여부",
        "부가세여부",
        "선물하기상품",
    ),
    outputs=(
        _output("g", "gmarket", "'옥션', 'auction'", "\\d{9,10}"),
        _output("a", "auction", "'g마켓', '지마켓', 'gmarket'", "[A-Za-z]\\d{8,10}"),
    ),
)
