"""How far a finding is from good: its value on a small scale between the limits of its check."""
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from data.text import _
from diagnostics import units
from diagnostics.model import Check
from diagnostics.quantities import Quantity
from diagnostics.texts import Texts
from diagnostics.whatif import limits


def scale(finding: Mapping[str, Any], texts: Texts) -> dict[str, Any] | None:
    """Where the value of a finding lies; None where it has none, or its check judges more than one number.

    {"least", "most" of the axis; "value", "counted" (None where it is the same), "low", "high" (95 %, None where there is no
    interval); "zones" [{from, to, outcome: fail, warn or pass}] from least to most; "marks" [{at, text}] the limits; "unit",
    "value_text", "counted_text", "interval_text", "sentence"}.
    """
    check: Check | None = units.checks().get(finding["check"])
    if check is None or check.judge is not None or finding["value"] is None:
        return None
    params, unit = finding["params"], units.metrics()[check.metric].unit
    if params.get("limits"):
        check = replace(check, curve=replace(check.curve, half=params["limits"][0], good=params["limits"][1]))
    value, counted = finding["value"], params.get("counted")
    low, high = params.get("low"), params.get("high")
    least, most = limits(check, unit, value)
    ends = [v for v in (low, high, counted) if v is not None]
    least, most = min([least, *ends]), max([most, *ends])

    def written(number: float) -> str:
        return str(Quantity.of(number, unit, texts))

    zones = _zones(check, least, most)
    interval = None if low is None or high is None else texts(_("{low} to {high}"), low=written(low), high=written(high))
    same = counted is None or written(counted) == written(value)
    found = {
        "least": least, "most": most, "value": value, "counted": None if same else counted, "low": low, "high": high,
        "zones": zones, "marks": [{"at": z["to"], "text": written(z["to"])} for z in zones[:-1]], "unit": str(unit),
        "value_text": written(value), "counted_text": None if same else written(counted), "interval_text": interval}
    sentence = texts(_("Here: {value} (n={n:number}). Good from {good}, to be mended from {half}."), value=found["value_text"],
                     n=finding["n"], good=written(check.curve.good), half=written(check.curve.half))
    return {**found, "sentence": sentence}


def _zones(check: Check, least: float, most: float) -> list[dict[str, Any]]:
    """The outcomes along the axis."""
    half, good, upper = check.curve.half, check.curve.good, check.curve.upper
    if upper is not None:
        cuts, names = [half, good, upper[1], upper[0]], ["fail", "warn", "pass", "warn", "fail"]
    elif half < good:
        cuts, names = [half, good], ["fail", "warn", "pass"]
    else:
        cuts, names = [good, half], ["pass", "warn", "fail"]
    edges = [least, *(min(max(c, least), most) for c in cuts), most]
    return [{"from": a, "to": b, "outcome": name} for a, b, name in zip(edges, edges[1:], names, strict=False) if b > a]
