"""Made-up merchants as plain frames: pleasant ones drawn at random (the nasty ones are in `nasty_shops`)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from data import contract
from data.store import Store

AS_OF = date(2026, 11, 1)
TODAY = pd.Timestamp(AS_OF)
Shop = dict[str, pd.DataFrame]
_GOODS = ("사과 즙 🍎", "배", "감말랭이 'O''Brien'", "귤\u200b청", "밤")


def frame(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows of a canonical table; columns that no row names are empty."""
    return pd.DataFrame(rows, columns=list(contract.TABLES[table].names), dtype=object)


def shop(**rows: list[dict[str, Any]]) -> Shop:
    return {name: frame(name, rows.get(name, [])) for name in contract.TABLES}


def at(age: float) -> pd.Timestamp:
    """The moment `age` days before the day of the diagnosis, at ten in the morning of its day."""
    return TODAY - pd.Timedelta(days=int(age)) + pd.Timedelta(hours=10)


def line(age: int, order: str, **more: Any) -> dict[str, Any]:
    return {
        "channel": "naver",
        "order_id": order,
        "line_id": "1",
        "ordered_at": at(age),
        "status": "confirmed",
        "quantity": 1,
        "amount": Decimal("10000"),
        "product_id": "1",
        "product_name": "배",
    } | more


def random_shop(seed: int, orders: int = 400) -> Shop:
    """A shop of two years with everything: three channels, claims, gaps, missing values, refunds."""
    rng = np.random.default_rng(seed)
    lines, settlements, reviews = [], [], []
    for number in range(orders):
        age, channel = int(rng.integers(1, 730)), str(rng.choice(["naver", "coupang", "cafe24"], p=[0.6, 0.3, 0.1]))
        buyer = None if rng.random() < 0.1 else f"b{rng.integers(0, orders // 3)}"
        if lines and rng.random() < 0.05:  # the same buyer once more on the same day
            buyer, age, channel = (
                lines[-1]["buyer_key"],
                int((TODAY - lines[-1]["ordered_at"].normalize()).days),
                lines[-1]["channel"],
            )
        for part in range(int(rng.integers(1, 4))):
            good = int(rng.integers(0, len(_GOODS)))
            quantity = int(rng.integers(1, 4))
            discount = Decimal(int(rng.integers(0, 3))) * 500
            status = str(
                rng.choice(["confirmed", "shipping", "cancelled", "returned", "exchanged"], p=[0.7, 0.15, 0.07, 0.05, 0.03])
            )
            shipped = at(age) + pd.Timedelta(hours=float(rng.integers(-5, 200)))
            delivered = shipped + pd.Timedelta(hours=float(rng.integers(10, 120)))
            lines.append(
                {
                    "channel": channel,
                    "order_id": f"{channel}{number}",
                    "line_id": str(part + 1),
                    "ordered_at": at(age),
                    "paid_at": at(age) + pd.Timedelta(minutes=int(rng.integers(0, 90))) if rng.random() < 0.9 else None,
                    "ship_due_at": at(age) + pd.Timedelta(days=int(rng.integers(1, 5))) if rng.random() < 0.9 else None,
                    "promised_at": at(age) + pd.Timedelta(days=int(rng.integers(2, 8))) if rng.random() < 0.9 else None,
                    "shipped_at": shipped if channel != "cafe24" and rng.random() < 0.9 else None,
                    "delivered_at": delivered if channel == "naver" and rng.random() < 0.85 else None,
                    "confirmed_at": delivered + pd.Timedelta(days=7) if rng.random() < 0.5 else None,
                    "product_id": f"{channel}-{good}",
                    "sku": f"S{good}" if rng.random() < 0.8 else None,
                    "product_name": _GOODS[good],
                    "quantity": quantity,
                    "amount": Decimal(8000 + 1000 * good) * quantity - discount,
                    "discount": discount if channel == "naver" else None,
                    "status": status,
                    "claim_reason": str(rng.choice(list(contract.CLAIM_REASONS)))
                    if status in (*contract.DEAD, "exchanged") and rng.random() < 0.8
                    else None,
                    "shipping_fee": Decimal(3000) if part == 0 and rng.random() < 0.6 else Decimal(0),
                    "buyer_key": buyer,
                    "region": str(rng.choice(["서울", "경기", "제주"])) if rng.random() < 0.9 else None,
                }
            )
            if status not in contract.DEAD and rng.random() < 0.8:
                gross = lines[-1]["amount"]
                item = {
                    "channel": channel,
                    "order_id": f"{channel}{number}",
                    "line_id": str(part + 1),
                    "kind": "goods",
                    "settled_on": AS_OF - timedelta(days=age - int(rng.integers(3, 60))),
                    "gross": gross,
                    "fee_payment": (gross * Decimal("0.02")).quantize(Decimal("0.01")),
                    "fee_sales": (gross * Decimal(str(rng.choice(["0.01", "0.03003", "0.11"])))).quantize(Decimal("0.01")),
                    "fee_other": None if rng.random() < 0.5 else Decimal(0),
                }
                settlements.append(item)
                if part == 0:
                    settlements.append(
                        item
                        | {
                            "line_id": f"S{number}",
                            "kind": "shipping",
                            "gross": Decimal(3000),
                            "fee_payment": Decimal(60),
                            "fee_sales": None,
                        }
                    )
                if rng.random() < 0.05:
                    settlements.append(
                        {k: -v if isinstance(v, Decimal) else v for k, v in item.items()}
                        | {"settled_on": item["settled_on"] + timedelta(days=1)}
                    )
            if rng.random() < 0.4:
                reviews.append(
                    {
                        "channel": channel,
                        "review_id": f"r{number}-{part}",
                        "order_id": f"{channel}{number}",
                        "product_id": f"{channel}-{good}" if rng.random() < 0.9 else None,
                        "created_at": at(max(age - 10, 1)),
                        "rating": float(rng.integers(1, 6)) if rng.random() < 0.95 else None,
                    }
                )
    listings = [
        {
            "channel": c,
            "product_id": f"{c}-{g}",
            "observed_on": AS_OF - timedelta(days=day),
            "sku": f"S{g}" if g != 4 else None,
            "title": _GOODS[g],
            "brand": ["햇살 과수원", "햇살과수원", "없음", None, "햇살과수원"][g],
            "on_sale": None if g == 3 else bool(rng.random() < 0.9),
            "category": f" 과일>{'사과' if g < 3 else '견과'}" if g != 4 else None,
            "price": Decimal((9000 + 1000 * g) * (3 if g == 2 and seed else 1) + (2000 if c == "coupang" and g == 1 else 0)),
            "stock": int(rng.integers(0, 3)),
            "review_count": int(rng.integers(0, 40)) if g == 0 else None,
        }
        for c in ("naver", "coupang", "idus")
        for g in range(5)
        for day in (1, 40)
    ]
    costs = [
        {
            "sku": key,
            "valid_from": AS_OF - timedelta(days=day),
            "unit_cost": Decimal(7000 + day if key == "S0" else 4000 + day),
            "packaging_cost": Decimal(300),
            "shipping_cost": Decimal(2500) if key != "S2" else None,
        }
        for key in ("S0", "S1", "S2", "naver-3")
        for day in (700, 100)
    ]
    statistics = [
        {
            "channel": channel,
            "product_id": f"{channel}-{good}",
            "product_name": _GOODS[good] if good else None,
            "first_day": AS_OF - timedelta(days=last + length - 1),
            "last_day": AS_OF - timedelta(days=last),
            "visitors": int(rng.integers(0, 400)) if rng.random() < 0.9 else None,
            "orders": int(rng.integers(0, 9)) if rng.random() < 0.9 else None,
        }
        for channel in ("naver", "coupang")
        for length, last in ((30, 1), (30, 31), (30, 20), (7, 1), (7, 8), (30, 100))
        for good in range(4)
    ]
    return shop(
        merchants=[{"mail_order_registration": "제2024-서울마포-0123호"}],
        order_lines=lines,
        settlements=settlements,
        reviews=reviews,
        listings=listings,
        costs=costs,
        statistics=statistics,
    )


def known(shop: Shop) -> Shop:
    """The shop as known before the day, cut off in pandas."""
    found = {}
    for name, table in contract.TABLES.items():
        t = shop[name].copy()
        for column in table.times:
            t[column] = pd.to_datetime(t[column])
        if name == "order_lines":
            undone = t.status.isin(contract.DEAD) & (t.cancelled_at >= TODAY)
            t.loc[undone, "status"] = "paid"
            t.loc[undone, "claim_reason"] = None
        if table.dated_by:
            t = t[t[table.dated_by] < TODAY]
        for column in table.times:
            t[column] = t[column].where(t[column] < TODAY)
        found[name] = t.reset_index(drop=True)
    return found


def load(store: Store, shops: dict[str, Shop]) -> None:
    """Put shops into the store under their names."""
    with store.transaction() as cursor:
        for name, table in contract.TABLES.items():
            rows = []
            for merchant, one in shops.items():
                part = one[name]
                if name == "merchants":
                    part = part if len(part) else frame(name, [{}])
                rows += (
                    part.assign(merchant_id=merchant)[list(table.names)]
                    .astype(object)
                    .where(lambda t: t.notna(), None)
                    .to_numpy()
                    .tolist()
                )
            if rows:
                columns = [list(c) for c in zip(*rows, strict=True)]
                marks = ", ".join(f"unnest(?::{c.sql}[])" for c in table.columns)
                cursor.execute(f"INSERT INTO {name} ({', '.join(table.names)}) SELECT {marks}", columns)
