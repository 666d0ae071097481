"""Where to sell: every channel with what is missing to enter, what stays of an order, when the money comes, and why."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.selling import fit as fit_rules
from diagnostics.selling.assumptions import Assumptions, kept, named, settle
from diagnostics.selling.breakeven import Case, break_even
from diagnostics.selling.entry import entry
from diagnostics.selling.facts import Facts
from diagnostics.selling.fee_groups import group_name, is_fresh
from diagnostics.selling.model import Channel
from diagnostics.selling.month import fee_rate, month
from diagnostics.selling.neighbours import neighbours
from diagnostics.selling.reading import facts_of
from diagnostics.selling.view import (
    ENGLISH,
    basis_json,
    fee_range,
    fees_json,
    money_reasons,
    notes_for,
    other_plans,
    plain_step,
    rounded,
    say,
    share,
    sources_of,
    step_json,
)
from diagnostics.selling.work import calendar, cash, work_out

RULE = _(
    "Ranked: channels that you can enter now first, then those where papers must be confirmed, then those where something is "
    "missing; within these by what stays per order; where that is equal, by fit, then by how soon the money comes. A channel "
    "of which a fee is unknown stands after all others."
)


def recommend(
    workspace: Workspace, merchant_id: str, as_of: date | None = None, assumptions: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """All channels, the best first, worked out on the merchant's own prices, costs and mix.

    `as_of` is the first day that is not known any more (default: the day after the newest evidence). `assumptions` replaces
    numbers of an order (see `assumptions.LABELS`), over those that were entered for the merchant. Raises
    `InputProblem` for an unknown merchant or assumption, `AccessDenied` for somebody else's merchant.
    """
    facts = facts_of(workspace, merchant_id, as_of)
    found = ranked(facts, {**kept(workspace, merchant_id), **named(assumptions)})
    return with_neighbours(workspace, facts, found)


def with_neighbours(workspace: Workspace, facts: Facts, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ranked channels, each with how many of the shops most like this one still sold there after 90 days."""
    like = neighbours(workspace, facts.merchant_id, facts.as_of)
    return [{**channel, "neighbours": like[channel["channel"]]} for channel in found]


def payout_calendar(
    workspace: Workspace,
    merchant_id: str,
    month: date | None = None,
    as_of: date | None = None,
    assumptions: Mapping[str, Any] | None = None,
) -> dict[str, dict[str, Any]]:
    """Channel to the days on which which won of a month's sales arrive (see `payout_calendar.calendar_json`).

    `month` is any day of the month whose sales are followed (default: the first whole month from `as_of` on). Raises as
    `recommend`.
    """
    facts = facts_of(workspace, merchant_id, as_of)
    given = {**kept(workspace, merchant_id), **named(assumptions)}
    return {c["channel"]: c["calendar"] for c in ranked(facts, given, month)}


def ranked(facts: Facts, given: Mapping[str, Any] | None = None, month: date | None = None) -> list[dict[str, Any]]:
    """`recommend` on facts that were read before: arithmetic alone. `month`: whose sales the payout calendar follows."""
    numbers = settle(facts, given)
    facts = replace(facts, buyer_age=numbers.values["buyer_age"].amount)
    return rank([judge(channel, facts, numbers, month) for channel in units.channels().values()])


def rank(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The channels in the order of `RULE`, each with its `rank` from 1."""

    def place(c: dict[str, Any]) -> tuple[Any, ...]:
        stays, days = c["contribution_per_order"], c["days_to_cash"]
        return (
            stays is None,
            not c["eligible"],
            any(step["state"] == "missing" for step in c["missing_steps"]),
            -(stays or 0),
            -(0.5 if c["fit"] is None else c["fit"]),
            days is None,
            days or 0,
            c["channel"],
        )

    ordered = sorted(found, key=place)
    return [{**c, "rank": i} for i, c in enumerate(ordered, start=1)]


def judge(channel: Channel, facts: Facts, a: Assumptions, month_of: date | None = None) -> dict[str, Any]:
    """One channel for one merchant, in the shape of the facade but for its rank."""
    settled = facts.settled.get(channel.id)
    if settled is not None and settled.rate is None:
        settled = None
    plan = next((p for p in channel.plans if p.when(facts)), channel.plans[-1])
    work = work_out(channel, plan, facts, a, settled)
    gates = [(need, need.judge(facts)) for need in channel.requirements]
    used = channel.id in facts.used
    steps = [step_json(need, state.state, state.known_from) for need, state in gates]
    missing = [] if used else [s for s in steps if s["state"] == "missing" or (s["state"] == "unknown" and s["blocks"])]
    confirm = [s for s in steps if s["state"] == "unknown" and s not in missing]
    days, payout = cash(channel, plan, facts)
    rate = fee_rate(work.fees, a, settled)
    reasons = fit_rules.reasons(channel.fit, facts)
    reason_texts = [say(r.reason) for r in reasons] + money_reasons(channel, work, a, facts, settled, rate, days)
    fall, sources = work.fall, sources_of(channel, work, settled)
    monthly = month(work.fees, a, fall, days, settled)
    case = Case(work.fees, a, settled, is_fresh(facts.main_group))
    return {
        "channel": channel.id,
        "title": channel.title,
        "what": say(channel.what),
        "eligible": not missing,
        "missing": [plain_step(s) for s in missing],
        "missing_steps": missing,
        "to_confirm": confirm,
        "gates": steps,
        "entry": entry(channel, facts),
        "contribution_per_order": fall.contribution,
        "contribution_at_most": fall.known_sum if fall.contribution is None else None,
        "contribution_kind": "after_goods" if fall.complete else "before_goods",
        "missing_costs": list(a.missing),
        "contribution_range": None if work.best is None else [fall.known_sum, work.best.known_sum],
        "margin": share(fall.contribution, a.paid),
        "fee_rate": rounded(rate),
        "fee_rate_range": fee_range(work, a, settled),
        "days_to_cash": None if days is None else float(days),
        "days_to_cash_text": say(payout),
        "fit": fit_rules.fit(reasons),
        "fit_reasons": [
            {"score": r.score, "about": fit_rules.about(r), "reason": say(r.reason), "basis": basis_json(r.basis)}
            for r in reasons
        ],
        "fit_unknown": [{"about": topic, "ask": say(fit_rules.ASK[topic])} for topic in fit_rules.unknown(channel.fit, facts)],
        "reasons": [ENGLISH.say(r) for r in reason_texts],
        "reason_texts": reason_texts,
        "sources": [ENGLISH.say(source) for source in sources],
        "source_texts": sources,
        "fees": fees_json(work, a, settled),
        "arithmetic": [line.to_json() for line in fall.lines],
        "unknown_fees": list(fall.unknown),
        "assumptions": a.to_json(),
        "assumed": list(a.assumed),
        **break_even(case, fall.contribution is not None),
        "monthly": monthly,
        "working_capital": monthly["cash_tied_up"],
        "calendar": calendar(channel, plan, facts, a, monthly["fees"], month_of),
        "in_use": used,
        "listed": channel.id in facts.listed,
        "plan": {"id": plan.id, "title": say(plan.title)},
        "other_plans": other_plans(channel, plan, facts, a),
        "notes": [*(say(n) for n in channel.notes), *notes_for(facts, a, work)],
        "ranking": say(RULE),
        "category": {
            "group": facts.main_group,
            "name": group_name(facts.main_group),
            "from": facts.mix_from,
            "share": share(dict(facts.mix).get(facts.main_group), sum((w for _g, w in facts.mix), Decimal(0))),
        },
    }
