"""본점–지점: where the channels show something else than the list says, and which product is missing on which channel."""
from collections.abc import Sequence
from datetime import date
from typing import Any

from data import master
from data.product import seeding
from data.text import _
from data.workspace import Workspace
from diagnostics.master.found import say
from diagnostics.master.validation import known_channels

PRICE = _("{channel} shows {theirs:won}, the list says {ours:won}.")
STOCK = _("{channel} shows a stock of {theirs:number}, the list says {ours:number}.")
TITLE = _("{channel} shows the name “{theirs}”, the list says “{ours}”.")
MISSING = _("The product is not listed on {channel}.")
OFF_SALE = _("The product is listed on {channel} and cannot be bought there.")
STRANGER = _("{channel} shows “{theirs}”, which does not stand on the list.")
KINDS = ("price", "stock", "title", "off_sale", "missing", "stranger")
"""In the order in which they cost: two prices first, goods that the list does not know last."""


def differences(workspace: Workspace, merchant_id: str, channels: Sequence[str] | None = None,
                as_of: date | None = None) -> list[dict[str, Any]]:
    """What the newest listings show otherwise than the list. Each: product_id (ours; None for a stranger), title, channel,
    listing (the channel's number or None), kind (one of `KINDS`), ours, theirs, seen_on, said (message).

    A product counts as missing on a channel where the shop has other listings and for which it is meant. What a file does not
    state is no difference. Raises `AccessDenied` for somebody else's merchant.
    """
    workspace.check(merchant_id)
    wanted = known_channels(channels)
    shown = {(o["channel"], o["product_id"]): o for o in seeding.offers(workspace, merchant_id, as_of) if o["kind"] == "listing"}
    used = [c for c in wanted if any(channel == c for channel, _n in shown)]
    by_code, by_name = _keys(shown)
    found, taken = [], set()
    for product in master.products(workspace, merchant_id):
        for channel in used:
            own = product["per_channel"].get(channel, {})
            key = next((k for k in ((channel, own.get("product_id")), by_code.get((channel, _code(product["sku"]))),
                                    by_name.get((channel, seeding.plain_name(product["title"])))) if k in shown), None)
            meant = not product["channels"] or channel in product["channels"]
            if key is not None:
                taken.add(key)
                found += _compared(product, channel, shown[key])
            elif meant:
                found.append(_one(product, channel, None, "missing", None, None, None, MISSING))
    for (channel, number), offer in shown.items():
        if channel in used and (channel, number) not in taken:
            theirs = str(offer["said"].get("title") or number)
            found.append(_one({"product_id": None, "title": None}, channel, number, "stranger", None, theirs, offer["seen_on"],
                              STRANGER))
    return sorted(found, key=lambda d: (KINDS.index(d["kind"]), str(d["title"]), d["channel"], str(d["listing"])))


def _compared(product: dict[str, Any], channel: str, offer: dict[str, Any]) -> list[dict[str, Any]]:
    own, said = product["per_channel"].get(channel, {}), offer["said"]
    found = []

    def add(kind: str, ours: Any, theirs: Any, text: str) -> None:
        found.append(_one(product, channel, offer["product_id"], kind, ours, theirs, offer["seen_on"], text))

    price = own.get("price") or product["price"]
    if price is not None and said.get("price") is not None and round(said["price"]) != price:
        add("price", price, round(said["price"]), PRICE)
    if product["stock"] is not None and said.get("stock") is not None and int(said["stock"]) != product["stock"]:
        add("stock", product["stock"], int(said["stock"]), STOCK)
    title = own.get("title") or product["title"]
    if title and said.get("title") and " ".join(str(said["title"]).split()) != title:
        add("title", title, str(said["title"]), TITLE)
    if offer["on_sale"] is False and (not product["channels"] or channel in product["channels"]):
        add("off_sale", None, None, OFF_SALE)
    return found


def _one(product: dict[str, Any], channel: str, listing: str | None, kind: str, ours: Any, theirs: Any, seen_on: date | None,
         text: str) -> dict[str, Any]:
    from diagnostics import units

    return {"product_id": product["product_id"], "title": product["title"], "channel": channel, "listing": listing, "kind": kind,
            "ours": ours, "theirs": theirs, "seen_on": seen_on,
            "said": say(text, channel={"text": units.channels()[channel].title}, ours=ours, theirs=theirs)}


def _code(sku: Any) -> str:
    return str(sku or "").strip().casefold()


def _keys(shown: dict[tuple[str, str], Any]) -> tuple[dict[tuple[str, str], Any], dict[tuple[str, str], Any]]:
    """Listings by own code and by name, per channel; the newest of several."""
    by_code: dict[tuple[str, str], Any] = {}
    by_name: dict[tuple[str, str], Any] = {}
    for (channel, number), offer in shown.items():
        if _code(offer["said"].get("sku")):
            by_code.setdefault((channel, _code(offer["said"]["sku"])), (channel, number))
        if seeding.plain_name(offer["said"].get("title")):
            by_name.setdefault((channel, seeding.plain_name(offer["said"]["title"])), (channel, number))
    return by_code, by_name


def reason(found: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """One sentence for the treatment that makes one list of all channels; None where nothing differs."""
    n = {kind: sum(d["kind"] == kind for d in found) for kind in KINDS}
    if not any(n[k] for k in ("price", "stock", "missing")):
        return None
    return say(_("Between the list and the channels {price:number} prices and {stock:number} stocks differ, and {missing:number} "
                 "places are empty."), **{k: n[k] for k in ("price", "stock", "missing")})
