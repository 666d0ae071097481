"""Measured effects into the plan, when a person says so: written as the setting that diagnostics/planning/effects.py reads."""
from collections.abc import Mapping
from typing import Any

from data import evaluations
from data.text import _
from data.workspace import Workspace
from diagnostics.outcomes import words
from diagnostics.outcomes.core import COMPARED
from diagnostics.planning import effects

SOURCE = _("Measured here against shops like them")


def usable(result: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Effects by treatment, of the studies whose comparison nothing speaks against, whether or not they are beyond chance: taking
    only those that are would flatter, as chance lifts them. The plan draws each toward none by its n and says its interval.

    Treatments received together share what was found in equal parts: a plan that holds all of them counts it once.
    """
    found: dict[str, dict[str, Any]] = {}
    for study in result["studies"]:
        if study["what"] != "treatment" or study["kind"] != COMPARED or not study["percent"] or not words.fair(study):
            continue
        share = 1 / max(study["together"] or 1.0, 1.0)
        percent = {name: study["percent"][name] * share for name in ("effect", "low", "high")}
        found[study["id"]] = {"sales_pct": percent["effect"], "low": min(percent["low"], percent["effect"]),
                              "high": max(percent["high"], percent["effect"]), "n": study["n"],
                              "source": f"{SOURCE} (n={study['n']}, {study['neighbours']})", "as_of": result["as_of"]}
    effects.check(found)
    return found


def listed(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What would reach the plan, the largest first: treatment, n, measured (its part of what was found), pct, low, high (as the
    plan will reckon, in percent of monthly sales) and sure (the measured interval does not hold 0)."""
    rows: list[dict[str, Any]] = []
    for id, effect in effects.check(usable(result)).items():
        pct, low, high = effect.shrunk()
        rows.append({"treatment": id, "n": effect.n, "measured": effect.sales_pct, "pct": pct, "low": low, "high": high,
                     "sure": effect.low > 0 or effect.high < 0})
    return sorted(rows, key=lambda r: (-r["pct"], r["treatment"]))


def keep(workspace: Workspace, result: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Put the usable effects into the plan, in the place of earlier ones of the same treatments. Returns what was put in. Raises
    `AccessDenied` for a viewer of few merchants."""
    evaluations.newest(workspace)
    found = usable(result)
    if found:
        workspace.save_setting(effects.SETTING, {**(workspace.setting(effects.SETTING) or {}), **found})
    return found
