"""The listings as the law looks at them: one value per product of a channel, with its group, its notice and its texts."""
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.types as ir

from data.known import Tables
from diagnostics import queries
from diagnostics.law import claims
from diagnostics.law.groups import group_of, regimes_of
from diagnostics.law.notice_given import given
from diagnostics.metrics.relations import Relations

_PLAIN = ("merchant_id", "channel", "product_id", "title", "keywords", "category", "origin", "certification", "notice_group",
          "notice", "amount", "observed_on")
SEVERITIES = ("block", "other")
FEW = 200
"""Up to as many listings are read without being looked through first."""
BATCH = 2_000
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Listing:
    """One listing. `group` is the code of its product group (None: not known) and `inferred` that we read it from the category
    path; `notice` is None where it is not known what the listing states; `suspect` says that rules of a severity (block,
    other) may find something in its texts; `detail` is the text of the detail page ("" where nothing is suspected, or there
    is none). `amount` is what it sold in 365 days, in won; `seen_on` the day of the observation."""

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
    detail: str = ""

    @property
    def name(self) -> str:
        return self.title or self.product_id

    @property
    def key(self) -> Key:
        return self.merchant_id, self.channel, self.product_id


def batches(tables: Tables) -> Iterator[list[Listing]]:
    """The newest observations of all listings, some thousands at a time: those that may have to be put right first, then by
    money at stake.

    Of a few listings everything is read at once. Of many, the texts are first looked through where they are stored, and only
    those come along in which a rule may find something.
    """
    rows = queries.rows(tables, _first)
    if len(rows) <= FEW:
        yield [_listing({**row, **dict.fromkeys(SEVERITIES, True)}) for row in rows]
        return
    kinds = tuple(sorted((r["group"], r["category"]) for r in queries.rows(tables, _kinds)))
    for some in _stream(tables, _marking(kinds)):
        yield [_listing(row) for row in some]


def _stream(tables: Tables, expression: queries.Expression) -> Iterator[list[dict[str, Any]]]:
    """The rows of an expression, some thousands at a time. All of them must be taken, or the engine stays busy."""
    if tables.sql is None:
        for batch in expression(Relations(tables)).to_pyarrow_batches(chunk_size=BATCH):
            yield batch.to_pylist()
        return
    result = queries.run(tables, expression, "intake")
    names = [column[0] for column in result.description]
    while rows := result.fetchmany(BATCH):
        yield [dict(zip(names, row, strict=True)) for row in rows]


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
    """The listings, and whether rules of each severity may find something in their texts; the detail text where they may."""
    text = t.title.fill_null("") + "\n" + t.keywords.fill_null("") + "\n" + t.detail_text.fill_null("")
    odd = text.re_search(claims.SUSPICIOUS)
    # What the notice says is looked through for the gravest alone.
    grave = text + "\n" + t.notice.fill_null("")
    marked = t.select(*_PLAIN, "detail_text", block=odd | _suspicion(t, grave, "block", kinds),
                      other=odd | _suspicion(t, text, "other", kinds))
    kept = ibis.ifelse(marked.block | marked.other, marked.detail_text, ibis.null("string"))
    seen = marked.select(*_PLAIN, *SEVERITIES, detail_text=kept)
    return seen.order_by(seen.block.desc(), seen.amount.desc(), seen.merchant_id, seen.channel, seen.product_id)


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
    notice, named = given(row["notice"])
    group, inferred = group_of(row["notice_group"], row["category"])
    if named is not None and (group is None or inferred):
        group, inferred = named, False

    def text(name: str) -> str:
        return row[name] or ""

    return Listing(row["merchant_id"], row["channel"], row["product_id"], text("title"), text("keywords"), text("category"),
                   text("origin"), text("certification"), group, inferred, notice,
                   frozenset(name for name in SEVERITIES if row[name]), float(row["amount"] or 0), row["observed_on"],
                   text("detail_text"))
