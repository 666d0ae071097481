"""What is known of a merchant that decides where to sell: goods, basket, costs, papers, own settlements. Money is exact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from diagnostics.questions import points

WINDOW_DAYS = 180
MONTH = Decimal("30.4375")
"""Days of a mean month."""


@dataclass(frozen=True)
class Use:
    """What a channel in use (an order within a year) sold in the window: live orders and sales; days since the last order."""

    orders: int
    sales: Decimal
    last_age: int


@dataclass(frozen=True)
class Settled:
    """The merchant's own settlement rows of a channel: `fees` were taken from `base` (after the seller's discounts).

    Of the goods: `gross` less `discount` less fees is `net`, what was paid out; `kinds` holds the fees by their kind (payment,
    sales, other) where the files name it.
    """

    lines: int
    base: Decimal
    fees: Decimal
    shipping_lines: int
    shipping_base: Decimal
    shipping_fees: Decimal
    gross: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    net: Decimal = Decimal(0)
    kinds: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def rate(self) -> Decimal | None:
        return self.fees / self.base if self.base > 0 else None

    @property
    def shipping_rate(self) -> Decimal | None:
        return self.shipping_fees / self.shipping_base if self.shipping_base > 0 else None


@dataclass(frozen=True)
class Basket:
    """The mean live order of the window: price before discount, discount, shipping paid by the buyer (None: no file says),
    pieces, and the orders and months behind it."""

    orders: int
    months: Decimal
    price: Decimal
    discount: Decimal
    shipping_paid: Decimal | None
    pieces: Decimal


@dataclass(frozen=True)
class Costs:
    """Per order of the window; None where not known. `covered`: share of the sales whose goods cost is known."""

    goods: Decimal | None
    packaging: Decimal | None
    shipping: Decimal | None
    covered: Decimal


@dataclass(frozen=True)
class Facts:
    """Everything that the recommendation looks at. `mix`: sales (or products where nothing sold) per fee group;
    `mix_from`: "category", "industry", "names" or "unknown"."""

    merchant_id: str
    as_of: date
    record: Mapping[str, Any]
    answers: Mapping[str, str]
    used: Mapping[str, Use]
    listed: frozenset[str]
    basket: Basket | None
    costs: Costs
    returned: int
    lines: int
    orders_365: int
    settled: Mapping[str, Settled]
    mix: tuple[tuple[str, Decimal], ...]
    mix_from: str
    listing_price: Decimal | None
    listings: int
    most_images: int | None
    with_notice: int
    in_stock: int | None
    weight_g: Decimal | None
    handmade: bool
    confirm_days: Mapping[str, tuple[int, int]]
    buyer_age: Decimal | None = None

    @property
    def main_group(self) -> str:
        """The fee group with most of the sales; empty where the goods are not known."""
        return max(self.mix, key=lambda part: part[1])[0] if self.mix else ""

    def answer(self, question: str) -> int | None:
        """Points (0..4) of an answer of the self-check; None where not asked or not known."""
        return points(self.answers.get(question))

    def text(self, column: str) -> str:
        """A column of the merchant's record as text; empty where it is not known."""
        value = self.record.get(column)
        return "" if value is None or pd.isna(value) else str(value).strip()
