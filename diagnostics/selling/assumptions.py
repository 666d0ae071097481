"""What an order is reckoned with: price, costs, volume. Taken from the merchant's data, else assumed and named so; editable."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics.selling.facts import Facts
from diagnostics.selling.fees import BANDS, band_of
from diagnostics.selling.terms import ALIASES, BAND_NOTES, LABELS, NOUGHT, UNITS, Assumptions, Value, origin_note

__all__ = ["BAND_NOTES", "LABELS", "UNITS", "Assumptions", "Value", "keep", "kept", "origin_note", "settle"]

PRICE = Decimal(20_000)
PACKAGING = Decimal(500)
PARCEL = Decimal(3_000)
ORDERS_PER_MONTH = Decimal(30)
RETURN_RATE = Decimal("0.03")
RETURN_STRENGTH = Decimal(50)
DELIVERY_DAYS = 3

def settle(facts: Facts, given: Mapping[str, Any] | None = None) -> Assumptions:
    """The merchant's own numbers, with `given` ones in their place.

    `given` may hold the names of `LABELS` and "revenue_band"; None takes a name back to the merchant's own. Raises
    `InputProblem` for unknown names and impossible values.
    """
    given = named(given)
    costs = facts.costs
    # Orders that were given back whole, or typing errors, may leave a mean price that is none: then it is not known.
    basket = facts.basket if facts.basket is not None and 0 <= facts.basket.discount <= facts.basket.price != 0 else None
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
            Value(facts.listing_price, "listings", facts.listings)
            if facts.listing_price is not None and facts.listing_price > 0
            else Value(PRICE, "assumed")
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
    values["payment_fee_rate"] = values["advertising"] = values["buyer_age"] = Value(None, "unknown")
    band, band_from = _band(facts)
    depth = values["discount"].amount / values["price"].amount if values["price"].amount else NOUGHT  # type: ignore[operator]
    for name, value in given.items():
        if name == "revenue_band":
            band, band_from = known_band(value), "given"
        else:
            values[name] = Value(number_of(name, value), "given")
    if "price" in given and "discount" not in given:  # as deep as before
        values["discount"] = Value(values["price"].amount * depth, values["discount"].origin, values["discount"].n)  # type: ignore[operator]
    if values["discount"].amount > values["price"].amount:  # type: ignore[operator]
        raise InputProblem(_("The discount cannot be more than the price."))
    return Assumptions({name: values[name] for name in LABELS}, band, band_from, discount_fixed="discount" in given)


def named(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """Given numbers by their full names (see `ALIASES`), without those that are None."""
    return {ALIASES.get(name, name): value for name, value in (given or {}).items() if value is not None}


def number_of(name: str, value: Any) -> Decimal:
    """A number that somebody gave for `name`. Raises `InputProblem` for unknown names and impossible values."""
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
    if name == "buyer_age" and not 10 <= number <= 110:
        raise InputProblem(_("{name} is an age in years, such as 45."), name=name)
    if name in ("price", "orders_per_month", "pieces") and number == 0:
        raise InputProblem(_("{name} must be more than 0."), name=name)
    return number


def known_band(value: Any) -> str:
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
