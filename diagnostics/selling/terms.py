"""The numbers of an order or of a piece: what they are called, where each is from, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from data.errors import InputProblem
from data.text import _

NOUGHT = Decimal(0)

LABELS: Mapping[str, str] = {
    "price": _("Price of an order before discounts"),
    "discount": _("Seller's discount per order"),
    "unit_cost": _("Goods or making, per piece"),
    "pieces": _("Pieces per order"),
    "packaging_cost": _("Packaging per order"),
    "shipping_cost": _("What the carrier costs per order"),
    "shipping_paid": _("Shipping that the buyer pays"),
    "orders_per_month": _("Orders a month"),
    "return_rate": _("Share of orders that come back"),
    "own_link_share": _("Share of sales through your own link"),
    "payment_fee_rate": _("Payment fee where none is published, VAT included"),
    "advertising": _("Advertising for each one sold"),
    "buyer_age": _("Age of most buyers (years)"),
}
ALIASES: Mapping[str, str] = {"volume": "orders_per_month", "returns": "return_rate", "cost": "unit_cost", "ads": "advertising"}
"""Short names that mean the same."""
UNITS: Mapping[str, str] = {
    "pieces": "count",
    "orders_per_month": "count",
    "return_rate": "share",
    "own_link_share": "share",
    "payment_fee_rate": "share",
    "buyer_age": "count",
}

_FROM = {
    "orders": _("From the orders of the last 180 days"),
    "costs": _("From the costs that you entered"),
    "listings": _("From the product list: the middle price"),
    "given": _("Entered by you"),
    "assumed": _("Assumed: nothing is known yet"),
    "unknown": _("Not known"),
}


@dataclass(frozen=True)
class Value:
    """One number, where it is from ("orders", "costs", "listings", "given", "assumed", "unknown"); None: not known."""

    amount: Decimal | None
    origin: str
    n: int | None = None


@dataclass(frozen=True)
class Assumptions:
    """The numbers of an order and of a month. Money in won, shares 0..1. `band_from`: record, sales or assumed.

    `per_piece`: price, discount, cost and volume are those of one piece of a product, of which `pieces` go into a parcel.
    `rest_sales` and `rest_orders` are what else is sold there in a month (won, pieces) and bears the fixed fee too.
    `discount_fixed`: the discount stays as it is when the price changes; else it stays as deep as it is.
    """

    values: Mapping[str, Value]
    band: str
    band_from: str
    per_piece: bool = False
    rest_sales: Decimal = NOUGHT
    rest_orders: Decimal = NOUGHT
    discount_fixed: bool = False

    def __getitem__(self, name: str) -> Decimal:
        """The number; 0 where it is not known (ask `known` first where that matters)."""
        return self.values[name].amount or NOUGHT

    def known(self, name: str) -> bool:
        return self.values[name].amount is not None

    @property
    def paid(self) -> Decimal:
        """What the buyer pays for the goods of an order."""
        return self["price"] - self["discount"]

    @property
    def goods(self) -> Decimal | None:
        """Cost of the goods of an order."""
        if not self.known("unit_cost"):
            return None
        return self["unit_cost"] if self.per_piece else self["unit_cost"] * self["pieces"]

    def parcel(self, name: str) -> Decimal:
        """Something that is once per parcel, for what is reckoned with: an order, or the part of one piece."""
        return self[name] / self["pieces"] if self.per_piece and self["pieces"] else self[name]

    @property
    def month_sales(self) -> Decimal:
        """Sales of a month there, shipping apart, with what else is sold."""
        return self.paid * self["orders_per_month"] + self.rest_sales

    @property
    def month_orders(self) -> Decimal:
        return self["orders_per_month"] + self.rest_orders

    def repriced(self, price: Decimal) -> "Assumptions":
        """The same at another price. Raises `InputProblem` where a fixed discount is more than the price."""
        discount = self.values["discount"]
        before = self["price"]
        if not self.discount_fixed and before:
            discount = Value(price * (self["discount"] / before), discount.origin, discount.n)
        if (discount.amount or NOUGHT) > price:
            raise InputProblem(_("The discount cannot be more than the price."))
        return replace(self, values={**self.values, "price": Value(price, "given"), "discount": discount})

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(n for n in ("unit_cost",) if not self.known(n))

    @property
    def assumed(self) -> tuple[str, ...]:
        """Names of the numbers that stand in for what is not known (no own link is how a shop begins, not a guess)."""
        return tuple(name for name, value in self.values.items() if value.origin == "assumed" and name != "own_link_share")

    def to_json(self) -> dict[str, Any]:
        """name → {"value", "unit", "from", "label", "note", "n"}; texts as message ids."""
        found: dict[str, Any] = {
            name: {
                "value": None if v.amount is None else float(round(v.amount, 6)),
                "unit": UNITS.get(name, "won"),
                "from": v.origin,
                "label": {"text": LABELS[name], "params": {}},
                "note": {"text": _FROM[v.origin], "params": {}},
                "n": v.n,
            }
            for name, v in self.values.items()
        }
        found["revenue_band"] = {
            "value": self.band,
            "unit": "text",
            "from": self.band_from,
            "label": {"text": _("Band of yearly revenue (card law)"), "params": {}},
            "note": {"text": BAND_NOTES[self.band_from], "params": {}},
            "n": None,
        }
        return found


def origin_note(origin: str) -> str:
    """Where a number is from, as a message."""
    return _FROM[origin]


BAND_NOTES: Mapping[str, str] = {
    "record": _("Known from the shop record."),
    "sales": _("Estimated from the online sales that we see; sales in the shop would raise it."),
    "assumed": _("Not known: taken as 영세 (up to 300 million won a year)."),
    "given": _("Entered by you"),
}
