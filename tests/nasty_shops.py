"""Merchants on the edges of what the contract allows: each has broken a metric somewhere before."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd

from tests.shops import AS_OF, TODAY, Shop, at, line, shop

HUGE = Decimal("9999999999999999.99")
"""The largest amount that the contract holds."""


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
        "no_listings": shop(order_lines=[line(3 * n, str(n), buyer_key=f"b{n % 7}", region="서울") for n in range(1, 120)]),
        "all_returned": shop(
            order_lines=[
                line(
                    n,
                    str(n),
                    status="returned",
                    claim_reason="defect" if n % 2 else None,
                    cancelled_at=at(n - 1),
                    shipped_at=at(n),
                    ship_due_at=at(n - 1),
                )
                for n in range(2, 90)
            ]
        ),
        "negative_amounts": shop(
            order_lines=[
                line(n, str(n), amount=Decimal(-500 * n), discount=Decimal(-100), shipping_fee=Decimal(-3000))
                for n in range(1, 100)
            ],
            settlements=[
                {
                    **keys,
                    "order_id": str(n),
                    "kind": "goods",
                    "settled_on": AS_OF - timedelta(days=n),
                    "gross": Decimal(-500),
                    "fee_sales": Decimal(-20),
                    "net": Decimal(-480),
                }
                for n in range(1, 100)
            ],
            listings=[
                {
                    "channel": c,
                    "product_id": "1",
                    "sku": "S",
                    "observed_on": AS_OF - timedelta(days=1),
                    "price": Decimal(-5),
                    "stock": -3,
                    "title": "배",
                }
                for c in ("naver", "coupang")
            ],
            costs=[
                {
                    "sku": "1",
                    "valid_from": date(2020, 1, 1),
                    "unit_cost": Decimal(-1),
                    "packaging_cost": Decimal(-1),
                    "shipping_cost": Decimal(-1),
                }
            ],
        ),
        "ten_years": shop(
            order_lines=[
                line(n, str(n), buyer_key=f"b{n % 50}", product_name=f"상품 {n % 40}", product_id=str(n % 40))
                for n in range(1, 3650, 3)
            ],
            reviews=[
                {"channel": "naver", "review_id": str(n), "order_id": str(n), "created_at": at(n - 1), "rating": float(1 + n % 5)}
                for n in range(1, 3650, 9)
            ],
        ),
        "one_product": shop(
            order_lines=[line(n, str(n), sku="S", ship_due_at=at(n - 1), shipped_at=at(n - 2)) for n in range(3, 300)],
            listings=[
                {"channel": "naver", "product_id": "1", "sku": "S", "observed_on": AS_OF - timedelta(days=1), "title": "배"},
                {"channel": "naver", "product_id": "2", "observed_on": AS_OF, "category": "과일>사과", "price": Decimal(1)},
                {"channel": "naver", "product_id": "3", "observed_on": AS_OF - timedelta(days=1), "category": "과일>사과",
                 "price": Decimal(9900)},
            ],
        ),
        "all_on_one_day": shop(
            order_lines=[line(40, str(n), buyer_key=f"b{n % 9}", region="부산") for n in range(80)],
            reviews=[{"channel": "naver", "review_id": str(n), "created_at": at(40), "rating": 5.0} for n in range(40)],
        ),
        "no_dates": shop(
            order_lines=[line(1, str(n), ordered_at=None) for n in range(20)],
            reviews=[{"channel": "naver", "review_id": "1", "created_at": None, "rating": 1.0}],
            settlements=[{**keys, "kind": "goods", "settled_on": None, "gross": Decimal(10)}],
        ),
        "one_review": shop(reviews=[{"channel": "naver", "review_id": "1", "created_at": at(3), "rating": 1.0}]),
        "huge_prices": shop(
            order_lines=[
                line(
                    n,
                    str(n),
                    amount=HUGE,
                    unit_price=HUGE,
                    discount=HUGE,
                    shipping_fee=HUGE,
                    quantity=10**6,
                    sku="S",
                    refunded=HUGE,
                )
                for n in range(1, 60)
            ],
            settlements=[
                {
                    **keys,
                    "order_id": str(n),
                    "kind": kind,
                    "settled_on": AS_OF - timedelta(days=1),
                    "gross": HUGE,
                    "fee_payment": HUGE,
                    "fee_sales": HUGE,
                    "fee_other": HUGE,
                    "net": HUGE,
                }
                for n in range(1, 60)
                for kind in ("goods", "shipping")
            ],
            listings=[
                {
                    "channel": c,
                    "product_id": "1",
                    "sku": "S",
                    "observed_on": AS_OF - timedelta(days=1),
                    "price": p,
                    "category": "과일>사과",
                    "list_price": HUGE,
                    "stock": 2**62,
                    "review_count": 2**62,
                    "title": "배",
                }
                for c, p in (("naver", HUGE), ("coupang", Decimal("0.01")))
            ],
            costs=[
                {"sku": "S", "valid_from": date(2020, 1, 1), "unit_cost": HUGE, "packaging_cost": HUGE, "shipping_cost": HUGE}
            ],
            statistics=[
                {
                    "channel": "naver",
                    "product_id": str(n),
                    "first_day": AS_OF - timedelta(days=30),
                    "last_day": AS_OF - timedelta(days=1),
                    "visitors": 2**61,
                    "orders": 2**61,
                }
                for n in range(3)
            ],
        ),
        "two_magnitudes": shop(
            order_lines=[
                line(
                    n,
                    str(n),
                    amount=Decimal("0.01") if n % 2 else Decimal("100000000000.00"),
                    discount=Decimal("0.01"),
                    channel="naver" if n % 2 else "coupang",
                    product_id=str(n % 2),
                )
                for n in range(1, 200)
            ]
        ),
        "only_settlements": shop(
            settlements=[
                {
                    **keys,
                    "order_id": str(n),
                    "kind": "goods",
                    "settled_on": AS_OF - timedelta(days=n),
                    "gross": Decimal(9000),
                    "fee_sales": Decimal(300),
                    "net": Decimal(8700),
                }
                for n in range(1, 80)
            ]
        ),
        "only_reviews": shop(
            reviews=[
                {"channel": "naver", "review_id": str(n), "created_at": at(n), "rating": float(1 + n % 5)} for n in range(1, 200)
            ]
        ),
        "only_statistics": shop(
            statistics=[
                {
                    "channel": "naver",
                    "product_id": str(n),
                    "first_day": AS_OF - timedelta(days=30),
                    "last_day": AS_OF - timedelta(days=1),
                    "visitors": 40 + n,
                    "orders": n % 3,
                }
                for n in range(30)
            ]
        ),
        "only_answers": shop(
            answers=[
                {"stage": "intake", "question_id": q, "value": "2", "answered_on": AS_OF - timedelta(days=2)}
                for q in ("hours", "device", "parcel", "margin_known")
            ]
        ),
        "only_costs": shop(costs=[{"sku": "1", "valid_from": date(2026, 1, 1), "unit_cost": Decimal(100)}]),
        "month_end": shop(order_lines=[line(n, str(n), ordered_at=pd.Timestamp("2026-10-31 23:59:59.999999")) for n in range(3)]),
    }
