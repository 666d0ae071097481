"""Which product can go to which channel: ready, ready with hints, or to be mended first; and which channels the shop uses."""
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data import master
from data.workspace import Workspace
from diagnostics import units
from diagnostics.master.found import BLOCK
from diagnostics.master.validation import faults_of, known_channels

READY, HINTS, MEND, OFF = "ready", "hints", "mend", "off"
STATES = (READY, HINTS, MEND, OFF)
"""Nothing to say; better to look at; to be mended first; not meant for this channel."""


def states(products: Sequence[Mapping[str, Any]], faults: Iterable[Mapping[str, Any]], channels: Sequence[str]
           ) -> dict[str, dict[str, str]]:
    """Product id to channel to state."""
    found = {p["product_id"]: {c: READY if not p.get("channels") or c in p["channels"] else OFF for c in channels}
             for p in products}
    for fault in faults:
        row, channel = found.get(fault["product_id"]), fault["channel"]
        if row is not None and channel in row:
            row[channel] = MEND if fault["severity"] == BLOCK or row[channel] == MEND else HINTS
    return found


def overview(workspace: Workspace, merchant_id: str, channels: Sequence[str] | None = None) -> dict[str, Any]:
    """Products × channels: {"products": n, "channels": [{"channel", "ready", "hints", "mend", "off", "unknown": [message ids]}],
    "matrix": {product id: {channel: state}}, "faults": […]}."""
    from data.reference.product_rules import unknown

    wanted = known_channels(channels)
    rows = master.products(workspace, merchant_id)
    faults = faults_of(rows, wanted)
    matrix = states(rows, faults, wanted)
    counted = []
    for channel in wanted:
        of_channel = [row[channel] for row in matrix.values()]
        counted.append({"channel": channel, **{s: of_channel.count(s) for s in STATES}, "unknown": unknown(channel)})
    return {"products": len(rows), "channels": counted, "matrix": matrix, "faults": faults}


def used_channels(products: Iterable[Mapping[str, Any]]) -> list[str]:
    """The channels that the products name or stand on, in the order of the house; without any, the first two to think of."""
    named = {c for p in products for c in (p.get("channels") or ())}
    named |= {c for p in products for c, said in (p.get("per_channel") or {}).items() if said.get("product_id")}
    return [c for c in units.channels() if c in named] or ["naver", "coupang"]
