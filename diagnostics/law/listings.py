"""The listings as the law looks at them: one value per product of a channel, with its group and its notice."""
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ibis
import ibis.expr.types as ir

from data.workspace import Tables
from diagnostics.law import claims
from diagnostics.law.groups import group_of, regimes_of
from diagnostics.metrics.relations import Relations

_PLAIN = ("merchant_id", "channel", "product_id", "title", "keywords", "category", "origin", "certification", "notice_group",
          "notice", "amount")
SEVERITIES = ("block", "other")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Listing:
    """One listing without its detail text. `group` is the code of its product group (None: not known) and `inferred` that
    we read it from the category path; `notice` is None where it is not known what the listing states; `suspect` says that
    rules of a severity (block, other) may find something in its texts. `amount` is what it sold in 365 days, in won."""

    merchant_id: str
    channel: str
    product_id: str
    title: str
    keywords: str
    category: str
    origin: str
    certification: str
    group: str | None
    inferred: bool
    notice: Mapping[str, str] | None
    suspect: frozenset[str]
    amount: float

    @property
    def name(self) -> str:
        return self.title or self.product_id

    @property
    def key(self) -> Key:
        return self.merchant_id, self.channel, self.product_id


class Listings:
    """The newest observations of the listings in `tables`."""

    def __init__(self, tables: Tables):
        self._table = Relations(tables).listings

    def read(self) -> list[Listing]:
        """All listings, by money at stake. Their texts are only looked through for suspicion, where they are stored."""
        t = self._table
        text = t.title.fill_null("") + "\n" + t.keywords.fill_null("") + "\n" + t.detail_text.fill_null("")
        flags = {name: self._suspicion(text, name) for name in SEVERITIES}
        found = t.select(*_PLAIN, **flags).order_by(ibis.desc("amount"), "merchant_id", "channel", "product_id").execute()
        return [_listing(row) for row in found.astype(object).where(found.notna(), None).to_dict("records")]

    def details(self, listings: Iterable[Listing]) -> dict[Key, str]:
        """The detail texts of these listings, where there are any."""
        t = self._table
        ids = sorted({x.product_id for x in listings})
        if not ids:
            return {}
        rows = t.filter(t.product_id.isin(ids) & t.detail_text.notnull())
        found = rows.select("merchant_id", "channel", "product_id", "detail_text").execute()
        return {(m, c, p): text for m, c, p, text in found.itertuples(index=False, name=None)}

    def _suspicion(self, text: ir.StringValue, severity: str) -> ir.BooleanValue:
        """Whether rules of this severity may find something: the rules for the group that a listing belongs to."""
        t = self._table
        stated: dict[tuple[str, ...], list[str]] = {}
        filed: dict[tuple[str, ...], list[str]] = {}
        for group, category in self._kinds:
            if group:
                stated.setdefault(regimes_of(group_of(group, None)[0]), []).append(group)
            elif category:
                filed.setdefault(regimes_of(group_of(None, category)[0]), []).append(category)
        branches = []
        for regimes in sorted({*stated, *filed} - {regimes_of(None)}):
            named = t.notice_group.strip().isin(stated.get(regimes, [""]))
            unnamed = t.notice_group.fill_null("").strip() == ""
            branches.append((named.fill_null(False) | (unnamed & t.category.isin(filed.get(regimes, [""])).fill_null(False)),
                             _found(text, regimes, severity)))
        general = _found(text, regimes_of(None), severity)
        return ibis.cases(*branches, else_=general) if branches else general

    @cached_property
    def _kinds(self) -> list[tuple[str, str]]:
        """The (notice group, category) that occur; "" where there is none."""
        t = self._table
        kinds = t.select(group=t.notice_group.fill_null("").strip(), category=t.category.fill_null(""))
        return [(g, c) for g, c in kinds.distinct().execute().itertuples(index=False, name=None)]


def _found(text: ir.StringValue, regimes: tuple[str, ...], severity: str) -> ir.BooleanValue:
    return ibis.or_(*(text.re_search(pattern) for pattern in claims.prefilters(regimes, severity)))


def _listing(row: Mapping[Any, Any]) -> Listing:
    group, inferred = group_of(row["notice_group"], row["category"])

    def text(name: str) -> str:
        return row[name] or ""

    return Listing(row["merchant_id"], row["channel"], row["product_id"], text("title"), text("keywords"), text("category"),
                   text("origin"), text("certification"), group, inferred, notice_of(row["notice"]),
                   frozenset(name for name in SEVERITIES if row[name]), float(row["amount"] or 0))


def notice_of(stored: str | None) -> dict[str, str] | None:
    """The notice as item to text; None where nothing is known of it, or it is no JSON object."""
    if stored is None or not stored.strip():
        return None
    try:
        found = json.loads(stored)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    return {str(k): "" if v is None else str(v).strip() for k, v in found.items()}
