"""What stays of each product on each channel: its own price, cost, fee group and settlements, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.selling.assumptions import kept, named
from diagnostics.selling.breakeven import Case, break_even
from diagnostics.selling.facts import Facts, Settled
from diagnostics.selling.fee_groups import group_name, is_fresh
from diagnostics.selling.fees import won
from diagnostics.selling.model import Channel, FeePlan
from diagnostics.selling.month import fee_rate, tied_up, totals
from diagnostics.selling.pieces import settle_piece
from diagnostics.selling.product_facts import Product, read_products
from diagnostics.selling.reading import opened, read_facts
from diagnostics.selling.recommendation import rank
from diagnostics.selling.terms import Assumptions
from diagnostics.selling.view import ENGLISH, fees_json, rounded, say, share, sources_of
from diagnostics.selling.work import calendar, cash, work_with


@dataclass(frozen=True)
class Shop:
    """A merchant as read once from the store: facts, products, and the numbers that somebody entered. All arithmetic that
    follows needs no store."""

    facts: Facts
    products: tuple[Product, ...]
    entered: Mapping[str, Any]


def read_shop(workspace: Workspace, merchant_id: str, as_of: date | None = None) -> Shop:
    """Everything that the arithmetic of channels needs. Raises `InputProblem` for an unknown merchant, `AccessDenied` for
    somebody else's."""
    tables = opened(workspace, merchant_id, as_of)
    facts = read_facts(tables, merchant_id)
    planned = workspace.tables(tables.as_of, [merchant_id], planned=True)
    return Shop(facts, tuple(read_products(tables, planned, facts)), kept(workspace, merchant_id))


def product_channels(
    workspace: Workspace, merchant_id: str, as_of: date | None = None, assumptions: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """One row per product and channel, reckoned for one piece; products with the largest sales first, channels by id.

    `assumptions` (see `terms.LABELS`, or short: price, volume, returns) replaces numbers of every product. A merchant
    without any product has no rows. Raises as `read_shop`, and `InputProblem` for impossible assumptions.
    """
    return rows(read_shop(workspace, merchant_id, as_of), assumptions)


def chosen(shop: Shop, wanted: str) -> tuple[Product, ...]:
    """The products with this number, code or name. Raises `InputProblem` where there is none."""
    found = tuple(p for p in shop.products if wanted in (p.product_id, p.sku, p.title, *p.ids.values()))
    if not found:
        raise InputProblem(_("There is no product {product}. Give its number, its code or its name."), product=wanted)
    return found


def rows(
    shop: Shop,
    assumptions: Mapping[str, Any] | None = None,
    products: Sequence[Product] | None = None,
    channels: Sequence[str] | None = None,
) -> list[dict[str, Any]]:
    """The rows of `product_channels` for some products and channels (default: all)."""
    given = named(assumptions)
    places = [(c, _plan(c, shop.facts)) for id, c in units.channels().items() if channels is None or id in channels]
    waits = {channel.id: cash(channel, plan, shop.facts) for channel, plan in places}
    found = []
    for product in shop.products if products is None else products:
        a = settle_piece(product, shop.products, shop.facts, shop.entered, given)
        found += [_row(product, channel, plan, a, shop.facts, waits[channel.id]) for channel, plan in places]
    return found


def _plan(channel: Channel, facts: Facts) -> FeePlan:
    return next((p for p in channel.plans if p.when(facts)), channel.plans[-1])


def _settled(product: Product, channel: Channel, plan: FeePlan, a: Assumptions, facts: Facts) -> Settled | None:
    """Own settlements of the product; those of the shop where the channel asks the same of this product as of the others."""
    whole = facts.settled.get(channel.id)
    if whole is None:
        return None
    own = product.settled.get(channel.id)
    if own is not None and own.rate is not None:
        return replace(
            own,
            shipping_lines=whole.shipping_lines,
            shipping_base=whole.shipping_base,
            shipping_fees=whole.shipping_fees,
        )
    if whole.rate is None:
        return None
    here = fee_rate(work_with(channel, plan, _mix(product), a, None, False).fees, a)
    there = fee_rate(work_with(channel, plan, facts.mix, a, None, False).fees, a)
    return whole if here is not None and here == there else None


def _mix(product: Product) -> tuple[tuple[str, Any], ...]:
    return ((product.group, 1),) if product.group else ()


def _row(
    product: Product, channel: Channel, plan: FeePlan, a: Assumptions, facts: Facts, wait: tuple[Any, str]
) -> dict[str, Any]:
    settled = _settled(product, channel, plan, a, facts)
    fresh = is_fresh(product.group)
    work = work_with(channel, plan, _mix(product), a, settled, fresh)
    fall, (days, payout) = work.fall, wait
    pieces = a["orders_per_month"]
    fees, _parts, stays = totals(work.fees, a, fall, settled)
    sources = sources_of(channel, work, settled)
    return {
        "product_id": product.product_id,
        "sku": product.sku,
        "title": product.title,
        "ids": dict(product.ids),
        "channel": channel.id,
        "channel_title": channel.title,
        "plan": {"id": plan.id, "title": say(plan.title)},
        "category": {"group": product.group, "name": group_name(product.group), "from": product.group_from},
        "price": won(a["price"]),
        "price_from": a.values["price"].origin,
        "paid": won(a.paid),
        "arithmetic": [line.to_json() for line in fall.lines],
        "contribution": fall.contribution,
        "contribution_at_most": fall.known_sum if fall.contribution is None else None,
        "contribution_kind": "after_goods" if fall.complete else "before_goods",
        "contribution_range": None if work.best is None else [fall.known_sum, work.best.known_sum],
        "margin": share(fall.contribution, a.paid),
        "fee_rate": rounded(fee_rate(work.fees, a, settled)),
        "fees": fees_json(work, a, settled),
        "unknown_fees": list(fall.unknown),
        "missing_costs": list(a.missing),
        **break_even(Case(work.fees, a, settled, fresh), fall.contribution is not None),
        "pieces_per_month": float(round(pieces, 2)),
        "monthly": {
            "pieces": float(round(pieces, 2)),
            "orders": float(round(pieces, 1)),
            "sales": won(a.paid * pieces),
            "fees": fees,
            "contribution": stays,
            "cash_tied_up": tied_up(a, days),
        },
        "calendar": calendar(channel, plan, facts, a, fees),
        "working_capital": tied_up(a, days),
        "days_to_cash": None if days is None else float(days),
        "days_to_cash_text": say(payout),
        "sold_there": channel.id in product.ids,
        "assumptions": a.to_json(),
        "assumed": list(a.assumed),
        "sources": [ENGLISH.say(source) for source in sources],
        "source_texts": sources,
    }


MONEY = (
    "contribution_at_most", "contribution_kind", "contribution_range", "margin", "fee_rate", "fees", "arithmetic", "unknown_fees",
    "missing_costs", "break_even_price", "break_even_price_before_goods", "break_even_missing", "break_even_volume", "fixed_fee",
    "working_capital", "monthly", "calendar", "assumptions", "assumed", "sources", "source_texts",
)  # fmt: skip


def focused(channels: Sequence[Mapping[str, Any]], of_product: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The channels of `recommend` with the money of one product in the place of the mean order's, ranked anew."""
    by_channel = {row["channel"]: row for row in of_product}
    found = []
    for channel in channels:
        row = by_channel[channel["channel"]]
        reasons = [r["reason"] for r in channel["fit_reasons"]]
        found.append(
            {
                **channel,
                **{key: row[key] for key in MONEY},
                "contribution_per_order": row["contribution"],
                "reason_texts": reasons,
                "reasons": [ENGLISH.say(reason) for reason in reasons],
            }
        )
    return rank(found)
