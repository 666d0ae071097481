"""The fee table beside the merchant's own settlements: each kind of fee on the very goods that were settled, in won."""

from decimal import Decimal
from typing import Any

from data.text import _
from diagnostics.selling.facts import Settled
from diagnostics.selling.fees import Fees, won

LABELS = {
    "payment": _("Payment and order handling fee"),
    "sales": _("Commission"),
    "other": _("Other fees"),
    "shipping": _("Fee on the shipping that the buyer pays"),
}
STEPS = {"payment": "payment", "sales": "commission", "shipping": "shipping"}
"""The step of the waterfall that a kind of fee in settlement files stands for."""


def _rate(rate: Decimal | None) -> float | None:
    return None if rate is None else float(round(rate, 6))


def _table(fees: Fees, step: str | None, bases: dict[str, Decimal]) -> Decimal | None:
    """What the table would take on these goods, exact won with VAT; None where it states no such fee or no rate."""
    rates = fees.step(step) if step else ()
    if not rates or any(r.gross is None for r in rates):
        return None
    return sum((r.gross * bases[r.base] for r in rates if r.gross is not None), Decimal(0))


def kinds(fees: Fees, settled: Settled | None) -> list[dict[str, Any]]:
    """Per kind of fee: what the settlements took and what the table would have taken, as won and as shares of the same base.

    `n` settled lines; `difference` and `difference_won` are own less table. A kind that the table does not know has None.
    """
    if settled is None:
        return []
    goods = {"price": settled.gross if settled.gross > 0 else settled.base, "paid": settled.base, "shipping": Decimal(0)}
    found = [
        _kind(kind, taken, settled.base, _table(fees, STEPS.get(kind), goods), settled.lines)
        for kind, taken in settled.kinds.items()
        if taken or STEPS.get(kind) in {r.step for r in fees.rates}
    ]
    if settled.shipping_lines:
        parcel = _table(fees, "shipping", {"shipping": settled.shipping_base})
        found.append(_kind("shipping", settled.shipping_fees, settled.shipping_base, parcel, settled.shipping_lines))
    return found


def _kind(kind: str, taken: Decimal, base: Decimal, table: Decimal | None, n: int) -> dict[str, Any]:
    own = taken / base if base > 0 else None
    should = table / base if table is not None and base > 0 else None
    return {
        "kind": kind,
        "label": {"text": LABELS[kind], "params": {}},
        "n": n,
        "base": float(base),
        "settled_won": float(taken),
        "settled_rate": _rate(own),
        "table_won": None if table is None else won(table),
        "table_rate": _rate(should),
        "difference": None if own is None or should is None else _rate(own - should),
        "difference_won": None if table is None else won(taken) - won(table),
    }


def settlement(settled: Settled | None) -> dict[str, Any] | None:
    """The goods that the settlement files state, and whether they add up: gross less discount less fees against what was paid
    out. `unexplained` is what the files leave open, in won."""
    if settled is None:
        return None
    reckoned = settled.gross - settled.discount - settled.fees
    return {
        "lines": settled.lines,
        "gross": float(settled.gross),
        "discount": float(settled.discount),
        "fees": float(settled.fees),
        "net": float(settled.net),
        "reckoned_net": float(reckoned),
        "unexplained": float(settled.net - reckoned),
    }
