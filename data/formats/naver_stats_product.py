"""Naver SmartStore statistics 상품성과: one row per product and name; the days stand in the name of the file alone."""

from data.mapping import Format, Output
from data.text import _

_COUNTS = ("views", "orders", "quantity", "refunded_quantity")
_MONEY = ("sales", "refunds")
_PRODUCT = "coalesce(ident(product_id), words(product_name))"


def _whole(read: str, field: str) -> str:
    """A product that was renamed has a row per name: its figures are added up; a row that repeats counts once."""
    value = f"abs({read}({field}))" if field.startswith("refund") else f"{read}({field})"
    return f"sum({value}) FILTER (WHERE once) OVER (PARTITION BY {_PRODUCT})"


FORMAT = Format(
    id="naver_stats_product",
    channel="naver",
    title=_("Naver SmartStore sales by product (상품성과)"),
    all_of=("상품ID", "결제상품수량"),
    fields={
        "large": ("상품카테고리(대)",),
        "middle": ("상품카테고리(중)",),
        "small": ("상품카테고리(소)",),
        "fine": ("상품카테고리(세)",),
        "product_name": ("상품명",),
        "product_id": ("상품ID",),
        "orders": ("결제수", "결제건수"),
        "quantity": ("결제상품수량",),
        "sales": ("결제금액",),
        "refunds": ("환불금액",),
        "refunded_quantity": ("환불수량", "환불상품수량"),
        "views": ("상품상세조회수", "상품상세 조회수"),
    },
    feeds={"large": "category", "middle": "category", "small": "category", "fine": "category"},
    unused=(
        "환불건수",
        "상품쿠폰합계",
        "주문쿠폰합계",
        "모바일비율(결제수)",
        "모바일비율(결제금액)",
        "상품상세조회대비결제율",
        "결제당결제금액",
        "결제상품수량당결제금액",
        "환불률",
    ),
    period=True,
    across={
        "once": f"""row_number() OVER (PARTITION BY {_PRODUCT}, product_name, large, middle, small,
          fine, orders, quantity, sales, refunds, refunded_quantity, views ORDER BY row_no) = 1""",
        **{f"whole_{name}": _whole("pieces", name) for name in _COUNTS},
        **{f"whole_{name}": _whole("money", name) for name in _MONEY},
        "one_name": f"max(words(product_name)) OVER (PARTITION BY {_PRODUCT})",
        "one_category": f"""max(nullif(concat_ws('>', words(large), words(middle), words(small), words(fine)), ''))
          OVER (PARTITION BY {_PRODUCT})""",
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
                **{name: f"whole_{name}" for name in (*_COUNTS, *_MONEY)},
            },
        ),
    ),
)
