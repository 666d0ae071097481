"""Three products first: where most money is at stake behind something to mend, why, and the next step.

The order is that of the product clinic, so that both name the same: what the law stops, then sales times the share of the
points that the listing loses. Where no product list is known, the rows behind the findings name the products that sold most.
"""
from collections.abc import Mapping
from datetime import date
from typing import Any

from data.text import _
from data.workspace import Workspace
from diagnostics import answered, units
from diagnostics.clinic.ranking import ranking
from diagnostics.clinic.view import listing_view
from diagnostics.explain import fields
from diagnostics.model import Check, Status
from diagnostics.texts import Texts

NAMES = ("title", "product_name")
REASONS = 2


def first_products(workspace: Workspace, result: Mapping[str, Any], texts: Texts, count: int = 3) -> list[dict[str, Any]]:
    """The products to begin with, as readable values.

    Each: name, product_id and channel (None where only the name is known), amount (won that it sold in a year, None where not
    known), stake (won; None without a product list), money_text, law (whether a point of the law must be put right), reasons
    [text] (the law first, then what costs most), more (how many further reasons), next_step (text or None).
    """
    merchant, day = result["merchant_id"], date.fromisoformat(result["as_of"])
    if not (result["summary"].get("rows") or {}).get("listings"):
        return _sold(result, texts)[:count]
    found: Any = ranking(workspace, merchant, day, result["gates"])
    rows = found[(found.blocks > 0) | (found.lost > 0)].head(count)
    return [_listed(listing_view(workspace, merchant, row["channel"], row["product_id"], day), result, texts)
            for row in rows.to_dict("records")]


def _listed(view: Mapping[str, Any], result: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    """A product of the list: the law, what its listing loses, and the findings about the shop that point at it."""
    listing, law = view["listing"], [g for g in view["law"] if answered.is_open(g)]
    reasons: list[tuple[str, str | None]] = []
    for gate in sorted(law, key=lambda g: g["severity"] != "block"):
        cure = gate.get("rewording") or gate.get("hint")
        reasons.append((_say(gate, "reason", texts), _say(gate, "rewording" if gate.get("rewording") else "hint", texts)
                        if cure else None))
    for finding in sorted(view["findings"], key=lambda f: -f["points"]):
        if finding["counts"]:
            items = ", ".join(texts.say(item) for item in finding["items"])
            reasons.append((f"{texts.say(finding['said'])} {items}".strip(), texts.say(finding["next_step"])))
    reasons += _pointed_at(result, view, texts)
    amount, stake = view["amount"], view["stake"]
    money = texts(_("{stake:won_words} at stake of {amount:won_words} a year"), stake=stake, amount=amount) if amount else \
        texts(_("no sale in the last year"))
    return _readable(listing["title"] or view["product_id"], view["product_id"], view["channel"], amount, stake, money,
                     any(g["severity"] == "block" for g in law), reasons)


def _say(gate: Mapping[str, Any], part: str, texts: Texts) -> str:
    return texts.say({"text": gate[part], "params": gate.get("params") or {}})


def _pointed_at(result: Mapping[str, Any], view: Mapping[str, Any], texts: Texts) -> list[tuple[str, str | None]]:
    """Findings about the shop, such as margin or returns, whose rows name this product."""
    found = []
    for check, finding in _open(result):
        if check.dimension == "listing":
            continue  # the listing's own findings say it more closely
        for row in finding["evidence"]:
            same = row.get("product_id") == view["product_id"] and row.get("channel") in (None, view["channel"])
            named = any(row.get(n) == view["listing"]["title"] for n in NAMES if row.get(n))
            if (row.get("product_id") and same) or named:
                found.append((texts(check.failing), _step(check, finding, view["listing"]["title"], texts)))
                break
    return found


def _open(result: Mapping[str, Any]) -> list[tuple[Check, Mapping[str, Any]]]:
    """Checks with something to mend, what costs most first."""
    found = [(units.checks()[f["check"]], f) for f in result["findings"] if f["check"] in units.checks()
             and f["status"] in (Status.FAIL, Status.WARN) and f["points_lost"]]
    return sorted(found, key=lambda cf: (-cf[1]["points_lost"], cf[0].id))


def _sold(result: Mapping[str, Any], texts: Texts) -> list[dict[str, Any]]:
    """Without a product list: the products that the rows behind the findings name, by what they sold."""
    amounts: dict[str, float | None] = {}
    reasons: dict[str, list[tuple[str, str | None]]] = {}
    for check, finding in _open(result):
        for row in finding["evidence"]:
            name = next((row[n] for n in NAMES if row.get(n)), None)
            if name is None:
                continue
            own = reasons.setdefault(name, [])
            if row.get("amount") is not None:
                amounts[name] = max(amounts.get(name) or 0.0, float(row["amount"]))
            said = texts(check.failing)
            if said not in (text for text, _next in own):
                own.append((said, _step(check, finding, name, texts)))
    ranked = sorted(reasons, key=lambda name: (-(amounts.get(name) or 0.0), -len(reasons[name]), name))
    return [_readable(name, None, None, amounts.get(name), None,
                      texts(_("{amount:won_words} of sales a year"), amount=amounts[name]) if amounts.get(name) else
                      texts(_("its sales are not known")), False, reasons[name]) for name in ranked]


def _step(check: Check, finding: Mapping[str, Any], name: str, texts: Texts) -> str | None:
    """The next step of a finding, said of this product."""
    said = check.next_step.get(str(finding["status"]))
    if said is None:
        return None
    about = {**finding, "params": {**finding["params"], "first": name}}
    return texts(said, **fields(about, units.metrics()[check.metric].unit, texts))


def _readable(name: str, product_id: str | None, channel: str | None, amount: float | None, stake: float | None, money: str,
              law: bool, reasons: list[tuple[str, str | None]]) -> dict[str, Any]:
    said = list(dict.fromkeys(text for text, _next in reasons))
    return {"name": name, "product_id": product_id, "channel": channel, "amount": amount, "stake": stake, "money_text": money,
            "law": law, "reasons": said[:REASONS], "more": max(0, len(said) - REASONS),
            "next_step": next((step for _text, step in reasons if step), None)}
