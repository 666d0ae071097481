"""Cafe24 product list, the same CSV that registers products (…_template.csv): one row per product, prices like 5000.00."""

from data.mapping import Format, Output
from data.staging.details import PICTURES
from data.text import _

# Until somebody registers one, Cafe24 writes a code for "none" into these columns.
_NAMED = "CASE WHEN NOT regexp_matches(words({0}), '^[BMT]0+$') THEN words({0}) END"
_VALUES = "list_transform(regexp_extract_all(option_values, '\\{([^{}]*)\\}', 1), lambda v: len(string_split(v, '|')))"

FORMAT = Format(
    id="cafe24_product_csv",
    channel="cafe24",
    title=_("Cafe24 product list of an own mall (상품 목록)"),
    all_of=("상품코드", "자체 상품코드", "진열상태"),
    one_of=("이미지등록(상세)", "이미지등록(목록)", "상품 상세설명", "검색어설정"),
    fields={
        "product_id": ("상품코드",),
        "sku": ("자체 상품코드",),
        "title": ("상품명",),
        "brand": ("브랜드",),
        "maker": ("제조사",),
        "origin": ("원산지",),
        "price": ("판매가",),
        "list_price": ("소비자가",),
        "on_sale": ("판매상태",),
        "shown": ("진열상태",),
        "keywords": ("검색어설정",),
        "detail_text": ("상품 상세설명",),
        "mobile_page": ("모바일 상품 상세설명",),
        "main_image": ("이미지등록(상세)",),
        "list_image": ("이미지등록(목록)",),
        "more_images": ("이미지등록(추가)",),
        "options_used": ("옵션사용",),
        "option_values": ("옵션입력",),
        "fee_kind": ("배송비 구분",),
        "shipping_fee": ("배송비입력",),
        "weight_g": ("상품 전체중량(kg)",),
    },
    html=("detail_text", "mobile_page"),
    feeds={
        "shown": "on_sale",
        "mobile_page": "detail_text",
        "main_image": "image_count",
        "list_image": "image_count",
        "more_images": "image_count",
        "options_used": "option_count",
        "option_values": "option_count",
        "fee_kind": "shipping_fee",
    },
    unused=(
        "상품분류 번호", "상품분류 신상품영역", "상품분류 추천상품영역", "영문 상품명", "상품명(관리용)",
        "공급사 상품명", "모델명", "상품 요약설명", "상품 간략설명", "모바일 상품 상세설명 설정", "과세구분",
        "공급가", "상품가", "판매가 대체문구 사용", "판매가 대체문구", "주문수량 제한 기준", "최소 주문수량(이상)",
        "최대 주문수량(이하)", "적립금", "적립금 구분", "공통이벤트 정보", "성인인증", "품목 구성방식",
        "옵션 표시방식", "옵션세트명", "옵션 스타일", "버튼이미지 설정", "색상 설정", "필수여부", "품절표시 문구",
        "추가입력옵션", "추가입력옵션 명칭", "추가입력옵션 선택/필수여부", "입력글자수(자)", "이미지등록(작은목록)",
        "이미지등록(축소)", "공급사", "트렌드", "자체분류 코드", "제조일자", "출시일자", "유효기간 사용여부",
        "유효기간", "상품부피(cm)", "상품결제안내", "상품배송안내", "교환/반품안내", "서비스문의/안내", "배송정보",
        "배송방법", "국내/해외배송", "배송지역", "배송비 선결제 설정", "배송기간", "스토어픽업 설정", "HS코드",
        "상품 구분(해외통관)", "상품소재", "영문 상품소재(해외통관)", "옷감(해외통관)", "개별결제수단설정",
        "상품배송유형 코드", "메모",
        *(f"검색엔진최적화(SEO) {part}" for part in
          ("검색엔진 노출 설정", "Title", "Author", "Description", "Keywords", "상품 이미지 Alt 텍스트")),
    ),
    outputs=(
        Output(
            "listings",
            essential=("price",),
            columns={
                "product_id": "code(product_id)",
                "brand": _NAMED.format("brand"),
                "maker": _NAMED.format("maker"),
                "price": "coalesce(nullif(money(price), 0), nullif(money(list_price), 0))",
                # 소비자가 stays 0 where the shop names none.
                "list_price": "coalesce(nullif(money(list_price), 0), nullif(money(price), 0))",
                "on_sale": """CASE WHEN flag(on_sale) IS NULL AND flag(shown) IS NULL THEN NULL
          ELSE coalesce(flag(on_sale), true) AND coalesce(flag(shown), true) END""",
                "image_count": f"""CASE WHEN main_image IS NULL AND list_image IS NULL AND more_images IS NULL THEN 0
          ELSE least({PICTURES.format("coalesce(main_image, list_image)")}, 1) + {PICTURES.format("more_images")} END""",
                "detail_text": "coalesce(words(detail_text), words(mobile_page))",
                "detail_image_count": """CASE WHEN detail_text_images IS NOT NULL THEN pieces(detail_text_images)
          ELSE pieces(mobile_page_images) END""",
                # The page for phones, where there is one, is what a phone shows.
                "detail_width_px": "coalesce(pieces(mobile_page_width), pieces(detail_text_width))",
                "detail_font_px": "coalesce(realnum(mobile_page_font), realnum(detail_text_font))",
                # 색상{빨강|파랑}//사이즈{S|M|L}: six to choose from.
                "option_count": f"""CASE WHEN flag(options_used) = false THEN 0
          WHEN len(regexp_extract_all(option_values, '\\{{([^{{}}]*)\\}}', 1)) > 0
            THEN CAST(list_product({_VALUES}) AS BIGINT) END""",
                "shipping_fee": """CASE WHEN contains(coalesce(fee_kind, ''), '무료') OR squeezed(fee_kind) = 't' THEN 0
          ELSE money(regexp_extract(shipping_fee, '^\\s*([\\d,.]+)', 1)) END""",
                "weight_g": "CAST(round(realnum(weight_g) * 1000) AS BIGINT)",
            },
        ),
    ),
)
