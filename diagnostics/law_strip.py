"""The law beside the score, in words: what must be put right, what is to be checked, and what a person has answered."""

from collections.abc import Mapping
from typing import Any

from data.text import _
from diagnostics import answered, labels
from diagnostics.texts import Texts

_GATE = ("rule", "severity", "product_id", "product_name", "channel", "as_of", "matched", "where", "key", "hits", "answer")


def law_strip(result: Mapping[str, Any], texts: Texts) -> dict[str, Any]:
    """The law beside the score: headline, must [gate], check [gate], info [gate].

    A gate: rule, severity, severity_word, product_id, product_name, channel, reason, hint (None where there is none),
    rewording (the same said lawfully, None where there is none), basis, as_of, matched, where, key, hits, answer, open. Those
    that a person has settled come last in their list, `open` false, and do not count in the headline.
    """
    gates = [
        {
            **{k: g.get(k) for k in _GATE},
            "severity_word": labels.name("severity", g["severity"], texts),
            "reason": texts.say({"text": g["reason"], "params": g.get("params")}),
            "hint": texts.say({"text": g["hint"], "params": g.get("params")}) if g.get("hint") else None,
            "rewording": texts.say({"text": g["rewording"], "params": g.get("params")}) if g.get("rewording") else None,
            "basis": texts(g["basis"]),
            "open": answered.is_open(g),
        }
        for g in result["gates"]
    ]
    gates.sort(key=lambda g: not g["open"])
    must, check, info = ([g for g in gates if g["severity"] == s] for s in ("block", "review", "info"))
    open_must, open_check = (sum(g["open"] for g in found) for found in (must, check))
    if open_must:
        headline = texts.many(
            _("{n} point of the law must be put right"), _("{n} points of the law must be put right"), open_must
        )
    elif open_check:
        headline = texts.many(
            _("{n} point of the law is to be checked"), _("{n} points of the law are to be checked"), open_check
        )
    elif must or check:
        headline = texts(_("Every point of the law has been answered."))
    else:
        headline = (
            texts(_("Nothing found against the law in the product list."))
            if (result["summary"].get("rows") or {}).get("listings")
            else texts(_("Without a product list the law could not be looked at."))
        )
    return {"headline": headline, "must": must, "check": check, "info": info}
