"""What treatments have been measured to do to sales, and what a plan may therefore expect in won; without that, nothing.

Read from the setting "effects" of the store: {treatment id: {"sales_pct": change of monthly sales in percent, "low" and "high":
its 95 % interval, "n": treated shops, "source": text, "as_of": text}}. A few shops say little, so an effect is drawn toward no
effect as if `DOUBT` shops had seen none (normal prior): share n / (n + DOUBT) of it, the interval narrower by the root of that.
"""
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.errors import InputProblem
from data.text import _
from data.workspace import Workspace
from diagnostics import units
from diagnostics.model import Basis

SETTING = "effects"
DOUBT = 30
DOUBT_BASIS = Basis.judgement("Thirty shops without any effect weigh against what was measured, as small programmes flatter.")
BASE, MONTHS = "sales.amount_90", 3
"""The measurement of what is sold now, and how many months it covers."""
FIELDS = {"sales_pct", "low", "high", "n", "source", "as_of"}


@dataclass(frozen=True)
class Effect:
    """A measured change of monthly sales in percent with its 95 % interval, from `n` treated shops."""

    sales_pct: float
    low: float
    high: float
    n: int
    source: str
    as_of: str = ""

    def shrunk(self) -> tuple[float, float, float]:
        """Percent, low and high after drawing it toward no effect."""
        share = self.n / (self.n + DOUBT)
        mean, narrower = share * self.sales_pct, math.sqrt(share)
        return mean, mean - narrower * (self.sales_pct - self.low), mean + narrower * (self.high - self.sales_pct)


def read(workspace: Workspace) -> dict[str, Effect]:
    """The measured effects by treatment. Raises `InputProblem` where the setting cannot be used."""
    return check(workspace.setting(SETTING) or {})


def check(values: Any) -> dict[str, Effect]:
    if not isinstance(values, Mapping):
        raise InputProblem(_("Measured effects are a list of treatments with their effect."))
    found = {}
    for id, told in values.items():
        if id not in units.treatments():
            raise InputProblem(_("There is no treatment {treatment}."), treatment=id)
        if not isinstance(told, Mapping) or not {"sales_pct", "low", "high", "n"} <= set(told) <= FIELDS:
            raise InputProblem(_("The effect of {treatment} needs sales_pct, low, high and n, and may name source and as_of."),
                               treatment=id)
        numbers = [told[name] for name in ("sales_pct", "low", "high")]
        if not all(isinstance(x, int | float) and not isinstance(x, bool) and math.isfinite(x) for x in numbers) \
                or not told["low"] <= told["sales_pct"] <= told["high"]:
            raise InputProblem(_("The effect of {treatment} must be numbers, with low below and high above it."), treatment=id)
        if isinstance(told["n"], bool) or not isinstance(told["n"], int) or told["n"] < 1:
            raise InputProblem(_("The effect of {treatment} needs the number of shops that it was measured on."), treatment=id)
        pct, low, high = (float(x) for x in numbers)
        found[id] = Effect(pct, low, high, told["n"], str(told.get("source") or ""), str(told.get("as_of") or ""))
    return found


def expected(chosen: Iterable[str], effects: Mapping[str, Effect], diagnosis: Mapping[str, Any]) -> dict[str, Any]:
    """What the chosen treatments may bring in won a month: {"known", "base", "won", "low", "high", "treatments", "without",
    "text"}; won, low and high are None where nothing is known.

    Changes are added up, and their intervals too, as if all erred on the same side: wider than if they erred apart.
    """
    measured = (diagnosis["measurements"].get(BASE) or {}).get("raw")
    base = None if measured is None else round(measured / MONTHS)
    ids = sorted(chosen)
    rows = []
    for id in ids:
        if id in effects and base:
            pct, low, high = effects[id].shrunk()
            rows.append({"treatment": id, "title": {"text": units.treatments()[id].title, "params": {}}, "pct": pct,
                         "pct_low": low, "pct_high": high, "won": round(base * pct / 100), "low": round(base * low / 100),
                         "high": round(base * high / 100), "n": effects[id].n, "measured_pct": effects[id].sales_pct,
                         "source": effects[id].source, "as_of": effects[id].as_of})
    known = bool(rows)
    sums = {name: sum(r[name] for r in rows) if known else None for name in ("won", "low", "high")}
    return {"known": known, "base": base, **sums, "treatments": rows, "without": [i for i in ids if i not in effects],
            "text": _words(ids, effects, base, sums, rows)}


def _words(ids: list[str], effects: Mapping[str, Effect], base: int | None, sums: Mapping[str, Any],
           rows: list[dict[str, Any]]) -> dict[str, Any]:
    def say(text: str, **params: Any) -> dict[str, Any]:
        return {"text": text, "params": params}

    if not ids:
        return say(_("Nothing is chosen, so nothing is expected."))
    if not any(i in effects for i in ids):
        return say(_("How much money this brings has not been measured yet, so no sum is promised here."))
    if base is None:
        return say(_("Your sales are not known, so no sum in won can be named. Bring the orders of the last 90 days."))
    if base == 0:
        return say(_("There were no sales in the last 90 days. A change in percent of nothing says nothing, so no sum is named."))
    return say(_("Going by {n:number} of the {of:number} treatments, which have been measured: about {won:won_words} a month "
                 "more, probably between {low:won_words} and {high:won_words}. Few shops were measured, so it is reckoned "
                 "cautiously."),
               n=len(rows), of=len(ids), **sums)
