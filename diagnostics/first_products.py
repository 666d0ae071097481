"""Three products first: where most money stands behind a product with something to mend, why, and the next step."""
from collections.abc import Mapping
from typing import Any

from data.text import _
from diagnostics import answered, units
from diagnostics.model import Check, Status
from diagnostics.texts import Texts

SEVERE = {"block": 0, "review": 1}
NAMES = ("title", "product_name")


def first_products(result: Mapping[str, Any], texts: Texts, count: int = 3) -> list[dict[str, Any]]:
    """The products to begin with, by the sales that stand behind them, then by what their findings cost.

    Each: name, product_id, channel (None where only the name is known), amount (won that it sold, None where not known),
    reasons [text] (the law first, then what costs most), next_step (text), points (lost by the findings that name it),
    money_text, law (whether a point of the law must be put right).
    """
    products: dict[str, dict[str, Any]] = {}
    for gate in result["gates"]:
        if gate.get("product_name") and gate["severity"] in SEVERE and answered.is_open(gate):
            found = _product(products, gate["product_name"], gate)
            found["law"] |= gate["severity"] == "block"
            hint = gate.get("rewording") or gate.get("hint")
            found["reasons"].append((SEVERE[gate["severity"]], 0.0, texts(gate["reason"], **(gate.get("params") or {})),
                                     texts(hint, **(gate.get("params") or {})) if hint else None))
    for finding in result["findings"]:
        check: Check | None = units.checks().get(finding["check"])
        if check is None or finding["status"] not in (Status.FAIL, Status.WARN) or not finding["points_lost"]:
            continue
        for row in finding["evidence"]:
            name = next((row[n] for n in NAMES if row.get(n)), None)
            if name is None:
                continue
            found = _product(products, name, row)
            if finding["check"] not in found["checks"]:
                found["checks"].add(finding["check"])
                found["points"] += finding["points_lost"]
                found["reasons"].append((2, -finding["points_lost"], texts(check.failing), _step(check, finding, name, texts)))
    ranked = sorted(products.values(), key=lambda p: (-(p["amount"] or 0.0), not p["law"], -p["points"], p["name"]))
    return [_readable(p, texts) for p in ranked[:count]]


def _product(products: dict[str, dict[str, Any]], name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    key = f"{row.get('channel')} {row['product_id']}" if row.get("product_id") else name
    found = products.setdefault(key, {"name": name, "product_id": None, "channel": None, "amount": None, "reasons": [],
                                       "points": 0.0, "law": False, "checks": set()})
    for key in ("product_id", "channel"):
        found[key] = found[key] or row.get(key) or None
    amount = row.get("amount")
    if amount is not None:
        found["amount"] = max(found["amount"] or 0.0, float(amount))
    return found


def _step(check: Check, finding: Mapping[str, Any], name: str, texts: Texts) -> str | None:
    """The next step of a finding, said of this product."""
    from diagnostics.explain import fields

    said = check.next_step.get(str(finding["status"]))
    if said is None:
        return None
    metric = units.metrics()[check.metric]
    about = {**finding, "params": {**finding["params"], "first": name}}
    return texts(said, **fields(about, metric.unit, texts))


def _readable(product: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    reasons = sorted(product["reasons"], key=lambda r: (r[0], r[1], r[2]))
    said = list(dict.fromkeys(text for _severe, _points, text, _step in reasons))
    money = product["amount"]
    return {
        **{k: product[k] for k in ("name", "product_id", "channel", "amount", "points", "law")},
        "reasons": said[:3], "more": max(0, len(said) - 3), "next_step": next((s for *_rest, s in reasons if s), None),
        "money_text": texts(_("{amount:won_words} of sales in a year stand behind it"), amount=money) if money else
        texts(_("its sales are not known"))}
