"""Rank the sales channels for one merchant: what is missing, what stays per order and per product, when the money comes."""

import argparse
from datetime import date
from typing import Any

from data.errors import InputProblem
from data.text import _
from diagnostics.commands.shared import add_store, as_day, workspace

HELP = "rank the sales channels for one merchant"
SHORT = ("product_id", "sku", "title", "price", "price_from", "contribution", "contribution_kind", "margin", "break_even_price",
         "break_even_missing", "break_even_volume", "pieces_per_month", "working_capital", "days_to_cash")  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    add_store(parser)
    parser.add_argument("--merchant", required=True)
    parser.add_argument("--as-of", type=as_day, help="first day that is not known any more, YYYY-MM-DD")
    parser.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="put a number in the place of the merchant's own, such as price=25000, volume=100 or returns=0.05; repeatable",
    )
    parser.add_argument(
        "--product",
        metavar="PRODUCT",
        help="a product's number, seller's code or name, or 'all': its rows, one per channel, with the whole arithmetic",
    )
    parser.add_argument("--channel", help="one channel only, by its id")
    parser.add_argument("--hours", help="hours a week that there are: also choose the best set of channels")
    parser.add_argument("--stock", help="pieces a month that there are: also choose the best set of channels")
    parser.add_argument("--most", type=int, choices=(1, 2, 3), help="largest number of channels in the set, 1 to 3 (default: 3)")
    parser.add_argument("--month", metavar="YYYY-MM", help="month whose sales the payout calendar follows (default: the next)")


def run(options: argparse.Namespace) -> Any:
    from diagnostics import units
    from diagnostics.selling.assumptions import named, settle
    from diagnostics.selling.effort import is_effort
    from diagnostics.selling.products import chosen, read_shop, rows
    from diagnostics.selling.recommendation import ranked, with_neighbours
    from diagnostics.selling.sets import MOST, solved

    given = {}
    for text in options.assume:
        name, sign, value = text.partition("=")
        if not sign:
            raise InputProblem(_("Write an assumption as NAME=NUMBER, such as price=25000."))
        given[name.strip()] = value.strip()
    known = units.channels()
    if options.channel and options.channel not in known:
        raise InputProblem(
            _("There is no channel {channel}. Known are: {known}."), channel=options.channel, known=", ".join(known)
        )
    wanted = [options.channel] if options.channel else None
    # Numbers of the best set (orders.naver=30 …) are not those of an order.
    effort = {name: value for name, value in given.items() if is_effort(name)}
    given = {name: value for name, value in given.items() if name not in effort}
    space = workspace(options)
    shop = read_shop(space, options.merchant, options.as_of)
    if options.product:
        products = shop.products if options.product == "all" else chosen(shop, options.product)
        return rows(shop, given, products, wanted)
    order = {**shop.entered, **named(given)}
    found = with_neighbours(space, shop.facts, ranked(shop.facts, order, _month(options.month)))
    # Numbers of a mean order are not those of each product: only what holds for the shop goes over to them.
    each = rows(shop, {n: v for n, v in named(given).items() if n not in ("price", "discount", "unit_cost", "pieces",
                                                                         "orders_per_month")}, channels=wanted)  # fmt: skip
    for channel in found:
        channel["products"] = [{k: row[k] for k in SHORT} for row in each if row["channel"] == channel["channel"]]
    shown = [c for c in found if wanted is None or c["channel"] in wanted]
    if options.hours is None and options.stock is None and options.most is None and not effort:
        return shown
    best = solved(shop.facts, settle(shop.facts, order), found, options.hours, options.stock, options.most or MOST, effort)
    return {"best_set": best, "channels": shown}


def _month(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(f"{text}-01")
    except ValueError:
        raise InputProblem(_("{month} is not a month. Write it as 2026-01."), month=text) from None
