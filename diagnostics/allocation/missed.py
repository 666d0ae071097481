"""Who just missed, and why: what the nearest of those left out would have gained, against the price of what it would take."""
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from diagnostics.allocation.problem import WHOLE, Choice, Merchant, Option, Problem, Quota, gain

LISTED = 20


def just_missed(problem: Problem, chosen: Choice, worth: Mapping[str, float]) -> list[dict[str, Any]]:
    """The merchants left out who came nearest, the nearest first: merchant_id, treatments, gain, cost, short (the gain that was
    lacking at the prices of the limits), reason (the rule that costs it most: budget, hours, slots:…, quota:…; "small": none)."""
    rows = []
    for merchant in problem.merchants:
        if merchant.id in chosen or not merchant.options:
            continue
        found = _nearest(problem, merchant, worth)
        if found is not None:
            rows.append(found)
    return sorted(rows, key=lambda r: (r["short"], r["merchant_id"]))[:LISTED]


def _nearest(problem: Problem, merchant: Merchant, worth: Mapping[str, float]) -> dict[str, Any] | None:
    """The bundle of up to two treatments, with what they need, that came nearest."""
    best: dict[str, Any] | None = None
    for size in (1, 2):
        for bundle in combinations(merchant.options, min(size, problem.most)):
            ids = {o.id for o in bundle}
            if any(set(o.excludes) & ids - {o.id} or not set(o.needs) <= ids for o in bundle) or gain(bundle) <= 0 or (
                    problem.cap is not None and sum(o.cost for o in bundle) > problem.cap):
                continue
            paid = _paid(problem, merchant, bundle, worth)
            short = sum(paid.values()) - gain(bundle)
            if best is None or (short, len(ids), sorted(ids)) < (best["short"], len(best["treatments"]), best["treatments"]):
                dear = max(sorted(paid), key=lambda name: paid[name], default="")
                best = {"merchant_id": merchant.id, "treatments": sorted(ids), "gain": gain(bundle),
                        "cost": merchant.cost + sum(o.cost for o in bundle), "short": short,
                        "reason": dear if paid.get(dear, 0) > 0 else "small"}
    return None if best is None else {**best, "short": max(0, round(best["short"]))}


def _paid(problem: Problem, merchant: Merchant, bundle: tuple[Option, ...], worth: Mapping[str, float]) -> dict[str, float]:
    """What each limit asks of a bundle, in gain."""
    cost = merchant.cost + sum(o.cost for o in bundle)
    paid = {"budget": worth.get("budget", 0.0) * cost, "hours": worth.get("hours", 0.0) * sum(o.hours for o in bundle)}
    for option in bundle:
        name = f"slots:{option.id}"
        if name in worth:
            paid[name] = worth[name]
    for i, quota in enumerate(problem.quotas):
        paid[f"quota:{i}"] = worth.get(f"quota:{i}", 0.0) * _use(quota, merchant, cost)
    return paid


def _use(quota: Quota, merchant: Merchant, cost: int) -> float:
    """What a bundle takes of a quota (below 0: it helps to keep it)."""
    weight = 1 if quota.of == "helped" else cost
    much = weight * (int(quota.holds(merchant)) if quota.share is None else WHOLE * int(quota.holds(merchant)) - quota.share)
    return float(much if quota.bound == "most" else -much)
