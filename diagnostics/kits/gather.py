"""Reads what a kit needs of a shop, as of a day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import ibis.expr.types as ir

from data import master
from data.contract import DEAD
from data.workspace import Tables, Workspace
from diagnostics.kits import goods
from diagnostics.kits.shop import MOST, Product, Shop
from diagnostics.metrics.catalogue import NO_BRAND
from diagnostics.selling.assumptions import kept
from diagnostics.selling.product_facts import read_products
from diagnostics.selling.products import Shop as Selling
from diagnostics.selling.reading import read_facts

COLUMNS = (
    "channel",
    "product_id",
    "sku",
    "title",
    "brand",
    "maker",
    "category",
    "price",
    "stock",
    "on_sale",
    "origin",
    "notice_group",
    "notice",
    "certification",
    "shipping_fee",
    "return_fee",
    "weight_g",
    "image_count",
    "main_image_px",
    "option_count",
    "keywords",
)
Row = Mapping[str, Any]


def gather(workspace: Workspace, merchant_id: str, as_of: date | None = None) -> Shop:
    """The shop as of a day (default: all that is known). Products come from the listings, the shop's own product list, what was
    planned, the orders and the named costs."""
    own = _own_list(workspace, merchant_id, as_of)
    as_of = as_of or workspace.default_as_of(merchant_id)
    tables = workspace.tables(as_of, [merchant_id])
    facts = read_facts(tables, merchant_id)
    listed = _newest(tables)
    sold = _sold(tables)
    costs = _costs(tables)
    shown = workspace.tables(as_of, [merchant_id], planned=True)
    planned = [*own, *_newest(shown)]
    industry = facts.text("industry")
    products = _products(listed, planned, sold, costs, industry)
    selling = Selling(facts, tuple(read_products(tables, shown, facts)), kept(workspace, merchant_id))
    return Shop(merchant_id, as_of, facts.record, tuple(products[:MOST]), facts, selling)


def _records(expression: ir.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = expression.to_pyarrow().to_pylist()
    return found


def _newest(tables: Tables) -> list[dict[str, Any]]:
    """Each product of a channel as it was seen last."""
    t = tables.listings
    place = ibis.row_number().over(group_by=[t.channel, t.product_id], order_by=t.observed_on.desc())
    t = t.mutate(place=place)
    return _records(t.filter(t.place == 0).select(*COLUMNS).order_by("channel", "product_id"))


def _own_list(workspace: Workspace, merchant_id: str, as_of: date | None) -> list[dict[str, Any]]:
    """The products of the shop's own list in the columns of listings, those that stood in it before the day."""
    rows = [p for p in master.products(workspace, merchant_id) if as_of is None or p["changed_at"].date() < as_of]
    found = []
    for p in rows:
        row = {name: p.get(name) for name in COLUMNS if name not in ("channel", "product_id")}
        if isinstance(row["notice"], Mapping):
            row["notice"] = json.dumps(dict(row["notice"]), ensure_ascii=False)
        found.append(row)
    return found


def _sold(tables: Tables) -> list[dict[str, Any]]:
    """What sold within a year, per product: its name as last ordered, sales, pieces, last price."""
    t = tables.order_lines
    age = ibis.date(tables.as_of.isoformat()).delta(t.ordered_at.date(), unit="day")
    paid = ibis.coalesce(t.amount, t.unit_price * ibis.coalesce(t.quantity, 1))
    t = t.mutate(paid=paid).filter(~t.status.isin(DEAD) & (age <= 365))
    return _records(
        t.group_by("channel", "product_id", "sku")
        .aggregate(
            product_name=t.product_name.argmax(t.ordered_at),
            price=t.unit_price.argmax(t.ordered_at),
            sales=t.paid.sum(),
            pieces=ibis.coalesce(t.quantity, 1).sum(),
        )
        .order_by("channel", "product_id", "sku")
    )


def _costs(tables: Tables) -> dict[str, dict[str, Any]]:
    """The costs that hold now, by sku."""
    rows = _records(tables.costs.select("sku", "valid_from", "unit_cost", "packaging_cost", "shipping_cost"))
    return {r["sku"]: r for r in sorted(rows, key=lambda r: r["valid_from"] or date.min)}


def _products(
    listed: list[dict[str, Any]], planned: list[dict[str, Any]], sold: list[dict[str, Any]], costs: dict[str, Any], industry: str
) -> list[Product]:
    sums: dict[tuple[str, str], list[Any]] = {}
    for row in sold:
        entry = sums.setdefault((row["channel"], row["product_id"] or row["product_name"] or ""), [Decimal(0), 0, row])
        entry[0] += row["sales"] or Decimal(0)
        entry[1] += int(row["pieces"] or 0)
    known = {(r["channel"], r["product_id"]) for r in listed}
    rows: list[tuple[Row, Decimal, int]] = []
    for r in listed:
        sales, pieces, _row = sums.get((r["channel"], r["product_id"]), (Decimal(0), 0, None))
        rows.append((r, sales, pieces))
    rows += [(r, Decimal(0), 0) for r in planned]
    for (channel, product), (sales, pieces, row) in sums.items():
        if (channel, product) not in known:
            rows.append(({**row, "title": row["product_name"], "on_sale": True}, sales, pieces))
    brands = {_brand(r.get("brand")) for r, _sales, _pieces in rows} - {""}
    rows = [(_branded(r, brands), sales, pieces) for r, sales, pieces in rows]
    made = _merged(rows, costs, industry)
    named = {p.sku for p in made} | {p.title for p in made} | {p.product_id for p in made}
    for sku, cost in costs.items():
        if sku not in named and _is_name(sku):
            made.append(_product({"title": sku, "sku": sku}, cost, industry, Decimal(0), 0))
    return sorted(made, key=lambda p: (-p.sales, -(p.price or 0), p.title))


def _merged(rows: Iterable[tuple[Row, Decimal, int]], costs: Mapping[str, Row], industry: str) -> list[Product]:
    """One product for the same goods on several channels: by the seller's own code, else by the title."""
    together: dict[str, list[tuple[Row, Decimal, int]]] = {}
    for row, sales, pieces in rows:
        title = " ".join(str(row.get("title") or "").split())
        if title:
            together.setdefault(str(row.get("sku") or "") or title.lower(), []).append((row, sales, pieces))
    found = []
    for same in together.values():
        same.sort(key=lambda x: (not x[0].get("on_sale"), -x[1]))
        # What one channel's file leaves out another may tell.
        row = {**{k: v for r, _s, _p in reversed(same) for k, v in r.items() if v is not None}, **_told(same[0][0])}
        cost = costs.get(row.get("sku") or "") or costs.get(row.get("product_id") or "") or costs.get(row["title"]) or {}
        sales, pieces = sum((s for _r, s, _p in same), Decimal(0)), sum(p for _r, _s, p in same)
        product = _product(row, cost, industry, sales, pieces)
        places = {str(r.get("channel") or ""): _won(r.get("price")) for r, _s, _p in same if r.get("channel")}
        found.append(_with_places(product, places))
    return found


def _told(row: Row) -> dict[str, Any]:
    return {k: v for k, v in row.items() if v is not None}


def _branded(row: Row, brands: set[str]) -> Row:
    """A product without a brand field whose title begins with a brand of the shop is of that brand."""
    title = " ".join(str(row.get("title") or "").split())
    named = next((b for b in sorted(brands, key=len, reverse=True) if b in title), None)
    return row if _brand(row.get("brand")) or named is None else {**row, "brand": named}


def _with_places(product: Product, places: Mapping[str, int | None]) -> Product:
    return replace(product, places=tuple(places.items()))


def _product(row: Row, cost: Row, industry: str, sales: Decimal, pieces: int) -> Product:
    title = " ".join(str(row["title"]).split())
    category = row.get("category") or ""
    group, origin = goods.notice_group(row.get("notice_group"), category, title, industry)
    return Product(
        title=title,
        channel=row.get("channel") or "",
        product_id=row.get("product_id") or "",
        sku=row.get("sku") or "",
        brand=_brand(row.get("brand")),
        price=_won(row.get("price")),
        origin=" ".join(str(row.get("origin") or "").split()),
        weight_g=row.get("weight_g"),
        stock=row.get("stock"),
        group=group,
        group_from=origin,
        kind=goods.goods_of(group, f"{title} {category} {industry}"),
        unit_cost=cost.get("unit_cost"),
        packaging_cost=cost.get("packaging_cost"),
        shipping_cost=cost.get("shipping_cost"),
        sales=sales,
        pieces=pieces,
        row={**row, "title": title, "notice_group": group},
    )


def _brand(text: Any) -> str:
    brand = " ".join(str(text or "").split())
    return "" if "".join(c for c in brand.lower() if c.isalnum()) in NO_BRAND else brand


def _won(amount: Any) -> int | None:
    """A price in whole won; nought is no price."""
    return round(amount) if amount else None


def _is_name(sku: str) -> bool:
    """Whether a code of the cost table is a name that a person would say."""
    return sum("가" <= c <= "힣" for c in sku) >= 2
