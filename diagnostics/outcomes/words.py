"""Words of the right strength: what may be said of a study, and what speaks against believing it."""
import math
from collections.abc import Mapping
from typing import Any

from data.text import _
from diagnostics.outcomes.core import BEFORE_AFTER, COMPARED
from diagnostics.outcomes.design import BALANCED

GAMMA = 1.25
"""A finding that falls with less than a quarter more likelihood of treatment is called sensitive; our judgement."""


def said(told: Mapping[str, Any]) -> dict[str, Any]:
    """{"strength", "text", "caveats"}: strength is one of strong, likely, doubtful, unclear, before_after, too_few."""
    strength = _strength(told)
    return {"strength": strength, "text": _text(told, strength), "caveats": _caveats(told)}


def _strength(told: Mapping[str, Any]) -> str:
    if told["kind"] != COMPARED:
        return "before_after" if told["kind"] == BEFORE_AFTER else "too_few"
    if not told["outcomes"]["log_sales"]["significant"]:
        return "unclear"
    if not fair(told):
        return "doubtful"
    sure = told["placebo"]["passed"] and told["pre_trend"]["held"] and (told["sensitivity"]["log_sales"] or 0) >= GAMMA
    low, high = told["bounds"]["log_sales"]
    return "strong" if sure and _worst(told) <= BALANCED and low * high > 0 else "likely"


def _worst(told: Mapping[str, Any]) -> float:
    """The largest difference that is left; growth before is carried on and not matched."""
    return max((abs(row["after"]) for row in told["balance"] if row["feature"] != "trend_before"), default=0.0)


def fair(told: Mapping[str, Any]) -> bool:
    """Whether nothing was found that speaks against the comparison."""
    return told["pre_trend"]["held"] is not False and told["placebo"]["passed"] is not False and _worst(told) <= 2 * BALANCED


def _text(told: Mapping[str, Any], strength: str) -> dict[str, Any]:
    def say(text: str, **params: Any) -> dict[str, Any]:
        return {"text": text, "params": params}

    if strength == "too_few":
        return say(_("Fewer than five shops received it and have known sales before and after. Nothing can be said yet."))
    if strength == "before_after":
        return say(_("Before and after only: {n:number} shops, median sales a month {before:won_words} before and "
                     "{after:won_words} after. There is no group to compare with, so nobody knows what would have "
                     "happened without it."),
                   n=told["n"], before=round(told["treated"]["before"]["median"]),
                   after=round(told["treated"]["after"]["median"]))
    params = {"n": told["n"], "others": told["neighbours"], "difference": difference(told)}
    if strength == "unclear":
        return say(_("No difference beyond chance: {n:number} shops against {others:number} like them. {difference}"), **params)
    if strength == "doubtful":
        return say(_("There is a difference, but the comparison is not fair enough to call it an effect: {n:number} shops "
                     "against {others:number}. {difference}"), **params)
    if told["outcomes"]["log_sales"]["effect"] <= 0:
        return say(_("It probably lowered sales: {n:number} shops against {others:number} like them. {difference}"), **params)
    if strength == "strong":
        return say(_("It helped: {n:number} shops sold more than {others:number} like them. {difference}"), **params)
    return say(_("It probably helped: {n:number} shops sold more than {others:number} like them. {difference}"), **params)


def spoken(told: Mapping[str, Any]) -> str:
    """The outcome that says most: "sells" (months with a sale), or "log_sales" where all sold in every month, before and after,
    so that only how much they sold can differ."""
    sells = told["outcomes"]["sells"]
    return "log_sales" if max(abs(sells["low"]), abs(sells["high"])) < 1e-9 else "sells"


def in_percent(log: float) -> float:
    """A difference of logs as a change in percent; log(1 + sales) is that of sales where every month has some."""
    return 100 * math.expm1(min(log, 50.0))


def difference(told: Mapping[str, Any]) -> dict[str, Any]:
    """How large it is, as a message with its interval."""
    number = told["outcomes"][spoken(told)]
    if spoken(told) == "log_sales":
        points = {name: round(in_percent(number[key])) for name, key in (("pct", "effect"), ("low", "low"), ("high", "high"))}
        return {"text": _("Sales of a typical shop: {pct:decimal} % (95 %: {low:decimal} to {high:decimal})."), "params": points}
    points = {name: round(100 * number[key], 1) for name, key in (("points", "effect"), ("low", "low"), ("high", "high"))}
    return {"text": _("Months with a sale: {points:decimal} points (95 %: {low:decimal} to {high:decimal})."), "params": points}


def _caveats(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What cannot be said, as messages."""
    found: list[dict[str, Any]] = []

    def say(text: str, **params: Any) -> None:
        found.append({"text": text, "params": params})

    if told.get("together") is not None and told["what"] == "treatment" and told["together"] > 1.05:
        say(_("Most shops received other treatments too, {n:decimal} in all on average. What is found belongs to all of them "
              "together."), n=round(told["together"], 1))
    if told["kind"] != COMPARED:
        return found
    worst = _worst(told)
    if worst > BALANCED:
        say(_("The groups still differ from before: up to {d:decimal} standard deviations."), d=round(worst, 2))
    if told["pre_trend"]["held"] is False:
        say(_("The groups moved apart before it began."))
    elif told["pre_trend"]["held"] is None:
        say(_("There are too few months before to see whether the groups moved alike."))
    if told["placebo"]["passed"] is False:
        say(_("The same reckoning finds a difference in months when nothing had been done."))
    if told["unmatched"] != 0:
        say(_("For some shops nobody alike was found. They are left out."))
    if told["attrition"]["treated_lost"] != 0:
        low, high = told["bounds"][spoken(told)]
        if spoken(told) == "sells":
            say(_("Of some shops the time after is not known. Depending on them it is {low:decimal} to {high:decimal} points."),
                low=round(100 * low, 1), high=round(100 * high, 1))
        else:
            say(_("Of some shops the time after is not known. Depending on them it is {low:decimal} to {high:decimal} %."),
                low=round(in_percent(low)), high=round(in_percent(high)))
    gamma = told["sensitivity"]["log_sales"]
    if told["outcomes"]["log_sales"]["significant"] and (gamma is None or gamma < GAMMA):
        say(_("A small difference that nobody recorded could explain it away."))
    return found
