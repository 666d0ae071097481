"""Where to sell: every channel with what is missing to enter, what stays of an order, when the money comes, and why."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import channel_fit, units
from diagnostics.channel_assumptions import DELIVERY_DAYS, Assumptions, settle
from diagnostics.channel_facts import Facts, Settled, read_facts
from diagnostics.channel_fees import Fees, percent, resolve
from diagnostics.channel_model import Channel, FeePlan, GateState, Requirement
from diagnostics.economics import Waterfall, fee_rate, month, waterfall
from diagnostics.fee_groups import PERISHABLE, group_name
from diagnostics.model import Basis
from diagnostics.settlement_days import mean_days
from diagnostics.texts import Texts

RULE = _("Ranked: channels that you can enter now first; then by what stays per order; where that is equal, by fit, then by how "
         "soon the money comes. Where a fee is unknown the channel stands after the known ones.")
ENOUGH_CONFIRMED = 30
Message = dict[str, Any]
_ENGLISH = Texts("en")


def say(text: str, **params: Any) -> Message:
    """A message as results keep it."""
    return {"text": text, "params": params}


def recommend(workspace: Workspace, merchant_id: str, as_of: date | None = None,
              assumptions: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """All channels, the best first, worked out on the merchant's own prices, costs and mix.

    `as_of` is the first day that is not known any more (default: the day after the newest evidence). `assumptions` replaces
    numbers of an order (see `channel_assumptions.LABELS`). Raises `InputProblem` for an unknown merchant or assumption,
    `AccessDenied` for somebody else's merchant.
    """
    if merchant_id not in set(workspace.merchants().merchant_id):
        workspace.check(merchant_id)
        raise InputProblem(_("There is no merchant {merchant}. Load a file for it first."), merchant=merchant_id)
    day = as_of or workspace.default_as_of(merchant_id)
    facts = read_facts(workspace.tables(day, [merchant_id]), merchant_id)
    return rank([judge(channel, facts, settle(facts, assumptions)) for channel in units.channels().values()])


def rank(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The channels in the order of `RULE`, each with its `rank` from 1."""
    def place(c: dict[str, Any]) -> tuple[Any, ...]:
        stays, days = c["contribution_per_order"], c["days_to_cash"]
        return (not c["eligible"], stays is None, -(stays or 0), -(0.5 if c["fit"] is None else c["fit"]),
                days is None, days or 0, c["channel"])

    ordered = sorted(found, key=place)
    return [{**c, "rank": i} for i, c in enumerate(ordered, start=1)]


@dataclass(frozen=True)
class _Work:
    """A channel worked out for one merchant with one plan."""

    plan: FeePlan
    fees: Fees
    fall: Waterfall
    best: Waterfall | None


def _work(channel: Channel, plan: FeePlan, facts: Facts, a: Assumptions, settled: Settled | None) -> _Work:
    fees = resolve(channel, plan, facts.mix, a.band, a["own_link_share"], a.values["payment_fee_rate"].amount)
    fresh = any(facts.main_group == p or facts.main_group.startswith(p + ".") for p in PERISHABLE)
    fall = waterfall(fees, a, perishable=fresh, settled=settled)
    ranged = any(r.low is not None for r in fees.rates) and (settled is None or settled.rate is None)
    return _Work(plan, fees, fall, waterfall(fees, a, perishable=fresh, settled=settled, best=True) if ranged else None)


def judge(channel: Channel, facts: Facts, a: Assumptions) -> dict[str, Any]:
    """One channel for one merchant, in the shape of the facade but for its rank."""
    settled = facts.settled.get(channel.id)
    if settled is not None and settled.rate is None:
        settled = None
    plan = next((p for p in channel.plans if p.when(facts)), channel.plans[-1])
    work = _work(channel, plan, facts, a, settled)
    gates = [(need, need.judge(facts)) for need in channel.requirements]
    used = channel.id in facts.used
    steps = [_step(need, state.state, state.known_from) for need, state in gates]
    missing = [] if used else [s for s in steps if s["state"] == "missing" or (s["state"] == "unknown" and s["blocks"])]
    confirm = [s for s in steps if s["state"] == "unknown" and s not in missing]
    cash, cash_text = _cash(channel, plan, facts)
    rate = fee_rate(work.fees, a, settled)
    reasons = channel_fit.reasons(channel.fit, facts)
    reason_texts = [say(r.reason) for r in reasons] + _money_reasons(channel, work, a, facts, settled, rate)
    fall = work.fall
    result = {
        "channel": channel.id, "title": channel.title, "what": say(channel.what), "eligible": not missing,
        "missing": [_plain(s) for s in missing], "missing_steps": missing, "to_confirm": confirm, "gates": steps,
        "contribution_per_order": fall.contribution, "contribution_at_most": fall.known_sum if fall.contribution is None else None,
        "contribution_kind": "after_goods" if fall.complete else "before_goods", "missing_costs": list(a.missing),
        "contribution_range": None if work.best is None else [fall.known_sum, work.best.known_sum],
        "margin": _share(fall.contribution, a.paid), "fee_rate": _rounded(rate),
        "fee_rate_range": _range(work, a, settled), "days_to_cash": None if cash is None else float(cash),
        "days_to_cash_text": cash_text, "fit": channel_fit.fit(reasons), "fit_reasons": [
            {"score": r.score, "reason": say(r.reason), "basis": _basis(r.basis)} for r in reasons],
        "reasons": [_ENGLISH.say(r) for r in reason_texts], "reason_texts": reason_texts,
        "sources": _sources(channel, work, settled), "fees": _fees(work, a, settled),
        "arithmetic": [line.to_json() for line in fall.lines], "unknown_fees": list(fall.unknown), "assumptions": a.to_json(),
        "monthly": month(work.fees, a, fall, cash, settled), "in_use": used, "listed": channel.id in facts.listed,
        "plan": {"id": plan.id, "title": say(plan.title)}, "other_plans": _others(channel, plan, facts, a),
        "notes": [say(n) for n in (*channel.notes, *_notes(facts, a, fall))], "ranking": say(RULE),
        "category": {"group": facts.main_group, "name": group_name(facts.main_group), "from": facts.mix_from,
                     "share": _share(dict(facts.mix).get(facts.main_group), sum((w for _g, w in facts.mix), Decimal(0)))},
    }
    return result


def _share(part: Decimal | int | None, whole: Decimal) -> float | None:
    return None if part is None or not whole else float(round(Decimal(part) / whole, 4))


def _rounded(rate: Decimal | None) -> float | None:
    return None if rate is None else float(rate.quantize(Decimal("0.000001"), ROUND_HALF_UP))


def _range(work: _Work, a: Assumptions, settled: Settled | None) -> list[float | None] | None:
    if work.best is None:
        return None
    return [_rounded(fee_rate(work.fees, a, settled, low=True)), _rounded(fee_rate(work.fees, a, settled))]


def _basis(basis: Basis) -> Message:
    return {"source": basis.source, "as_of": basis.as_of, "n": basis.n, "provisional": basis.provisional}


def _step(need: Requirement, state: GateState, known_from: str) -> dict[str, Any]:
    return {"id": need.id, "state": state.value, "title": say(need.title), "how": say(need.how), "days": need.days,
            "known_from": say(known_from), "blocks": need.blocks_unknown, "basis": _basis(need.basis)}


def _plain(step: dict[str, Any]) -> str:
    """A missing requirement as one English sentence, for scripts."""
    title, how = _ENGLISH.say(step["title"]), _ENGLISH.say(step["how"])
    start = "Not known yet, ask" if step["state"] == "unknown" else "Missing"
    return f"{start}: {title}. {how} ({step['days']} days)"


def _cash(channel: Channel, plan: FeePlan, facts: Facts) -> tuple[Decimal | None, Message]:
    """Days from the buyer's payment to the money, and the rule in words."""
    home = units.channels()[plan.settles_like] if plan.settles_like else channel
    rule = home.settlement
    if rule is None:
        return None, say(_("No source says when this channel pays out."))
    waited = facts.confirm_days.get(home.id)
    after = None
    if waited is not None and waited[1] >= ENOUGH_CONFIRMED:
        after = max(0, waited[0])
    return mean_days(rule, facts.as_of, DELIVERY_DAYS, after), say(rule.text)


def _money_reasons(channel: Channel, work: _Work, a: Assumptions, facts: Facts, settled: Settled | None,
                   rate: Decimal | None) -> list[Message]:
    """What the money says for or against, in words."""
    found = []
    fall = work.fall
    if fall.contribution is None:
        found.append(say(_("A fee is not known ({fees}), so what stays cannot be said; without it at most {most:won} per order."),
                         fees=", ".join(fall.unknown), most=fall.known_sum))
    elif fall.complete and fall.contribution < 0:
        found.append(say(_("Each order loses {loss:won} here."), loss=-fall.contribution))
    elif not fall.complete:
        found.append(say(_("{stays:won} per order stay before the goods are paid; enter what the goods cost."), stays=fall.contribution))
    else:
        found.append(say(_("{stays:won} per order stay."), stays=fall.contribution))
    if settled is not None and rate is not None:
        table = fee_rate(work.fees, a)
        if table is not None:
            found.append(say(_("Your settlements show {own} of fees ({n:number} lines); the fee table says {table}."),
                             own=percent(rate), n=settled.lines, table=percent(table)))
    if work.best is not None:
        found.append(say(_("Only a range of fees is published; with the lowest one {best:won} would stay."), best=work.best.known_sum))
    if channel.own_link and settled is None and not a["own_link_share"]:
        link = _work(channel, work.plan, facts, _with_own_link(a), None)
        if link.fall.known_sum > fall.known_sum:
            found.append(say(_("Orders through your own link keep {more:won} more each."), more=link.fall.known_sum - fall.known_sum))
    return found


def _with_own_link(a: Assumptions) -> Assumptions:
    from dataclasses import replace

    from diagnostics.channel_assumptions import Value

    return replace(a, values={**a.values, "own_link_share": Value(Decimal(1), "given")})


def _sources(channel: Channel, work: _Work, settled: Settled | None) -> list[str]:
    found = [f"{row.source} ({row.as_of})" for row in work.fees.rows]
    if channel.settlement is not None:
        found.append(f"{channel.settlement.basis.source} ({channel.settlement.basis.as_of})")
    if settled is not None:
        found.insert(0, f"Own settlement files ({settled.lines} lines)")
    return list(dict.fromkeys(found))


def _fees(work: _Work, a: Assumptions, settled: Settled | None) -> dict[str, Any]:
    """The fee table and the merchant's own settlements side by side."""
    table = fee_rate(work.fees, a)
    own = None if settled is None else settled.rate
    return {
        "table": [{"name": row.name, "kind": row.kind, "rate": _rounded(row.rate), "won": None if row.won is None else float(row.won),
                   "vat": row.vat, "base": row.base, "source": row.source, "as_of": row.as_of, "confidence": row.confidence,
                   "from_monthly_sales": float(row.from_monthly_sales)} for row in work.fees.rows],
        "table_rate": _rounded(table), "settled_rate": _rounded(own), "settled_lines": None if settled is None else settled.lines,
        "difference": None if table is None or own is None else _rounded(own - table), "used": "table" if own is None else "settlements"}


def _others(channel: Channel, chosen: FeePlan, facts: Facts, a: Assumptions) -> list[dict[str, Any]]:
    """The other ways to sell on the channel, with what would stay by the fee table."""
    found = []
    for plan in channel.plans:
        if plan.id != chosen.id:
            other = _work(channel, plan, facts, a, None)
            found.append({"id": plan.id, "title": say(plan.title), "fee_rate": _rounded(fee_rate(other.fees, a)),
                          "contribution_per_order": other.fall.contribution})
    return found


def _notes(facts: Facts, a: Assumptions, fall: Waterfall) -> list[str]:
    notes = []
    if not fall.complete:
        notes.append(_("What the goods cost is not known: the sums end before goods."))
    if facts.mix_from == "unknown":
        notes.append(_("The goods are not known, so the usual fee of the channel is reckoned with."))
    if a.assumed:
        notes.append(_("Some numbers are assumed; put in your own to be sure."))
    return notes
