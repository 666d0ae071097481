"""The listings as the law looks at them: one value per product of a channel, with its group and its notice."""
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.types as ir

from data import known
from data.known import Tables
from diagnostics import queries
from diagnostics.law import claims
from diagnostics.law.groups import group_of, regimes_of
from diagnostics.metrics.relations import Relations

_PLAIN = ("merchant_id", "channel", "product_id", "title", "keywords", "category", "origin", "certification", "notice_group",
          "notice", "amount", "observed_on")
SEVERITIES = ("block", "other")
FEW = 200
"""As many listings are read at once, with all their texts."""
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
    seen_on: date | None = None

    @property
    def name(self) -> str:
        return self.title or self.product_id

    @property
    def key(self) -> Key:
        return self.merchant_id, self.channel, self.product_id


class Listings:
    """The newest observations of the listings in `tables`.

    Of a few listings everything is read at once. Of many, the texts are first looked through where they are stored, and
    only those in which a rule may find something are read.
    """

    def __init__(self, tables: Tables):
        self._tables = tables
        self._texts: dict[Key, str] | None = None

    def read(self) -> list[Listing]:
        """All listings, by money at stake."""
        rows = queries.rows(self._tables, _first)
        if len(rows) <= FEW:
            self._texts = {(r["merchant_id"], r["channel"], r["product_id"]): r["detail_text"] for r in rows if r["detail_text"]}
            return [_listing({**row, **dict.fromkeys(SEVERITIES, True)}) for row in rows]
        kinds = tuple(sorted((r["group"], r["category"]) for r in queries.rows(self._tables, _kinds)))
        return [_listing(row) for row in queries.rows(self._tables, _marking(kinds))]

    def details(self, listings: Iterable[Listing]) -> dict[Key, str]:
        """The detail texts of these listings, where there are any."""
        wanted = {x.key for x in listings}
        if self._texts is not None:
            return {key: text for key, text in self._texts.items() if key in wanted}
        if not wanted:
            return {}
        ids = sorted({product_id for _m, _c, product_id in wanted})
        rows = self._run(lambda r: r.listings.filter(r.listings.product_id.isin(ids) & r.listings.detail_text.notnull())
                         .select("merchant_id", "channel", "product_id", "detail_text"))
        found = {(r["merchant_id"], r["channel"], r["product_id"]): r["detail_text"] for r in rows}
        return {key: text for key, text in found.items() if key in wanted}

    def _run(self, expression: queries.Expression) -> list[dict[str, Any]]:
        """Rows of an expression that is made for these listings, so that it is not worth keeping."""
        if self._tables.sql is None:
            return expression(Relations(self._tables)).to_pyarrow().to_pylist()
        result = self._tables.sql(known.compiled(expression(queries.relations("intake"))))
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _first(relations: Relations) -> ir.Table:
    """The first of the listings, with their texts; one more than are read at once."""
    return _ordered(relations.listings.select(*_PLAIN, "detail_text")).limit(FEW + 1)


def _kinds(relations: Relations) -> ir.Table:
    """The (notice group, category) that occur; "" where there is none."""
    t = relations.listings
    return t.select(group=t.notice_group.fill_null("").strip(), category=t.category.fill_null("")).distinct()


@lru_cache(maxsize=32)
def _marking(kinds: tuple[tuple[str, str], ...]) -> queries.Expression:
    """The same expression for the same kinds, so that a shop that is looked at again need not have it written down again."""
    return lambda relations: _marked(relations.listings, kinds)


def _ordered(t: ir.Table) -> ir.Table:
    return t.order_by(t.amount.desc(), t.merchant_id, t.channel, t.product_id)


def _marked(t: ir.Table, kinds: Sequence[tuple[str, str]]) -> ir.Table:
    """The listings without their detail texts, and whether rules of each severity may find something in them."""
    text = t.title.fill_null("") + "\n" + t.keywords.fill_null("") + "\n" + t.detail_text.fill_null("")
    return _ordered(t.select(*_PLAIN, **{name: _suspicion(t, text, name, kinds) for name in SEVERITIES}))


def _suspicion(t: ir.Table, text: ir.StringValue, severity: str, kinds: Sequence[tuple[str, str]]) -> ir.BooleanValue:
    """Whether rules of this severity may find something: the rules for the group that a listing belongs to."""
    stated: dict[tuple[str, ...], list[str]] = {}
    filed: dict[tuple[str, ...], list[str]] = {}
    for group, category in kinds:
        if group:
            stated.setdefault(regimes_of(group_of(group, None)[0]), []).append(group)
        elif category:
            filed.setdefault(regimes_of(group_of(None, category)[0]), []).append(category)
    branches = []
    for regimes in sorted({*stated, *filed} - {regimes_of(None)}):
        named = t.notice_group.strip().isin(stated.get(regimes, [""])).fill_null(False)
        unnamed = t.notice_group.fill_null("").strip() == ""
        inferred = unnamed & t.category.isin(filed.get(regimes, [""])).fill_null(False)
        branches.append((named | inferred, _found(text, regimes, severity)))
    general = _found(text, regimes_of(None), severity)
    return ibis.cases(*branches, else_=general) if branches else general


def _found(text: ir.StringValue, regimes: tuple[str, ...], severity: str) -> ir.BooleanValue:
    return ibis.or_(*(text.re_search(pattern) for pattern in claims.prefilters(regimes, severity)))


def _listing(row: Mapping[Any, Any]) -> Listing:
    group, inferred = group_of(row["notice_group"], row["category"])

    def text(name: str) -> str:
        return row[name] or ""

    return Listing(row["merchant_id"], row["channel"], row["product_id"], text("title"), text("keywords"), text("category"),
                   text("origin"), text("certification"), group, inferred, notice_of(row["notice"]),
                   frozenset(name for name in SEVERITIES if row[name]), float(row["amount"] or 0), row["observed_on"])


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
