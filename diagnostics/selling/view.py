"""How a worked-out channel is said and written: messages, sources, and the fee table beside the merchant's own settlements."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.assumptions import BAND_NOTES, Assumptions
from diagnostics.selling.compared import kinds, settlement
from diagnostics.selling.facts import Facts, Settled
from diagnostics.selling.fee_groups import group_name
from diagnostics.selling.fees import percent
from diagnostics.selling.model import Channel, FeePlan, GateState, Requirement
from diagnostics.selling.month import fee_rate
from diagnostics.selling.work import Work, with_own_link, work_out
from diagnostics.texts import Texts

Message = dict[str, Any]
ENGLISH = Texts("en")


def say(text: str, **params: Any) -> Message:
    """A message as results keep it."""
    return {"text": text, "params": params}


def at_most(won: int) -> Message:
    """What stays where a fee is not known: at most so much, or a loss at least."""
    if won < 0:
        return say(_("a loss of {loss:won} or more; a fee is not known"), loss=-won)
    return say(_("at most {most:won}; a fee is not known"), most=won)


def share(part: Decimal | int | None, whole: Decimal) -> float | None:
    return None if part is None or not whole else float(round(Decimal(part) / whole, 4))


def rounded(rate: Decimal | None) -> float | None:
    return None if rate is None else float(rate.quantize(Decimal("0.000001"), ROUND_HALF_UP))


def fee_range(work: Work, a: Assumptions, settled: Settled | None) -> list[float | None] | None:
    if work.best is None:
        return None
    return [rounded(fee_rate(work.fees, a, settled, low=True)), rounded(fee_rate(work.fees, a, settled))]


def basis_json(basis: Basis) -> Message:
    return {"source": basis.source, "as_of": basis.as_of, "n": basis.n, "provisional": basis.provisional}


def step_json(need: Requirement, state: GateState, known_from: str) -> dict[str, Any]:
    return {
        "id": need.id,
        "state": state.value,
        "title": say(need.title),
        "how": say(need.how),
        "days": need.days,
        "known_from": say(known_from),
        "blocks": need.blocks_unknown,
        "basis": basis_json(need.basis),
    }


def plain_step(step: dict[str, Any]) -> str:
    """A missing requirement as one English sentence, for scripts."""
    title, how = ENGLISH.say(step["title"]), ENGLISH.say(step["how"])
    start = "Not known yet, ask" if step["state"] == "unknown" else "Missing"
    return f"{start}: {title}. {how} ({step['days']} days)"


def money_reasons(
    channel: Channel,
    work: Work,
    a: Assumptions,
    facts: Facts,
    settled: Settled | None,
    rate: Decimal | None,
    days: Decimal | None,
) -> list[Message]:
    """What the money says for or against, in words."""
    found = []
    fall = work.fall
    if fall.contribution is None and fall.known_sum < 0:
        found.append(
            say(
                _("A fee is not known ({fees}). Even without it each order loses {loss:won}."),
                fees=", ".join(fall.unknown),
                loss=-fall.known_sum,
            )
        )
    elif fall.contribution is None:
        found.append(
            say(
                _("A fee is not known ({fees}), so what stays cannot be said; without it at most {most:won} per order."),
                fees=", ".join(fall.unknown),
                most=fall.known_sum,
            )
        )
    elif fall.complete and fall.contribution < 0:
        found.append(say(_("Each order loses {loss:won} here."), loss=-fall.contribution))
    elif not fall.complete:
        found.append(
            say(_("{stays:won} per order stay before the goods are paid; enter what the goods cost."), stays=fall.contribution)
        )
    else:
        found.append(say(_("{stays:won} per order stay."), stays=fall.contribution))
    if settled is not None and rate is not None:
        table = fee_rate(work.fees, a)
        if table is not None:
            found.append(
                say(
                    _("Your settlements show {own} of fees ({n:number} lines); the fee table says {table}."),
                    own=percent(rate),
                    n=settled.lines,
                    table=percent(table),
                )
            )
    if days is not None:
        found.append(say(_("The money comes about {days:days} after the buyer pays."), days=float(days)))
    if work.best is not None:
        found.append(
            say(_("Only a range of fees is published; with the lowest one {best:won} would stay."), best=work.best.known_sum)
        )
    if channel.own_link and settled is None and not a["own_link_share"]:
        link = work_out(channel, work.plan, facts, with_own_link(a), None)
        if link.fall.known_sum > fall.known_sum:
            found.append(
                say(_("Orders through your own link keep {more:won} more each."), more=link.fall.known_sum - fall.known_sum)
            )
    return found


def sources_of(channel: Channel, work: Work, settled: Settled | None) -> list[Message]:
    """Where the numbers are from: the merchant's own settlements first, then fee rows and the payout rule, each once."""
    known = [(row.source, row.as_of) for row in work.fees.rows]
    if channel.settlement is not None:
        known.append((channel.settlement.basis.source, channel.settlement.basis.as_of))
    found = [say(_("{source} ({as_of})"), source=say(source), as_of=as_of) for source, as_of in dict.fromkeys(known)]
    if settled is not None:
        found.insert(0, say(_("Own settlement files ({lines:number} lines)"), lines=settled.lines))
    return found


def fees_json(work: Work, a: Assumptions, settled: Settled | None) -> dict[str, Any]:
    """The fee table and the merchant's own settlements side by side."""
    table = fee_rate(work.fees, a)
    own = None if settled is None else settled.rate
    return {
        "table": [
            {
                "name": row.name,
                "kind": row.kind,
                "rate": rounded(row.rate),
                "won": None if row.won is None else float(row.won),
                "vat": row.vat,
                "base": row.base,
                "source": row.source,
                "as_of": row.as_of,
                "confidence": row.confidence,
                "from_monthly_sales": float(row.from_monthly_sales),
            }
            for row in work.fees.rows
        ],
        "table_rate": rounded(table),
        "settled_rate": rounded(own),
        "settled_lines": None if settled is None else settled.lines,
        "difference": None if table is None or own is None else rounded(own - table),
        "used": "table" if own is None else "settlements",
        "kinds": kinds(work.fees, settled),
        "settlement": settlement(settled),
    }


def other_plans(channel: Channel, chosen: FeePlan, facts: Facts, a: Assumptions) -> list[dict[str, Any]]:
    """The other ways to sell on the channel, with what would stay by the fee table."""
    found = []
    for plan in channel.plans:
        if plan.id != chosen.id:
            other = work_out(channel, plan, facts, a, None)
            found.append(
                {
                    "id": plan.id,
                    "title": say(plan.title),
                    "fee_rate": rounded(fee_rate(other.fees, a)),
                    "contribution_per_order": other.fall.contribution,
                }
            )
    return found


TOLD_FROM = {
    "category": _("Fee category {category}: told from the categories of your product list."),
    "industry": _("Fee category {category}: told from the industry in the shop record."),
    "names": _("Fee category {category}: told from the product names."),
    "unknown": _("The goods are not known, so the usual fee of the channel is reckoned with."),
}


def notes_for(facts: Facts, a: Assumptions, work: Work) -> list[Message]:
    """What a reader must know beside the numbers of a channel."""
    notes = [say(TOLD_FROM[facts.mix_from], **({"category": group_name(facts.main_group)} if facts.mix else {}))]
    if any(row.band for row in work.fees.rows) and a.band_from in ("sales", "assumed"):
        notes.append(say(BAND_NOTES[a.band_from]))
    if not work.fall.complete:
        notes.append(say(_("What the goods cost is not known: the sums end before goods.")))
    if a.assumed:
        notes.append(say(_("Some numbers are assumed; put in your own to be sure.")))
    return notes
