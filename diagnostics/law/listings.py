"""The listings as the law looks at them: one value per product of a channel, with its group and its notice."""
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis

from data.workspace import Tables
from diagnostics.law import claims
from diagnostics.law.groups import group_of
from diagnostics.metrics.relations import Relations

_PLAIN = ("merchant_id", "channel", "product_id", "title", "keywords", "category", "origin", "certification", "notice_group",
          "notice", "amount")


@dataclass(frozen=True)
class Listing:
    """One listing. `group` is the code of its product group (None: not known) and `inferred` that we read it from the
    category path; `notice` is None where it is not known what the listing states; `suspect` are the regimes whose rules
    may find something in its texts (the detail text is read only then). `amount` is what it sold in 365 days, in won."""

    merchant_id: str
    channel: str
    product_id: str
    title: str
    keywords: str
    detail_text: str
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


def read(tables: Tables) -> list[Listing]:
    """The newest observation of every listing, by money at stake."""
    t = Relations(tables).listings
    text = t.title.fill_null("") + "\n" + t.keywords.fill_null("") + "\n" + t.detail_text.fill_null("")
    flags = {f"_{regime}": text.re_search(pattern) for regime, pattern in claims.prefilters().items()}
    marked = t.select(*_PLAIN, detail=t.detail_text, **flags)
    # The long texts stay where they are unless a rule may find something in them.
    wanted = marked.mutate(detail=ibis.ifelse(ibis.or_(*(marked[name] for name in flags)), marked.detail, ibis.null("string")))
    rows = wanted.order_by(wanted.amount.desc(), "merchant_id", "channel", "product_id").execute()
    return [_listing(row) for row in rows.astype(object).where(rows.notna(), None).to_dict("records")]


def _listing(row: Mapping[Any, Any]) -> Listing:
    group, inferred = group_of(row["notice_group"], row["category"])

    def text(name: str) -> str:
        return row[name] or ""

    return Listing(row["merchant_id"], row["channel"], row["product_id"], text("title"), text("keywords"), text("detail"),
                   text("category"), text("origin"), text("certification"), group, inferred, notice_of(row["notice"]),
                   frozenset(regime for regime in claims.prefilters() if row[f"_{regime}"]), float(row["amount"] or 0))


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
