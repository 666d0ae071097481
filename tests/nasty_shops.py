"""Merchants on the edges of what the contract allows: each has broken a metric somewhere before."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from tests.shops import AS_OF, TODAY, Shop, at, line, shop


def nasty() -> dict[str, Shop]:
    """Merchants on the edges of what the contract allows."""
    keys = {"channel": "naver", "order_id": "1", "line_id": "1"}
    return {
        "empty": shop(),
        "all_null": shop(
            merchants=[{"mail_order_registration": "  "}],
            order_lines=[{**keys, "ordered_at": at(3), "status": "paid"}],
            settlements=[{**keys, "kind": "goods", "settled_on": AS_OF - timedelta(days=2)}],
            listings=[{"channel": "naver", "product_id": "1", "observed_on": AS_OF - timedelta(days=2)}],
            reviews=[{"channel": "naver", "review_id": "1", "created_at": at(2)}],
            costs=[{"sku": "1", "valid_from": AS_OF - timedelta(days=9)}],
        ),
        "one_row": shop(order_lines=[line(1, "1")]),
        "today_and_later": shop(
            order_lines=[line(0, "1"), line(-5, "2")],
            reviews=[{"channel": "naver", "review_id": "1", "created_at": TODAY, "rating": 1.0}],
        ),
        "same_line_twice": shop(
            order_lines=[line(5, "1", line_id="1"), line(5, "1", line_id="2"), line(5, "2"), line(5, "2", line_id="x")]
        ),
        "zero_amounts": shop(
            order_lines=[line(n, str(n), amount=Decimal(0), quantity=0, discount=Decimal(0)) for n in range(1, 60)],
            settlements=[
                {**keys, "kind": "goods", "settled_on": AS_OF - timedelta(days=1), "gross": Decimal(0), "fee_sales": Decimal(0)}
            ],
            costs=[
                {
                    "sku": "1",
                    "valid_from": date(2020, 1, 1),
                    "unit_cost": Decimal(0),
                    "packaging_cost": Decimal(0),
                    "shipping_cost": Decimal(0),
                }
            ],
        ),
        "refund_before_sale": shop(
            order_lines=[
                line(10, "1", status="returned", cancelled_at=at(20)),
                line(10, "2", status="cancelled", cancelled_at=at(-3)),
            ],
            settlements=[
                {
                    **keys,
                    "kind": "goods",
                    "settled_on": AS_OF - timedelta(days=30),
                    "gross": Decimal(-10000),
                    "fee_sales": Decimal(-300),
                }
            ],
        ),
        "known_later": shop(
            order_lines=[
                line(4, str(n), ship_due_at=at(1), shipped_at=at(-1), promised_at=at(-1), delivered_at=at(-2), status="confirmed")
                for n in range(9)
            ]
        ),
        "only_dead": shop(order_lines=[line(n, str(n), status="cancelled") for n in range(1, 9)]),
        "month_end": shop(order_lines=[line(n, str(n), ordered_at=pd.Timestamp("2026-10-31 23:59:59.999999")) for n in range(3)]),
    }
