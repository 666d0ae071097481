"""One step of the arithmetic of an order, and what happens to every parcel: carrier, packaging, returns, advertising."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data.text import _
from diagnostics.selling.assumptions import Assumptions, origin_note
from diagnostics.selling.fees import percent, won

RETURN_RULE = _("A return costs the parcel out, the parcel back and a new packaging (our assumption).")
HANDLING = ("shipping_cost", "packaging", "returns", "advertising", "goods")
"""Steps that are the merchant's own costs, the same on every channel."""


@dataclass(frozen=True)
class Line:
    """One step: `amount` in whole won, negative where it is taken off; texts are message ids with params."""

    step: str
    label: str
    amount: int
    formula: str
    params: dict[str, Any]
    source: str
    source_params: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.step,
            "step": self.step,
            "label": {"text": self.label, "params": {}},
            "amount": self.amount,
            "formula": {"text": self.formula, "params": self.params},
            "params": self.params,
            "source": {"text": self.source, "params": self.source_params},
        }


def own(a: Assumptions, name: str) -> tuple[str, dict[str, Any]]:
    """Source of a line: where the merchant's number is from."""
    return origin_note(a.values[name].origin), {}


def _each(a: Assumptions, name: str, whole: str) -> tuple[str, dict[str, Any]]:
    """Formula of something that is once per parcel: as it is, or the share of one piece of it."""
    if a.per_piece and a["pieces"] != 1:
        pieces = f"{a['pieces'].normalize():.4g}"
        return _("{cost:won} per parcel / {pieces} pieces in it"), {"cost": float(a[name]), "pieces": pieces}
    return whole, {}


def parcel_lines(a: Assumptions, perishable: bool) -> list[Line]:
    """What comes in and goes out with the parcel, whatever the channel."""
    lines = []
    if a["shipping_paid"]:
        lines.append(
            Line(
                "shipping_income",
                _("Shipping paid by the buyer"),
                won(a.parcel("shipping_paid")),
                *_each(a, "shipping_paid", _("Mean per order")),
                *own(a, "shipping_paid"),
            )
        )
    carrier, packaging = a.parcel("shipping_cost"), a.parcel("packaging_cost")
    lines.append(
        Line(
            "shipping_cost",
            _("Carrier"),
            -won(carrier),
            *_each(a, "shipping_cost", _("One parcel per order")),
            *own(a, "shipping_cost"),
        )
    )
    lines.append(
        Line(
            "packaging",
            _("Packaging"),
            -won(packaging),
            *_each(a, "packaging_cost", _("One packaging per order")),
            *own(a, "packaging_cost"),
        )
    )
    lost = a.goods if perishable and a.goods is not None else Decimal(0)
    each = 2 * carrier + packaging + lost
    text = (
        _("{rate} of orders x {cost:won} (two parcels, packaging, lost goods)")
        if lost
        else _("{rate} of orders x {cost:won} (two parcels and packaging)")
    )
    rate = a["return_rate"]
    lines.append(
        Line(
            "returns",
            _("Returns"),
            -won(rate * each),
            text,
            {"rate": percent(rate), "cost": float(each)},
            RETURN_RULE,
            {},
        )
    )
    if a["advertising"]:
        lines.append(
            Line(
                "advertising",
                _("Advertising"),
                -won(a["advertising"]),
                _("As entered, for each one sold"),
                {},
                *own(a, "advertising"),
            )
        )
    return lines


def goods_line(a: Assumptions) -> list[Line]:
    """The cost of the goods; nothing where it is not known."""
    if a.goods is None:
        return []
    pieces = "1" if a.per_piece else f"{a['pieces'].normalize():.4g}"
    formula = _("{unit_cost:won} x {pieces} pieces")
    params = {"unit_cost": float(a["unit_cost"]), "pieces": pieces}
    return [Line("goods", _("Goods"), -won(a.goods), formula, params, *own(a, "unit_cost"))]
