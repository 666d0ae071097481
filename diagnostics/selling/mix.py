"""What a merchant sells, as fee groups: by the category of the listing, else the industry, else the product names."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from diagnostics.selling.fee_groups import group_of

Rows = list[dict[str, Any]]
Mix = tuple[tuple[str, Decimal], ...]


def mix_of(sold: Rows, listings: Rows, industry: str) -> tuple[Mix, str]:
    """Fee groups with their sales, the largest first, and what they were told from: category, industry, names or unknown.

    `sold` are products of the window with channel, product_id, product_name and sales; `listings` with channel, product_id,
    title and category. Where nothing sold, or nothing that sold has a known category, each listing weighs the same.
    """
    by_category = _by_category(sold, listings)
    if by_category:
        return _ordered(by_category), "category"
    stated = group_of(industry) if industry else None
    if stated is not None:
        return ((stated, Decimal(1)),), "industry"
    by_name = _by_name(sold, listings)
    return (_ordered(by_name), "names") if by_name else ((), "unknown")


def _by_category(sold: Rows, listings: Rows) -> dict[str, Decimal]:
    groups = {(r["channel"], r["product_id"]): group_of(r["category"]) for r in listings if r["category"]}
    weights: dict[str, Decimal] = defaultdict(Decimal)
    for row in sold:
        group = groups.get((row["channel"], row["product_id"]))
        if group is not None and row["sales"]:
            weights[group] += row["sales"]
    if not any(weight > 0 for weight in weights.values()):
        weights.clear()
        for group in groups.values():
            if group is not None:
                weights[group] += 1
    return weights


def _by_name(sold: Rows, listings: Rows) -> dict[str, Decimal]:
    weights: dict[str, Decimal] = defaultdict(Decimal)
    if sold:
        named = [(row["product_name"], row["sales"] or Decimal(0)) for row in sold]
    else:
        named = [(row["title"], Decimal(1)) for row in listings]
    for name, weight in named:
        group = group_of(name or "")
        if group is not None and weight > 0:
            weights[group] += weight
    return weights


def _ordered(weights: Mapping[str, Decimal]) -> Mix:
    return tuple(sorted(((g, w) for g, w in weights.items() if w > 0), key=lambda part: (-part[1], part[0])))
