"""What a channel takes of the sales, and what a month there looks like: fees, what stays, money that waits."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from data.text import _
from diagnostics.selling.assumptions import Assumptions
from diagnostics.selling.economics import Waterfall, bases_of
from diagnostics.selling.facts import MONTH, Settled
from diagnostics.selling.fees import Fees, MonthlyFee, month_of_fees, won
from diagnostics.selling.lines import HANDLING


def fee_rate(fees: Fees, a: Assumptions, settled: Settled | None = None, low: bool = False) -> Decimal | None:
    """What the channel takes of what buyers pay for the goods, VAT included, without monthly fees; None where not known."""
    if settled is not None and settled.rate is not None:
        return settled.rate
    total = Decimal(0)
    for rate in fees.rates:
        if rate.step == "shipping":
            continue
        share = rate.low if low and rate.low is not None else rate.rate
        if share is None or not a.paid:
            return None
        total += share * rate.factor * bases_of(a)[rate.base] / a.paid
    return total


def month(
    fees: Fees, a: Assumptions, fall: Waterfall, days_to_cash: Decimal | None, settled: Settled | None = None
) -> dict[str, Any]:
    """A month of such orders in won: computed on the sums of the month and rounded once, so it may differ by a few won
    from the order's contribution times the orders."""
    total, fee, stays = totals(fees, a, fall, settled)
    orders, paid = a["orders_per_month"], a.paid * a["orders_per_month"]
    tied = tied_up(a, days_to_cash)
    return {
        "orders": float(orders.quantize(Decimal("0.1"), ROUND_HALF_UP)),
        "sales": won(paid),
        "fees": total,
        "fees_known": fee.known,
        "monthly_fee": fee.monthly,
        "contribution": stays,
        "cash_tied_up": tied,
        "unknown_fees": list(fee.unknown),
        "formula": _waiting(won(paid), days_to_cash),
    }


def tied_up(a: Assumptions, days_to_cash: Decimal | None) -> int | None:
    """Working capital in won that waits for its payout: sales of a day x days to cash; None where these are not known."""
    return None if days_to_cash is None else won(a.paid * a["orders_per_month"] * days_to_cash / MONTH)


def totals(
    fees: Fees, a: Assumptions, fall: Waterfall, settled: Settled | None = None
) -> tuple[int | None, MonthlyFee, int | None]:
    """Fees of the month (None where one is not known), the same by the fee table in parts, and what stays."""
    orders = a["orders_per_month"]
    price, paid, shipping = (part * orders for part in (a["price"], a.paid, a.parcel("shipping_paid")))
    fee = month_of_fees(fees, price, paid, shipping)
    fixed = fees.monthly(a.month_sales)
    # What else is sold there bears its part of the fixed fee.
    part = won(fixed * orders / a.month_orders) if a.rest_orders and a.month_orders else fixed
    more = part - fee.monthly
    fee = replace(fee, total=None if fee.total is None else fee.total + more, known=fee.known + more, monthly=part)
    total = fee.total
    if settled is not None and settled.rate is not None:
        on_shipping = settled.shipping_rate
        if on_shipping is None:
            parts = [r.gross for r in fees.step("shipping")]
            on_shipping = None if any(p is None for p in parts) else sum((p for p in parts if p is not None), Decimal(0))
        if on_shipping is not None or not shipping:
            total = won(paid * settled.rate + shipping * (on_shipping or Decimal(0))) + fee.monthly
    handling = sum(line.amount for line in fall.lines if line.step in HANDLING)
    stays = None if total is None else won(paid + shipping) - total + won(handling * orders)
    return total, fee, stays


def _waiting(sales: int, days: Decimal | None) -> dict[str, Any]:
    if days is None:
        return {"text": _("Sales of a month {sales:won}; when the money comes is not known"), "params": {"sales": sales}}
    return {
        "text": _("Sales of a month {sales:won}; money waiting = sales x {days} days / 30.4"),
        "params": {"sales": sales, "days": f"{days.normalize():f}"},
    }
