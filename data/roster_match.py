"""Which shop of the store a row of a roster means."""
import uuid
from collections import defaultdict
from typing import Any

import pandas as pd

from data.roster_file import RosterFile, Row
from data.text import _

FACTS = ("name", "region", "industry", "business_number")
"""What a roster may say of a shop that the store does not know yet."""


class Shops:
    """Finds the shop of a row, among those of the store and those that the file has made so far."""

    def __init__(self, merchants: pd.DataFrame):
        self.ids = set(merchants.merchant_id)
        self.fresh: dict[str, dict[str, Any]] = {}
        self._by: dict[str, dict[str, set[str]]] = {"business_number": defaultdict(set), "name": defaultdict(set)}
        for column, found in self._by.items():
            for id, text in zip(merchants.merchant_id, merchants[column], strict=True):
                if isinstance(text, str):
                    found[plain(text)].add(id)

    def id_of(self, row: Row, file: RosterFile) -> str | None:
        """The id of the shop; None, and a reason in `file.rejects`, where it cannot be told."""
        given = row.who.get("merchant_id")
        if given:
            return given if given in self.ids else self._made(given, row)
        for column, found in self._by.items():
            text = row.who.get(column)
            if not text:
                continue
            ids = found[plain(text)]
            if len(ids) > 1:
                file.reject(row.number, "", _("Several shops fit this row. Write the shop's number into it."))
                return None
            if ids:
                return next(iter(ids))
        return self._made(f"shop-{uuid.uuid4().hex[:12]}", row)

    def _made(self, id: str, row: Row) -> str:
        self.ids.add(id)
        self.fresh[id] = {column: row.who.get(column) for column in FACTS}
        for column, found in self._by.items():
            if row.who.get(column):
                found[plain(row.who[column])].add(id)
        return id


def plain(text: str) -> str:
    """Without spaces, hyphens and case."""
    return "".join(text.split()).replace("-", "").casefold()
