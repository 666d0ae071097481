"""A solved set of channels as JSON and in words: why these, why not the best ones one by one, and what more would change."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from data.text import _
from diagnostics.selling.set_solver import Outcome, Share, evaluate, every
from diagnostics.selling.view import Message, say

if TYPE_CHECKING:
    from diagnostics.selling.sets import Case

ORDERS_FROM = {
    "own": _("your own orders of the last 180 days"),
    "given": _("entered by you"),
    "assumed": _("assumed: the same number for every new channel"),
}
LIMIT_FROM = {
    "given": _("entered by you"), "answer": _("from the self-check"), "listings": _("from the product list"),
    "assumed": _("assumed: nothing is known yet"), "unknown": _("not known, so not limited"),
}


def number(value: Decimal | None, digits: str = "0.1") -> float | None:
    return None if value is None else float(value.quantize(Decimal(digits), ROUND_HALF_UP))


def names(case: "Case", channels: Sequence[str]) -> list[Message]:
    return [say(case.titles[c]) for c in channels]


def worth(case: "Case", value: Decimal) -> int | float | None:
    """Won as a whole number, points of fit to a tenth."""
    return number(value) if case.kind == "fit" else int(value.quantize(Decimal(1), ROUND_HALF_UP))


def result(case: "Case", sets: Sequence[Outcome], chosen: Outcome | None) -> dict[str, Any]:
    """Everything of the answer but what more would change."""
    limits = case.limits
    return {
        "channels": list(chosen.channels) if chosen else [],
        "titles": names(case, chosen.channels) if chosen else [],
        "value": worth(case, chosen.value) if chosen else None,
        "value_kind": case.kind,
        "parts": [_part(case, s) for s in chosen.shares] if chosen else [],
        "hours": {"available": number(limits.hours, "0.01"), "from": case.origin["hours"],
                  "note": say(LIMIT_FROM[case.origin["hours"]]), "used": number(chosen.hours, "0.01") if chosen else None},
        "stock": {"available": number(limits.stock, "0.01"), "from": case.origin["stock"],
                  "note": say(LIMIT_FROM[case.origin["stock"]]), "used": number(chosen.stock, "0.01") if chosen else None},
        "limited_by": chosen.limited if chosen else None,
        "text": _answer(case, chosen),
        "reasons": _reasons(case, sets, chosen) if chosen else [],
        "runner_up": _runner_up(case, sets) if chosen else None,
        "singles": [{"channel": s.channels[0], "title": say(case.titles[s.channels[0]]), "value": worth(case, s.value)}
                    for s in singles(case) if s.short is None],
        "not_chosen": [*_left(case, chosen), *case.refused],
        "assumptions": _assumptions(case),
    }


def _part(case: "Case", s: Share) -> dict[str, Any]:
    o = s.option
    return {
        "channel": o.channel, "title": say(case.titles[o.channel]), "orders": number(s.orders),
        "orders_assumed": number(o.orders), "orders_from": case.origin[o.channel],
        "orders_note": say(ORDERS_FROM[case.origin[o.channel]]), "orders_shared": number(s.shared),
        "each": worth(case, o.each) if case.kind != "fit" else number(o.each, "0.01"),
        "fee": worth(case, s.fee), "value": worth(case, s.value), "setup_hours": number(o.setup),
        "running_hours": number(o.running), "minimum": number(o.minimum), "kept": o.channel in case.keep,
    }


def _answer(case: "Case", chosen: Outcome | None) -> Message:
    if chosen is None:
        least = min((s for s in every(case.options, case.limits, case.most, case.keep) if s.short),
                    key=lambda s: (s.hours, s.minimum, s.channels), default=None)
        if least is None:
            return say(_("No channel can be chosen: see below what stands against each."))
        if least.short == "hours":
            return say(_("No channel fits into {hours:decimal} hours a week. {channels} would need {need:decimal}, the least of "
                         "all."), hours=number(case.limits.hours, "0.01"), channels=names(case, least.channels),
                       need=number(least.hours))
        return say(_("No channel fits {stock:number} pieces. {channels} would need {need:number}, the least of all."),
                   stock=number(case.limits.stock), channels=names(case, least.channels), need=number(least.minimum))
    shared = {"channels": names(case, chosen.channels)}
    if case.kind == "fit":
        return say(_("{channels}: they suit your shop best together. No price is known, so fit was compared, not money."),
                   **shared)
    if case.kind == "before_goods":
        return say(_("{channels}: if the assumed orders come, {value:won} a month stay before the goods are paid."), **shared,
                   value=worth(case, chosen.value))
    return say(_("{channels}: if the assumed orders come, {value:won} a month stay."), **shared, value=worth(case, chosen.value))


def _reasons(case: "Case", sets: Sequence[Outcome], chosen: Outcome) -> list[Message]:
    found = []
    own, new = ([s for s in chosen.shares if s.option.measured is flag] for flag in (True, False))
    if case.dropped:
        found.append(say(_("The channels on which you sell do not all fit into these hours and goods, so all were chosen anew.")))
    elif own and case.keep:
        found.append(say(_("You sell on {channels} already: these stay, with your own orders."),
                         channels=names(case, [s.option.channel for s in own])))
    if case.kind == "fit" and case.keep and not own:
        found.append(say(_("Begin with {channels}, which suits best alone; the others come after it."),
                         channels=names(case, sorted(case.keep))))
    if new:
        alike = {number(s.option.orders) for s in new}
        found.append(say(_("Of each new channel {orders:decimal} orders a month are assumed. This is no forecast: change the "
                           "number to see what it changes."), orders=alike.pop()) if len(alike) == 1 else
                     say(_("Orders of the new channels are assumed. This is no forecast: change them to see what changes.")))
    found.append(_against_singles(case, chosen))
    lost = sum((s.shared for s in chosen.shares), Decimal(0))
    if lost > 0:
        found.append(say(_("{lost:decimal} orders a month are taken off, since some buyers are on more than one of them."),
                         lost=number(lost)))
    left = sum((s.option.orders - s.shared - s.orders for s in chosen.shares), Decimal(0))
    if chosen.limited == "hours":
        found.append(say(_("Your hours are used up: {left:decimal} orders a month would go unserved."), left=number(left)))
    elif chosen.limited == "stock":
        found.append(say(_("Your goods are used up: {left:decimal} orders a month would go unserved."), left=number(left)))
    if len(chosen.channels) < case.most:
        found.append(say(_("A further channel would bring nothing more with these hours and goods.")))
    return found


def singles(case: "Case") -> list[Outcome]:
    """Each channel alone, the most worth first; those that do not fit alone last."""
    return sorted((evaluate([o], case.limits) for o in case.options), key=lambda s: (s.short is not None, s.place))


def _against_singles(case: "Case", chosen: Outcome) -> Message:
    """Why not simply the best ones of the list."""
    alone = [s.channels[0] for s in singles(case) if s.short is None][: len(chosen.channels)]
    if set(alone) == set(chosen.channels):
        return say(_("These are also the best ones one by one."))
    together = evaluate([o for o in case.options if o.channel in alone], case.limits)
    params = {"channels": names(case, alone)}
    if together.short == "hours":
        return say(_("One by one {channels} come first, but together they need {need:decimal} hours a week."), **params,
                   need=number(together.hours))
    if together.short == "stock":
        return say(_("One by one {channels} come first, but together they need {need:number} pieces from the start."), **params,
                   need=number(together.minimum))
    if together.value > chosen.value and case.kind != "fit":  # only what the shop already does can stand in their way
        return say(_("One by one {channels} come first, but then a channel on which you sell would have to go."), **params)
    if case.kind == "fit":
        return say(_("One by one {channels} come first, but together they reach more of the same buyers or leave fewer hours."),
                   **params)
    return say(_("One by one {channels} come first, but together they leave {less:won} a month less: they share more buyers or "
                 "take more hours."), **params, less=worth(case, chosen.value - together.value))


def _runner_up(case: "Case", sets: Sequence[Outcome]) -> dict[str, Any] | None:
    if len(sets) < 2:
        return None
    return {"channels": list(sets[1].channels), "titles": names(case, sets[1].channels), "value": worth(case, sets[1].value),
            "less": worth(case, sets[0].value - sets[1].value)}


def _left(case: "Case", chosen: Outcome | None) -> list[dict[str, Any]]:
    """Why an option that could be chosen is not in the set: alone it does not fit, or the set is better without it."""
    found = []
    for s in singles(case):
        channel = s.channels[0]
        if chosen is not None and channel in chosen.channels:
            continue
        if s.short == "hours":
            why = say(_("It needs {need:decimal} hours a week."), need=number(s.hours))
        elif s.short == "stock":
            why = say(_("It needs {need:number} pieces from the start."), need=number(s.minimum))
        elif case.kind == "fit":
            why = say(_("The chosen ones suit better together."))
        elif chosen is None:
            why = say(_("Its monthly fee takes more than its orders leave."))
        else:
            why = say(_("Alone it would leave {value:won} a month; the chosen ones leave more together."),
                      value=worth(case, s.value))
        found.append({"channel": channel, "title": say(case.titles[channel]), "reason": why})
    return found


def _assumptions(case: "Case") -> list[Message]:
    """What was reckoned with and is not known, each in a sentence."""
    limits = case.limits
    found = [say(_("{minutes:decimal} minutes of work per order; setting up is spread over {weeks:number} weeks."),
                 minutes=number(limits.minutes), weeks=limits.setup_weeks)]
    if case.origin["hours"] == "assumed":
        found.append(say(_("Your hours are not known: {hours:decimal} a week are assumed."), hours=number(limits.hours)))
    if limits.stock is None:
        found.append(say(_("Your goods are not known, so they set no limit.")))
    if case.kind == "before_goods":
        found.append(say(_("What the goods cost is not known: the sums end before goods.")))
    found.append(say(_("Hours, pieces and shared buyers per channel are the judgement of consultants; no source states them.")))
    return found


def gain(case: "Case", name: str, more: int, better: Outcome, chosen: Outcome | None) -> dict[str, Any]:
    """What `more` hours or pieces bring."""
    value = better.value - (chosen.value if chosen else Decimal(0))
    same = chosen is not None and better.channels == chosen.channels
    params: dict[str, Any] = {"more": more, "gain": worth(case, value), "channels": names(case, better.channels)}
    texts = {
        ("hours", True, True): _("{more:number} more hours a week would bring {gain:won} a month more, on the same channels."),
        ("hours", False, True): _("{more:number} more hours a week would bring {gain:won} a month more, with {channels}."),
        ("stock", True, True): _("{more:number} more pieces a month would bring {gain:won} a month more, on the same channels."),
        ("stock", False, True): _("{more:number} more pieces a month would bring {gain:won} a month more, with {channels}."),
        ("hours", True, False): _("{more:number} more hours a week would serve more orders on the same channels."),
        ("hours", False, False): _("With {more:number} more hours a week it would be {channels}."),
        ("stock", True, False): _("{more:number} more pieces a month would serve more orders on the same channels."),
        ("stock", False, False): _("With {more:number} more pieces a month it would be {channels}."),
    }
    return {"more": more, "gain": worth(case, value), "channels": list(better.channels),
            "text": say(texts[name, same, case.kind != "fit"], **params)}


def no_gain(name: str, most: int) -> dict[str, Any]:
    text = (_("Even {more:number} more hours a week would change nothing.") if name == "hours" else
            _("Even {more:number} more pieces a month would change nothing."))
    return {"more": None, "gain": 0, "channels": None, "text": say(text, more=most)}
