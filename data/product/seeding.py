"""What the product list begins with: the newest listings of all channels, planned products and sold goods, joined to products.

Two offers are one product where their own code (SKU) is the same, or, where one of them has none, their name is; of two offers
of one channel without a code each is a product of its own. Nothing that stands on the list is overwritten: only what is empty
is filled, and what was deleted does not come back.
"""
import re
from collections import defaultdict
from datetime import date
from typing import Any

from data import given, master, overlay
from data.product.fields import FIELDS, nested
from data.product.rows import current
from data.product.values import is_empty
from data.workspace import Workspace

_SEEDED = {f.name: f.seeded for f in FIELDS.values() if f.seeded}
_FACTS = {"main_image_bytes": "bytes"}
Offer = dict[str, Any]


def plain_name(title: Any) -> str:
    """Letters and digits of a name, in small letters: what two spellings of it share."""
    return re.sub(r"[^0-9a-z가-힣]+", "", str(title or "").lower())


def _code(sku: Any) -> str:
    return "" if is_empty(sku) else str(sku).strip().casefold()


def offers(workspace: Workspace, merchant_id: str, as_of: date | None = None) -> list[Offer]:
    """What is known to be offered, the newest first: channel, product_id, seen_on, kind (listing, planned or sold), sku, title
    and fields of the list; column by column the newest value that a file states."""
    day = as_of or workspace.default_as_of(merchant_id)
    facts = {(g["channel"], g["product_id"]): g["content"].get("facts") or {} for g in given.known(workspace, merchant_id, day)
             if g["kind"] == overlay.PICTURE}
    columns = sorted({*_SEEDED.values(), "on_sale"})
    found: list[Offer] = []
    for kind, planned in (("listing", False), ("planned", True)):
        tables = workspace.tables(day, [merchant_id], planned=planned)
        if tables.sql is None:
            continue
        newest = ", ".join(f"arg_max({c}, observed_on) AS {c}" for c in columns)
        result = tables.sql(f"SELECT channel, product_id, max(observed_on) AS seen_on, {newest} FROM known_listings "
                            "GROUP BY channel, product_id ORDER BY seen_on DESC, channel, product_id")
        names = [c[0] for c in result.description]
        for row in (dict(zip(names, r, strict=True)) for r in result.fetchall()):
            said = {name: row[column] for name, column in _SEEDED.items() if not is_empty(row[column])}
            picture = facts.get((overlay.PLANNED_CHANNEL if planned else row["channel"], row["product_id"]), {})
            said |= {name: picture[key] for name, key in _FACTS.items() if picture.get(key)}
            if picture.get("width") and picture.get("height"):
                said["main_image_long_px"] = max(picture["width"], picture["height"])
            found.append({"kind": kind, "channel": row["channel"], "product_id": row["product_id"], "seen_on": row["seen_on"],
                          "on_sale": row["on_sale"], "said": said})
    return found + _sold(workspace, merchant_id, day)


def _sold(workspace: Workspace, merchant_id: str, day: date) -> list[Offer]:
    """Goods of the order files: their name, code and price when they were last sold."""
    tables = workspace.tables(day, [merchant_id])
    if tables.sql is None:
        return []
    result = tables.sql(
        "SELECT channel, coalesce(product_id, sku, product_name), max(ordered_at), arg_max(sku, ordered_at), "
        "arg_max(product_name, ordered_at), arg_max(unit_price, ordered_at) FROM known_order_lines "
        "WHERE coalesce(product_name, sku) IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2")
    return [{"kind": "sold", "channel": r[0], "product_id": r[1], "seen_on": r[2].date(), "on_sale": None,
             "said": {n: v for n, v in (("sku", r[3]), ("title", r[4] or r[3]), ("price", r[5])) if not is_empty(v)}}
            for r in result.fetchall()]


def seed(workspace: Workspace, merchant_id: str, as_of: date | None = None) -> dict[str, Any]:
    """Put what is known on the list, and fill what is empty there. Returns what `data.master.save` does, with "added" and
    "filled": how many products."""
    groups, there = _joined(workspace, merchant_id, as_of)
    changes, added = [], 0
    for product_id, members in groups:
        product = there.get(product_id) if product_id else None
        if product is not None and product["deleted"]:
            continue
        values, sources = _first_said(members)
        if product is not None:
            values = {n: v for n, v in values.items() if product["content"].get(n) is None}
        elif not values.get("title") and not values.get("sku"):
            continue
        if values:
            added += product is None
            changes.append({"product_id": product_id, **values, "sources": {n: sources[n] for n in values}})
    result = master.save(workspace, merchant_id, changes, kind=master.SEEDED)
    return {**result, "added": added, "filled": len(result["saved"]) - added}


def _first_said(members: list[Offer]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Per field the value of the newest offer that has one, and where it comes from. Offers come before sold goods."""
    values: dict[str, Any] = {}
    sources: dict[str, Any] = {}
    for offer in members:
        origin = {"from": offer["kind"], "channel": offer["channel"], "product_id": offer["product_id"],
                  "on": offer["seen_on"].isoformat()}
        said = dict(offer["said"])
        if "price" in said:  # an absurd price of a file is not taken over; won have no pence
            price = round(said["price"])
            said = {n: v for n, v in said.items() if n != "price"} | ({"price": price} if price >= 1 else {})
        if "list_price" in said:
            said["list_price"] = round(said["list_price"])
        if offer["kind"] == "listing":
            said[f"{offer['channel']}.product_id"] = offer["product_id"]
            if offer["said"].get("category"):
                said[f"{offer['channel']}.category"] = offer["said"]["category"]
        if said.get("list_price") is not None and said["list_price"] < values.get("price", said.get("price", 0)):
            said.pop("list_price")  # the price of one channel beside the full price of another would look like a mistake
        for name, value in said.items():
            if name not in values:
                values[name], sources[name] = value, origin
    return values, sources


def _joined(workspace: Workspace, merchant_id: str, as_of: date | None
            ) -> tuple[list[tuple[str | None, list[Offer]]], dict[str, Any]]:
    """(number of the product that stands on the list or None, its offers), and the list itself."""
    workspace.check(merchant_id)
    cursor = workspace.store.cursor()
    try:
        there = current(cursor, merchant_id)
    finally:
        cursor.close()
    every = offers(workspace, merchant_id, as_of)
    every.sort(key=lambda o: o["kind"] == "sold")
    groups: dict[str, list[Offer]] = {}
    by_number: dict[tuple[str, str], str] = {}
    by_code: dict[str, str] = {}
    by_name: dict[str, set[str]] = defaultdict(set)
    coded: dict[str, set[str]] = defaultdict(set)

    def enter(key: str, sku: Any, title: Any) -> None:
        if _code(sku):
            by_code.setdefault(_code(sku), key)
            coded[key].add(_code(sku))
        if plain_name(title):
            by_name[plain_name(title)].add(key)

    for number, row in there.items():
        product = nested(row["content"])
        groups[number] = []
        enter(number, product["sku"], product["title"])
        for channel, own in product["per_channel"].items():  # type: ignore[attr-defined]
            if own.get("product_id"):
                by_number[channel, own["product_id"]] = number
    for place, offer in enumerate(every):
        key = _place(offer, groups, by_number, by_code, by_name, coded)
        if key is None:
            key = f"new {place}"
            groups[key] = []
        groups[key].append(offer)
        if offer["kind"] != "planned":
            by_number.setdefault((offer["channel"], offer["product_id"]), key)
        enter(key, offer["said"].get("sku"), offer["said"].get("title"))
    return [(key if key in there else None, members) for key, members in groups.items() if members], there


def _place(offer: Offer, groups: dict[str, list[Offer]], by_number: dict[tuple[str, str], str], by_code: dict[str, str],
           by_name: dict[str, set[str]], coded: dict[str, set[str]]) -> str | None:
    """The product that an offer belongs to; None: a new one."""
    if offer["kind"] != "planned" and (offer["channel"], offer["product_id"]) in by_number:
        return by_number[offer["channel"], offer["product_id"]]
    code = _code(offer["said"].get("sku"))
    if code and code in by_code:
        return by_code[code]
    alike = by_name.get(plain_name(offer["said"].get("title")), set())
    # Two codes are two products, however alike their names; nor are two nameless twins of one channel one product.
    alike = {k for k in alike if not (code and coded[k]) and (offer["kind"] != "listing" or all(
        o["channel"] != offer["channel"] or o["kind"] != "listing" for o in groups[k]))}
    return next(iter(alike)) if len(alike) == 1 else None


