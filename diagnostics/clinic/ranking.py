"""Which listings first: what the law stops, then what loses most money."""
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from data import given, overlay
from data.text import _
from data.workspace import Workspace
from diagnostics import answered, diagnosis, queries
from diagnostics.clinic import points
from diagnostics.result import plain

WORST = 10
DEFINITION = _("Money at stake = sales of the last 365 days × the share of the points that the listing loses. What the law stops "
               "comes first; listings without sales follow by the points that they lose.")
"""How the list is ordered, to be shown beside it."""


def law_of(workspace: Workspace, merchant_id: str, as_of: date, stage: str = "intake") -> list[dict[str, Any]]:
    """The points of law of the merchant's diagnosis (computed once and kept), with their answers."""
    result = diagnosis.diagnose(workspace, merchant_id, as_of, stage)
    return list(answered.overlay(workspace, result)["gates"])


def ranking(workspace: Workspace, merchant_id: str, as_of: date, gates: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """All listings, the first to look at on top: channel, product_id, title, price, amount, on_sale, lost, faults, stake,
    blocks, reviews. `lost` is NaN where nothing of the listing could be judged."""
    found = queries.frame(workspace.tables(as_of, [merchant_id]), points.ranked)
    for column in ("price", "amount", "lost"):
        found[column] = pd.to_numeric(found[column], errors="coerce").astype(float)
    counted = {name: _counts(gates, severity) for name, severity in (("blocks", "block"), ("reviews", "review"))}
    keys = pd.MultiIndex.from_frame(found[["channel", "product_id"]])
    for name, counts in counted.items():
        found[name] = [counts.get(key, 0) for key in keys] if counts else 0
    found["stake"] = found.amount.fillna(0.0) * found.lost.fillna(0.0)
    stopped = (found.blocks > 0).astype(int)
    order = found.assign(stopped=stopped, at_law=found.amount.where(stopped > 0, 0.0), by=found.lost.fillna(-1.0))
    order = order.sort_values(["stopped", "at_law", "stake", "by", "channel", "product_id"],
                              ascending=[False, False, False, False, True, True], kind="stable")
    return found.loc[order.index].reset_index(drop=True)


def _counts(gates: Iterable[Mapping[str, Any]], severity: str) -> dict[tuple[str, str], int]:
    """Points of law of one severity that still wait for an answer, by listing."""
    found: dict[tuple[str, str], int] = {}
    for gate in gates:
        if gate["severity"] == severity and gate["product_id"] and answered.is_open(gate):
            key = gate["channel"], gate["product_id"]
            found[key] = found.get(key, 0) + 1
    return found


def planned(workspace: Workspace, merchant_id: str, as_of: date) -> list[dict[str, Any]]:
    """Products that are planned and listed nowhere: product_id, title, for_channel, seen_on."""
    rows = [r for r in given.known(workspace, merchant_id, as_of) if r["kind"] == overlay.PLANNED]
    return [{"product_id": r["product_id"], "title": r["content"].get("title") or r["product_id"],
             "for_channel": r["content"].get(overlay.FOR_CHANNEL) or overlay.FIRST_CHOICE, "seen_on": r["seen_on"]} for r in rows]


def clinic(workspace: Workspace, merchant_id: str, as_of: date | None = None, stage: str = "intake") -> dict[str, Any]:
    """The worst ten listings of a merchant and the planned products, as plain values.

    {merchant_id, as_of, listings: how many there are, definition: message id, worst: [{channel, product_id, title, price,
    amount (won in 365 days), lost 0..1, faults, stake (won), blocks, reviews, on_sale}], planned: [{product_id, title,
    for_channel, seen_on}]}. Raises as `diagnostics.diagnose` does.
    """
    day = as_of or workspace.default_as_of(merchant_id)
    found = ranking(workspace, merchant_id, day, law_of(workspace, merchant_id, day, stage))
    made: dict[str, Any] = plain({
        "merchant_id": merchant_id, "as_of": day, "listings": len(found), "definition": DEFINITION,
        "worst": found.head(WORST).astype(object).where(found.head(WORST).notna(), None).to_dict("records"),
        "planned": planned(workspace, merchant_id, day)})
    return made


def channels_of(workspace: Workspace, merchant_id: str, product_id: str, as_of: date | None = None) -> list[str]:
    """The channels on which a product number is listed, or planned."""
    day = as_of or workspace.default_as_of(merchant_id)
    listings = workspace.tables(day, [merchant_id], product_id=product_id).listings
    found = sorted({str(x) for x in listings.select("channel").distinct().to_pyarrow().column("channel").to_pylist()})
    plans = [p for p in planned(workspace, merchant_id, day) if p["product_id"] == product_id]
    return [*found, *([overlay.PLANNED_CHANNEL] if plans else [])]
