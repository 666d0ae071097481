"""Every rule that an allocation must hold, checked in plain Python after solving and independent of the solver."""
from collections import Counter

from diagnostics.allocation.problem import WHOLE, Choice, Merchant, Problem, Quota, paid, picked, spent, worked


def faults(problem: Problem, chosen: Choice) -> list[str]:
    """The names of the rules that the choice breaks (those of `model.Row`, and the rules inside a merchant). Empty: it holds."""
    known = {m.id: m for m in problem.merchants}
    wrong = [f"unknown:{id}" for id in sorted(set(chosen) - set(known))]
    for id in sorted(set(chosen) & set(known)):
        wrong += _merchant(problem, known[id], chosen[id])
    if spent(problem, chosen) > problem.budget:
        wrong.append("budget")
    if problem.hours is not None and worked(problem, chosen) > problem.hours:
        wrong.append("hours")
    used = Counter(t for ids in chosen.values() for t in ids)
    wrong += [f"slots:{t}" for t, n in sorted(problem.slots.items()) if used[t] > n]
    return wrong + [f"quota:{i}" for i, quota in enumerate(problem.quotas) if not _held(problem, quota, chosen)]


def _merchant(problem: Problem, merchant: Merchant, ids: frozenset[str]) -> list[str]:
    options = picked(merchant, ids)
    wrong = [f"option:{merchant.id}"] if len(options) != len(ids) or not ids else []
    if len(ids) > problem.most:
        wrong.append("most")
    if problem.cap is not None and sum(o.cost for o in options) > problem.cap:
        wrong.append("cap")
    for option in options:
        wrong += [f"needs:{merchant.id}:{need}" for need in option.needs if need not in ids]
        wrong += [f"excludes:{merchant.id}:{other}" for other in option.excludes if other in ids and other != option.id]
    return wrong


def reached(problem: Problem, quota: Quota, chosen: Choice) -> tuple[int, int]:
    """What the quota's group gets and what all get: merchants or won."""
    part = whole = 0
    for merchant in problem.merchants:
        if merchant.id in chosen:
            much = 1 if quota.of == "helped" else paid(merchant, chosen[merchant.id])
            whole += much
            part += much if quota.holds(merchant) else 0
    return part, whole


def _held(problem: Problem, quota: Quota, chosen: Choice) -> bool:
    part, whole = reached(problem, quota, chosen)
    if quota.share is not None:
        left, right = part * WHOLE, quota.share * whole
    else:
        left, right = part, quota.number or 0
    return left >= right if quota.bound == "least" else left <= right
