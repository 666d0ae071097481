"""Small shops for the tests of channels: rows put into a store as they are."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.store import Store
from data.workspace import Workspace

MERCHANT = "m1"
DAY = date(2026, 11, 1)
"""First day that is not known any more."""


def shop(path: Path, **record: Any) -> Workspace:
    """A store with one merchant and nothing else."""
    workspace = Workspace(Store.open(path / "store.duckdb"))
    workspace.save_merchant(MERCHANT, **record)
    return workspace


def put(workspace: Workspace, table: str, *rows: dict[str, Any]) -> None:
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        row = {"merchant_id": MERCHANT, **row}
        groups.setdefault(tuple(row), []).append(row)
    with workspace.store.transaction() as cursor:
        for names, group in groups.items():
            marks = ", ".join(f"({', '.join('?' * len(names))})" for _row in group)
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES {marks}", [v for row in group for v in row.values()]
            )


def order(
    number: int, price: int, *, channel: str = "naver", day: datetime | None = None, **more: Any
) -> dict[str, Any]:
    """An order with one line of one piece, ten days before `DAY` unless told."""
    return {
        "channel": channel,
        "order_id": f"{channel}-{number}",
        "line_id": f"{channel}-{number}-1",
        "ordered_at": day or datetime(2026, 10, 22, 12),
        "product_id": "p1",
        "sku": "s1",
        "product_name": "매실청 1kg",
        "quantity": 1,
        "unit_price": price,
        "amount": price,
        "status": "delivered",
        **more,
    }


def cost(unit: int, packaging: int | None = None, parcel: int | None = None, sku: str = "s1") -> dict[str, Any]:
    return {
        "sku": sku,
        "valid_from": date(2026, 1, 1),
        "unit_cost": unit,
        "packaging_cost": packaging,
        "shipping_cost": parcel,
    }


def by_channel(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {c["channel"]: c for c in found}
