"""Coupang statistics by option (SELLER_INSIGHTS_VENDOR_ITEM_METRICS), added up per product; the days stand in the file's name.

매출(원) is what is left after cancellations: 총 매출(원) + 총 취소 금액(원), which is negative.
"""

from data.mapping import Format, Output
from data.text import _

_PRODUCT = "coalesce(ident(product_id), ident(option_id))"
_READ = {
    "visitors": "pieces(visitors)",
    "views": "pieces(views)",
    "carts": "pieces(carts)",
    "orders": "pieces(orders)",
    "quantity": "coalesce(pieces(quantity), pieces(left_quantity) + coalesce(abs(pieces(refunded_quantity)), 0))",
    "sales": "coalesce(money(sales), money(left_sales) + coalesce(abs(money(refunds)), 0))",
    "refunds": "abs(money(refunds))",
    "refunded_quantity": "abs(pieces(refunded_quantity))",
}

FORMAT = Format(
    id="coupang_stats",
    channel="coupang",
    title=_("Coupang sales by option (판매분석)"),
    all_of=("옵션 ID",),
    one_of=("아이템위너 비율(%)", "총 취소된 상품수", "즉시 취소된 상품수"),
    none_of=("구매확정(출고)유형", "매출금액(A*B-C)"),
    fields={
        "option_id": ("옵션 ID", "옵션ID"),
        "product_id": ("등록상품ID", "등록상품 ID"),
        "product_name": ("상품명",),
        "category": ("카테고리",),
        "left_sales": ("매출(원)",),
        "orders": ("주문",),
        "left_quantity": ("판매량",),
        "visitors": ("방문자",),
        "views": ("조회",),
        "carts": ("장바구니",),
        "sales": ("총 매출(원)",),
        "quantity": ("총 판매수",),
        "refunds": ("총 취소 금액(원)",),
        "refunded_quantity": ("총 취소된 상품수",),
        "way": ("판매방식",),
    },
    feeds={"option_id": "product_id", "left_sales": "sales", "left_quantity": "quantity", "way": "product_id"},
    unused=("옵션명", "구매전환율", "아이템위너 비율(%)", "즉시 취소된 상품수"),
    period=True,
    across={
        # An option that stands there twice, as in two sheets, counts once; the ways of selling count apart.
        "once": f"""row_number() OVER (PARTITION BY {_PRODUCT}, option_id, way, sales, left_sales,
          quantity, views ORDER BY row_no) = 1""",
        **{f"whole_{name}": f"sum({sql}) FILTER (WHERE once) OVER (PARTITION BY {_PRODUCT})" for name, sql in _READ.items()},
        "one_name": f"max(words(product_name)) OVER (PARTITION BY {_PRODUCT})",
        "one_category": f"max(words(category)) OVER (PARTITION BY {_PRODUCT})",
    },
    outputs=(
        Output(
            "statistics",
            columns={
                "product_id": _PRODUCT,
                "first_day": "file_first",
                "last_day": "file_last",
                "product_name": "one_name",
                "category": "one_category",
                **{name: f"whole_{name}" for name in _READ},
            },
        ),
    ),
)
