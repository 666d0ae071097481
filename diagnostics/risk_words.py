"""A merchant's forecast in words: how likely, how often such forecasts came true, and what speaks for and against it."""
from collections.abc import Mapping
from typing import Any

from data.text import _
from diagnostics.risk_model import TARGETS
from diagnostics.texts import Texts

UNSEEN = _("How often such forecasts come true is not known yet: the history is too short.")


def words(risk: Mapping[str, Any], t: Texts) -> list[dict[str, Any]]:
    """One entry per risk of `result["risk"]`, in their order; empty where there is no forecast (its `reason` says why).

    risk, title; share (None where refused), headline ("{title}: 24 % likely"), seen_text (of 100 such shops it happened to n),
    reasons [{text, effect, effect_text}] the strongest first, `up` and `down` the same split by direction, refused (a sentence,
    or None).
    """
    if not risk.get("available"):
        return []
    return [_one(target.column, target.title, risk, t) for target in TARGETS]


def _one(column: str, title: str, risk: Mapping[str, Any], t: Texts) -> dict[str, Any]:
    share, refused = risk.get(column), (risk.get("refused") or {}).get(column)
    found: dict[str, Any] = {"risk": column, "title": t(title), "share": share, "headline": None, "seen_text": None,
                             "reasons": [], "up": [], "down": [], "refused": t.say(refused) if refused else None}
    if share is None:
        return found
    reasons = [{"text": t.say(d), "effect": d["effect"], "effect_text": effect(d["effect"], t)}
               for d in (risk.get("drivers") or {}).get(column, [])]
    return found | {"headline": t(_("{title}: {share:percent} likely"), title=t(title), share=round(share, 2)),
                    "seen_text": seen((risk.get("seen") or {}).get(column), t), "reasons": reasons,
                    "up": [r for r in reasons if r["effect"] > 0], "down": [r for r in reasons if r["effect"] < 0]}


def seen(like: Mapping[str, Any] | None, t: Texts) -> str:
    """How often forecasts like this one came true."""
    if like is None:
        return t(UNSEEN)
    return t(_("Of 100 shops with such a forecast it really happened to about {count:number} (between {low:number} and "
               "{high:number}; {n:number} past forecasts)."),
             count=100 * like["happened"], low=100 * like["low"], high=100 * like["high"], n=like["n"])


def effect(points: float, t: Texts) -> str:
    """By how much a value moves the forecast: "+12 percentage points"."""
    size = max(1, round(abs(points)))
    return t(_("{points:number} points more likely"), points=size) if points > 0 else t(
        _("{points:number} points less likely"), points=size)
