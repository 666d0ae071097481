"""Which channels together: the best set of at most three under the hours and goods that there are.

Worth of a set: what its channels leave in a month, by what stays per order, if each brings the orders that are assumed of it.
These orders are the shop's own where it sells, else the same number for every channel: an assumption to compare by, said as
such, never a forecast. Where no money is known, points of fit stand in its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from data.errors import InputProblem
from data.reference.fees import find_fee
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.selling import set_words as words
from diagnostics.selling.assumptions import Assumptions, kept, named, settle
from diagnostics.selling.effort import BASIS, ESM, SETUP_WEEKS, Efforts, amount, efforts, is_effort
from diagnostics.selling.facts import Facts
from diagnostics.selling.fees import Fees
from diagnostics.selling.reading import facts_of
from diagnostics.selling.recommendation import ranked
from diagnostics.selling.set_solver import Limits, Option, Outcome, ordered
from diagnostics.selling.view import basis_json, say

MOST = 3
LEAST_FIT = 0.4
"""Channels that suit the shop less than this are not chosen on the strength of an assumed number of orders."""
NOT_IN_HAND = ("handmade", "selection")
"""Requirements that nobody can fulfil by applying."""
HOURS = {0: Decimal("0.5"), 1: Decimal("1.5"), 2: Decimal(4), 3: Decimal(8), 4: Decimal(12)}
"""Hours a week behind the answers of the self-check: the middle of each."""
USUAL_HOURS = Decimal(10)
MORE_HOURS, MORE_STOCK = (1, 2, 3, 5, 10), (10, 20, 50, 100)


@dataclass(frozen=True)
class Case:
    """Everything that is solved: options, why others are none, limits, what is kept, where numbers are from."""

    options: tuple[Option, ...]
    refused: tuple[dict[str, Any], ...]
    limits: Limits
    most: int
    keep: frozenset[str]
    kind: str
    origin: Mapping[str, str]
    titles: Mapping[str, str]
    dropped: bool = False


def best_set(
    workspace: Workspace,
    merchant_id: str,
    hours: Any = None,
    stock: Any = None,
    most: int = MOST,
    as_of: date | None = None,
    assumptions: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The best set of at most `most` (1..3) channels for `hours` a week and `stock` pieces a month (None: as far as known).

    `assumptions` takes those of `recommend` and those of `effort.efforts`. For the shape see `solved`. Raises `InputProblem` for
    impossible numbers or an unknown merchant, `AccessDenied` for somebody else's.
    """
    given = dict(assumptions or {})
    facts = facts_of(workspace, merchant_id, as_of)
    order = {**kept(workspace, merchant_id), **named({n: v for n, v in given.items() if not is_effort(n)})}
    found = ranked(facts, order)
    return solved(facts, settle(facts, order), found, hours, stock, most, {n: v for n, v in given.items() if is_effort(n)})


def solved(facts: Facts, numbers: Assumptions, found: Sequence[Mapping[str, Any]], hours: Any = None, stock: Any = None,
           most: int = MOST, given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The same on what `ranked` found before: arithmetic alone.

    {channels, value (won a month, or points where value_kind is "fit"), value_kind: after_goods | before_goods | fit, parts:
    [{channel, orders, orders_assumed, orders_from, orders_shared, each, fee, value, setup_hours, running_hours, minimum, kept}],
    hours, stock: {available, from, used}, limited_by, text, reasons, next: {hours, stock}, runner_up, singles, not_chosen:
    [{channel, reason}], assumptions, is_forecast: False}.
    """
    case = case_of(facts, numbers, found, hours, stock, most, efforts(given, units.channels()))
    sets = ordered(case.options, case.limits, case.most, case.keep)
    if not sets and case.keep:  # the shop's own channels do not fit any more: choose freely, and say so
        case = replace(case, keep=frozenset(), dropped=True)
        sets = ordered(case.options, case.limits, case.most)
    chosen = sets[0] if sets else None
    return {**words.result(case, sets, chosen), "next": _next(case, chosen), "basis": basis_json(BASIS), "is_forecast": False}


def case_of(facts: Facts, numbers: Assumptions, found: Sequence[Mapping[str, Any]], hours: Any, stock: Any, most: int,
            e: Efforts) -> Case:
    """The numbers of the case. Raises `InputProblem` for impossible ones."""
    if most not in (1, 2, 3):
        raise InputProblem(_("At most one, two or three channels can be chosen together."))
    money = numbers.values["price"].origin != "assumed" and any(c["contribution_per_order"] is not None for c in found)
    complete = all(c["contribution_kind"] == "after_goods" for c in found)
    kind = "fit" if not money else "after_goods" if complete else "before_goods"
    own = {c: use.orders / facts.basket.months for c, use in facts.used.items() if use.orders} if facts.basket else {}
    new = e.each_new if e.each_new is not None else (sum(own.values(), Decimal(0)) / len(own) if own
                                                     else numbers["orders_per_month"])
    options, refused = [], []
    for channel in found:
        why = _refused(channel, money)
        if why is not None:
            refused.append({"channel": channel["channel"], "title": say(channel["title"]), "reason": why})
            continue
        options.append(_option(channel, numbers, e, e.orders.get(channel["channel"], own.get(channel["channel"], new)),
                               channel["channel"] in own, money))
    hours_at, hours_from = _hours(hours, facts)
    stock_at, stock_from = _stock(stock, facts)
    limits = Limits(hours_at, stock_at, e.minutes, max(numbers["pieces"], Decimal("0.01")), SETUP_WEEKS, e.overlap, ESM)
    running = frozenset(o.channel for o in options if o.measured)
    if not running and not money:  # points of fit do not add up like money: what suits best alone is where one begins
        alone = ordered(options, limits, 1)
        running = frozenset(alone[0].channels) if alone else running
    origin = {"hours": hours_from, "stock": stock_from,
              "orders": "given" if e.each_new is not None else "own" if own else numbers.values["orders_per_month"].origin,
              **{c: "given" if c in e.orders else "own" if c in own else "assumed" for c in units.channels()}}
    return Case(tuple(options), tuple(refused), limits, most, running if len(running) <= most else frozenset(), kind, origin,
                {c["channel"]: c["title"] for c in found})


def _refused(channel: Mapping[str, Any], money: bool) -> dict[str, Any] | None:
    """Why a channel cannot be chosen; None where it can."""
    each, fit = channel["contribution_per_order"], channel["fit"]
    if each is None and not money:
        return say(_("A fee there is not known: ask for it before you enter."))
    if each is None and channel["contribution_at_most"] < 0:
        return say(_("Each order loses {loss:won} there, and a fee that is not known comes on top."),
                   loss=-channel["contribution_at_most"])
    if each is None:
        return say(_("A fee is not known, so what stays cannot be said (at most {most:won} per order)."),
                   most=channel["contribution_at_most"])
    if money and each <= 0 and channel["contribution_kind"] == "after_goods":
        return say(_("Each order loses {loss:won} there."), loss=-each)
    if money and each <= 0:
        return say(_("Nothing stays of an order even before the goods are paid."))
    if channel["in_use"]:
        return None
    blocked = [s for s in channel["missing_steps"] if s["id"] in NOT_IN_HAND and s["state"] == "missing"]
    if blocked:
        return say(_("Entry is not in your hands: {what}."), what=blocked[0]["title"])
    if fit is None and not money:
        return say(_("Nothing is known that speaks for or against it."))
    if fit is not None and fit < LEAST_FIT:
        return say(_("It suits your shop little (fit {fit:percent})."), fit=fit)
    return None


def _option(channel: Mapping[str, Any], numbers: Assumptions, e: Efforts, orders: Decimal, measured: bool, money: bool) -> Option:
    id, effort = channel["channel"], e.of(channel["channel"])
    plan = next(p for p in units.channels()[id].plans if p.id == channel["plan"]["id"])
    fees = Fees((), find_fee(id, plan.monthly) if plan.monthly else None)
    paid, fit = numbers.paid, Decimal(str(channel["fit"] if channel["fit"] is not None else 0.5))
    return Option(
        id, Decimal(channel["contribution_per_order"]) if money else fit, orders,
        Decimal(0) if channel["in_use"] else effort.setup, effort.running, effort.minimum,
        (lambda n: Decimal(fees.monthly(paid * n))) if money else (lambda n: Decimal(0)), fit, measured)


def _hours(hours: Any, facts: Facts) -> tuple[Decimal, str]:
    if hours is not None:
        return amount("hours", hours), "given"
    answered = facts.answer("hours")
    return (USUAL_HOURS, "assumed") if answered is None else (HOURS[answered], "answer")


def _stock(stock: Any, facts: Facts) -> tuple[Decimal | None, str]:
    if stock is not None:
        return amount("stock", stock), "given"
    return (None, "unknown") if facts.in_stock is None else (Decimal(facts.in_stock), "listings")


def _next(case: Case, chosen: Outcome | None) -> dict[str, Any]:
    """What more hours or more goods would bring: the smallest step that changes anything."""
    found: dict[str, Any] = {}
    for name, steps in (("hours", MORE_HOURS), ("stock", MORE_STOCK)):
        limit = getattr(case.limits, name)
        found[name] = None if limit is None else words.no_gain(name, steps[-1])
        for more in steps if limit is not None else ():
            sets = ordered(case.options, replace(case.limits, **{name: limit + more}), case.most, case.keep)
            if sets and (chosen is None or sets[0].value > chosen.value):
                found[name] = words.gain(case, name, more, sets[0], chosen)
                break
    return found
