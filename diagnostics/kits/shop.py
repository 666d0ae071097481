"""What a kit knows of the shop: its record, its products with prices and costs, the channels that it uses. As of a day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from diagnostics.clinic import titles
from diagnostics.kits import goods
from diagnostics.kits.goods import Goods
from diagnostics.selling import products as selling
from diagnostics.selling.facts import Facts

MOST = 60
"""Products that a kit looks at: those that sold most, then the dearer ones."""
SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(kg|g|ml|l|리터)(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Product:
    """One product. What is not known is None or empty. `row` holds the listing's columns as the clinic reads them."""

    title: str
    channel: str = ""
    product_id: str = ""
    sku: str = ""
    brand: str = ""
    price: int | None = None
    origin: str = ""
    weight_g: int | None = None
    stock: int | None = None
    group: str | None = None
    group_from: str = ""
    kind: Goods = Goods.ANY
    unit_cost: Decimal | None = None
    packaging_cost: Decimal | None = None
    shipping_cost: Decimal | None = None
    sales: Decimal = Decimal(0)
    pieces: int = 0
    places: tuple[tuple[str, int | None], ...] = ()
    row: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The title without what promotes or repeats: as one would say it."""
        return titles.rebuilt(self.title, self.brand, self.channel or "naver") or " ".join(self.title.split())

    @property
    def short(self) -> str:
        """The name without the brand in front of it: what one calls it in a sentence."""
        name = self.name
        rest = name.removeprefix(self.brand).strip() if self.brand else name
        return rest or name

    @property
    def bare(self) -> str:
        """The name without brand and size: the thing itself, for a sentence."""
        rest = " ".join(w for w in self.short.split() if not re.match(r"^\d", w))
        return rest or self.short

    @property
    def size(self) -> str:
        """Weight or volume as the title states it; "" where it does not."""
        found = SIZE.search(self.title)
        return f"{found.group(1)}{found.group(2)}" if found else ""

    @property
    def grams(self) -> int | None:
        """Weight: as listed, else as the title states it; None where neither does."""
        if self.weight_g:
            return self.weight_g
        found = SIZE.search(self.title)
        if found is None:
            return None
        amount, unit = Decimal(found.group(1).replace(",", ".")), found.group(2).lower()
        return int(amount * (1000 if unit in ("kg", "l", "리터") else 1))


@dataclass(frozen=True)
class Shop:
    """The shop as of a day; `products` by sales, then price. `facts` and `selling` are what the channels are judged by."""

    merchant_id: str
    as_of: date
    record: Mapping[str, Any]
    products: tuple[Product, ...]
    facts: Facts
    selling: selling.Shop

    def text(self, column: str) -> str:
        """A column of the record as text; "" where it is not known."""
        return self.facts.text(column)

    @property
    def name(self) -> str:
        return self.text("name")

    @property
    def main(self) -> Product | None:
        """The product that the examples are about."""
        return self.products[0] if self.products else None

    @property
    def group(self) -> str | None:
        """The 고시 group of the main product, else of the industry."""
        if self.main is not None and self.main.group:
            return self.main.group
        return goods.notice_group(None, None, "", self.text("industry"))[0]

    @property
    def kind(self) -> Goods:
        if self.main is not None and self.main.kind is not Goods.ANY:
            return self.main.kind
        return goods.goods_of(self.group, self.text("industry"))

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels in use, by orders, then those with listings; naver where there is none yet."""
        used = sorted(self.facts.used, key=lambda c: -self.facts.used[c].orders)
        listed = sorted(c for c in self.facts.listed if c not in used)
        return (*used, *listed) or ("naver",)
