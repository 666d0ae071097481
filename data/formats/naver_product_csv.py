"""Naver SmartStore product list, Product_YYYYMMDD_HHMMSS.csv: one row per product; the day stands in the name of the file."""

from data.mapping import Format, Output
from data.staging.details import PICTURES
from data.text import _

FORMAT = Format(
    id="naver_product_csv",
    channel="naver",
    title=_("Naver SmartStore product list (상품 목록)"),
    all_of=("상품번호(스마트스토어)", "상품명"),
    fields={
        "product_id": ("상품번호(스마트스토어)",),
        "sku": ("판매자상품코드", "판매자 상품코드", "판매자 관리코드"),
        "title": ("상품명",),
        "own_title": ("스마트스토어전용 상품명",),
        "brand": ("브랜드", "브랜드명"),
        "maker": ("제조사", "제조사명"),
        "origin": ("원산지",),
        "list_price": ("판매가",),
        "price": ("할인가(모바일)", "할인가(PC)"),
        "price_pc": ("할인가(PC)",),
        "stock": ("재고수량",),
        "on_sale": ("판매상태",),
        "shown": ("전시상태",),
        "large": ("대분류",),
        "middle": ("중분류",),
        "small": ("소분류",),
        "fine": ("세분류",),
        "main_image": ("대표이미지 URL", "대표이미지URL"),
        "more_images": ("추가이미지 URL", "추가이미지URL"),
        "shipping_fee": ("기본배송비", "배송비"),
        "return_fee": ("반품배송비",),
        "keywords": ("태그", "검색태그"),
        "review_count": ("리뷰수", "총리뷰수"),
        "rating": ("평점", "평균평점"),
    },
    feeds={
        "own_title": "title",
        "price_pc": "price",
        "shown": "on_sale",
        "large": "category",
        "middle": "category",
        "small": "category",
        "fine": "category",
        "main_image": "image_count",
        "more_images": "image_count",
    },
    unused=(
        "판매자즉시할인(PC)",
        "판매자즉시할인(모바일)",
        "옵션",
        "상품등록일",
        "최종수정일",
        "채널",
        "그룹상품번호",
        "상품번호(윈도우)",
        "원상품번호",
        "교환배송비",
    ),
    outputs=(
        Output(
            "listings",
            essential=("list_price",),
            columns={
                # With the main picture alone nobody knows how many there are.
                "image_count": f"""CASE WHEN NOT blank(more_images)
          THEN {PICTURES.format("main_image")} + {PICTURES.format("more_images")} END""",
                "title": "coalesce(words(own_title), words(title))",
                "price": "coalesce(nullif(money(price), 0), nullif(money(price_pc), 0), money(list_price))",
                "category": "nullif(concat_ws('>', words(large), words(middle), words(small), words(fine)), '')",
                "on_sale": """CASE WHEN words(on_sale) IS NULL AND words(shown) IS NULL THEN NULL
          ELSE coalesce(squeezed(on_sale) = '판매중', true)
            AND coalesce(squeezed(shown) NOT IN ('전시중지', '전시안함'), true) END""",
            },
        ),
    ),
)
