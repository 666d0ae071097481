"""Gathers what is wrong: a fault names product, field, channel, how grave it is, the sentence, what to do, and a safe fix."""
from collections.abc import Mapping
from typing import Any

from data.reference.product_rules import Rule
from diagnostics.master.book import Book, Flags

BLOCK, WARN = "block", "warn"
Fault = dict[str, Any]


def say(text: str, **params: Any) -> dict[str, Any]:
    return {"text": text, "params": params}


def fix(field: str, before: Any, after: Any) -> dict[str, Any]:
    """A change that is safe to make with one click; `field` as `data.master.save` takes it."""
    return {"field": field, "before": before, "after": after}


class Found:
    """The faults of one list, in the order in which they are found."""

    def __init__(self, book: Book):
        self.book = book
        self.faults: list[Fault] = []
        self._wanted: dict[str, Flags] = {}

    def wanted(self, channel: str) -> Flags:
        if channel not in self._wanted:
            self._wanted[channel] = self.book.wanted(channel)
        return self._wanted[channel]

    def add(self, place: int, channel: str, name: str, field: str, said: Mapping[str, Any], todo: Mapping[str, Any], *,
            severity: str, basis: Mapping[str, Any], change: Mapping[str, Any] | None = None) -> None:
        product = self.book.products[place]
        self.faults.append({"product_id": product["product_id"], "sku": product.get("sku"), "title": product.get("title"),
                            "channel": channel, "field": field, "rule": name, "severity": severity, "said": said, "todo": todo,
                            "fix": change, "basis": basis})

    def by(self, rule: Rule, place: int, channel: str, name: str, field: str, said: Mapping[str, Any], todo: Mapping[str, Any],
           change: Mapping[str, Any] | None = None) -> None:
        """A fault whose severity and basis are those of a rule."""
        self.add(place, channel, name, field, said, todo, severity=rule.severity, basis=rule.basis, change=change)
