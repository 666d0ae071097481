"""Listings (상품·상세페이지): each check asks for which share of the sales the listings do well."""
from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from diagnostics.metrics.relations import Relations

Rule = Callable[[ir.Table], ir.BooleanValue]


def worst(rule: Rule, *columns: str, bad: bool = False) -> Callable[[Relations], ir.Table]:
    """The listings for which `rule` is `bad`, by money at stake, with `columns` as proof."""
    return worst_of("listings", rule, *columns, bad=bad)


def worst_of(relation: str, rule: Rule, *columns: str, bad: bool = False) -> Callable[[Relations], ir.Table]:
    """The same of another relation whose rows are listings."""
    def rows(relations: Relations) -> ir.Table:
        t = getattr(relations, relation)
        kept = rule(t)
        t = t.filter(kept if bad else ~kept).order_by(t.amount.desc(), t.channel, t.product_id)
        proof = {c: t[c] for c in ("channel", *columns, "amount")}
        return t.select("merchant_id", title=ibis.coalesce(t.title, t.product_id), **proof)
    return rows
