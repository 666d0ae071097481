"""The numbers that one piece of a product is reckoned with: its own price, cost and volume, else those of the shop."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from diagnostics.selling.assumptions import RETURN_STRENGTH, named, number_of, settle
from diagnostics.selling.facts import Facts
from diagnostics.selling.product_facts import Product
from diagnostics.selling.terms import LABELS, NOUGHT, Assumptions, Value

OF_THE_SHOP = (
    "packaging_cost",
    "shipping_cost",
    "shipping_paid",
    "return_rate",
    "own_link_share",
    "payment_fee_rate",
    "advertising",
    "revenue_band",
)
"""Entered for the shop, these hold for each product; price, discount, cost, pieces and volume are a product's own."""


def settle_piece(
    product: Product, every: Sequence[Product], facts: Facts, entered: Mapping[str, Any], given: Mapping[str, Any]
) -> Assumptions:
    """The numbers of a piece. `given` wins over all, `entered` ones of the shop over what is known of it as a whole; where
    `every` holds no other product, what was entered is this one's."""
    only = len(every) == 1
    shop = {**{n: v for n, v in entered.items() if n in OF_THE_SHOP or only}, **named(given)}
    whole = settle(facts, {n: v for n, v in shop.items() if n in OF_THE_SHOP})
    stated = {name: Value(number_of(name, value), "given") for name, value in shop.items() if name not in OF_THE_SHOP}
    values = {**_own(product, facts, whole), **stated}
    price, discount = values["price"].amount or NOUGHT, values["discount"].amount or NOUGHT
    if "price" in shop and "discount" not in shop and product.price:
        discount = price * product.discount / product.price  # as deep as before
    values["discount"] = replace(values["discount"], amount=min(discount, price))
    rest_sales, rest_pieces = _rest(product, every, facts)
    return Assumptions(
        {name: values[name] for name in LABELS},
        whole.band,
        whole.band_from,
        per_piece=True,
        rest_sales=rest_sales,
        rest_orders=rest_pieces,
        discount_fixed="discount" in shop,
    )


def _own(product: Product, facts: Facts, whole: Assumptions) -> dict[str, Value]:
    """What is known of the product itself; where nothing is, what holds for the shop as a whole."""
    values = dict(whole.values)
    n = product.lines or None
    sold = product.pieces > 0 and product.sales > 0
    if product.price:
        values["price"] = Value(product.price, "orders" if sold else "listings", n if sold else None)
    else:
        values["price"] = Value(whole["price"], "assumed")
    values["discount"] = Value(product.discount, "orders", n) if sold else Value(NOUGHT, "assumed")
    together = Decimal(product.pieces) / product.parcels if product.parcels and product.pieces > 0 else None
    values["pieces"] = Value(Decimal(1), "assumed") if together is None else Value(together, "orders", n)
    if product.carriage is not None and product.parcels and whole.values["shipping_paid"].origin != "given":
        values["shipping_paid"] = Value(product.carriage / product.parcels, "orders", n)
    if facts.basket is not None:
        values["orders_per_month"] = Value(Decimal(max(0, product.pieces)) / facts.basket.months, "orders", n)
    for name in ("unit_cost", "packaging_cost", "shipping_cost"):
        if name in product.costs and whole.values[name].origin != "given":
            values[name] = Value(product.costs[name], "costs")
        elif name == "unit_cost":
            values[name] = Value(None, "unknown")
    rate = whole.values["return_rate"]
    lines = product.lines + product.returned
    if lines and rate.origin != "given":  # few lines are drawn toward the shop's own share
        own = (product.returned + whole["return_rate"] * RETURN_STRENGTH) / (lines + RETURN_STRENGTH)
        values["return_rate"] = Value(own, "orders", lines)
    return values


def _rest(product: Product, every: Sequence[Product], facts: Facts) -> tuple[Decimal, Decimal]:
    """Sales and pieces of a month of all other products."""
    if facts.basket is None:
        return NOUGHT, NOUGHT
    others = [p for p in every if p is not product and p.sales > 0 and p.pieces > 0]
    sales, pieces = sum((p.sales for p in others), NOUGHT), sum(p.pieces for p in others)
    return sales / facts.basket.months, pieces / facts.basket.months
