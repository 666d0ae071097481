"""The products of one list as columns, so that a rule is asked of thousands at once."""
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Book:
    """Products as `data.master.products` gives them; what is not known is NaN or ""."""

    def __init__(self, products: Sequence[Mapping[str, Any]]):
        self.products = products
        self._numbers: dict[str, Numbers] = {}

    def __len__(self) -> int:
        return len(self.products)

    def numbers(self, name: str) -> Numbers:
        """A numeric field; NaN where it is not known."""
        if name not in self._numbers:
            values = (p.get(name) for p in self.products)
            self._numbers[name] = np.array([np.nan if v is None else float(v) for v in values], dtype=np.float64)
        return self._numbers[name]

    def texts(self, name: str) -> list[str]:
        return [str(p.get(name) or "") for p in self.products]

    @cached_property
    def own(self) -> dict[str, list[tuple[int, Mapping[str, Any]]]]:
        """Channel to (place of the product, what it has of its own there)."""
        found: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
        for place, product in enumerate(self.products):
            for channel, said in (product.get("per_channel") or {}).items():
                found.setdefault(channel, []).append((place, said))
        return found

    @cached_property
    def names(self) -> list[str]:
        return self.texts("title")

    def titles(self, channel: str) -> list[str]:
        """The names as they stand on a channel."""
        other = {place: str(said["title"]) for place, said in self.own.get(channel, ()) if said.get("title")}
        return [other.get(place, name) for place, name in enumerate(self.names)] if other else self.names

    def prices(self, channel: str) -> Numbers:
        """The prices as they stand on a channel."""
        found = self.numbers("price").copy()
        for place, said in self.own.get(channel, ()):
            if said.get("price") is not None:
                found[place] = float(said["price"])
        return found

    def has_own(self, channel: str, field: str) -> Flags:
        """Whether a product has a value of its own on a channel."""
        found = np.zeros(len(self), dtype=bool)
        for place, said in self.own.get(channel, ()):
            found[place] = said.get(field) is not None
        return found

    def wanted(self, channel: str) -> Flags:
        """Whether a product is meant for a channel: it names none, or this one."""
        return np.array([not p.get("channels") or channel in p["channels"] for p in self.products], dtype=bool)
