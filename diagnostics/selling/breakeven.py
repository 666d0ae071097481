"""From which price, and from how many a month, a channel no longer loses money: exact to the won and to the piece.

Every fee is rounded to the won, so what stays is no straight line: near the answer it is looked for price by price. A fixed
fee that is due only from certain sales on makes a step downwards; both sides of it are looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from diagnostics.selling.assumptions import Assumptions, Value
from diagnostics.selling.economics import waterfall
from diagnostics.selling.facts import Settled
from diagnostics.selling.fees import Fees
from diagnostics.selling.month import totals

HIGHEST = 10**18
"""Won; a price above it is no price."""
MOST = 10_000_000
"""Pieces a month; a volume above it is none."""


@dataclass(frozen=True)
class Case:
    """What is sold and how: fees of the channel, numbers of the order or piece, own settlements, whether returns are lost."""

    fees: Fees
    numbers: Assumptions
    settled: Settled | None = None
    perishable: bool = False

    def stays_at(self, price: int) -> int:
        """What stays of one at this price in won: the sum of the known steps."""
        a = self.numbers.repriced(Decimal(price))
        return waterfall(self.fees, a, perishable=self.perishable, settled=self.settled).known_sum


def _fees_per_won(case: Case) -> tuple[Decimal, Decimal, Decimal]:
    """How what is paid and what stays grow with a won of price, roundings apart, and how far roundings may shift it."""
    a = case.numbers
    depth = Decimal(0) if a.discount_fixed or not a["price"] else a["discount"] / a["price"]
    paid = 1 - depth
    taken, shift = Decimal(0), Decimal(2)
    own = case.settled is not None and case.settled.rate is not None
    if own and case.settled is not None and case.settled.rate is not None:
        taken += paid * case.settled.rate
    for rate in case.fees.rates:
        if not own and rate.step != "shipping" and rate.gross is not None:
            taken += rate.gross * (paid if rate.base == "paid" else Decimal(1))
            shift += 1
    return paid, paid - taken, shift


def _step_price(case: Case, paid_per_won: Decimal) -> int | None:
    """The lowest price at which the fixed fee of the month is due; None where the price does not decide that."""
    row, a = case.fees.monthly_row, case.numbers
    orders = a["orders_per_month"]
    if row is None or not row.won or not orders or paid_per_won <= 0 or a.rest_sales >= row.from_monthly_sales:
        return None
    fixed = a["discount"] if a.discount_fixed else Decimal(0)
    needed = (row.from_monthly_sales - a.rest_sales) / orders
    guess = int(((needed + fixed) / paid_per_won).to_integral_value(ROUND_CEILING))
    near = range(max(1, int(fixed.to_integral_value(ROUND_CEILING)), guess - 2), guess + 3)
    return next((p for p in near if case.fees.monthly(a.repriced(Decimal(p)).month_sales)), None)


def lowest_price(case: Case) -> int | None:
    """The lowest price in whole won at which what stays is not below 0; None where no price is enough.

    Discounts stay as deep as they are (or as given), the fixed fee of the month counts as soon as the sales make it due.
    """
    paid, slope, shift = _fees_per_won(case)
    start = max(1, int(case.numbers["discount"].to_integral_value(ROUND_CEILING))) if case.numbers.discount_fixed else 1
    step = _step_price(case, paid)
    parts = [(start, HIGHEST)] if step is None or step <= start else [(start, step - 1), (step, HIGHEST)]
    for first, last in parts:
        at_first = case.stays_at(first)
        if at_first >= 0:
            return first
        if slope <= 0:
            continue
        # Roundings shift what stays by less than `shift`: before `low` it is surely below 0, after `high` surely not.
        low = first + int(((-at_first - 2 * shift) / slope).to_integral_value(ROUND_FLOOR))
        high = first + int(((-at_first + 2 * shift) / slope).to_integral_value(ROUND_CEILING))
        for price in range(max(first, low), min(last, high) + 1):
            if case.stays_at(price) >= 0:
                return price
    return None


def _month(case: Case) -> Callable[[int], int | None]:
    """What stays in a month with so many sold, and nothing else sold there."""
    fall = waterfall(case.fees, case.numbers, perishable=case.perishable, settled=case.settled)
    alone = replace(case.numbers, rest_sales=Decimal(0), rest_orders=Decimal(0))

    def stays(count: int) -> int | None:
        a = replace(alone, values={**alone.values, "orders_per_month": Value(Decimal(count), "given")})
        return totals(case.fees, a, fall, case.settled)[2]

    return stays


def _first(holds: Callable[[int], bool], start: int, guess: int) -> int | None:
    """The first count from `start` on for which a condition that stays true holds, looked for around `guess`."""
    if holds(start):
        return start
    low, high = start, max(start + 1, guess)
    while not holds(high):
        low, high = high, 2 * high
        if high > MOST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def volume(case: Case) -> dict[str, Any] | None:
    """From how many a month the fixed fee is covered; None where the channel has none.

    `won` the fee (VAT included), `from_monthly_sales` won of sales from which it is due, `due_from` and `covered_by` the
    counts from which it is due and that bring it in, `break_even`: from this count on no month ends below 0. The last two are
    None where each one sold loses money or something is not known.
    """
    row, a = case.fees.monthly_row, case.numbers
    if row is None or not row.won:
        return None
    fee = case.fees.monthly(max(row.from_monthly_sales, Decimal(1)))
    due = None
    if a.paid > 0:
        guess = max(1, int((row.from_monthly_sales / a.paid).to_integral_value(ROUND_CEILING)))
        due = next((n for n in range(max(1, guess - 1), guess + 2) if case.fees.monthly(n * a.paid)), None)
    found = {
        "won": fee,
        "from_monthly_sales": int(row.from_monthly_sales),
        "due_from": due,
        "covered_by": None,
        "break_even": None,
    }
    stays = _month(case)
    many = stays(MOST)
    if due is None or many is None or a.goods is None or many + fee <= 0:
        return found
    each = Decimal(many + fee) / MOST
    guess = int((fee / each).to_integral_value(ROUND_CEILING))
    found["covered_by"] = guess
    last = _first(lambda n: (stays(n) or 0) >= 0, due, max(due, guess))
    found["break_even"] = 1 if last == due and (due == 1 or (stays(due - 1) or 0) >= 0) else last
    return found


def break_even(case: Case, known: bool) -> dict[str, Any]:
    """Break-even price and volume as results keep them. `known`: all fees of the channel are known.

    Without the cost of the goods there is no break-even price, only the price that covers all the rest.
    """
    price = lowest_price(case) if known else None
    complete = case.numbers.goods is not None
    reason = None
    if not known:
        reason = "fee_unknown"
    elif not complete:
        reason = "goods_unknown"
    elif price is None:
        reason = "no_price"
    fixed = volume(case)
    return {
        "break_even_price": price if complete else None,
        "break_even_price_before_goods": None if complete else price,
        "break_even_missing": reason,
        "break_even_volume": None if fixed is None or not known else fixed["break_even"],
        "fixed_fee": fixed,
    }
