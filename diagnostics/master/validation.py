"""Every product of the list against the rules of every channel: what is wrong, how grave it is, and what to do about it."""
from collections.abc import Mapping, Sequence
from typing import Any

from data import master
from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.master import lawful, options, pictures, required, titles
from diagnostics.master.book import Book
from diagnostics.master.found import BLOCK, WARN, Fault, Found, say

TWIN = _("Another product has the same own code {sku}.")
UNTWIN = _("Give each product a code of its own: sales, costs and listings are joined by it.")
NO_CODE, SET_CODE = _("The product has no own code (SKU)."), _("Give it a short code and use the same one on every channel.")
OURS = {"source": _("Our own judgement, not yet measured"), "as_of": "2026-11", "confidence": "judgement", "ours": True}
_RANK = {BLOCK: 0, WARN: 1}


def known_channels(channels: Sequence[str] | None) -> list[str]:
    """The channels asked for, all of them by default. Raises `InputProblem` for one that does not exist."""
    every = units.channels()
    wrong = [c for c in channels or () if c not in every]
    if wrong:
        raise InputProblem(_("There is no channel {channel}. Choose one of {channels}."), channel=wrong[0],
                           channels=", ".join(every))
    return list(every) if channels is None else list(dict.fromkeys(channels))


def validate(workspace: Workspace, merchant_id: str, channels: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """The faults of a merchant's products on the given channels (None: all), the gravest first.

    Each: product_id, sku, title, channel, field, rule, severity (block: the channel would not take it or the law forbids it;
    warn: it would sell better), said and todo (messages {"text", "params"}), fix ({"field", "before", "after"} where one click
    is safe, else None), basis {source, as_of, confidence, ours}. Raises `AccessDenied` for somebody else's merchant,
    `InputProblem` for an unknown channel.
    """
    return faults_of(master.products(workspace, merchant_id), channels)


def faults_of(products: Sequence[Mapping[str, Any]], channels: Sequence[str] | None = None) -> list[Fault]:
    """The same for products that are at hand."""
    wanted = known_channels(channels)
    found = Found(Book(products))
    for channel in wanted:
        required.check(found, channel)
        titles.check(found, channel)
        pictures.check(found, channel)
        options.check(found, channel)
    lawful.check(found, wanted)
    _codes(found, wanted)
    places = {c: n for n, c in enumerate(wanted)}
    return sorted(found.faults, key=lambda f: (_RANK[f["severity"]], str(f["title"]), f["product_id"], places[f["channel"]],
                                               f["field"], f["rule"]))


def _codes(found: Found, channels: Sequence[str]) -> None:
    codes = [code.strip().casefold() for code in found.book.texts("sku")]
    count: dict[str, int] = {}
    for code in codes:
        count[code] = count.get(code, 0) + 1
    for place, code in enumerate(codes):
        if code and count[code] == 1:
            continue
        said, todo = (say(TWIN, sku=found.book.products[place]["sku"]), say(UNTWIN)) if code else (say(NO_CODE), say(SET_CODE))
        for channel in channels:
            if found.wanted(channel)[place]:
                found.add(place, channel, "sku.twin" if code else "sku.missing", "sku", said, todo, severity=WARN, basis=OURS)
