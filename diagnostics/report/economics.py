"""What stays of each product where, and which channels go together under the hours and goods that there are."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.text import _
from diagnostics.report.cells import figure, money, total
from diagnostics.report.model import Block, Bullets, Card, Paragraph, Table
from diagnostics.selling.view import at_most
from diagnostics.texts import Texts

PRODUCTS = 10
"""Products with the largest sales that are printed."""
REFUSED = 6


def product_card(rows: Sequence[Mapping[str, Any]], t: Texts) -> list[Card]:
    """Each of the first products on the channels where it is sold, else where most would stay."""
    by_product: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_product.setdefault(row["product_id"], []).append(row)
    if not by_product:
        return []
    printed = [row for found in list(by_product.values())[:PRODUCTS] for row in _where(found)]
    head = [
        t(_("Product")), t(_("Channel")), t(_("Price")), t(_("What stays of one")), t(_("Margin")), t(_("Price without loss")),
        t(_("Pieces a month without loss")), t(_("Money tied up")),
    ]
    blocks: list[Block] = [Table(head, [_row(r, t) for r in printed], numeric=frozenset(range(2, 8)))]
    blocks.append(Paragraph(t(_("Money tied up is what a day sells times the days until it is paid out.")), "small"))
    more = len(by_product) - PRODUCTS
    if more > 0:
        blocks.append(Paragraph(t(_("and {n:number} more"), n=more), "small"))
    return [Card(t(_("Product by product")), blocks, tag=t(_("reckoned for one piece")), tone="quiet")]


def _where(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    there = [row for row in rows if row["sold_there"]]
    known = [row for row in rows if row["contribution"] is not None]
    return there or ([max(known, key=lambda r: r["contribution"])] if known else list(rows[:1]))


def _row(r: Mapping[str, Any], t: Texts) -> list[str]:
    stays = r["contribution"]
    title: str = r["channel_title"]
    return [
        r["title"], t(title), money(t, r["price"]),
        money(t, stays) if stays is not None else t.say(at_most(r["contribution_at_most"])),
        figure(t, r["margin"], "share"), money(t, r["break_even_price"]), _pieces(r, t),
        money(t, r["working_capital"]),
    ]


def _pieces(r: Mapping[str, Any], t: Texts) -> str:
    """From how many pieces a month a fixed fee is earned; where there is none, or none is earned, that is said."""
    if r["break_even_volume"] is None and r["contribution"] is not None:
        return t(_("no fixed fee")) if not r["fixed_fee"] else t(_("never at this price"))
    return figure(t, r["break_even_volume"], "count")


def set_card(best: Mapping[str, Any] | None, t: Texts) -> list[Card]:
    """The best set of channels in words, with its numbers, what was not chosen and what would change it."""
    if not best:
        return []
    blocks: list[Block] = [Paragraph(t.say(best["text"]), "lead")]
    if best["reasons"]:
        blocks.append(Bullets([t.say(r) for r in best["reasons"]]))
    parts = best["parts"]
    if parts and best["value_kind"] != "fit":
        rows = [
            [t.say(p["title"]), figure(t, p["orders"], "count"), money(t, p["each"]), money(t, p["value"]),
             t.say(p["orders_note"])]
            for p in parts
        ]
        sums = total(t, best["value"], "won", [p["value"] for p in parts], 3)
        rows.append([t(_("Together")), "", "", sums, ""])
        head = [t(_("Channel")), t(_("Orders a month")), t(_("Each leaves")), t(_("A month")), t(_("Orders from"))]
        blocks.append(Table(head, rows, numeric=frozenset({1, 2, 3}), strong=frozenset({len(rows) - 1})))
    refused = [[t.say(c["title"]), t.say(c["reason"])] for c in best["not_chosen"][:REFUSED]]
    if refused:
        blocks.append(Table([t(_("Channel")), t(_("Why not now"))], refused))
    steps = [found["text"] for found in (best.get("next") or {}).values() if found]
    blocks += [Paragraph(t.say(text)) for text in steps]
    blocks += [Paragraph(t.say(text), "small") for text in best["assumptions"]]
    return [Card(t(_("Channels that go together")), blocks, tone="good")]
