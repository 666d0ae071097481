"""The sentences of an allocation, as messages that are put into a language where they are shown."""
from collections.abc import Mapping
from typing import Any

from data.text import _
from diagnostics import labels, units
from diagnostics.allocation.asked import Asked
from diagnostics.allocation.problem import WHOLE, Quota
from diagnostics.planning.problem import HOUR, POINT


def say(text: str, **params: Any) -> dict[str, Any]:
    return {"text": text, "params": params}


def title(treatment: str) -> dict[str, Any]:
    return say(units.treatments()[treatment].title)


def group(by: str | None, value: str | None) -> Any:
    """The name of a group."""
    if value is None:
        return say(_("not known"))
    return say(labels.SEGMENTS[value]) if by == "segment" and value in labels.SEGMENTS else value


def gained(goal: str, much: float) -> dict[str, Any]:
    """A gain in the unit of its goal, from the whole numbers of the problem."""
    if goal == "sales":
        return say(_("{won:won_words} of sales a month"), won=much)
    return say(_("{points:decimal} points"), points=round(much / POINT, 1))


def quota(rule: Quota) -> dict[str, Any]:
    who = say(_("all shops")) if rule.by is None else group(rule.by, rule.value)
    if rule.share is not None:
        text = {("least", "helped"): _("at least {share:percent} of the helped shops: {group}"),
                ("most", "helped"): _("at most {share:percent} of the helped shops: {group}"),
                ("least", "money"): _("at least {share:percent} of the money: {group}"),
                ("most", "money"): _("at most {share:percent} of the money: {group}")}[rule.bound, rule.of]
        return say(text, share=rule.share / WHOLE, group=who)
    text = {("least", "helped"): _("at least {n:number} helped shops: {group}"),
            ("most", "helped"): _("at most {n:number} helped shops: {group}"),
            ("least", "money"): _("at least {n:won_words}: {group}"),
            ("most", "money"): _("at most {n:won_words}: {group}")}[rule.bound, rule.of]
    return say(text, n=rule.number, group=who)


def rule(name: str, asked: Asked, cap: int | None = None) -> dict[str, Any]:
    """What a rule of the problem is called."""
    kind, _colon, rest = name.partition(":")
    match kind:
        case "budget":
            return say(_("the budget of {won:won_words}"), won=asked.budget)
        case "hours":
            return say(_("{hours:decimal} consultant hours"), hours=(asked.hours or 0) / HOUR)
        case "slots":
            return say(_("{n:number} slots of {treatment}"), n=asked.slots[rest], treatment=title(rest))
        case "quota":
            return quota(asked.quotas[int(rest)])
        case "cap":
            return say(_("at most {won:won_words} per shop"), won=cap or 0)
    return say(_("at most {n:number} treatments per shop"), n=asked.most)


def clash(names: list[str], asked: Asked, cap: int | None) -> dict[str, Any]:
    if len(names) == 1:
        return say(_("This rule cannot be kept by itself: {rules}. Loosen it."), rules=[rule(n, asked, cap) for n in names])
    return say(_("These rules cannot hold together: {rules}. Loosen one of them."), rules=[rule(n, asked, cap) for n in names])


def price(goal: str, rule_said: Mapping[str, Any], gain: int, low: int, high: int) -> dict[str, Any]:
    if high == 0 or (gain == 0 and low == 0 and high <= 0):
        return say(_("{rule} costs nothing: the best list keeps it anyway."), rule=rule_said)
    if gain == 0:
        return say(_("{rule} costs next to nothing: {most} at most."), rule=rule_said, most=gained(goal, high))
    return say(_("{rule} costs {gain}: so much more would be gained without it."), rule=rule_said, gain=gained(goal, gain))


def missed(goal: str, row: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    known = {"gain": gained(goal, row["gain"]), "cost": row["cost"]}
    if row["reason"] == "small":
        return say(_("Would gain {gain} for {cost:won_words}; another choice fitted the limits a little better."), **known)
    if row["short"] <= 0:
        return say(_("Would gain {gain} for {cost:won_words}: as much for it as the last who were chosen, but there was no room "
                     "left in {rule}."), **known, rule=rule(row["reason"], asked))
    return say(_("Would gain {gain} for {cost:won_words}; with {short} more it would have been chosen. What was scarce: {rule}."),
               **known, short=gained(goal, row["short"]), rule=rule(row["reason"], asked))


def answer(goal: str, helped: int, considered: int, spent: int, gain: int) -> dict[str, Any]:
    if not helped:
        return say(_("Nobody can be helped within these limits, or nothing that can be given would gain anything."))
    return say(_("{helped:number} of {n:number} shops get help for {spent:won_words}; {gain} in all are expected to come back.")
               if goal == "points" else
               _("{helped:number} of {n:number} shops get help for {spent:won_words}; {gain} more in all are expected."),
               helped=helped, n=considered, spent=spent, gain=gained(goal, gain))


def meaning(goal: str, measured: int | None) -> dict[str, Any]:
    if goal == "sales":
        return say(_("Reckoned from the measured effects of {n:number} treatments, drawn toward no effect where few shops were "
                     "measured. Shops without sales in the last 90 days cannot gain here: a percent of nothing is nothing."),
                   n=measured)
    return say(_("Points are what the diagnosis counts as lost and what the treatments are expected to bring back. It is an "
                 "estimate of our own, not a measured effect on sales."))
