"""Naver SmartStore 일괄등록 (ExcelSaveTemplate): the form that products are registered with; its guide rows are no products.

It was filled in before Naver gave the products their numbers: a product goes by the seller's own code, or its name where there
is none.
"""

from data.mapping import Format, Output
from data.staging.details import PICTURES
from data.text import _

_NOTICE = {"품명": "notice_name", "모델명": "notice_model", "인증·허가 사항": "certification", "제조자(수입자)": "notice_maker"}
_TOLD = f"coalesce({', '.join(f'words({field})' for field in _NOTICE.values())}) IS NOT NULL AND blank(notice_template)"
_SERVICE = "nullif(concat_ws(' ', words(service_phone), words(service)), '')"
_ITEMS = {**{item: f"words({field})" for item, field in _NOTICE.items()}, "A/S 책임자와 전화번호": _SERVICE}
_PAIRS = ", ".join(f"'\"{item}\": ' || CAST(to_json({sql}) AS VARCHAR)" for item, sql in _ITEMS.items())
_OPTIONS = "list_filter(string_split_regex(option_values, '[\\r\\n]+'), lambda axis: trim(axis) <> '')"
_PER_AXIS = f"list_transform({_OPTIONS}, lambda axis: len(list_filter(string_split(axis, ','), lambda v: trim(v) <> '')))"

FORMAT = Format(
    id="naver_bulk",
    channel="naver",
    title=_("Naver SmartStore bulk registration (일괄등록)"),
    all_of=("판매자 상품코드", "카테고리코드"),
    one_of=("배송비 템플릿코드", "상품정보제공고시 템플릿코드", "A/S 템플릿코드"),
    none_of=("상품번호(스마트스토어)",),
    fields={
        "sku": ("판매자 상품코드",),
        "category": ("카테고리코드",),
        "title": ("상품명",),
        "list_price": ("판매가",),
        "instant": ("즉시할인 값 (기본할인)",),
        "instant_unit": ("즉시할인 단위 (기본할인)",),
        "stock": ("재고수량",),
        "option_kind": ("옵션형태",),
        "option_values": ("옵션값",),
        "main_image": ("대표이미지",),
        "more_images": ("추가이미지",),
        "detail_text": ("상세설명",),
        "brand": ("브랜드",),
        "maker": ("제조사",),
        "origin_code": ("원산지코드",),
        "importer": ("수입사",),
        "origin": ("원산지 직접입력",),
        "fee_kind": ("배송비유형",),
        "shipping_fee": ("기본배송비",),
        "return_fee": ("반품배송비",),
        "notice_template": ("상품정보제공고시 템플릿코드",),
        "notice_name": ("상품정보제공고시 품명",),
        "notice_model": ("상품정보제공고시 모델명",),
        "certification": ("상품정보제공고시 인증허가사항",),
        "notice_maker": ("상품정보제공고시 제조자",),
        "service_phone": ("A/S 전화번호",),
        "service": ("A/S 안내",),
        "keywords": ("태그", "검색어"),
    },
    feeds={
        "instant": "price",
        "instant_unit": "price",
        "option_kind": "option_count",
        "option_values": "option_count",
        "main_image": "image_count",
        "more_images": "image_count",
        "origin_code": "origin",
        "importer": "origin",
        "fee_kind": "shipping_fee",
        "notice_template": "notice",
        "notice_name": "notice",
        "notice_model": "notice",
        "notice_maker": "notice",
        "service_phone": "notice",
        "service": "notice",
    },
    html=("detail_text",),
    unused=(
        *(
            "상품상태",
            "단위가격 사용여부",
            "표시용량",
            "표시단위",
            "총용량",
            "부가세",
            "관부가세",
            "옵션명",
            "옵션가",
            "옵션 재고수량",
        ),
        *(
            "직접입력 옵션",
            "추가상품명",
            "추가상품값",
            "추가상품가",
            "추가상품 재고수량",
            "제조일자",
            "유효일자",
            "복수원산지여부",
        ),
        *("미성년자 구매", "배송비 템플릿코드", "배송방법", "택배사코드", "배송비 결제방식", "조건부무료-상품판매가 합계"),
        *("수량별부과-수량", "구간별-2구간수량", "구간별-3구간수량", "구간별-3구간배송비", "구간별-추가배송비", "교환배송비"),
        *("지역별 차등 배송비", "별도설치비", "A/S 템플릿코드", "판매자특이사항", "모바일 즉시할인 값", "모바일 즉시할인 단위"),
        *("복수구매할인 조건 값", "복수구매할인 조건 단위", "복수구매할인 값", "복수구매할인 단위", "상품구매시 포인트 지급 값"),
        *("상품구매시 포인트 지급 단위", "텍스트리뷰 작성시 지급 포인트", "포토/동영상 리뷰 작성시 지급 포인트"),
        *("한달사용 텍스트리뷰 작성시 지급 포인트", "한달사용 포토/동영상리뷰 작성시 지급 포인트"),
        *("알림받기동의 고객 리뷰 작성 시 지급 포인트", "무이자 할부 개월", "사은품", "판매자바코드", "구매평 노출여부"),
        *(
            "구매평 비노출사유",
            "알림받기 동의 고객 전용 여부",
            "ISBN",
            "ISSN",
            "독립출판",
            "출간일",
            "출판사",
            "글작가",
            "그림작가",
        ),
        *("번역자명", "문화비 소득공제", "사이즈 상품군", "사이즈 사이즈명", "사이즈 상세 사이즈", "사이즈 모델명", "판매준수가"),
    ),
    # Up to four rows below the header say how to fill it in, unless the seller has taken them out already.
    guide="""row_no - (SELECT min(row_no) FROM raw) < 4 AND NOT blank_row AND money(list_price) IS NULL
      AND NOT regexp_full_match(coalesce(ident(category), ''), '\\d+')""",
    outputs=(
        Output(
            "listings",
            essential=("list_price",),
            columns={
                "product_id": "coalesce(code(sku), words(title))",
                # Taken off at once for every buyer, in won or in percent.
                "price": """CAST(round(CASE WHEN blank(instant) THEN money(list_price)
          WHEN contains(coalesce(instant_unit, ''), '%') OR contains(instant, '%') OR contains(lower(coalesce(instant_unit, '')),
            'percent') OR squeezed(instant_unit) = '퍼센트' THEN money(list_price) * (1 - money(replace(instant, '%', '')) / 100)
          ELSE money(list_price) - money(instant) END) AS DECIMAL(18,2))""",
                "category": "ident(category)",
                "image_count": f"{PICTURES.format('main_image')} + {PICTURES.format('more_images')}",
                "detail_image_count": "pieces(detail_text_images)",
                "detail_width_px": "pieces(detail_text_width)",
                "detail_font_px": "realnum(detail_text_font)",
                "option_count": f"""CASE WHEN blank(option_values) THEN NULL WHEN contains(coalesce(option_kind, ''), '조합')
          THEN list_aggregate({_PER_AXIS}, 'product') ELSE list_aggregate({_PER_AXIS}, 'sum') END""",
                "origin": """coalesce(words(origin), CASE left(trim(origin_code), 2) WHEN '00' THEN '국산' WHEN '01' THEN '원양산'
          WHEN '02' THEN concat_ws(' ', '수입산', '(수입사 ' || words(importer) || ')') END)""",
                "shipping_fee": "CASE WHEN squeezed(fee_kind) = '무료' THEN 0 ELSE money(shipping_fee) END",
                # A template stands for cells that we do not see: then what the notice says is not known.
                "notice": f"CASE WHEN {_TOLD} THEN '{{' || concat_ws(', ', {_PAIRS}) || '}}' END",
                "notice_group": f"CASE WHEN {_TOLD} THEN 'ETC' END",
            },
        ),
    ),
)
