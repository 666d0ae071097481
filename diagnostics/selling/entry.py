"""The way in: what is to be done before the first sale on a channel, in which order, what goes on side by side, and until when.

Steps are the requirements of the channel that are not met, and what every entry takes beside: the certificate that the
통신판매업 신고 asks for, opening the shop, listing the first product. A step begins when all steps before it that are not done
are over. Days are calendar days; what an office or the channel decides ends on a business day. What is not known is counted
twice: as done for the soonest day, as missing for the latest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data.text import _
from diagnostics.model import Basis
from diagnostics.selling.facts import Facts
from diagnostics.selling.gates import BUSINESS, MAIL_ORDER
from diagnostics.selling.model import Channel, GateState
from diagnostics.selling.settlement_days import add_business_days

ESM = ("gmarket", "auction")
OWN_MALL = "cafe24"
OFFICE = frozenset({"business_registration", "escrow_certificate", "mail_order", "payment_contract", "selection", "handmade",
                    "shop"})
"""Steps that somebody else decides, on business days."""
AFTER: Mapping[str, tuple[str, ...]] = {
    "escrow_certificate": ("business_registration",),
    "mail_order": ("business_registration", "escrow_certificate"),
    "payment_contract": ("business_registration",),
    "selection": ("business_registration",),
    "handmade": ("photos",),
    "shop": ("business_registration", "mail_order", "selection", "handmade", "payment_contract"),
    "listing": ("shop", "photos", "notice"),
}
"""Step to the steps that must be done before it. The rest (photos, parcels, stock, phone) waits for nothing."""
ORDER = ("business_registration", "escrow_certificate", "mail_order", "payment_contract", "selection", "photos", "handmade",
         "notice", "stock", "parcel", "phone", "shop", "listing")
_LAW = Basis("전자상거래법 §12, §13, §24 (통신판매업 신고, 구매안전서비스); easylaw csmSeq=25", "2025", provisional=True)
_SHOP_DAYS: Mapping[str, int] = {"naver": 2, "cafe24": 1, "phone_live": 3, "public_mall": 5, "idus": 3}
USUAL_SHOP_DAYS = 3
_SHOP_BASIS = Basis.judgement("How long a channel looks at an application is published nowhere; one to five days are usual.")


@dataclass(frozen=True)
class Step:
    """One thing to do: `after` are the ids of the steps that come before it; state missing, unknown or met."""

    id: str
    title: str
    how: str
    days: int
    state: str
    after: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True)
class Timed:
    """A step with its place on the calendar: begins at the start of day `start`, is over at the end of the day before `end`."""

    step: Step
    start: date
    end: date


def steps_of(channel: Channel, facts: Facts) -> tuple[Step, ...]:
    """The steps that this merchant has before the first sale there, those that are not done; none where it sells there."""
    if channel.id in facts.used:
        return ()
    needed = list(channel.requirements)
    if MAIL_ORDER in needed and BUSINESS not in needed and MAIL_ORDER.judge(facts).state is not GateState.MET:
        needed.append(BUSINESS)  # the report asks for the number, whatever the channel itself asks for
    states = {need.id: (need, need.judge(facts).state) for need in needed}
    found = [Step(id, need.title, need.how, need.days, state.value, _after(channel, id), need.basis)
             for id, (need, state) in states.items() if state is not GateState.MET]
    if "mail_order" in states and states["mail_order"][1] is not GateState.MET:
        found.append(_certificate(channel, states["mail_order"][1].value))
    if channel.id not in facts.listed:
        found += [_shop(channel), _listing(channel)]
    return tuple(sorted(found, key=lambda s: ORDER.index(s.id)))


def _after(channel: Channel, step: str) -> tuple[str, ...]:
    """An own mall opens first: payment company and certificate look at it; with the number of the report it begins to sell."""
    if channel.id == OWN_MALL:
        own = {"shop": ("business_registration",), "payment_contract": ("business_registration", "shop"),
               "escrow_certificate": ("payment_contract",),
               "listing": ("shop", "photos", "notice", "mail_order", "payment_contract")}
        return own.get(step, AFTER.get(step, ()))
    return AFTER.get(step, ())


def _certificate(channel: Channel, state: str) -> Step:
    how = (_("The payment company of your mall gives it out once the contract stands.") if channel.id == OWN_MALL else
           _("Join the marketplace as a seller and download it in the seller centre; a bank's escrow service gives it out too."))
    return Step("escrow_certificate", _("구매안전서비스 이용확인증 (escrow certificate)"), how, 1, state,
                _after(channel, "escrow_certificate"), _LAW)


def _shop(channel: Channel) -> Step:
    esm = channel.id in ESM
    how = (_("Join ESM PLUS as a seller: one account serves G마켓 and 옥션.") if esm else
           _("Open the mall and put seller facts and terms on its first page.") if channel.id == OWN_MALL else
           _("Join as a seller with your papers and a bank account, and wait for the approval."))
    return Step("shop", _("Open the shop on the channel (입점 신청)"), how, _SHOP_DAYS.get(channel.id, USUAL_SHOP_DAYS),
                "missing", _after(channel, "shop"), _SHOP_BASIS)


def _listing(channel: Channel) -> Step:
    how = _("Begin with one product: name, price, photos, product facts, delivery.")
    return Step("listing", _("List the first product"), how, 1, "missing", _after(channel, "listing"),
                Basis.judgement("One product in a day: name, price, photos and product facts are there by then."))


def timed(steps: Iterable[Step], start: date, done: frozenset[str] = frozenset()) -> tuple[Timed, ...]:
    """The steps on the calendar from `start`, as early as what comes before allows; steps with a state in `done` take no time.

    Raises `ValueError` where steps wait for each other.
    """
    left = {s.id: s for s in steps if s.state not in done}
    placed: dict[str, Timed] = {}
    while left:
        ready = [s for s in left.values() if not any(before in left for before in s.after)]
        if not ready:
            raise ValueError(f"these steps wait for each other: {', '.join(left)}")
        for step in ready:
            begin = max((placed[b].end for b in step.after if b in placed), default=start)
            end = begin + timedelta(days=step.days)
            if step.id in OFFICE:  # decided on a day when offices are open
                end = add_business_days(end - timedelta(days=1), 0) + timedelta(days=1)
            placed[step.id] = Timed(step, begin, end)
            del left[step.id]
    return tuple(sorted(placed.values(), key=lambda x: (x.start, ORDER.index(x.step.id))))


def critical(path: Sequence[Timed]) -> frozenset[str]:
    """The steps that decide the day: any of them later makes the first sale later."""
    if not path:
        return frozenset()
    last = max(x.end for x in path)
    found, open_ = set(), [x for x in path if x.end == last]
    while open_:
        x = open_.pop()
        found.add(x.step.id)
        open_ += [y for y in path if y.step.id in x.step.after and y.end == x.start]
    return frozenset(found)


def entry(channel: Channel, facts: Facts, start: date | None = None) -> dict[str, Any]:
    """The way in as JSON: steps in order with their days, the soonest and the latest day to sell, and what it is said in words.

    {steps: [{id, title, how, days, state, after, starts_on, ends_on, first_day, last_day (counted from 1), beside, decides,
    basis}], days, days_soonest, one_by_one, sell_on, sell_soonest, text}. `days` and `sell_on` take what is not known for
    missing; `sell_soonest` for done. `start` is the first day of work (default: the day of the facts).
    """
    begin = start or facts.as_of
    steps = steps_of(channel, facts)
    latest, soonest = timed(steps, begin), timed(steps, begin, frozenset({GateState.UNKNOWN.value}))
    last, first = (max((x.end for x in path), default=begin) for path in (latest, soonest))
    deciding = critical(latest)
    return {
        "steps": [_json(x, latest, begin, x.step.id in deciding) for x in latest],
        "days": (last - begin).days,
        "days_soonest": (first - begin).days,
        "one_by_one": sum(s.days for s in steps),
        "starts_on": begin.isoformat(),
        "sell_on": last.isoformat(),
        "sell_soonest": first.isoformat(),
        "text": _text(channel, facts, begin, first, last),
    }


def _text(channel: Channel, facts: Facts, begin: date, first: date, last: date) -> dict[str, Any]:
    if channel.id in facts.used:
        return {"text": _("You already sell there."), "params": {}}
    if last == begin:
        return {"text": _("Nothing is missing: you can sell there today."), "params": {}}
    if first == last:
        return {"text": _("If you begin on {start:date}, you can sell from {day:date} on ({n:number} days)."),
                "params": {"start": begin.isoformat(), "day": last.isoformat(), "n": (last - begin).days}}
    return {"text": _("If you begin on {start:date}, you can sell from {soonest:date} on if what we do not know is there "
                      "already, else from {day:date} on ({n:number} days)."),
            "params": {"start": begin.isoformat(), "soonest": first.isoformat(), "day": last.isoformat(),
                       "n": (last - begin).days}}


def _json(x: Timed, path: Sequence[Timed], begin: date, decides: bool) -> dict[str, Any]:
    s, here = x.step, {y.step.id for y in path}
    beside = [y.step.id for y in path if y is not x and y.start < x.end and x.start < y.end]
    return {
        "id": s.id, "title": {"text": s.title, "params": {}}, "how": {"text": s.how, "params": {}}, "days": s.days,
        "state": s.state, "after": [a for a in s.after if a in here], "starts_on": x.start.isoformat(),
        "ends_on": (x.end - timedelta(days=1)).isoformat(), "first_day": (x.start - begin).days + 1,
        "last_day": (x.end - begin).days, "beside": beside, "decides": decides,
        "basis": {"source": s.basis.source, "as_of": s.basis.as_of, "n": s.basis.n, "provisional": s.basis.provisional},
    }
