"""Shopify: what belongs to the order stands on its first row alone, with the shop's own zone behind each time."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.planted import Planted, Truth


def columns(text: str) -> list[str]:
    return text.split(" | ")


PERSON, EMAIL, PHONE, STREET = "Dokgo Narae", "narae@mail.example", "+82 10-5127-8834", "올레길 3391"

HEADERS = columns(
    "Name | Email | Financial Status | Paid at | Fulfillment Status | Fulfilled at | Accepts Marketing | Currency | "
    "Subtotal | Shipping | Taxes | Total | Discount Code | Discount Amount | Shipping Method | Created at | "
    "Lineitem quantity | Lineitem name | Lineitem price | Lineitem compare at price | Lineitem sku | "
    "Lineitem requires shipping | Lineitem taxable | Lineitem fulfillment status | Billing Name | Billing Phone | "
    "Shipping Name | Shipping Street | Shipping Address1 | Shipping City | Shipping Zip | Shipping Province | "
    "Shipping Country | Shipping Phone | Notes | Cancelled at | Payment Method | Refunded Amount | "
    "Outstanding Balance | Id | Tags | Risk Level | Source | Lineitem discount | Phone | Shipping Province Name"
)


@dataclass(frozen=True)
class Order:
    name: str
    lines: tuple[tuple[str, int, int], ...]
    """Name, price, pieces."""
    state: str = "paid"
    shipping: int = 3000
    discount: int = 0
    back: int = 0
    cancelled: bool = False
    currency: str = "KRW"
    sent: str = "fulfilled"
    later: "Order | None" = field(default=None, compare=False)

    @property
    def goods(self) -> int:
        return sum(price * pieces for _name, price, pieces in self.lines) - self.discount

    @property
    def dead(self) -> bool:
        return self.state in ("refunded", "voided") or self.cancelled

    @property
    def taken(self) -> bool:
        return self.state != "pending" and self.currency == "KRW"


SOAP, TEA, OIL = ("Soap - Mugwort", 8900, 2), ("Tea", 15000, 1), ("Camellia Oil", 27000, 1)
ORDERS = (
    Order("#1001", (SOAP, TEA)),
    Order("#1002", (TEA, OIL, ("Sticker", 1000, 3)), discount=5_000, state="partially_refunded", back=10_000),
    Order("#1003", (OIL,), state="refunded", back=30_000),
    Order("#1004", (SOAP, SOAP), shipping=0),  # the same variant in two lines
    Order("#1005", (TEA,), state="voided", sent="unfulfilled"),
    Order("#1006", (TEA, OIL), state="pending", sent="unfulfilled"),
    Order("#1007", (SOAP, OIL), currency="USD"),
    Order("#1008", (OIL, TEA), cancelled=True, state="partially_refunded", back=42_000),
    Order("#1009", (SOAP, TEA, OIL), sent="unfulfilled", discount=100),
)


def rows(order: Order) -> list[dict[str, str | int]]:
    made: list[dict[str, str | int]] = []
    for n, (name, price, pieces) in enumerate(order.lines):
        one: dict[str, str | int] = {
            "Name": order.name,
            "Email": EMAIL,
            "Created at": "2026-09-18 23:20:30 +0900",
            "Lineitem quantity": pieces,
            "Lineitem name": name,
            "Lineitem price": f"{price}.00",
            "Lineitem sku": f"S{price}",
            "Lineitem requires shipping": "true",
            "Lineitem fulfillment status": "fulfilled" if order.sent == "fulfilled" else "pending",
            "Lineitem discount": "0.00",
        }
        if n == 0:
            one |= {
                "Financial Status": order.state,
                "Fulfillment Status": order.sent,
                "Accepts Marketing": "no",
                "Currency": order.currency,
                "Paid at": "" if order.state == "pending" else "2026-09-18 23:21:00 +0900",
                "Subtotal": f"{order.goods}.00",
                "Fulfilled at": "2026-09-19 11:00:00 +0900" if order.sent == "fulfilled" else "",
                "Shipping": order.shipping,
                "Taxes": "0.00",
                "Total": order.goods + order.shipping,
                "Discount Amount": order.discount,
                "Billing Name": PERSON,
                "Shipping Name": PERSON,
                "Shipping Street": STREET,
                "Shipping Address1": STREET,
                "Shipping City": "서귀포시",
                "Shipping Zip": "'63591",
                "Shipping Province": "KR-49",
                "Shipping Country": "KR",
                "Shipping Phone": PHONE,
                "Cancelled at": "2026-09-20 09:00:00 +0900" if order.cancelled else "",
                "Refunded Amount": f"{order.back}.00",
                "Phone": PHONE,
                "Shipping Province Name": "Jeju",
            }
        made.append(one)
    return made


def export(made: Sequence[dict[str, str | int]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADERS)
    writer.writeheader()
    writer.writerows(made)
    return out.getvalue().encode()


def truth(orders: Sequence[Order]) -> Truth:
    live = [order for order in orders if order.taken and not order.dead]
    return Truth(
        lines=sum(len(order.lines) for order in live),
        dead=sum(len(order.lines) for order in orders if order.taken and order.dead),
        sales=sum(order.goods - order.back for order in live),
        shipping=sum(order.shipping for order in orders if order.taken),
        refunded=sum(order.back for order in live),
    )


def shops() -> list[Planted]:
    before = [Order(o.name, o.lines, "paid", o.shipping, o.discount, sent="unfulfilled") for o in ORDERS[:4]]
    late = [one for order in ORDERS for one in rows(order)]
    again = rows(ORDERS[1])
    files = {
        "orders_export_20260918.csv": export([one for order in before for one in rows(order)]),
        "orders_export_20260925.csv": export([*late, *again, late[1]]),  # an order again, and a single row again
    }
    refused = sum(len(order.lines) for order in ORDERS if not order.taken)
    return [
        Planted(
            "shopify: two exports",
            files,
            truth(ORDERS),
            dict.fromkeys(files, "shopify_order"),
            {"orders_export_20260918.csv": truth(before), "orders_export_20260925.csv": truth(ORDERS)},
            {"orders_export_20260925.csv": refused},
            persons=(PERSON, EMAIL, PHONE, STREET, "63591"),
        ),
    ]
