"""Fixes that are safe to make with one click: shown before and after, made in one act, taken back by it."""
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data import master
from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics.master.validation import validate

ROUNDS = 4
"""A name may be too long and carry symbols: what one fix leaves, the next sees."""


def fixes(faults: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The faults that a click mends, one per product and field."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for fault in faults:
        if fault["fix"] is not None:
            found.setdefault((fault["product_id"], fault["fix"]["field"]), fault)
    return list(found.values())


def apply(workspace: Workspace, merchant_id: str, faults: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Make the fixes of these faults, each only where the value is still the one that was shown. Returns what
    `data.master.save` does."""
    from data.product.fields import flat

    now = {p["product_id"]: flat(dict(p)) for p in master.products(workspace, merchant_id)}
    changes: dict[str, dict[str, Any]] = {}
    for fault in fixes(faults):
        product, change = now.get(fault["product_id"]), fault["fix"]
        shown = _shown(product, change["field"]) if product else None
        if product is None or shown != change["before"]:
            raise InputProblem(_("The product changed meanwhile. Look at the new faults and try again."))
        row = changes.setdefault(fault["product_id"], {"product_id": fault["product_id"], "version": product["version"]})
        row[change["field"]] = change["after"]
    return master.save(workspace, merchant_id, list(changes.values()), kind=master.FIXED)


def apply_all(workspace: Workspace, merchant_id: str, channels: Sequence[str] | None = None) -> list[str]:
    """Make every safe fix on these channels; returns the acts, the last first, to take them back one by one."""
    acts: list[str] = []
    for _round in range(ROUNDS):
        result = apply(workspace, merchant_id, validate(workspace, merchant_id, channels))
        if result["act"] is None:
            break
        acts.insert(0, result["act"])
    return acts


def _shown(product: Mapping[str, Any], field: str) -> Any:
    """What stands in a field now: on a channel without a value of its own, that of the list."""
    own = product.get(field)
    return product.get(field.rpartition(".")[2]) if own is None else own
