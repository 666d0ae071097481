"""What stays of an order on a channel, step by step, so that every number can be opened to its arithmetic.

Each step is rounded to whole won and the steps add up to the contribution exactly. A return is reckoned as one parcel out,
one parcel back and a new packaging; fresh goods that come back are lost, others can be sold again. Where the cost of the
goods is not known the result is the contribution before goods, and says so.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from data.text import _
from diagnostics.selling.assumptions import Assumptions
from diagnostics.selling.facts import Settled
from diagnostics.selling.fees import Fees, MonthlyFee, Rate, coupang_fee, month_of_fees, monthly_fee, percent, won
from diagnostics.selling.lines import Line, goods_line, own, parcel_lines

__all__ = ["Line", "MonthlyFee", "Waterfall", "coupang_fee", "month_of_fees", "monthly_fee", "waterfall"]

_TABLE = _("{source} ({as_of})")


@dataclass(frozen=True)
class Waterfall:
    """The steps of an order; `contribution` is their sum, None where a fee is not known; `complete`: goods are in it.

    `known_sum` is the sum of the known steps: what stays at most where a fee is unknown.
    """

    lines: tuple[Line, ...]
    contribution: int | None
    known_sum: int
    complete: bool
    unknown: tuple[str, ...]


def _source(rate: Rate) -> tuple[str, dict[str, Any]]:
    row = rate.rows[0] if rate.rows else None
    return (_TABLE, {"source": row.source, "as_of": row.as_of}) if row else ("", {})


def bases_of(a: Assumptions) -> dict[str, Decimal]:
    return {"price": a["price"], "paid": a.paid, "shipping": a.parcel("shipping_paid")}


def waterfall(
    fees: Fees, a: Assumptions, *, perishable: bool = False, settled: Settled | None = None, best: bool = False
) -> Waterfall:
    """The steps of the mean order with these fees; `settled` rates override the table; `best` takes the low end of ranges."""
    lines = [
        Line(
            "price",
            _("Price of a piece") if a.per_piece else _("Price of the order"),
            won(a["price"]),
            *_price_formula(a),
            *own(a, "price"),
        )
    ]
    if a["discount"]:
        lines.append(
            Line(
                "discount",
                _("Your discount"),
                -won(a["discount"]),
                _("Taken off the price before the buyer pays"),
                {},
                *own(a, "discount"),
            )
        )
    fee_lines, unknown = _fee_lines(fees, a, settled, best)
    lines += fee_lines
    lines += parcel_lines(a, perishable)
    lines += goods_line(a)
    lines += _monthly_line(fees, a)
    total = sum(line.amount for line in lines)
    return Waterfall(tuple(lines), None if unknown else total, total, a.goods is not None, tuple(unknown))


def _price_formula(a: Assumptions) -> tuple[str, dict[str, Any]]:
    price = a.values["price"]
    if not price.n:
        return (_("One piece") if a.per_piece else _("One order")), {}
    if price.origin == "listings":
        return _("As listed"), {}
    return (_("Mean of {n:number} sold lines") if a.per_piece else _("Mean of {n:number} orders")), {"n": price.n}


def _monthly_line(fees: Fees, a: Assumptions) -> list[Line]:
    """What one order bears of the fixed fee of the month, where the sales of the month make it due."""
    monthly, sold = fees.monthly(a.month_sales), a.month_orders
    if not monthly or not sold or fees.monthly_row is None:
        return []
    formula = _("{fee:won} a month / {orders} pieces") if a.per_piece else _("{fee:won} a month / {orders} orders")
    params = {"fee": monthly, "orders": f"{float(sold):.1f}"}
    source = {"source": fees.monthly_row.source, "as_of": fees.monthly_row.as_of}
    return [Line("monthly_fee", _("Share of the monthly fee"), -won(monthly / sold), formula, params, _TABLE, source)]


def _fee_lines(fees: Fees, a: Assumptions, settled: Settled | None, best: bool) -> tuple[list[Line], list[str]]:
    lines: list[Line] = []
    unknown: list[str] = []
    bases = bases_of(a)
    override = settled if settled is not None and settled.rate is not None else None
    if override is not None and override.rate is not None:
        lines.append(
            Line(
                "settled_fees",
                _("Fees by your own settlements"),
                -won(a.paid * override.rate),
                _("{base:won} x {rate}, VAT included (your own {n:number} settled lines)"),
                {"base": float(a.paid), "rate": percent(override.rate), "n": override.lines},
                _("Your settlement files"),
                {},
            )
        )
    for rate in fees.rates:
        if override is not None and rate.step != "shipping":
            continue
        if rate.step == "shipping" and not a["shipping_paid"]:
            continue
        name = rate.rows[0].name if rate.rows else rate.step
        if rate.step == "shipping" and settled is not None and settled.shipping_rate is not None:
            lines.append(
                Line(
                    "shipping_fee",
                    _("Fee on the shipping that the buyer pays"),
                    -won(bases["shipping"] * settled.shipping_rate),
                    _("{base:won} x {rate}, VAT included (your own {n:number} settled lines)"),
                    {"base": float(bases["shipping"]), "rate": percent(settled.shipping_rate), "n": settled.shipping_lines},
                    _("Your settlement files"),
                    {},
                )
            )
            continue
        shown = rate.low if best and rate.low is not None else rate.rate
        if shown is None:
            if name not in unknown:
                unknown.append(name)
            continue
        lines += _one_fee(rate, shown, bases["shipping" if rate.step == "shipping" else rate.base])
    return lines, unknown


def _one_fee(rate: Rate, share: Decimal, base: Decimal) -> list[Line]:
    """A fee and the VAT on it: the two add up to the fee rounded once, as the channel does."""
    label = {
        "commission": _("Commission"),
        "payment": _("Payment and order handling fee"),
        "shipping": _("Fee on the shipping that the buyer pays"),
    }[rate.step]
    step = {"commission": "commission", "payment": "payment_fee", "shipping": "shipping_fee"}[rate.step]
    total = won(base * share * rate.factor, rate.rounding)
    params = {"base": float(base), "rate": percent(share)}
    mixed = len({row.group for row in rate.rows}) > 1
    if rate.vat == "included":
        formula = _("{base:won} x {rate} (mean of your goods), VAT included") if mixed else _("{base:won} x {rate}, VAT included")
        return [Line(step, label, -total, formula, params, *_source(rate))]
    net = won(base * share, rate.rounding)
    formula = _("{base:won} x {rate} (mean of your goods)") if mixed else _("{base:won} x {rate}")
    why = _("10 % of the fee") if rate.vat == "excluded" else _("10 % of the fee; the source does not say, so it is added")
    return [
        Line(step, label, -net, formula, params, *_source(rate)),
        Line(f"{step}_vat", _("VAT on the fee"), -(total - net), why, {}, *_source(rate)),
    ]
