"""The products of a merchant with what was sold, asked and paid for each: from orders, listings, planned products and costs.

A product is what carries the same code of the seller, on whatever channel; without a code, what carries the same name. A
parcel with several lines counts for each line in equal parts, so that the products together bear what the parcels cost.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import ibis

from data.contract import DEAD
from data.workspace import Tables
from diagnostics.selling.facts import WINDOW_DAYS, Facts, Settled
from diagnostics.selling.fee_groups import group_of, within
from diagnostics.selling.reading import newest_listings
from diagnostics.selling.settled import exact, records, settled_sums

Key = tuple[str, str]


@dataclass
class Product:
    """One product. Money in won; `price` and `discount` are the mean of a piece sold in the window, else as listed.

    `ids`: its number on each channel; `parcels`: how many parcels its pieces filled; `carriage`: shipping paid by buyers for
    them (None: no file says); `group` its fee group and `group_from` how it is known; `settled`: own settlements by channel.
    """

    title: str
    sku: str | None = None
    ids: dict[str, str] = field(default_factory=dict)
    group: str = ""
    group_from: str = "unknown"
    lines: int = 0
    returned: int = 0
    pieces: int = 0
    parcels: Decimal = Decimal(0)
    sales: Decimal = Decimal(0)
    discounts: Decimal = Decimal(0)
    carriage: Decimal | None = None
    listed: Decimal | None = None
    category: str | None = None
    costs: dict[str, Decimal] = field(default_factory=dict)
    settled: dict[str, Settled] = field(default_factory=dict)

    @property
    def product_id(self) -> str | None:
        """Its number on the first channel that has it, the seller's code where no channel has."""
        return next(iter(self.ids.values()), self.sku)

    @property
    def price(self) -> Decimal | None:
        """Before discounts, of a piece; None where it was neither sold nor listed with a price."""
        if self.pieces > 0 and self.sales > 0:
            return (self.sales + max(Decimal(0), self.discounts)) / self.pieces
        return self.listed

    @property
    def discount(self) -> Decimal:
        return max(Decimal(0), self.discounts) / self.pieces if self.pieces > 0 and self.sales > 0 else Decimal(0)


def _plain(text: object) -> str:
    return " ".join(str(text or "").split())


def read_products(tables: Tables, planned: Tables | None, facts: Facts) -> list[Product]:
    """The merchant's products, those with the largest sales first. `planned` holds the planned products as listings."""
    sold = _sold(tables)
    listed = newest_listings(tables)
    found: dict[Key, Product] = {}
    places: dict[tuple[str, str], list[Key]] = defaultdict(list)  # (channel, number) → its products

    def product(sku: str, number: str, name: str) -> tuple[Key, Product]:
        key = ("sku", sku) if sku else ("name", name) if name else ("number", number)
        return key, found.setdefault(key, Product(title=name or sku or number, sku=sku or None))

    codes = {(r["channel"], r["product_id"]): r["sku"] for r in listed if r["sku"]}
    titles = {(r["channel"], r["product_id"]): _plain(r["title"]) for r in listed}
    for row in sold:
        place = (row["channel"], row["product_id"] or "")
        name = titles.get(place) or _plain(row["product_name"])
        key, one = product(row["sku"] or codes.get(place) or "", place[1], name)
        _add_sales(one, row)
        if place[1]:
            one.ids.setdefault(*place)
            places[place].append(key)
    for row in [*listed, *(newest_listings(planned) if planned is not None else [])]:
        place = (row["channel"], row["product_id"])
        keys = places.get(place) or [product(row["sku"] or "", place[1], _plain(row["title"]))[0]]
        for key in dict.fromkeys(keys):
            _add_listing(found[key], row)
    _add_costs(found, tables)
    _add_settled(found, places, tables)
    for one in found.values():
        one.group, one.group_from = _group(one, facts)
    return sorted(found.values(), key=lambda p: (-p.sales, p.title, p.product_id or ""))


def _sold(tables: Tables) -> list[dict[str, Any]]:
    """Lines of the window per product and number of lines in their order, live ones and returned ones."""
    t = tables.order_lines
    age = ibis.date(tables.as_of.isoformat()).delta(t.ordered_at.date(), unit="day")
    t = t.mutate(live=~t.status.isin(DEAD), piece=ibis.coalesce(t.quantity, 1))
    t = t.mutate(paid=ibis.coalesce(t.amount, t.unit_price * t.piece))
    t = t.filter((age <= WINDOW_DAYS) & (t.live | (t.status == "returned")))
    order = ibis.window(group_by=[t.channel, t.order_id, t.live])
    t = t.mutate(together=t.count().over(order), carriage=t.shipping_fee.sum().over(order))
    found = t.group_by("channel", "product_id", "sku", "live", "together").aggregate(
        product_name=t.product_name.max(),
        lines=t.count(),
        pieces=t.piece.sum(),
        sales=t.paid.sum(),
        discounts=t.discount.sum(),
        carriage=t.carriage.sum(),
    )
    rows = records(found)
    return sorted(rows, key=lambda r: (-exact(r["sales"]), r["channel"], r["product_id"] or "", r["sku"] or "", r["together"]))


def _add_sales(one: Product, row: dict[str, Any]) -> None:
    if not row["live"]:
        one.returned += row["lines"]
        return
    one.lines += row["lines"]
    one.pieces += int(row["pieces"])
    one.parcels += Decimal(row["lines"]) / row["together"]
    one.sales += exact(row["sales"])
    one.discounts += exact(row["discounts"])
    if row["carriage"] is not None:
        one.carriage = (one.carriage or Decimal(0)) + exact(row["carriage"]) / row["together"]


def _add_listing(one: Product, row: dict[str, Any]) -> None:
    one.ids.setdefault(row["channel"], row["product_id"])
    if row["title"] and not one.lines:
        one.title = _plain(row["title"])
    if row["price"] and row["price"] > 0 and (one.listed is None or row["on_sale"] is not False):
        one.listed = exact(row["price"])
    if row["category"] and (one.category is None or group_of(one.category) is None):
        one.category = row["category"]
    one.sku = one.sku or row["sku"]


def _add_costs(found: dict[Key, Product], tables: Tables) -> None:
    """The newest cost of each product, found by code, number or name; costs of what is nowhere else are products too."""
    rows = records(tables.costs.select("sku", "valid_from", "unit_cost", "packaging_cost", "shipping_cost"))
    newest = {row["sku"]: row for row in sorted(rows, key=lambda r: r["valid_from"] or date.min)}
    used = set()
    for one in found.values():
        code = next((c for c in (one.sku, *one.ids.values(), one.title) if c in newest), None)
        if code is not None:
            used.add(code)
            one.costs = _costs(newest[code])
    for code in newest:
        if code not in used and not any(code in (p.sku, p.title) for p in found.values()):
            found["cost", code] = Product(title=_plain(code), sku=code, costs=_costs(newest[code]))


def _costs(row: dict[str, Any]) -> dict[str, Decimal]:
    return {n: exact(row[n]) for n in ("unit_cost", "packaging_cost", "shipping_cost") if row[n] is not None}


def _add_settled(found: dict[Key, Product], places: dict[tuple[str, str], list[Key]], tables: Tables) -> None:
    """Own settlements of the lines whose product is known; a number with several codes shares them."""
    line = ["channel", "order_id", "line_id"]
    lines = tables.order_lines.select(*line, "product_id").filter(tables.order_lines.product_id.notnull())
    goods = tables.settlements.filter(tables.settlements.kind == "goods")
    for (channel, number), sums in settled_sums(goods.inner_join(lines, line), "channel", "product_id").items():
        for key in dict.fromkeys(places.get((channel, number), ())):
            found[key].settled[channel] = sums


def _group(one: Product, facts: Facts) -> tuple[str, str]:
    """Fee group by the product's own category; else by its name where that is narrower than the industry; else as the shop's."""
    own = group_of(one.category) if one.category else None
    if own is not None:
        return own, "category"
    shop = facts.main_group
    named = group_of(one.title)
    if named is not None and (not shop or within(named, (shop,))):
        return named, "names"
    return (shop, facts.mix_from) if shop else ("", "unknown")
