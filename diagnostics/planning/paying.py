"""What each treatment of a plan costs whom, and in which month: subsidy within the caps, instalments to the won.

Caps are used up in the order in which the treatments start: the programme pays in full until a cap is reached. The sum does not
depend on the order. Each instalment is divided between shop and programme as the whole is; the last one takes what rounding
left, so that the months add up to the won.
"""
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from diagnostics.planning.problem import Problem
from diagnostics.planning.rules import START, Rules


def subsidies(problem: Problem, starts: Mapping[str, int]) -> dict[str, int]:
    """Won that the programme pays for each chosen treatment; they add up to `problem.granted`."""
    left, families = problem.cap, dict(problem.caps)
    found = {}
    for id in sorted(starts, key=lambda i: (starts[i], i)):
        option = problem.by_id[id]
        paid = min(option.subsidy, families.get(option.family, option.subsidy))
        paid = paid if left is None else min(paid, left)
        if option.family in families:
            families[option.family] -= paid
        left = None if left is None else left - paid
        found[id] = paid
    return found


def shares(total: int, parts: Sequence[float]) -> list[int]:
    """`total` won divided by `parts` (which add up to 1): each rounded, the last takes the rest; never beyond what is left."""
    found: list[int] = []
    for part in parts[:-1]:
        won = int((Decimal(total) * Decimal(str(part))).quantize(Decimal(1), ROUND_HALF_UP))
        found.append(min(won, total - sum(found)))
    return [*found, total - sum(found)]


def instalments(first: date, last: date, own: int, subsidy: int, rules: Rules) -> list[dict[str, Any]]:
    """What is due when for one treatment from `first` to `last` day: day, when, total, own, subsidy, out and back.

    `own` and `subsidy` are who bears it; `out` leaves the shop's account that day and `back` returns to it. They differ where
    the programme pays back after delivery: then the shop lays out the whole first.
    """
    if own + subsidy == 0:
        return []
    parts = [share for _when, share in rules.instalments]
    mine, theirs = shares(own, parts), shares(subsidy, parts)
    later = rules.refund_weeks is not None and subsidy > 0
    found = [{"day": (first if when == START else last).isoformat(), "when": when, "total": a + b, "own": a, "subsidy": b,
              "out": a + b if later else a, "back": 0}
             for (when, _share), a, b in zip(rules.instalments, mine, theirs, strict=True) if a + b]
    if later:
        day = last + timedelta(weeks=rules.refund_weeks or 0)
        found.append({"day": day.isoformat(), "when": "refund", "total": 0, "own": 0, "subsidy": 0, "out": 0, "back": subsidy})
    return found


def months(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The instalments of all rows of a plan by month (YYYY-MM), every month from the first to the last, sums in won.

    Each: month, total, own, subsidy, out, back, net (back less out) and the treatments that are paid in it.
    """
    due = [(part, row["treatment"]) for row in rows for part in row["instalments"]]
    if not due:
        return []
    found: list[dict[str, Any]] = []
    month, last = min(p["day"] for p, _t in due)[:7], max(p["day"] for p, _t in due)[:7]
    while month <= last:
        mine = [(p, t) for p, t in due if p["day"][:7] == month]
        sums = {name: sum(p[name] for p, _t in mine) for name in ("total", "own", "subsidy", "out", "back")}
        found.append({"month": month, **sums, "net": sums["back"] - sums["out"], "treatments": sorted({t for _p, t in mine})})
        year, number = int(month[:4]), int(month[5:])
        month = f"{year + number // 12:04}-{number % 12 + 1:02}"
    return found
