"""What an order is reckoned with: price, costs, volume. Taken from the merchant's data, else assumed and named so; editable."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics.selling.facts import Facts
from diagnostics.selling.fees import BANDS, band_of

PRICE = Decimal(20_000)
PACKAGING = Decimal(500)
PARCEL = Decimal(3_000)
ORDERS_PER_MONTH = Decimal(30)
RETURN_RATE = Decimal("0.03")
RETURN_STRENGTH = Decimal(50)
DELIVERY_DAYS = 3
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
}
UNITS: Mapping[str, str] = {
    "pieces": "count",
    "orders_per_month": "count",
    "return_rate": "share",
    "own_link_share": "share",
    "payment_fee_rate": "share",
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
    """The numbers of an order and of a month. Money in won, shares 0..1. `band_from`: record, sales or assumed."""

    values: Mapping[str, Value]
    band: str
    band_from: str

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
        return self["unit_cost"] * self["pieces"] if self.known("unit_cost") else None

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


BAND_NOTES: Mapping[str, str] = {
    "record": _("Known from the shop record."),
    "sales": _("Estimated from the online sales that we see; sales in the shop would raise it."),
    "assumed": _("Not known: taken as 영세 (up to 300 million won a year)."),
    "given": _("Entered by you"),
}


def settle(facts: Facts, given: Mapping[str, Any] | None = None) -> Assumptions:
    """The merchant's own numbers, with `given` ones in their place.

    `given` may hold the names of `LABELS` and "revenue_band"; None takes a name back to the merchant's own. Raises
    `InputProblem` for unknown names and impossible values.
    """
    basket, costs = facts.basket, facts.costs
    values: dict[str, Value] = {}
    if basket is not None:
        n = basket.orders
        values["price"] = Value(basket.price, "orders", n)
        values["discount"] = Value(basket.discount, "orders", n)
        values["pieces"] = Value(basket.pieces, "orders", n)
        shipping = basket.shipping_paid
        values["shipping_paid"] = Value(NOUGHT, "assumed") if shipping is None else Value(shipping, "orders", n)
        values["orders_per_month"] = Value(n / basket.months, "orders", n)
    else:
        values["price"] = (
            Value(PRICE, "assumed") if facts.listing_price is None else Value(facts.listing_price, "listings", facts.listings)
        )
        values["discount"] = Value(NOUGHT, "assumed")
        values["pieces"] = Value(Decimal(1), "assumed")
        values["shipping_paid"] = Value(NOUGHT, "assumed")
        values["orders_per_month"] = Value(ORDERS_PER_MONTH, "assumed")
    pieces = values["pieces"].amount
    values["unit_cost"] = Value(costs.goods / pieces, "costs") if costs.goods is not None and pieces else Value(None, "unknown")
    values["packaging_cost"] = Value(PACKAGING, "assumed") if costs.packaging is None else Value(costs.packaging, "costs")
    values["shipping_cost"] = Value(PARCEL, "assumed") if costs.shipping is None else Value(costs.shipping, "costs")
    rate = (facts.returned + RETURN_RATE * RETURN_STRENGTH) / (facts.lines + RETURN_STRENGTH)
    values["return_rate"] = Value(rate, "orders" if facts.lines else "assumed", facts.lines or None)
    values["own_link_share"] = Value(NOUGHT, "assumed")
    values["payment_fee_rate"] = Value(None, "unknown")
    band, band_from = _band(facts)
    depth = values["discount"].amount / values["price"].amount if values["price"].amount else NOUGHT  # type: ignore[operator]
    given = {name: value for name, value in (given or {}).items() if value is not None}
    for name, value in given.items():
        if name == "revenue_band":
            band, band_from = _known_band(value), "given"
        else:
            values[name] = Value(_number(name, value), "given")
    if "price" in given and "discount" not in given:  # as deep as before
        values["discount"] = Value(values["price"].amount * depth, values["discount"].origin, values["discount"].n)  # type: ignore[operator]
    if values["discount"].amount > values["price"].amount:  # type: ignore[operator]
        raise InputProblem(_("The discount cannot be more than the price."))
    return Assumptions({name: values[name] for name in LABELS}, band, band_from)


def _number(name: str, value: Any) -> Decimal:
    if name not in LABELS:
        raise InputProblem(
            _("There is no assumption {name}. Known are: {known}."), name=name, known=", ".join((*LABELS, "revenue_band"))
        )
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InputProblem(_("{value} is not a number for {name}."), value=value, name=name) from None
    if not number.is_finite() or number < 0:
        raise InputProblem(_("{name} must be a number of 0 or more."), name=name)
    if UNITS.get(name) == "share" and number > 1:
        raise InputProblem(_("{name} is a share: write 3 % as 0.03."), name=name)
    if name in ("price", "orders_per_month", "pieces") and number == 0:
        raise InputProblem(_("{name} must be more than 0."), name=name)
    return number


def _known_band(value: Any) -> str:
    if value not in BANDS:
        raise InputProblem(_("{value} is not a band. Choose one of {known}."), value=value, known=", ".join(BANDS))
    return str(value)


def _band(facts: Facts) -> tuple[str, str]:
    stated = facts.text("yearly_revenue_band").replace(" ", "")
    for band in BANDS:
        if stated.startswith(band):
            return band, "record"
    if facts.basket is not None:
        monthly = (facts.basket.price - facts.basket.discount) * facts.basket.orders / facts.basket.months
        return band_of(monthly * 12), "sales"
    return BANDS[0], "assumed"


def kept(workspace: Workspace, merchant_id: str) -> dict[str, Any]:
    """The numbers that somebody entered for this merchant: they hold on every page, in the report and on the command line."""
    found = workspace.setting(f"assumptions.{workspace.check(merchant_id)}") or {}
    return {name: value for name, value in found.items() if name in LABELS}


def keep(workspace: Workspace, merchant_id: str, numbers: Mapping[str, Any]) -> None:
    """Replace the entered numbers of this merchant; what is left out is taken from the data again."""
    workspace.save_setting(f"assumptions.{workspace.check(merchant_id)}", dict(numbers))
