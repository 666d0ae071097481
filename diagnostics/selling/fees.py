"""What a channel takes: fees of the table (or of the merchant's own settlements) on a basket and on a month.

Rates and sums are exact decimals; each fee is rounded to the won once, VAT included, as its channel rounds. Where the
source does not say whether VAT is in a rate, it is added: the cautious reading. Where only a range is published, the upper
end is reckoned with, so that what is said to stay is the least that stays. A fee without a rate stays unknown (None).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from data.errors import InputProblem
from data.reference.fees import FeeRow, find_fee
from data.text import _
from diagnostics import units
from diagnostics.selling.fee_groups import group_id
from diagnostics.selling.model import Channel, FeePlan, FeeRule

VAT = Decimal("0.1")
BANDS = ("영세", "중소1", "중소2", "중소3", "일반")
BAND_FROM = (Decimal(0), Decimal(300_000_000), Decimal(500_000_000), Decimal(1_000_000_000), Decimal(3_000_000_000))
"""Yearly revenue in won above which each band of the card law begins."""

Mix = Sequence[tuple[str, Decimal]]
"""Fee groups and what each weighs in the sales."""


def won(amount: Decimal, rounding: str = "half_up") -> int:
    """Whole won, half up or as the channel rounds ("up")."""
    # Not quantize: it refuses numbers of more than 28 digits, and one typing error may make one.
    return int(amount.to_integral_value(ROUND_CEILING if rounding == "up" else ROUND_HALF_UP))


def percent(rate: Decimal) -> str:
    """A rate as it is published: 2.73 %, not 2.7 %."""
    text = f"{(rate * 100).quantize(Decimal('0.001'), ROUND_HALF_UP):f}".rstrip("0").rstrip(".")
    return f"{text} %"


def band_of(yearly: Decimal) -> str:
    """The band of the card law that a yearly revenue in won falls into."""
    return next(b for b, start in zip(reversed(BANDS), reversed(BAND_FROM), strict=True) if yearly > start or start == 0)


@dataclass(frozen=True)
class Rate:
    """One fee resolved for a merchant's goods.

    `rate` and `low` are shares of the base before VAT is added (`vat` says whether it must be); None: not known. `low` is
    the lower end where only a range is published. `rows` are the rows of the fee table behind it.
    """

    step: str
    rate: Decimal | None
    low: Decimal | None
    vat: str
    base: str
    rounding: str
    rows: tuple[FeeRow, ...]

    @property
    def factor(self) -> Decimal:
        """What VAT makes of the rate."""
        return Decimal(1) if self.vat == "included" else 1 + VAT

    @property
    def gross(self) -> Decimal | None:
        """The rate with VAT."""
        return None if self.rate is None else self.rate * self.factor

    def fee(self, base: Decimal) -> int | None:
        """The fee on `base` won, VAT included."""
        return None if self.gross is None else won(base * self.gross, self.rounding)


@dataclass(frozen=True)
class Fees:
    """All fees of a plan: rates, and the monthly fee (`monthly_row` None: there is none)."""

    rates: tuple[Rate, ...]
    monthly_row: FeeRow | None

    def step(self, name: str) -> tuple[Rate, ...]:
        return tuple(r for r in self.rates if r.step == name)

    @property
    def known(self) -> bool:
        return all(r.rate is not None for r in self.rates)

    @property
    def rows(self) -> tuple[FeeRow, ...]:
        found = [row for r in self.rates for row in r.rows] + ([self.monthly_row] if self.monthly_row else [])
        return tuple(dict.fromkeys(found))

    def monthly(self, sales: Decimal) -> int:
        """The fixed fee of a month with `sales` won of goods, VAT included."""
        row = self.monthly_row
        # Sales of a month are means multiplied up again: rounded, 999,999.9999… is the million that it was.
        if row is None or row.won is None or won(100 * sales) < 100 * row.from_monthly_sales:
            return 0
        return won(row.won * (1 if row.vat == "included" else 1 + VAT))


def resolve(
    channel: Channel,
    plan: FeePlan,
    mix: Mix,
    band: str = "영세",
    own_link: Decimal = Decimal(0),
    payment_rate: Decimal | None = None,
) -> Fees:
    """The fees of a plan for goods of `mix`; `own_link` is the share of sales through the seller's own link.

    `payment_rate` stands in (VAT included) for a payment fee that no source states.
    """
    rates = tuple(_rate(channel, rule, mix, band, own_link, payment_rate) for rule in plan.rules)
    monthly = find_fee(channel.id, plan.monthly) if plan.monthly else None
    return Fees(rates, monthly)


def _rate(channel: Channel, rule: FeeRule, mix: Mix, band: str, own_link: Decimal, payment_rate: Decimal | None) -> Rate:
    book = rule.book or channel.id
    if rule.kind == "range":
        low, high = find_fee(book, "range_low"), find_fee(book, "range_high")
        if low is None or high is None:
            raise ValueError(f"data/reference/fees.csv: {book} has no range of fees")
        base = "shipping" if rule.step == "shipping" else high.base
        return Rate(rule.step, high.rate, low.rate, high.vat, base, high.rounding, (low, high))
    parts = [(find_fee(book, rule.kind, group, band), weight) for group, weight in (mix or (("", Decimal(1)),))]
    rows = [row for row, _weight in parts if row is not None]
    if not rows:
        return Rate(rule.step, None, None, "unknown", "paid", "half_up", ())
    first = rows[0]
    base = "shipping" if rule.step == "shipping" else first.base
    if rule.kind == "payment" and first.rate is None and payment_rate is not None:
        return Rate(rule.step, payment_rate, None, "included", base, first.rounding, (first,))
    if len(rows) < len(parts) or any(row.rate is None for row in rows):
        return Rate(rule.step, None, None, first.vat, base, first.rounding, tuple(rows))
    total = sum((weight for _row, weight in parts), Decimal(0))
    rate = sum((row.rate * weight for row, weight in parts if row is not None and row.rate is not None), Decimal(0)) / total
    if rule.kind == "sales" and channel.own_link and own_link:
        link = find_fee(book, channel.own_link)
        if link is not None and link.rate is not None:
            rate, rows = rate * (1 - own_link) + link.rate * own_link, [*rows, link]
    return Rate(rule.step, rate, None, first.vat, base, first.rounding, tuple(dict.fromkeys(rows)))


@dataclass(frozen=True)
class MonthlyFee:
    """The fees of a month, VAT included. `total` is None where a fee is unknown; `known` is the sum of those that are known."""

    total: int | None
    known: int
    monthly: int
    unknown: tuple[str, ...] = ()
    parts: Mapping[str, int] = field(default_factory=dict)


def monthly_fee(
    channel: str,
    category: str,
    sales: Decimal | int,
    band: str = "영세",
    own_link: Decimal | int = 0,
    shipping: Decimal | int = 0,
    payment_rate: Decimal | None = None,
    plan: str | None = None,
) -> MonthlyFee:
    """What a channel takes from `sales` won of goods in a month (no discounts), and from `shipping` won paid by buyers.

    `category` is a fee group or words; `own_link` the share (0..1) of sales through the seller's own link; `plan` the id of
    the channel's fee plan (default: the usual one, which is the last). Raises `InputProblem` for an unknown channel or plan.
    """
    unit = _channel(channel)
    plans = {p.id: p for p in unit.plans}
    if plan is not None and plan not in plans:
        raise InputProblem(_("There is no plan {plan} on {channel}."), plan=plan, channel=channel)
    chosen = plans[plan] if plan else unit.plans[-1]
    fees = resolve(unit, chosen, ((group_id(category), Decimal(1)),), band, Decimal(own_link), payment_rate)
    return month_of_fees(fees, Decimal(sales), Decimal(sales), Decimal(shipping))


def _channel(channel: str) -> Channel:
    known = units.channels()
    if channel not in known:
        raise InputProblem(_("There is no channel {channel}. Known are: {known}."), channel=channel, known=", ".join(known))
    found: Channel = known[channel]
    return found


def month_of_fees(fees: Fees, price: Decimal, paid: Decimal, shipping: Decimal) -> MonthlyFee:
    """Fees of a month with these sums: goods before and after the seller's discounts, and shipping paid by buyers."""
    bases = {"price": price, "paid": paid, "shipping": shipping}
    parts: dict[str, int] = {}
    unknown = []
    exact = Decimal(0)
    for rate in fees.rates:
        if not bases[rate.base]:
            continue
        name = rate.rows[0].name if rate.rows else rate.step
        if rate.gross is None:
            unknown.append(name)
            continue
        exact += bases[rate.base] * rate.gross
        parts[name] = parts.get(name, 0) + won(bases[rate.base] * rate.gross)
    fixed = fees.monthly(paid)
    known = won(exact) + fixed
    return MonthlyFee(None if unknown else known, known, fixed, tuple(dict.fromkeys(unknown)), parts)


def coupang_fee(sales: Decimal | int, coupon: Decimal | int, rate: Decimal) -> int:
    """Coupang's commission as its settlement file states it: (sales less the seller's coupon) x rate, and VAT on it."""
    return won((Decimal(sales) - Decimal(coupon)) * rate * (1 + VAT))
