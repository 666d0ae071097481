"""Whose sales afterwards are not known, and what the finding could be at worst and at best because of them."""
from typing import Any

import numpy as np

from diagnostics.outcomes.design import Array
from diagnostics.outcomes.matching import Matched
from diagnostics.outcomes.stacks import Stacks


def staying(stacks: Stacks) -> dict[str, Any]:
    """{"treated", "treated_lost", "others", "others_lost"}: merchants with a known time before, and how many of them are
    not known to the end of the window."""
    mine, others = stacks.treated, ~stacks.treated
    lost = others & ~stacks.stayed
    return {"treated": int(mine.sum()), "treated_lost": int((mine & ~stacks.stayed).sum()),
            "others": len(np.unique(stacks.unit[others])), "others_lost": len(np.unique(stacks.unit[lost]))}


def bounds(stacks: Stacks, matched: Matched, sets: Array) -> list[float] | None:
    """Lee's bounds of the mean of `sets` (Lee 2009, Rev. Econ. Studies 76): if treated merchants stayed more often, those who
    stayed only for it may be the best or the worst of them, so as many are cut from either end. Twice the mean where nobody more
    stayed; None where nobody is left. Where the others stayed more often, the same share of them is assumed among the lost.
    """
    if not len(sets):
        return None
    told = staying(stacks)
    stay = 1 - told["treated_lost"] / told["treated"]
    kept = ~stacks.treated
    stay_others = float(stacks.stayed[kept].mean()) if kept.any() else 1.0
    cut = abs(stay - stay_others) / max(stay, stay_others)
    ordered, many = np.sort(sets), max(1, round(len(sets) * (1 - cut)))
    return [float(ordered[:many].mean()), float(ordered[len(ordered) - many:].mean())]
