"""Naver SmartStore statistics 판매분석: one row per product and day."""

from data.mapping import Format, Output
from data.text import _

_COUNTS = ("orders", "quantity", "refunded_quantity")
_MONEY = ("sales", "refunds")
_PRODUCT = "coalesce(ident(product_id), words(product_name))"
_GROUP = f"PARTITION BY {_PRODUCT}, CAST(moment(first_day) AS DATE)"


def _read(field: str) -> str:
    value = f"money({field})" if field in _MONEY else f"pieces({field})"
    return f"abs({value})" if field.startswith("refund") else value


FORMAT = Format(
    id="naver_stats_sales",
    channel="naver",
    title=_("Naver SmartStore sales by day (판매분석)"),
    all_of=("채널상품번호", "판매금액(총)"),
    fields={
        "first_day": ("날짜", "일자"),
        "product_name": ("채널상품명",),
        "product_id": ("채널상품번호",),
        "orders": ("상품결제건수",),
        "quantity": ("결제상품수량",),
        "sales": ("판매금액(총)",),
        "refunds": ("환불금액",),
        "refunded_quantity": ("환불상품수량",),
    },
    unused=("환불건수", "판매금액(순)"),
    across={
        "once": f"""row_number() OVER (PARTITION BY {_PRODUCT}, first_day, product_name, orders,
          quantity, sales, refunds, refunded_quantity ORDER BY row_no) = 1""",
        # A product that was renamed on a day has a row per name.
        **{f"whole_{n}": f"sum({_read(n)}) FILTER (WHERE once) OVER ({_GROUP})" for n in (*_COUNTS, *_MONEY)},
        "one_name": f"max(words(product_name)) OVER ({_GROUP})",
    },
    outputs=(
        Output(
            "statistics",
            columns={
                "product_id": _PRODUCT,
                "last_day": "CAST(moment(first_day) AS DATE)",
                "product_name": "one_name",
                **{name: f"whole_{name}" for name in (*_COUNTS, *_MONEY)},
            },
        ),
    ),
)
