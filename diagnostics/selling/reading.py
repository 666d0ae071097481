"""Reads the facts about a merchant that decide where to sell, as of a day, from the canonical tables.

A handful of queries, however many order lines there are. Sums are taken over decimals and whole numbers.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import ibis

from data.contract import DEAD
from data.errors import InputProblem
from data.text import _
from data.workspace import Tables, Workspace
from diagnostics.selling.facts import MONTH, WINDOW_DAYS, Basket, Costs, Facts, Use
from diagnostics.selling.fee_groups import is_handmade
from diagnostics.selling.mix import mix_of
from diagnostics.selling.settled import exact, records, settled_sums

ENOUGH_COSTED = Decimal("0.5")
"""Goods costs are taken from the known products where these make at least this share of the sales."""


def opened(workspace: Workspace, merchant_id: str, as_of: date | None) -> Tables:
    """The tables of one merchant as known before a day (default: the day after the newest evidence).

    Raises `InputProblem` for an unknown merchant, `AccessDenied` for somebody else's.
    """
    if not workspace.has(merchant_id):
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    return workspace.tables(as_of or workspace.default_as_of(merchant_id), [merchant_id])


def facts_of(workspace: Workspace, merchant_id: str, as_of: date | None = None) -> Facts:
    """The facts of a merchant as of a day. Raises as `opened`."""
    return read_facts(opened(workspace, merchant_id, as_of), merchant_id)


def read_facts(tables: Tables, merchant_id: str) -> Facts:
    """The facts of one merchant; `tables` must hold that merchant."""
    sold = _sold(tables)
    costs = records(tables.costs.select("sku", "valid_from", "unit_cost", "packaging_cost", "shipping_cost"))
    listings = newest_listings(tables)
    record = next(iter(records(tables.merchants)), {})
    channels = _channels(tables)
    mix, mix_from = mix_of(sold, listings, str(record.get("industry") or ""))
    images = [r["image_count"] for r in listings if r["image_count"] is not None]
    stocks = [r["stock"] for r in listings if r["stock"] is not None]
    weights = sorted(exact(r["weight_g"]) for r in listings if r["weight_g"])
    prices = sorted(exact(r["price"]) for r in listings if r["price"] and r["on_sale"] is not False)
    words = [
        str(record.get("industry") or ""),
        *(str(r["title"] or r["category"] or "") for r in listings),
        *(str(r["product_name"] or "") for r in sold),
    ]
    basket = _basket(channels)
    return Facts(
        merchant_id=merchant_id,
        as_of=tables.as_of,
        record=record,
        answers=_answers(tables),
        used={c["channel"]: Use(c["orders"], exact(c["sales"]), c["last_age"]) for c in channels if c["orders_365"]},
        listed=frozenset(r["channel"] for r in listings),
        basket=basket,
        costs=_costs(sold, costs, basket),
        returned=sum(c["returned"] for c in channels),
        lines=sum(c["lines"] for c in channels),
        orders_365=sum(c["orders_365"] for c in channels),
        settled=settled_sums(tables.settlements, "channel"),
        mix=mix,
        mix_from=mix_from,
        listing_price=prices[len(prices) // 2] if prices else None,
        listings=len(listings),
        most_images=max(images, default=None),
        with_notice=sum(r["noticed"] for r in listings),
        in_stock=sum(stocks) if stocks else None,
        weight_g=weights[len(weights) // 2] if weights else None,
        handmade=_mostly(is_handmade(w) for w in words if w),
        confirm_days={c["channel"]: (c["confirm_waits"] // c["confirmed"], c["confirmed"]) for c in channels if c["confirmed"]},
    )


def _mostly(flags: Iterable[bool]) -> bool:
    found = list(flags)
    return bool(found) and 2 * sum(found) >= len(found)


def _channels(tables: Tables) -> list[dict[str, Any]]:
    """Per channel: what sold in the window, returns, orders of a year, and how fast buyers confirm."""
    t = tables.order_lines
    age = ibis.date(tables.as_of.isoformat()).delta(t.ordered_at.date(), unit="day")
    t = t.mutate(age=age, live=~t.status.isin(DEAD), piece=ibis.coalesce(t.quantity, 1))
    recent, paid = t.live & (t.age <= WINDOW_DAYS), ibis.coalesce(t.amount, t.unit_price * ibis.coalesce(t.quantity, 1))
    # Buyers of the newest orders who have not confirmed yet would make the others look fast: leave 45 days.
    settled = t.live & t.confirmed_at.notnull() & t.delivered_at.notnull() & (t.age > 45) & (t.age <= 365)
    waited = t.confirmed_at.date().delta(t.delivered_at.date(), unit="day")
    found = (
        t.group_by("channel")
        .aggregate(
            orders=t.order_id.nunique(where=recent),
            sales=paid.sum(where=recent),
            discount=t.discount.sum(where=recent),
            shipping=t.shipping_fee.sum(where=recent),
            pieces=t.piece.sum(where=recent),
            first_age=t.age.max(where=t.live),
            last_age=t.age.min(where=t.live),
            returned=((t.status == "returned") & (t.age <= WINDOW_DAYS)).sum(),
            lines=(recent | ((t.status == "returned") & (t.age <= WINDOW_DAYS))).sum(),
            orders_365=t.order_id.nunique(where=t.live & (t.age <= 365)),
            confirmed=settled.sum(),
            confirm_waits=waited.sum(where=settled),
        )
        .order_by("channel")
    )
    rows = records(found)
    for row in rows:
        for name in ("orders", "returned", "lines", "orders_365", "confirmed", "confirm_waits", "pieces", "first_age"):
            row[name] = int(row[name] or 0)
    return rows


def _basket(channels: list[dict[str, Any]]) -> Basket | None:
    orders = sum(c["orders"] for c in channels)
    sales = sum((exact(c["sales"]) for c in channels), Decimal(0))
    if not orders or sales <= 0:
        return None
    discount = max(Decimal(0), sum((exact(c["discount"]) for c in channels), Decimal(0)))
    shipping = [exact(c["shipping"]) for c in channels if c["shipping"] is not None]
    days = min(max(c["first_age"] for c in channels), WINDOW_DAYS)
    return Basket(
        orders=orders,
        months=Decimal(1) if days <= 31 else Decimal(days) / MONTH,
        price=(sales + discount) / orders,
        discount=discount / orders,
        shipping_paid=sum(shipping, Decimal(0)) / orders if shipping else None,
        pieces=Decimal(sum(c["pieces"] for c in channels)) / orders,
    )


def _sold(tables: Tables) -> list[dict[str, Any]]:
    """Products of the window: sales, pieces and lines."""
    t = tables.order_lines
    age = ibis.date(tables.as_of.isoformat()).delta(t.ordered_at.date(), unit="day")
    t = t.mutate(paid=ibis.coalesce(t.amount, t.unit_price * ibis.coalesce(t.quantity, 1)), piece=ibis.coalesce(t.quantity, 1))
    t = t.filter(~t.status.isin(DEAD) & (age <= WINDOW_DAYS))
    grouped = t.group_by("channel", "product_id", "sku").aggregate(
        product_name=t.product_name.max(), sales=t.paid.sum(), pieces=t.piece.sum(), lines=t.count()
    )
    return records(grouped.order_by("channel", "product_id", "sku"))


def newest_listings(tables: Tables) -> list[dict[str, Any]]:
    """Each product of a channel in its newest observation."""
    t = tables.listings
    place = ibis.row_number().over(group_by=[t.channel, t.product_id], order_by=t.observed_on.desc())
    t = t.mutate(place=place, noticed=(t.notice.notnull() & (t.notice.length() > 2)).cast("int64"))
    t = t.filter(t.place == 0)
    t = t.select(
        "channel", "product_id", "sku", "title", "category", "price", "stock", "on_sale", "image_count", "weight_g", "noticed"
    ).order_by("channel", "product_id")
    return records(t)


def _costs(sold: list[dict[str, Any]], rows: list[dict[str, Any]], basket: Basket | None) -> Costs:
    """Costs of the mean order: goods by product, packaging and parcel as the mean over the sold lines."""
    newest: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda r: r["valid_from"] or date.min):
        newest[row["sku"]] = row
    if basket is None:  # nothing sold yet: the mean of the entered costs, one piece per order

        def mean(column: str) -> Decimal | None:
            known = [exact(r[column]) for r in newest.values() if r[column] is not None]
            return sum(known, Decimal(0)) / len(known) if known else None

        return Costs(mean("unit_cost"), mean("packaging_cost"), mean("shipping_cost"), Decimal(1 if newest else 0))
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    total = goods = covered = Decimal(0)
    for product in sold:
        cost = newest.get(product["sku"] or "") or newest.get(product["product_id"] or "")
        sales = exact(product["sales"])
        total += sales
        if cost is None:
            continue
        if cost["unit_cost"] is not None:
            covered += sales
            goods += exact(cost["unit_cost"]) * product["pieces"]
        for column in ("packaging_cost", "shipping_cost"):
            if cost[column] is not None:
                sums[column][0] += exact(cost[column]) * product["lines"]
                sums[column][1] += product["lines"]
    share = covered / total if total else Decimal(0)
    per_parcel = {c: s / n for c, (s, n) in sums.items() if n}
    known = goods / covered * total / basket.orders if covered and share >= ENOUGH_COSTED else None
    return Costs(known, per_parcel.get("packaging_cost"), per_parcel.get("shipping_cost"), share)


def _answers(tables: Tables) -> dict[str, str]:
    """The latest answer to each question, of whatever stage."""
    rows = records(tables.answers.select("question_id", "value", "answered_on", "stage"))
    order = {"intake": 0, "mid": 1, "exit": 2}
    rows.sort(key=lambda r: (r["answered_on"], order.get(r["stage"], 0)))
    return {r["question_id"]: r["value"] for r in rows if r["value"] is not None}
